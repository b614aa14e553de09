"""What a card says from afar: its title in large type, under it its key results in a few words or counted.

Positions are relative to the card, in pixels of the board.
"""

from __future__ import annotations

from itertools import product

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from exports.words import counted
from okrdesk.card_shape import PAD_LEFT, PAD_RIGHT, TITLE_WEIGHT, CardPlace
from okrdesk.cards import GUARDRAILS, Condition, KeyResult, Objective, Record
from okrdesk.workshop import Workshop
from okrdesk.wrapping import break_lines
from ui.board import card_words as words
from ui.board.prepared import Prepared
from ui.look.theme import Theme

WORDS = 0.36  # from this zoom on the words of key results can be read; below they are counted
TOP, BOTTOM, GAP = 9.0, 7.0, 10.0
MOST_LINES = 5
ROW, ROW_SIZE, ROW_LEFT = 26.0, 21.0, PAD_LEFT + 18.0
COUNT, COUNT_SIZE, DOT = 30.0, 24.0, 16.0  # the line that counts; from one of its dots to the next
SIGN = 26.0  # the room of the sign that a condition is open

# sizes and heights of a line: a title has the first in which all of it fits
_OBJECTIVE_TITLE = (27.0, 32.0), (23.0, 27.0), (20.0, 24.0)
_LOW_TITLE = (24.0, 28.0), (21.0, 25.0), (18.0, 22.0)  # of pillars, which are narrow
_CONDITION_SIZE, _CONDITION_LINE = 22.0, 26.0


def prepare(
    made: Prepared, place: CardPlace, record: Record, workshop: Workshop, theme: Theme, zoom: float
) -> None:
    """Lay a card's digest out for a zoom; the rows it shows are in `made.boxes` by their key results."""
    if isinstance(record, Condition):
        _prepare_condition(made, place, record, workshop, theme)
        return
    results = workshop.key_results(record.id) if isinstance(record, Objective) else ()
    sizes = _OBJECTIVE_TITLE if isinstance(record, Objective) else _LOW_TITLE
    feet = ([ROW * len(results)] if zoom >= WORDS else []) + [COUNT if results else 0.0]
    y = _prepare_title(made, place, getattr(record, "title", ""), sizes, feet, theme)
    free = place.h - BOTTOM - y
    rows = _rows_shown(len(results), free) if zoom >= WORDS else 0
    if rows:
        y += min(GAP, max(0.0, free - ROW * (rows + (rows < len(results)))) / 2)
        for kr in results[:rows]:
            _prepare_row(made, place, y, kr, workshop, theme)
            y += ROW
        if more := len(results) - rows:
            made.text(words.more_rows(more), ROW_LEFT, y + ROW / 2, ROW_SIZE, 400, theme.color("ink-3"))
    elif results and free >= COUNT:
        _prepare_count(made, place, results, getattr(record, "code", ""), theme)


def _rows_shown(count: int, free: float) -> int:
    """How many of so many rows fit, beside a line about the rest; 0 where it is better to count them."""
    if count * ROW <= free:
        return count
    fitting = int(free // ROW) - 1
    return fitting if fitting > 1 else 0


def _prepare_title(
    made: Prepared,
    place: CardPlace,
    title: str,
    sizes: tuple[tuple[float, float], ...],
    feet: list[float],
    theme: Theme,
) -> float:
    """Put a title above the first foot of these heights that leaves it room; where it ends."""
    size, line, most = *sizes[-1], 1
    for foot, (size, line) in product(feet, sizes):
        most = max(1, min(MOST_LINES, int((place.h - TOP - BOTTOM - foot) // line)))
        if len(break_lines(title, place.text_width, made.measure, size, TITLE_WEIGHT, most + 1)) <= most:
            break
    style = (size, TITLE_WEIGHT, theme.color("ink"))
    return made.lines(title, PAD_LEFT, TOP, line, place.text_width, most, style)


def _prepare_row(
    made: Prepared, place: CardPlace, top: float, kr: KeyResult, workshop: Workshop, theme: Theme
) -> None:
    middle, right = top + ROW / 2, place.w - PAD_RIGHT
    _prepare_dot(made, PAD_LEFT, middle, kr, theme)
    if target := words.numbers(workshop, kr)[1]:
        width = min((right - ROW_LEFT) * 0.4, made.measure.width(target, ROW_SIZE, 600))
        made.text(target, right - width, middle, ROW_SIZE, 600, theme.color("ink"), room=width + 0.5)
        right -= width + 14.0
    style = (ROW_SIZE, 400, theme.color("ink-2"))
    made.lines(kr.text, ROW_LEFT, top, ROW, right - ROW_LEFT, 1, style)
    made.boxes[kr.id] = QRectF(7.0, top, place.w - 11.0, ROW)


def _prepare_dot(made: Prepared, left: float, middle: float, kr: KeyResult, theme: Theme) -> None:
    """A guardrail has a ring, as on the whole card."""
    rect = QRectF(left, middle - 4.5, 9.0, 9.0)
    if kr.kind in GUARDRAILS:
        made.box(rect, 4.5, QBrush(Qt.BrushStyle.NoBrush), QPen(theme.color("amber"), 2.5))
    else:
        made.box(rect, 4.5, theme.color("ink-3"))


def _prepare_count(
    made: Prepared, place: CardPlace, results: tuple[KeyResult, ...], code: str, theme: Theme
) -> None:
    """How many key results there are, in words and as dots, and the card's code where it has room."""
    text, middle, room = counted(results)[0], _foot(place).center().y(), place.text_width
    width = made.measure.width(text, COUNT_SIZE, 500)
    x = PAD_LEFT
    if DOT * len(results) + width + 6.0 <= room:
        for kr in results:
            _prepare_dot(made, x, middle, kr, theme)
            x += DOT
        x += 6.0
    made.text(text, x, middle, COUNT_SIZE, 500, theme.color("ink-2"), room=place.w - PAD_RIGHT - x)
    if x + width + 20.0 + made.measure.width(code, COUNT_SIZE, 500) <= place.w - PAD_RIGHT:
        made.text_right(code, place.w - PAD_RIGHT, middle, COUNT_SIZE, 500, theme.color("ink-3"))


def _prepare_condition(
    made: Prepared, place: CardPlace, condition: Condition, workshop: Workshop, theme: Theme
) -> None:
    """Its text, and a sign where it is open: not by its colour alone."""
    left, room = PAD_RIGHT, place.w - 2 * PAD_RIGHT
    if words.is_open(workshop, condition):
        made.text_right("?", place.w - PAD_RIGHT, place.h / 2, 30.0, 700, theme.color("amber"))
        room -= SIGN
    line = _CONDITION_LINE
    most = max(1, int((place.h - 4.0) // line))
    lines = break_lines(condition.text, room, made.measure, _CONDITION_SIZE, 500, most) or ("",)
    style = (_CONDITION_SIZE, 500, theme.color("ink-2"))
    made.lines(condition.text, left, (place.h - line * len(lines)) / 2, line, room, most, style)


def _foot(place: CardPlace) -> QRectF:
    """Where key results are counted, and a selected one is named that is not shown."""
    return QRectF(7.0, place.h - BOTTOM - COUNT, place.w - 11.0, COUNT)


def mark(painter: QPainter, shown: Prepared, place: CardPlace, kr: KeyResult, theme: Theme) -> None:
    """Show that a key result is selected, on its card that was just painted at the painter's origin."""
    pen = QPen(theme.color("accent"), 1.6 / painter.worldTransform().m11())
    box = shown.boxes.get(kr.id)
    if box is None:
        box = _foot(place)
        chip = Prepared(shown.measure, shown.size, theme.color("ink-3"))
        chip.box(box, 8.0, theme.color("accent-bg"), pen)
        room = box.width() - 2 * (PAD_LEFT - box.left())
        chip.text(kr.text, PAD_LEFT, box.center().y(), COUNT_SIZE, 600, theme.color("accent"), room=room)
        chip.paint(painter)
    else:
        painter.setPen(pen)
        tint = QColor(theme.color("accent"))
        tint.setAlphaF(0.08)
        painter.setBrush(tint)
        painter.drawRoundedRect(box, 8.0, 8.0)
