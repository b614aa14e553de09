"""Find as you type: the nearest first, kept up with changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrdesk import edits
from okrdesk.cards import KINDS, Objective, fields_of
from okrdesk.finding import CODE, FIELDS, FURTHER, INSIDE, TITLE_START, WORD_START, Finder, find, fold
from okrdesk.review.records import SAID
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.okrdesk.changes import do_some
from tests.okrdesk.small import RECORDS


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop("w", RECORDS)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("eng-1.2", ["k3"]),
        ("shop", ["o3", "o4", "shop"]),
        ("RIDERS", ["k1", "o2", "o1"]),
        ("riders out", ["o2"]),
        ("outlive frames", ["o2"]),
        ("rosa", ["rosa"]),
        ("mended", ["p1"]),
        ("漢", ["o3"]),
        ("nothing here", []),
        ("", []),
        (" - ", []),
    ],
)
def test_what_is_found(workshop, text, ids):
    found = [hit.id for hit in find(workshop, text)]
    assert found[: len(ids)] == ids
    assert bool(found) == bool(ids)


def test_the_nearest_comes_first():
    workshop = Workshop(
        "w",
        [
            Objective("further", "a", "Z-1", "t", "Nothing", story="we pay"),
            Objective("inside", "b", "Z-2", "t", "Repayment"),
            Objective("word", "c", "Z-3", "t", "Easy to pay"),
            Objective("title", "d", "Z-4", "t", "Pay twice"),
            Objective("code", "e", "PAY-1", "t", "Else"),
        ],
    )
    hits = find(workshop, "pay")
    assert [(hit.id, hit.score) for hit in hits] == [
        ("code", CODE),
        ("title", TITLE_START),
        ("word", WORD_START),
        ("inside", INSIDE),
        ("further", FURTHER),
    ]
    assert [(hit.field, hit.text) for hit in hits[::4]] == [("code", "Else"), ("story", "we pay")]
    assert [hit.id for hit in find(workshop, "pay", limit=2)] == ["code", "title"]
    assert find(workshop, "pay", limit=0) == []


def test_a_key_result_is_shown_on_its_objective(workshop):
    hits = {hit.id: hit.card_id for text in ("bench", "stock") for hit in find(workshop, text)}
    assert (hits["k3"], hits["c2"]) == ("o2", "c2")


def test_case_accents_and_marks_make_no_difference():
    assert fold("  Café—Ärger, 31% über_ALLES ") == "cafe arger 31% uber alles"
    assert fold("  Plain—ASCII, 31% under_score a\tb-c/d ") == fold(" Plain-ASCII, 31% under_score a b c d")
    workshop = Workshop("w", [Objective("o", team="t", title="Crème brûlée für Zoë")])
    for text in ("creme", "BRÛLÉE", "zoe fur"):
        assert [hit.id for hit in find(workshop, text)] == ["o"]


def test_ten_comes_after_nine():
    cards = [Objective(f"o{n}", code=f"A-{n}", team="t") for n in (10, 9, 100, 1)]
    assert [hit.id for hit in find(Workshop("w", cards), "a-")] == ["o1", "o9", "o10", "o100"]


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_a_kept_index_finds_what_a_new_one_finds(data):
    desk = desk_for(Workshop("w", RECORDS))
    finder = Finder(desk.workshop)
    desk.listen(lambda touched, initiator: finder.update(touched))
    do_some(data.draw, desk, 6)
    desk.undo()
    for text in ("e", "eng", "a r", "shop-1", "x", "1"):
        assert finder.find(text, 1000) == find(desk.workshop, text, 1000)


def test_large_changes_are_taken_in_too():
    desk = desk_for(Workshop("w", RECORDS))
    finder = Finder(desk.workshop)
    desk.listen(lambda touched, initiator: finder.update(touched))
    for n in range(3):
        steps = [edits.add(desk.workshop, Objective(f"n{n}-{m}", team="eng", title="Plenty")).steps[0]
                 for m in range(300)]  # fmt: skip
        desk.do(edits.Change("many", tuple(steps)))
    assert len(finder.find("plenty", 2000)) == 900
    desk.do(edits.drop(desk.workshop, "eng"))
    assert finder.find("plenty") == []


def test_all_that_has_words_is_searched():
    named = {kind for kind in KINDS if kind not in SAID and {"code", "initials"} & fields_of(kind).keys()}
    assert set(FIELDS) == named
