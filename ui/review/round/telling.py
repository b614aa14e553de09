"""A round in words: what a cell of its grid tells, how long it goes on."""

from __future__ import annotations

from datetime import timedelta

from okrdesk.cards import Team
from okrdesk.i18n import _
from okrdesk.review.coverage import Cell, CellState
from okrdesk.workshop import Workshop
from ui.review.round.grid import Look
from ui.review.side.telling import notes_words

_STATES: dict[CellState, tuple[str, str]] = {
    "not_opened": (_("not opened"), "grey"),
    "reading": (_("reading"), "accent"),
    "submitted": (_("submitted"), "violet"),
    "answered": (_("all answered"), "green"),
}


def cell_look(workshop: Workshop, team: Team, about: Team, cell: Cell) -> Look:
    """How the cell of a pair looks: `team` reads the draft of `about`."""
    if team.id == about.id:
        return Look(_("own draft"), "", full=_("{team}: its own draft").format(team=team.name), can=True)
    pair = _("{team} reads {about}").format(team=team.name, about=about.name)
    if cell.state == "none":
        full = _("{team} does not read {about} in this round").format(team=team.name, about=about.name)
        return Look("—", "", full=full, can=True)
    word, tone = _STATES[cell.state]
    detail = notes_words(cell.notes) if cell.notes else ""
    if cell.unanswered and cell.state != "reading":
        detail = _("{n} of {notes} to answer").format(n=cell.unanswered, notes=cell.notes)
    return Look(word, tone, detail, f"{pair}: " + ", ".join(filter(None, (word, detail))))


def clock(left: timedelta) -> str:
    """Minutes and seconds, as a clock shows them: 31:05; from an hour on, 1:31:05."""
    seconds = int(left.total_seconds())
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes:02}:{seconds % 60:02}"
