"""About how tall note cards will be, without making them: for those far from view."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics

from okrdesk.review.threads import Thread
from ui.look import sizes
from ui.review.margin.folding import lines_of, shortened

_FOLDED, _HEAD, _EDGES, _GAP, _BUTTONS, _RULE = 48, 24, 23, 7, 40, 15  # px at 100 %


class Measure:
    """Estimates threads for cards of one width, in pixels: by their letters, since there may be hundreds."""

    def __init__(self, font: QFont, width: int) -> None:
        metrics = QFontMetrics(font)
        self._line = metrics.lineSpacing()
        self._letters = max(4, round((width - 2 * 14) / metrics.horizontalAdvance("average letters") * 15))

    def height(self, thread: Thread) -> int:
        """About how tall the card of a thread is that is not current."""
        if thread.state != "open":
            return sizes.px(_FOLDED)
        note = thread.note
        tall = sizes.px(_EDGES + _HEAD)
        if note.text:
            tall += _GAP + self._text(shortened(note.text))
        if note.kind == "suggestion":
            tall += _GAP + self._text(note.read + note.wording) + sizes.px(_BUTTONS)
        for reply in thread.replies:
            tall += sizes.px(_RULE + _HEAD) + _GAP + self._text(shortened(reply.text))
        return tall

    def _text(self, text: str) -> int:
        return self._line * lines_of(text, self._letters)
