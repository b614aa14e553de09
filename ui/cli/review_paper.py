"""`okrdesk review` for reviewers without the app: workbooks and paper out, workbooks in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from okrdesk.cards import PageSize
from okrdesk.i18n import _
from ui.cli.base import PATH, Who, as_option, opened, say_json, tell
from ui.cli.review import review, round_named, team_named
from ui.cli.review_words import merge_facts, merge_lines
from ui.cli.trouble import FINE, PROBLEMS, REFUSED


@review.command()
@click.argument("file", type=PATH)
@click.option("--team", required=True, metavar="TEAM", help="The reviewer's team, by its short name or name.")
@click.option("--reviewer", metavar="NAME", default="", help="Who reviews; else they write their name.")
@click.option("--round", "number", metavar="N", help="The review round, by its number or name.")
@click.option("-o", "--output", type=PATH, required=True, metavar="OUT.xlsx", help="The workbook to write.")
@as_option
@click.pass_obj
def workbook(who: Who, file: Path, team: str, reviewer: str, number: str | None, output: Path) -> None:
    """Write an Excel workbook with the drafts that TEAM is to review, to be filled in and taken back.

    \b
    Example:
      okrdesk review workbook q1.okrdesk --team SAL -o sales.xlsx
    """
    from exports.excel.review_workbook import write_review_workbook
    from exports.job import Job
    from okrdesk.review import packing
    from okrdesk.store.errors import Unwritable

    output = output if output.suffix else output.with_suffix(".xlsx")
    with opened(file, who, read_only=False) as document:
        if document.read_only:
            sentence = _("No workbook was made of {file}. {why}")
            raise Unwritable(sentence.format(file=file, why=document.read_only))
        workshop = document.workshop
        its = team_named(workshop, team)
        round_ = round_named(workshop, its.id, number)
        about = packing.teams_for(workshop, its.id, round_)
        change, invitation = packing.invite(
            workshop, round_, its.id, reviewer or its.name or its.code, about, document.repository.count()
        )
        report = write_review_workbook(workshop, invitation, output, Job())
        document.desk.do(change)
        document.publish()
    tell(output, report.notes)


@review.command()
@click.argument("file", type=PATH)
@click.argument("workbooks", type=PATH, nargs=-1, required=True, metavar="WORKBOOK...")
@click.option("--dry-run", is_flag=True, help="Say what would be taken in, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON, for programs.")
@as_option
@click.pass_obj
def take(who: Who, file: Path, workbooks: Sequence[Path], dry_run: bool, as_json: bool) -> int:
    """Take in review workbooks that were filled in, as one change that one undo takes back.

    Taking one in twice doubles nothing. What could not be understood is listed, never dropped silently.

    \b
    Example:
      okrdesk review take q1.okrdesk sales.xlsx --dry-run
    """
    from okrdesk.review.sheet import preview_of
    from okrdesk.store.errors import Unwritable

    with opened(file, who, read_only=dry_run) as document:
        if document.read_only and not dry_run:
            sentence = _("Nothing was taken into {file}. {why}")
            raise Unwritable(sentence.format(file=file, why=document.read_only))
        preview, passed = preview_of(document.workshop, workbooks)
        if preview.change and not dry_run:
            document.desk.do(preview.change)
            document.publish()
        merged = preview.change is not None and not dry_run
        if as_json:
            say_json(merge_facts(preview, merged) | {"passed_over": list(passed)})
        else:
            click.echo("\n".join((*passed, *merge_lines(document.workshop, preview, merged))))
    if not preview.refused:
        return FINE
    return PROBLEMS if preview.reviewers else REFUSED


@review.command()
@click.argument("file", type=PATH)
@click.option("--team", required=True, metavar="TEAM", help="The reviewer's team, by its short name or name.")
@click.option("--round", "number", metavar="N", help="The review round, by its number or name.")
@click.option("-o", "--output", type=PATH, required=True, metavar="OUT.pdf", help="The PDF to write.")
@click.option("--page-size", type=click.Choice(["A4", "Letter"], case_sensitive=False))
@as_option
@click.pass_obj
def paper(
    who: Who, file: Path, team: str, number: str | None, output: Path, page_size: PageSize | None
) -> None:
    """Write a PDF with the drafts that TEAM is to review: numbered lines, and room to write beside them.

    The notes are typed in by hand afterwards, in the window under Review.

    \b
    Example:
      okrdesk review paper q1.okrdesk --team SAL -o sales.pdf
    """
    from exports.job import Job
    from exports.pdf.review_copy import write_review_copy
    from okrdesk.review import packing

    output = output if output.suffix else output.with_suffix(".pdf")
    with opened(file, who) as document:
        workshop = document.workshop
        its = team_named(workshop, team)
        about = packing.teams_for(workshop, its.id, round_named(workshop, its.id, number))
        tell(output, write_review_copy(workshop, about, its.id, output, Job(), page_size=page_size).notes)
