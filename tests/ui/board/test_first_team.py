"""A lane that has no team yet takes a new card, which brings its team with it."""

import pytest
from PySide6.QtCore import QPointF, Qt

from okrdesk.cards import Author, Objective, Pillar, Team
from okrdesk.store.document import create
from okrdesk.templates import template_change
from tests.ui.board.writer import ENTER, ESC, SHIFT, TAB, Writer
from tests.ui.outline.acting import outline, press

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def writer(qtbot, open_window, home, tmp_path):
    """Somebody at a blank workshop: a company, and no team below it."""
    file = tmp_path / "blank.okrdesk"
    create(file, Author("a", "Ada Abara"), template_change("blank", "Acorn"), synchronous="OFF").close()
    writer = Writer(qtbot, open_window(file))
    writer.place.window.activateWindow()
    qtbot.waitUntil(writer.place.window.isActiveWindow)
    writer.board.setFocus()
    return writer


def row(writer):
    """The middle of the row that the vacant lane offers."""
    placement = writer.board.board.placement
    box = placement.add_place(placement.vacant)
    return writer.board.mapFromScene(QPointF(box.x + box.w / 2, box.y + box.h / 2))


def below(writer):
    return row(writer) + writer.board.mapFromScene(0, 150) - writer.board.mapFromScene(0, 0)


def hint_at(writer, at):
    writer.qtbot.mouseMove(writer.board.viewport(), at)
    return writer.place.status.hint.text()


def assert_founded(writer):
    (made,) = writer.workshop.all(Objective)
    team = writer.workshop.find(Team, made.team)
    assert (made.title, team.name, team.parent) == ("The street knows us", "Sales", writer.workshop.root.id)


def test_a_double_click_there_asks_for_the_team_and_then_for_the_objective(writer):
    at = below(writer)
    assert hint_at(writer, at).startswith("Double-click to name the first team here")
    writer.qtbot.mouseDClick(writer.board.viewport(), LEFT, pos=at)
    assert writer.line is not None
    writer.type("Sales", ENTER)
    writer.type("The street knows us", ENTER)
    writer.key(ESC)
    assert_founded(writer)
    writer.place.undo()
    assert writer.workshop.count(Team) == 1


def test_a_click_on_the_row_does_the_same_and_then_the_lane_is_vacant_no_more(writer):
    at, placement = row(writer), writer.board.board.placement
    assert placement.vacant.question
    assert hint_at(writer, at) == "Click to name the first team here and write its objective"
    writer.qtbot.mouseClick(writer.board.viewport(), LEFT, pos=at)
    assert abs(writer.board.writing.box.y() - at.y()) < 60  # what the lane asks stays to be read
    writer.type("Sales", ENTER)
    writer.type("The street knows us", ENTER, SHIFT)
    assert_founded(writer)
    assert placement.vacant is None
    assert not hint_at(writer, at).startswith("Click to name the first team")
    writer.place.undo()
    assert placement.vacant is not None


def test_esc_leaves_the_lane_as_it_was(writer):
    writer.qtbot.mouseClick(writer.board.viewport(), LEFT, pos=row(writer))
    writer.type("Sales", ENTER)
    writer.key(ESC)
    assert (writer.workshop.count(Team), writer.workshop.count(Objective)) == (1, 0)
    assert writer.board.board.placement.vacant is not None


def test_tab_goes_on_to_it_from_the_companys_lane_and_n_begins_there(writer):
    writer.key(Qt.Key.Key_N)
    writer.type("First pillar", ENTER)
    writer.key(TAB)
    writer.type("A company objective", ENTER)
    writer.key(TAB)
    field = writer.board.writing.team_field
    assert field is not None
    assert field.hasFocus() or field.isAncestorOf(field.window().focusWidget())
    writer.key(ESC)
    writer.board.selection.show()
    writer.key(Qt.Key.Key_N)
    writer.type("Sales", ENTER)
    writer.type("The street knows us", ENTER, SHIFT)
    assert (writer.workshop.count(Pillar), writer.workshop.count(Objective)) == (1, 2)
    (team,) = [team for team in writer.workshop.all(Team) if team.parent]
    assert [o.title for o in writer.workshop.objectives(team.id)] == ["The street knows us"]


def test_n_in_the_outline_stays_with_the_teams_that_are_there(writer):
    writer.key(Qt.Key.Key_N)
    writer.type("First pillar", ENTER)
    writer.key(TAB)
    writer.type("A company objective", ENTER, SHIFT)
    tree = outline(writer.place).tree
    tree.clearSelection()
    writer.place.selection.show()
    tree.setFocus()
    press(tree, "N")
    writer.type("Another one", ENTER)
    assert writer.titles(writer.workshop.root.id) == ["A company objective", "Another one"]
