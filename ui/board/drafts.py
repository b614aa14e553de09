"""What is typed and not saved yet, kept in the private folder: a crash loses about a second of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from okrdesk.cards import KIND
from okrdesk.paths import app_home
from okrdesk.store import disk
from ui.process.log import log_line

if TYPE_CHECKING:
    from okrdesk.workshop import Workshop
    from okrdesk.writing import Spot


@dataclass(frozen=True, slots=True)
class Draft:
    """A text, and where it was being written."""

    spot: Spot
    text: str

    def spot_in(self, workshop: Workshop) -> Spot | None:
        """Where it can be written now: in a new card where that one is gone; None without a place."""
        spot = self.spot
        if spot.id and spot.id not in workshop:
            spot = replace(spot, id="", field="")
        return None if spot.parent and spot.parent not in workshop and not spot.founds else spot


def _file(workshop_id: str) -> Path:
    folder = app_home() / "drafts"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{workshop_id}.json"


def keep(workshop_id: str, draft: Draft) -> None:
    """Keep a draft. When that fails, the log knows, and nobody is kept from writing."""
    spot = draft.spot
    plain = {
        "kind": spot.kind.__name__, "id": spot.id, "parent": spot.parent, "before": spot.before,
        "target": spot.target, "field": spot.field, "founds": spot.founds, "over": spot.over,
        "parked": spot.parked, "text": draft.text,
    }  # fmt: skip
    try:
        disk.write_small(_file(workshop_id), json.dumps(plain).encode())
    except OSError as error:
        log_line(f"draft not kept: {error.strerror}")


def forget(workshop_id: str) -> None:
    """The text is saved, or given up."""
    disk.remove(_file(workshop_id))


def left(workshop_id: str) -> bool:
    """Whether there is a draft of this workshop."""
    return _file(workshop_id).is_file()


def left_over(workshop_id: str) -> Draft | None:
    """The draft that a crash left; None where there is none that can be read."""
    try:
        plain = json.loads(_file(workshop_id).read_bytes())
    except (OSError, ValueError):
        return None
    from okrdesk.writing import FIELD, Spot

    try:
        text, kind = plain.pop("text"), KIND[plain.pop("kind")]
        draft = Draft(Spot(kind, **plain), text)
    except (TypeError, KeyError, AttributeError):
        return None
    return draft if kind in FIELD and isinstance(text, str) and text.strip() else None
