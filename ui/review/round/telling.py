"""A round in words: what a cell of its grid tells, how long it goes on."""

from __future__ import annotations

from datetime import timedelta

from okrdesk.cards import Team
from okrdesk.i18n import _, ngettext
from okrdesk.review.coverage import Cell, CellState
from okrdesk.review.records import Progress, Round
from okrdesk.review.saying import reviewer_of
from okrdesk.workshop import Workshop
from ui.review.round.grid import Look
from ui.review.side.telling import notes_words

_STATES: dict[CellState, tuple[str, str]] = {
    "not_opened": (_("not opened"), "grey"),
    "reading": (_("reading"), "accent"),
    "submitted": (_("submitted"), "violet"),
    "answered": (_("all answered"), "green"),
}


def who_reads(workshop: Workshop, round_: Round) -> dict[tuple[str, str], str]:
    """Who reads in a round, by (reading team, team that is read): names, where the round shows them."""
    found: dict[tuple[str, str], list[str]] = {}
    for progress in workshop.all(Progress) if round_.names_shown else ():
        who = reviewer_of(workshop, progress.key)
        if progress.round == round_.id and not progress.withdrawn and who and who.name:
            found.setdefault((progress.team, progress.about), []).append(who.name)
    return {pair: ", ".join(sorted(set(names))) for pair, names in found.items()}


def cell_look(team: Team, about: Team, cell: Cell, who: str = "") -> Look:
    """How the cell of a pair looks: `team` reads the draft of `about`, by the hands of `who`."""
    if team.id == about.id:
        return Look(_("own draft"), "", full=_("{team}: its own draft").format(team=team.name), can=True)
    pair = _("{team} reads {about}").format(team=team.name, about=about.name)
    if cell.state == "none":
        full = _("{team} does not read {about} in this round").format(team=team.name, about=about.name)
        return Look("—", "", full=full, can=True)
    word, tone = _STATES[cell.state] if cell.planned else (_("not planned"), "")
    detail = notes_words(cell.notes) if cell.notes else ""
    if cell.unanswered and cell.state != "reading":
        detail = _("{n} of {notes} to answer").format(n=cell.unanswered, notes=cell.notes)
    return Look(word, tone, detail, f"{pair}: " + ", ".join(filter(None, (word, detail, who))))


def clock(left: timedelta) -> str:
    """Minutes and seconds, as a clock shows them: 31:05, 1:31:05; from a day on, the days."""
    if left.days:
        return ngettext("{n} day", "{n} days", left.days).format(n=left.days)
    seconds = int(left.total_seconds())
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes:02}:{seconds % 60:02}"
