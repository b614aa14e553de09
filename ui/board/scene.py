"""The board's scene: an item per card near the view, one for all links, and what a change does to them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from okrdesk.alignment import LineOfSight, line_of_sight
from okrdesk.card_shape import Band, CardPlace
from okrdesk.cards import Condition, Link, Objective, Organisation, Person, Pillar, Record, Team
from okrdesk.check import card_of
from okrdesk.layout import Box, Placement, place
from okrdesk.review.records import Note, Progress, Round, Said
from okrdesk.workshop import Touched, Workshop
from ui.board import hits
from ui.board.card_item import CardItem
from ui.board.damage import Exposed
from ui.board.far import FarBoard
from ui.board.folding import Folding
from ui.board.ground import Ground
from ui.board.hand import Hand
from ui.board.links import LinksItem
from ui.board.marks import Marks
from ui.board.painter import BARS, FULL, VEIL, CardPainter
from ui.board.pictures import Pictures
from ui.board.sliding import Sliding
from ui.board.ways import sides_of
from ui.look.fonts import QtMeasure
from ui.look.theme import Theme

# Fields that linked cards show, count or wait for.
_SEEN_ELSEWHERE = frozenset({"team", "code", "objective", "parent", "score"})
NEAR = 1200.0  # so far outside the view, in board pixels, cards have items too


class BoardScene(QGraphicsScene):
    """Shows a workshop; `selected` are the ids of the records that stand out, `found` those of the cards that
    a search has found. `laid_out` tells that all lies elsewhere without a change of the workshop.
    """

    laid_out = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.painter = CardPainter(theme, QtMeasure())
        self.workshop = Workshop("")
        self.placement: Placement = place(self.workshop, self.painter.measure)
        self.cards: dict[str, CardItem] = {}  # the items there are; keeps their Python side alive
        self._covered = QRectF()  # the part of the board whose cards have items
        self.links = LinksItem(self.painter, self.workshop, self.placement)
        self.selected: tuple[str, ...] = ()
        self.found: frozenset[str] = frozenset()
        self.pointed = ""
        self.lit: LineOfSight | None = None
        self.far = False
        self.exposed: Exposed | None = None  # while a view paints
        self.hand = Hand(self)
        self.marks = Marks(self)
        self.folding = Folding(self)
        self.sliding = Sliding(self)
        self._ground = Ground(self.painter)
        self._far = FarBoard(self.painter)
        self._pictures = Pictures(self.painter)
        self.addItem(self.links)
        self.show_workshop(None)

    # ------------------------------------------------------------ what is shown
    def show_workshop(self, workshop: Workshop | None) -> None:
        """Show another workshop; None: empty lanes."""
        self.workshop = self.painter.workshop = workshop or Workshop("")
        self._forget_looks(None)
        self.light("")
        self.select(())
        self.found = frozenset()
        self.sliding.end()
        self.folding.reset()
        self.placement = place(self.workshop, self.painter.measure)
        self._sync_all()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours."""
        self.painter.set_theme(theme)
        self._pictures.forget()
        self.links.forget_looks()
        self.update()

    def take(self, touched: Touched) -> None:
        """Take a change of the workshop in: only what it touched, and what that moved, is laid out anew."""
        self.sliding.note()
        stale = self._stale(touched)
        self.folding.take(touched)
        before, shown = self.placement.shown, self.folding.shown(self.workshop)
        changed = None
        if shown == before:
            changed = self.placement.update(self.workshop, touched)
        else:
            self.placement.show(self.workshop, shown)
        self._forget_looks(stale, feet=self._is_of_links(touched))
        if changed is None:
            self._sync_all()
        else:
            self._sync(changed, touched, stale)
        self.sliding.start()
        if self.lit:
            self.light("")
        if (before.only is None) != (shown.only is None):
            self.laid_out.emit()

    def lay_out_again(self) -> None:
        """Lay out what is to be shown now: something was folded, or focused."""
        self.sliding.note()
        self.placement.show(self.workshop, self.folding.shown(self.workshop))
        self._sync_all()
        self.sliding.start()
        self.laid_out.emit()

    def _forget_looks(self, ids: set[str] | None, *, feet: bool = False) -> None:
        self.painter.forget(ids, feet=feet)
        self._pictures.forget(ids)

    def _is_of_links(self, touched: Touched) -> bool:
        """Whether a change is of links alone: objectives tell of those at their feet."""
        there = all(isinstance(self.workshop[id_], Link) for id_ in touched.added | touched.altered)
        return there and all(isinstance(record, Link) for record in touched.removed.values())

    def _stale(self, touched: Touched) -> set[str] | None:
        """The cards whose words a change may have altered; None: all of them."""
        found = self._cards_at(touched.left)
        records = [self.workshop[i] for i in touched.added | touched.altered]
        for record in (*records, *touched.removed.values()):
            if isinstance(record, (Team, Person, Organisation)):
                return None
            if isinstance(record, (Progress, Round)):
                return None  # what was said is seen by all from now on
            if isinstance(record, Said):
                found |= self._cards_at({_spoken_of(self.workshop, record)})
                continue
            fields = touched.fields.get(record.id, _SEEN_ELSEWHERE)
            if isinstance(record, Link) or not fields.isdisjoint(_SEEN_ELSEWHERE):
                found |= self._showing(record)
            elif fields != {"rank"} or not isinstance(record, (Objective, Pillar)):
                found |= self._cards_at({record.id})
        return found

    def _showing(self, record: Record) -> set[str]:
        """The cards on which a record's words stand, or which count it or name its team."""
        if isinstance(record, Link):
            return self._cards_at({record.source, record.target})
        if isinstance(record, Condition):
            return {record.id} | self._linked_with(record.id)
        if isinstance(record, Objective):
            parts = (record.id, *(kr.id for kr in self.workshop.key_results(record.id)))
            return set().union(*map(self._linked_with, parts))
        return self._linked_with(record.id)

    def _linked_with(self, id_: str) -> set[str]:
        """A record's card, and those at the other end of its links."""
        links = (*self.workshop.links_from(id_), *self.workshop.links_to(id_))
        return self._cards_at({id_, *(end for link in links for end in (link.source, link.target))})

    def _cards_at(self, ids: set[str]) -> set[str]:
        return ids | {card_of(self.workshop, id_) for id_ in ids}

    # ------------------------------------------------------------ items
    def _sync_all(self) -> None:
        places = self.placement.cards
        for id_, item in list(self.cards.items()):
            place = places.get(id_)
            if place is None or place.folded:
                self.removeItem(self.cards.pop(id_))
            else:
                item.moved(place)
        self._covered = QRectF()
        self._far.forget()
        self.links.follow(self.workshop, self.placement)
        self._resize()
        self.update()

    def _sync(self, changed: set[str], touched: Touched, stale: set[str] | None) -> None:
        """Move the items of the cards that have changed, and repaint what is not theirs."""
        places = self.placement.cards
        for id_ in changed:
            card, item = places.get(id_), self.cards.get(id_)
            if card is None or card.folded:
                if item is not None:
                    self.removeItem(self.cards.pop(id_))
            elif item is not None:
                item.moved(card)
            elif self._covered.intersects(QRectF(card.x, card.y, card.w, card.h)):
                self._add(card)
        self._far.forget(band for n in self.placement.restacked for band in self._bands_in(n))
        self.links.take(changed, touched)
        for box in self.placement.restacked.values():
            self.update(_rect(box))
        self._resize()
        if stale is None:
            self._far.forget()
            self.update()
        else:
            self._repaint_cards(stale)

    def _bands_in(self, column: int) -> list[Band]:
        return self.placement.bands_in(self.placement.columns[column])

    def _repaint_cards(self, ids: Iterable[str]) -> None:
        """Their words are others now; those of folded ones are counted in their team's header."""
        for id_ in ids:
            if (card := self.placement.cards.get(id_)) and card.band is not None:
                self._far.forget([card.band])
                self.update(QRectF(card.x, card.y, card.w, card.h))

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
        self.setSceneRect(QRectF(0.0, 0.0, width, height))

    def set_far(self, far: bool) -> None:
        """Whether the view paints the board flat, without its items."""
        self.far = far

    # ------------------------------------------------------------ what stands out
    def select(self, ids: tuple[str, ...]) -> None:
        """Let these records stand out, and no others."""
        before, self.selected = self.selected, ids
        self.links.keep(ids[-1] if ids else "")
        self.marks.show_selection(before, ids)
        for id_ in {*before, *ids}:
            if item := self.cards.get(self.shown_on(id_)):
                item.update()
                self.repaint_far(item)

    def repaint_far(self, item: QGraphicsItem) -> None:
        """From afar items are not drawn by Qt, which then does not see to their repainting either."""
        if self.far:
            self.update(item.sceneBoundingRect())

    def shown_on(self, id_: str) -> str:
        """The id of the card that shows a record: a key result's objective, a condition itself."""
        return id_ if id_ in self.placement.cards else card_of(self.workshop, id_)

    def light(self, id_: str) -> None:
        """Light a card's line of sight and fade the rest; "" ends that."""
        self.pointed = id_
        lit = line_of_sight(self.workshop, id_) if id_ else None
        if lit and len(lit.cards) < 2:
            lit = None  # nothing to be seen beyond the card itself
        if lit != self.lit:
            self.lit = self.links.lit = lit
            self.update()

    def show_found(self, ids: frozenset[str]) -> None:
        """Let the cards stand out that a search has found."""
        before, self.found = self.found, ids
        for id_ in before ^ ids:
            if card := self.placement.cards.get(id_):
                self.update(QRectF(card.x - 4, card.y - 4, card.w + 8, card.h + 8))

    def card_at(self, point: QPointF) -> CardPlace | None:
        """The card at a point of the board."""
        at = (point.x(), point.y())
        return hits.card_at(self.placement, self.placement.band_at(*at), at)

    def cut_text_at(self, point: QPointF, zoom: float = 1.0) -> str:
        """The whole text at a point of the board, where the card shows it cut; "" elsewhere."""
        card = self.card_at(point)
        return self.painter.cut_text(card, point.y() - card.y, zoom) if card else ""

    # ------------------------------------------------------------ painting
    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        """The table, lanes and bands."""
        self._ground.paint(painter, rect, self.exposed, self.workshop, self.placement)
        self.marks.paint_under(painter)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """What stands out over the cards."""
        self.marks.paint_over(painter)

    def paint_card(self, painter: QPainter, card: CardPlace, zoom: float) -> None:
        """Draw a card at the painter's origin as things stand: faded, selected, found."""
        self.painter.paint(painter, card, zoom)
        if card.id in self.selected:
            self.painter.frame(painter, card)
        if self.stands_back(card):
            self.painter.veil(painter, card)
        if card.id in self.found:
            self.painter.ring(painter, card)

    def paint_item(self, painter: QPainter, card: CardPlace) -> None:
        """The same for the view, which paints it often."""
        back = self.stands_back(card)
        if back:
            painter.setOpacity(1.0 - VEIL)
        region = self.exposed.region if self.exposed else None
        self._pictures.paint(painter, card, painter.worldTransform().m11(), region)
        if card.id in self.selected:
            self.painter.frame(painter, card)
        painter.setOpacity(1.0)
        if card.id in self.found:
            self.painter.ring(painter, card)

    def stands_back(self, card: CardPlace) -> bool:
        """Whether another card's line of sight is lit, and this was not looked for."""
        return self.lit is not None and card.id not in self.lit.cards and card.id not in self.found

    def paint_far(self, painter: QPainter, exposed: QRectF) -> None:
        """Draw all of the board for a zoom at which cards are flat; the painter is in the board's pixels."""
        self.drawBackground(painter, exposed)
        zoom = painter.worldTransform().m11()
        self.links.draw(painter, (sides_of(exposed),), zoom)
        self._far.paint(painter, exposed, self.placement, self.lit.cards if self.lit else None)
        painter.setPen(QPen(self.painter.theme.color("accent"), 2.0 / zoom))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._frame(painter, self.selected)
        painter.setPen(QPen(self.painter.theme.color("amber"), 2.0 / zoom, Qt.PenStyle.DotLine))
        self._frame(painter, self.found)
        self.marks.paint_over(painter)

    def _frame(self, painter: QPainter, ids: Iterable[str]) -> None:
        for id_ in ids:
            if card := self.placement.cards.get(self.shown_on(id_)):
                painter.drawRect(QRectF(card.x, card.y, card.w, card.h))

    def paint_board(self, painter: QPainter, exposed: QRectF, zoom: float) -> None:
        """Draw all of the board within `exposed` without a view; the painter is in the board's pixels."""
        if zoom < BARS:
            self.paint_far(painter, exposed)
            return
        self.drawBackground(painter, exposed)
        self.links.draw(painter, (sides_of(exposed),), max(zoom, FULL))
        for card in self.placement.cards.values():
            if not card.folded and exposed.intersects(QRectF(card.x, card.y, card.w, card.h)):
                painter.save()
                painter.translate(card.x, card.y)
                self.paint_card(painter, card, zoom)
                painter.restore()


def _rect(box: Box) -> QRectF:
    return QRectF(*box)


def _spoken_of(workshop: Workshop, said: Said) -> str:
    """The card that was spoken of; "" for none."""
    note = workshop.get(getattr(said, "note", "")) or said
    return note.card if isinstance(note, Note) else ""
