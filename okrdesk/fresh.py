"""A workshop with nothing planned yet: a company, and the quarter that comes next."""

from __future__ import annotations

from datetime import date

from okrdesk.change import Change
from okrdesk.templates import template_change


def fresh(name: str = "", today: date | None = None) -> Change:
    """The change that fills an empty file: the organisation, the next quarter, the company as a team."""
    return template_change("blank", name, today)
