"""What an export has to tell the person beside the file itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """How an export went: sentences for the person, such as which characters no font could show."""

    notes: tuple[str, ...] = ()
