"""Notes with what was answered to them, and who may see them when. Computed anew from the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from okrdesk.review import saying
from okrdesk.review.records import Answer, Note, NoteKind, Progress, Reply, Round, Said, Settlement
from okrdesk.workshop import Workshop

State = Literal["open", "settled", "accepted", "declined"]

# Worst first: what hinders sign-off, what doubts, what asks, what gives.
WORST_FIRST: tuple[NoteKind, ...] = (
    "blocker", "challenge", "risk", "question", "suggestion", "reliance", "overlap", "note", "praise",
)  # fmt: skip
ANSWERABLE: tuple[NoteKind, ...] = ("suggestion", "reliance")


@dataclass(frozen=True, slots=True)
class Thread:
    """A note, the replies to it in their order, and what holds of being settled and answered."""

    note: Note
    replies: tuple[Reply, ...] = ()
    settlement: Settlement | None = None
    answer: Answer | None = None

    @property
    def state(self) -> State:
        """How the thread stands: an answer settles it, until somebody reopens it; so does taking it back."""
        said = self._said_state
        return "settled" if said == "open" and self.note.withdrawn else said

    @property
    def taken_back(self) -> bool:
        """Whether it is settled by nothing but that its note was taken back."""
        return self.note.withdrawn and self._said_state == "open"

    @property
    def _said_state(self) -> State:
        if self.settlement is None and self.answer is None:
            return "open"
        last = saying.latest(said for said in (self.settlement, self.answer) if said is not None)
        if isinstance(last, Settlement):
            if not last.settled:
                return "open"
            if self.answer is None:
                return "settled"
        assert self.answer is not None
        return "accepted" if self.answer.accepted else "declined"

    @property
    def open(self) -> bool:
        """Whether somebody still has to say something to it."""
        return self.state == "open" and self.note.kind != "praise"

    @property
    def last_word(self) -> Note | Reply:
        """What was said last."""
        return self.replies[-1] if self.replies else self.note


def thread(workshop: Workshop, note: Note) -> Thread:
    """The thread of a note."""
    replies = sorted(
        (reply for reply in workshop.by(Reply, "note", note.id) if not reply.withdrawn),
        key=lambda reply: (reply.clock, reply.key, reply.id),
    )
    return Thread(
        note,
        tuple(replies),
        saying.latest(workshop.by(Settlement, "note", note.id)),
        saying.latest(workshop.by(Answer, "note", note.id)),
    )


def on_card(workshop: Workshop, card: str, viewer: str | None = None) -> Iterator[Thread]:
    """The threads of the notes on this very card (not on its parts) that `viewer` may see, oldest first.

    `viewer` is a key; None stands for somebody who may see all.
    """
    notes = (note for note in workshop.by(Note, "card", card) if visible(workshop, note, viewer))
    for note in sorted(notes, key=lambda note: (note.clock, note.key, note.id)):
        yield thread(workshop, note)


def cards_of(workshop: Workshop, team: str) -> list[str]:
    """The ids of a team's objectives of this quarter with their key results and conditions, in order."""
    found: list[str] = []
    for objective in workshop.objectives(team):
        found.append(objective.id)
        found += (part.id for part in workshop.key_results(objective.id))
        found += (part.id for part in workshop.conditions(objective.id))
    return found


def about(workshop: Workshop, team: str, viewer: str | None = None) -> list[Thread]:
    """The threads on a team's draft, in the order of its cards; those of cards that are gone are not among
    them (see `orphans`).
    """
    return [found for card in cards_of(workshop, team) for found in on_card(workshop, card, viewer)]


def orphans(workshop: Workshop, team: str = "", viewer: str | None = None) -> list[Thread]:
    """The threads whose card is gone: of a team's draft, or of all. They wait in a tray and never vanish."""
    notes = workshop.by(Note, "about", team) if team else workshop.all(Note)
    lost = (note for note in notes if note.card not in workshop and visible(workshop, note, viewer))
    return [thread(workshop, note) for note in sorted(lost, key=lambda note: (note.clock, note.key, note.id))]


def wants_answer(workshop: Workshop, found: Thread) -> bool:
    """Whether the team under review still owes the reviewer a word.

    It does until somebody of the team replied, settled, accepted or declined; a settled or answered thread
    and praise want nothing. What the reviewer says after that, or reopening, asks anew. Somebody of a third
    team does not answer for the team; nor does the team have to answer what it wrote on its own draft.
    """
    note = found.note
    if not found.open or note.team == note.about != "":
        return False
    said: list[Said] = [note, *found.replies]
    if found.settlement is not None and not found.settlement.settled:
        said.append(found.settlement)
    for word in sorted(said, key=lambda each: (each.clock, each.key, each.id), reverse=True):
        if word.key == note.key:
            return True
        if isinstance(word, Reply) and _speaks_for(workshop, word.key, note.about):
            return False
    return True


def to_answer(workshop: Workshop, threads: Iterable[Thread]) -> list[Thread]:
    """Those of the threads that want an answer of the team under review, worst first."""
    return sorted(
        (found for found in threads if wants_answer(workshop, found)),
        key=lambda found: WORST_FIRST.index(found.note.kind),
    )


def visible(workshop: Workshop, note: Note, viewer: str | None) -> bool:
    """Whether the holder of the key `viewer` (None: whoever may see all) sees a note now.

    A note is its reviewer's own until the review is submitted, unless its round is open from the start. One
    that somebody answered stays seen when the review is reopened, and when it is taken back.
    """
    seen = not note.withdrawn and is_out(workshop, note.key, note.round, note.about, viewer)
    return seen or _was_answered(workshop, note)


def is_out(workshop: Workshop, key: str, round_: str, about: str, viewer: str | None) -> bool:
    """Whether `viewer` sees by now what the holder of `key` said of a team's draft in a round."""
    if viewer is None or key == viewer or not round_:
        return True
    found = workshop.find(Round, round_)
    if found is not None and found.open_from_start:
        return True
    return _handed_in(workshop, key, round_, about)


def submitted(workshop: Workshop, note: Note) -> bool:
    """Whether the review in which a note was written has been submitted."""
    return _handed_in(workshop, note.key, note.round, note.about)


def progress_of(workshop: Workshop, key: str, round_: str, about: str) -> Progress | None:
    """How far the holder of `key` is with a team's draft in a round; None before it was opened."""
    return workshop.find(Progress, saying.bound_id(Progress, key, f"{round_}:{about}"))


def readings(workshop: Workshop, key: str, round_: str, about: str) -> list[Progress]:
    """The same for each team that they read the draft for; they are as far for the one as for the other."""
    asked = (key, round_, about)
    found = (each for each in workshop.all(Progress) if (each.key, each.round, each.about) == asked)
    return sorted(found, key=lambda progress: progress.seed)


def byline(workshop: Workshop, note_key: str, round_: str, viewer: str | None) -> str:
    """Who said it, as `viewer` may know: a name, or "" where the round keeps names to itself."""
    found = workshop.find(Round, round_)
    if found is not None and not found.names_shown and viewer not in (None, note_key):
        return ""
    who = saying.reviewer_of(workshop, note_key)
    return who.name if who else ""


def _speaks_for(workshop: Workshop, key: str, team: str) -> bool:
    """Whether the holder of a key may answer for a team: all but those who were invited for another. At the
    workshop's own computer one key may speak for team after team.
    """
    who = saying.reviewer_of(workshop, key)
    return who is None or not who.invitation or who.team in ("", team)


def _was_answered(workshop: Workshop, note: Note) -> bool:
    said = (one for kind in (Reply, Settlement, Answer) for one in workshop.by(kind, "note", note.id))
    return any(one.key != note.key and not one.withdrawn for one in said)


def _handed_in(workshop: Workshop, key: str, round_: str, about: str) -> bool:
    progress = progress_of(workshop, key, round_, about)
    return progress is not None and progress.stage == "submitted"
