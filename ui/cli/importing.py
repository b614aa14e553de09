"""`okrdesk import`: what people have becomes a workshop, or joins one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from okrdesk.cards import KeyResult, Objective
from okrdesk.counts import counts
from okrdesk.i18n import _
from okrdesk.intake.proposal import FIELDS
from okrdesk.naming import how_many
from okrdesk.numbers import Decimals
from okrdesk.text import one_line
from okrdesk.workshop import Workshop
from ui.cli.base import PATH, Who, as_option, command, make, opened, say_json, with_suffix

if TYPE_CHECKING:
    from okrdesk.intake import LeftOut, Proposal
    from okrdesk.store.document import Document


_SIGNS: dict[str | None, Decimals] = {None: "", "point": ".", "comma": ","}
_FIELDS = _("Fields: {names}.").format(names=", ".join(FIELDS))


def _mapping(_context: click.Context, _parameter: click.Parameter, pairs: Sequence[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        column, given, field = pair.rpartition("=")
        if not (given and column and field):
            raise click.BadParameter(_("{pair!r} is not COLUMN=FIELD.").format(pair=pair))
        mapping[column] = field
    return mapping


@command.command("import", epilog=_FIELDS)
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
@click.option(
    "--decimals",
    type=click.Choice(["point", "comma"]),
    help="How 1.234 is meant, where that is asked.",
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
    decimals: str | None,
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
        raise click.UsageError(_("Say where it goes, once: -o FILE for a new workshop, or --into FILE."))
    from okrdesk.intake import propose

    proposal = propose(source, mapping=mapping or None, decimals=_SIGNS[decimals])
    left_out, held = _take_in(proposal, who, output, into, dry_run=dry_run)
    facts = _facts(proposal, source, left_out) | held
    if as_json:
        say_json(facts)
    else:
        click.echo(_as_text(facts))


def _take_in(
    proposal: Proposal, who: Who, output: Path | None, into: Path | None, *, dry_run: bool
) -> tuple[Sequence[LeftOut], dict[str, Any]]:
    """Write the proposal where it goes. What it leaves out; and the file with what that holds now."""
    from okrdesk.intake import change_for, left_out_for
    from okrdesk.store.errors import Unwritable

    if into:
        with opened(into, who, read_only=dry_run) as document:
            left_out = left_out_for(proposal, document.workshop)
            if not dry_run:
                if document.read_only:
                    sentence = _("Nothing was added to {file}. {why}")
                    raise Unwritable(sentence.format(file=into, why=document.read_only))
                document.desk.do(change_for(proposal, document.workshop))
                document.publish()
                return left_out, _held(document)
        return left_out, {}
    empty = Workshop("")
    left_out = left_out_for(proposal, empty)
    if output and not dry_run:
        with closing(make(with_suffix(output), who, change_for(proposal, empty))) as document:
            return left_out, _held(document)
    return left_out, {}


def _held(document: Document) -> dict[str, Any]:
    return {"file": str(document.path), "counts": counts(document.workshop)}


def _facts(proposal: Proposal, source: Path, left_out: Sequence[LeftOut]) -> dict[str, Any]:
    """What was read, as JSON can hold it."""
    return {
        "source": str(source),
        "read": proposal.counts | {"left_out": len(left_out)},
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
        "left_out": [{"where": left.where, "text": left.text, "why": left.why} for left in left_out],
        "questions": [{"where": q.where, "text": q.text, "ask": q.ask} for q in proposal.questions],
    }


def _as_text(facts: dict[str, Any]) -> str:
    """The same for people to read."""
    n = facts["read"]
    objectives = how_many(Objective, n["objectives"])
    results = how_many(KeyResult, n["key_results"])
    lines = [_("Read {objectives} and {results} from {source}.").format(
        objectives=objectives, results=results, source=facts["source"])]  # fmt: skip
    for table in facts["tables"]:
        if table["columns"]:
            title = _("Columns of {table}, as understood:").format(table=table["name"])
            lines += ["", title if table["name"] else _("Columns, as understood:")]
            lines += [f"  {c['column']}  →  {FIELDS.get(c['field'], c['field'])}" for c in table["columns"]]
    if facts["questions"]:
        lines += ["", _("Please check:")]
        lines += [f"  {q['where']}: {q['text']}: {q['ask']}" for q in facts["questions"]]
    if facts["left_out"]:
        lines += ["", _("Left out:")]
        lines += [f"  {o['where']}: {one_line(o['text']):.70} ({o['why']})" for o in facts["left_out"]]
    end = _("Wrote {file}.").format(file=facts["file"]) if "file" in facts else _("Nothing was written.")
    return "\n".join([*lines, "", end])
