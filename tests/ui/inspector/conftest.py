"""The inspector in the real window, used with real keys and the mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPushButton, QWidget

from tests.acting import card
from ui.inspector.fields import Field, TextField
from ui.inspector.pieces import Line


class Hands:
    """What a person does with the inspector, and what they see there."""

    def __init__(self, qtbot, place):
        self.qtbot, self.place = qtbot, place
        self.inspector = place.inspector
        place.window.activateWindow()

    def select(self, *codes):
        """Select cards by their short names, as the board does."""
        self.place.selection.show(*(self.card(code).id for code in codes))

    def card(self, code):
        return card(self.place, code)

    @property
    def workshop(self):
        return self.place.session.workshop

    def shown(self, kind: type) -> list:
        """The visible widgets of a kind, in order."""
        return [widget for widget in self.inspector.findChildren(kind) if widget.isVisible()]

    def field(self, caption):
        """The visible field of that name."""
        found = [field for field in self.shown(Field) if field.caption == caption]
        assert len(found) == 1, [field.caption for field in self.shown(Field)]
        return found[0]

    def editor(self, caption):
        field = self.field(caption)
        assert isinstance(field, TextField)
        return field.editor

    def enter(self, widget: QWidget):
        """Click into a widget."""
        target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        self.qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
        assert widget.hasFocus()

    def retype(self, caption, text):
        """Click into a text, and write another one."""
        editor = self.editor(caption)
        self.enter(editor)
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.key(Qt.Key.Key_Delete)
        self.type(text)
        return editor

    def type(self, text):
        self.qtbot.keyClicks(self.focus, text)

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.focus, key, modifier)

    @property
    def focus(self) -> QWidget:
        widget = QApplication.activePopupWidget() or self.place.window.focusWidget()
        assert widget is not None
        return widget

    def click(self, widget):
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def button(self, title):
        found = [button for button in self.shown(QPushButton) if button.text() == title]
        assert len(found) == 1, [button.text() for button in self.shown(QPushButton)]
        return found[0]

    def texts(self):
        """All that is written, but for the fields."""
        return [line.accessibleName() for line in self.shown(Line) if line.text()]

    def undo(self):
        self.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def hands(qtbot, place):
    return Hands(qtbot, place)
