"""What stands above a table: its title, its team, remarks; and which sheets are called after teams."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from okrdesk.i18n import _
from okrdesk.intake.grid import Cell
from okrdesk.intake.labels import unlabel
from okrdesk.intake.proposal import DraftObjective
from okrdesk.intake.reading import Reading
from okrdesk.intake.sections import is_parking, is_title, team_name
from okrdesk.intake.tables import Table
from okrdesk.intake.words import NOTES, header_fields, is_company, looks_like_team, plain

_PLAIN_SHEETS = re.compile(
    r"(sheet|tabelle|feuil|feuille|hoja|foglio|blad|table|blatt|tab|page|arkusz)\s*\d*"
    r"|okrs?|data|main|all|overview|summary|q[1-4].*|h[12].*|fy ?\d+.*|20\d\d.*"
    r"|plan|list|goals|objectives|export.*"
)


@dataclass(slots=True)
class Banner:
    """What the rows above a table's header say."""

    team: str = ""
    home: DraftObjective | None = None  # of key results in a table without objectives


def read_banner(table: Table, reading: Reading, several: bool) -> Banner:
    """The rows above a table's header: titles, "Team: …" pairs, remarks. All of it is listed as left out.

    `several`: other tables stand on the same sheet, so that the last lone cell above each names its team.
    """
    banner = Banner()
    rows = [(n, [cell for cell in row if cell.text and not cell.merged]) for n, row in table.above]
    rows = [(n, cells) for n, cells in rows if cells]
    for number, cells in rows:
        where = (
            _("{sheet}, row {n}").format(sheet=table.name, n=number)
            if table.name
            else _("row {n}").format(n=number)
        )
        banner.team = _stated_team(cells, reading) or banner.team
        if not table.has("objective", "text") and _states_card(where, cells, banner):
            continue
        reading.leave(where, " · ".join(cell.text for cell in cells), _("Above the table."))
        text = cells[0].text
        if len(cells) == 1 and not NOTES.match(text) and len(text) <= 80:
            reading.titles.append(text)
    if rows and not banner.team and not table.has("team"):
        last = rows[-1][1]
        text = last[0].text.strip()
        lone = len(last) == 1 and len(text) <= 60 and not NOTES.match(text) and not is_title(text)
        several = several and rows[-1][0] == table.header_row - 1
        name = team_name(text)
        if lone and (several or looks_like_team(name) or is_company(name)):
            banner.team = name
            reading.titles = [title for title in reading.titles if title != last[0].text]
    return banner


def _pairs(cells: Sequence[Cell]) -> list[list[str]]:
    """What "Team: Marketing", in one cell or two, can state: key and value."""
    texts = [cell.text for cell in cells]
    return [text.split(":", 1) for text in texts if ":" in text] + [
        [a.rstrip(":"), b] for a, b in pairwise(texts)
    ]


def _states_card(where: str, cells: Sequence[Cell], banner: Banner) -> bool:
    """Whether a row says of which objective the table below holds the key results, or who owns that."""
    for key, value in _pairs(cells):
        fields, sure = header_fields(key)
        if sure < 1 or not value.strip():
            continue
        if fields[0] == "objective":
            banner.home = DraftObjective(" ".join(value.split()), where, number=unlabel(key).number)
            return True
        if fields[0] == "owner" and banner.home is not None and not banner.home.owner:
            banner.home.owner = value.strip()
            return True
    return False


def _stated_team(cells: Sequence[Cell], reading: Reading) -> str:
    """The team that "Team: Marketing", in one cell or two, states; quarter and company are noted too."""
    team = ""
    for key, value in _pairs(cells):
        fields, sure = header_fields(key)
        if not fields or sure < 1 or not value.strip() or header_fields(value)[1] == 1:
            continue
        if fields[0] == "team":
            team = team or value.strip()
        elif fields[0] == "cycle":
            reading.cycles[value.strip()] += 1
        elif fields[0] == "company":
            reading.titles.insert(0, value.strip())
    return team


def sheet_teams(tables: Sequence[Table]) -> dict[str, str]:
    """The teams that sheets are called after, by the sheet's name, where no column says the team."""
    cards = [t for t in tables if t.has("objective", "key_result", "text") and not t.has("team")]
    names = list(dict.fromkeys(t.name for t in cards if t.name and not is_parking(t.name)))
    telling = [
        name for name in names if not _PLAIN_SHEETS.fullmatch(plain(team_name(name))) and not is_title(name)
    ]
    if len(names) == 1 and not any(looks_like_team(team_name(name)) for name in telling):
        return {}
    return {name: team_name(name) for name in telling}
