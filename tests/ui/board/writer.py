"""Somebody who writes on the board of the real window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.acting import card

NONE, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER, ESC, TAB, F2 = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_F2


class Writer:
    """Types into whatever has the keys, as a person would."""

    def __init__(self, qtbot, place):
        self.qtbot, self.place, self.board = qtbot, place, place.room.board

    @property
    def workshop(self):
        return self.place.session.workshop

    @property
    def line(self):
        return self.board.writing.editor

    def select(self, *codes):
        self.board.selection.show(*(card(self.place, code).id for code in codes))
        self.board.setFocus()

    def key(self, key, modifier=NONE):
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def type(self, text, key=None, modifier=NONE):
        self.qtbot.keyClicks(QApplication.focusWidget(), text)
        if key is not None:
            self.key(key, modifier)

    def undo_all(self):
        while self.place.session.desk.undo():
            pass

    def titles(self, team):
        return [o.title for o in self.workshop.objectives(team)]
