"""What a drag shows on the board: the gap it leaves, all that can take the load, and where it would go."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen

from okrdesk.card_shape import Band, CardPlace
from ui.board import hits
from ui.board.ground import rect_of
from ui.board.loads import Aim, Load
from ui.board.painter import BARS, RADIUS, mix
from ui.look import fonts
from ui.look.theme import Theme

if TYPE_CHECKING:
    from ui.board.scene import BoardScene

CAPTION_SIZE = 15
_PAD = 10


# ---------------------------------------------------------------- on the still picture
def paint_still(painter: QPainter, scene: BoardScene, load: Load, exposed: QRectF) -> None:
    """Mark the bands and cards within `exposed` that can take the load, and the places it left."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    theme = scene.painter.theme
    for band in load.bands():
        if exposed.intersects(rect_of(band)):
            pen = QPen(mix(theme.color("bg"), theme.color("accent"), 0.35), 1.0)
            _paint_band(painter, scene, band, exposed, tint(theme, 0.05), pen)
    sides = exposed.left(), exposed.top(), exposed.right(), exposed.bottom()
    for card in scene.placement.cards_in(*sides):
        _mark_card(painter, scene, load, card)
    if load.grabbed:
        for id_ in load.ids:
            if rect := rect_of_record(scene, id_):
                _paint_gap(painter, scene, id_, rect)


def _mark_card(painter: QPainter, scene: BoardScene, load: Load, card: CardPlace) -> None:
    mark = load.mark(card.id)
    if mark == "refuses":
        painter.save()
        painter.translate(card.x, card.y)
        scene.painter.veil(painter, card)
        painter.restore()
    elif mark:
        loud = load.grabbed and mark == "takes"
        ink = scene.painter.theme.color("accent") if loud else tint(scene.painter.theme, 0.45)
        painter.setPen(QPen(ink, _at_least(painter, 1.5)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = 8 if card.kind == "condition" else RADIUS
        painter.drawRoundedRect(QRectF(card.x, card.y, card.w, card.h), radius, radius)


def _paint_gap(painter: QPainter, scene: BoardScene, id_: str, rect: QRectF) -> None:
    """Cover the place that a card or a row has left."""
    theme = scene.painter.theme
    is_row = id_ not in scene.placement.cards
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("card" if is_row else "bg"))
    out = 0.0 if is_row else 3.0
    painter.drawRoundedRect(rect.adjusted(-out, -out, out, out), RADIUS, RADIUS)
    pen = QPen(theme.color("line-strong"), 1.5)
    pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(tint(theme, 0.04))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS, RADIUS)


# ---------------------------------------------------------------- where it would go
def paint_aim(painter: QPainter, scene: BoardScene, aim: Aim, exposed: QRectF) -> None:
    """Show, within `exposed`, which band or card would take the load now, or that it cannot."""
    theme = scene.painter.theme
    color = theme.color("red" if aim.refusal else "accent")
    if aim.band is not None:
        _paint_band(
            painter, scene, aim.band, exposed, faint(color, 0.09), QPen(color, _at_least(painter, 2.0))
        )
    if aim.target and (rect := rect_of_record(scene, aim.target)):
        painter.setPen(QPen(color, _at_least(painter, 3.0)))
        painter.setBrush(faint(color, 0.08) if aim.does == "link" else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), RADIUS, RADIUS)


def paint_line(painter: QPainter, scene: BoardScene, aim: Aim) -> None:
    """Show the line where the load would come to lie."""
    color = scene.painter.theme.color("accent")
    if aim.line is not None and not aim.refusal:
        painter.setPen(QPen(color, _at_least(painter, 3.0), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        start = QPointF(aim.line.x, aim.line.y)
        painter.drawLine(QLineF(start, start + QPointF(aim.line.length, 0.0)))
        painter.setBrush(color)
        painter.drawEllipse(start, 3.0, 3.0)


def covers(scene: BoardScene, aim: Aim) -> Iterable[QRectF]:
    """What `paint_aim` and `paint_line` cover, in the board's pixels."""
    if aim.band is not None:
        yield rect_of(aim.band)
    if aim.target and (rect := rect_of_record(scene, aim.target)):
        yield rect.adjusted(-4, -4, 4, 4)
    if aim.line is not None:
        yield QRectF(aim.line.x - 8, aim.line.y - 8, aim.line.length + 16, 16)


def _paint_band(
    painter: QPainter, scene: BoardScene, band: Band, exposed: QRectF, tinted: QColor, pen: QPen
) -> None:
    """Tint a band between and around its cards, as far as it is exposed: bands can be very long."""
    places, rect = scene.placement.cards, rect_of(band)
    seen = rect.intersected(exposed.adjusted(-20, -20, 20, 20))
    if seen.isEmpty():
        return
    ground = QPainterPath()
    ground.setFillRule(Qt.FillRule.OddEvenFill)
    ground.addRoundedRect(seen, 12, 12)
    first = bisect_left(band.cards, seen.top(), key=lambda id_: places[id_].y)
    for id_ in band.cards[max(0, first - 1) :]:
        if places[id_].y > seen.bottom():
            break
        for each in (id_, *scene.placement.conditions_under(id_)):
            card = places[each]
            radius = 8 if card.kind == "condition" else RADIUS
            ground.addRoundedRect(QRectF(card.x, card.y, card.w, card.h).intersected(seen), radius, radius)
    painter.fillPath(ground, tinted)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, 12, 12)


# ---------------------------------------------------------------- a link that is drawn
def thread_start(scene: BoardScene, id_: str, point: QPointF) -> QPointF | None:
    """Where on the edge of a card a link to a point begins."""
    rect = rect_of_record(scene, id_)
    if rect is None:
        return None
    card = scene.placement.cards[scene.shown_on(id_)]
    return QPointF(card.x if point.x() < card.x + card.w / 2 else card.x + card.w, rect.center().y())


def paint_thread(
    painter: QPainter, scene: BoardScene, lines: list[tuple[QPointF, QPointF]], *, refused: bool
) -> None:
    """Draw the link from its cards to the pointer, in the viewport's pixels."""
    color = scene.painter.theme.color("red" if refused else "accent")
    painter.setPen(QPen(color, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for start, end in lines:
        painter.drawLine(start, end)
    painter.setBrush(color)
    for start, end in lines:
        painter.drawEllipse(start, 4.0, 4.0)
        painter.drawEllipse(end, 5.0, 5.0)


# ---------------------------------------------------------------- words
def caption_size(words: str, most: int) -> QSize:
    """How large a caption is, at most so many pixels wide."""
    metrics = QFontMetrics(fonts.font(CAPTION_SIZE, 600))
    return QSize(min(most, metrics.horizontalAdvance(words) + 2 * _PAD), metrics.height() + _PAD)


def paint_caption(painter: QPainter, theme: Theme, words: str, box: QRect, refused: bool) -> None:
    """Write what letting go would do into a box of the viewport."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("red" if refused else "accent"))
    painter.drawRoundedRect(QRectF(box), 7.0, 7.0)
    painter.setPen(theme.color("on-accent"))
    font = fonts.font(CAPTION_SIZE, 600)
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width() - 2 * _PAD + 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


# ---------------------------------------------------------------- within
def rect_of_record(scene: BoardScene, id_: str) -> QRectF | None:
    """Where on the board a card, a condition or a key result's row lies; None when it is not shown."""
    card = scene.placement.cards.get(scene.shown_on(id_))
    if card is None:
        return None
    if id_ in card.rows:
        n = card.rows.index(id_)
        height = hits.row_height(card, n)
        return QRectF(card.x + 7.0, card.row_y(n) - height / 2, card.w - 11.0, height)
    return QRectF(card.x, card.y, card.w, card.h)


def tint(theme: Theme, share: float) -> QColor:
    """The accent, almost transparent."""
    return faint(theme.color("accent"), share)


def faint(color: QColor, share: float) -> QColor:
    """A colour that covers so much of what lies beneath."""
    made = QColor(color)
    made.setAlphaF(share)
    return made


def _at_least(painter: QPainter, width: float) -> float:
    """A line's width on the board that is not finer than so many pixels, nor coarser from near."""
    zoom = painter.worldTransform().m11()
    return width if zoom >= 1.0 else width * min(1.0 / zoom, 1.0 / BARS)
