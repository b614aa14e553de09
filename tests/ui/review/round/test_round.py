"""A round in the window: planned, altered, started, watched, submitted and ended."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from okrdesk.change import Change, Set
from okrdesk.review import notes, rounds
from okrdesk.review.notes import Spot
from okrdesk.review.records import Assignment, Round
from tests.acting import press
from tests.ui.review.reading import team
from tests.ui.review.rounds import cell, click, click_cell, enter, others_say, plan, settle, start, text


@pytest.fixture
def room(place):
    return enter(place)


@pytest.fixture
def in_round(place, room, qtbot):
    start(place, room, qtbot)
    return room


def note(room, words="Is that enough?"):
    review = room.review
    card = review.workshop.objectives(review.about)[0].id
    change = notes.add_note(
        review.workshop, review.author, review.reviewing, Spot(card, "title"), "challenge", words
    )
    assert review.carry_out(change)
    settle()


def ends(place, room, left):
    """Let the round end in so much time."""
    round_ = room.round_view.round
    text = (datetime.now(UTC) + left).isoformat(timespec="seconds")
    place.session.desk.do(Change("Time", (Set(round_.id, "ends", round_.ends, text),)))
    settle()


def test_an_empty_room_teaches(place, room):
    assert room.teaching.isVisible()
    assert room.teaching.question.text() == "Whose draft shall we read?"
    assert room.teaching.plan.isVisible() and not room.teaching.go.isVisible()


def test_a_round_is_planned_altered_and_started_as_one_change(place, room, qtbot):
    page = plan(place, room, qtbot)
    proposed = {(pair.team, pair.about) for pair in rounds.plan(place.session.workshop)}
    assert page.pairs == proposed and len(proposed) == 12
    assert page.note.text().startswith("Each team reads 2 drafts")
    reader, read = team(place, "Service").id, team(place, "Sales").id
    assert (reader, read) not in proposed
    click_cell(qtbot, page.grid, "Sales", "Service")
    assert page.pairs == proposed | {(reader, read)}
    assert "more than others" in page.note.text()
    click_cell(qtbot, page.grid, "Service", "Service")  # nobody reads the own draft
    assert page.pairs == proposed | {(reader, read)}
    click(qtbot, page.open.button(True))
    click(qtbot, page.names.button(False))
    page.name.setText("Morning")
    page.minutes.setText("25")
    click(qtbot, page.start)
    (round_,) = place.session.workshop.all(Round)
    assert (round_.name, round_.open_from_start, round_.names_shown) == ("Morning", True, False)
    assert place.session.workshop.count(Assignment) == 13
    left = rounds.minutes_left(round_, datetime.now(UTC))
    assert left is not None and 24 <= left <= 25
    assert room.round_view.isVisible()
    place.undo()
    settle()
    assert not place.session.workshop.count(Round) and not place.session.workshop.count(Assignment)
    assert room.teaching.isVisible()


def test_another_number_of_drafts_is_proposed_anew(place, room, qtbot):
    page = plan(place, room, qtbot)
    click(qtbot, page.each.button(1))
    assert len(page.pairs) == 6 and page.note.text().startswith("Each team reads 1 draft,")


def test_cells_are_turned_with_the_keys(place, room, qtbot):
    page = plan(place, room, qtbot)
    page.grid.setFocus()
    page.grid.setCurrentIndex(cell(page.grid, "Sales", "Service"))
    before = set(page.pairs)
    QTest.keyClick(page.grid, Qt.Key.Key_Space)
    assert page.pairs ^ before == {(team(place, "Service").id, team(place, "Sales").id)}
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    assert page.pairs == before
    QTest.keyClick(page.grid, Qt.Key.Key_Down)
    assert page.grid.currentIndex() == cell(page.grid, "Engineering", "Service")  # over the own draft


def test_without_minutes_the_plan_says_so(place, room, qtbot):
    page = plan(place, room, qtbot)
    page.minutes.clear()
    click(qtbot, page.start)
    assert not place.session.workshop.count(Round)
    assert any("at least one minute" in said for said in place.banners.texts())


def test_the_grid_shows_how_far_everybody_is(place, in_round, qtbot):
    room, grid = in_round, in_round.round_view.grid
    assert room.round_view.isVisible()
    mine = room.side.drafts()
    name = place.session.workshop[mine[0]].name
    assert text(grid, name, "Service") == "not opened"
    room.open_draft(mine[0])
    note(room)
    click(qtbot, room.side.foot.show_grid)
    assert text(grid, name, "Service") == "reading · 1 note"
    others_say(place, room, "Sales", "Service", ("question", "Who?"))
    assert text(grid, "Service", "Sales") == "submitted · 1 of 1 to answer"
    index = cell(grid, "Service", "Sales")
    full = grid.cells.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert full == "Sales reads Service: submitted, 1 of 1 to answer, Tomas Perez"
    assert "1 of 12 reviews submitted" in room.round_view.lead.text()
    click_cell(qtbot, grid, name, "Service")
    assert room.review.about == mine[0] and room.reader.isVisible()


def test_submit_says_what_happens_and_can_be_undone_and_reopened(place, in_round, qtbot):
    room, top = in_round, in_round.top
    room.open_draft(room.side.drafts()[0])
    note(room)
    settle()
    assert top.submit.isVisible() and not top.reopen.isVisible()
    assert top.badge.isVisible()
    click(qtbot, top.submit)
    name = place.session.workshop[room.review.about].name
    assert f"{name} can read your 1 note now; reopen the review to go on." in place.banners.texts()
    assert top.reopen.isVisible() and not top.submit.isVisible()
    press(place, "Undo")
    settle()
    assert top.submit.isVisible()
    click(qtbot, top.submit)
    click(qtbot, top.reopen)
    assert top.submit.isVisible() and not room.submitting.done


def test_the_time_that_is_left(place, in_round):
    room, clock = in_round, in_round.top.clock
    assert clock.isVisible() and clock.text().startswith(("39:5", "40:00"))
    assert room.top.ticking and not clock.property("near")
    ends(place, room, timedelta(minutes=4))
    assert clock.property("near") and clock.text().startswith(("03:5", "04:00"))
    ends(place, room, timedelta(hours=1, minutes=1, seconds=30))
    assert clock.text().startswith("1:01:")
    ends(place, room, timedelta(days=3, minutes=1))
    assert clock.text() == "3 days"
    ends(place, room, timedelta(seconds=-1))
    assert clock.text() == "time is up" and not room.top.ticking
    room.round_view.extend()
    settle()
    assert room.top.ticking and clock.text().startswith(("09:5", "10:00"))
    place.rooms.enter("board")
    assert not room.top.isVisible() and not room.top.ticking
    assert "weeks" in place.topbar.state.text()


def test_a_round_is_ended_and_another_one_planned(place, in_round, qtbot):
    room = in_round
    click(qtbot, room.round_view.end)
    assert room.top.clock.text() == "time is up" and "It ended today" in room.round_view.lead.text()
    assert not room.round_view.end.isEnabled()
    before = room.review.reviewing.round
    click(qtbot, room.round_view.again)
    page = place.rooms.current
    assert page.name.text() == "Round 2"
    click(qtbot, page.start)
    assert room.review.reviewing.round != before
    assert room.round_view.title.text() == "Round 2"


def test_the_grid_stands_again(place, in_round):
    room = in_round
    view = room.view()
    room.open_draft(room.side.drafts()[0])
    room.show_again(view)
    assert room.round_view.isVisible() and room.review.about == ""


def test_the_menu_leads_from_draft_to_draft(place, in_round):
    room, drafts = in_round, in_round.side.drafts()
    room.round_commands._go(1)
    assert room.review.about == drafts[0]
    QTest.keyClick(room.window().focusWidget(), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle()
    assert room.review.about == drafts[1]
    QTest.keyClick(room.window().focusWidget(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle()
    assert room.review.about == drafts[0]
