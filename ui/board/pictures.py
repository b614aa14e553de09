"""Cards are painted from pictures, which are kept while they stay the same: ten times as fast as parts."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion

from okrdesk.card_shape import CardPlace
from ui.board.damage import through_each
from ui.board.painter import CardPainter

MOST_BYTES = 64 << 20
_DOT = 4  # bytes
_EDGE = 2  # dots round a card that its lines may touch

Size = tuple[float, float, float, float]  # of a card, the zoom and the density of the screen


class Pictures:
    """Paints cards for a painter, and keeps pictures of those that were painted last."""

    def __init__(self, cards: CardPainter) -> None:
        self._cards = cards
        self._kept: dict[str, tuple[Size, QPixmap]] = {}
        self._bytes = 0

    def forget(self, ids: Iterable[str] | None = None) -> None:
        """These cards (None: all) look different now."""
        for id_ in list(self._kept) if ids is None else ids:
            self._drop(id_)

    def paint(self, painter: QPainter, card: CardPlace, zoom: float, exposed: QRegion | None = None) -> None:
        """Draw a card at the painter's origin, moved to the nearest whole dot so that its lines are crisp.

        `exposed` is what the painter paints of its widget: through each rectangle alone it is much quicker.
        """
        to_device, dense = painter.worldTransform(), painter.device().devicePixelRatio()
        corner = to_device.map(QPointF(0.0, 0.0)) * dense
        corner = QPointF(round(corner.x()) - _EDGE, round(corner.y()) - _EDGE) / dense
        size = card.w, card.h, zoom, dense
        kept = self._kept.get(card.id)
        if kept is None or kept[0] != size:
            kept = self._take(card, size)
        picture = kept[1]
        painter.resetTransform()
        if exposed is None:
            painter.drawPixmap(corner, picture)
        else:
            part = QRectF(corner, picture.deviceIndependentSize()).toAlignedRect()
            through_each(painter, exposed, part, lambda _rect: painter.drawPixmap(corner, picture))
        painter.setWorldTransform(to_device)

    def _take(self, card: CardPlace, size: Size) -> tuple[Size, QPixmap]:
        self._drop(card.id)
        w, h, zoom, dense = size
        scale = zoom * dense
        picture = QPixmap(ceil(w * scale) + 2 * _EDGE, ceil(h * scale) + 2 * _EDGE)
        picture.fill(Qt.GlobalColor.transparent)
        brush = QPainter(picture)
        brush.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        brush.translate(_EDGE, _EDGE)
        brush.scale(scale, scale)
        self._cards.paint(brush, card, zoom)
        brush.end()
        picture.setDevicePixelRatio(dense)
        self._bytes += _bytes(picture)
        if self._bytes > MOST_BYTES:
            for id_ in list(self._kept)[: len(self._kept) // 3 + 1]:
                self._drop(id_)
        kept = self._kept[card.id] = size, picture
        return kept

    def _drop(self, id_: str) -> None:
        if kept := self._kept.pop(id_, None):
            self._bytes -= _bytes(kept[1])


def _bytes(picture: QPixmap) -> int:
    return picture.width() * picture.height() * _DOT
