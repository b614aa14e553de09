"""`okrdesk import`: what people have becomes a workshop, or joins one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from okrdesk.counts import counts
from okrdesk.i18n import _, ngettext
from okrdesk.intake.proposal import FIELDS
from okrdesk.text import one_line
from okrdesk.workshop import Workshop
from ui.cli.base import PATH, Who, as_option, command, make, say_json, with_suffix

if TYPE_CHECKING:
    from okrdesk.intake import Proposal


def _mapping(_context: click.Context, _parameter: click.Parameter, pairs: Sequence[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        column, given, field = pair.rpartition("=")
        if not (given and column and field):
            raise click.BadParameter(_("{pair!r} is not COLUMN=FIELD.").format(pair=pair))
        mapping[column] = field
    return mapping


@command.command("import")
@click.argument("source", type=PATH)
@click.option("-o", "--output", type=PATH, metavar="FILE", help="Make a new workshop of it.")
@click.option("--into", type=PATH, metavar="FILE", help="Add it to this workshop, as one change.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="COLUMN=FIELD",
    callback=_mapping,
    help="What a column means, where the guess is wrong. May be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be taken in, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON, for programs.")
@as_option
@click.pass_obj
def import_(
    who: Who,
    source: Path,
    output: Path | None,
    into: Path | None,
    mapping: dict[str, str],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take in objectives and key results from .xlsx, .csv, Markdown or an outline.

    Columns may have any names and any order; what they seem to mean is shown, and --map corrects it.
    What cannot be placed is listed, never dropped silently.

    \b
    Examples:
      okrdesk import okrs.xlsx -o q1.okrdesk
      okrdesk import okrs.csv --dry-run --map "Outcome=objective" --map "Who=owner"
      okrdesk import notes.md --into q1.okrdesk
    """
    if (output and into) or not (output or into or dry_run):
        raise click.UsageError(_("Say where it goes: -o FILE for a new workshop, or --into FILE."))
    from okrdesk.intake import propose

    proposal = propose(source, mapping or None)
    held = {} if dry_run else _write(proposal, who, output, into)
    facts = _facts(proposal, source, held)
    if as_json:
        say_json(facts)
    else:
        click.echo(_as_text(facts))


def _write(proposal: Proposal, who: Who, output: Path | None, into: Path | None) -> dict[str, Any]:
    """Make or alter the workshop; says which file it is and what that now holds."""
    from okrdesk.intake import change_for

    if output:
        target = with_suffix(output)
        document = make(target, who, change_for(proposal, Workshop("")))
    else:
        from okrdesk.store.document import open_document

        assert into is not None
        target, document = into, open_document(into, who.author())
        try:
            document.desk.do(change_for(proposal, document.desk.workshop))
            document.publish()
        except BaseException:
            document.close()
            raise
    held = counts(document.desk.workshop)
    document.close()
    return {"file": str(target), "counts": held}


def _facts(proposal: Proposal, source: Path, held: dict[str, Any]) -> dict[str, Any]:
    """What was read, as JSON can hold it."""
    return {
        "source": str(source),
        **held,
        "read": proposal.counts,
        "tables": [
            {
                "name": table.name,
                "columns": [{"column": c.key, "field": c.field, "sure": c.sure} for c in table.columns],
            }
            for table in proposal.tables
        ],
        "objectives": [
            {"title": o.title, "team": o.team, "key_results": [kr.text for kr in o.key_results]}
            for o in proposal.objectives
        ],
        "left_out": [{"where": left.where, "text": left.text, "why": left.why} for left in proposal.left_out],
        "questions": [{"where": q.where, "text": q.text, "ask": q.ask} for q in proposal.questions],
    }


def _as_text(facts: dict[str, Any]) -> str:
    """The same for people to read."""
    n = facts["read"]
    objectives = ngettext("{n} objective", "{n} objectives", n["objectives"]).format(n=n["objectives"])
    results = ngettext("{n} key result", "{n} key results", n["key_results"]).format(n=n["key_results"])
    lines = [_("Read {objectives} and {results} from {source}.").format(
        objectives=objectives, results=results, source=facts["source"])]  # fmt: skip
    for table in facts["tables"]:
        if table["columns"]:
            lines += ["", _("Columns of {table}, as understood:").format(table=table["name"])]
            lines += [f"  {c['column']}  →  {FIELDS.get(c['field'], c['field'])}" for c in table["columns"]]
    if facts["questions"]:
        lines += ["", _("Please check:")]
        lines += [f"  {q['where']}: {q['text']}: {q['ask']}" for q in facts["questions"]]
    if facts["left_out"]:
        lines += ["", _("Left out:")]
        lines += [f"  {o['where']}: {one_line(o['text']):.70} ({o['why']})" for o in facts["left_out"]]
    end = _("Wrote {file}.").format(file=facts["file"]) if "file" in facts else _("Nothing was written.")
    return "\n".join([*lines, "", end])
