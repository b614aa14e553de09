"""A lane that has no team yet takes a new card, which brings its team with it."""

import pytest
from PySide6.QtCore import QPointF, Qt

from okrdesk.cards import Author, Objective, Pillar, Team, new_id
from okrdesk.change import Change, Put
from okrdesk.edits import rank_at, set_field
from okrdesk.store.document import create
from okrdesk.templates import template_change
from tests.ui.board.writer import CTRL, ENTER, ESC, SHIFT, TAB, Writer
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


def test_no_team_of_another_lane_is_likely_there(writer):
    writer.qtbot.mouseClick(writer.board.viewport(), LEFT, pos=row(writer))
    field = writer.board.writing.team_field
    assert (field.field.text(), field.choices) == ("", [])
    writer.key(ENTER)  # chooses nobody
    assert writer.board.writing.spot.parent == ""
    writer.type("North")
    assert [choice.text for choice in field.choices] == ["New team “North” in Company"]


def test_a_deeper_lane_offers_the_same_in_each_team_above_it(writer):
    desk = writer.place.session.desk
    levels = ("Company", "Departments", "Teams", "People")
    desk.do(set_field(writer.workshop, writer.workshop.organisation.id, "levels", levels))
    for name, title in (("Sales", "The street knows us"), ("Service", "Help is near")):
        root = writer.workshop.root.id
        team = Team(new_id(), rank_at(writer.workshop.by(Team, "parent", root)), name, parent=root)
        card = Objective(new_id(), rank_at(()), team=team.id, title=title)
        desk.do(Change("Team and card", (Put(team), Put(card))))
    placement = writer.board.board.placement
    assert placement.lanes[placement.vacant.lane].level == 2
    writer.board.camera.fit()
    at = row(writer)
    assert hint_at(writer, at) == "Click to name the first team here and write its objective"
    writer.qtbot.mouseClick(writer.board.viewport(), LEFT, pos=at)
    writer.type("North")
    texts = [choice.text for choice in writer.board.writing.team_field.choices]
    assert texts == ["New team “North” in Sales", "New team “North” in Service"]
    writer.key(Qt.Key.Key_Down)
    writer.key(ENTER)
    writer.type("Half an hour to anywhere", ENTER, SHIFT)
    (team,) = [team for team in writer.workshop.all(Team) if team.name == "North"]
    assert writer.workshop[team.parent].name == "Service"
    assert writer.titles(team.id) == ["Half an hour to anywhere"]
    assert placement.lanes[placement.vacant.lane].level == 3
    writer.board.selection.show(writer.workshop.objectives(team.id)[0].id)
    writer.key(Qt.Key.Key_N)
    writer.type("Another", ENTER)
    writer.key(TAB)
    assert writer.board.writing.spot.over == team.id


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


def test_ctrl_and_an_arrow_into_it_say_why_nothing_goes_there(writer):
    writer.key(Qt.Key.Key_N)
    writer.type("First pillar", ENTER)
    writer.key(TAB)
    writer.type("A company objective", ENTER, SHIFT)
    writer.key(Qt.Key.Key_Right, CTRL)
    assert "has no team yet" in writer.place.status.hint.text()
    writer.key(Qt.Key.Key_Left, CTRL)
    assert "holds pillars" in writer.place.status.hint.text()
    assert writer.titles(writer.workshop.root.id) == ["A company objective"]


def test_an_arrow_into_an_empty_lane_says_how_to_write_there(writer):
    writer.key(Qt.Key.Key_N)
    writer.type("First pillar", ENTER)
    writer.key(ESC)
    writer.key(Qt.Key.Key_Right)
    assert writer.place.status.hint.text().startswith("Nothing stands in “Company objectives” yet: Shift+N")
    writer.key(Qt.Key.Key_N, SHIFT)
    writer.key(ENTER)  # the company, which is proposed
    writer.type("A company objective", ENTER, SHIFT)
    assert writer.titles(writer.workshop.root.id) == ["A company objective"]
    writer.place.show_hint("")
    writer.select("S-1")
    writer.key(Qt.Key.Key_Right)
    assert "Nothing stands" not in writer.place.status.hint.text()
