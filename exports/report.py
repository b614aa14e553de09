"""What an export has to say when it is done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """Sentences on what the person should know of the file that was written; none when all went plainly."""

    notes: tuple[str, ...] = ()
