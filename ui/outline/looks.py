"""How the outline's rows are painted: what kind each is, its words, its badges, where the keys are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from exports import words
from okrdesk import outline
from okrdesk.alignment import is_open
from okrdesk.cards import GUARDRAILS, Condition, KeyResult, Objective, Pillar, Record, Team
from okrdesk.i18n import _
from okrdesk.naming import how_many
from okrdesk.workshop import Workshop
from ui.look import fonts, sizes
from ui.outline.columns import COLUMNS, TITLE

if TYPE_CHECKING:
    from ui.look.theme import Theme
    from ui.outline.model import OutlineModel

ROW_HEIGHT = 30  # pixels at 100 %, as all lengths here
_PAD = 8
_APART = 10  # between what a row says and the softer words behind it
_MARK = 18
_BADGE_PAD = 6
_BADGE_SIZE = 11


@dataclass(frozen=True, slots=True)
class Words:
    """What a cell shows: its text, the theme's token for its colour, how heavy it is; `badge` on a ground."""

    text: str
    token: str = "ink"
    weight: int = 400
    badge: bool = False


def cell_words(workshop: Workshop, record: Record, column: int) -> Words:
    """What a record's cell shows. Warnings are said in words, too."""
    text = COLUMNS[column].text(workshop, record)
    name = COLUMNS[column].id
    if name == "title":
        return _title(text, record)
    if name == "owner" and not text and COLUMNS[column].has(record) and not isinstance(record, Pillar):
        return Words(_("no owner"), "amber")
    if name == "style" and text:
        return Words(
            text, "accent" if getattr(record, "style", "") == "committed" else "violet", 600, badge=True
        )
    if name == "state" and isinstance(record, Condition):
        return _state(workshop, record)
    if name in ("from", "to"):
        return Words(text, "ink" if name == "to" else "ink-2", 600 if name == "to" else 400)
    return Words(text, "ink-3" if name == "code" else "ink-2")


def _state(workshop: Workshop, record: Condition) -> Words:
    """How a condition stands, in fewer words than for those who listen: the rows are narrow."""
    if is_open(workshop, record):
        return Words(_("open"), "amber", 600, badge=True)
    if record.answer:
        return Words(_("normal work") if record.answer == "normal_work" else _("not this quarter"), "ink-2")
    codes = (words.code_of(workshop, link.source) for link in workshop.claims(record.id))
    return Words(_("by {cards}").format(cards=", ".join(codes)), "ink-2")


def _title(text: str, record: Record) -> Words:
    if isinstance(record, (Objective, Pillar, Team)):
        return Words(text or _("not written yet"), "ink" if text else "ink-3", 600)
    if isinstance(record, Condition):
        return Words(text or _("not written yet"), "ink-2" if text else "ink-3")
    return Words(text or _("not written yet"), "ink" if text else "ink-3")


def aside(workshop: Workshop, name: str) -> str:
    """What stands behind a section's or team's name: its level, how many cards, what to do when none."""
    record = workshop.get(name)
    n = len(outline.rows_under(workshop, name))
    if name == outline.STRATEGY:
        none = _("nothing yet — press N to write what we choose to win")
        return how_many(Pillar, n) if n else none
    count = how_many(Objective, n)
    if name == outline.PARKED:
        return count if n else _("nothing waits")
    if isinstance(record, Team):
        level = words.level_name(workshop, workshop.level(record.id))
        return f"{level} · {count if n else _('nothing yet — press N to write an objective')}"
    return ""


class Painter:
    """Paints cells in a theme's colours."""

    def __init__(self, theme: Theme, model: OutlineModel) -> None:
        self.theme = theme
        self._model = model

    def color(self, token: str) -> QColor:
        """A colour of the theme."""
        return self.theme.color(token)

    def is_band(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether a row is a heading: a section or a team."""
        return not index.parent().isValid()

    def ground(self, index: QModelIndex | QPersistentModelIndex, *, selected: bool, hovered: bool) -> QColor:
        """The colour a row stands on."""
        if selected:
            return self.color("accent-bg")
        return self.color("bg" if hovered or self.is_band(index) else "card")

    def paint(self, painter: QPainter, rect: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one cell on the ground that is there already."""
        workshop, name = self._model.workshop, self._model.name_at(index)
        record = workshop.get(name)
        if index.column() == TITLE:
            shown = cell_words(workshop, record, TITLE) if record else self._heading(index)
            rect = self._mark(painter, rect, record)
            if self.is_band(index):
                self._beside(painter, rect, shown, aside(workshop, name))
            elif isinstance(record, Objective) and record.role_objective:
                self._beside(painter, rect, shown, _("role"), keep=True)
            else:
                self._text(painter, rect, shown)
        elif record is not None and not (isinstance(record, Team) and COLUMNS[index.column()].id != "code"):
            shown = cell_words(workshop, record, index.column())
            rect = rect.adjusted(_PAD, 0, -_PAD, 0)
            if shown.badge:
                self._badge(painter, rect, shown)
            else:
                self._text(painter, rect, shown, right=COLUMNS[index.column()].numeric)

    def outline_cell(self, painter: QPainter, rect: QRectF) -> None:
        """Show that the keys go to this cell."""
        painter.setPen(QPen(self.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)

    # ------------------------------------------------------------ within
    def _heading(self, index: QModelIndex | QPersistentModelIndex) -> Words:
        if self._model.is_draft(index):
            return Words("")  # the editor stands there
        return Words(self._model.data(index) or "", "ink", 600)

    def _mark(self, painter: QPainter, rect: QRectF, record: Record | None) -> QRectF:
        """The sign of a row's kind, at its left; gives the room beside it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(rect.left() + sizes.px(_MARK) / 2, rect.center().y())
        painter.setPen(Qt.PenStyle.NoPen)
        if isinstance(record, (Team, Pillar, Objective)):
            half = sizes.px(10) / 2 if isinstance(record, Team) else sizes.px(8) / 2
            wide = half if isinstance(record, Team) else sizes.px(3) / 2
            high = half if isinstance(record, Team) else sizes.px(16) / 2
            painter.setBrush(self._hue(record))
            painter.drawRoundedRect(QRectF(middle.x() - wide, middle.y() - high, 2 * wide, 2 * high), 2, 2)
        elif isinstance(record, KeyResult):
            self._dot(painter, middle, record)
        elif isinstance(record, Condition):
            open_ = is_open(self._model.workshop, record)
            painter.setPen(QPen(self.color("amber" if open_ else "ink-3"), 1.4, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = sizes.px(9) / 2
            painter.drawRect(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half))
        else:
            return rect.adjusted(_PAD, 0, 0, 0)
        return rect.adjusted(sizes.px(_MARK) + 4, 0, -_PAD, 0)

    def _dot(self, painter: QPainter, middle: QPointF, record: KeyResult) -> None:
        if record.kind in GUARDRAILS:  # a ring, as on the board
            painter.setPen(QPen(self.color("amber"), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setBrush(self.color("ink-3"))
        painter.drawEllipse(middle, sizes.px(3), sizes.px(3))

    def _hue(self, record: Record) -> QColor:
        if isinstance(record, Objective):
            team = self._model.workshop.find(Team, record.team)
            return self.theme.team(team.colour if team else 0)
        return self.theme.team(getattr(record, "colour", 0))

    def _text(self, painter: QPainter, rect: QRectF, shown: Words, *, right: bool = False) -> float:
        """Write in one line, cut with … where there is no room; gives the width."""
        font, metrics = _type(sizes.px(fonts.BASE_SIZE), shown.weight)
        text = " ".join(shown.text.split())
        if not text:
            return 0.0
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, rect.width()))
        painter.setFont(font)
        painter.setPen(self.color(shown.token))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, text)
        return metrics.horizontalAdvance(text)

    def _beside(
        self, painter: QPainter, rect: QRectF, shown: Words, more: str, *, keep: bool = False
    ) -> None:
        """Write, and something softer behind it: in what room is left, or (`keep`) in any case."""
        _font, metrics = _type(sizes.px(fonts.BASE_SIZE), 400)
        kept = metrics.horizontalAdvance(more) + _APART if keep else 0.0
        width = self._text(painter, rect.adjusted(0, 0, -kept, 0), shown)
        self._text(painter, rect.adjusted(width + _APART, 0, 0, 0), Words(more, "ink-3"))

    def _badge(self, painter: QPainter, rect: QRectF, shown: Words) -> None:
        font, metrics = _type(sizes.px(_BADGE_SIZE), shown.weight)
        text = metrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, rect.width() - 2 * _BADGE_PAD)
        width, height = metrics.horizontalAdvance(text) + 2 * _BADGE_PAD, sizes.px(18)
        box = QRectF(rect.left() - 2, rect.center().y() - height / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.color(f"{shown.token}-bg"))
        painter.drawRoundedRect(box, 5, 5)
        painter.setFont(font)
        painter.setPen(self.color(shown.token))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def cell_font(weight: int = 400) -> QFont:
    """The font of the outline's cells."""
    return fonts.font(sizes.px(fonts.BASE_SIZE), weight)


@lru_cache(32)
def _type(size: int, weight: int) -> tuple[QFont, QFontMetricsF]:
    font = fonts.font(size, weight)
    return font, QFontMetricsF(font)
