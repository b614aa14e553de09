"""The plan as a PDF: who is working on what, the alignment map, a page or more a team, and what waits.

reportlab, HarfBuzz and fontTools are imported when a PDF is written, not before.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from exports.atomic import write_atomically
from exports.job import Job
from exports.report import Report
from okrdesk.workshop import Workshop


def write_pdf(
    workshop: Workshop,
    target: Path,
    job: Job,
    *,
    page_size: Literal["A4", "Letter"] | None = None,
    draft: bool = True,
    with_notes: bool = False,
) -> Report:
    """Write the workshop to `target`, on the organisation's paper unless `page_size` says otherwise.

    `draft` marks every page; `with_notes` adds what reviewers said, as far as everybody may see it. The same
    workshop gives the same bytes. The report names characters that no font has. Raises CannotWrite when the
    file cannot be written and Cancelled when the job was; both leave an older file as it was.
    """
    from exports.pdf.document import verify, write

    notes: list[str] = []
    size = page_size or workshop.organisation.page_size

    def fill(part: Path) -> None:
        notes.extend(write(workshop, part, job, size, draft=draft, with_notes=with_notes))

    write_atomically(target, fill, verify)
    return Report(tuple(notes))
