"""Drafts to review on paper: numbered lines, the short names to write notes under, and room to write them.

What was said already stands as numbered notes beside its words, as far as everybody may see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Literal

from exports.atomic import write_atomically
from exports.job import Job
from exports.notes import Told, told
from exports.pdf.document import missing_notes, open_paper, verify
from exports.pdf.look import HEAD, MARGIN, colour, team_colour
from exports.pdf.margin_notes import NoteColumn
from exports.pdf.note_marks import numbered
from exports.pdf.paper import Paper
from exports.pdf.typeset import Lines
from exports.report import Report
from exports.words import disclaimer, heading, number_text
from okrdesk.cards import KeyResult, Objective, Team
from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.review import fields
from okrdesk.review.draft import DraftField, draft_fields
from okrdesk.text import one_line
from okrdesk.workshop import Workshop

_NUMBERS = 18.0  # the gutter of the lines' numbers
_NAMES = 84.0  # the column of short names, from the left margin on
_WORDS_END = 0.64  # of the room, where the words end and the margin for notes begins
_GAP = 14.0
_SIZES = {Objective: (11.5, 15.0, 700), KeyResult: (9.6, 13.0, 600)}  # size, leading, weight of main words
_BODY = (9.2, 13.0, 400)


def write_review_copy(
    workshop: Workshop,
    about: Iterable[str],
    team: str,
    target: Path,
    job: Job,
    *,
    page_size: Literal["A4", "Letter"] | None = None,
    with_notes: bool = True,
    reviewer: str = "",
) -> Report:
    """Write the drafts of the teams `about` as a PDF for a reviewer of `team` to write on ("": of none). If
    the name of the `reviewer` is not known, there is room to write it.

    Raises Refused when there is nothing to review; CannotWrite and Cancelled as `exports.pdf.write_pdf` does.
    """
    drafts = [(id_, list(draft_fields(workshop, [id_]))) for id_ in about]
    drafts = [(id_, found) for id_, found in drafts if found]
    if not drafts:
        raise Refused(_("There is no draft of another team to review yet."))
    said = told(workshop, [id_ for id_, _found in drafts]) if with_notes else []
    size = page_size or workshop.organisation.page_size
    notes: list[str] = []

    def write(part: Path) -> None:
        paper = open_paper(workshop, part, size, draft=True)
        copy = _Copy(workshop, paper, team, said, one_line(reviewer))
        for n, (id_, found) in enumerate(drafts):
            job.step(n, len(drafts), _("Review copy"))
            copy.team(id_, found)
        paper.save(job, f"{heading(workshop)} · {disclaimer()}")
        notes.extend(missing_notes(paper.type.missing))

    write_atomically(target, write, verify)
    return Report(tuple(notes))


@dataclass(slots=True)
class _Words:
    """A field set in lines, ready to be drawn."""

    at: DraftField
    lines: Lines
    size: float
    leading: float

    @property
    def height(self) -> float:
        return max(len(self.lines), 1) * self.leading


class _Copy:
    """Writes the pages of one copy; lines are numbered through."""

    def __init__(self, workshop: Workshop, paper: Paper, team: str, said: list[Told], reviewer: str) -> None:
        self._workshop = workshop
        self._reviewer = reviewer
        self._paper = paper
        self._for = _name(workshop.find(Team, team))
        self._said: dict[str, list[Told]] = {}
        for one in said:
            self._said.setdefault(one.thread.note.card, []).append(one)
        self._line = 0
        self._head = ""
        self._y = 0.0
        left = MARGIN + (paper.width - 2 * MARGIN) * _WORDS_END
        self._words_wide = left - _GAP - MARGIN - _NAMES - _NUMBERS
        self._column = NoteColumn(paper, left, paper.width - MARGIN - left)

    def team(self, id_: str, found: list[DraftField]) -> None:
        """The pages of one team's draft."""
        team = self._workshop.find(Team, id_)
        self._head = _("{team} · review copy · continued").format(team=_name(team))
        self._y = self._paper.open_page()
        self._paper.mark(f"team {id_}", 30)
        self._paper.outline(_name(team), f"team {id_}", 0)
        self._title(team)
        self._column.begin(self._y)
        for _card, group in groupby(found, key=lambda at: at.card.id):
            self._card([*group])
        self._close()
        while self._column.waiting:
            self._open()
            self._column.go_on()
            self._paper.close_page()

    # ------------------------------------------------------------ pages
    def _close(self) -> None:
        self._column.end()
        self._paper.close_page()

    def _new_page(self) -> None:
        self._close()
        self._open()

    def _open(self) -> None:
        self._y = self._paper.open_page(self._head)
        self._column.begin(self._y)

    def _title(self, team: Team | None) -> None:
        paper = self._paper
        kicker = _("Review copy · for {team}").format(team=self._for) if self._for else _("Review copy")
        paper.caps(MARGIN, HEAD, kicker, team_colour(team), room=paper.room - 80, size=7.8)
        y = 74.0
        for line in paper.type.clip(_name(team), 700, 21, paper.room, 2):
            paper.text(MARGIN, y, line, 21, colour("ink"))
            y += 25
        advice = _(
            "Write beside the words. Each note begins with the short name on the left, such as {example}. "
            "A letter behind it says what it is: Q question, C challenge, K risk, S other words, "
            "R we rely on this, O overlap, P praise, B it blocks us."
        )
        example = self._example(team)
        for line in paper.type.wrap(advice.format(example=example), 400, 8.4, paper.room):
            paper.text(MARGIN, y - 6, line, 8.4, colour("ink-2"))
            y += 12
        name = paper.type.line(_("Your name"), 600)
        y += 10
        paper.text(MARGIN, y, name, 8.4, colour("ink-2"))
        start = MARGIN + name.width * 8.4 + 8
        if self._reviewer:
            who = paper.type.fit(self._reviewer, 400, 8.4, paper.room - start + MARGIN)
            paper.text(start, y, who, 8.4, colour("ink"))
        else:
            paper.rule(start, y + 2, 200, colour("line-strong"))
        self._y = y + 18

    def _example(self, team: Team | None) -> str:
        cards = self._workshop.objectives(team.id) if team else []
        return next((card.code for card in cards if card.code), "ENG-2")

    # ------------------------------------------------------------ cards
    def _card(self, found: list[DraftField]) -> None:
        words = [self._set(at) for at in found]
        objective = isinstance(found[0].card, Objective)
        self._y += 12 if objective else 5
        whole = sum(one.height + 3 for one in words)
        least = whole if whole < (self._paper.bottom - self._y) or whole < 200 else words[0].height + 30
        if self._y + min(least, 300) > self._paper.bottom:
            self._new_page()
        if objective:
            wide = _NUMBERS + _NAMES + self._words_wide
            self._paper.rule(MARGIN, self._y - 7, wide, colour("line-strong"))
            self._paper.mark(found[0].card.id, self._y)
            self._paper.outline(f"{found[0].code} {one_line(found[0].words)[:100]}", found[0].card.id, 1)
        said = self._said.get(found[0].card.id, [])
        shown = {at.field for at in found}
        for n, one in enumerate(words):
            elsewhere = {_field_of(note) for note in said} - shown if n == 0 else set[str]()
            own = {one.at.field, *elsewhere}
            self._field(one, [note for note in said if _field_of(note) in own])

    def _set(self, at: DraftField) -> _Words:
        size, leading, weight = _SIZES.get(type(at.card), _BODY) if at.main else _BODY
        marks = [note for note in self._said.get(at.card.id, []) if _field_of(note) == at.field]
        words = numbered(at.words, marks)
        if isinstance(at.card, KeyResult) and at.field in fields.NUMBERS[KeyResult]:
            words = f"{fields.NAMES[at.field].capitalize()}: {self._number(at.card, at.field) or '—'}"
        lines = self._paper.type.wrap(words or "—", weight, size, self._words_wide)
        return _Words(at, lines or self._paper.type.wrap("—", weight, size, 99), size, leading)

    def _number(self, result: KeyResult, field: str) -> str:
        value = getattr(result, field)
        if isinstance(value, Decimal):
            return number_text(value, result.unit, self._workshop.organisation.number_format)
        return fields.read(result, field)

    def _field(self, one: _Words, said: list[Told]) -> None:
        """The lines of a field, over as many pages as they take; its notes begin beside the first of them."""
        paper, x = self._paper, MARGIN + _NUMBERS + _NAMES
        for n, line in enumerate(one.lines):
            if self._y + one.leading > paper.bottom:
                self._new_page()
            base = self._y + one.leading * 0.5 + one.size * 0.35
            self._line += 1
            number = paper.type.line(f"{self._line}")
            paper.text(MARGIN + _NUMBERS - 6, base, number, 6.2, colour("ink-3"), align="right")
            if n == 0:
                tone = "ink" if one.at.main else "ink-2"
                name = paper.type.fit(one.at.name, 600 if one.at.main else 400, 7.6, _NAMES - 8)
                paper.text(MARGIN + _NUMBERS, base, name, 7.6, colour(tone))
                for note in said:
                    self._column.add(self._y, note)
            ink = colour("ink" if one.at.main or one.at.field == "story" else "ink-2")
            if line.rtl:
                paper.text(x + self._words_wide, base, line, one.size, ink, align="right")
            else:
                paper.text(x, base, line, one.size, ink)
            self._y += one.leading
        self._y += 3


def _name(team: Team | None) -> str:
    return one_line(team.name or team.code) if team else ""


def _field_of(note: Told) -> str:
    return note.thread.note.field
