"""For whom somebody reviews, and what they do with the questions to ask: tick one, or write it as a note."""

from __future__ import annotations

from dataclasses import replace

from okrdesk.cards import Author, Person, Team
from okrdesk.change import Change, Set, Step
from okrdesk.i18n import _
from okrdesk.review import saying
from okrdesk.review.notes import Reviewing, Spot, add_note
from okrdesk.review.records import Note, Question
from okrdesk.review.threads import is_out, progress_of, readings
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
    """Note that a draft is being read: a change the first time only, for each team that reads it."""
    there = readings(workshop, saying.key_of(author), reviewing.round, about)
    if reviewing.team in [progress.team for progress in there]:
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
    there = {_altered(step) for step in note.steps}  # both say who the author is
    ticked = tick(workshop, author, reviewing, about, question.id).steps
    return Change(note.label, (*note.steps, *(step for step in ticked if _altered(step) not in there)))


def held_back(workshop: Workshop, key: str, about: str) -> list[Note]:
    """The notes that the holder of `key` wrote on a draft and its team cannot see yet, of whatever round."""
    mine = (note for note in workshop.by(Note, "about", about) if note.key == key and note.team != about)
    return [note for note in mine if not (note.withdrawn or is_out(workshop, key, note.round, about, ""))]


def submit(workshop: Workshop, author: Author, reviewing: Reviewing, about: str) -> Change:
    """Hand the notes on a draft over to its team, with those from rounds that went by or were taken back."""
    held = [note.round for note in held_back(workshop, saying.key_of(author), about)]
    now = [reviewing.round] if reviewing.round or not held else []
    steps: dict[tuple[str, str], Step] = {}  # each round's say who the author is
    for round_ in dict.fromkeys((*now, *held)):
        here = replace(reviewing, round=round_)
        for step in note_progress(workshop, author, here, about, stage="submitted").steps:
            steps.setdefault(_altered(step), step)
    return Change(_("Submit the review of {team}").format(team=_name(workshop, about)), tuple(steps.values()))


def reopen(workshop: Workshop, author: Author, reviewing: Reviewing, about: str) -> Change:
    """Take a submitted review back, to go on with it."""
    change = note_progress(workshop, author, reviewing, about, stage="reading")
    return Change(_("Reopen the review of {team}").format(team=_name(workshop, about)), change.steps)


def _altered(step: Step) -> tuple[str, str]:
    """The id of the record that a step alters, and which of its fields: "" for all."""
    return (step.id, step.field) if isinstance(step, Set) else (step.record.id, "")


def _name(workshop: Workshop, team: str) -> str:
    found = workshop.find(Team, team)
    return found.name if found else "?"
