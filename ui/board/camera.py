"""How the board is looked at: zoom, what is in view, and how to come back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QScrollBar

from okrdesk.i18n import _
from ui.board import digest
from ui.board.painter import BARS, FULL
from ui.look import sizes
from ui.look.motion import Motion

if TYPE_CHECKING:
    from ui.board.view import BoardView

SMALLEST, LARGEST = 0.02, 4.0
LEAST = digest.WORDS  # unasked, the board is shown no smaller: key results can be read from here on
FITTED = "fit"
ZOOM_STEP = 1.2
_NEARLY = 0.02
_READABLE = 0.3  # titles can be read from here on
_NEAR = 0.8  # the least zoom at which a card is shown that was asked for
_CONTROL = QSize(220, 36)  # pixels at 100 %: what the zoom control covers at the board's lower left
_BELOW, _RIM = 16, 4  # pixels: what stays free round it, and elsewhere


def foot(left: float = 0.0) -> int:
    """How many pixels stay free at the foot of the board for the zoom control, right of `left`."""
    under = left < sizes.px(_CONTROL.width())
    return sizes.px(_CONTROL.height()) + _BELOW if under else _RIM


class Camera:
    """Zooms and scrolls a board's view."""

    def __init__(self, view: BoardView) -> None:
        self._view = view
        self._motion = Motion(view)
        self._whole = False  # the board was last shown whole, and stays so when it grows or shrinks
        self._least = 0.0  # the zoom below which it is not shown whole unasked
        self._before_focus: tuple[bool, str] | None = None

    @property
    def zoom(self) -> float:
        """How large the board is shown: 1.0 is 100 %."""
        return self._view.transform().m11()

    @property
    def shows_rows(self) -> bool:
        """Whether cards are shown with their key results."""
        return self.zoom >= FULL

    def zoom_in(self) -> None:
        """One step larger, round the selected card in view, else the middle."""
        self.zoom_to(self.zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step smaller, round the same."""
        self.zoom_to(self.zoom / ZOOM_STEP)

    def zoom_to(self, zoom: float, around: QPoint | None = None) -> None:
        """Show the board at a zoom; the point `around` of the viewport (that of the selected card, or its
        middle) stays where it is.
        """
        self.still()
        self._whole = False
        self._zoom_to(zoom, around)

    def _zoom_to(self, zoom: float, around: QPoint | None = None) -> None:
        zoom = max(SMALLEST, min(LARGEST, zoom))
        if abs(zoom - 1.0) < _NEARLY < abs(zoom / self.zoom - 1.0):
            zoom = 1.0  # steps up and down again end at 100 %; what is finer than that can leave it
        around = around or self._attended()
        fixed = self._view.mapToScene(around)
        self._view.board.set_far(zoom < BARS)
        self._view.setTransform(QTransform.fromScale(zoom, zoom))
        moved = self._view.mapFromScene(fixed) - around
        self._view.horizontalScrollBar().setValue(self._view.horizontalScrollBar().value() + moved.x())
        self._view.verticalScrollBar().setValue(self._view.verticalScrollBar().value() + moved.y())
        self._view.look()
        self._view.zoom_changed.emit(zoom)

    def _attended(self) -> QPoint:
        """The point of the viewport that stays where it is: of the selected card in view, else its middle."""
        view = self._view
        card = view.board.placement.cards.get(view.board.shown_on(view.selection.current))
        at = view.mapFromScene(QPointF(card.x + card.w / 2, card.y)) if card and not card.folded else None
        port = view.viewport().rect()
        return at if at is not None and port.contains(at) else port.center()

    def fit(self) -> None:
        """Show all of the board, however small, at most as large as the text of the window."""
        self._show_whole(0.0)

    def _show_whole(self, least: float) -> None:
        self.still()
        self._least = least
        self._zoom_to(self._goal())
        self._to_upper_left()
        self._whole = True

    def keep_whole(self) -> None:
        """The view or the board has another size: a board that was shown whole still is."""
        if self._whole and abs(self.zoom - self._goal()) > 1e-6:
            self._zoom_to(self._goal())
            self._to_upper_left()

    def grow_text(self, factor: float) -> None:
        """The window's text is `factor` times as large: so is the board, unless it is shown whole."""
        if self._whole:
            self.keep_whole()
        else:
            self.zoom_to(self.zoom * factor)

    def _to_upper_left(self) -> None:
        for bar in self._bars:
            bar.setValue(bar.minimum())

    def _goal(self) -> float:
        """The zoom of a board that is shown whole: by itself it goes no lower than can be read."""
        least = _READABLE if self._view.board.folding.focused else self._least
        return max(self._fitting(), least)

    def _fitting(self) -> float:
        """The zoom at which the whole board is seen."""
        width, height = self._view.board.placement.size
        room = self._view.maximumViewportSize()
        high = max(1, room.height() - foot())
        share = min(room.width() / max(width, 1.0), high / max(height, 1.0))
        most = sizes.px(100) / 100
        return most if share >= most else share * 0.999

    def full_size(self) -> None:
        """Show the board at 100 %."""
        self.zoom_to(1.0)

    def show_all_if_readable(self) -> None:
        """Show the whole board; where that is too crowded to be read, with its teams folded away, and where
        that is not enough from its upper left.
        """
        folding, bands = self._view.board.folding, self._view.board.placement.bands
        teams = frozenset(band.team for band in bands if band.header)
        if self._fitting() < _READABLE and teams and not folding.folded:
            folding.show(teams)
            if self._fitting() < _READABLE:
                folding.unfold_all()
            else:
                self._view.tell(_("So many cards: the teams are folded. Click a team to see its cards."))
        self._show_whole(min(LEAST, max(self._fitting(), _READABLE)))

    def reveal(self, id_: str) -> None:
        """Scroll a card (or the card that shows this record) into view; unfold what hides it."""
        self.still()
        self._view.board.folding.bring_out(id_)
        card = self._view.board.placement.cards.get(self._view.board.shown_on(id_))
        if card:
            self._view.ensureVisible(QRectF(card.x, card.y, card.w, card.h), 24, 24)

    # ------------------------------------------------------------ in motion
    def still(self) -> None:
        """End what moves: the view, and the cards in it."""
        self._motion.end()
        self._view.board.sliding.end()

    def go_to(self, rect: QRectF) -> None:
        """Move over the board until a part of it stands in the middle, large enough to be read."""
        self.still()
        self._whole = False
        self._glide(max(self.zoom, _NEAR), rect.center())

    def _glide(self, zoom: float, goal: QPointF) -> None:
        """Move until the view shows the board at a zoom, with a point of it in the middle."""
        view, start = self._view, self.zoom
        middle = view.mapToScene(view.viewport().rect()).boundingRect().center()

        def step(share: float) -> None:
            self._zoom_to(start * (zoom / start) ** share)
            view.centerOn(middle + (goal - middle) * share)

        self._motion.start(step)

    def follow(self) -> None:
        """All was laid out anew: a board that was shown whole still is; a line of sight is shown whole."""
        focused = bool(self._view.board.folding.focused)
        if focused and self._before_focus is None:
            self._before_focus = self._whole, self.view()
            self._glide_to_fit(self._goal())
        elif not focused and self._before_focus is not None:
            (whole, before), self._before_focus = self._before_focus, None
            if whole and before in ("", FITTED):
                self._show_whole(self._least)
            else:
                self.show_again(before)
                self._whole = whole
        elif self._whole and self.zoom != self._goal():
            self._glide_to_fit(self._goal())

    def _glide_to_fit(self, zoom: float) -> None:
        size = self._view.viewport().size()
        self._motion.end()
        self._glide(zoom, QPointF(size.width() / 2, size.height() / 2) / zoom)

    def go_to_record(self, id_: str) -> None:
        """Move to the card that shows a record, or to a team's band; unfold what hides it."""
        board = self._view.board
        board.folding.bring_out(id_)
        card = board.placement.cards.get(board.shown_on(id_))
        if card:
            self.go_to(QRectF(card.x, card.y, card.w, card.h))
        elif bands := board.placement.bands_of(id_):
            self.go_to(QRectF(bands[0].x, bands[0].y, bands[0].w, max(bands[0].header, 1.0)))

    # ------------------------------------------------------------ remembered
    def view(self) -> str:
        """How large the board is shown and from where, for `show_again`; "" when it is shown whole, FITTED
        where that is too small to be so by itself.
        """
        if self._whole and not self._least and self._fitting() < LEAST:
            return FITTED
        if all(bar.minimum() == bar.maximum() for bar in self._bars):
            return ""
        return " ".join(map(str, (round(self.zoom * 1000), *(bar.value() for bar in self._bars))))

    def show_again(self, view: str) -> None:
        """Show the board as `view()` told; as on the first day when that cannot be understood."""
        if view == FITTED:
            self.fit()
            return
        try:
            zoom, *at = map(int, view.split())
        except ValueError:
            self.show_all_if_readable()
            return
        self.zoom_to(zoom / 1000)
        for bar, value in zip(self._bars, at, strict=False):
            bar.setValue(value)

    @property
    def _bars(self) -> tuple[QScrollBar, QScrollBar]:
        return self._view.horizontalScrollBar(), self._view.verticalScrollBar()
