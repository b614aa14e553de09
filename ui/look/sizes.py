"""How large the window's text is: for fonts, style sheets, and the fixed sizes of what stands round text."""

from __future__ import annotations

TEXT_SIZES = (90, 100, 110, 125, 150, 175, 200)  # per cent
PROJECTOR = 150  # per cent: what is read from across the room


class _Text:
    scale = 1.0


def set_text_size(percent: int) -> None:
    """Text is so large from now on; whoever has drawn already is dressed anew (`MainWindow.dress`)."""
    _Text.scale = percent / 100


def px(pixels: float) -> int:
    """A size in pixels at 100 %, as it is at today's text size."""
    return round(pixels * _Text.scale)
