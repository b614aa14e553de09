"""The tree of teams: chosen by mouse and keys, moved by either, and grown in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTreeWidget, QTreeWidgetItem

from okrdesk.cards import Team
from okrdesk.i18n import _
from okrdesk.workshop import Workshop
from ui.look import sizes
from ui.look.theme import Theme
from ui.process.errors import guarded
from ui.setup.bench import SetupBench
from ui.setup.lines import NewLine
from ui.setup.team_places import Place, beside, dropped, is_below, shifted

_ID = Qt.ItemDataRole.UserRole
_ROW = 30
_DOT = 10
_SHIFTS = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "out",
    Qt.Key.Key_Right: "in",
}


class TeamTree(QTreeWidget):
    """`chosen` tells the team that is current; `moved` where one is to go; `named` where a new one is to be
    and what it is called. `asked` tells a key: "write", "delete". `hint` says what a drag would do.
    """

    chosen = Signal(str)
    moved = Signal(str, object)
    named = Signal(object, str)
    asked = Signal(str)
    hint = Signal(str)
    gave_up = Signal()

    def __init__(self, bench: SetupBench) -> None:
        super().__init__()
        self.setObjectName("teamtree")
        self.setAccessibleName(_("Teams"))
        self._bench = bench
        self._items: dict[str, QTreeWidgetItem] = {}
        self._shape: list[tuple[str, str]] = []
        self._team = ""
        self._theme = bench.theme
        self._pressed: tuple[str, QMouseEvent] | None = None
        self._dragged = ""
        self._over: tuple[Place, QRect] | None = None
        self._draft: tuple[Place, NewLine, QTreeWidgetItem] | None = None
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(sizes.px(20))
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(sizes.px(_DOT), sizes.px(_DOT)))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(sizes.px(240))
        self.currentItemChanged.connect(self._chosen)
        self.itemDoubleClicked.connect(self._double)

    # ------------------------------------------------------------ what is shown
    def show_teams(self, workshop: Workshop | None) -> None:
        """Show the teams as they are; the current one stays so, and what is being named stays too."""
        teams = workshop.teams() if workshop is not None else ()
        shape = [(team.id, team.parent) for team in teams]
        if shape != self._shape:
            self._rebuild(teams, shape)
        for team in teams:
            self._dress(self._items[team.id], team)

    def set_theme(self, theme: Theme) -> None:
        """Paint the colours of teams in another theme."""
        self._theme = theme
        if self._bench.session is not None:
            self.show_teams(self._bench.workshop)

    @property
    def team(self) -> str:
        """The id of the current team; "" for none."""
        return self._team if self._team in self._items else ""

    def choose(self, id_: str) -> None:
        """Make a team the current one."""
        if id_ in self._items:
            self.setCurrentItem(self._items[id_])

    def rect_of(self, id_: str) -> QRect:
        """Where a team's row is, in the viewport."""
        return self.visualItemRect(self._items[id_])

    # ------------------------------------------------------------ a new team
    def begin_new(self, *, below: bool) -> None:
        """Let the person name a new team below the current one or beside it."""
        self.give_up_new()
        team = self.team or next(iter(self._items), "")
        if not team:
            self._open_line(Place("", "", ""))
            return
        place = Place(team, "", "") if below else beside(self._bench.workshop, team)
        self._open_line(place)

    def give_up_new(self) -> None:
        """Take the line for a new team away."""
        if self._draft is None:
            return
        _place, line, item = self._draft
        self._draft, team = None, self._team
        line.blockSignals(True)
        line.hide()
        parent = item.parent() or self.invisibleRootItem()
        self.removeItemWidget(item, 0)
        parent.removeChild(item)
        self.choose(team)  # while it was named, the new one was current

    @property
    def line(self) -> NewLine | None:
        """The line in which a new team is being named."""
        return self._draft[1] if self._draft else None

    def _open_line(self, place: Place, text: str = "") -> None:
        line = NewLine(_("Name of the new team"))
        line.setText(text)
        item = QTreeWidgetItem()
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        parent = self._items.get(place.parent) or self.invisibleRootItem()
        at = parent.indexOfChild(self._items[place.before]) if place.before else parent.childCount()
        parent.insertChild(at, item)
        item.setFirstColumnSpanned(True)
        parent.setExpanded(True)
        self.setItemWidget(item, 0, line)
        self._draft = (place, line, item)
        line.written.connect(self._name)
        line.gave_up.connect(self._stop)
        self.scrollToItem(item)
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self, name: str) -> None:
        assert self._draft is not None
        place = self._draft[0]
        self.give_up_new()
        self.named.emit(place, name)

    def _stop(self) -> None:
        self.give_up_new()
        self.setFocus()

    # ------------------------------------------------------------ within
    def _rebuild(self, teams: tuple[Team, ...], shape: list[tuple[str, str]]) -> None:
        current, draft = self.team, self._draft
        place, text = (draft[0], draft[1].text()) if draft else (None, "")
        typing = draft is not None and draft[1].hasFocus()
        self.give_up_new()
        self.blockSignals(True)
        self.clear()
        self._items = {}
        for team in teams:
            parent = self._items.get(team.parent) or self.invisibleRootItem()
            item = self._items[team.id] = QTreeWidgetItem(parent)
            item.setData(0, _ID, team.id)
            item.setSizeHint(0, QSize(0, sizes.px(_ROW)))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._shape = shape
        self.expandAll()
        self.blockSignals(False)
        keep = current if current in self._items else next(iter(self._items), "")
        if keep:
            self.setCurrentItem(self._items[keep])
        else:
            self._team = ""
            self.chosen.emit("")
        if place is not None and typing and {place.parent, place.before} <= {"", *self._items}:
            self._open_line(place, text)

    def _dress(self, item: QTreeWidgetItem, team: Team) -> None:
        item.setText(0, team.name or _("No name"))
        item.setText(1, team.code)
        item.setForeground(1, self._theme.color("ink-3"))
        item.setIcon(0, self._dot(team.colour))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{team.name}, {team.code}")

    def _dot(self, hue: int) -> QIcon:
        ratio, side = self.devicePixelRatioF(), sizes.px(_DOT)
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.team(hue))
        painter.drawRoundedRect(0, 0, side, side, 3, 3)
        painter.end()
        icon = QIcon(picture)
        icon.addPixmap(picture, QIcon.Mode.Selected)
        return icon

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and (id_ := item.data(0, _ID)):
            self._team = id_
            self.chosen.emit(id_)

    def _double(self) -> None:
        self.asked.emit("write")

    # ------------------------------------------------------------ keys
    @guarded(False)
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if any(event.matches(key) for key in (keys.Copy, keys.Cut, keys.Paste, keys.SelectAll)):
                event.accept()  # the board's cards are not what the person looks at
                return True
            if event.key() == Qt.Key.Key_Escape and self._dragged:
                event.accept()
                return True
        return super().event(event)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, ctrl = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            if self._dragged:
                self._end_drag()
            else:
                self.gave_up.emit()
        elif ctrl and (way := _SHIFTS.get(Qt.Key(key))) and self.team:
            self.shift(way)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.asked.emit("write")
        elif key == Qt.Key.Key_Delete:
            self.asked.emit("delete")
        elif key == Qt.Key.Key_N and not ctrl:
            self.begin_new(below=shift)
        else:
            super().keyPressEvent(event)

    def shift(self, way: str) -> None:
        """Move the current team up or down among its neighbours, out of its team or into the one above."""
        place = shifted(self._bench.workshop, self.team, way)
        if place is None:
            self.hint.emit(_("There is no place that way."))
        else:
            self.moved.emit(self.team, place)

    # ------------------------------------------------------------ the mouse
    @guarded()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        item = self.itemAt(event.position().toPoint())
        if item is not None and event.button() == Qt.MouseButton.LeftButton and item.data(0, _ID):
            self._pressed = (item.data(0, _ID), event.clone())

    @guarded()
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        id_, start = self._pressed
        way = (event.position() - start.position()).manhattanLength()
        if not self._dragged and way >= QApplication.startDragDistance():
            root = self._bench.workshop.root
            if root is not None and root.id == id_:
                self.hint.emit(_("The company stays: all other teams belong to it."))
            else:
                self._dragged = id_
        if self._dragged:
            self._drag_to(event)

    @guarded()
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, over = self._dragged, self._over
        self._end_drag()
        super().mouseReleaseEvent(event)
        if dragged and over is not None:
            self.moved.emit(dragged, over[0])

    def _drag_to(self, event: QMouseEvent) -> None:
        workshop, at = self._bench.workshop, event.position().toPoint()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        edge = sizes.px(_ROW) // 2
        if at.y() < edge or at.y() > self.viewport().height() - edge:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + (1 if at.y() > edge else -1))
        item = self.itemAt(at)
        target = item.data(0, _ID) if item is not None else ""
        self._over = None
        if item is not None and target:
            row = self.visualItemRect(item)
            share = (at.y() - row.top()) / max(1, row.height())
            place = dropped(workshop, self._dragged, target, share)
            if place is not None:
                self._over = (place, row)
                self.hint.emit(place.sentence)
            elif is_below(workshop, target, self._dragged):
                self.hint.emit(_("A team cannot go below itself."))
        self.viewport().update()

    def _end_drag(self) -> None:
        self._pressed, self._dragged, self._over = None, "", None
        self.unsetCursor()
        self.viewport().update()

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._over is None:
            return
        place, row = self._over
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), 2))
        if place.line == "on":
            painter.drawRoundedRect(row.adjusted(1, 1, -2, -2), 6, 6)
        else:
            y = row.top() + 1 if place.line == "above" else row.bottom()
            painter.drawLine(row.left(), y, self.viewport().width() - 6, y)
        painter.end()
