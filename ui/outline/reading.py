"""The line of a new key result: what is read in it is shown beneath at once, and taken back by a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.board.chips import Chips, Guess
from ui.board.line_reader import LineReader
from ui.outline.editors import CellLine, below
from ui.process.errors import guarded

if TYPE_CHECKING:
    from okrdesk.workshop import Workshop
    from okrdesk.writing import Spot

_PAD = 6


class ReadLine(CellLine):
    """`phrase` is what the line says, without the guesses that were taken back."""

    def __init__(self, workshop: Workshop, spot: Spot, parent: QWidget) -> None:
        super().__init__(parent)
        self._reader = LineReader(workshop, spot)
        self._frame = QFrame(parent)
        self._frame.setObjectName("cellchips")
        self._frame.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._frame.setFocusProxy(self)  # a click on a chip is no end of writing
        column = QVBoxLayout(self._frame)
        column.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        self.chips = Chips(self._frame)
        column.addWidget(self.chips)
        self._frame.hide()
        self.phrase = self._reader.read("")
        self.textEdited.connect(self._typed)
        self.chips.pressed.connect(self._turn)

    def _typed(self, text: str) -> None:
        if not text.strip():
            self._reader.forget()
        self._read()

    def _turn(self, guess: Guess) -> None:
        self._reader.turn(guess)
        self._read()

    def _read(self) -> None:
        self.phrase = self._reader.read(self.text())
        self.chips.show_guesses(self.phrase.metric, self._reader.guesses(self.text()))
        self._frame.setVisible(bool(self.chips.guesses))
        self._place()

    def _place(self) -> None:
        if self._frame.isVisible():
            self.chips.fit(self.width() - 2 * _PAD)
            self._frame.resize(self.width(), self.chips.height() + 2 * _PAD)
            self._frame.move(below(self, self._frame))
            self._frame.raise_()

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_0
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and 1 <= number <= 9:
            self.chips.take_back(number - 1)
            event.accept()
        else:
            super().keyPressEvent(event)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @guarded()
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._frame.hide()
        self._frame.deleteLater()
