"""The whole document: its sections in order, its properties, and a look at the file before it goes out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from exports.job import Job
from exports.notes import told
from exports.pdf.look import PAGES
from exports.pdf.map_pages import MapPages
from exports.pdf.overview import Overview
from exports.pdf.paper import Paper
from exports.pdf.plan import Plan
from exports.pdf.strategy_pages import write_strategy
from exports.pdf.team_pages import TeamPages
from exports.words import disclaimer, heading, organisation_name
from okrdesk.cards import KINDS, fields_of
from okrdesk.i18n import _
from okrdesk.text import clean
from okrdesk.workshop import Workshop


def write(
    workshop: Workshop, path: Path, job: Job, size: str, *, draft: bool, with_notes: bool = False
) -> list[str]:
    """Write the PDF to `path`; sentences about what could not be shown as it was typed."""
    paper = open_paper(workshop, path, size, draft=draft)
    plan = Plan(workshop)
    overview = Overview(paper, plan, job)
    overview.write()
    MapPages(paper, plan, job).write()
    said = told(workshop) if with_notes else []
    write_strategy(paper, plan, job, said)
    teams = TeamPages(paper, plan, job, said)
    teams.write()
    teams.later()
    paper.save(job, f"{heading(workshop)} · {disclaimer()}")
    return [*overview.notes, *missing_notes(paper.type.missing)]


def open_paper(workshop: Workshop, path: Path, size: str, *, draft: bool) -> Paper:
    """The empty document, which names the organisation as its author and nobody else."""
    return Paper(
        path,
        PAGES[size],
        characters=characters(workshop),
        title=_("{heading} · OKRs").format(heading=heading(workshop)),
        author=organisation_name(workshop),
        language=workshop.organisation.language or "en",
        draft=draft,
    )


def characters(workshop: Workshop) -> set[str]:
    """Every character of every text in the workshop."""
    found: set[str] = set()
    for kind in KINDS:
        infos = [f for f in fields_of(kind).values() if f.type is str and not f.ref and not f.choices]
        names = [info.name for info in infos if info.name != "logo"]
        for record in workshop.all(kind):
            for name in names:
                found.update(clean(getattr(record, name)))
    found.update(clean("".join(workshop.organisation.levels)))
    return found


def missing_notes(missing: Iterable[str]) -> list[str]:
    """A sentence on characters that no font has; none when there are none."""
    spelled = [f"{c} (U+{ord(c):04X})" for c in missing]
    if not spelled:
        return []
    shown = ", ".join(spelled[:20]) + (_(" and {n} more").format(n=len(spelled) - 20) if spelled[20:] else "")
    return [
        _(
            "No font on this computer has these characters; the PDF spells them by number: {characters}"
        ).format(characters=shown)
    ]


def verify(path: Path) -> None:
    """Look whether the file is whole: its head, its end, and a table of objects where the end says it is.

    Raises OSError when it is not.
    """
    with path.open("rb") as file:
        head = file.read(5)
        file.seek(0, 2)
        length = file.tell()
        file.seek(max(0, length - 64))
        words = file.read().split()
        whole = head == b"%PDF-" and words[-1:] == [b"%%EOF"] and words[-3:-2] == [b"startxref"]
        if whole:
            file.seek(int(words[-2]))
            whole = file.read(4) == b"xref"
    if not whole:
        raise OSError(_("the PDF did not come out whole"))
