"""Starts the window: something to see first, everything heavy after the first paint."""

from __future__ import annotations

import gc
import signal
import socket
import sys
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt
from PySide6.QtGui import QFileOpenEvent, QGuiApplication, QSessionManager
from PySide6.QtWidgets import QApplication

from ui.errors import Watch, guarded
from ui.settings import Settings
from ui.window import MainWindow


class Application(QApplication):
    """Qt's application. macOS asks it to open files; a session's end and lost focus save what is open."""

    def __init__(self) -> None:
        super().__init__(sys.argv[:1])
        self.setApplicationName("okrdesk")
        self.setApplicationDisplayName("OKR Desk")
        self.setDesktopFileName("okrdesk")
        self.window: MainWindow | None = None
        self.applicationStateChanged.connect(self._state)
        self.commitDataRequest.connect(self._commit, Qt.ConnectionType.DirectConnection)

    @guarded(default=False)
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and self.window is not None:
            from pathlib import Path

            self.window.take(Path(event.file()))
            return True
        return super().event(event)

    def _state(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive and self.window and self.window.session:
            self.window.session.publish_soon()

    def _commit(self, _manager: QSessionManager) -> None:
        if self.window and self.window.session:
            self.window.session.publish_now()


class Signals(QObject):
    """Ends the program in good order when the system asks for it (SIGTERM, Ctrl+C in the terminal)."""

    def __init__(self, app: Application) -> None:
        super().__init__(app)
        self._app = app
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        signal.set_wakeup_fd(self._write.fileno())
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: None)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._end)

    def _end(self) -> None:
        self._read.recv(64)
        if self._app.window:
            self._app.window.close_anyway()
        self._app.quit()

    def remove(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        self._read.close()
        self._write.close()


def run(file: str | None, name: str) -> int:
    """Show the window with `file` (None: the workshop used last); returns when it is closed.

    `name` is whom changes are recorded as, "" for the profile's name.
    """
    app = Application()
    watch = Watch()
    watch.install()
    signals = Signals(app)
    app.window = window = MainWindow(Settings.load(), name)
    watch.unexpected.connect(window.unexpected)
    window.painted.connect(partial(_begin, window, file))
    window.show()
    try:
        return app.exec()
    finally:
        signals.remove()
        window.jobs.close()
        watch.remove()


def _begin(window: MainWindow, file: str | None) -> None:
    """After the first paint: import the store, open the workshop, and spare the collector all that."""
    window.files.begin(file)
    gc.freeze()


def offscreen_if_blind() -> None:
    """Let Qt draw without a screen where there is none."""
    import os

    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def gui() -> QGuiApplication:
    """The application for drawing pictures: the running one, or a new one without a window."""
    offscreen_if_blind()
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
