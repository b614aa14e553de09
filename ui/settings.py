"""What this person likes: kept as JSON in the app's own folder. Holds paths, never a word of a plan."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from okrdesk.paths import app_home
from ui.look.sizes import TEXT_SIZES

ThemeChoice = Literal["system", "light", "dark"]

_MOST_RECENTS = 12


@dataclass(slots=True)
class Recent:
    """A workshop that was open: where it is, how the window stood (Qt's geometry in base 64), which room was
    shown, how each room stood (`Room.view` by its name), and when it was open last (ISO, UTC).
    """

    path: str
    geometry: str = ""
    room: str = ""
    views: dict[str, str] = field(default_factory=dict)
    opened: str = ""


@dataclass(slots=True)
class Settings:
    """The settings. `recents` has the one opened last first.

    `text_size` is in per cent; `hints` names the first-time hints that were followed or closed.
    """

    theme: ThemeChoice = "system"
    recents: list[Recent] = field(default_factory=list)
    text_size: int = 100
    reduced_motion: bool = False
    hints: list[str] = field(default_factory=list)

    @classmethod
    def load(cls) -> Settings:
        """The settings as saved; what is missing or cannot be read is as on the first day."""
        try:
            raw = json.loads(_file().read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls()
        return cls._from(raw) if isinstance(raw, dict) else cls()

    @classmethod
    def _from(cls, raw: dict[str, Any]) -> Settings:
        found = cls()
        if raw.get("theme") in ("system", "light", "dark"):
            found.theme = raw["theme"]
        if raw.get("text_size") in TEXT_SIZES:
            found.text_size = int(raw["text_size"])
        found.reduced_motion = raw.get("reduced_motion") is True
        found.hints = [hint for hint in _rows(raw, "hints") if isinstance(hint, str)]
        known = [_recent(row) for row in _rows(raw, "recents")]
        found.recents = [recent for recent in known if recent is not None]
        return found

    def save(self) -> None:
        """Write the settings beside the old ones and move them into place. Raises OSError."""
        part = _file().with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
        part.replace(_file())

    def remember(self, path: Path) -> Recent:
        """Note that `path` was opened; it is the first of the recents now."""
        text = str(path.resolve())
        known = next((recent for recent in self.recents if recent.path == text), Recent(text))
        known.opened = datetime.now(UTC).isoformat(timespec="seconds")
        self.recents = [known, *(r for r in self.recents if r is not known)][:_MOST_RECENTS]
        return known

    def forget(self, path: str) -> None:
        """Take a path out of the recents, with all that was kept about it."""
        self.recents = [recent for recent in self.recents if recent.path != path]


def _rows(raw: dict[str, Any], name: str) -> list[Any]:
    rows = raw.get(name)
    return rows if isinstance(rows, list) else []


def _recent(row: Any) -> Recent | None:
    """A recent workshop as it was saved, without what is not as it should be; None when it has no path."""
    if not isinstance(row, dict) or not isinstance(row.get("path"), str):
        return None
    names = {f.name for f in fields(Recent)} - {"views"}
    recent = Recent(**{name: row[name] for name in names & row.keys() if isinstance(row[name], str)})
    views = row.get("views")
    if isinstance(views, dict):
        recent.views = {name: view for name, view in views.items() if isinstance(view, str)}
    elif isinstance(row.get("view"), str):  # as it was written when the board was the only room
        recent.views = {"board": row["view"]}
    return recent


def _file() -> Path:
    return app_home() / "settings.json"
