"""A workshop as an Excel workbook, as somebody wants it who goes on working with it in Excel."""

from __future__ import annotations

from pathlib import Path

from exports.job import Job
from exports.report import Report
from okrdesk.workshop import Workshop


def write_workbook(
    workshop: Workshop, target: Path, job: Job, *, draft: bool = True, with_notes: bool = False
) -> Report:
    """Write `workshop` to the .xlsx file `target`; `draft` marks each page. May run on any thread.

    `with_notes` adds what reviewers said, as far as everybody may see it: a sheet, and notes at the cells.

    `workshop` must not change meanwhile: hand over a snapshot. Raises exports.job.Cancelled, and
    exports.atomic.CannotWrite with a sentence; the file that was there before is then whole.
    """
    from exports.excel.workbook import Writer  # openpyxl takes a quarter of a second to import

    return Writer(workshop, job, draft=draft, with_notes=with_notes).write(target)
