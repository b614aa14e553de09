"""The log: what went wrong and where in the code, never a word of anybody's plan. Five files of 1 MB."""

from __future__ import annotations

import contextlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from okrdesk.paths import app_home

if TYPE_CHECKING:
    import logging
    from types import TracebackType

_MOST_BYTES = 1_000_000
_FILES = 5


def log_folder() -> Path:
    """The folder of the log and of crash reports, made when it is missing."""
    folder = app_home() / "logs"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def log_path() -> Path:
    """The newest file of the log."""
    return log_folder() / "okrdesk.log"


@lru_cache(maxsize=1)
def _logger(path: Path) -> logging.Logger:
    """What writes to `path`, and to no file of a home that was used before."""
    import logging
    from logging.handlers import RotatingFileHandler

    logger = logging.getLogger("okrdesk")
    for old in logger.handlers[:]:
        logger.removeHandler(old)
        old.close()
    handler = RotatingFileHandler(
        path, maxBytes=_MOST_BYTES, backupCount=_FILES - 1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.propagate = False
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return logger


def log_line(text: str) -> None:
    """Write one line. Never raises: a log that cannot be written must not stop anybody."""
    with contextlib.suppress(Exception):
        _logger(log_path()).info("%s", text)


def log_unexpected(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Write an exception's kind and the places it passed. Its text stays out: it may quote a card."""
    import traceback

    places = (f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace))
    log_line(f"{kind.__module__}.{kind.__qualname__} at {' < '.join(reversed(list(places)))}")
