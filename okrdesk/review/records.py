"""The records of a review: how it is planned, and what people say in it.

What somebody says is a `Said`. It belongs to the author whose `key` it bears: its id is made from that key
and a `seed` of the author's choice, so nobody can write over what another one said. `rev` counts how often
its author altered it, `clock` is a Lamport counter, and `withdrawn` takes it back without losing it. It
points at cards by plain ids, since the card may go while the words stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from okrdesk.records import Record, ref, refs

NoteKind = Literal[
    "note", "question", "challenge", "risk", "suggestion", "reliance", "overlap", "praise", "blocker"
]
# Two-way test: could all results be hit and nothing have changed, or the objective be reached without them?
VerdictQuestion = Literal["hit_unchanged", "reached_without", "sceptic", "story", "moves_us"]
VerdictAnswer = Literal["", "yes", "no"]
Stage = Literal["reading", "submitted"]
TrustMark = Literal["", "known", "doubted"]


@dataclass(frozen=True, slots=True)
class Round(Record):
    """A review round. `starts` and `ends` are UTC times as ISO text ("": not set).

    With `open_from_start`, notes are seen as they are written, else once their reviewer has submitted.
    Without `names_shown`, the teams see which team a note came from and not who wrote it.
    """

    rank: str = ""
    name: str = ""
    starts: str = ""
    ends: str = ""
    open_from_start: bool = False
    names_shown: bool = True


@dataclass(frozen=True, slots=True)
class Assignment(Record):
    """In a round, team `team` reads the draft of team `about`."""

    round: str = ref("Round", required=True)
    team: str = ref("Team", required=True)
    about: str = ref("Team", required=True)


@dataclass(frozen=True, slots=True)
class Invitation(Record):
    """A packet that was made for a reviewer: its id is random and stands in the packet.

    `about` are the teams whose drafts it holds, as they were at the journal's entry `seq`.
    """

    round: str = ref("Round")
    team: str = ref("Team")
    about: tuple[str, ...] = refs("Team")
    reviewer: str = ""
    made: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Question(Record):
    """What a reviewer of function `asker` may ask a team of function `asked`; "" stands for any."""

    rank: str = ""
    asker: str = ""
    asked: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Trust(Record):
    """What the facilitator thinks of a reviewer's key. Decides nothing about merging.

    `invitation` is the one on which a second key came, once that was asked about.
    """

    key: str = ""
    mark: TrustMark = ""
    invitation: str = ""


@dataclass(frozen=True, slots=True)
class Said(Record):
    """What somebody said. `key` is the author's Ed25519 public key as hex, `at` a UTC time as ISO text."""

    key: str = ""
    seed: str = ""
    rev: int = 1
    clock: int = 0
    at: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Reviewer(Said):
    """Who stands behind a key, by their own word. Its seed is "reviewer"."""

    name: str = ""
    initials: str = ""
    team: str = ""
    invitation: str = ""


@dataclass(frozen=True, slots=True)
class Note(Said):
    """A note on a card ("" as `field`), on one of its fields (`start` None), or on marked words in it.

    `team` wrote it about a draft of `about` in `round`. `read` is the whole field as it was read at the
    journal's entry `seq`; `quote` are the marked words at `start` in it, with up to 30 characters `before`
    and `after`. A suggestion carries the field's new `wording`; a reliance the card `needs` that relies on
    this one, and the week of the cycle `by_week` by which.
    """

    round: str = ""
    team: str = ""
    about: str = ""
    card: str = ""
    field: str = ""
    start: int | None = None
    quote: str = ""
    before: str = ""
    after: str = ""
    read: str = ""
    seq: int = 0
    kind: NoteKind = "note"
    text: str = ""
    wording: str = ""
    needs: str = ""
    by_week: int | None = None


@dataclass(frozen=True, slots=True)
class Reply(Said):
    """An answer in words to a note."""

    note: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Settlement(Said):
    """Says that a note is settled, or (False) open again. The latest one holds."""

    note: str = ""
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Answer(Said):
    """Accepts or declines a suggestion or reliance. The latest one holds."""

    note: str = ""
    accepted: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict(Said):
    """A reviewer's one-click answer to a question on an objective. Its seed is the objective and question."""

    round: str = ""
    team: str = ""
    card: str = ""
    question: VerdictQuestion = "sceptic"
    answer: VerdictAnswer = ""


@dataclass(frozen=True, slots=True)
class Progress(Said):
    """How far a reviewer is with a team's draft. Its seed is the round and the team; where the same person
    reads it for further teams, one more for each of them, with that team behind.

    `asked` are the ids of the questions that were ticked while reading.
    """

    round: str = ""
    team: str = ""
    about: str = ""
    stage: Stage = "reading"
    asked: tuple[str, ...] = ()


SAID: tuple[type[Said], ...] = (Reviewer, Note, Reply, Settlement, Answer, Verdict, Progress)
# In an order in which each kind comes after those its required references point to.
REVIEW_KINDS: tuple[type[Record], ...] = (Round, Assignment, Invitation, Question, Trust, *SAID)
