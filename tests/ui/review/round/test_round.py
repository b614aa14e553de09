"""A round in the window: planned, altered, started, watched, submitted and ended."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from okrdesk.change import Change, Set
from okrdesk.review import notes, rounds, threads
from okrdesk.review.notes import Spot
from okrdesk.review.records import Assignment, Note, Round
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
    assert any("whole number of minutes" in said for said in place.banners.texts())
    page.minutes.setText("100000")
    click(qtbot, page.start)
    assert any("a day, at the most" in said for said in place.banners.texts())


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
    assert room.reader.isAncestorOf(QApplication.focusWidget())  # not the list of teams: letters would choose
    press(place, "Undo")
    settle()
    assert top.submit.isVisible()
    click(qtbot, top.submit)
    click(qtbot, top.reopen)
    assert top.submit.isVisible() and not room.submitting.done


def test_who_sits_for_two_teams_reads_a_draft_for_both(place, in_round, qtbot):
    """The second team had not opened it, and nobody could tell that it had handed in."""
    review, workshop = in_round.review, place.session.workshop
    first = team(place, "Service")
    pairs = workshop.by(Assignment, "round", review.reviewing.round)
    mine = {pair.about for pair in pairs if pair.team == first.id}
    both = next(p for p in pairs if p.about in mine and p.team != first.id)
    second, read = workshop[both.team].name, workshop[both.about].name

    def told(reader):
        return text(in_round.round_view.grid, read, reader)

    for name, states in (("Service", ["reading", "not opened"]), (second, ["reading", "reading"])):
        enter(place, name)
        click(qtbot, in_round.side.mine.rows[both.about])
        click(qtbot, in_round.side.foot.show_grid)
        assert [told("Service"), told(second)] == states
    click(qtbot, in_round.side.mine.rows[both.about])
    click(qtbot, in_round.top.submit)
    click(qtbot, in_round.side.foot.show_grid)
    assert [told("Service"), told(second)] == ["submitted", "submitted"]


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
    room.changing.extend()
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
    place.review_commands.round._go(1, room)
    assert room.review.about == drafts[0]
    QTest.keyClick(room.window().focusWidget(), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle()
    assert room.review.about == drafts[1]
    QTest.keyClick(room.window().focusWidget(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle()
    assert room.review.about == drafts[0]


def unplanned(place, room, reads="Service"):
    """The name of a team whose draft a team does not read."""
    round_, reader = room.review.reviewing.round, team(place, reads).id
    others = [t for t in rounds.drafting(place.session.workshop) if t.id != reader]
    return next(t.name for t in others if not rounds.find_pair(place.session.workshop, round_, reader, t.id))


def test_an_empty_cell_lets_that_team_read_and_undo_takes_it_back(place, in_round, qtbot):
    room, grid = in_round, in_round.round_view.grid
    name = unplanned(place, room)
    click_cell(qtbot, grid, name, "Service")
    assert text(grid, name, "Service") == "not opened" and room.round_view.isVisible()
    assert f"Service reads the draft of {name}." in place.banners.texts()
    assert team(place, name).id in room.side.drafts()
    press(place, "Undo")
    settle()
    assert text(grid, name, "Service") == "—"
    assert place.session.workshop.count(Assignment) == 12


def test_space_takes_a_pair_away_and_what_was_written_stays(place, in_round, qtbot):
    room, grid = in_round, in_round.round_view.grid
    mine = room.side.drafts()[0]
    name = place.session.workshop[mine].name
    room.open_draft(mine)
    note(room)
    click(qtbot, room.side.foot.show_grid)
    grid.setCurrentIndex(cell(grid, name, "Service"))
    QTest.keyClick(grid, Qt.Key.Key_Space)
    settle()
    said = f"Service need not read the draft of {name} any more. Its 1 note stays."
    assert said in place.banners.texts()
    assert text(grid, name, "Service") == "not planned · 1 note"
    assert mine in room.side.drafts()
    QTest.keyClick(grid, Qt.Key.Key_Return)  # there is something to read on
    settle()
    assert room.review.about == mine and room.top.submit.isVisible()
    click(qtbot, room.top.submit)
    (written,) = place.session.workshop.all(Note)
    assert threads.visible(place.session.workshop, written, "somebody else")
    click(qtbot, room.side.foot.show_grid)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    settle()
    assert text(grid, name, "Service") == "submitted · 1 of 1 to answer"


def test_nobody_is_made_to_read_the_own_draft(place, in_round):
    grid = in_round.round_view.grid
    grid.setCurrentIndex(cell(grid, "Sales", "Sales"))
    QTest.keyClick(grid, Qt.Key.Key_Space)
    settle()
    assert any("does not review its own draft" in said for said in place.banners.texts())
    assert place.session.workshop.count(Assignment) == 12


def test_the_right_button_and_the_menu_key_offer_both(place, in_round, qtbot):
    room, grid = in_round, in_round.round_view.grid
    name = unplanned(place, room)
    grid.setCurrentIndex(cell(grid, name, "Service"))
    for words, count in (("Let Service read it", 13), ("Let Service not read it after all", 12)):
        at = grid.visualRect(grid.currentIndex()).center()
        there = grid.viewport().mapToGlobal(at)
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, there)
        QApplication.sendEvent(grid.viewport(), asked)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert menu.actions()[0].text() == f"Read the draft of {name}"
        assert menu.actions()[1].text() == words
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(menu, key)
        settle()
        assert place.session.workshop.count(Assignment) == count


def change(room, qtbot):
    """Open the page on which the round is altered, by its button."""
    click(qtbot, room.round_view.change)


def test_a_round_is_changed_while_it_goes_on(place, in_round, qtbot):
    room = in_round
    ends_before = room.round_view.round.ends
    mine = place.session.workshop[room.side.drafts()[0]].name
    change(room, qtbot)
    page = place.rooms.current
    assert page.title.text() == "Change the round" and page.minutes.text() == "40"
    assert text(page.grid, mine, "Service") == "not opened"
    name = unplanned(place, room)
    click_cell(qtbot, page.grid, mine, "Service")
    click_cell(qtbot, page.grid, name, "Service")
    page.name.setText("Noon")
    click(qtbot, page.start)
    settle()
    round_ = room.round_view.round
    assert (round_.name, round_.ends) == ("Noon", ends_before)  # the minutes were not touched
    assert room.round_view.isVisible() and text(room.round_view.grid, name, "Service") == "not opened"
    place.undo()
    settle()
    assert room.round_view.round.name == "Round 1" and text(room.round_view.grid, name, "Service") == "—"


def test_the_end_is_moved_by_the_minutes_left(place, in_round, qtbot):
    room = in_round
    change(room, qtbot)
    page = place.rooms.current
    for typed, why in (("soon", "whole number"), ("", "whole number"), ("0", "at least one minute")):
        page.minutes.selectAll()
        QTest.keyClick(page.minutes, Qt.Key.Key_Delete)
        QTest.keyClicks(page.minutes, typed)
        click(qtbot, page.start)
        assert why in place.banners.texts()[-1] and place.rooms.current is page
    page.minutes.selectAll()
    QTest.keyClicks(page.minutes, "7")
    click(qtbot, page.start)
    settle()
    assert room.top.clock.text().startswith(("06:5", "07:00"))


def test_what_was_written_in_private_is_not_opened(place, in_round, qtbot):
    room = in_round
    room.open_draft(room.side.drafts()[0])
    note(room)
    click(qtbot, room.side.foot.show_grid)
    change(room, qtbot)
    page = place.rooms.current
    click(qtbot, page.open.button(True))
    click(qtbot, page.start)
    assert any("read in private" in said for said in place.banners.texts())
    assert not room.round_view.round.open_from_start


def test_a_round_that_went_meanwhile_is_not_changed(place, in_round, qtbot):
    change(in_round, qtbot)
    page = place.rooms.current
    place.session.desk.undo()
    click(qtbot, page.start)
    assert any("This round is gone" in said for said in place.banners.texts())


def test_a_round_is_removed_and_what_was_said_in_it_can_be_submitted(place, in_round, qtbot):
    room = in_round
    mine = room.side.drafts()[0]
    room.open_draft(mine)
    note(room)
    click(qtbot, room.side.foot.show_grid)
    click(qtbot, room.round_view.remove)
    assert not place.session.workshop.count(Round) and not place.session.workshop.count(Assignment)
    assert any("what was said in it stays" in said for said in place.banners.texts())
    assert room.teaching.isVisible()
    (written,) = place.session.workshop.all(Note)
    assert not threads.visible(place.session.workshop, written, "somebody else")
    room.open_draft(mine)
    click(qtbot, room.top.submit)
    assert threads.visible(place.session.workshop, written, "somebody else")
    assert not room.top.submit.isVisible()
