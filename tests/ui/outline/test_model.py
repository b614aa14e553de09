"""The outline's model follows every change by itself: always the same as one that is made anew."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from okrdesk.cards import Objective, Team
from okrdesk.desk import Refused
from okrdesk.edits import drop, move_many, park_many, set_field
from okrdesk.outline import PARKED, STRATEGY
from okrdesk.sample import sample
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.factory import sample_workshop
from tests.okrdesk.changes import draw_change
from ui.outline.columns import COLUMNS
from ui.outline.model import OutlineModel
from ui.outline.rows import staying

_ANY_SPEED = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]


def contents(model, parent=None, *, made_only=False):
    """All that a model says: each row's name, the texts of its cells, and its rows."""
    parent = parent or QModelIndex()
    found = []
    for n in range(model.rowCount(parent)):
        index = model.index(n, 0, parent)
        assert index.row() == n
        assert model.parent(index) == parent
        texts = tuple(index.siblingAtColumn(column).data() for column in range(len(COLUMNS)))
        found.append((model.name_at(index), texts, contents(model, index)))
    return found


def fresh(desk, text=""):
    model = OutlineModel()
    model.show_desk(desk)
    model.filter_by(text)
    return contents(model)


def sample_desk():
    desk = desk_for(Workshop("sample"))
    desk.do(sample())
    return desk


def following(desk):
    model = OutlineModel()
    model.show_desk(desk)
    desk.listen(lambda touched, _initiator: model.take(touched))
    return model


def test_strategy_first_then_the_teams_then_what_waits(qtbot):
    desk = sample_desk()
    workshop = desk.workshop
    model = following(desk)
    names = [name for name, _texts, _under in contents(model)]
    assert names == [STRATEGY, *(team.id for team in workshop.teams()), PARKED]
    company = contents(model)[1]
    assert [name for name, _t, _u in company[2]] == [o.id for o in workshop.objectives(company[0])]


def follow_changes(data, text, *, count):
    """Random changes, undos and redos; after each the model says what a new one would."""
    base = sample_workshop(objectives=5, words=40)
    desk = desk_for(Workshop(base.id, base))
    model = following(desk)
    model.filter_by(text)
    contents(model)  # every row is made
    for n in range(data.draw(st.integers(1, count))):
        try:
            match data.draw(st.sampled_from(("do", "do", "do", "undo", "redo"))):
                case "do":
                    desk.do(draw_change(data.draw, desk.workshop, f"new-{n}"))
                case "undo":
                    desk.undo()
                case _:
                    desk.redo()
        except Refused:
            continue
        assert contents(model) == fresh(desk, text)


@pytest.mark.parametrize("text", ["", "a"])
@settings(max_examples=10, deadline=None, suppress_health_check=_ANY_SPEED)
@given(data=st.data())
def test_it_follows_any_change(qtbot, text, data):
    follow_changes(data, text, count=6)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("text", ["", "a", "ba"])
@settings(max_examples=60, deadline=None, suppress_health_check=_ANY_SPEED)
@given(data=st.data())
def test_it_follows_many_changes(qtbot, text, data):
    follow_changes(data, text, count=12)


def test_qt_finds_the_model_sound(qtbot):
    base = sample_workshop(objectives=2, words=30)
    desk = desk_for(
        Workshop(base.id, [r for r in base if not isinstance(r, Team) or r.code in ("ACM", "ENG", "MKT")])
    )
    model = following(desk)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    company, team = desk.workshop.teams()[:2]
    first, second = desk.workshop.objectives(company.id)
    desk.do(move_many(desk.workshop, (first.id,), company.id))
    desk.do(move_many(desk.workshop, (first.id,), team.id))
    desk.do(park_many(desk.workshop, (second.id,)))
    desk.do(drop(desk.workshop, first.id))
    desk.undo()
    model.filter_by("a")
    model.filter_by("")
    assert tester.model() is model and contents(model) == fresh(desk)


def test_a_card_that_was_never_opened_is_told_to_be_empty(qtbot):
    desk = desk_for(sample_workshop(objectives=3))
    model = following(desk)
    company = desk.workshop.teams()[0]
    card = next(o for o in desk.workshop.objectives(company.id) if not desk.workshop.conditions(o.id))
    index = QPersistentModelIndex(model.index_of(card.id))
    assert model.hasChildren(index)
    told = []
    model.layoutChanged.connect(lambda: told.append(1))
    model.rowsInserted.connect(lambda *_a: told.append(2))
    desk.do(drop(desk.workshop, *(kr.id for kr in desk.workshop.key_results(card.id))))
    assert told == [1] and not model.hasChildren(index)
    desk.undo()
    assert 2 in told and model.hasChildren(index)


def test_rows_are_made_when_they_are_asked_for(qtbot):
    desk = desk_for(sample_workshop(objectives=50))
    model = following(desk)
    team = desk.workshop.teams()[1]
    index = model.index_of(team.id)
    assert model.hasChildren(index)
    assert len(list(model._rows.top.and_below())) == 1 + model.rowCount()
    card = desk.workshop.objectives(team.id)[0]
    desk.do(set_field(desk.workshop, card.id, "title", "Before it was looked at"))
    assert model.index_of(card.id).data() == "Before it was looked at"


def test_a_card_that_moves_stays_the_same_row(qtbot):
    desk = desk_for(sample_workshop(objectives=20))
    model = following(desk)
    contents(model)
    company, team = desk.workshop.teams()[:2]
    card = desk.workshop.objectives(company.id)[0]
    kept = QPersistentModelIndex(model.index_of(card.id))
    removed = []
    model.rowsRemoved.connect(lambda *_a: removed.append(1))
    desk.do(move_many(desk.workshop, (card.id,), team.id))
    assert model.name_at(kept) == card.id
    assert model.name_at(kept.parent()) == team.id
    desk.do(park_many(desk.workshop, (card.id,)))
    assert model.name_at(kept.parent()) == PARKED
    desk.undo()
    desk.undo()
    assert model.name_at(kept.parent()) == company.id
    assert not removed


def test_one_card_that_goes_first_moves_one_row(qtbot):
    desk = desk_for(sample_workshop(objectives=60))
    model = following(desk)
    contents(model)
    team = desk.workshop.teams()[1]
    cards = desk.workshop.objectives(team.id)
    moves = []
    model.rowsMoved.connect(lambda *_a: moves.append(1))
    desk.do(move_many(desk.workshop, (cards[0].id,), team.id))
    desk.do(move_many(desk.workshop, (cards[-1].id,), team.id, before=cards[1].id))
    assert len(moves) == 2
    desk.do(drop(desk.workshop, *(card.id for card in cards[2:5])))
    assert len(moves) == 2
    assert contents(model) == fresh(desk)


def test_a_link_is_told_by_both_its_ends(qtbot):
    desk = sample_desk()
    model = following(desk)
    contents(model)
    told = set()
    model.dataChanged.connect(lambda first, _last: told.add(model.name_at(first)))
    team = next(team for team in desk.workshop.all(Team) if team.parent)
    desk.do(set_field(desk.workshop, team.id, "name", "Crew"))
    assert team.id in told or model.name_at(model.index(0, 0)) in told
    card = desk.workshop.all(Objective)[0]
    told.clear()
    desk.do(set_field(desk.workshop, card.id, "title", "Other words"))
    assert told == {card.id}


def test_staying_is_the_longest_run_in_order():
    assert staying("abcde", "abcde") == set("abcde")
    assert staying("abcde", "bcdea") == set("bcde")
    assert staying("xbcd", "dbc") == {"b", "c"}
    assert staying("", "ab") == set()
