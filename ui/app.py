"""Starts the window: something to see first, everything heavy after the first paint."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QFileOpenEvent, QGuiApplication, QSessionManager
from PySide6.QtWidgets import QApplication

from okrdesk.i18n import _
from ui.process.errors import Watch, guarded
from ui.process.log import log_path
from ui.process.private import clear_left_over
from ui.settings import Settings
from ui.window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData, Qt

    from ui.session import Session
    from ui.workplace import Workplace


_LOAD_AFTER_MS = 400
_TIDY_AFTER_MS = 3000
FUSION = ("-style", "Fusion")  # as arguments: setStyle would cost the start 30 ms


class Application(QApplication):
    """Qt's application. macOS asks it to open files; a session's end and lost focus save what is open."""

    def __init__(self) -> None:
        super().__init__([sys.argv[0], *FUSION])
        self.setApplicationName("okrdesk")
        self.setApplicationDisplayName("OKR Desk")
        self.setDesktopFileName("okrdesk")
        self.window: MainWindow | None = None

    def attend(self) -> None:
        """From now on, save what is open when the person looks elsewhere and when their session ends."""
        self.applicationStateChanged.connect(self._state)
        self.commitDataRequest.connect(self._commit)

    @guarded(default=False)
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and self.window and self.window.workplace:
            from pathlib import Path

            self.window.workplace.take(Path(event.file()))
            return True
        return super().event(event)

    def _state(self, state: Qt.ApplicationState) -> None:
        from PySide6.QtCore import Qt

        if state is not Qt.ApplicationState.ApplicationActive and (session := self._session()):
            session.publish_soon()

    def _commit(self, _manager: QSessionManager) -> None:
        if session := self._session():
            session.publish_now()

    def _session(self) -> Session | None:
        place = self.window.workplace if self.window else None
        return place.session if place else None


def run(file: str | None, name: str) -> int:
    """Show the window with `file` (None: the workshop used last); returns when it is closed.

    `name` is whom changes are recorded as, "" for the profile's name.
    """
    if blind():
        sys.stderr.write(_("okrdesk: There is no display for a window. See “okrdesk --help”.") + "\n")
        return 3
    app = Application()
    watch = Watch()
    watch.install()
    app.window = window = MainWindow(Settings.load())
    window.painted.connect(partial(_begin, app, window, watch, file, name))
    window.stand_as_before(file)
    window.show()
    try:
        return app.exec()
    finally:
        watch.remove()
        leave_text()


def leave_text() -> None:
    """What was copied stays on the clipboard as text: data made in Python must not outlive it there."""
    from shiboken6 import Shiboken

    clipboard = QGuiApplication.clipboard()
    data: QMimeData | None = clipboard.mimeData()  # Qt's stubs do not tell that there may be none
    if data is not None and Shiboken.createdByPython(data):
        clipboard.setText(clipboard.text())


def _begin(app: Application, window: MainWindow, watch: Watch, file: str | None, name: str) -> None:
    """After the first paint: import the rest, open the workshop, and spare the collector all that."""
    try:
        place = _fill(app, window, watch, name)
        place.files.begin(file)
    except Exception:
        text = _("Something went wrong at the start; no file was harmed. Details are in {log}")
        window.topbar.show_state(text.format(log=log_path()), trouble=True)
        raise
    finally:
        gc.freeze()
        gc.enable()
    QTimer.singleShot(_LOAD_AFTER_MS, partial(_make_ready, place, watch))
    QTimer.singleShot(_TIDY_AFTER_MS, clear_left_over)


def _make_ready(place: Workplace, watch: Watch) -> None:
    """Import what the first change takes, a quarter of a second, before anybody waits for it."""

    def work() -> None:
        import okrdesk.store.repository  # noqa: F401

    def failed(error: BaseException) -> None:
        watch.hook(type(error), error, error.__traceback__)

    place.jobs.run(work, lambda _none: None, failed)


def _fill(app: Application, window: MainWindow, watch: Watch, name: str) -> Workplace:
    from ui.process.signals import Signals
    from ui.workplace import Workplace

    app.attend()
    place = Workplace(window, name)
    Signals(app, place.close_anyway)
    watch.tell(place.unexpected)
    return place


def blind() -> bool:
    """Whether there is no screen for a window, and Qt was not told to do without."""
    ways = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in ways)


def gui() -> QGuiApplication:
    """The application for drawing pictures: the running one, or a new one without a window."""
    if blind():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication([sys.argv[0], *FUSION])
