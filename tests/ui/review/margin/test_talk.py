"""What is done about notes: replies, settling, accepting and declining, one's own notes altered."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from okrdesk.alignment import worst_promise
from okrdesk.cards import Link
from okrdesk.change import Change, Put
from okrdesk.edits import drop, set_field
from okrdesk.review import notes
from okrdesk.review.merging import marked
from okrdesk.review.records import Note, Round
from tests.ui.review.margin.conftest import GRACE, TOMAS
from ui.review.margin import telling
from ui.review.margin.pieces import Avatar, Badge, Facts, Label


@pytest.fixture
def own(hands):
    hands.read("Engineering", "Engineering")
    return hands


def texts(card):
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def test_reply_settle_and_reopen(own):
    hands = own
    note = hands.said(TOMAS, "Sales", "ENG-1", "challenge", "Why?", "winter")
    hands.turn_to(note)
    hands.key(Qt.Key.Key_Y)
    hands.type("Because fleets remember.")
    hands.save()
    assert [reply.text for reply in hands.thread(note).replies] == ["Because fleets remember."]
    assert "Because fleets remember." in texts(hands.note_card(note))
    hands.press(note, "Settle")
    assert hands.thread(note).state == "settled"
    when = telling.at(hands.thread(note).settlement.at)
    assert f"Settled by Ana Cruz · {when}" in texts(hands.note_card(note))
    hands.review.set_current("")
    hands.settle()
    assert hands.note_card(note).folded
    assert "Settled by Ana Cruz" in texts(hands.note_card(note))
    hands.press(note, "Reopen")
    assert hands.thread(note).state == "open"
    hands.key(Qt.Key.Key_E)
    assert hands.thread(note).state == "settled"
    assert hands.margin.head.counts.text() == "open 0 · settled 1"


def test_an_empty_reply_is_refused_and_esc_keeps_the_words(own):
    hands = own
    note = hands.said(TOMAS, "Sales", "ENG-1", "question", "Why?", "winter")
    hands.turn_to(note)
    hands.press(note, "Reply")
    hands.save()
    assert not hands.thread(note).replies
    hands.type("Since")
    hands.key(Qt.Key.Key_Escape)
    assert hands.focus is hands.note_card(note)
    hands.key(Qt.Key.Key_Return)
    assert hands.writing().toPlainText() == "Since"


def test_accepting_changes_the_words_and_one_undo_takes_both_back(own):
    hands = own
    note = hands.said(
        TOMAS, "Sales", "ENG-1.2", "suggestion", "", "Range", wording="Range that is left at −5 °C"
    )
    before = hands.card("ENG-1.2").text
    hands.press(note, "Accept")
    assert hands.card("ENG-1.2").text == "Range that is left at −5 °C"
    assert hands.thread(note).state == "accepted"
    shown = texts(hands.note_card(note))
    assert any(text.startswith("Accepted by Ana Cruz · ") for text in shown)
    assert not any("words have changed" in text for text in shown)  # they are as the note wanted them
    assert "Accept the suggestion of Tomas Perez on ENG-1.2" in hands.place.session.desk.history.undo_label
    hands.place.undo()
    hands.settle()
    assert hands.card("ENG-1.2").text == before
    assert hands.thread(note).state == "open"


def test_declining_needs_a_reason(own):
    hands = own
    note = hands.said(TOMAS, "Sales", "ENG-1.2", "suggestion", "", "Range", wording="Reach")
    hands.turn_to(note)
    hands.key(Qt.Key.Key_D)
    hands.save()
    assert hands.thread(note).state == "open"
    hands.type("Reach is another thing.")
    hands.save()
    assert hands.thread(note).state == "declined"
    when = telling.at(hands.thread(note).answer.at)
    assert f"Declined by Ana Cruz · {when}: Reach is another thing." in texts(hands.note_card(note))


def test_a_suggestion_shows_its_way_from_the_words_now(own):
    hands = own
    note = hands.said(
        TOMAS, "Sales", "ENG-2.2", "suggestion", "", "False alarms", wording="Alarms in vain a week"
    )
    hands.by(TOMAS, set_field(hands.workshop, hands.card("ENG-2.2").id, "text", "Wrong alerts every week"))
    shown = " ".join(texts(hands.note_card(note)))
    assert "The words have changed. They were:" in shown and "“False alarms”" in shown
    assert "Wrong" in shown and "line-through" in shown
    hands.press(note, "What it said then")
    shown = " ".join(texts(hands.note_card(note)))
    assert "From what was read then to what stands there now:" in shown


def test_looking_at_the_words_of_then_turns_to_no_other_note(own):
    hands = own
    note = hands.said(TOMAS, "Sales", "ENG-2.2", "challenge", "Says who?", "False alarms")
    hands.by(TOMAS, set_field(hands.workshop, hands.card("ENG-2.2").id, "text", "Wrong alerts every week"))
    other = hands.said(GRACE, "Sales", "ENG-2.2", "challenge", "Since when?", "alerts")
    hands.read("Sales", "Engineering")
    hands.read("Engineering", "Engineering")  # all cards are made anew, in their order
    hands.press(note, "What it said then")
    assert hands.review.current == note.id and hands.note_card(note).hasFocus()
    hands.key(Qt.Key.Key_E)
    assert (hands.thread(note).state, hands.thread(other).state) == ("settled", "open")


def test_a_reliance_asks_which_card_relies_on_it(own):
    hands = own
    note = hands.said(GRACE, "Sales", "ENG-2", "reliance", "We sell the alerts.", by_week=5)
    hands.press(note, "Accept")
    hands.qtbot.keyClicks(hands.focus, "SAL-2")
    hands.save()
    link = next(
        x for x in hands.workshop.all(Link) if x.target == note.card and x.kind == "relies_on" and x.by_week
    )
    assert hands.workshop[link.source].code.startswith("SAL-2")
    assert (link.answer, link.by_week) == ("", 5)
    assert worst_promise(hands.workshop, link.source) == "unfinished"
    assert hands.thread(note).state == "accepted"
    assert "for" not in telling.reliance(hands.workshop, note)  # Grace named no card: the answer does
    code, when = hands.workshop[link.source].code, telling.at(hands.thread(note).answer.at)
    shown = [text.replace("\n", " · ") for text in texts(hands.note_card(note))]
    assert f"Accepted by Ana Cruz for {code} · {when}" in shown
    hands.review.set_current("")
    hands.settle()
    assert f"Accepted by Ana Cruz for {code}" in texts(hands.note_card(note))
    hands.by(TOMAS, drop(hands.workshop, link.id))
    assert "Accepted by Ana Cruz" in texts(hands.note_card(note))


def test_a_reviewer_of_another_team_accepts_nothing(hands):
    hands.read("Engineering", "Sales")
    note = hands.said(GRACE, "Supply", "ENG-1.2", "suggestion", "", "Range", wording="Reach")
    hands.turn_to(note)
    assert hands.titles(note) == ["Reply", "Settle"]


def test_ones_own_note_can_be_edited_and_taken_back(own):
    hands = own
    hands.mark("ENG-1", "winter")
    hands.key(Qt.Key.Key_N)
    hands.type("First")
    hands.save()
    note = hands.newest()
    hands.key(Qt.Key.Key_F2)
    assert hands.writing().toPlainText() == "First"
    hands.type(" and second")
    hands.save()
    assert hands.workshop[note.id].text == "First and second"
    assert hands.workshop[note.id].rev == 2
    hands.press(note, "Take back")
    assert hands.workshop[note.id].withdrawn
    assert note.id not in hands.margin.strip.made
    assert len(hands.workshop.all(Note)) == 1


def test_a_note_that_somebody_answered_stays_when_it_is_taken_back(own):
    """The words of who answered went with it."""
    hands = own
    hands.mark("ENG-1", "winter")
    hands.key(Qt.Key.Key_Q)
    hands.type("Which winter?")
    hands.save()
    note = hands.newest()
    hands.by(TOMAS, notes.reply(hands.workshop, TOMAS, note, "The next one"))
    hands.turn_to(note)
    hands.press(note, "Take back")
    assert hands.workshop[note.id].withdrawn
    hands.key(Qt.Key.Key_Escape)
    assert any("Taken back by" in text for text in texts(hands.note_card(note)))
    hands.turn_to(note)
    assert "The next one" in texts(hands.note_card(note)) and hands.titles(note) == ["Reply"]


def test_names_that_a_round_keeps_to_itself_are_not_shown(own):
    hands = own
    hands.by(TOMAS, Change("Round", (Put(Round("round-1", names_shown=False, open_from_start=True)),)))
    where = notes.Reviewing("round-1", hands.team("Sales"))
    change = notes.add_note(hands.workshop, TOMAS, where, notes.Spot(hands.card("ENG-1").id), "risk", "Hm.")
    hands.by(TOMAS, change)
    card = hands.note_card(hands.newest())
    assert "A reviewer from Sales" in texts(card)
    assert "Tomas" not in card.accessibleName()
    assert card.findChild(Avatar).letters == "SA"  # the team's
    assert not [a for a in hands.margin.head.menu().actions() if a.text().startswith("By ")]
    spot = notes.Spot(hands.card("ENG-1").id, "title")
    hands.by(
        TOMAS,
        notes.add_note(hands.workshop, TOMAS, where, spot, "suggestion", "", wording="Ride on in winter"),
    )
    hands.press(hands.newest(), "Accept")
    assert hands.place.session.desk.history.undo_label == "Accept the suggestion of a reviewer on ENG-1"


def test_what_was_changed_elsewhere_keeps_what_is_being_written(own):
    hands = own
    note = hands.said(TOMAS, "Sales", "ENG-1", "question", "Why?", "winter")
    hands.turn_to(note)
    hands.press(note, "Reply")
    hands.type("Be")
    hands.by(TOMAS, lambda author: notes.reply(hands.workshop, author, note, "Anyone?"))
    hands.type("cause")
    assert "Anyone?" in texts(hands.note_card(note))
    hands.save()
    assert [reply.text for reply in hands.thread(note).replies] == ["Anyone?", "Because"]


def test_a_reply_names_the_team_that_it_was_given_for(hands):
    """Who reviewed for Sales and answers for Engineering later speaks for Engineering there."""
    asked = hands.said(TOMAS, "Sales", "ENG-1", "question", "Which winter?")
    for team, words in (("Sales", "Ours?"), ("Engineering", "Every winter.")):
        hands.read("Engineering", team)
        if team == "Sales":
            here, spot = hands.review.reviewing, notes.Spot(asked.card)
            hands.review.carry_out(
                notes.add_note(hands.workshop, hands.review.author, here, spot, "risk", "Hm.")
            )
        hands.turn_to(asked)
        hands.key(Qt.Key.Key_Y)
        hands.type(words)
        hands.save()
    shown = " | ".join(texts(hands.note_card(asked)))
    assert shown.index("Sales") < shown.index("Ours?") < shown.index("Engineering") < shown.index("Every")
    ours, every = hands.thread(asked).replies
    assert ours.key == every.key
    assert telling.role(hands.review, asked, ours).startswith("Sales")
    assert telling.role(hands.review, asked, every).startswith("Engineering")


def test_who_answers_for_the_draft_shows_the_name_and_who_reviewed_does_not(own):
    """In a round without names the same person may do both: the note stays without a name."""
    hands = own
    hands.by(TOMAS, Change("Round", (Put(Round("round-1", names_shown=False, open_from_start=True)),)))
    sales, ours = hands.team("Sales"), hands.team("Engineering")
    where = notes.Reviewing("round-1", sales)
    hands.by(
        TOMAS, notes.add_note(hands.workshop, TOMAS, where, notes.Spot(hands.card("ENG-1").id), "risk", "Hm.")
    )
    note = hands.newest()
    for team in (sales, ours):
        hands.by(TOMAS, lambda author, team=team: notes.reply(hands.workshop, author, note, "So", team=team))
    first, second = hands.thread(note).replies
    assert telling.speaker(hands.review, note, first) == "A reviewer from Sales"
    assert telling.speaker(hands.review, note, second) == "Tomas Perez"


def test_enter_takes_the_card_that_relies_on_it_and_on_a_button_presses_it(own):
    hands = own
    note = hands.said(GRACE, "Sales", "ENG-2", "reliance", "We sell the alerts.", by_week=5)
    hands.press(note, "Accept")
    hands.note_card(note).editor.later.setFocus()
    hands.key(Qt.Key.Key_Return)
    assert hands.note_card(note).editor is None and hands.thread(note).state == "open"
    hands.press(note, "Accept")
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Return)
    assert hands.thread(note).state == "accepted" and not hands.thread(note).replies


def test_a_reason_has_no_empty_lines_around_it_and_stands_over_the_whole_card(own):
    hands = own
    note = hands.said(TOMAS, "Sales", "ENG-1.2", "suggestion", "", "Range", wording="Reach")
    hands.turn_to(note)
    hands.key(Qt.Key.Key_D)
    hands.type("Reach is another thing altogether.")
    hands.key(Qt.Key.Key_Return)
    hands.save()
    assert hands.thread(note).answer.reason == "Reach is another thing altogether."
    hands.review.set_current("")
    hands.settle()
    card = hands.note_card(note)
    shown = (each for each in card.findChildren(QLabel) if each.isVisible())
    (line,) = (each for each in shown if "Declined by" in each.text())
    assert card.folded and line.width() > 0.8 * card.width()


def test_facts_end_no_line_with_a_dot(qtbot):
    facts = Facts("notemeta", ("Fleet Software", "", "05:28"))
    qtbot.addWidget(facts)
    facts.show()
    whole = facts.sizeHint().width()
    facts.resize(whole, 20)
    assert facts.text() == "Fleet Software · 05:28"
    one = facts.heightForWidth(whole)
    facts.resize(whole - 10, 40)
    assert facts.text() == "Fleet Software\n05:28" and facts.heightForWidth(whole - 10) > one
    facts.resize(whole, 20)
    assert facts.text() == "Fleet Software · 05:28"


def test_the_facilitators_mark_stands_beside_the_name(own):
    hands = own
    note = hands.said(TOMAS, "Sales", "ENG-1", "challenge", "Why?")
    reply = notes.reply(hands.workshop, GRACE, hands.workshop[note.id], "No.", team=hands.team("Supply"))
    hands.by(GRACE, reply)

    def marks():
        badges = [badge for badge in hands.note_card(note).findChildren(Badge) if badge.isVisible()]
        return [badge.text() for badge in badges if badge.text() in ("known", "doubted")]

    hands.turn_to(note)
    assert marks() == []
    hands.by(TOMAS, marked(hands.workshop, note.key, "doubted"))
    assert marks() == ["doubted"]
    hands.by(TOMAS, marked(hands.workshop, GRACE.public_key, "known"))
    assert marks() == ["doubted", "known"]


def test_how_a_note_ended_is_told_in_one_line_also_in_a_narrow_margin(own):
    hands = own
    hands.place.window.resize(1280, 800)
    note = hands.said(TOMAS, "Sales", "ENG-1", "suggestion", "", wording="Our bikes ride all winter")
    hands.turn_to(note)
    hands.press(note, "Accept")
    hands.review.set_current("")
    hands.settle()
    (line,) = [label for label in hands.note_card(note).findChildren(Label, "notestate") if label.isVisible()]
    assert line.text() == "Accepted by Ana Cruz" and line.height() <= line.fontMetrics().height() + 2
