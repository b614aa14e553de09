"""The left side of the review room: whom I review, who reviews us, and the questions to ask."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from okrdesk import edits
from okrdesk.change import Change, Set
from okrdesk.review.records import Note
from okrdesk.review.threads import progress_of, thread
from tests.ui.review.reading import team
from tests.ui.review.rounds import click, enter, others_say, settle, start
from ui.review.state import Filter


def row(section, name):
    (found,) = [row for row in section.rows.values() if row.accessibleName() == name]
    return found


def told(row):
    return row.accessibleDescription()


def ours(room):
    (only,) = room.side.ours.rows.values()
    return only


@pytest.fixture
def room(place):
    return enter(place)


@pytest.fixture
def in_round(place, room, qtbot):
    start(place, room, qtbot)
    return room


def noted(room, about="") -> Any:
    review = room.review
    return progress_of(review.workshop, review.key, review.reviewing.round, about or review.about)


def test_without_a_round_every_other_team_with_a_draft_can_be_read(place, room, qtbot):
    names = [row.accessibleName() for row in room.side.mine.rows.values()]
    assert "Service" not in names and {"Sales", "People", "Supply"} <= set(names)
    click(qtbot, row(room.side.mine, "Sales"))
    assert room.review.about == team(place, "Sales").id
    assert room.reader.isVisible()
    assert "being read now" in told(row(room.side.mine, "Sales"))
    assert noted(room) is None  # only a round keeps count of who has opened what


def test_who_is_of_no_team_can_read_every_draft_in_a_round_too(place, in_round, qtbot):
    before = [*enter(place, "No team").side.mine.rows]
    with_draft = [t.id for t in place.session.workshop.teams() if place.session.workshop.objectives(t.id)]
    assert before == with_draft and place.session.workshop.root.id in before


def test_the_team_chosen_is_kept_for_the_workshop(place, room, open_window, file):
    view = room.view()
    room.review.set_reviewing(type(room.review.reviewing)())
    room.show_again(view)
    assert room.review.reviewing.team == team(place, "Service").id


def test_who_is_known_to_be_of_a_team_is_not_asked(place, room):
    workshop = place.session.workshop
    person = next(p for p in workshop.people() if p.team == team(place, "Supply").id)
    place.session.desk.author = type(place.session.desk.author)("x", person.name)
    room.show_session(place.session)
    settle()
    assert room.review.reviewing.team == person.team
    assert not room.side.head.isVisible()
    assert place.topbar.state.text() == f"Reviewing as Supply · {person.name}"


def test_opening_a_draft_in_a_round_is_noted_once_and_undo_closes_it(place, in_round, qtbot):
    room = in_round
    first, second = room.side.mine.rows.values()
    assert told(first) == "not started"
    click(qtbot, first)
    about = room.review.about
    assert noted(room).stage == "reading" and "reading" in told(first)
    entries = place.session.document.repository.count()
    click(qtbot, second)
    click(qtbot, first)
    assert place.session.document.repository.count() == entries + 1  # the second draft's opening
    place.undo()
    settle()
    assert room.review.about == about  # the other draft's opening was undone
    place.undo()
    settle()
    assert room.review.about == "" and noted(room, about) is None
    assert room.teaching.isVisible()
    assert told(first) == "not started"


def test_ticking_a_question_with_the_mouse_and_undo(place, in_round, qtbot):
    room = in_round
    click(qtbot, next(iter(room.side.mine.rows.values())))
    tick = next(iter(room.side.asks.rows.values())).tick
    click(qtbot, tick)
    assert tick.isChecked() and len(noted(room).asked) == 1
    place.undo()
    settle()
    assert not tick.isChecked() and noted(room).asked == ()


def test_the_keys_lead_through_all_rows(place, in_round):
    room = in_round
    stops = room.side.stops()
    stops[0].setFocus()
    QTest.keyClick(stops[0], Qt.Key.Key_Down)
    assert room.window().focusWidget() is stops[1]
    QTest.keyClick(stops[1], Qt.Key.Key_Return)
    settle()
    assert room.review.about == room.side.drafts()[1]
    tick = next(iter(room.side.asks.rows.values())).tick
    at = room.side.stops().index(tick)
    above = room.side.stops()[at - 1]
    above.setFocus()
    QTest.keyClick(above, Qt.Key.Key_Down)
    assert room.window().focusWidget() is tick
    QTest.keyClick(tick, Qt.Key.Key_Space)
    settle()
    assert tick.isChecked()
    assert room.window().focusWidget() is tick
    QTest.keyClick(tick, Qt.Key.Key_Up)
    assert room.window().focusWidget() is above


def test_a_question_becomes_a_note_where_one_reads(place, in_round, qtbot):
    room = in_round
    click(qtbot, next(iter(room.side.mine.rows.values())))
    asked = next(iter(room.side.asks.rows.values()))
    card = place.session.workshop.objectives(room.review.about)[0].id
    room.review.set_spot(type(room.review.spot)(card, "title") if room.review.spot else None)
    asked.tick.setFocus()
    assert asked.ask.isVisible()
    click(qtbot, asked.ask)
    (note,) = place.session.workshop.all(Note)
    assert note.text == asked.tick.accessibleName() and note.card == card
    assert asked.tick.isChecked()
    place.undo()
    settle()
    assert not place.session.workshop.count(Note) and not asked.tick.isChecked()


def test_without_a_place_the_question_is_not_asked(place, in_round, qtbot):
    room = in_round
    click(qtbot, next(iter(room.side.mine.rows.values())))
    room.review.set_spot(None)
    asked = next(iter(room.side.asks.rows.values()))
    asked.tick.setFocus()
    click(qtbot, asked.ask)
    assert not place.session.workshop.count(Note)
    assert any("in the draft first" in said for said in place.banners.texts())


def test_what_others_say_of_us_is_told_and_to_answer_worst_first(place, in_round, qtbot):
    room = in_round
    said = (("question", "Who?"), ("praise", "Good"), ("blocker", "Not before May"), ("challenge", "Enough?"))
    others_say(place, room, "Sales", "Service", *said)
    assert "Sales: 1 blocker to answer (+2)" in told(ours(room))
    click(qtbot, ours(room))
    assert room.review.own
    names = [row.accessibleName() for row in room.side.answers.rows.values()]
    assert names == ["Blocker: Not before May", "Challenge: Enough?", "Question: Who?"]
    assert not room.side.asks.isVisible()
    id_, first = next(iter(room.side.answers.rows.items()))
    click(qtbot, first)
    assert room.review.current == id_
    QTest.keyClick(first, Qt.Key.Key_E)  # the keys of notes hold here, too
    assert thread(room.review.workshop, room.review.workshop[id_]).state == "settled"


def test_what_waits_for_an_answer_is_told_when_its_round_is_removed(place, in_round, qtbot):
    room = in_round
    others_say(place, room, "Sales", "Service", ("question", "Who?"), ("praise", "Good"))
    click(qtbot, room.side.foot.show_grid)
    click(qtbot, room.round_view.remove)
    assert not room.review.reviewing.round
    click(qtbot, ours(room))
    assert "Sales: 1 question to answer" in told(ours(room)) and len(room.side.answers.rows) == 1


def test_what_somebody_without_a_team_said_is_told(place, room, qtbot):
    others_say(place, room, "Sales", "Service", ("question", "Who?"))
    (note,) = place.session.workshop.all(Note)
    place.session.desk.do(Change("Nobody", (Set(note.id, "team", note.team, ""),), "merge"))
    settle()
    assert "without a team: 1 question to answer" in told(ours(room))


def test_an_answered_row_gives_the_keys_to_the_next_and_the_last_one_to_the_draft(place, in_round, qtbot):
    room = in_round
    others_say(place, room, "Sales", "Service", ("question", "Who?"), ("blocker", "Not before May"))
    click(qtbot, ours(room))
    blocker, question = room.side.answers.rows
    click(qtbot, room.side.answers.rows[blocker])
    QTest.keyClick(room.side.answers.rows[blocker], Qt.Key.Key_E)
    settle()
    assert room.side.answers.rows[question].hasFocus()
    QTest.keyClick(room.side.answers.rows[question], Qt.Key.Key_Return)
    QTest.keyClick(room.side.answers.rows[question], Qt.Key.Key_E)
    settle()
    assert not room.side.answers.rows and room.reader.draft.hasFocus()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_kind_stands_out_in_the_row_that_is_current(place, in_round, qtbot, theme):
    room = in_round
    place.window.choose_theme(theme)
    others_say(place, room, "Sales", "Service", ("question", "Who?"))
    click(qtbot, ours(room))
    (answer,) = room.side.answers.rows.values()
    for current in (False, True):
        badge = answer.findChild(QLabel, "notebadge")
        seen = answer.grab().toImage()
        beside = seen.pixel(badge.x() + badge.width() + 3, badge.y() + 2)
        assert seen.pixel(badge.x() + badge.width() // 2, badge.y() + 2) != beside
        assert answer.property("current") is current
        click(qtbot, answer)
        (answer,) = room.side.answers.rows.values()


def test_what_is_to_be_answered_is_shown_whatever_the_filter(place, in_round, qtbot):
    room = in_round
    others_say(place, room, "Sales", "Service", ("question", "Who?"), ("blocker", "Not before May"))
    click(qtbot, ours(room))
    blocker, question = room.side.answers.rows
    room.review.set_filter(Filter({"question"}))
    settle()
    click(qtbot, room.side.answers.rows[question])
    assert room.review.filter == Filter({"question"})
    click(qtbot, room.side.answers.rows[blocker])
    assert room.review.current == blocker and room.margin.strip.made[blocker].isVisible()
    assert room.review.filter == Filter()
    bar = room.reader.verticalScrollBar()
    bar.setValue(bar.maximum())
    click(qtbot, room.side.answers.rows[blocker])  # again: it comes back into view
    assert not room.margin.strip.made[blocker].visibleRegion().isEmpty()


def test_what_is_to_be_answered_on_a_card_that_is_gone_opens_the_tray(place, in_round, qtbot):
    room = in_round
    others_say(place, room, "Sales", "Service", ("question", "Who?"))
    (note,) = place.session.workshop.all(Note)
    place.session.desk.do(edits.drop(place.session.workshop, note.card))
    click(qtbot, ours(room))
    click(qtbot, room.side.answers.rows[note.id])
    assert room.margin.tray.cards.made[note.id].isVisible()


def test_notes_that_are_not_submitted_stay_private(place, in_round, qtbot):
    room = in_round
    others_say(place, room, "Sales", "Service", ("blocker", "Not before May"), submitted=False)
    assert "blocker" not in told(ours(room))
    click(qtbot, ours(room))
    assert not room.side.answers.rows


def test_text_size_and_theme_make_the_rows_anew(place, in_round, qtbot):
    room = in_round
    before = next(iter(room.side.mine.rows.values()))
    height = before.height()
    place.choose_text_size(150)
    settle()
    settle()
    after = next(iter(room.side.mine.rows.values()))
    assert after.height() > height
    place.window.choose_theme("dark")
    settle()
    assert told(next(iter(room.side.mine.rows.values()))) == "not started"


def test_of_many_notes_the_worst_are_to_be_answered_first(place, in_round, qtbot):
    room = in_round
    said = [("question", f"Why {n}?") for n in range(25)] + [("blocker", "Not before May")]
    others_say(place, room, "Sales", "Service", *said)
    click(qtbot, ours(room))
    rows = list(room.side.answers.rows.values())
    assert len(rows) == 20 and rows[0].accessibleName() == "Blocker: Not before May"


def test_the_foot_counts_what_is_submitted(place, in_round):
    room = in_round
    assert "0 of 12 reviews submitted" in room.side.foot.facts.text()
    others_say(place, room, "Sales", "Service", ("praise", "Good"))
    assert "1 of 12 reviews submitted" in room.side.foot.facts.text()
