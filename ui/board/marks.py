"""What stands out on the board besides whole cards: dots to draw links from, rows, links, the rubber band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from okrdesk.cards import KeyResult, Link
from ui.board.drag_marks import rect_of_record, tint
from ui.board.hits import Dot, dots_of
from ui.board.painter import DIGEST, FULL

if TYPE_CHECKING:
    from ui.board.scene import BoardScene

DOT = 5.0
HALO = 9.0  # the width of what shows that a link is selected


class Marks:
    """Painted under and over the cards of a scene."""

    def __init__(self, scene: BoardScene) -> None:
        self._scene = scene
        self._hovered = ""
        self._rubber: QRectF | None = None

    # ------------------------------------------------------------ what is marked
    def hover(self, id_: str) -> None:
        """The pointer is on this card or key result, or ("") on none: it shows its dots."""
        if id_ != self._hovered:
            before, self._hovered = self._hovered, id_
            for each in (before, id_):
                self._repaint(each)

    def stretch(self, rubber: QRectF | None) -> None:
        """Show a rubber band around what is being selected; None: no longer."""
        for rect in (self._rubber, rubber):
            if rect is not None:
                margin = 4.0 / self._zoom()
                self._scene.update(rect.adjusted(-margin, -margin, margin, margin))
        self._rubber = rubber

    def show_selection(self, before: tuple[str, ...], after: tuple[str, ...]) -> None:
        """Other records are selected now."""
        for id_ in {*before, *after}:
            if isinstance(self._scene.workshop.get(id_), Link):
                self._scene.update()
            else:
                self._repaint(id_)

    def dots(self) -> list[Dot]:
        """The dots of the card under the pointer and of the selected one; none while the hand is full."""
        if self._scene.hand.load is not None:
            return []
        current = self._scene.selected[-1:] if len(self._scene.selected) == 1 else ()
        ids = dict.fromkeys(id_ for id_ in (self._hovered, *current) if id_)
        return [dot for id_ in ids for dot in dots_of(self._scene, id_)]

    def _repaint(self, id_: str) -> None:
        card = self._scene.placement.cards.get(self._scene.shown_on(id_)) if id_ else None
        if card is not None:
            self._scene.update(QRectF(card.x - 10, card.y - 10, card.w + 20, card.h + 20))

    def _zoom(self) -> float:
        views = self._scene.views()
        return views[0].transform().m11() if views else 1.0

    # ------------------------------------------------------------ painting
    def paint_under(self, painter: QPainter) -> None:
        """Draw what lies under links and cards: the halos of selected links."""
        for id_ in self._scene.selected:
            way = self._scene.links.way_of(id_)
            if way is None:
                continue
            painter.setPen(QPen(tint(self._scene.painter.theme, 0.5), HALO))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            whole = QPainterPath()  # at one go: where two pieces meet they must not add up
            for _box, piece in way.pieces.values():
                if isinstance(piece, QLineF):
                    whole.moveTo(piece.p1())
                    whole.lineTo(piece.p2())
                else:
                    whole.addPath(piece)
            painter.drawPath(whole)

    def paint_over(self, painter: QPainter) -> None:
        """Draw what lies over the cards: selected rows, dots and the rubber band."""
        scene, zoom = self._scene, painter.worldTransform().m11()
        theme = scene.painter.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for id_ in scene.selected:
            record = scene.workshop.get(id_)
            if isinstance(record, KeyResult):
                self._paint_result(painter, record, zoom)
        if zoom >= FULL:
            painter.setPen(QPen(theme.color("accent"), 1.6))
            painter.setBrush(theme.color("card"))
            for dot in self.dots():
                painter.drawEllipse(QPointF(dot.x, dot.y), DOT, DOT)
        if self._rubber is not None:
            painter.setPen(QPen(theme.color("accent"), 0.0))
            painter.setBrush(tint(theme, 0.08))
            painter.drawRect(self._rubber)

    def _paint_result(self, painter: QPainter, kr: KeyResult, zoom: float) -> None:
        """Show that a key result is selected: its row, or from afar what stands for it on the card."""
        scene, theme = self._scene, self._scene.painter.theme
        card, rect = scene.placement.cards.get(kr.objective), rect_of_record(scene, kr.id)
        if card is None or rect is None or card.folded:
            return
        if DIGEST <= zoom < FULL:
            painter.save()
            painter.translate(card.x, card.y)
            scene.painter.mark_result(painter, card, kr, zoom)
            painter.restore()
        else:
            painter.setPen(QPen(theme.color("accent"), max(1.5, 1.5 / zoom)))
            painter.setBrush(tint(theme, 0.08))
            painter.drawRoundedRect(rect, 6.0, 6.0)
