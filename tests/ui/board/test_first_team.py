"""A lane that has no team yet takes a new card, which brings its team with it."""

from PySide6.QtCore import QPointF, Qt

from okrdesk.cards import Author, Objective, Team
from okrdesk.store.document import create
from okrdesk.templates import template_change
from tests.ui.board.writer import ENTER, ESC, Writer


def test_a_double_click_there_asks_for_the_team_and_then_for_the_objective(
    qtbot, open_window, home, tmp_path
):
    file = tmp_path / "blank.okrdesk"
    create(file, Author("a", "Ada Abara"), template_change("blank", "Acorn"), synchronous="OFF").close()
    writer = Writer(qtbot, open_window(file))
    writer.place.window.activateWindow()
    qtbot.waitUntil(writer.place.window.isActiveWindow)
    writer.board.setFocus()
    lane = writer.board.board.placement.lanes[2]
    at = writer.board.mapFromScene(QPointF(lane.x + lane.width / 2, 150))
    qtbot.mouseDClick(writer.board.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert writer.line is not None
    writer.type("Sales", ENTER)
    writer.type("The street knows us", ENTER)
    writer.key(ESC)
    (made,) = writer.workshop.all(Objective)
    team = writer.workshop.find(Team, made.team)
    assert (made.title, team.name, team.parent) == ("The street knows us", "Sales", writer.workshop.root.id)
    writer.place.undo()
    assert writer.workshop.count(Team) == 1
