"""The main window: bars, rail, room and inspector round one open workshop."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from okrdesk.i18n import _
from okrdesk.paths import RESOURCES
from ui.actions import Actions
from ui.banner import Ask, Banners
from ui.bars import Rail, StatusBar, TopBar
from ui.errors import guarded
from ui.exporting import Exporting
from ui.files import SUFFIX, Files
from ui.importing import Importing
from ui.inspector import Inspector
from ui.jobs import Jobs
from ui.room import EmptyRoom, Room
from ui.settings import Settings, ThemeChoice
from ui.style import window_style
from ui.theme import Theme, ThemeName

if TYPE_CHECKING:
    from okrdesk.cards import Author
    from ui.session import Session

_HINT_MS = 6000


class MainWindow(QMainWindow):
    """Shows one workshop. `name` is whom changes are recorded as; "" for the profile's name."""

    painted = Signal()

    def __init__(self, settings: Settings, name: str = "") -> None:
        super().__init__()
        self.settings = settings
        self.session: Session | None = None
        self._name = name
        self.ending = False
        self._was_painted = False
        self.jobs = Jobs(self)
        self.theme = Theme.load(self._theme_name())
        self.theme.apply(_app())
        self.files = Files(self)
        self.exporting = Exporting(self)
        self.importing = Importing(self)
        self._build()
        self.actions_ = Actions(self)
        self.room.empty.offer(
            (self.actions_.open, self.actions_.new, self.actions_.sample, self.actions_.import_)
        )
        self._dress()
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 460)
        self.resize(1600, 1000)
        self.setWindowTitle(_("OKR Desk"))
        self.setWindowIcon(QIcon(str(RESOURCES / "icons" / "okrdesk.png")))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        self._show_workshop()

    # ------------------------------------------------------------ the open workshop
    def show_session(self, session: Session | None) -> None:
        """Show another workshop, or (None) none; the one before is saved and let go."""
        self.leave_session()
        self.session = session
        self.banners.clear()
        if session is not None:
            session.bridge.changed.connect(self._show_counts)
            session.saved_changed.connect(self._show_saved)
            session.failed.connect(self._cannot_save)
            session.replaced.connect(self._file_replaced)
            path = session.document.path
            recent = self.settings.remember(path)
            self.save_settings()
            if recent.geometry and not self._was_painted:
                self.restoreGeometry(QByteArray.fromBase64(recent.geometry.encode()))
            for notice in session.document.notices:
                self.banners.say(notice, "good")
            if session.document.read_only:
                ways = [(_("Save a copy…"), self.files.save_copy)]
                self.banners.say(session.document.read_only, "warn", ways, topic="read-only")
        self._show_workshop()

    def leave_session(self) -> None:
        """Save and let go of the open workshop, if there is one."""
        session, self.session = self.session, None
        if session is None:
            return
        self._remember_geometry(session.document.path)
        self.inspector.show_card(None, "")
        self.room.board.show_desk(None, None)
        session.publish_now()
        session.close()
        session.deleteLater()

    def reload(self) -> None:
        """Read the open workshop anew from its file: the file is the truth."""
        if self.session is not None:
            path = self.session.document.path
            self.show_session(None)
            self.files.open(path)

    def author(self) -> Author:
        """Whom changes are recorded as: `--as NAME`, else the profile, else the system's user."""
        from okrdesk import profile
        from ui.person import user_name

        known = profile.load()
        if known and not self._name:
            return known.author
        return profile.author_for(self._name or user_name())

    def ask_who(self) -> None:
        """On the first day: ask for the name, without standing in the way."""
        from okrdesk import profile
        from ui.person import user_name

        if not self._name and profile.load() is None:
            text = _("Welcome! What is your name? Every change is recorded with who made it.")
            self.banners.show_banner(Ask(text, user_name(), _("That’s me"), self._met), topic="who")

    def _met(self, name: str) -> None:
        from okrdesk import profile

        profile.save(name)
        if self.session is not None:
            self.session.desk.author = self.author()

    # ------------------------------------------------------------ showing it
    def show_room(self) -> None:
        """Show the board, or what to do when nothing is open."""
        self.room.show_empty(self.session is None)
        for action in self.actions_.needs_workshop:
            action.setEnabled(self.session is not None)

    def _show_workshop(self) -> None:
        session = self.session
        workshop = session.workshop if session else None
        self.topbar.show_workshop(workshop)
        self.status.show_workshop(workshop)
        self._show_saved()
        self.show_hint("")
        self.setWindowTitle(f"{session.document.path.stem} — OKR Desk" if session else _("OKR Desk"))
        if session is not None:
            self.room.board.show_desk(session.desk, session.bridge)
            self.room.board.setFocus()
        self.show_room()

    def _show_counts(self) -> None:
        if self.session is not None:
            self.topbar.show_workshop(self.session.workshop)
            self.status.show_workshop(self.session.workshop)
            self.inspector.refresh()

    def _show_saved(self) -> None:
        session = self.session
        if session is None:
            self.topbar.show_state("")
        elif session.document.read_only:
            self.topbar.show_state(_("read only"))
        elif session.trouble:
            self.topbar.show_state(_("cannot save: {why}").format(why=session.trouble), trouble=True)
        else:
            self.topbar.show_state(_("saved") if session.saved else _("saving…"))
            self.banners.clear("save")

    def show_hint(self, text: str) -> None:
        """What the pointer would do now, or what just happened; goes by itself after a while."""
        self.status.hint.setText(text)
        self._hint_timer.start(_HINT_MS)

    def tell_saved(self, target: Path, notes: tuple[str, ...] = ()) -> None:
        """Say that a file was written, and offer to look at it."""
        ways = [
            (_("Open"), lambda: _show_file(target)),
            (_("Show in folder"), lambda: _show_file(target.parent)),
        ]
        if target.suffix == SUFFIX:
            ways.pop(0)
        text = " ".join((_("Saved {file}.").format(file=target.name), *notes))
        self.banners.say(text, "good", ways, topic="written")

    def _cannot_save(self, sentence: str) -> None:
        ways = [(_("Try again"), self.files.save_now), (_("Save a copy…"), self.files.save_copy)]
        self.banners.say(sentence, "bad", ways, topic="save")

    def _ask_to_close(self) -> None:
        text = _(
            "The last changes are not in the file yet. This computer keeps them, and brings them back "
            "when you open the file here again."
        )
        ways = [(_("Close anyway"), self.close_anyway), (_("Save a copy…"), self.files.save_copy)]
        self.banners.say(text, "warn", ways, topic="close")

    def close_anyway(self) -> None:
        """Close the window whatever the person's file holds; the working copy holds all."""
        self.ending = True
        self.close()

    def _file_replaced(self, sentence: str) -> None:
        assert self.session is not None
        ways = [
            (_("Keep both"), self.files.keep_both),
            (_("Show differences"), self.files.show_differences),
        ]
        self.banners.say(sentence, "warn", ways, topic="save")

    def unexpected(self, sentence: str) -> None:
        """After an error that nobody foresaw ("": without a sentence for people): say so, and go on from
        what the file holds.
        """
        if sentence:
            self._refused(sentence)
            return
        if self._reloading.isActive():
            return  # a storm: once is enough
        self._reloading.start(5000)
        with contextlib.suppress(Exception):
            self.reload()
        self.banners.say(
            _("Something went wrong; nothing saved was lost. The workshop was read anew from its file."),
            "warn",
            topic="unexpected",
        )

    # ------------------------------------------------------------ undo and redo
    def undo(self) -> None:
        """Take back the last change, and say which."""
        self._turn(undo=True)

    def redo(self) -> None:
        """Bring back what was undone, and say what."""
        self._turn(undo=False)

    def _turn(self, *, undo: bool) -> None:
        if self.session is None:
            return
        desk = self.session.desk
        entry = desk.undo() if undo else desk.redo()
        if entry is None:
            self.show_hint(_("There is nothing to undo.") if undo else _("There is nothing to redo."))
        else:
            text = _("Undone: {what}") if undo else _("Done again: {what}")
            self.show_hint(text.format(what=entry.label))

    def name_history(self) -> None:
        """Name in the menu what would be undone and redone."""
        history = self.session.desk.history if self.session else None
        self.actions_.name_history(
            history.undo_label if history else None, history.redo_label if history else None
        )

    # ------------------------------------------------------------ looks
    def choose_theme(self, choice: ThemeChoice) -> None:
        """Light, dark, or as the system."""
        self.settings.theme = choice
        self.save_settings()
        self._follow_system()

    def choose_motion(self, *, reduced: bool) -> None:
        """With or without movements that show where a card went."""
        self.settings.reduced_motion = reduced
        self.save_settings()
        self.room.board.set_reduced_motion(reduced)

    def show_details(self) -> None:
        """Show the inspector, or make room for the board."""
        self.inspector.setVisible(self.actions_.details.isChecked())

    def save_settings(self) -> None:
        """Keep the settings; when that fails, the log knows, and nobody is kept from working."""
        try:
            self.settings.save()
        except OSError as error:
            from ui.log import log_line

            log_line(f"settings not saved: {error.strerror}")

    def _theme_name(self) -> ThemeName:
        choice = self.settings.theme
        if choice == "system":
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return "dark" if dark else "light"
        return choice

    def _follow_system(self) -> None:
        name = self._theme_name()
        if name != self.theme.name:
            self.theme = Theme.load(name)
            self.theme.apply(_app())
            self._dress()

    def _dress(self) -> None:
        self.setStyleSheet(window_style(self.theme))
        self.rail.set_theme(self.theme)
        self.room.set_theme(self.theme)

    # ------------------------------------------------------------ building
    def _build(self) -> None:
        self._hint_timer = QTimer(self, singleShot=True)
        self._reloading = QTimer(self, singleShot=True)
        self.topbar, self.rail, self.status = TopBar(), Rail(), StatusBar()
        self._hint_timer.timeout.connect(self.status.hint.clear)
        self.banners = Banners()
        self.room = Room(self.theme, EmptyRoom())
        self.inspector = Inspector()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        for widget, stretch in ((self.rail, 0), (self.room, 1), (self.inspector, 0)):
            middle.addWidget(widget, stretch)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.topbar)
        column.addWidget(self.banners)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)
        board = self.room.board
        board.hint.connect(self.show_hint)
        board.refused.connect(self._refused)
        board.selection_changed.connect(self._selected)

    def _selected(self, id_: str) -> None:
        self.inspector.show_card(self.session.workshop if self.session else None, id_)

    def _refused(self, sentence: str) -> None:
        self.banners.say(sentence, "warn", topic="refused")

    def _remember_geometry(self, path: Path) -> None:
        recent = self.settings.remember(path)
        recent.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.save_settings()

    # ------------------------------------------------------------ Qt's events
    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    @guarded()
    def closeEvent(self, event: QCloseEvent) -> None:
        session = self.session
        if session is not None and not self.ending:
            session.publish_now()
            if session.trouble:
                event.ignore()
                self._ask_to_close()
                return
        self.exporting.cancel()
        self.leave_session()
        self.jobs.close()
        event.accept()

    @guarded()
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @guarded()
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.take(paths[0])

    def take(self, path: Path) -> None:
        """Open a workshop's file, or look into any other file for what can be taken in."""
        if path.suffix.lower() == SUFFIX:
            self.files.open(path)
        else:
            self.importing.read(path)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def _show_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
