"""A strip of cards, each near the height at which it is wanted; only those near the view are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.process.errors import guarded
from ui.review.margin.stacking import stack

SIDE, GAP = 16, 12  # px beside the cards, and between them
_ROUNDS = 4  # until the heights of what came into view have settled where all stands
REST_MS = 30  # after so long, what is next to be seen is made
_KEPT = 30  # cards that are made and stay, though they are out of view


@dataclass(frozen=True, slots=True)
class Box:
    """One card: a key for it, the height at which it is wanted, how it is made, and how tall it will be."""

    key: str
    wanted: float
    make: Callable[[], QWidget]
    guess: float


class Strip(QWidget):
    """Shows boxes. `placed` tells how tall all of it is; `left_alone` a click beside the cards; `keys_free`
    that the card that has the keys goes: somebody else is to take them, or Qt gives them to the next card.
    """

    placed = Signal(int)
    left_alone = Signal()
    keys_free = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sheet = QWidget(self)
        self._boxes: list[Box] = []
        self._fixed = ""
        self._made: dict[str, QWidget] = {}
        self._heights: dict[str, float] = {}  # of cards that were made at this width
        self._tops: dict[str, float] = {}
        self._offset = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.place)
        self._ahead = QTimer(self, singleShot=True, interval=REST_MS)
        self._ahead.timeout.connect(self._make_ahead)

    @property
    def card_width(self) -> int:
        """How wide cards are, in pixels."""
        return max(80, self.width() - 2 * SIDE)

    @property
    def made(self) -> dict[str, QWidget]:
        """The cards that are made, by key."""
        return self._made

    def top_of(self, key: str) -> float | None:
        """Where a card's top stands, as `wanted` counts."""
        return self._tops.get(key)

    def show_boxes(self, boxes: Sequence[Box], fixed: str) -> None:
        """Show these in this order; the one with the key `fixed` stands where it is wanted."""
        keys = {box.key for box in boxes}
        for key in self._made.keys() - keys:
            self.unmake(key)
        self._boxes, self._fixed = list(boxes), fixed
        self.place()

    def take_out(self, key: str) -> None:
        """Show a card no more, whoever else is shown: it cannot be made again."""
        self._boxes = [box for box in self._boxes if box.key != key]
        self.unmake(key)

    def forget(self) -> None:
        """Make all cards anew: for another draft, or in other colours."""
        for key in list(self._made):
            self.unmake(key)
        self._heights.clear()

    def scroll_to(self, offset: int) -> None:
        """Show what stands from this height on."""
        if offset != self._offset:
            self._offset = offset
            self._sheet.move(0, -offset)
            if any(box.key not in self._made for box in self._near(0)):
                self.place()
            else:
                self._ahead.start()

    def place(self) -> None:
        """Give each card its place; those that come near the view are made."""
        self._soon.stop()
        if self.width() < SIDE * 3:
            return
        for _round in range(_ROUNDS):
            self._stack()
            missing = [box for box in self._near(0) if box.key not in self._made]
            for box in missing:
                self._make(box)
            if not missing:
                break
        else:
            self._stack()
        self._drop_far()
        bottom = max((self._tops[b.key] + self._height(b) for b in self._boxes), default=0.0)
        self._sheet.setGeometry(0, -self._offset, self.width(), int(max(bottom + GAP, self.height())))
        for box in self._boxes:
            if (card := self._made.get(box.key)) is not None:
                card.setGeometry(SIDE, round(self._tops[box.key]), self.card_width, round(self._height(box)))
        self._order()
        self._ahead.start()
        self.placed.emit(int(bottom))

    # ------------------------------------------------------------ within
    def _stack(self) -> None:
        for box in self._boxes:
            if (card := self._made.get(box.key)) is not None:
                self._heights[box.key] = card.heightForWidth(self.card_width)
        heights = [self._height(box) for box in self._boxes]
        at = next((n for n, box in enumerate(self._boxes) if box.key == self._fixed), None)
        lowest = self.height() - heights[at] - GAP if at is not None else 0.0  # in view with the draft's top
        tops = stack([max(box.wanted, GAP) for box in self._boxes], heights, GAP, at, lowest)
        self._tops = {box.key: top for box, top in zip(self._boxes, tops, strict=True)}

    def _order(self) -> None:
        """Tab goes through the cards as they stand in the sheet."""
        wanted = [card for box in self._boxes if (card := self._made.get(box.key)) is not None]
        if [child for child in self._sheet.children() if child in wanted] != wanted:
            for card in wanted:
                card.raise_()

    def _height(self, box: Box) -> float:
        return self._heights.get(box.key, box.guess)

    def _near(self, some: float) -> list[Box]:
        """What is in view or within `some` pixels of it, and what is fixed."""
        low, high = self._offset - some, self._offset + self.height() + some
        return [
            box
            for box in self._boxes
            if box.key == self._fixed
            or (self._tops[box.key] < high and self._tops[box.key] + self._height(box) > low)
        ]

    def _make(self, box: Box) -> None:
        card = box.make()
        card.setParent(self._sheet)
        card.installEventFilter(self)
        card.resize(self.card_width, 10)
        card.show()
        self._made[box.key] = card

    def unmake(self, key: str) -> None:
        """Let go of a card, if it is made."""
        card = self._made.pop(key, None)
        if card is None:
            return
        self._heights.pop(key, None)
        card.removeEventFilter(self)
        focus = QApplication.focusWidget()
        if focus and (card is focus or card.isAncestorOf(focus)):
            self.keys_free.emit()
        card.hide()
        card.deleteLater()

    def _make_ahead(self) -> None:
        """Make one card that will come into view when the strip is scrolled."""
        missing = [box for box in self._near(self.height() / 2) if box.key not in self._made]
        if missing:
            self._make(missing[0])
            self.place()

    def _drop_far(self) -> None:
        near = {box.key for box in self._near(self.height() / 2)}
        focus = QApplication.focusWidget()
        far = [key for key in self._made if key not in near]
        for key in far[: max(0, len(far) - _KEPT)]:
            card = self._made[key]
            if not (focus and (card is focus or card.isAncestorOf(focus))):
                height = self._heights.get(key)
                self.unmake(key)
                if height is not None:
                    self._heights[key] = height

    @guarded(False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._soon.start()
        return super().eventFilter(watched, event)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._heights.clear()
        self._soon.start()

    @guarded()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.left_alone.emit()
