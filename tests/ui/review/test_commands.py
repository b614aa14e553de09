"""The menu of reviews is whole from the start, before there is a room."""

import subprocess
import sys

import pytest

from okrdesk.edits import set_field
from okrdesk.review.records import Verdict
from tests.acting import card
from tests.ui.review.reading import read
from tests.ui.review.rounds import settle
from ui.actions import plain


def command(place, title):
    return next(c for c in place.actions.commands if plain(c.action.text()) == title)


def test_before_the_room_is_made_each_entry_is_there_and_says_what_to_do_first(place):
    actions = place.actions
    assert {"Write a note", "Answer the note", "Verdict", "Go to"} <= {
        entry.text() for entry in actions.menus["review"].actions() if entry.menu() and entry.isVisible()
    }
    for title in ("Note", "Accept the suggestion", "Next card", "The story holds", "Submit my review"):
        assert actions.why_not(command(place, title)) == "go to the review room first"
    for title in ("Plan a round…", "Who has read what", "Questions to ask…", "My team’s draft"):
        assert command(place, title).action.isEnabled()
    place.files.close()
    for title in ("Note", "Plan a round…", "Next draft"):
        assert actions.why_not(command(place, title)) == "open a workshop first"


def test_an_entry_enters_the_room_and_goes_on_there(place):
    command(place, "Who has read what").action.trigger()
    assert place.rooms.name == "review"
    assert place.status.hint.text() == "Who has read what: plan a round first."
    place.rooms.enter("board")
    command(place, "Plan a round…").action.trigger()
    place.rooms.current.start.click()
    settle()
    room = place.rooms.current
    assert place.rooms.name == "review" and room.round_view.isVisible()
    room.review.set_about(room.side.drafts()[0] if room.side.drafts() else "")
    place.rooms.enter("board")
    command(place, "Who has read what").action.trigger()
    settle()
    assert room.round_view.isVisible() and place.rooms.name == "review"


@pytest.mark.parametrize("where", ["board", "outline"])
def test_what_is_said_from_elsewhere_is_said_of_the_card_that_is_chosen_there(place, where):
    read(place, "Supply", "Sales")
    room = place.rooms.current
    for code in ("SRV-2", "SRV-1.2"):
        place.rooms.enter(where)
        place.selection.show(card(place, code).id)
        command(place, "Question").action.trigger()
        settle()
        framed = room.margin.composing.framed
        assert place.rooms.current is room and framed and framed.spot.card == card(place, code).id
    place.rooms.enter(where)
    place.selection.show(card(place, "SRV-2.1").id)
    command(place, "The story holds").action.trigger()
    (verdict,) = place.session.workshop.all(Verdict)
    assert (verdict.card, verdict.answer) == (card(place, "SRV-2").id, "yes")


@pytest.mark.parametrize("chosen", ["", "pillar", "parked"])
def test_without_a_card_of_a_draft_nothing_is_said_of_the_one_that_was_read_last(place, chosen):
    read(place, "Supply", "Sales")
    room = place.rooms.current
    workshop = place.session.workshop
    card_ids = {"": "", "pillar": workshop.pillars()[0].id, "parked": card(place, "SUP-1").id}
    if chosen == "parked":
        place.session.desk.do(set_field(workshop, card_ids[chosen], "parked", True))
    place.rooms.enter("board")
    place.selection.show(card_ids[chosen])
    command(place, "The story holds").action.trigger()
    assert place.rooms.current is room and not workshop.count(Verdict)
    assert place.status.hint.text() == "The story holds: choose the card first."
    place.rooms.enter("board")
    command(place, "Question").action.trigger()
    assert place.rooms.current is room and room.margin.composing.framed is None


def test_the_menu_brings_nothing_of_the_room():
    heavy = "ui.review.room", "ui.review.state", "ui.review.margin.margin", "ui.review.reader.reader"
    told = f"import sys, ui.review.commands; print([x for x in {heavy} if x in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
