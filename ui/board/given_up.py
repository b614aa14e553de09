"""What Esc gave up in an editor: no word is lost, as Ctrl+Z brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

if TYPE_CHECKING:
    from ui.board.drafts import Draft


class GivenUp:
    """Holds the text that was given up last, and where it was written.

    `just_now`: nothing was written or changed since, so that Ctrl+Z means it and no change before it.
    """

    def __init__(self) -> None:
        self.draft: Draft | None = None
        self.just_now = False
        self._workshop = ""

    def take(self, workshop_id: str, draft: Draft) -> bool:
        """A text is given up. Whether it is another one than was brought back."""
        self.just_now = draft != self.of(workshop_id)
        self.draft, self._workshop = draft, workshop_id
        return self.just_now

    def of(self, workshop_id: str) -> Draft | None:
        """What was given up in this workshop."""
        return self.draft if self._workshop == workshop_id else None

    def saved(self, text: str) -> None:
        """A text is saved: that one needs no way back."""
        if self.draft is not None and self.draft.text == text:
            self.draft = None


def lay_beneath(line: QPlainTextEdit, text: str) -> None:
    """Let Ctrl+Z bring a text into an empty line."""
    cursor = line.textCursor()
    cursor.insertText(text)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
