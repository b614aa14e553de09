"""The margin: notes at the height of what they speak of, one of them current."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.look.theme import Theme
from ui.review.reader.reader import Reader
from ui.review.state import Review


class Margin(QWidget):
    """Follows the reader's scroll bar."""

    def __init__(self, review: Review, reader: Reader) -> None:
        super().__init__()
        self.setObjectName("margin")
        self._review, self._reader = review, reader

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme."""
