"""What the board shows after a change is what it would show if it were painted anew."""

import pytest

from okrdesk import edits
from tests.ui.board.test_drag import band_point


@pytest.fixture
def assert_fresh(board):
    """Compare what is in view, which may be kept from before, with what is painted anew."""
    view = board.view
    view.viewport().grab()  # all that can be kept is kept

    def compare():
        kept = view.viewport().grab().toImage()
        view.set_theme(view.board.painter.theme)  # nothing is kept when the theme changes
        assert kept == view.viewport().grab().toImage()

    return compare


def test_a_card_that_lost_a_row_shows_it_no_more(board, assert_fresh):
    board.drag(board.row("eng1", 0), board.at("mkt1", dy=60))
    assert board.workshop["k1"].objective == "mkt1"
    assert_fresh()
    board.desk.undo()
    assert_fresh()


def test_conditions_fit_their_place_where_their_card_goes(board, assert_fresh):
    board.drag(board.at("co1"), board.at("mkt1", dy=2))
    assert board.workshop["co1"].team == "mkt"
    assert_fresh()


def test_a_condition_names_the_new_team_of_what_claims_it(board, assert_fresh):
    board.drag(board.at("mkt1"), band_point(board, "law"))
    assert board.workshop["mkt1"].team == "law"
    assert_fresh()


def test_a_key_result_that_moves_with_its_links_is_counted_where_it_is(board, assert_fresh):
    board.drag(board.row("eng1", 0), board.at("c1"))
    assert board.workshop.claims("c1")
    board.drag(board.row("eng1", 0), board.at("mkt1", dy=60))
    assert board.workshop["k1"].objective == "mkt1"
    assert_fresh()


def test_what_was_found_is_not_faded_by_the_line_of_sight_under_the_pointer(board):
    def white(card):
        at = board.at(card, dx=200, dy=6)  # where nothing is written
        return board.view.viewport().grab().toImage().pixelColor(at) == board.view.board.painter.theme.color(
            "card"
        )

    board.view.board.light("mkt1")
    assert white("mkt1") and not white("eng1")
    board.view.board.show_found(frozenset({"eng1"}))
    assert white("eng1") and not white("eng2")


def test_what_is_repainted_of_a_window_is_what_painting_all_of_it_gives(board, qapp):
    view = board.view
    qapp.processEvents()
    for change in (
        edits.move_many(board.workshop, ("eng2",), "eng", before="eng1"),
        edits.move_many(board.workshop, ("mkt1",), "eng", before="eng1"),
    ):
        board.desk.do(change)
        qapp.processEvents()
        kept = qapp.primaryScreen().grabWindow(view.winId()).toImage()
        anew = view.grab().toImage()
        assert kept.convertToFormat(anew.format()) == anew
