"""The notes of the selected card in the inspector: to read, to answer and to settle there."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from okrdesk.cards import Author
from okrdesk.review import notes, threads
from okrdesk.review.notes import Reviewing, Spot
from okrdesk.review.records import Note
from tests.acting import card
from ui.inspector.notes import NotesPart

TOMAS = Author("tomas", "Tomas Perez", "aa" * 32)


@pytest.fixture
def note(place):
    """A challenge by somebody else on a key result of ENG-2."""
    desk, workshop = place.session.desk, place.session.workshop
    me, desk.author = desk.author, TOMAS
    spot = Spot(card(place, "ENG-2.1").id, "text", 0, 6)
    desk.do(notes.add_note(workshop, TOMAS, Reviewing(), spot, "challenge", "Which faults?"))
    desk.author = me
    return workshop.all(Note)[0]


def parts(place):
    return [part for part in place.inspector.findChildren(NotesPart) if part.isVisible()]


def part(place):
    (found,) = parts(place)
    return found


def press(qtbot, card_, title):
    button = next(b for b in card_.findChildren(QPushButton) if b.text() == title and b.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_card_shows_the_notes_on_it_and_its_parts(qtbot, place, note):
    place.selection.show(card(place, "ENG-2").id)
    qtbot.waitUntil(lambda: len(parts(place)) == 1)
    assert list(part(place).cards) == [note.id]
    assert part(place).caption.text() == "NOTES · 1 OPEN"
    place.selection.show(card(place, "ENG-3").id)
    qtbot.waitUntil(lambda: not parts(place))


def test_it_is_answered_and_settled_there(qtbot, place, note):
    place.window.activateWindow()
    place.selection.show(card(place, "ENG-2.1").id)
    qtbot.waitUntil(lambda: len(parts(place)) == 1)
    shown = part(place).cards[note.id]
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(40, 6))
    press(qtbot, shown, "Reply")
    qtbot.keyClicks(QApplication.focusWidget(), "Those of the motor.")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    workshop = place.session.workshop
    assert [r.text for r in threads.thread(workshop, note).replies] == ["Those of the motor."]
    press(qtbot, shown, "Settle")
    assert threads.thread(workshop, note).state == "settled"
    assert part(place).caption.text() == "NOTES · 0 OPEN"
    place.undo()
    assert part(place).caption.text() == "NOTES · 1 OPEN"


def test_another_theme_paints_it_anew(qtbot, place, note):
    place.selection.show(card(place, "ENG-2.1").id)
    qtbot.waitUntil(lambda: len(parts(place)) == 1)
    place.window.choose_theme("light")
    before = part(place).cards[note.id].theme
    place.window.choose_theme("dark")
    assert part(place).cards[note.id].theme is not before
