"""The commands: their keys clash nowhere, and one that cannot be done says why."""

from collections import defaultdict

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.acting import card

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def said(place):
    return place.status.hint.text()


@pytest.mark.parametrize(
    ("select", "key", "modifier", "sentence"),
    [
        ("", Qt.Key.Key_K, NONE, "New key result: select a card first."),
        ("", Qt.Key.Key_L, NONE, "Link to…: select a card first."),
        ("S-1", Qt.Key.Key_K, NONE, "New key result: select an objective first."),
        ("S-1", Qt.Key.Key_P, NONE, "Not this quarter: select an objective first."),
        ("CO-1", Qt.Key.Key_P, SHIFT, "Make it a team’s objective…: select a key result first."),
        ("CO-1", Qt.Key.Key_Z, CTRL, "Undo: there is nothing to undo."),
    ],
)
def test_a_key_that_does_nothing_now_says_why(qtbot, place, select, key, modifier, sentence):
    place.selection.show(*([card(place, select).id] if select else []))
    qtbot.keyClick(place.rooms.current.keys[0], key, modifier)
    assert said(place) == sentence


def test_a_room_with_a_key_of_its_own_for_it_says_nothing(qtbot, place):
    place.rooms.enter("outline")
    qtbot.keyClick(place.rooms.current.tree, Qt.Key.Key_F, CTRL)
    assert QApplication.focusWidget() is place.rooms.current.filter
    assert not said(place)


def test_the_boards_keys_say_so_elsewhere_and_letters_are_for_the_text(qtbot, place):
    place.rooms.enter("setup")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F, CTRL)
    assert said(place) == "Find on the board…: go to the board first."
    place.show_hint("")
    qtbot.keyClick(place.rooms.current.list, Qt.Key.Key_K)
    assert not said(place)


def test_the_outlines_too(qtbot, place):
    place.rooms.enter("outline")
    place.selection.show(card(place, "S-1").id)
    qtbot.keyClick(place.rooms.current.tree, Qt.Key.Key_L)
    assert said(place) == "Link to…: select an objective or a key result first."


def test_the_menus_tell_what_an_entry_does(qtbot, place):
    place.selection.show(card(place, "CO-1").id)
    menu, pick_up = place.actions.menus["card"], place.card_commands.pick_up
    menu.popup(place.window.mapToGlobal(place.window.rect().center()))
    while menu.activeAction() is not pick_up:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    assert said(place) == pick_up.statusTip() != ""
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    assert not said(place)
    menu.hide()


def test_what_an_entry_would_do_is_not_told_after_the_menu(qtbot, place):
    place.selection.show(card(place, "CO-1").id)
    menu, pick_up = place.actions.menus["card"], place.card_commands.pick_up
    menu.popup(place.window.mapToGlobal(place.window.rect().center()))
    while menu.activeAction() is not pick_up:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    assert said(place)
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible() and not said(place)


def test_every_entry_that_cannot_be_done_has_a_reason_of_its_own(place):
    for room in ("board", "outline", "setup"):
        place.rooms.enter(room)
        for command in place.actions.commands:
            assert place.actions.why_not(command) != "not possible just now", command.action.text()


def test_no_two_commands_answer_to_the_same_keys(place):
    for ids in (
        [],
        [card(place, "CO-1").id],
        [card(place, "S-1").id],
        [o.id for o in place.session.workshop.parked()],
    ):
        place.selection.show(*ids)
        place.actions.refresh()
        named = defaultdict(list)
        for command in place.actions.commands:
            if command.action.isEnabled():
                for keys in command.action.shortcuts():
                    named[keys.toString()].append(command.action.text())
        assert not {keys: names for keys, names in named.items() if len(names) > 1}


def test_no_command_is_on_a_key_that_no_keyboard_has(place):
    keys = {keys.toString() for command in place.actions.commands for keys in command.action.shortcuts()}
    assert {"Ctrl+Z", "Ctrl+X", "Ctrl+Shift+Z", "F11"} <= keys
    assert not {key for key in keys if key.split("+")[-1] in ("F14", "F16", "F18", "F20")}


def test_arrow_keys_reach_what_cannot_be_done_now_and_it_says_why(qtbot, place):
    place.selection.show()
    menu = place.actions.menus["card"]
    menu.popup(place.window.pos())
    for _step in range(2):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction() is place.card_commands.new_key_result
    assert said(place) == "New key result: select a card first."
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert place.room.board.writing.editor is None
    qtbot.mouseMove(menu, menu.actionGeometry(place.card_commands.link).center())
    assert said(place) == "Link to…: select a card first."
    menu.close()
    assert not said(place)


def test_a_long_menu_is_folded_so_that_a_low_screen_shows_it_whole(qtbot, place):
    review = place.actions.menus["review"]
    inner = [entry for entry in review.actions() if entry.menu()]
    assert inner and all(entry.isVisible() for entry in inner)
    assert all(entry.menu().actions() for entry in inner)
    review.popup(place.window.mapToGlobal(place.window.rect().topLeft()))
    assert review.height() < 640
    review.hide()
