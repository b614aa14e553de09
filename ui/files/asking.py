"""Asking where a file goes, so that its name ends as it should and nothing is written over unasked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_target(window: QWidget, title: str, start: Path, kinds: str, suffix: str) -> tuple[Path | None, str]:
    """Let the person choose a file to write, and which of the `kinds` (as Qt writes filters) it is.

    `suffix` is added to a name without it. None when they would rather not.
    """
    while True:
        chosen, kind = QFileDialog.getSaveFileName(window, title, str(start), kinds)
        if not chosen:
            return None, kind
        target = Path(chosen)
        if target.suffix.lower() == suffix:
            return target, kind
        target = target.with_name(target.name + suffix)
        if not target.exists():
            return target, kind
        start = target  # Qt asked about another name: now it shows the whole one, and asks about that
