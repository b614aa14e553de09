"""The board's room: the board with its zoom control and its find bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from okrdesk.check import name
from okrdesk.i18n import _
from ui.board.finder_bar import FinderBar
from ui.board.folding import names_in
from ui.board.view import BoardView
from ui.look import icons, sizes
from ui.look.theme import Theme
from ui.process.errors import guarded
from ui.selection import Selection

if TYPE_CHECKING:
    from ui.session import Session

_MARGIN, _GAP = 14, 8


class ZoomControl(QFrame):
    """− 100% + Fit, over the board's lower left corner."""

    def __init__(self, board: BoardView, parent: BoardRoom) -> None:
        super().__init__(parent)
        self.setObjectName("zoom")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 3, 4, 3)
        row.setSpacing(0)
        self.out = self._button("−", _("Zoom out"))
        self.percent = self._button("100%", _("Back to 100%"))
        self.into = self._button("+", _("Zoom in"))
        self.fit = self._button(_("Fit"), _("Show everything"))
        self.fit.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.lines = self._button("", _("What the lines mean"))
        self.lines.clicked.connect(parent.show_legend)
        for button in (self.out, self.percent, self.into, self.fit, self.lines):
            row.addWidget(button)
        self.percent.setMinimumWidth(50)
        self.out.clicked.connect(board.camera.zoom_out)
        self.into.clicked.connect(board.camera.zoom_in)
        self.percent.clicked.connect(board.camera.full_size)
        self.fit.clicked.connect(board.camera.fit)
        board.zoom_changed.connect(self.show_zoom)

    def show_zoom(self, factor: float) -> None:
        """Say how large the board is drawn; 1.0 is 100 %."""
        self.percent.setText(f"{factor:.0%}")

    def narrow_to(self, width: int) -> None:
        """As wide as its words, where `width` pixels are enough; else without the word "Fit"."""
        for style in (Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly):
            self.fit.setToolButtonStyle(style)
            self.adjustSize()
            if self.width() <= width:
                break

    def set_theme(self, theme: Theme) -> None:
        """Tint the icons."""
        size = sizes.px(15)
        for button, icon in ((self.lines, "link"), (self.fit, "fit")):
            button.setIcon(icons.icon(icon, theme, size=size))
            button.setIconSize(QSize(size, size))

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button


class FocusNote(QToolButton):
    """Says that only a line of sight is shown, and of which card; a click shows all again."""

    def __init__(self, room: BoardRoom) -> None:
        super().__init__(room)
        self.setObjectName("focusnote")
        self.setToolTip(_("Show all again (F or Esc)"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the words
        self.clicked.connect(room.show_all)
        self.hide()

    def show_focus(self, name: str) -> None:
        """Name the card, or ("") go."""
        self.setText(_("Only the line of sight of {card}").format(card=name))
        self.setAccessibleName(f"{self.text()}. {self.toolTip()}")
        self.setVisible(bool(name))


class BoardRoom(QWidget):
    """Holds the board; zoom control and find bar stay in its corners."""

    def __init__(self, theme: Theme, selection: Selection) -> None:
        super().__init__()
        self._theme = theme
        self.board = BoardView(theme, selection)
        self.board.setAcceptDrops(False)  # files that are dropped are the window's
        self.board.viewport().setAcceptDrops(False)
        self.keys = (self.board,)
        self.zoom = ZoomControl(self.board, self)
        self.finder = FinderBar(self.board, self)
        self.finder.resized.connect(self._place)
        self.focus_note = FocusNote(self)
        self.board.board.laid_out.connect(self._name_focus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.board)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The board takes the keys. As a focus proxy it would keep Tab from the buttons over it."""
        self.board.setFocus(reason)

    def show_session(self, session: Session | None) -> None:
        """Show an open workshop, or (None) empty lanes."""
        self.finder.show_session(session)
        self.board.show_desk(session.desk if session else None, session.bridge if session else None)
        QTimer.singleShot(0, self.board.resume_writing)

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme."""
        self._theme = theme
        self.finder.set_theme(theme)
        side = sizes.px(14)
        self.focus_note.setIcon(icons.icon("x", theme, "accent", size=side))
        self.focus_note.setIconSize(QSize(side, side))
        self.board.set_theme(theme)
        self.zoom.set_theme(theme)
        self._place()

    def view(self) -> str:
        """What part of the board is shown and what is folded, for `show_again`."""
        folded = self.board.board.folding.text()
        return f"{self.board.camera.view()}|{folded}" if folded else self.board.camera.view()

    def show_again(self, view: str) -> None:
        """Show that part of the board again."""
        camera, _bar, folded = view.partition("|")
        self.board.board.folding.show(names_in(folded))
        self.board.camera.show_again(camera)

    def show_all(self) -> None:
        """Show all cards again, not only a line of sight."""
        self.board.board.folding.focus("")
        self.board.setFocus()

    def _name_focus(self) -> None:
        workshop, focused = self.board.board.workshop, self.board.board.folding.focused
        self.focus_note.show_focus(name(workshop, workshop[focused]) if focused in workshop else "")
        self._place()

    def show_legend(self) -> None:
        """Say what the lines mean, above the zoom control."""
        from ui.board.legend import Legend

        legend = Legend(self._theme, self)
        legend.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        legend.adjustSize()
        legend.move(self.zoom.mapToGlobal(QPoint(0, -legend.height() - 8)))
        legend.show()

    def finish_writing(self) -> None:
        """Save what is being written."""
        self.board.finish_writing()

    def edit_card(self, id_: str) -> None:
        """Let the person write in a card, in place; Enter goes on to the next text."""
        self.board.writing.edit(id_, on=True)

    def reveal(self, id_: str) -> None:
        """Bring a card into view."""
        self.board.camera.reveal(id_)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """All at the foot, which a board that is shown whole leaves free; where it is narrow, in two rows."""
        self.zoom.narrow_to(self.width() - 2 * _MARGIN)
        foot = self.height() - self.zoom.height() - _MARGIN
        self.zoom.move(_MARGIN, foot)
        self.zoom.raise_()
        right, middle = self.width() - _MARGIN, foot + self.zoom.height() // 2
        for widget in (self.finder, self.focus_note):
            if not widget.isHidden():
                widget.adjustSize()
                if right - widget.width() < self.zoom.geometry().right() + _GAP:
                    right = self.width() - _MARGIN
                    middle -= self.zoom.height() + _GAP
                widget.move(right - widget.width(), middle - widget.height() // 2)
                widget.raise_()
                right -= widget.width() + _GAP
