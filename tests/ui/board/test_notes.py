"""A card on the board counts the open notes on it, and says when it relies on unfinished work."""

from okrdesk.cards import Author
from okrdesk.change import Change, Put
from okrdesk.review import notes
from okrdesk.review.notes import Reviewing, Spot
from okrdesk.review.records import Note, Round
from tests.acting import card
from ui.board import card_words

TOMAS = Author("tomas", "Tomas Perez", "aa" * 32)


def looks(place, id_):
    board = place.room.board.board
    return board.painter._texts(board.placement.cards[id_])


def test_open_notes_are_counted_and_settling_one_paints_the_card_anew(place):
    desk, workshop = place.session.desk, place.session.workshop
    id_ = card(place, "ENG-2").id
    before = looks(place, id_)
    me, desk.author = desk.author, TOMAS
    spot = Spot(card(place, "ENG-2.1").id)
    desk.do(notes.add_note(workshop, TOMAS, Reviewing(), spot, "question", "Why?"))
    desk.author = me
    assert card_words.open_notes(workshop, id_) == 1
    with_note = looks(place, id_)
    assert with_note is not before
    desk.do(notes.settle(workshop, me, workshop.all(Note)[0]))
    assert card_words.open_notes(workshop, id_) == 0
    assert looks(place, id_) is not with_note


def test_notes_of_a_review_that_is_not_submitted_are_not_counted(place):
    desk, workshop = place.session.desk, place.session.workshop
    desk.do(Change("Round", (Put(Round("r", name="First")),)))
    id_ = card(place, "ENG-2").id
    desk.do(notes.add_note(workshop, desk.author, Reviewing("r"), Spot(id_), "question", "Why?"))
    assert card_words.open_notes(workshop, id_) == 0
    assert card_words.notes_told(workshop, id_) == ""


def test_a_card_that_relies_on_unfinished_work_says_so(place):
    workshop = place.session.workshop
    words = [text for text, _tone in card_words.foot_badges(workshop, card(place, "ENG-2"))]
    assert "relies on unfinished work" in words
