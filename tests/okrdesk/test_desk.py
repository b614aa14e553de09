"""The one door: undo groups, the typing pause, refusals that leave everything as it was, listeners."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, replace
from datetime import UTC, datetime, timedelta

import pytest

from okrdesk import edits
from okrdesk.canonical import canonical
from okrdesk.cards import Author, KeyResult, Objective, new_id
from okrdesk.change import Change, Drop, Put, Set, Step
from okrdesk.desk import TYPING_PAUSE_S, Desk, Refused
from okrdesk.history import Entry, History
from okrdesk.workshop import Touched, Workshop
from tests.okrdesk.small import ANN, RECORDS


class Memory:
    """A journal that keeps everything in memory, and can be told to fail."""

    def __init__(self) -> None:
        self.rows: list[tuple[Entry, tuple[Step, ...]]] = []
        self.numbers: dict[str, int] = {}
        self.fails: Exception | None = None

    def write(
        self, entry: Entry, steps: tuple[Step, ...], counters: Mapping[str, int], author: Author
    ) -> Entry:
        if self.fails:
            raise self.fails
        entry = replace(entry, seq=len(self.rows) + 1)
        self.rows.append((entry, steps))
        self.numbers |= counters
        return entry

    def entries(self) -> Iterable[Entry]:
        return [entry for entry, _ in self.rows]

    def steps(self, group: str) -> tuple[Step, ...]:
        mine = (steps for e, steps in self.rows if e.group == group and e.kind not in ("undo", "redo"))
        return tuple(step for steps in mine for step in steps)

    def steps_of(self, ids: Collection[str], latest: int = 200) -> list[tuple[Entry, Step]]:
        rows = [(entry, step) for entry, steps in self.rows for step in steps if touches(step, ids)]
        return rows[-latest:]

    def parts_ever(self, card: str) -> set[str]:
        steps = [step for _entry, steps in self.rows for step in steps]
        puts = [step.record for step in steps if isinstance(step, Put)]
        return {record.id for record in puts if card in astuple(record)[1:]}

    def authors(self) -> Mapping[str, Author]:
        return {ANN.id: ANN}

    def counters(self) -> Mapping[str, int]:
        return self.numbers


def touches(step: Step, ids: Collection[str]) -> bool:
    return (step.id if isinstance(step, Set) else step.record.id) in ids


class Clock:
    """A time of day that only moves when told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 7, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(memory: Memory, clock: Clock) -> Desk:
    return Desk(Workshop("w", RECORDS), memory, ANN, clock=clock)


def type_title(desk: Desk, text: str, id_: str = "o1") -> None:
    desk.do(edits.set_field(desk.workshop, id_, "title", text))


def title(desk: Desk, id_: str = "o1") -> str:
    return desk.workshop[id_].title  # type: ignore[attr-defined]


# ---------------------------------------------------------------- undo and redo
def test_typing_is_one_step_until_a_pause(desk, clock):
    for letters in ("R", "Ri", "Rid", "Ride"):
        type_title(desk, letters)
        clock.wait(TYPING_PAUSE_S)
    clock.wait(0.001)
    type_title(desk, "Rider")
    desk.undo()
    assert title(desk) == "Ride"
    desk.undo()
    assert title(desk) == "Every rider comes back"
    desk.redo()
    assert title(desk) == "Ride"


def test_typing_elsewhere_or_something_between_ends_a_step(desk):
    type_title(desk, "a")
    type_title(desk, "b", "o2")
    type_title(desk, "ab")
    assert len(desk.history.undoable) == 3
    desk.do(edits.park_many(desk.workshop, ("o3",)))
    type_title(desk, "abc")
    assert len(desk.history.undoable) == 5


def test_typing_after_an_undo_is_a_new_step(desk):
    type_title(desk, "a")
    desk.undo()
    type_title(desk, "b")
    assert desk.history.redo_label is None
    desk.undo()
    assert title(desk) == "Every rider comes back"


def test_undo_and_redo_are_named_and_recorded(desk, memory):
    type_title(desk, "a")
    assert desk.history.undo_label == "Change CO-1"
    undone = desk.undo()
    assert (undone.kind, undone.label, undone.target) == ("undo", "Change CO-1", memory.rows[0][0].group)
    assert desk.history.redo_label == "Change CO-1"
    assert desk.redo().kind == "redo"
    assert desk.redo() is None
    assert [e.seq for e in memory.entries()] == [1, 2, 3]


def test_nothing_to_undo_is_no_error(desk):
    assert desk.undo() is None
    assert desk.redo() is None


def test_a_change_without_steps_leaves_no_trace(desk, memory):
    assert desk.do(Change("Nothing", ())) is None
    assert desk.do(edits.set_field(desk.workshop, "o1", "title", title(desk))) is None
    assert memory.rows == []


def test_undo_survives_a_restart(desk, memory, clock):
    type_title(desk, "a")
    desk.do(edits.drop(desk.workshop, "o2"))
    again = Desk(desk.workshop.snapshot(), memory, ANN, clock=clock)
    again.undo()
    again.undo()
    assert set(again.workshop) == set(RECORDS)


def test_history_ignores_what_was_never_done():
    history = History([Entry("1", "g", "a", "", "x", "undo", target="nothing")])
    assert (history.undoable, history.redoable) == ([], [])


def test_time_and_author_are_recorded(desk, memory):
    type_title(desk, "a")
    (entry,) = memory.entries()
    assert (entry.at, entry.author) == ("2026-07-01T09:00:00+00:00", ANN.id)


# ---------------------------------------------------------------- refusals
REFUSED: dict[str, tuple[Step, ...]] = {
    "a reference to nowhere": (Set("o1", "owner", "rosa", "nobody"),),
    "a reference to another kind": (Set("o1", "owner", "rosa", "co"),),
    "no such choice": (Set("o1", "state", "draft", "perhaps"),),
    "another type": (Set("o1", "title", "Every rider comes back", 5),),
    "nothing where something must be": (Set("o1", "title", "Every rider comes back", None),),
    "an old value that no longer holds": (Set("o1", "title", "something else", "x"),),
    "a card that is not there": (Set("nobody", "title", "", "x"),),
    "a field that is not there": (Set("o1", "colour", 1, 2),),
    "the id itself": (Set("o1", "id", "o1", "o9"),),
    "a card twice": (Put(RECORDS[0]),),
    "a deleted card that others need": (Drop(RECORDS[3]),),
    "good steps before a bad one": (
        Set("o2", "title", "Frames that outlive riders", "x"),
        Set("o1", "id", "o1", "o9"),
    ),
    "a second organisation": (Put(replace(RECORDS[0], id="more")),),
    "a second company": (Put(replace(RECORDS[2], id="more")),),
    "a team below itself": (Set("eng", "parent", "co", "shop"), Set("shop", "parent", "co", "eng")),
    "too long a cycle": (Set("cycle", "weeks", 13, 99),),
    "a sum of what does not add up": (Set("l1", "kind", "serves", "sums_into"),),
    "a circle of links": (Put(replace(RECORDS[-4], id="back", source="o1", target="o3")),),
    "a link twice": (Put(replace(RECORDS[-4], id="again")),),
    "a link to itself": (Put(replace(RECORDS[-4], id="self", source="k1", target="o1")),),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_refused_change_leaves_everything_as_it_was(desk, memory, what):
    before = canonical(desk.workshop)
    told: list[object] = []
    desk.listen(lambda touched, initiator: told.append(touched))
    with pytest.raises(Refused) as caught:
        desk.do(Change("Try", REFUSED[what]))
    assert str(caught.value).endswith(".")
    assert canonical(desk.workshop) == before
    assert (memory.rows, told) == ([], [])
    type_title(desk, "and it goes on")


def test_a_failing_journal_leaves_everything_as_it_was(desk, memory):
    before = canonical(desk.workshop)
    memory.fails = OSError("disk")
    with pytest.raises(OSError, match="disk"):
        desk.do(edits.drop(desk.workshop, "o2"))
    assert canonical(desk.workshop) == before
    assert desk.history.undoable == []
    memory.fails = None
    desk.do(edits.drop(desk.workshop, "o2"))
    memory.fails = OSError("disk")
    after = canonical(desk.workshop)
    with pytest.raises(OSError, match="disk"):
        desk.undo()
    assert canonical(desk.workshop) == after
    assert len(desk.history.undoable) == 1


def test_read_only_and_nameless_authors_are_refused(memory):
    workshop = Workshop("w", RECORDS)
    with pytest.raises(Refused, match="the banner"):
        type_title(Desk(workshop, memory, ANN, read_only="the banner"), "x")
    with pytest.raises(Refused, match="your name"):
        type_title(Desk(workshop, memory, Author("a", "  ")), "x")


# ---------------------------------------------------------------- listeners, text, codes
def test_listeners_hear_what_was_touched_and_by_whom(desk):
    heard: list[tuple[Touched, object]] = []
    stop = desk.listen(lambda touched, initiator: heard.append((touched, initiator)))
    new = Objective("new", team="eng", title="A bell")
    desk.do(edits.add(desk.workshop, new), "the board")
    desk.do(edits.set_field(desk.workshop, "o1", "title", "x"))
    desk.do(edits.drop(desk.workshop, "new"))
    assert [(t.added, t.altered, set(t.removed), who) for t, who in heard] == [
        ({"new"}, set(), set(), "the board"),
        (set(), {"o1"}, set(), None),
        (set(), set(), {"new"}, None),
    ]
    stop()
    desk.undo()
    assert len(heard) == 3


def test_text_is_cleaned_at_the_door(desk, memory):
    type_title(desk, "Cafe\u0301\x00\r\n\ud800")
    assert title(desk) == "Café\n"
    desk.do(edits.add(desk.workshop, Objective("new", team="eng", title="e\u0301\x07")))
    assert title(desk, "new") == "é"
    assert memory.rows[-1][1][0].record.title == "é"
    desk.do(edits.set_field(desk.workshop, "org", "levels", ("e\u0301", "\x00b")))
    assert desk.workshop["org"].levels == ("é", "b")


def test_what_cannot_be_kept_apart_after_cleaning_is_no_change_of_the_rest(desk):
    desk.do(edits.set_fields(desk.workshop, "o1", title="e\u0301", note="\x00"))
    assert title(desk) == "é"
    assert desk.workshop["o1"].note == ""
    desk.undo()
    assert set(desk.workshop) == set(RECORDS)


def test_dropping_takes_the_parts_along_and_clears_the_mentions(desk):
    desk.do(edits.drop(desk.workshop, "rosa"))
    assert desk.workshop["o1"].owner == ""
    desk.do(edits.drop(desk.workshop, "eng"))
    left = {record.id for record in desk.workshop}
    assert left.isdisjoint({"eng", "o2", "k2", "k3", "l1", "l3", "r1"})
    desk.undo()
    desk.undo()
    assert set(desk.workshop) == set(RECORDS)


def test_codes_are_given_kept_and_never_reused(desk):
    def code_of_new(team: str = "eng") -> str:
        id_ = new_id()
        desk.do(edits.add(desk.workshop, Objective(id_, team=team, title="x")))
        return desk.workshop[id_].code

    assert code_of_new() == "ENG-2"
    desk.undo()
    assert code_of_new() == "ENG-3"  # undo does not turn the counter back
    new = next(o for o in desk.workshop.objectives("eng") if o.code == "ENG-3")
    desk.do(edits.drop(desk.workshop, new.id))
    assert code_of_new() == "ENG-4"
    desk.do(edits.move_many(desk.workshop, ("o2",), "shop"))
    assert desk.workshop["o2"].code == "ENG-1"  # survives a move
    desk.do(edits.add(desk.workshop, KeyResult("part", objective="o2", text="x")))
    assert desk.workshop["part"].code == "ENG-1.3"


def test_a_newcomer_whose_code_is_taken_gets_the_next(desk):
    desk.do(edits.add(desk.workshop, Objective("guest", code="SHOP-1", team="shop", title="x")))
    assert desk.workshop["guest"].code == "SHOP-3"
    desk.do(edits.add(desk.workshop, Objective("far", code="SHOP-40", team="shop", title="x")))
    desk.do(edits.add(desk.workshop, Objective("next", team="shop", title="x")))
    assert desk.workshop["next"].code == "SHOP-41"


def test_what_cleaning_leaves_as_it_was_is_no_step_of_the_history(desk):
    title = desk.workshop["o1"].title
    assert desk.do(edits.set_field(desk.workshop, "o1", "title", title + "\0")) is None
    assert desk.history.undo_label is None
