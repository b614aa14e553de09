"""How pieces of text and notes' marks look, in a theme's colours and at today's text size."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QTextCharFormat

from okrdesk.review.records import NoteKind
from ui.look import fonts, sizes
from ui.look.theme import Theme
from ui.review.reader.sheet import Piece, Role

_STYLES: dict[Role, tuple[float, int, str]] = {
    "head": (12, 400, "ink-2"),
    "title": (19, 700, "ink"),
    "disc": (9, 600, "violet"),
    "owner": (13, 400, "ink-2"),
    "badge": (11, 600, "ink-2"),
    "story": (13, 400, "ink-2"),
    "caption": (12, 400, "ink-3"),
    "aside": (12, 400, "ink-2"),
    "heading": (12, 600, "ink-2"),
    "label": (12, 600, "ink-3"),
    "words": (14, 400, "ink"),
    "numbers": (14, 600, "ink"),
}

# A note's colour, the line under its words, and the letter in the margin: its key.
Underline = str  # "solid", "dots", "dash-dot", "double", "wave", "thick"
KINDS: dict[NoteKind, tuple[str, Underline, str]] = {
    "note": ("ink-2", "solid", "N"),
    "question": ("accent", "dots", "Q"),
    "challenge": ("amber", "thick", "C"),
    "risk": ("amber", "wave", "K"),
    "suggestion": ("violet", "double", "S"),
    "reliance": ("ink-2", "dash-dot", "R"),
    "overlap": ("ink-2", "double", "O"),
    "praise": ("green", "solid", "P"),
    "blocker": ("red", "wave", "B"),
}


class Formats:
    """How pieces of text are written, in a theme's colours and at today's text size; each is made once."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._made: dict[tuple[Role, str], QTextCharFormat] = {}

    def of(self, piece: Piece) -> QTextCharFormat:
        """How a piece's text is written."""
        key = piece.role, piece.tone
        if key not in self._made:
            size, weight, token = _STYLES[piece.role]
            self._made[key] = _format(size, weight, ink(self._theme, piece.tone or token))
        return self._made[key]

    def strong(self, hue: int) -> QTextCharFormat:
        """How the team's name at the head of a sheet is written."""
        return _format(_STYLES["head"][0], 600, self._theme.team(hue))


def _format(size: float, weight: int, color: QColor) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(fonts.font(sizes.px(size), weight))
    made.setForeground(QBrush(color))
    return made


def ink(theme: Theme, tone: str) -> QColor:
    """The colour of text in a tone."""
    return theme.color("ink-2" if tone == "grey" else tone)


def ground(theme: Theme, tone: str) -> QColor:
    """The colour of the ground under text in a tone."""
    return theme.color("line" if tone in ("grey", "ink-2", "ink-3") else f"{tone}-bg")


PEN: dict[Underline, tuple[Qt.PenStyle, float]] = {
    "solid": (Qt.PenStyle.SolidLine, 1.5),
    "thick": (Qt.PenStyle.SolidLine, 2.2),
    "dots": (Qt.PenStyle.DotLine, 2.0),
    "dash-dot": (Qt.PenStyle.DashDotLine, 1.6),
    "dashes": (Qt.PenStyle.DashLine, 2.0),
}
