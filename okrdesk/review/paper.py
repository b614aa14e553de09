"""What reviewers without the app said, in a workbook or on paper: taken in for them, under a key of theirs.

Such a key signs nothing. It is made from what the reviewer was given and from their name, and each note's id
from what it says, or from the row of a form in which it stands: taking the same in twice doubles nothing, and
what was corrected in a row revises the note that came from there.
"""

from __future__ import annotations

import json
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from okrdesk.review import saying
from okrdesk.review.notes import Spot, quoted, team_of
from okrdesk.review.records import Note, NoteKind, Progress, Reviewer, Said
from okrdesk.text import clean, one_line
from okrdesk.workshop import Workshop

PREFIX = "paper:"
LONGEST = 20_000  # characters of one note, as packets take them
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class PaperReviewer:
    """Who wrote: a name, for `team`, in `round` ("": none); `given` is what they were given to write on."""

    name: str
    team: str = ""
    round: str = ""
    given: str = ""

    @property
    def key(self) -> str:
        """What their notes are bound to."""
        return f"{PREFIX}{self.given or self.team}:{one_line(self.name).casefold()[:_LONGEST_NAME]}"


@dataclass(frozen=True, slots=True)
class Written:
    """One thing that was written: about a spot in a draft of the team `about`, whose field said `read`.

    `in_row`: it stands in the spot's row of a form, and not on a line of its own.
    """

    spot: Spot
    about: str
    read: str
    kind: NoteKind
    text: str = ""
    wording: str = ""
    by_week: int | None = None
    seq: int = 0
    in_row: bool = False


def is_paper(key: str) -> bool:
    """Whether a key stands for somebody whose notes were taken in for them."""
    return key.startswith(PREFIX)


def said_on_paper(
    workshop: Workshop, who: PaperReviewer, written: Iterable[Written], *, about: Iterable[str] = (),
    at: str = "", besides: Mapping[str, Said] | None = None,
) -> dict[str, Said]:  # fmt: skip
    """The records of what somebody wrote, by id: who they are, their notes, and that they have submitted what
    they think of the teams `about`. What is in the workshop already stands as it is there, but for rows that
    were written anew since.

    `at` is when it was written, a UTC time ("": now); `besides` are the records that come in with it.
    """
    clock, at, key = saying.next_clock(workshop), at or saying.now_text(), who.key
    found: dict[str, Said] = {}
    beside = ChainMap(found, dict(besides or {}))

    def add(record: Said) -> None:
        known = workshop.get(record.id)
        found[record.id] = known if isinstance(known, Said) and known.rev >= record.rev else record

    name = one_line(who.name)[:300]
    given = who.given
    add(Reviewer(saying.bound_id(Reviewer, key, "reviewer"), key, "reviewer", 1, clock, at,
                 name=name, team=who.team, invitation=given))  # fmt: skip
    teams = dict.fromkeys(about)
    for one in written:
        teams.setdefault(one.about)
        for part, note in enumerate(_notes(workshop, who, one, at)):
            note = _of_row(workshop, who, part, note, beside) if one.in_row else note
            add(note if note.clock else replace(note, clock=min(saying.LAST_CLOCK, clock + len(found))))
    for team in teams:
        seed = f"{who.round}:{team}"
        add(Progress(saying.bound_id(Progress, key, seed), key, seed, 1, clock, at,
                     round=who.round, team=who.team, about=team, stage="submitted"))  # fmt: skip
    return found


def id_in_row(who: PaperReviewer, card: str, field: str, which: str, part: int) -> tuple[str, str]:
    """The id and the seed of the note that comes from a row of a form: of its "text" or its "wording"."""
    parts = ["row", who.given, card, field, which, part]
    seed = sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()
    return saying.bound_id(Note, who.key, seed), seed


def about_of(workshop: Workshop, card: str, before: str = "") -> str:
    """The team whose draft a card is in now; `before` where the card is gone."""
    return team_of(workshop, card) if card in workshop else before


# ---------------------------------------------------------------- within
def _notes(workshop: Workshop, who: PaperReviewer, one: Written, at: str) -> Iterator[Note]:
    text = clean(one.text).strip()
    parts = [text[n : n + LONGEST] for n in range(0, len(text), LONGEST)] or [""]
    for n, part in enumerate(parts):
        wording = one.wording if n == 0 else ""
        seed = _seed(who, one, part, wording)
        yield Note(
            saying.bound_id(Note, who.key, seed), who.key, seed, 1, 0, at,
            round=who.round, team=who.team, about=about_of(workshop, one.spot.card, one.about),
            card=one.spot.card, field=one.spot.field, **quoted(one.read, one.spot), seq=one.seq,
            kind=one.kind, text=part, wording=wording, by_week=one.by_week,
        )  # fmt: skip


def _of_row(
    workshop: Workshop, who: PaperReviewer, part: int, note: Note, beside: Mapping[str, Said]
) -> Note:
    """The note of a row that holds: `note`, as the state of the one that came from that row before, if any.

    An older form does not undo a newer one. Where two forms that come in together say different things in one
    row, two people may have written under one name: both are kept.
    """
    if note.id in workshop:
        return note
    id_, seed = id_in_row(who, note.card, note.field, "wording" if note.wording else "text", part)
    known, twin = workshop.get(id_), beside.get(id_)
    if isinstance(known, Note):
        same = _says(known) == _says(note) and not known.withdrawn
        if same or note.at < known.at:
            return known
    if isinstance(twin, Note):
        return twin if _says(twin) == _says(note) else note
    return replace(note, id=id_, seed=seed, rev=known.rev + 1 if isinstance(known, Note) else 1)


def _says(note: Note) -> tuple[str, str, str, int | None]:
    return note.kind, note.text, note.wording, note.by_week


def _seed(who: PaperReviewer, one: Written, text: str, wording: str) -> str:
    """A hash of what was said, and of what: whoever says the same again has said nothing new."""
    spot = one.spot
    parts = [who.given, spot.card, spot.field, spot.start, spot.end, one.kind, text, wording, one.by_week]
    return sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()
