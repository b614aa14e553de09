"""What happened to a card and its parts: who did what when, in sentences, read from the journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from okrdesk.cards import Condition, KeyResult, Link, Record, Team, fields_of
from okrdesk.change import Drop, Put, Set, Step, to_plain
from okrdesk.check import name
from okrdesk.desk import Desk
from okrdesk.field_names import FIELD_NAMES
from okrdesk.history import Entry
from okrdesk.i18n import _
from okrdesk.linking import SENTENCES
from okrdesk.review import threads
from okrdesk.review.records import Answer, Note
from okrdesk.review.saying import key_of
from okrdesk.workshop import Workshop

LATEST = 200  # entries
_LONGEST = 120  # characters of a value shown

_PARKED = {True: _("Parked for a later quarter"), False: _("Brought back to this quarter")}
_WORDS = {"aspirational": _("stretch"), "sums_into": _("adds to")}  # where they differ from what is stored
_UNSAID = ("rank", "code", "primary")  # fields that say nothing by themselves


@dataclass(frozen=True, slots=True)
class Moment:
    """What somebody did to a card in one go: when (UTC, ISO), who, and what in a sentence.

    Where a field was set, `step` tells which, and what it held before.
    """

    when: str
    author: str
    sentence: str
    step: Set | None = None


class History(NamedTuple):
    """What happened to a card, the latest first, and whether that is all of it."""

    moments: list[Moment]
    whole: bool


def history_of(desk: Desk, card_id: str, latest: int = LATEST) -> History:
    """What happened to a card, its key results, conditions and links.

    Reaches back over the `latest` entries that touched them. What was typed in one go is one moment. Raises
    StoreError when the journal cannot be read.
    """
    parts = desk.journal.parts_ever(card_id)
    rows = desk.journal.steps_of([card_id, *parts], latest)
    authors = desk.journal.authors()
    teller = _Teller(desk.workshop, card_id, _gone_records(desk, rows))
    moments: list[Moment] = []
    credit = _credits(desk, [card_id, *parts])
    for group, of_group in groupby(rows, key=lambda row: row[0].group):
        pairs = list(of_group)
        entry, steps = pairs[-1][0], _joined([step for _entry, step in pairs])
        author = authors[entry.author].name if entry.author in authors else ""
        told = teller.tell(entry, steps)
        if group in credit and entry.kind == "do":
            told = ((f"{words} — {credit[group]}", step) for words, step in told)
        moments += (Moment(entry.at, author, words, step) for words, step in told)
    return History(moments[::-1], len({entry.seq for entry, _step in rows}) < latest)


def _credits(desk: Desk, cards: list[str]) -> dict[str, str]:
    """From whom a change of these cards was accepted in a review, by the group of its entries."""
    workshop, viewer = desk.workshop, key_of(desk.author)
    said: dict[str, str] = {}
    for note in (note for card in cards for note in workshop.by(Note, "card", card)):
        who = threads.byline(workshop, note.key, note.round, viewer) or _("a reviewer")
        for answer in workshop.by(Answer, "note", note.id):
            if answer.accepted and not answer.withdrawn:
                said[answer.id] = _("accepted from {who}").format(who=who)
    if not said:
        return {}
    rows = desk.journal.steps_of(list(said))
    return {
        entry.group: said[step.record.id]
        for entry, step in rows
        if isinstance(step, Put) and step.record.id in said
    }


def _gone_records(desk: Desk, rows: list[tuple[Entry, Step]]) -> dict[str, Record]:
    """The records that the steps speak of and that are there no longer, by id, as they were last."""
    records = [step.record for _entry, step in rows if isinstance(step, (Put, Drop))]
    ends = {end for r in records if isinstance(r, Link) for end in (r.source, r.target)}
    unknown = {end for end in ends if end not in desk.workshop} - {record.id for record in records}
    further = desk.journal.steps_of(unknown) if unknown else ()
    records += (step.record for _entry, step in further if isinstance(step, (Put, Drop)))
    return {record.id: record for record in records if record.id not in desk.workshop}


def _joined(steps: list[Step]) -> list[Step]:
    """The steps with those that set the same field made one: from the first old value to the last new one."""
    joined: dict[tuple[str, str], Set] = {}
    others: list[Step] = []
    for step in steps:
        if isinstance(step, Set):
            first = joined.get((step.id, step.field), step)
            joined[step.id, step.field] = Set(step.id, step.field, first.old, step.new)
        else:
            others.append(step)
    return others + [step for step in joined.values() if step.old != step.new]


class _Teller:
    """Turns steps into sentences about one card; `gone` holds records that are there no longer."""

    def __init__(self, workshop: Workshop, card_id: str, gone: dict[str, Record]) -> None:
        self._workshop = workshop
        self._card = card_id
        self._gone = gone

    def tell(self, entry: Entry, steps: list[Step]) -> Iterator[tuple[str, Set | None]]:
        """The sentences on what an entry did to the card, each with its field's step; none where only its
        place in a list changed.
        """
        if entry.kind in ("undo", "redo"):
            sentence = _("Undone: {what}") if entry.kind == "undo" else _("Redone: {what}")
            yield sentence.format(what=entry.label), None
            return
        if any(isinstance(step, Put) and step.record.id == self._card for step in steps):
            came = _("Added by “{what}”") if entry.kind == "import" else _("Added")
            yield came.format(what=entry.label), None
            return
        for step in steps:
            if isinstance(step, Set):
                if sentence := self._set(step):
                    yield sentence, step
            else:
                yield self._whole(step), None

    def _whole(self, step: Put | Drop) -> str:
        """A record came or went."""
        record, came = step.record, isinstance(step, Put)
        if isinstance(record, Link):
            linked = SENTENCES[record.kind].format(a=self._name(record.source), b=self._name(record.target))
            return linked if came else _("No longer: {linked}").format(linked=linked)
        if isinstance(record, KeyResult):
            sentence = _("Key result added: {words}") if came else _("Key result deleted: {words}")
            return sentence.format(words=_quoted(record.text))
        if isinstance(record, Condition):
            sentence = _("Condition added: {words}") if came else _("Condition deleted: {words}")
            return sentence.format(words=_quoted(record.text))
        return _("Added") if came else _("Deleted")

    def _set(self, step: Set) -> str:
        """A field got another value."""
        record = self._record(step.id)
        if record is None or step.field in _UNSAID:
            return ""
        if step.field == "parked":
            sentence = _PARKED[bool(step.new)]
        elif step.field in ("team", "objective", "parent"):
            sentence = _("Moved from {a} to {b}").format(a=self._name(step.old), b=self._name(step.new))
        else:
            sentence = _("{field}: {old} → {new}").format(
                field=FIELD_NAMES[step.field],
                old=self._shown(record, step.field, step.old),
                new=self._shown(record, step.field, step.new),
            )
        return sentence if step.id == self._card else f"{name(self._workshop, record)} · {sentence}"

    def _shown(self, record: Record, field: str, value: Any) -> str:
        info = fields_of(type(record))[field]
        if value in (None, "", ()):
            return _("nothing")
        if info.ref:
            return ", ".join(map(self._name, value if isinstance(value, tuple) else (value,)))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if info.choices:
            return _WORDS.get(value, str(value).replace("_", " "))
        if info.type is str:
            return _quoted(value)
        unit = getattr(record, "unit", "") if field in ("baseline", "target", "upper", "current") else ""
        return f"{to_plain(value)} {unit}".rstrip()

    def _record(self, id_: str) -> Record | None:
        return self._workshop.get(id_) or self._gone.get(id_)

    def _name(self, id_: str) -> str:
        record = self._record(id_)
        if record is None:
            return _("something that is gone")
        return record.name if isinstance(record, Team) else name(self._workshop, record)


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words if len(words) <= _LONGEST else words[: _LONGEST - 1] + '…'}”"
