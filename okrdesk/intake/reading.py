"""What a reader of a source carries along, and how a single value finds its place in a draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from okrdesk.cards import ReadEvery
from okrdesk.i18n import _
from okrdesk.intake.grid import Cell
from okrdesk.intake.proposal import (
    Draft,
    DraftKeyResult,
    DraftObjective,
    LeftOut,
    Question,
    add_note,
)
from okrdesk.intake.values import (
    Amount,
    amount,
    is_unknown,
    kind_of,
    score,
    style_of,
)
from okrdesk.intake.words import plain
from okrdesk.numbers import Ambiguous, Decimals

_READ_EVERY: dict[str, ReadEvery] = {
    "day": "day",
    "daily": "day",
    "week": "week",
    "weekly": "week",
    "2 weeks": "2 weeks",
    "biweekly": "2 weeks",
    "month": "month",
    "monthly": "month",
    "quarter": "quarter",
    "quarterly": "quarter",
}
# Headers of notes that say no more than that these are notes.
_SILENT = re.compile(r"(objective )?notes?|comments?|kommentare?|remarks?|bemerkung(en)?|commentaires?|")


@dataclass(slots=True)
class Reading:
    """The state of one taking-in: what was found beside the objectives, and how numbers are written."""

    decimals: Decimals = ""
    left_out: list[LeftOut] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    cycles: Counter[str] = field(default_factory=Counter)
    objectives: list[DraftObjective] = field(default_factory=list)
    kinds: set[int] = field(default_factory=set)  # the ids of the drafts whose kind was stated

    def leave(self, where: str, text: str, why: str) -> None:
        """Note that `text` found no place."""
        if text.strip():
            self.left_out.append(LeftOut(where, text.strip(), why))

    def amount(self, cell: Cell, where: str) -> Amount | None:
        """The number a cell states; a question instead where two readers would read it differently."""
        try:
            return amount(cell, self.decimals)
        except Ambiguous:
            ask = _("Is “{text}” a whole number with thousands, or does it have decimals?").format(
                text=cell.text
            )
            self.questions.append(Question(where, cell.text, ask))
            return None

    def place(self, draft: Draft, name: str, cell: Cell, header: str, scale: Decimal = Decimal(1)) -> None:
        """Put a cell of the field `name` into `draft`; into its note where the field cannot hold it."""
        if not _placed(self, draft, name, cell, scale):
            label = (
                ""
                if name in ("note", "objective_note") and _SILENT.fullmatch(plain(header))
                else header.strip().rstrip(":")
            )
            add_note(draft, f"{label}: {cell.text}" if label else cell.text)


def _placed(reading: Reading, draft: Draft, name: str, cell: Cell, scale: Decimal) -> bool:
    if name in ("score", "progress", "objective_score"):
        return _score(draft, cell, scale, reading.decimals)
    if name in ("owner", "involved", "objective_involved"):
        return _person(draft, name, cell.text)
    if isinstance(draft, DraftKeyResult):
        return _of_key_result(reading, draft, name, cell)
    return _of_objective(draft, name, cell.text)


def _score(draft: Draft, cell: Cell, scale: Decimal, decimals: Decimals) -> bool:
    found = score(cell, scale, decimals)
    if found is None or (draft.score is not None and draft.score != found):
        return False
    draft.score = min(found, Decimal(1))
    return found <= 1


def _person(draft: Draft, name: str, text: str) -> bool:
    """Owners are split when all teams are known; until then the words stay together."""
    if name == "owner" and not draft.owner:
        draft.owner = text
    elif text != draft.owner and text not in draft.involved:
        draft.involved = (*draft.involved, text)
    return True


def _of_objective(draft: DraftObjective, name: str, text: str) -> bool:
    match name:
        case "parent":
            _parent(draft, text)
        case "parked_why" | "parked_until":
            draft.parked = True
            setattr(draft, name, text)
        case "pillar":
            if text not in draft.pillars:
                draft.pillars.append(text)
        case "story" if not draft.story or draft.story == text:
            draft.story = text
        case "style" if style := style_of(text):
            draft.style = style
            return plain(text) in ("committed", "aspirational", "stretch")
        case _:
            return False
    return True


_LEADS = re.compile(r"(serves|enables|adds to)\s+(?:([^·\n]{1,20}?) · )?(.+)")


def _parent(draft: DraftObjective, text: str) -> None:
    """A parent as stated; "serves S-1 · …" and "enables ENG-2 · …" stand so in our own workbooks."""
    lines = text.split("\n")
    found = [_LEADS.fullmatch(line) for line in lines]
    if not all(found):
        draft.parents += [text] if text not in draft.parents else []
        return
    for match in found:
        assert match is not None
        serves = match[1] == "serves"
        code = re.sub(r"\.c\d+$", "", match[2] or "")  # a condition stands for its objective
        into, words = (draft.pillars, match[3]) if serves else (draft.parents, code or match[3])
        into += [words] if words not in into else []


def _of_key_result(reading: Reading, draft: DraftKeyResult, name: str, cell: Cell) -> bool:
    match name:
        case "baseline" if is_unknown(cell.text):
            draft.baseline_unknown = True
            return cell.text.strip().casefold() in ("unknown", "tbd", "?", "n/a")
        case "baseline" | "target" | "upper" | "current":
            return _number(reading, draft, name, cell)
        case "unit" if not draft.unit or draft.unit == unit_of(cell.text):
            draft.unit = unit_of(cell.text)
        case "metric" if not draft.metric or draft.metric == cell.text:
            draft.metric = cell.text
        case "due" if not draft.due or draft.due == cell.text:
            draft.due = cell.text
        case "read_every" if every := _READ_EVERY.get(plain(cell.text)):
            draft.read_every = every
        case "source" if not draft.source or draft.source == cell.text:
            draft.source = cell.text
        case "kind" if kind := kind_of(cell.text):
            draft.kind = kind
            reading.kinds.add(id(draft))
        case _:
            return False
    return True


def _number(reading: Reading, draft: DraftKeyResult, name: str, cell: Cell) -> bool:
    found = reading.amount(cell, draft.where)
    if found is None or getattr(draft, name) not in (None, found.number):
        return False
    setattr(draft, name, found.number)
    if found.unit and not draft.unit:
        draft.unit = found.unit
    return not found.rest and found.unit in ("", draft.unit)


def unit_of(text: str) -> str:
    """A unit as key results hold it: "%" for percent, an ISO code for money, else the word."""
    signs = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "dollar": "USD", "dollars": "USD", "euro": "EUR"}
    if plain(text) in ("%", "percent", "percentage", "pct", "prozent", "pourcent", "in %"):
        return "%"
    return signs.get(text.strip().casefold(), text.strip())


def settle_kinds(objectives: Iterable[DraftObjective], stated: Collection[int]) -> None:
    """Increase or decrease where both ends are stated and no kind was (`stated`: ids of drafts)."""
    for objective in objectives:
        for result in objective.key_results:
            start, end = result.baseline, result.target
            if id(result) not in stated and start is not None and end is not None and start != end:
                result.kind = "increase" if end > start else "decrease"
