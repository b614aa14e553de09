"""The board's scene: an item per card near the view, one for all links, and what a change does to them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmapCache
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from okrdesk import linking
from okrdesk.alignment import LineOfSight, line_of_sight
from okrdesk.card_shape import CardPlace
from okrdesk.cards import Condition, KeyResult, Link, Objective, Organisation, Person, Record, Team
from okrdesk.check import card_of
from okrdesk.layout import Placement, place
from okrdesk.workshop import Touched, Workshop
from ui.board import moves
from ui.board.card_item import CardItem
from ui.board.far import FarBoard
from ui.board.ghost import DropLine, GhostItem
from ui.board.ground import Drag, Ground, rect_of
from ui.board.links import LinksItem
from ui.board.painter import BARS, FULL, RADIUS, CardPainter
from ui.fonts import QtMeasure
from ui.theme import Theme

PICTURES_KB = 64 * 1024  # of the cards in view, while another is dragged over them
NEAR = 1200.0  # so far outside the view, in board pixels, cards have items too


class BoardScene(QGraphicsScene):
    """Shows a workshop; `selected` are the ids of the records that stand out."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.painter = CardPainter(theme, QtMeasure())
        self.workshop = Workshop("")
        self.placement: Placement = place(self.workshop, self.painter.measure)
        self.cards: dict[str, CardItem] = {}  # the items there are; keeps their Python side alive
        self._covered = QRectF()  # the part of the board whose cards have items
        self.links = LinksItem(self.painter)
        self.selected: tuple[str, ...] = ()
        self.lit: LineOfSight | None = None
        self.drag: Drag | None = None
        self.far = False
        self.ghost: GhostItem | None = None
        self._drop_line: DropLine | None = None
        self._still: list[CardItem] = []
        self._ground = Ground(self.painter)
        self._far = FarBoard(self.painter)
        self.addItem(self.links)
        self.show_workshop(None)

    # ------------------------------------------------------------ what is shown
    def show_workshop(self, workshop: Workshop | None) -> None:
        """Show another workshop; None: empty lanes."""
        self.workshop = self.painter.workshop = workshop or Workshop("")
        self.painter.forget()
        self.light("")
        self.select(())
        self.placement = place(self.workshop, self.painter.measure)
        self._sync_all()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours."""
        self.painter.set_theme(theme)
        self.links.forget_looks()
        self.update()

    def take(self, touched: Touched) -> None:
        """Take a change of the workshop in: only what it touched, and what that moved, is laid out anew."""
        stale = self._stale(touched)
        changed = self.placement.update(self.workshop, touched)
        self.painter.forget(stale)
        if changed is None:
            self._sync_all()
        else:
            self._sync(changed)
        if self.lit:
            self.light("")

    def _stale(self, touched: Touched) -> set[str] | None:
        """The cards whose words a change may have altered; None: all of them."""
        found: set[str] = set()
        records = [self.workshop[i] for i in touched.added | touched.altered]
        for record in (*records, *touched.removed.values()):
            if isinstance(record, (Team, Person, Organisation)):
                return None
            found |= self._showing(record)
        return found

    def _showing(self, record: Record) -> set[str]:
        """The cards on which a record's words stand."""
        if isinstance(record, Link):
            ends = {record.source, record.target}
            return ends | {card_of(self.workshop, end) for end in ends}
        if isinstance(record, KeyResult):
            return {record.objective}
        if isinstance(record, Condition):
            return {record.id, record.parent}
        if isinstance(record, Objective):
            return {record.id} | {link.target for link in self.workshop.links_from(record.id)}
        return {record.id}

    # ------------------------------------------------------------ items
    def _sync_all(self) -> None:
        places = self.placement.cards
        for id_ in [id_ for id_ in self.cards if id_ not in places]:
            self.removeItem(self.cards.pop(id_))
        for id_, item in self.cards.items():
            item.moved(places[id_])
        self._covered = QRectF()
        self._resize()

    def _sync(self, changed: set[str]) -> None:
        places = self.placement.cards
        for id_ in changed:
            card, item = places.get(id_), self.cards.get(id_)
            if card is None:
                if item is not None:
                    self.removeItem(self.cards.pop(id_))
            elif item is not None:
                item.moved(card)
            elif self._covered.intersects(QRectF(card.x, card.y, card.w, card.h)):
                self._add(card)
        self._resize()

    def cover(self, in_view: QRectF) -> None:
        """Give the cards in view and near it their items, and take them from the others.

        From afar the board is painted without items.
        """
        if self.far or self._covered.contains(in_view):
            return
        self._covered = in_view.adjusted(-NEAR, -NEAR, NEAR, NEAR)
        covered = self._covered
        cards = self.placement.cards_in(covered.left(), covered.top(), covered.right(), covered.bottom())
        near = {card.id: card for card in cards}
        for id_ in self.cards.keys() - near.keys():
            self.removeItem(self.cards.pop(id_))
        for id_ in near.keys() - self.cards.keys():
            self._add(near[id_])

    def _add(self, card: CardPlace) -> None:
        self.cards[card.id] = item = CardItem(card)
        self.addItem(item)

    def _resize(self) -> None:
        width, height = self.placement.size
        self._far.forget()
        self.links.follow(self.workshop, self.placement)
        self.setSceneRect(QRectF(0.0, 0.0, width, height))
        self.update()

    def set_far(self, far: bool) -> None:
        """Whether the view paints the board flat, without its items."""
        self.far = far
        for item in (self.ghost, self._drop_line):
            if item is not None:
                item.setVisible(not far)

    # ------------------------------------------------------------ what stands out
    def select(self, ids: tuple[str, ...]) -> None:
        """Let these records stand out, and no others."""
        before, self.selected = self.selected, ids
        for id_ in {*before, *ids}:
            if item := self.cards.get(self.shown_on(id_)):
                item.update()
                self._repaint_far(item)

    def shown_on(self, id_: str) -> str:
        """The id of the card that shows a record: a key result's objective, a condition itself."""
        return id_ if id_ in self.placement.cards else card_of(self.workshop, id_)

    def light(self, id_: str) -> None:
        """Light a card's line of sight and fade the rest; "" ends that."""
        lit = line_of_sight(self.workshop, id_) if id_ else None
        if lit and len(lit.cards) < 2:
            lit = None  # nothing to be seen beyond the card itself
        if lit != self.lit:
            self.lit = self.links.lit = lit
            self.update()

    def card_at(self, point: QPointF) -> CardPlace | None:
        """The card at a point of the board."""
        at = (point.x(), point.y())
        return moves.card_at(self.placement, self.placement.band_at(*at), at)

    def cut_text_at(self, point: QPointF) -> str:
        """The whole text at a point of the board, where the card shows it cut; "" elsewhere."""
        card = self.card_at(point)
        return self.painter.cut_text(card, point.y() - card.y) if card else ""

    # ------------------------------------------------------------ drag
    def lift(self, id_: str, grip: QPointF, in_view: QRectF) -> None:
        """Take a card into the hand; `grip` is where in it, from its corner.

        The cards `in_view` are kept as pictures until it is put down: they lie still beneath it.
        """
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), PICTURES_KB))
        self._still = [
            item for item in self.items(in_view) if isinstance(item, CardItem) and item.place.id != id_
        ]
        for item in self._still:
            item.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        card = self.workshop[id_]
        takers = [b for b in self.placement.bands if moves.takes(card, self.placement, b)]  # type: ignore[arg-type]
        self.light("")
        self.drag = Drag(id_, takers, moves.Aim())
        self.ghost = GhostItem(self.painter, self.placement.cards[id_], grip)
        self._drop_line = DropLine(self.painter)
        for item in (self._drop_line, self.ghost):
            item.setVisible(not self.far)
            self.addItem(item)
        self.update()

    def carry(self, point: QPointF) -> moves.Aim:
        """Hold the card in the hand at a point; where it would go if it were dropped."""
        assert self.drag is not None
        assert self.ghost is not None
        before = self.drag.aim
        self._repaint_far(self.ghost)
        self.ghost.setPos(point - self.ghost.grip)
        self._repaint_far(self.ghost)
        aim = moves.aim_at(self.workshop, self.placement, self.drag.card, (point.x(), point.y()))
        if aim != before:
            self.drag.aim = aim
            self._repaint_aim(before, aim)
        return aim

    def _repaint_aim(self, before: moves.Aim, after: moves.Aim) -> None:
        if self._drop_line is not None:
            self._repaint_far(self._drop_line)
            self._drop_line.show_aim(after)
            self._repaint_far(self._drop_line)
        for aim in (before, after):
            if aim.band and before.band is not after.band:
                self.update(rect_of(aim.band).adjusted(-2, -2, 2, 2))
            if item := self.cards.get(aim.condition):
                item.update()
                self._repaint_far(item)

    def _repaint_far(self, item: QGraphicsItem) -> None:
        """From afar items are not drawn by Qt, which then does not see to their repainting either."""
        if self.far:
            self.update(item.sceneBoundingRect())

    def put_down(self) -> None:
        """Let go of the card in the hand; its item never left its place."""
        for item in self._still:
            item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
        self._still = []
        for item in (self.ghost, self._drop_line):
            if item is not None:
                self.removeItem(item)
        self.ghost = self._drop_line = self.drag = None
        self.update()

    # ------------------------------------------------------------ painting
    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        """The table, lanes and bands."""
        self._ground.paint(painter, rect, self.workshop, self.placement, self.drag)

    def paint_card(self, painter: QPainter, card: CardPlace, zoom: float) -> None:
        """Draw a card at the painter's origin as things stand: dragged, faded, selected, ready for a drop."""
        drag = self.drag
        if drag and drag.card == card.id:
            self._paint_gap(painter, card)
            return
        self.painter.paint(painter, card, zoom, selected=card.id in self.selected)
        if self.lit is not None and card.id not in self.lit.cards:
            self.painter.veil(painter, card)
        if drag and card.kind == "condition":
            self._paint_takes(painter, card, drag)

    def _paint_gap(self, painter: QPainter, card: CardPlace) -> None:
        theme = self.painter.theme
        pen = QPen(theme.color("line-strong"), 1.5)
        pen.setDashPattern([4.0, 3.0])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(theme.color("bg"))
        painter.drawRoundedRect(QRectF(1, 1, card.w - 2, card.h - 2), RADIUS, RADIUS)

    def _paint_takes(self, painter: QPainter, card: CardPlace, drag: Drag) -> None:
        record, dragged = self.workshop.get(card.id), self.workshop.get(drag.card)
        if not isinstance(record, Condition) or not isinstance(dragged, Objective):
            return
        aimed = drag.aim.condition == card.id
        if not aimed and not self.painter.is_open(card.id):
            return
        refused = drag.aim.refusal if aimed else linking.refusal(self.workshop, drag.card, card.id)
        if refused and not aimed:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.painter.theme.color("red" if refused else "accent"), 3.0 if aimed else 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(0.5, 0.5, card.w - 1, card.h - 1), 8, 8)

    def paint_far(self, painter: QPainter, exposed: QRectF) -> None:
        """Draw all of the board for a zoom at which cards are flat; the painter is in the board's pixels."""
        self.drawBackground(painter, exposed)
        zoom = painter.worldTransform().m11()
        self.links.draw(painter, exposed, zoom)
        self._far.paint(painter, exposed, self.placement, self.lit.cards if self.lit else None)
        painter.setPen(QPen(self.painter.theme.color("accent"), 2.0 / zoom))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for id_ in self.selected:
            if card := self.placement.cards.get(self.shown_on(id_)):
                painter.drawRect(QRectF(card.x, card.y, card.w, card.h))
        for item in (self._drop_line, self.ghost):
            if item is not None:
                painter.save()
                painter.translate(item.pos())
                item.draw(painter, zoom)
                painter.restore()

    def paint_board(self, painter: QPainter, exposed: QRectF, zoom: float) -> None:
        """Draw all of the board within `exposed` without a view; the painter is in the board's pixels."""
        if zoom < BARS:
            self.paint_far(painter, exposed)
            return
        self.drawBackground(painter, exposed)
        self.links.draw(painter, exposed, max(zoom, FULL))
        for card in self.placement.cards.values():
            if exposed.intersects(QRectF(card.x, card.y, card.w, card.h)):
                painter.save()
                painter.translate(card.x, card.y)
                self.paint_card(painter, card, zoom)
                painter.restore()
