"""Keeps PySide6 from reading the source of every module that is imported after it."""

from __future__ import annotations

import builtins


def plain_imports() -> None:
    """Import PySide6 and take its import hook out again; call it before anything else of Qt is imported.

    The hook serves `from __feature__ import ...`, which this program does without. For that it reads and
    keeps the source of each module imported later: 14 MB and a third of the time for SQLAlchemy alone.
    """
    import PySide6.QtCore  # noqa: F401 - puts the hook in

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
