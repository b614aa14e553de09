"""Which process this is, and whether another one still lives: for locks and leftovers."""

from __future__ import annotations

import os
import socket
import sys
from functools import cache
from pathlib import Path


def host() -> str:
    """This computer's name."""
    return socket.gethostname() or "?"


def user() -> str:
    """The name that the operating system knows the person by, or "?"."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


@cache
def boot() -> str:
    """A text that changes when the computer starts anew; "" where the system does not tell."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""


def started(pid: int) -> str:
    """When a process started, in a form to compare only; "" where the system does not tell."""
    told = _told(pid)
    return told[19] if told else ""


def _told(pid: int) -> list[str]:
    """What Linux tells of a process behind its name, the state first; nothing where it does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", errors="replace")
    except OSError:
        return []
    return stat.rpartition(")")[2].split()  # the name in brackets may hold anything


def alive(pid: int, since: str = "") -> bool:
    """Whether a process with this number runs here and, where that is known, was started at `since`."""
    if pid <= 0:
        return False
    if not (_alive_windows(pid) if sys.platform == "win32" else _alive_posix(pid)):
        return False
    return not since or started(pid) in ("", since)


def _alive_posix(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OverflowError:
        return False
    except PermissionError:
        pass  # it is there, and somebody else's
    return _told(pid)[:1] not in (["Z"], ["X"])  # one that has ended, and is still listed, is dead


def _alive_windows(pid: int) -> bool:
    # os.kill would end the process there; to ask, open it and see whether it has an exit code yet.
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return ctypes.get_last_error() == 5  # type: ignore[attr-defined]  # access denied: it is there
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == 259  # STILL_ACTIVE
