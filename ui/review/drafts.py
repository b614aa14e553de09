"""What is being written and is no note yet, in the margin or from paper, kept in the private folder by place.

It survives Esc and a crash, and is offered again where it was being written.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from okrdesk.paths import app_home
from okrdesk.review.notes import Spot
from okrdesk.store import disk
from ui.process.log import log_line

LATEST_MS = 1500  # who types without a pause has their words kept after so long

Draft = dict[str, Any]  # plain values only: texts, numbers, None


def place_of(spot: Spot) -> str:
    """The name of a draft for a new note."""
    return json.dumps(["new", spot.card, spot.field, spot.start, spot.end])


def spot_of(place: str) -> Spot | None:
    """The spot of a draft for a new note; None for drafts of other things."""
    try:
        kind, card, field, start, end = json.loads(place)
    except (ValueError, TypeError):
        return None
    numbers = all(n is None or isinstance(n, int) for n in (start, end))
    return Spot(str(card), str(field), start, end) if kind == "new" and numbers else None


class Drafts:
    """The drafts of one workshop, by the names of their places. The file holds them; nothing is kept here."""

    def __init__(self, workshop_id: str) -> None:
        self._file: Path = app_home() / "drafts" / f"{workshop_id}.notes.json"

    def all(self) -> dict[str, Draft]:
        """What is being written, by its place."""
        try:
            plain = json.loads(self._file.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(plain, dict):
            return {}
        return {key: value for key, value in plain.items() if isinstance(value, dict)}

    def of(self, place: str) -> Draft | None:
        """What was being written there."""
        return self.all().get(place)

    def keep(self, place: str, draft: Draft) -> None:
        """Keep a draft. When that fails, the log knows, and nobody is kept from writing."""
        kept = self.all()
        if kept.get(place) != draft:
            self._write({**kept, place: draft})

    def forget(self, place: str) -> None:
        """The words are said, or given up."""
        kept = self.all()
        if kept.pop(place, None) is not None:
            self._write(kept)

    def _write(self, kept: dict[str, Draft]) -> None:
        if not kept:
            disk.remove(self._file)
            return
        try:
            self._file.parent.mkdir(mode=0o700, exist_ok=True)
            disk.write_small(self._file, json.dumps(kept).encode())
        except OSError as error:
            log_line(f"note's draft not kept: {error.strerror}")
