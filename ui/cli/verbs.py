"""The verbs new, export, info and picture. Results go to stdout, sentences about trouble to stderr."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from okrdesk.cards import PageSize
from okrdesk.i18n import _
from ui.cli.base import PATH, Who, as_option, command, make, opened, say_json, tell, with_suffix
from ui.cli.trouble import PROBLEMS


@command.command()
@click.argument("file", type=PATH, required=False)
@click.option("-o", "--output", type=PATH, help="The file to make; the same as FILE.")
@click.option("--sample", is_flag=True, help="Fill it with the sample company's plan.")
@click.option("--name", "title", metavar="NAME", default="", help="The organisation's name.")
@as_option
@click.pass_obj
def new(who: Who, file: Path | None, output: Path | None, sample: bool, title: str) -> None:
    """Make a new workshop.

    \b
    Examples:
      okrdesk new --sample
      okrdesk new "Q1 2027.okrdesk" --name "Our company"
    """
    from okrdesk.fresh import fresh
    from okrdesk.sample import sample as sample_change
    from ui.files.starting import free_name

    if file and output:
        raise click.UsageError(_("Name the file once: as FILE or with -o."))
    target = file or output
    if target is None and not sample:
        raise click.UsageError(_("Say which file to make, for example: okrdesk new plan.okrdesk"))
    target = with_suffix(target) if target else free_name(Path())
    make(target, who, sample_change() if sample else fresh(title)).close()
    click.echo(
        _("Made {file}. Open it with: okrdesk {quoted}").format(file=target, quoted=shlex.quote(str(target)))
    )


@command.command()
@click.argument("file", type=PATH)
@click.option("--xlsx", type=PATH, metavar="OUT", help="Write an Excel workbook.")
@click.option("--pdf", type=PATH, metavar="OUT", help="Write a PDF.")
@click.option("--page-size", type=click.Choice(["A4", "Letter"], case_sensitive=False), help="Of the PDF.")
@click.option("--with-notes", is_flag=True, help="With what reviewers said, as far as all may see it.")
@as_option
@click.pass_obj
def export(
    who: Who,
    file: Path,
    xlsx: Path | None,
    pdf: Path | None,
    page_size: PageSize | None,
    with_notes: bool,
) -> None:
    """Hand a workshop out as Excel, PDF or both.

    \b
    Example:
      okrdesk export q1.okrdesk --xlsx q1.xlsx --pdf q1.pdf --page-size A4
    """
    from exports.job import Job

    if not (xlsx or pdf):
        raise click.UsageError(_("Say what to write: --xlsx OUT, --pdf OUT or both."))
    if xlsx == pdf:
        raise click.UsageError(_("The workbook and the PDF need a name each."))
    with opened(file, who) as document:
        workshop = document.desk.workshop
        if xlsx:
            from exports.excel import write_workbook

            tell(xlsx, write_workbook(workshop, xlsx, Job(), with_notes=with_notes).notes)
        if pdf:
            from exports.pdf import write_pdf

            report = write_pdf(workshop, pdf, Job(), page_size=page_size, with_notes=with_notes)
            tell(pdf, report.notes)


@command.command()
@click.argument("file", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@as_option
@click.pass_obj
def info(who: Who, file: Path, as_json: bool) -> int:
    """Say what a workshop holds, and what is wrong in it.

    Its cycle, its teams, and how many cards there are of each sort. Ends with exit code 1 when something is
    wrong in the workshop.
    """
    from ui.cli.about import about, as_text

    with opened(file, who) as document:
        facts = about(document)
    if as_json:
        say_json(facts)
    else:
        click.echo(as_text(facts))
    return PROBLEMS if facts["problems"] else 0


@command.command()
@click.argument("file", type=PATH)
@click.option("--room", type=click.Choice(["board"]), default="board", show_default=True)
@click.option("-o", "--output", type=PATH, required=True, metavar="OUT.png", help="The picture to write.")
@click.option("--dark", is_flag=True, help="In the dark colours.")
@click.option("--width", type=click.IntRange(200, 20_000), default=1600, show_default=True, help="In pixels.")
@as_option
@click.pass_obj
def picture(who: Who, file: Path, room: str, output: Path, dark: bool, width: int) -> None:
    """Draw a room of the workshop into a PNG picture; needs no display.

    \b
    Example:
      okrdesk picture q1.okrdesk --room board -o board.png --width 2400
    """
    from ui.cli.drawing import draw

    if output.suffix.lower() != ".png":
        raise click.UsageError(_("A picture is a PNG file: let {file} end in .png.").format(file=output))
    with opened(file, who) as document:
        draw(document.desk.workshop, room, output, dark=dark, width=width)
    tell(output, ())
