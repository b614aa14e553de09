"""The bank of questions to ask: who is asked what, and how it is edited."""

import pytest

from okrdesk.canonical import canonical
from okrdesk.cards import Team
from okrdesk.desk import Refused
from okrdesk.review import questions
from okrdesk.review.records import Question
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.okrdesk.small import RECORDS

SALES, PRODUCT = Team("s", name="North", function="Sales & Partnerships"), Team("p", name="Product Design")


@pytest.fixture
def desk():
    return desk_for(Workshop("w", RECORDS))


def test_the_shipped_bank_is_sound():
    shipped = questions.shipped()
    assert len({q.id for q in shipped}) == len({q.text for q in shipped}) == len(shipped)
    assert [q.rank for q in shipped] == sorted(q.rank for q in shipped)
    known = set(questions._data()["functions"])
    assert {name for q in shipped for name in (q.asker, q.asked)} <= {*known, ""}
    general = [q for q in shipped if not q.asker and not q.asked]
    assert len(general) == 5
    for function in known - {"general"}:
        assert any(q.asker == function for q in shipped), function


@pytest.mark.parametrize(
    ("text", "functions"),
    [("SALES", {"sales"}), ("Head of HR", {"people"}), ("Sales & Marketing", {"sales", "marketing"}),
     ("R&D", {"engineering"}), ("Beekeeping", {"beekeeping"}), ("", set()),
     ("People Ops", {"people", "operations"})],
)  # fmt: skip
def test_functions_are_told_by_their_words(text, functions):
    assert questions.functions_in(text) == functions


def test_what_is_meant_for_both_comes_first(desk):
    found = questions.for_pair(desk.workshop, SALES, PRODUCT)
    weights = [bool(q.asker) + bool(q.asked) for q in found]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == 2
    assert weights.count(0) == 5
    assert {(q.asker, q.asked) for q in found if q.asker} == {("sales", "product")}
    assert questions.have_something_to_ask(desk.workshop, SALES, PRODUCT)
    assert not questions.have_something_to_ask(desk.workshop, SALES, SALES)


def test_teams_of_no_known_function_get_what_anybody_may_ask(desk):
    bees = Team("b", function="Beekeeping")
    assert [q.asker + q.asked for q in questions.for_pair(desk.workshop, bees, bees)] == [""] * 5
    assert len(questions.for_pair(desk.workshop, None, None)) == 5
    desk.do(questions.add(desk.workshop, "beekeeping", "", "Where are the bees?"))
    assert questions.for_pair(desk.workshop, bees, None)[0].text == "Where are the bees?"


def test_the_first_edit_copies_the_bank_and_one_undo_takes_it_back(desk):
    start, size = canonical(desk.workshop), len(questions.shipped())
    edits = (
        lambda q: questions.add(desk.workshop, "Sales", "", "Who buys it?"),
        lambda q: questions.alter(desk.workshop, q.id, text="And then?"),
        lambda q: questions.drop(desk.workshop, q.id),
    )
    for edit, left in zip(edits, (size + 1, size, size - 1), strict=True):
        first = questions.bank(desk.workshop)[0]
        desk.do(edit(first))
        assert desk.workshop.count(Question) == left
        assert {q.id for q in questions.shipped()} - {q.id for q in desk.workshop.all(Question)} <= {first.id}
        desk.undo()
        assert canonical(desk.workshop) == start


def test_later_edits_touch_one_question(desk):
    desk.do(questions.add(desk.workshop, "", "", "Who buys it?"))
    added = questions.bank(desk.workshop)[-1]
    assert added.text == "Who buys it?"
    assert len(questions.alter(desk.workshop, added.id, text="Who pays?", asker="Finance").steps) == 2
    assert questions.alter(desk.workshop, added.id, text="Who buys it?").steps == ()
    assert len(questions.drop(desk.workshop, added.id).steps) == 1


def test_a_question_asks_something_and_is_there(desk):
    for make in (
        lambda: questions.add(desk.workshop, "", "", "  "),
        lambda: questions.alter(desk.workshop, questions.shipped()[0].id, text=""),
        lambda: questions.drop(desk.workshop, "gone"),
    ):
        with pytest.raises(Refused):
            make()
