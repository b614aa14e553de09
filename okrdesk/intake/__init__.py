"""Takes in what people have: workbooks, CSV, Markdown, outlines and pasted cells become a proposal.

`propose` and `propose_text` read and alter nothing; a person looks at the proposal, corrects the columns
(`Proposal.again`), and `change_for` makes it one change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from okrdesk.intake.proposal import (
    FIELDS,
    ColumnGuess,
    DraftKeyResult,
    DraftLink,
    DraftObjective,
    DraftTeam,
    IntakeError,
    LeftOut,
    Proposal,
    Question,
    TableGuess,
)
from okrdesk.numbers import Decimals

if TYPE_CHECKING:
    from okrdesk.cards import Organisation, Person
    from okrdesk.change import Change
    from okrdesk.workshop import Workshop

__all__ = [
    "FIELDS",
    "ColumnGuess",
    "DraftKeyResult",
    "DraftLink",
    "DraftObjective",
    "DraftTeam",
    "IntakeError",
    "LeftOut",
    "Proposal",
    "Question",
    "TableGuess",
    "change_for",
    "left_out_for",
    "propose",
    "propose_text",
    "readings",
    "with_readings",
]


def propose(
    path: Path,
    mapping: Mapping[str, str] | None = None,
    *,
    sheets: Collection[str] | None = None,
    decimals: Decimals = "",
) -> Proposal:
    """What the file at `path` would add to a workshop; its kind is told by its content.

    `mapping` says which field (a key of FIELDS) a column holds: by its header, its letter, or either behind
    the sheet's name and "!"; the other columns are guessed. `sheets` limits a workbook to some sheets.
    `decimals` is the character before decimals ("." or ","), which settles numbers such as 1.234.
    Raises IntakeError with a sentence when the file cannot be taken in or `mapping` fits nothing.
    """
    from okrdesk.intake.source import propose_source, read_file

    return propose_source(read_file(Path(path)), mapping or {}, decimals, sheets)


def propose_text(text: str, mapping: Mapping[str, str] | None = None, *, decimals: Decimals = "") -> Proposal:
    """What pasted text would add to a workshop: cells of a spreadsheet, Markdown, or an outline.

    Raises IntakeError as `propose` does.
    """
    from okrdesk.intake.source import propose_source, read_text
    from okrdesk.text import clean

    return propose_source(read_text(clean(text)), mapping or {}, decimals, None)


def change_for(proposal: Proposal, workshop: Workshop) -> Change:
    """One change, of kind "import", that adds the proposal's cards to `workshop`, after what is there.

    Teams, people and pillars that the workshop already names are used, whatever their case and spaces;
    company, cycle and organisation come into being where they are missing.
    """
    from okrdesk.intake.change import change_for

    return change_for(proposal, workshop)


def left_out_for(proposal: Proposal, workshop: Workshop) -> tuple[LeftOut, ...]:
    """All that `change_for` would not place in `workshop`: what the source left, and parents not found there.

    Objectives whose name the workshop already has are listed too: they are added a second time.
    """
    from okrdesk.intake.change import left_out_for

    return left_out_for(proposal, workshop)


def readings(
    proposal: Proposal, people: Iterable[Person], organisation: Organisation
) -> dict[DraftKeyResult, DraftKeyResult]:
    """The key results in whose lines something can be read, each with what it becomes then.

    A line is read as if it was typed on the board: with the organisation's number format and currency, and
    `people` (of the workshop) and those of the proposal for owners. Key results whose numbers, unit or kind
    the source states by itself are not read, and no owner or date where it states one.
    """
    from okrdesk.intake.phrases import readings

    return readings(proposal, people, organisation)


def with_readings(proposal: Proposal, found: Mapping[DraftKeyResult, DraftKeyResult]) -> Proposal:
    """The proposal with these of its key results as they were read (see `readings`); it stays as it was."""
    from okrdesk.intake.phrases import with_readings

    return with_readings(proposal, found)
