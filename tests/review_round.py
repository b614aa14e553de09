"""An invented review round of six teams on the sample, half way through: for pictures of the review room.

Sales' reader is whoever acts at the desk. Notes stand on Engineering's draft, by Sales, Supply and Service;
of some the words have changed since, and the card of one is gone.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from okrdesk import edits
from okrdesk.cards import Author, Team
from okrdesk.change import Change
from okrdesk.desk import Desk
from okrdesk.review import asking, fields, notes, rounds, verdicts
from okrdesk.review.notes import Reviewing, Spot
from okrdesk.review.records import Note, NoteKind

TOMAS = Author("author-tomas", "Tomas Perez", "aa" * 32)
GRACE = Author("author-grace", "Grace Liu", "bb" * 32)
IRINA = Author("author-irina", "Irina Volkova", "cc" * 32)
MINUTES = 45


class PlayedRound:
    """Plays the round at a desk, each change as the window would make it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._me = desk.author

    def play(self) -> None:
        """Plan and start it, read, ask, answer."""
        workshop = self.desk.workshop
        pairs = [*rounds.plan(workshop), *self._readers_of("Engineering", "Sales", "Supply", "Service")]
        start = rounds.start_round(workshop, pairs, "Morning", datetime.now(UTC), MINUTES, True)
        self._by(self._me, start)
        self._questions()
        asked = self._note(TOMAS, "Sales", "ENG-2.1", "three days", "question", "Working days?")
        self._by(IRINA, notes.reply(workshop, IRINA, asked, "Any three days: a bike has no weekend."))
        self._suggestions()
        self._rest()

    def reviewing(self, team: str) -> Reviewing:
        """As what somebody of a team reads."""
        newest = rounds.newest(self.desk.workshop)
        assert newest is not None
        return Reviewing(newest.id, self.team(team))

    def team(self, name: str) -> str:
        """The id of the team of a name."""
        return next(team.id for team in self.desk.workshop.all(Team) if team.name == name)

    def card(self, code: str) -> Any:
        """The card of a short name."""
        return next(record for record in self.desk.workshop if getattr(record, "code", "") == code)

    def _questions(self) -> None:
        self._note(self._me, "Sales", "ENG-1", "through the winter", "challenge",
                   "Fleets sign in October. Which week do they see it in?")  # fmt: skip
        self._note(self._me, "Sales", "ENG-1.2", "−5 °C", "risk", "Oslo has −15 °C for weeks.")
        self._note(GRACE, "Supply", "ENG-1", "", "praise", "")
        self._note(GRACE, "Supply", "ENG-3.2", "Returned batteries", "reliance",
                   "We order cells by this number. Without it we order blind.", by_week=6)  # fmt: skip
        settled = self._note(GRACE, "Supply", "ENG-2.2", "False alarms", "question", "Who counts them?")
        self._by(IRINA, notes.settle(self.desk.workshop, IRINA, settled))

    def _suggestions(self) -> None:
        workshop = self.desk.workshop
        self._note(self._me, "Sales", "ENG-1.1", "Breakdowns", "suggestion", "Riders ask about the tow.",
                   wording="Bikes towed per 1,000 km below 0 °C")  # fmt: skip
        taken = self._note(TOMAS, "Service", "ENG-3.1", "ten-minute", "suggestion", "",
                           wording="Error of the five-minute battery test")  # fmt: skip
        self._by(IRINA, notes.accept(workshop, IRINA, taken))
        refused = self._note(GRACE, "Supply", "ENG-3", "true age", "suggestion", "",
                             wording="A battery shows what it can still do")  # fmt: skip
        self._by(IRINA, notes.decline(workshop, IRINA, refused, "Age is what the leases speak of."))

    def _rest(self) -> None:
        """Some words change, one card goes; verdicts are given, reviews opened and handed in."""
        workshop, here = self.desk.workshop, self.reviewing("Sales")
        self._note(TOMAS, "Service", "ENG-2", "will break", "blocker", "Our job cards know no forecast.")
        self._by(IRINA, edits.set_field(workshop, self.card("ENG-2").id, "title", "A fault is known early"))
        self._note(TOMAS, "Service", "ENG-1.3", "Weight", "question", "Does a lighter frame still count?")
        self._by(IRINA, edits.drop(workshop, self.card("ENG-1.3").id))
        self._by(self._me, verdicts.judge(workshop, self._me, here, self.card("ENG-1"), "sceptic", "no"))
        for author, team, about, submitted in (
            (self._me, "Sales", "Engineering", False),
            (TOMAS, "Service", "Engineering", True),
            (GRACE, "Supply", "Engineering", False),
            (IRINA, "Engineering", "Fleet Software", True),
        ):
            act = asking.submit if submitted else asking.open_draft
            self._by(author, act(workshop, author, self.reviewing(team), self.team(about)))

    def _readers_of(self, about: str, *teams: str) -> list[rounds.Pair]:
        return [rounds.Pair(self.team(team), self.team(about)) for team in teams]

    def _note(
        self, who: Author, team: str, code: str, words: str, kind: NoteKind, text: str, **more: Any
    ) -> Note:
        record = self.card(code)
        field = fields.main_field(record)
        start = fields.read(record, field).index(words)
        spot = Spot(record.id, field, start, start + len(words)) if words else Spot(record.id)
        before = {note.id for note in self.desk.workshop.all(Note)}
        change = notes.add_note(
            self.desk.workshop, who, self.reviewing(team), spot, kind, text, seq=1, **more
        )
        self._by(who, change)
        return next(note for note in self.desk.workshop.all(Note) if note.id not in before)

    def _by(self, who: Author, change: Change) -> None:
        self.desk.author = who
        self.desk.do(change)
        self.desk.author = self._me
