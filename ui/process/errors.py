"""What nobody foresaw: one log without the plan's words, one notice for the person, and no silence.

Exceptions in slots reach `sys.excepthook`; those of threads reach `threading.excepthook` on that thread;
Qt's own warnings reach its message handler. None of these may raise, and none may open a dialog.
"""

from __future__ import annotations

import faulthandler
import functools
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import IO, Any, ParamSpec, TypeVar

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from ui.process.log import log_folder, log_line, log_unexpected

P = ParamSpec("P")
R = TypeVar("R")


class Watch(QObject):
    """Tells the window, in its own thread, that something unexpected happened. A storm is told once."""

    unexpected = Signal(str)
    _heard = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._pending = False
        self._crashes: IO[str] | None = None

    def install(self) -> None:
        """Catch what nobody else does, from now on; a crash of Qt leaves its stacks in the log folder."""
        sys.excepthook = self.hook
        threading.excepthook = self._thread_hook
        qInstallMessageHandler(_from_qt)
        try:
            self._crashes = (log_folder() / "crash.log").open("a", encoding="utf-8")
            faulthandler.enable(self._crashes)
        except OSError:
            faulthandler.enable()

    def tell(self, listener: Callable[[str], None]) -> None:
        """Have `listener` called in the main thread, once what went wrong is over."""
        from PySide6.QtCore import Qt

        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.unexpected.connect(listener)

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)
        faulthandler.disable()
        if self._crashes:
            self._crashes.close()

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an exception and tell the window: its sentence, where it was made for people, else "".

        May be called in any thread; never raises.
        """
        log_unexpected(kind, error, trace)
        if issubclass(kind, Exception):
            with self._lock:
                if self._pending:
                    return
                self._pending = True
            self._heard.emit(_sentence(error))

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value:
            self.hook(args.exc_type, args.exc_value, args.exc_traceback)

    def _tell(self, sentence: str) -> None:
        with self._lock:
            self._pending = False
        self.unexpected.emit(sentence)


def _sentence(error: BaseException) -> str:
    from okrdesk.desk import Refused
    from okrdesk.store.errors import StoreError

    return str(error) if isinstance(error, (Refused, StoreError)) else ""


def guarded(default: Any = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """For overrides of Qt's virtual methods: an exception there would appear in an unrelated line.

    It goes to `sys.excepthook` instead, and the method returns `default`.
    """

    def decorate(method: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(method)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return method(*args, **kwargs)
            except Exception:
                kind, error, trace = sys.exc_info()
                assert kind and error
                sys.excepthook(kind, error, trace)
                return default

        return call

    return decorate


def _from_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    if kind is not QtMsgType.QtDebugMsg:
        log_line(f"qt {kind.name} {context.category}: {text}")
