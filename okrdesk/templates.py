"""What a new workshop can begin from: lanes, teams, questions and limits; never example cards."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from okrdesk.cards import Cycle, Organisation, Record, Settings, Team, new_id
from okrdesk.change import Change, Put
from okrdesk.edits import ranks
from okrdesk.i18n import _
from okrdesk.paths import RESOURCES

_FOLDER = RESOURCES / "templates"
_QUARTER = 13  # weeks


@dataclass(frozen=True, slots=True)
class Template:
    """What a new workshop can begin from; `purpose` is a sentence on what it is for."""

    id: str
    title: str
    purpose: str


TEMPLATES = (
    Template("blank", _("Blank"), _("A company and the next quarter; everything else is up to you.")),
    Template(
        "light", _("Light"), _("A small company: three objectives together, one for each lead, few rules.")
    ),
    Template("pilot", _("Pilot"), _("One team tries it for one quarter with one objective.")),
    Template("early", _("Early stage"), _("A young company: four weeks at a time, small and time-boxed.")),
    Template(
        "six-levels", _("Six levels"), _("A large organisation: from strategy through departments to people.")
    ),
)


def template_change(id_: str, name: str = "", today: date | None = None) -> Change:
    """The change that fills an empty workshop from a template; `name` is the organisation's.

    The cycle is the next quarter; a shorter one begins on the next Monday. Raises KeyError when there is no
    such template.
    """
    if id_ not in {template.id for template in TEMPLATES}:
        raise KeyError(id_)
    data = tomllib.loads((_FOLDER / f"{id_}.toml").read_text(encoding="utf-8"))
    records = _records(data, name, today or date.today())  # noqa: DTZ011 - the person's own day
    return Change(_("Begin"), tuple(Put(record) for record in records), "begin")


def _records(data: dict[str, Any], name: str, today: date) -> Iterator[Record]:
    yield Organisation(new_id(), name, tuple(data.get("levels", ())), prompts=tuple(data.get("prompts", ())))
    yield _cycle(today, **data.get("cycle", {}))
    if "settings" in data:
        yield Settings(new_id(), **data["settings"])
    teams: list[dict[str, str]] = data["teams"]
    ids = {row["code"]: new_id() for row in teams}
    for n, (row, rank) in enumerate(zip(teams, ranks(len(teams)), strict=True)):
        yield Team(ids[row["code"]], rank, row["name"], row["code"], n, ids.get(row.get("parent", ""), ""))


def _cycle(today: date, weeks: int = _QUARTER) -> Cycle:
    if weeks == _QUARTER:
        quarter, year, starts = next_quarter(today)
        return Cycle(new_id(), _("Q{quarter} {year}").format(quarter=quarter, year=year), starts)
    monday = today + timedelta(days=7 - today.weekday())
    number, year = monday.isocalendar().week, monday.isocalendar().year
    title = _("Weeks {first}–{last} {year}").format(
        first=number, last=(monday + timedelta(weeks=weeks - 1)).isocalendar().week, year=year
    )
    return Cycle(new_id(), title, monday, weeks)


def next_quarter(today: date) -> tuple[int, int, date]:
    """The quarter after the one that `today` is in: its number, its year, and its first Monday."""
    quarter, year = (today.month - 1) // 3 + 2, today.year
    if quarter == 5:
        quarter, year = 1, year + 1
    first = date(year, quarter * 3 - 2, 1)
    return quarter, year, first + timedelta(days=-first.weekday() % 7)
