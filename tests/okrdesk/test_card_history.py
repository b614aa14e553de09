"""What happened to a card: who did what when, in sentences, the latest first."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from okrdesk import edits, linking
from okrdesk.card_history import Moment, history_of
from okrdesk.cards import Author, Condition, KeyResult, Link, Objective, Pillar, Team, fields_of
from okrdesk.desk import Desk
from okrdesk.field_names import FIELD_NAMES
from okrdesk.review import notes
from okrdesk.review.records import Note
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.okrdesk.small import small_change


@pytest.fixture
def desk() -> Desk:
    desk = desk_for(Workshop("w"))
    desk.do(small_change())
    return desk


def told(desk: Desk, card: str, latest: int = 1) -> list[str]:
    """The sentences of the latest moments."""
    return [moment.sentence for moment in history_of(desk, card).moments[:latest]]


def test_a_card_begins_by_being_added(desk):
    (moment,) = history_of(desk, "o1").moments
    assert moment.sentence == "Added by “Import small.xlsx”"
    assert moment.author == "Ada Abara"
    assert datetime.fromisoformat(moment.when).tzinfo == UTC
    desk.do(edits.add(desk.workshop, replace(desk.workshop["o1"], id="new", code="", title="New")))
    assert told(desk, "new", 9) == ["Added"]
    assert history_of(desk, "nobody") == ([], True)


@pytest.mark.parametrize(
    ("id_", "fields", "sentence"),
    [
        ("o1", {"title": "Riders\nstay"}, "Title: “Every rider comes back” → “Riders stay”"),
        ("o1", {"owner": "kofi"}, "Owner: Rosa Luna → Kofi Annor"),
        ("o1", {"owner": ""}, "Owner: Rosa Luna → nothing"),
        ("o1", {"style": "aspirational"}, "Style: nothing → stretch"),
        ("o1", {"state": "in_review"}, "State: draft → in review"),
        ("o1", {"role_objective": True}, "Role objective: no → yes"),
        ("k1", {"target": Decimal("50.50")}, "CO-1.1 · Target: 45.5 % → 50.5 %"),
        ("k1", {"kind": "no_more_than"}, "CO-1.1 · Kind: increase → no more than"),
        ("k1", {"involved": ("rosa", "kofi")}, "CO-1.1 · Involved: Kofi Annor → Rosa Luna, Kofi Annor"),
        ("c1", {"answer": "normal_work"}, "CO-1.c1 · Answer: nothing → normal work"),
        ("l2", {"sentence": "Three"}, "SHOP-1 → CO-1.c1 · Sentence: “Two more benches” → “Three”"),
    ],
)
def test_values_are_told_in_words(desk, id_, fields, sentence):
    desk.do(edits.set_fields(desk.workshop, id_, **fields))
    assert told(desk, "o1") == [sentence]


def test_moves_and_the_tray(desk):
    workshop = desk.workshop
    desk.do(edits.move_many(workshop, ("o2",), "shop"))
    assert told(desk, "o2") == ["Moved from Engineering to Shops & Repair"]
    desk.do(edits.park_many(workshop, ("o2",)))
    desk.do(edits.unpark(workshop, "o2"))
    assert told(desk, "o2", 2) == ["Brought back to this quarter", "Parked for a later quarter"]
    desk.do(edits.move_many(workshop, ("o2",), "shop", before="o3"))
    assert told(desk, "o2") == ["Brought back to this quarter"]  # a place in a list is nothing to tell
    desk.do(edits.move_key_results(workshop, ("k2",), "o1"))
    assert told(desk, "o1") == ["ENG-1.1 · Moved from ENG-1 to CO-1"]


def test_parts_and_links_that_come_and_go(desk):
    workshop = desk.workshop
    desk.do(edits.add(workshop, KeyResult("kr", objective="o1", text="Returns")))
    desk.do(edits.add(workshop, Condition("con", parent="o1", text="Stock")))
    desk.do(linking.link(workshop, "o2", "kr"))
    desk.do(edits.drop(workshop, "kr"))
    desk.do(edits.drop(workshop, "con"))
    assert told(desk, "o1", 6) == [
        "Condition deleted: “Stock”",
        "Key result deleted: “Returns”",
        "No longer: ENG-1 enables CO-1.2",
        "ENG-1 enables CO-1.2",
        "Condition added: “Stock”",
        "Key result added: “Returns”",
    ]
    assert "ENG-1 enables CO-1.2" in told(desk, "o2", 9)


def test_undo_and_redo_are_told_as_such(desk):
    desk.do(edits.set_field(desk.workshop, "o1", "title", "x"))
    desk.undo()
    desk.redo()
    assert told(desk, "o1", 2) == ["Redone: Change CO-1", "Undone: Change CO-1"]


def test_what_is_typed_in_one_go_is_one_moment(desk):
    for title in ("E", "Ev", "Eve"):
        desk.do(edits.set_field(desk.workshop, "o1", "title", title))
    assert [moment.sentence for moment in history_of(desk, "o1").moments] == [
        "Title: “Every rider comes back” → “Eve”",
        "Added by “Import small.xlsx”",
    ]


def test_a_deleted_card_still_has_a_history(desk):
    desk.do(edits.drop(desk.workshop, "o3"))
    assert told(desk, "o3", 9)[-1].startswith("Added by")
    assert "Deleted" in told(desk, "o3", 9)


def test_only_so_many_entries_are_read(desk):
    for n in range(12):
        desk.do(edits.set_fields(desk.workshop, "o1", title=f"{n}"))
    moments, whole = history_of(desk, "o1", latest=5)
    assert not whole
    assert history_of(desk, "o1", latest=50).whole
    assert [moment.sentence for moment in moments][:2] == ["Title: “10” → “11”", "Title: “9” → “10”"]
    assert len(moments) == 5
    assert all(isinstance(moment, Moment) for moment in moments)
    times = [moment.when for moment in moments]
    assert times == sorted(times, reverse=True)


def test_long_texts_are_cut(desk):
    desk.do(edits.set_fields(desk.workshop, "o1", story="many words " * 50))
    assert len(told(desk, "o1")[0]) < 260


@pytest.mark.parametrize("kind", [Team, Pillar, Objective, KeyResult, Condition, Link])
def test_every_field_has_a_name_that_can_be_translated(kind):
    silent = {"id", "rank", "code", "primary"}
    assert fields_of(kind).keys() - silent <= FIELD_NAMES.keys()


def test_what_was_accepted_in_a_review_says_from_whom(desk):
    tomas, me = Author("t", "Tomas Perez", "aa" * 32), desk.author
    o1 = desk.workshop["o1"]
    desk.author = tomas
    spot = notes.Spot("o1", "title")
    here, wording = notes.Reviewing(), f"{o1.title} at last"
    desk.do(notes.add_note(desk.workshop, tomas, here, spot, "suggestion", "", wording=wording))
    desk.author = me
    desk.do(notes.accept(desk.workshop, me, desk.workshop.all(Note)[0]))
    assert told(desk, "o1") == [f"Title: “{o1.title}” → “{o1.title} at last” — accepted from Tomas Perez"]
    desk.undo()
    assert "accepted from" not in " ".join(told(desk, "o1", 1))
