"""What can be undone and redone, by the journal's entries."""

from __future__ import annotations

from pathlib import Path

from okrdesk.cards import Author
from okrdesk.edits import set_field
from okrdesk.history import Entry, History
from okrdesk.sample import sample
from okrdesk.store.document import create


def entry(group: str, kind: str, target: str = "") -> Entry:
    return Entry(f"{group}-{kind}", group, "a", "2027-01-04T09:00:00+00:00", group, kind, target)  # type: ignore[arg-type]


def test_a_new_change_empties_redo() -> None:
    history = History([entry("a", "do"), entry("b", "do"), entry("x", "undo", "b"), entry("c", "do")])
    assert (history.undoable, history.redoable) == (["a", "c"], [])


def test_what_makes_the_workshop_is_never_undone(tmp_path: Path) -> None:
    document = create(tmp_path / "w.okrdesk", Author("a", "Ada"), sample(), synchronous="OFF")
    try:
        assert document.desk.history.undo_label is None
        pillar = document.workshop.pillars()[0]
        document.desk.do(set_field(document.workshop, pillar.id, "title", "Win the coast"))
        assert document.desk.undo() is not None
        assert document.desk.undo() is None
        assert document.workshop[pillar.id] == pillar
    finally:
        document.close()
