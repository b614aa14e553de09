"""Colours, sizes and measures of the pages, in points. The colours are those of the light theme."""

from __future__ import annotations

import json
from functools import cache

from okrdesk.cards import Pillar, Team
from okrdesk.paths import RESOURCES

PAGES = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
MARGIN = 42.0
TOP = 72.0  # where a page's own matter begins, below its running head
BOTTOM = 58.0  # what the foot of a page takes
HEAD = 48.0  # the base line of a page's running head

BODY = 9.2
SMALL = 8.4
KICKER = 7.4
LEADING = 13.0


@cache
def _theme() -> dict[str, str | list[str]]:
    return json.loads((RESOURCES / "themes" / "light.json").read_text("utf-8"))


@cache
def colour(token: str) -> str:
    """A colour token of the theme ("ink-2") as the three numbers that PDF operators take."""
    return _numbers(str(_theme()[token]))


@cache
def hue(number: int) -> str:
    """A team's hue by its number, as PDF operators take it."""
    hues = _theme()["team"]
    return _numbers(hues[number % len(hues)])


def team_colour(team: Team | None) -> str:
    """A team's colour; that of hints where there is no team."""
    return hue(team.colour) if team else colour("ink-3")


def pillar_colour(pillar: Pillar) -> str:
    """A pillar's colour."""
    return hue(pillar.colour)


def _numbers(code: str) -> str:
    return " ".join(f"{int(code[i : i + 2], 16) / 255:.3g}" for i in (1, 3, 5))
