"""A private place for temporary files: openpyxl and others write whole sheets there."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from okrdesk.paths import app_home
from okrdesk.store import process


def private_tempdir() -> Path:
    """Make new files private and have `tempfile` use a folder of this process under the app's own.

    Folders of processes that run no more are emptied away. Called once, at the app's start. Raises OSError.
    """
    os.umask(0o077)
    root = app_home() / "tmp"
    root.mkdir(mode=0o700, exist_ok=True)
    for old in root.iterdir():
        pid, _, since = old.name.partition("-")
        if not (pid.isdigit() and process.alive(int(pid), since)):
            shutil.rmtree(old, ignore_errors=True)
    mine = root / f"{os.getpid()}-{process.started(os.getpid())}"
    mine.mkdir(mode=0o700, exist_ok=True)
    tempfile.tempdir = str(mine)
    return mine
