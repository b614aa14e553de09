"""What tests of the set-up room do as a person would."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from okrdesk.cards import Person, Team
from ui.setup.room import SetupRoom

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


class Setup:
    """The room of a place, with keys and mouse."""

    def __init__(self, place, qtbot):
        self.place, self.qtbot = place, qtbot
        self.room: SetupRoom = place.rooms.current
        self.desk = place.session.desk

    @property
    def workshop(self):
        return self.desk.workshop

    def section(self, key) -> Any:
        """Go to a section, and see it laid out."""
        section = self.room.choose(key)
        QApplication.processEvents()
        return section

    def team(self, code) -> Team:
        return next(team for team in self.workshop.teams() if team.code == code)

    def person(self, name) -> Person:
        return next(person for person in self.workshop.people() if person.name == name)

    def focus(self) -> QWidget:
        widget = self.place.window.focusWidget()
        assert widget is not None
        return widget

    def click(self, widget, at: QPoint | None = None):
        self.qtbot.mouseClick(widget, LEFT, pos=at or QPoint())

    def go_into(self, editor):
        """Click into an editor."""
        self.click(editor.viewport() if hasattr(editor, "viewport") else editor)
        assert self.focus() is editor

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier, to=None):
        self.qtbot.keyClick(to or self.focus(), key, modifiers)

    def type(self, text, to=None):
        self.qtbot.keyClicks(to or self.focus(), text)

    def write(self, field, text):
        """Write another text into a field, and leave it with Enter."""
        self.go_into(field.editor)
        self.key(KEY.Key_A, CTRL)
        self.type(text) if text else self.key(KEY.Key_Delete)
        self.key(KEY.Key_Return)

    def pick(self, field, label):
        """Choose by keys: the list is opened, the label typed, Enter takes it."""
        box = field.editor
        box.setFocus()
        box.showPopup()
        view = box.view()
        view.setCurrentIndex(box.model().index(box.findText(label), 0))
        self.key(KEY.Key_Return, to=view)

    def undo(self):
        self.key(KEY.Key_Z, CTRL)

    def hint(self):
        return self.place.status.hint.text()
