"""How tall note cards will be, without making them: for those far from view."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from okrdesk.review.threads import Thread
from ui.look import sizes

_FOLDED, _HEAD, _EDGES, _GAP, _BUTTONS, _RULE = 48, 24, 23, 7, 40, 15  # px at 100 %


class Measure:
    """Measures threads for cards of one width, in pixels, and remembers it."""

    def __init__(self, font: QFont, width: int) -> None:
        self._metrics = QFontMetrics(font)
        self._room = QRect(0, 0, max(40, width - 2 * 14), 100_000)
        self._known: dict[Thread, int] = {}

    def height(self, thread: Thread) -> int:
        """About how tall the card of a thread is that is not current."""
        known = self._known.get(thread)
        if known is None:
            known = self._known[thread] = self._measured(thread)
        return known

    def _measured(self, thread: Thread) -> int:
        if thread.state != "open":
            return sizes.px(_FOLDED)
        note = thread.note
        tall = sizes.px(_EDGES + _HEAD)
        if note.text:
            tall += _GAP + self._text(note.text)
        if note.kind == "suggestion":
            tall += _GAP + self._text(note.read + note.wording) + sizes.px(_BUTTONS)
        for reply in thread.replies:
            tall += sizes.px(_RULE + _HEAD) + _GAP + self._text(reply.text)
        return tall

    def _text(self, text: str) -> int:
        return self._metrics.boundingRect(self._room, Qt.TextFlag.TextWordWrap, text).height()
