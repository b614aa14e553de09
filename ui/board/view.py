"""The board in the window: shows a desk's workshop, and hands what people do to its parts.

`camera` looks, `pointer` and `keyboard` act, the scene (`board`) shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsView, QWidget

from okrdesk.change import Change
from okrdesk.i18n import _
from okrdesk.workshop import Touched
from ui.board.camera import ZOOM_STEP, Camera
from ui.board.damage import exposed
from ui.board.gestures import pinch
from ui.board.keyboard import Keyboard
from ui.board.lane_titles import LaneTitles
from ui.board.picture import render as render
from ui.board.pointer import Pointer
from ui.board.scene import BoardScene
from ui.look.theme import Theme
from ui.selection import Selection

if TYPE_CHECKING:
    from okrdesk.desk import Desk
    from ui.board.reader import BoardReader
    from ui.board.writing import Writing
    from ui.bridge import Bridge


class BoardView(QGraphicsView):
    """Shows a desk's workshop as a board, and alters it by gestures and keys.

    Signals: `zoom_changed` (1.0 is 100 %), `hint` (what the pointer would do now), `refused` (why something
    was not done, as a sentence), `menu_wanted` (the menu of what is selected, at a point of the screen).
    """

    zoom_changed = Signal(float)
    hint = Signal(str)
    refused = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(
        self, theme: Theme, selection: Selection | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.selection = selection or Selection(self)
        self.board = BoardScene(theme, self)  # a view does not own its scene: its parent does
        self.setScene(self.board)
        self.desk: Desk | None = None
        self._bridge: Bridge | None = None
        self.camera = Camera(self)
        self.pointer = Pointer(self)
        self.keyboard = Keyboard(self)
        self._writing: Writing | None = None
        self.reader: BoardReader | None = None  # made when assistive technology asks for the board
        self._titles = LaneTitles(theme, self)
        self._titles.fold.connect(self.board.folding.toggle)
        self._titles.pushed.connect(self._push)
        self.board.laid_out.connect(self._laid_out)
        self.selection.changed.connect(self._show_selection)
        self._set_up()
        self._place_titles()
        self._color_ground(theme)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # all of it is painted each time
        pinch.attend(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Board"))
        self.look()

    # ------------------------------------------------------------ what is shown
    def show_desk(self, desk: Desk | None, bridge: Bridge | None) -> None:
        """Show a desk's workshop and follow its changes; None: empty lanes."""
        self.finish_writing()
        self.pointer.forget()
        if self._bridge is not None:
            self._bridge.changed.disconnect(self._take)
        self.desk, self._bridge = desk, bridge
        self.selection.show()
        self.board.show_workshop(desk.workshop if desk else None)
        if bridge is not None:
            bridge.changed.connect(self._take)
        if self.reader:
            self.reader.forget()
        self.look()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours."""
        self.board.set_theme(theme)
        self._color_ground(theme)
        self._titles.theme = theme
        self._titles.update()
        self._place_titles()
        self.viewport().update()

    def _color_ground(self, theme: Theme) -> None:
        """Also what shows behind the scroll bars is the board's table."""
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, theme.color("bg"))
        self.setPalette(palette)

    def _take(self, touched: Touched, initiator: object) -> None:
        self.pointer.end_gesture()  # somebody else's change moves what is under the hand
        self.board.take(touched)
        self.selection.keep(self.board.workshop)
        if self.reader:
            self.reader.take(touched, initiator)
        if self._writing:
            self._writing.follow()
        self.camera.keep_whole()
        self.look()

    # ------------------------------------------------------------ writing
    @property
    def writing(self) -> Writing:
        """Writing in place; made when somebody first writes."""
        if self._writing is None:
            from ui.board.writing import Writing

            self._writing = Writing(self)
        return self._writing

    def resume_writing(self) -> None:
        """Go on with the text that a crash left unsaved, if one did."""
        from ui.board import drafts

        if self.desk is not None and drafts.left(self.desk.workshop.id):
            self.writing.resume()

    def finish_writing(self) -> None:
        """Save what is being written, if anything is."""
        if self._writing:
            self._writing.finish()

    # ------------------------------------------------------------ changes
    def carry_out(self, change: Change) -> bool:
        """Do a change at the desk; a refusal is told by the `refused` signal. Whether it was done."""
        from okrdesk.desk import Refused

        if self.desk is None or not change.steps:
            return False
        try:
            self.desk.do(change, self)
        except Refused as refusal:
            self.refuse(str(refusal))
            return False
        return True

    def refuse(self, sentence: str) -> None:
        """Say why something was not done."""
        self.tell(sentence)
        self.refused.emit(sentence)

    def tell(self, sentence: str) -> None:
        """Say what the pointer would do now."""
        self.hint.emit(sentence)

    # ------------------------------------------------------------ selection
    @property
    def selected(self) -> str:
        """The id of the current record, or ""."""
        return self.selection.current

    def select(self, id_: str, *, reveal: bool = False) -> None:
        """Select a record ("": none) and nothing else, and scroll it into view if `reveal`."""
        self.selection.show(id_)
        if reveal:
            self.camera.reveal(id_)

    def _show_selection(self) -> None:
        if self.isVisible():
            self.board.folding.bring_out(self.selection.current)
        self.board.select(self.selection.ids)

    def _laid_out(self) -> None:
        """Something was folded or focused: what cannot be seen is not selected until it comes back."""
        self.selection.show(*self.board.folding.selection(self.selection.ids))
        self.look()
        if self.pointer.gesture is None:
            self.camera.follow()

    def _push(self, by: int) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - by)

    # ------------------------------------------------------------ mouse
    def drag_distance(self) -> int:
        """How far the pointer moves, in pixels, before a press becomes a drag."""
        return QApplication.startDragDistance()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self.camera.still()
        self.pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or say what is under the pointer."""
        self.pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        self.pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit what is there, or write something new."""
        self.pointer.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is there."""
        self.pointer.menu(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is elsewhere."""
        self.pointer.leave()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms round the pointer, Shift scrolls sideways, plain scrolls."""
        self.camera.still()
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turn.y():
                around = event.position().toPoint()
                self.camera.zoom_to(self.camera.zoom * ZOOM_STEP ** (turn.y() / 120), around)
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (turn.y() or turn.x()))
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinch zooms; a pointer that rests shows a card's whole text."""
        if pinch.zoom_by(self, event):
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.pointer.show_whole_text(event)
            return True
        return super().viewportEvent(event)

    # ------------------------------------------------------------ keyboard
    def event(self, event: QEvent) -> bool:
        """While something is in the hand, keys are its own, not shortcuts of the menus."""
        if event.type() == QEvent.Type.ShortcutOverride and self.pointer.wants_key(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a key does that is no command of the menus."""
        self.camera.still()
        if not self.pointer.press_key(event) and not self.keyboard.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key is let go."""
        self.keyboard.release(event)
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are here."""
        super().focusInEvent(event)
        self._titles.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Neither a held space key nor a gesture outlives the focus."""
        self._titles.update()
        self.pointer.hold_space(False)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.pointer.end_gesture()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nor does a gesture outlive the board's being shown."""
        self.pointer.end_gesture()
        super().hideEvent(event)

    # ------------------------------------------------------------ painting
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the board: card by card, or flat when it is far away; still, while something is carried."""
        if self.board.hand.paint(self, QRectF(event.rect())):
            return
        to_view = self.viewportTransform()
        to_board = to_view.inverted()[0]
        if not self.board.far:
            self.board.exposed = exposed(event.region(), to_board)
            super().paintEvent(event)
            self.board.exposed = None
            return
        painter = QPainter(self.viewport())
        painter.setWorldTransform(to_view)
        self.board.paint_far(painter, to_board.mapRect(QRectF(event.rect())))
        painter.end()
        super().paintEvent(QPaintEvent(QRegion()))  # draws nothing, but Qt takes note that it was drawn

    # ------------------------------------------------------------ what is in view
    def look(self) -> None:
        """What is in view may be other cards now: they get their items, and the titles follow."""
        self.board.cover(self.mapToScene(self.viewport().rect()).boundingRect())
        self.board.hand.look_again()
        self.pointer.follow()
        self._titles.show_over(self.board.placement, self.viewportTransform())
        if self._writing:
            self._writing.place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll the cards, and the titles with them."""
        super().scrollContentsBy(dx, dy)
        self.look()

    def _place_titles(self) -> None:
        """As high as the text of the window asks for."""
        if self.viewportMargins().top() != self._titles.room:
            self.setViewportMargins(0, self._titles.room, 0, 0)
        self._titles.setGeometry(0, 0, self.width(), self._titles.room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the titles above all of the viewport."""
        super().resizeEvent(event)
        self._place_titles()
        self.camera.keep_whole()
        self.look()


def _interface(kind: str, widget: QObject) -> QAccessibleInterface | None:
    """How assistive technology knows a board; Qt asks only when somebody listens."""
    if not isinstance(widget, BoardView):
        return None
    from ui.board.reader import interface_of

    return interface_of(widget)


QAccessible.installFactory(_interface)
