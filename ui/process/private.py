"""What this process leaves behind is for its own user only: file modes and temporary files."""

from __future__ import annotations

import atexit
import os
import sys
from pathlib import Path

from okrdesk.paths import app_home


def keep_private() -> None:
    """Files get mode 0600, and all temporary files go into a folder of this process that goes with it.

    Costs no import that a window does not need.
    """
    os.umask(0o077)
    folder = app_home() / "tmp"
    folder.mkdir(mode=0o700, exist_ok=True)
    mine = folder / str(os.getpid())
    mine.mkdir(mode=0o700, exist_ok=True)
    atexit.register(_remove, mine)
    for name in ("TMPDIR", "TEMP", "TMP"):  # also for child processes
        os.environ[name] = str(mine)
    if "tempfile" in sys.modules:
        import tempfile

        tempfile.tempdir = str(mine)


def clear_left_over() -> None:
    """Clear away the temporary files of processes that died; somebody may have done it before."""
    try:
        entries = list(os.scandir(app_home() / "tmp"))
    except FileNotFoundError:
        return
    for entry in entries:
        # A number that another process got since keeps its folder until that one ends.
        if not (entry.name.isdigit() and _alive(int(entry.name))):
            _remove(Path(entry.path))


def _alive(pid: int) -> bool:
    from okrdesk.store import process

    return process.alive(pid)


def _remove(path: Path) -> None:
    import shutil  # not at the top: it loads three compressors

    shutil.rmtree(path, ignore_errors=True)
