"""A key result becomes an objective of a team, with keys alone: of one that is there, or of a new one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from okrdesk.canonical import canonical
from okrdesk.cards import Objective, Team
from tests.acting import card

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ask(qtbot, place):
    """Presses Shift+P on a key result and types a team's name; the choices that are offered."""

    def begin(code, name):
        board = place.room.board
        board.setFocus()
        board.select(card(place, code).id)
        qtbot.keyClick(board, Qt.Key.Key_P, SHIFT)
        qtbot.keyClicks(QApplication.focusWidget(), name)
        return [choice.text for choice in place.card_commands.asking.chooser.picker.choices]

    return begin


def test_a_name_that_no_team_has_founds_one(qtbot, place, ask):
    workshop = place.session.workshop
    begin = canonical(workshop)
    assert ask("CO-1.1", "Marketing") == ["New team “Marketing” in Company"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    (team,) = [team for team in workshop.all(Team) if team.name == "Marketing"]
    (made,) = workshop.objectives(team.id)
    assert (team.parent, made.title) == (workshop.root.id, card(place, "CO-1.1").text)
    assert [link.target for link in workshop.links_from(made.id)] == [card(place, "CO-1.1").id]
    assert place.selection.current == made.id
    assert place.session.desk.history.undo_label == "Make CO-1.1 an objective of Marketing"
    place.undo()
    assert canonical(workshop) == begin  # team, card and link were one change


def test_a_team_that_is_there_is_not_founded_again(qtbot, place, ask):
    workshop, teams = place.session.workshop, place.session.workshop.count(Team)
    assert not any("New team" in text for text in ask("CO-1.1", "supply"))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    made = workshop.find(Objective, place.selection.current)
    assert workshop[made.team].name == "Supply"
    assert workshop.count(Team) == teams
