"""The question bank's page: questions are added, altered and removed in place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from okrdesk.review import questions
from okrdesk.review.records import Question
from tests.ui.review.rounds import click, enter, settle


@pytest.fixture
def page(place, qtbot):
    room = enter(place)
    click(qtbot, next(iter(room.side.mine.rows.values())))
    click(qtbot, room.side.bank)
    return place.rooms.current


def texts(place):
    return [question.text for question in questions.bank(place.session.workshop)]


def test_the_shipped_questions_are_there(place, page):
    assert len(page.rows) == len(questions.shipped())
    assert not place.session.workshop.count(Question)


def test_a_question_is_added_with_enter(place, page):
    page.asker.setText("Sales")
    QTest.keyClicks(page.new, "Which customer asked for it?")
    QTest.keyClick(page.new, Qt.Key.Key_Return)
    settle()
    assert texts(place)[-1] == "Which customer asked for it?"
    assert page.new.text() == "" and len(page.rows) == len(questions.shipped()) + 1
    place.undo()
    settle()
    assert not place.session.workshop.count(Question) and len(page.rows) == len(questions.shipped())


def test_a_question_is_altered_in_place(place, page):
    row = next(iter(page.rows.values()))
    field = row.fields["text"]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Would you bet on it?")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert "Would you bet on it?" in texts(place)


def test_a_question_that_asks_nothing_is_refused_and_comes_back(place, page):
    row = next(iter(page.rows.values()))
    before, field = row.question.text, row.fields["text"]
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert field.text() == before and before in texts(place)
    assert any("Write the question first" in said for said in place.banners.texts())


def test_a_question_is_removed(place, page, qtbot):
    id_, row = next(iter(page.rows.items()))
    click(qtbot, row.cross)
    assert id_ not in {question.id for question in questions.bank(place.session.workshop)}
    assert id_ not in page.rows


def test_escape_leads_back_to_the_room(place, page):
    QTest.keyClick(page.new, Qt.Key.Key_Escape)
    assert place.rooms.name == "review"


def test_escape_gives_a_question_its_old_words_back_and_leaves_only_then(place, page):
    row = next(iter(page.rows.values()))
    before, field = row.question.text, row.fields["text"]
    field.setFocus()
    QTest.keyClicks(field, "Never mind ")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    settle()
    assert place.rooms.current is page and field.text() == before
    QTest.keyClick(field, Qt.Key.Key_Escape)
    settle()
    assert place.rooms.name == "review" and before in texts(place)
    assert not place.session.workshop.count(Question)


def test_a_question_that_is_left_half_typed_is_there_again_until_it_is_added(place, page, qtbot):
    QTest.keyClicks(page.asker, "Sales")
    QTest.keyClicks(page.new, "Which customer")
    click(qtbot, page.cross)
    assert not place.session.workshop.count(Question)
    click(qtbot, place.rooms.current.side.bank)
    page = place.rooms.current
    assert (page.asker.text(), page.new.text()) == ("Sales", "Which customer")
    QTest.keyClicks(page.new, " asked?")
    QTest.keyClick(page.new, Qt.Key.Key_Return)
    QTest.keyClick(page.new, Qt.Key.Key_Escape)
    settle()
    click(qtbot, place.rooms.current.side.bank)
    assert place.rooms.current.new.text() == "" and texts(place)[-1] == "Which customer asked?"
