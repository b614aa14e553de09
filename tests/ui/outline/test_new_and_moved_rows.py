"""Rows that are new, dragged and moved in the outline, with real keys and clicks."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from okrdesk.cards import Objective
from tests.acting import card, rename
from tests.ui.outline.acting import go, press, record_of, shown, text, write


# ---------------------------------------------------------------- new rows
def test_key_results_are_typed_one_after_the_other(place, tree):
    go(tree, "SAL-1")
    before = len(place.session.workshop.key_results(card(place, "SAL-1").id))
    press(tree, "K")
    write(tree, "Weekly active riders from 31% to 55% by Yusuf Demir")
    press(tree, "Return")
    write(tree, "Calls answered from 2 to 9")
    press(tree, "Return", "Escape")
    results = place.session.workshop.key_results(card(place, "SAL-1").id)
    assert len(results) == before + 2
    first, second = results[-2:]
    assert (first.text, first.unit, int(first.baseline), int(first.target)) == (
        "Weekly active riders", "%", 31, 55,
    )  # fmt: skip
    assert place.session.workshop.name_of(first.owner) == "Yusuf Demir"
    assert second.text == "Calls answered"
    assert tree.rows.name_at(tree.currentIndex()) == second.id
    assert tree.rows.draft is None
    assert place.selection.ids == (second.id,)
    place.undo()
    place.undo()
    assert len(place.session.workshop.key_results(card(place, "SAL-1").id)) == before


def test_what_is_read_is_shown_and_can_be_taken_back(qtbot, place, tree):
    go(tree, "SAL-1")
    press(tree, "K")
    write(tree, "Riders from 31% to 55% by Yusuf Demir")
    chips = tree.writer.editor.chips
    assert chips.isVisible() and [guess.field for guess in chips.guesses][:2] == ["baseline", "target"]
    owner = next(n for n, guess in enumerate(chips.guesses) if guess.field == "owner")
    qtbot.mouseClick(chips._chips[owner], Qt.MouseButton.LeftButton)
    press(tree, "Alt+1", "Alt+1", "Return", "Escape")
    made = place.session.workshop.key_results(card(place, "SAL-1").id)[-1]
    assert (made.text, int(made.baseline), made.owner) == ("Riders by Yusuf Demir", 31, "")


def test_a_new_card_beside_the_selected_one(place, tree):
    go(tree, "SAL-1")
    press(tree, "N")
    assert tree.writing and place.selection.ids == (card(place, "SAL-1").id,)
    write(tree, "Depots know us")
    press(tree, "Return", "Escape")
    team = card(place, "SAL-1").team
    titles = [o.title for o in place.session.workshop.objectives(team)]
    assert titles[1] == "Depots know us"
    assert shown(tree)[shown(tree).index("SAL-2") - 1] == "SAL-5"


def test_a_row_without_words_is_none(place, tree):
    rows = shown(tree)
    go(tree, "CO-2.1")
    for key in ("N", "C", "Insert"):
        press(tree, key)
        assert tree.rows.draft is not None
        press(tree, "Return" if key == "C" else "Escape")
        assert shown(tree) == rows and not tree.writing
        go(tree, "CO-2.1")


def test_a_condition_and_a_first_card_of_a_team(place, tree):
    go(tree, "SAL-1.1")
    press(tree, "C")
    write(tree, "Depots pick up the phone")
    press(tree, "Return", "Escape")
    (condition,) = place.session.workshop.conditions(card(place, "SAL-1").id)
    assert condition.text == "Depots pick up the phone"
    go(tree, "ENG")
    press(tree, "N")
    write(tree, "Brakes hold")
    press(tree, "Return", "Escape")
    assert place.session.workshop.objectives(card(place, "ENG").id)[-1].title == "Brakes hold"


def test_the_menu_writes_here_too(place, tree):
    go(tree, "CO-1")
    place.actions.refresh()
    place.card_commands.new_key_result.trigger()
    write(tree, "Fleets on the waiting list 5 -> 12")
    press(tree, "Return", "Escape")
    assert text(tree, "CO-1.4", "to") == "12"
    go(tree, "CO-1.c4")
    place.actions.refresh()
    place.card_commands.new_enabling.trigger()
    write(tree, "Insurers sign")
    press(tree, "Return", "Escape")
    made = next(o for o in place.session.workshop.all(Objective) if o.title == "Insurers sign")
    assert text(tree, made.code, "feeds") == "enables CO-1.c4"
    assert text(tree, "CO-1.c4", "state") == f"Claimed by {made.code}"


def test_a_menu_command_saves_what_is_being_typed(place, tree):
    go(tree, "CO-1")
    press(tree, "F2")
    write(tree, "Typed so far")
    place.actions.refresh()
    place.card_commands.commit.trigger()
    assert card(place, "CO-1").title == "Typed so far" and card(place, "CO-1").style == ""


def test_delete_and_duplicate(place, tree):
    go(tree, "CO-1.1")
    press(tree, "Delete")
    assert "CO-1.1" not in shown(tree)
    assert tree.rows.name_at(tree.currentIndex()) == card(place, "CO-1.2").id
    assert place.selection.ids == (card(place, "CO-1.2").id,)
    press(tree, "D")
    assert "CO-1.4" in shown(tree)
    assert place.selection.ids == (card(place, "CO-1.4").id,) and tree.names() == list(place.selection.ids)


# ---------------------------------------------------------------- moving, undoing
def test_ctrl_with_arrows_moves_rows(place, tree):
    go(tree, "CO-1.1")
    press(tree, "Ctrl+Down")
    workshop = place.session.workshop
    assert [kr.code for kr in workshop.key_results(card(place, "CO-1").id)] == ["CO-1.2", "CO-1.1", "CO-1.3"]
    press(tree, "Ctrl+Down", "Ctrl+Down")
    assert workshop.key_results(card(place, "CO-2").id)[0].code == "CO-1.1"
    assert tree.rows.name_at(tree.currentIndex()) == card(place, "CO-1.1").id
    go(tree, "CO-3")
    press(tree, "Ctrl+Down")
    assert workshop.objectives(card(place, "SAL-1").team)[0].id == card(place, "CO-3").id


def let_go(tree, monkeypatch, code, target, share):
    """Drag the row of one card to a height (a share of it) of another's row."""
    index = tree.rows.index_of(record_of(tree, target).id)
    tree.scrollTo(index)
    rect = tree.visualRect(index)
    at = QPointF(rect.left() + 60, rect.top() + rect.height() * share)
    taken = []

    def carry(drag, *_actions):
        move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        data = drag.mimeData()
        for event in (
            QDragEnterEvent(at.toPoint(), move, data, left, none),
            QDragMoveEvent(at.toPoint(), move, data, left, none),
        ):
            QApplication.sendEvent(tree.viewport(), event)
            taken.append(event.isAccepted())
        if taken[-1]:
            QApplication.sendEvent(tree.viewport(), QDropEvent(at, move, data, left, none))

    monkeypatch.setattr(QDrag, "exec", carry)
    start = tree.visualRect(go(tree, code)).center()
    QTest.mousePress(tree.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in (4, 12, 20):
        QTest.mouseMove(tree.viewport(), QPoint(start.x(), start.y() + step))
    QTest.mouseRelease(tree.viewport(), Qt.MouseButton.LeftButton, pos=start)
    return taken[-1]


def test_drag_rows(place, tree, monkeypatch):
    workshop = place.session.workshop
    tree.resize(900, 2400)
    assert let_go(tree, monkeypatch, "CO-1.1", "CO-2.1", 0.05)
    assert [kr.code for kr in workshop.key_results(card(place, "CO-2").id)][:2] == ["CO-1.1", "CO-2.1"]
    assert let_go(tree, monkeypatch, "CO-3", "SAL", 0.5)
    assert workshop.objectives(card(place, "SAL").id)[-1].code == "CO-3"
    assert place.status.hint.text() == ""
    assert not let_go(tree, monkeypatch, "CO-2.1", "S-1", 0.5)
    assert not let_go(tree, monkeypatch, "S-1", "CO-2", 0.5)
    place.undo()
    assert card(place, "CO-3").team == card(place, "CO").id
    assert let_go(tree, monkeypatch, "SAL-2", "SAL-1", 0.5)  # on a card: ahead of it
    assert workshop.objectives(card(place, "SAL").id)[0].code == "SAL-2"


def test_open_rows_and_the_current_one_outlive_undo(place, tree):
    go(tree, "CO-1")
    press(tree, "Left")
    assert not tree.isExpanded(tree.rows.index_of(card(place, "CO-1").id))
    go(tree, "CO-2.2")
    rename(place, "CO-1", "Other words")
    place.undo()
    assert not tree.isExpanded(tree.rows.index_of(card(place, "CO-1").id))
    assert tree.isExpanded(tree.rows.index_of(card(place, "CO-2").id))
    assert tree.rows.name_at(tree.currentIndex()) == card(place, "CO-2.2").id
    from okrdesk.edits import drop

    objective = card(place, "CO-1")
    place.session.desk.do(drop(place.session.workshop, objective.id))
    assert "CO-1" not in shown(tree)
    place.undo()
    assert not tree.isExpanded(tree.rows.index_of(objective.id))
