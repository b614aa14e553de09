"""The board in the window: zoom, pan, hover, selection, the keyboard, and the gesture that is under way."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QRegion,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsView, QToolTip, QWidget

from okrdesk.change import Change
from okrdesk.i18n import _
from okrdesk.workshop import Touched
from ui.board import keys
from ui.board.gestures.base import Gesture
from ui.board.gestures.drag_card import DragCard
from ui.board.gestures.pan import Pan
from ui.board.lane_titles import HEIGHT, LaneTitles
from ui.board.painter import BARS
from ui.board.picture import render as render
from ui.board.scene import BoardScene
from ui.theme import Theme

if TYPE_CHECKING:
    from okrdesk.desk import Desk
    from ui.bridge import Bridge

SMALLEST, LARGEST = 0.02, 4.0
ZOOM_STEP = 1.2
HOVER_MS = 140
ARROWS = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right"}


class BoardView(QGraphicsView):
    """Shows a desk's workshop as a board, and alters it by gestures and keys.

    Signals: `zoom_changed` (1.0 is 100 %), `hint` (what the pointer would do now), `selection_changed`
    (a card's id or ""), `refused` (why something was not done, as a sentence).
    """

    zoom_changed = Signal(float)
    hint = Signal(str)
    selection_changed = Signal(str)
    refused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board = BoardScene(theme, self)  # a view does not own its scene: its parent does
        self.setScene(self.board)
        self._desk: Desk | None = None
        self._bridge: Bridge | None = None
        self._gesture: Gesture | None = None
        self._space_held = False
        self._hovered = ""
        self._titles = LaneTitles(theme, self)
        self._hover_timer = QTimer(self)
        self._hover_timer.setSingleShot(True)
        self._hover_timer.setInterval(HOVER_MS)
        self._hover_timer.timeout.connect(self._light_hovered)
        self.board.selection_changed.connect(self.selection_changed)
        self._set_up()
        self._color_ground(theme)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setViewportMargins(0, HEIGHT, 0, 0)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Board"))
        self._look()

    # ------------------------------------------------------------ what is shown
    def show_desk(self, desk: Desk | None, bridge: Bridge | None) -> None:
        """Show a desk's workshop and follow its changes; None: empty lanes."""
        self._end_gesture()
        if self._bridge is not None:
            self._bridge.changed.disconnect(self._take)
        self._desk, self._bridge = desk, bridge
        self._hovered = ""
        self.board.show_workshop(desk.workshop if desk else None)
        if bridge is not None:
            bridge.changed.connect(self._take)
        self._look()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours."""
        self.board.set_theme(theme)
        self._color_ground(theme)
        self._titles.theme = theme
        self._titles.update()
        self.viewport().update()

    def _color_ground(self, theme: Theme) -> None:
        """Also what shows behind the scroll bars is the board's table."""
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, theme.color("bg"))
        self.setPalette(palette)

    def _take(self, touched: Touched, initiator: object) -> None:
        self._end_gesture()  # somebody else's change moves what is under the hand
        self.board.take(touched)
        self._look()
        self.viewport().update()

    def _end_gesture(self) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.cancel()

    # ------------------------------------------------------------ changes
    def carry_out(self, change: Change) -> None:
        """Do a change at the desk; a refusal is told by the `refused` signal."""
        from okrdesk.desk import Refused

        if self._desk is None or not change.steps:
            return
        try:
            self._desk.do(change, self)
        except Refused as refusal:
            self.refuse(str(refusal))

    def refuse(self, sentence: str) -> None:
        """Say why something was not done."""
        self.tell(sentence)
        self.refused.emit(sentence)

    def tell(self, sentence: str) -> None:
        """Say what the pointer would do now."""
        self.hint.emit(sentence)

    # ------------------------------------------------------------ zoom
    @property
    def zoom(self) -> float:
        """How large the board is shown: 1.0 is 100 %."""
        return self.transform().m11()

    def zoom_in(self) -> None:
        """One step larger, round the middle of the view."""
        self.zoom_to(self.zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """One step smaller, round the middle of the view."""
        self.zoom_to(self.zoom / ZOOM_STEP)

    def zoom_to(self, zoom: float, around: QPoint | None = None) -> None:
        """Show the board at a zoom; the point `around` of the viewport (its middle) stays where it is."""
        zoom = max(SMALLEST, min(LARGEST, zoom))
        if abs(zoom - 1.0) < 0.02:
            zoom = 1.0  # steps up and down again end at 100 %
        around = around or self.viewport().rect().center()
        fixed = self.mapToScene(around)
        self.board.set_far(zoom < BARS)
        self.setTransform(QTransform.fromScale(zoom, zoom))
        moved = self.mapFromScene(fixed) - around
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + moved.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved.y())
        self._look()
        self.zoom_changed.emit(zoom)

    def fit(self) -> None:
        """Show all of the board, at most at 100 %."""
        width, height = self.board.placement.size
        room = self.maximumViewportSize()
        zoom = min(room.width() / max(width, 1.0), room.height() / max(height, 1.0), 1.0)
        self.zoom_to(zoom * 0.999)
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().minimum())
        self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())

    # ------------------------------------------------------------ selection
    @property
    def selected(self) -> str:
        """The id of the selected card, or ""."""
        return self.board.selected

    def select(self, id_: str, *, reveal: bool = False) -> None:
        """Select a card ("": none), and scroll it into view if `reveal`."""
        self.board.select(id_)
        card = self.board.placement.cards.get(id_)
        if reveal and card:
            self.ensureVisible(QRectF(card.x, card.y, card.w, card.h), 24, 24)

    # ------------------------------------------------------------ mouse
    def drag_distance(self) -> int:
        """How far the pointer moves, in pixels, before a press becomes a drag."""
        return QApplication.startDragDistance()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture: a card is taken, an empty place pans."""
        pos, button = event.position().toPoint(), event.button()
        if self._gesture is not None:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        card = self.board.card_at(self.mapToScene(pos))
        if button == Qt.MouseButton.MiddleButton or (
            button == Qt.MouseButton.LeftButton and self._space_held
        ):
            self._gesture = Pan(self, pos)
        elif button == Qt.MouseButton.LeftButton and card is not None:
            self._gesture = DragCard(self, card.id, pos)
        elif button == Qt.MouseButton.LeftButton:
            self._gesture = Pan(self, pos, click_clears=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or say what is under the pointer."""
        pos = event.position().toPoint()
        if self._gesture is not None:
            self._gesture.move(pos)
        else:
            self._hover(pos)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.finish(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click begins like any other."""
        self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is elsewhere."""
        self._hovered = ""
        self._hover_timer.start()
        if self._gesture is None:
            self.tell("")
        super().leaveEvent(event)

    def _hover(self, pos: QPoint) -> None:
        card = self.board.card_at(self.mapToScene(pos))
        id_ = card.id if card else ""
        if id_ == self._hovered:
            return
        self._hovered = id_
        self._hover_timer.start()
        if card is None:
            self.tell(_("Drag to push the board, Ctrl and wheel to zoom") if self._desk else "")
        elif card.kind == "condition":
            self.tell(_("Drop an objective here to claim this condition"))
        else:
            self.tell(_("Drag to move this card, or onto a condition to claim it"))

    def _light_hovered(self) -> None:
        self.board.light(self._hovered if self._gesture is None else "")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms round the pointer, Shift scrolls sideways, plain scrolls."""
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turn.y():
                self.zoom_to(self.zoom * ZOOM_STEP ** (turn.y() / 120), event.position().toPoint())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (turn.y() or turn.x()))
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinch zooms; a pointer that rests shows a card's whole text."""
        if isinstance(event, QNativeGestureEvent) and (
            event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.zoom_to(self.zoom * (1 + event.value()), event.position().toPoint())
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_whole_text(event)
            return True
        return super().viewportEvent(event)

    def _show_whole_text(self, event: QHelpEvent) -> None:
        """Show the text that is cut on the card; as plain text, whatever it holds."""
        text = self.board.cut_text_at(self.mapToScene(event.pos()))
        if text and self._gesture is None:
            QToolTip.showText(event.globalPos(), f"<p>{escape(text)}</p>", self.viewport(), QRect())
        else:
            QToolTip.hideText()

    # ------------------------------------------------------------ keyboard
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows select, Ctrl with arrows moves, Esc cancels, + - 0 with Ctrl zoom."""
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space_held = True
            if self._gesture is None:
                self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif key in ARROWS and self._gesture is None:
            self._arrow(ARROWS[Qt.Key(key)], ctrl)
        elif ctrl and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif ctrl and key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif ctrl and key == Qt.Key.Key_0:
            self.zoom_to(1.0)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space let go ends panning."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space_held = False
            if self._gesture is None:
                self.viewport().unsetCursor()
        super().keyReleaseEvent(event)

    def _escape(self) -> None:
        if self._gesture is not None:
            self._end_gesture()
        else:
            self.select("")

    def _arrow(self, arrow: str, ctrl: bool) -> None:
        selected = self.selected
        if ctrl and selected:
            self.carry_out(keys.move(self.board.workshop, self.board.placement, selected, arrow))
            self.select(selected if selected in self.board.placement.cards else "", reveal=True)
        else:
            self.select(keys.neighbour(self.board.placement, selected, arrow), reveal=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A drag does not outlive the focus, nor does a held space key."""
        self._space_held = False
        super().focusOutEvent(event)

    # ------------------------------------------------------------ painting
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the board: card by card, or flat when it is far away."""
        if not self.board.far:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        to_view = self.viewportTransform()
        exposed = to_view.inverted()[0].mapRect(QRectF(event.rect()))
        painter.setWorldTransform(to_view)
        self.board.paint_far(painter, exposed)
        painter.end()
        super().paintEvent(QPaintEvent(QRegion()))  # draws nothing, but Qt takes note that it was drawn

    # ------------------------------------------------------------ what is in view
    def _look(self) -> None:
        """What is in view may be other cards now: they get their items, and the titles follow."""
        self.board.cover(self.mapToScene(self.viewport().rect()).boundingRect())
        self._titles.placement = self.board.placement
        self._titles.to_view = self.viewportTransform()
        self._titles.update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll the cards, and the titles with them."""
        super().scrollContentsBy(dx, dy)
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the titles above all of the viewport."""
        super().resizeEvent(event)
        self._titles.setGeometry(0, 0, self.width(), HEIGHT)
        self._look()
