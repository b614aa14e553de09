"""The system's signals to end, taken in Qt's own loop: saved and gone within a moment."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier


class Signals(QObject):
    """Calls `end` and quits when the system asks for it (SIGTERM, or Ctrl+C in the terminal)."""

    def __init__(self, app: QCoreApplication, end: Callable[[], None]) -> None:
        super().__init__(app)
        self._end = end
        self._read, self._write = socket.socketpair()
        for side in (self._read, self._write):
            side.setblocking(False)
        signal.set_wakeup_fd(self._write.fileno())
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: None)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._received)
        app.aboutToQuit.connect(self.remove)

    def _received(self) -> None:
        self._read.recv(64)
        self._end()
        QCoreApplication.quit()

    def remove(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        self._read.close()
        self._write.close()
