"""For whom somebody reviews, and what they do with the questions to ask: tick one, or write it as a note."""

from __future__ import annotations

from okrdesk.cards import Author, Person, Team
from okrdesk.change import Change, Set, Step
from okrdesk.i18n import _
from okrdesk.review import saying
from okrdesk.review.notes import Reviewing, Spot, add_note
from okrdesk.review.records import Question
from okrdesk.review.threads import progress_of
from okrdesk.review.verdicts import note_progress
from okrdesk.workshop import Workshop


def home_team(workshop: Workshop, author: Author) -> str:
    """The team of the person that an author is, by id or else by name; "" when that is not known, and for
    people of the company's own team, who may sit in for any.
    """
    person = workshop.find(Person, author.person)
    if person is None:
        name = author.name.strip().casefold()
        called = [each for each in workshop.people() if each.name.strip().casefold() == name]
        person = called[0] if len(called) == 1 else None
    team = workshop.find(Team, person.team) if person else None
    return team.id if team and team.parent else ""


def open_draft(workshop: Workshop, author: Author, reviewing: Reviewing, about: str) -> Change:
    """Note that a draft is being read: a change the first time only."""
    if progress_of(workshop, saying.key_of(author), reviewing.round, about):
        return Change("", ())
    change = note_progress(workshop, author, reviewing, about)
    return Change(_("Open the draft of {team}").format(team=_name(workshop, about)), change.steps)


def tick(workshop: Workshop, author: Author, reviewing: Reviewing, about: str, question: str) -> Change:
    """Say that a question has been asked while reading, or that it has not."""
    before = progress_of(workshop, saying.key_of(author), reviewing.round, about)
    asked = before.asked if before else ()
    left = tuple(each for each in asked if each != question)
    ticked = left == asked
    change = note_progress(workshop, author, reviewing, about, asked=(*asked, question) if ticked else left)
    return Change(_("Tick a question") if ticked else _("Take a question’s tick back"), change.steps)


def ask(
    workshop: Workshop, author: Author, reviewing: Reviewing, spot: Spot, question: Question, about: str,
    *, seq: int = 0,
) -> Change:  # fmt: skip
    """Write a question as a note, and tick it. Raises Refused as `add_note` does."""
    note = add_note(workshop, author, reviewing, spot, "question", question.text, seq=seq)
    before = progress_of(workshop, saying.key_of(author), reviewing.round, about)
    if before and question.id in before.asked:
        return note
    there = {_id(step) for step in note.steps}  # both say who the author is
    ticked = tick(workshop, author, reviewing, about, question.id).steps
    return Change(note.label, (*note.steps, *(step for step in ticked if _id(step) not in there)))


def submit(workshop: Workshop, author: Author, reviewing: Reviewing, about: str) -> Change:
    """Hand the notes on a draft over to its team."""
    change = note_progress(workshop, author, reviewing, about, stage="submitted")
    return Change(_("Submit the review of {team}").format(team=_name(workshop, about)), change.steps)


def reopen(workshop: Workshop, author: Author, reviewing: Reviewing, about: str) -> Change:
    """Take a submitted review back, to go on with it."""
    change = note_progress(workshop, author, reviewing, about, stage="reading")
    return Change(_("Reopen the review of {team}").format(team=_name(workshop, about)), change.steps)


def _id(step: Step) -> str:
    return step.id if isinstance(step, Set) else step.record.id


def _name(workshop: Workshop, team: str) -> str:
    found = workshop.find(Team, team)
    return found.name if found else "?"
