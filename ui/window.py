"""The main window's frame: what is to be seen at once. The workplace in it comes after the first paint."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenuBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from okrdesk.i18n import _
from okrdesk.paths import RESOURCES
from ui.bars import Rail, TopBar
from ui.look import sizes
from ui.look.style import window_style
from ui.look.theme import Theme, ThemeName
from ui.process.errors import guarded
from ui.settings import Settings, ThemeChoice
from ui.status import StatusBar

if TYPE_CHECKING:
    from ui.workplace import Workplace

_FRAME = QSize(16, 48)  # what a window manager may put round the window


class MainWindow(QMainWindow):
    """Bars, rail and an empty room; `fill` puts the workplace in.

    Imports nothing that the first paint can do without.
    """

    painted = Signal()
    theme_changed = Signal(object)
    theme_chosen = Signal(str)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.workplace: Workplace | None = None
        self._was_painted = False
        sizes.set_text_size(settings.text_size)
        self.theme = Theme.load(self._theme_name())
        self.theme.apply(_app())
        self.setStyleSheet(window_style(self.theme))
        self._build()
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 460)
        self.resize(QSize(1600, 1000).boundedTo(self.screen().availableSize() - _FRAME))
        self.setWindowTitle(_("OKR Desk"))
        self.setWindowIcon(QIcon(str(RESOURCES / "icons" / "okrdesk.png")))

    def _build(self) -> None:
        self.topbar, self.rail, self.status = TopBar(), Rail(), StatusBar()
        self._empty = QFrame()
        self._empty.setObjectName("empty")
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self.rail)
        self._middle.addWidget(self._empty, 1)
        self.centre = QWidget()  # all of it; what floats over the room is its child
        self._column = QVBoxLayout(self.centre)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.topbar)
        self._column.addLayout(self._middle, 1)
        self._column.addWidget(self.status)
        self.setCentralWidget(self.centre)

    def menuBar(self) -> QMenuBar:
        """The menus stand in the top bar (on macOS at the top of the screen)."""
        return self.topbar.menus

    def fill(self, workplace: Workplace, banners: QWidget, room: QWidget, inspector: QWidget) -> None:
        """Put a workplace's parts into the frame."""
        self.workplace = workplace
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._column.insertWidget(1, banners)
        beside = QSplitter(childrenCollapsible=False, handleWidth=1)
        beside.addWidget(room)
        beside.addWidget(inspector)
        beside.setStretchFactor(0, 1)
        self._middle.replaceWidget(self._empty, beside)
        self._middle.setStretchFactor(beside, 1)
        for part in (banners, beside, room, inspector):
            part.show()  # now, not when Qt comes round to it: sizes are asked for at once
        self._empty.hide()
        self._empty.deleteLater()

    def put_beside(self, panel: QWidget) -> None:
        """A further panel at the right."""
        self._middle.addWidget(panel)

    def settle(self) -> None:
        """Give every part its size now."""
        self._column.activate()

    # ------------------------------------------------------------ looks
    def choose_theme(self, choice: ThemeChoice) -> None:
        """Light, dark, or as the system."""
        self.settings.theme = choice
        self.save_settings()
        self._follow_system()
        self.theme_chosen.emit(choice)

    def choose_text_size(self, percent: int) -> None:
        """Text in the window as large as this, in per cent."""
        self.settings.text_size = percent
        self.save_settings()
        sizes.set_text_size(percent)
        self._dress()

    def reduce_motion(self, reduced: bool) -> None:
        """Let things move to their place, or be there at once."""
        self.settings.reduced_motion = reduced
        self.save_settings()
        self.apply_motion()

    def apply_motion(self) -> None:
        """Nothing moves when the settings or the system say so."""
        from PySide6.QtWidgets import QStyle

        from ui.look import motion

        duration = _app().style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        motion.set_reduced(self.settings.reduced_motion or duration == 0)

    def save_settings(self) -> None:
        """Keep the settings; when that fails, the log knows, and nobody is kept from working."""
        try:
            self.settings.save()
        except OSError as error:
            from ui.process.log import log_line

            log_line(f"settings not saved: {error.strerror}")

    def _theme_name(self) -> ThemeName:
        choice = self.settings.theme
        if choice == "system":
            return "dark" if self._system_is_dark() else "light"
        return choice

    def _system_is_dark(self) -> bool:
        if not self._was_painted:  # our palette is not in place yet, and Qt's choices are too dear
            return QGuiApplication.palette().window().color().lightness() < 128
        from PySide6.QtCore import Qt

        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _follow_system(self) -> None:
        name = self._theme_name()
        if name != self.theme.name:
            self.theme = Theme.load(name)
            self._dress()

    def _dress(self) -> None:
        """Everything in today's colours and sizes."""
        self.theme.apply(_app())
        self.setStyleSheet(window_style(self.theme))
        for bar in (self.topbar, self.rail, self.status):
            bar.fit()
        self.theme_changed.emit(self.theme)

    # ------------------------------------------------------------ size and place
    def stand_as_before(self, file: str | None) -> None:
        """Take the size and place at which `file` (None: the workshop used last) was shown before."""
        recents = self.settings.recents
        path = str(Path(file).resolve()) if file else ""
        before = next((recent for recent in recents if not file or recent.path == path), None)
        if before and before.geometry:
            self.restoreGeometry(QByteArray.fromBase64(before.geometry.encode()))

    def remember(self, path: Path, room: str, views: dict[str, str]) -> None:
        """Keep how the workshop at `path` is shown: the window's place, the room, the rooms' views."""
        recent = self.settings.remember(path)
        recent.room = room
        recent.views |= views
        recent.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.save_settings()

    # ------------------------------------------------------------ Qt's events
    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    @guarded(default=False)
    def focusNextPrevChild(self, next: bool) -> bool:
        from ui.keys.tab_stops import go_on

        known = self.workplace is not None and go_on(self.workplace, forward=next)
        return known or super().focusNextPrevChild(next)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        from ui.keys.window_keys import press

        if self.workplace is None or not press(self.workplace, event):
            super().keyPressEvent(event)

    @guarded()
    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.workplace is None or self.workplace.closing())

    @guarded()
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from ui.files.dropping import local_files, take_copy

        paths = local_files(event.mimeData())
        if paths and self.workplace:
            self.workplace.drop_place.offer(paths)
            take_copy(event)

    @guarded()
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        if self.workplace:
            self.workplace.drop_place.hide()

    @guarded()
    def dropEvent(self, event: QDropEvent) -> None:
        from ui.files.dropping import local_files, take_copy

        take_copy(event)
        paths = local_files(event.mimeData())
        if paths and self.workplace:
            self.workplace.drop_place.take(paths)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
