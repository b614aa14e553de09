"""A workshop with nothing planned yet: a company, and the quarter that comes next."""

from __future__ import annotations

from datetime import date, timedelta

from okrdesk.cards import Cycle, Organisation, Team, new_id
from okrdesk.change import Change, Put
from okrdesk.edits import ranks
from okrdesk.i18n import _

COMPANY_CODE = "CO"


def fresh(name: str = "", today: date | None = None) -> Change:
    """The change that fills an empty file: the organisation, the next quarter, the company as a team."""
    quarter, year, starts = next_quarter(today or date.today())  # noqa: DTZ011 - the person's own day
    cycle = Cycle(new_id(), _("Q{quarter} {year}").format(quarter=quarter, year=year), starts)
    company = Team(new_id(), ranks(1)[0], _("Company"), COMPANY_CODE)
    return Change(_("Begin"), (Put(Organisation(new_id(), name)), Put(cycle), Put(company)))


def next_quarter(today: date) -> tuple[int, int, date]:
    """The quarter after the one that `today` is in: its number, its year, and its first Monday."""
    quarter, year = (today.month - 1) // 3 + 2, today.year
    if quarter == 5:
        quarter, year = 1, year + 1
    first = date(year, quarter * 3 - 2, 1)
    return quarter, year, first + timedelta(days=-first.weekday() % 7)
