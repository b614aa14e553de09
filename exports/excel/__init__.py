"""A workshop as an Excel workbook, as somebody wants it who goes on working with it in Excel."""

from __future__ import annotations

from pathlib import Path

from exports.job import Job
from exports.report import Report
from okrdesk.workshop import Workshop


def write_workbook(workshop: Workshop, target: Path, job: Job, *, draft: bool = True) -> Report:
    """Write `workshop` to the .xlsx file `target`; `draft` marks each page. May run on any thread.

    `workshop` must not change meanwhile: hand over a snapshot. Raises exports.job.Cancelled, and
    exports.atomic.CannotWrite with a sentence; the file that was there before is then whole.
    """
    from exports.excel.workbook import Writer  # openpyxl takes a quarter of a second to import

    return Writer(workshop, job, draft=draft).write(target)
