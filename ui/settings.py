"""What this person likes: kept as JSON in the app's own folder. Holds paths, never a word of a plan."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from okrdesk.paths import app_home

ThemeChoice = Literal["system", "light", "dark"]

_MOST_RECENTS = 12


@dataclass(slots=True)
class Recent:
    """A workshop that was open: where it is, how the window stood (Qt's geometry in base 64), and which part
    of the board it showed (`Room.view`).
    """

    path: str
    geometry: str = ""
    view: str = ""


@dataclass(slots=True)
class Settings:
    """The settings. `recents` has the one opened last first."""

    theme: ThemeChoice = "system"
    recents: list[Recent] = field(default_factory=list)

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
        names = {f.name for f in fields(Recent)}
        rows = raw.get("recents")
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and isinstance(row.get("path"), str):
                texts = {name: row[name] for name in names & row.keys() if isinstance(row[name], str)}
                found.recents.append(Recent(**texts))
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
        self.recents = [known, *(r for r in self.recents if r is not known)][:_MOST_RECENTS]
        return known

    def forget(self, path: str) -> None:
        """Take a path out of the recents, with all that was kept about it."""
        self.recents = [recent for recent in self.recents if recent.path != path]


def _file() -> Path:
    return app_home() / "settings.json"
