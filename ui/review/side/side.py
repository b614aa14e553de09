"""The left side of the review room."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from ui.look.theme import Theme
from ui.review.state import Review


class Side(QFrame):
    """Whom I review, who reviews my team, and the questions to ask."""

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.setObjectName("reviewside")
        self._review = review

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme."""
