"""The way without dragging: something is picked up, and a click, or arrows and Enter, put it down."""

import pytest
from PySide6.QtCore import QPoint, Qt

from okrdesk import edits
from okrdesk.cards import KeyResult
from tests.ui.board.test_carry import links, middle
from tests.ui.board.test_drag import START, band_point

UP, DOWN, LEFT, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


# ---------------------------------------------------------------- by the pointer
def test_what_was_picked_up_follows_the_pointer_and_a_click_puts_it_down(board):
    board.view.pointer.pick_up(("eng1",))
    assert board.view.board.hand.load is not None
    home = board.view.grab().toImage()
    board.hover(board.at("co2"))
    assert board.view.grab().toImage() != home
    board.click(band_point(board, "law"))
    assert board.teams() == START | {"eng": ["eng2"], "law": ["eng1"]}
    board.assert_at_rest()
    board.desk.undo()
    assert board.teams() == START


def test_a_click_where_it_cannot_go_says_why_and_it_stays_in_the_hand(board):
    board.view.pointer.pick_up(("p2",))
    board.click(middle(board, "co2"))
    assert board.refused == ["Pillars stay in the strategy lane."]
    assert board.view.board.hand.load is not None
    board.click(board.at("p1", dx=90, dy=2))
    assert [p.id for p in board.workshop.pillars()] == ["p2", "p1"]
    board.assert_at_rest()


@pytest.mark.parametrize("way", ["escape", "right button", "another change"])
def test_it_is_left_where_it_was(board, way):
    board.view.pointer.pick_up(("eng1",))
    board.hover(band_point(board, "law"))
    if way == "escape":
        board.key(ESCAPE)
    elif way == "right button":
        pos = band_point(board, "law")
        board.qtbot.mouseClick(board.view.viewport(), Qt.MouseButton.RightButton, pos=pos)
    else:
        board.desk.do(edits.set_field(board.workshop, "mkt1", "title", "Word gets round"))
    assert board.teams() == START
    board.assert_at_rest()


def test_a_click_on_a_dot_and_one_on_a_card_link_them(board):
    board.view.select("eng1")
    board.click(board.dot("eng1", upward=True))
    assert board.view.board.hand.load is not None
    board.click(middle(board, "co2"))
    assert links(board, "eng1") == {("co2", "enables")}
    board.assert_at_rest()
    board.view.select("co1")
    board.click(board.dot("co1", upward=False))
    board.click(board.at("eng2"))
    assert links(board, "eng2") == {("co1", "enables")}


def test_a_link_that_nobody_can_take_says_so(board):
    board.view.pointer.draw_link()
    board.view.pointer.pick_up(())
    assert len(board.refused) == 2
    board.assert_at_rest()


# ---------------------------------------------------------------- by the keyboard
def test_arrows_carry_a_card_from_place_to_place(board):
    board.view.pointer.pick_up(("eng1",))
    board.key(DOWN)
    assert board.hints[-1] == "Drop to move ENG-1 to Engineering, as the last"
    board.key(DOWN)
    assert board.hints[-1] == "Drop to move ENG-1 to Marketing, ahead of MKT-1"
    assert board.teams() == START
    board.key(ENTER)
    assert board.teams() == START | {"eng": ["eng2"], "mkt": ["eng1", "mkt1"]}
    assert board.view.selected == ""
    board.assert_at_rest()


def test_arrows_carry_a_card_to_the_next_lanes(board):
    board.view.pointer.pick_up(("eng1",))
    board.key(LEFT)
    board.key(ENTER)
    assert board.workshop["eng1"].team == "co"
    board.view.pointer.pick_up(("eng1",))
    board.key(RIGHT)
    board.key(RIGHT)
    board.key(ENTER)
    assert board.workshop["eng1"].parked
    board.view.pointer.pick_up(("eng1",))
    board.key(LEFT)
    board.key(ENTER)
    assert not board.workshop["eng1"].parked
    board.assert_at_rest()


def test_at_the_ends_of_the_way_arrows_stay(board):
    board.view.pointer.pick_up(("p1",))
    for key in (UP, LEFT, RIGHT):
        board.key(key)
    board.key(ENTER)
    assert [p.id for p in board.workshop.pillars()] == ["p1", "p2"]
    assert board.desk.history.undo_label is None
    board.assert_at_rest()


def test_a_pillar_goes_down_by_an_arrow(board):
    board.view.pointer.pick_up(("p1",))
    board.key(DOWN)
    board.key(ENTER)
    assert [p.id for p in board.workshop.pillars()] == ["p2", "p1"]


def test_a_key_result_goes_from_card_to_card_by_arrows(board):
    board.desk.do(edits.add(board.workshop, KeyResult("k2", objective="co2", text="K2")))
    board.view.pointer.pick_up(("k1",))
    board.key(LEFT)
    assert "Drop to put" in board.hints[-1]
    board.key(ENTER)
    assert board.workshop["k1"].objective in ("co1", "co2")
    board.desk.undo()
    assert board.workshop["k1"].objective == "eng1"


def test_a_condition_goes_to_another_card_by_arrows(board):
    board.view.pointer.pick_up(("c1",))
    board.key(DOWN)
    board.key(ENTER)
    assert [c.id for c in board.workshop.conditions("co1")] == ["c2", "c1", "c3"]
    board.assert_at_rest()


def test_arrows_and_enter_link_a_card(board):
    board.view.pointer.draw_link("eng1")
    board.key(LEFT)
    target = board.view.board.hand.aim.target
    assert target
    assert board.view.board.placement.cards[target].band.team == "co"
    board.key(ENTER)
    assert {link.target for link in board.workshop.links_from("eng1")} == {target}
    board.assert_at_rest()


def test_cards_that_cannot_be_linked_are_passed_over(board):
    board.view.pointer.draw_link("mkt1")
    seen = []
    for _ in range(12):
        board.key(UP)
        seen.append(board.view.board.hand.aim.target)
    assert "c2" not in seen  # claimed by it already
    assert "c3" not in seen  # settled
    assert {"c1", "co1", "co2", "p1"} <= set(seen)
    board.key(ESCAPE)
    board.assert_at_rest()


def test_several_cards_are_linked_to_one(board):
    board.view.pointer.draw_link("eng1", "eng2")
    board.click(board.at("c1"))
    assert {link.source for link in board.workshop.claims("c1")} == {"eng1", "eng2"}


def test_the_view_scrolls_along_with_the_arrows(board):
    board.view.resize(560, 360)
    board.view.pointer.pick_up(("co1",))
    for _ in range(3):
        board.key(RIGHT)
    assert board.view.horizontalScrollBar().value() > 0
    aim = board.view.board.hand.aim
    assert aim.does == "park"
    left = board.view.mapFromScene(aim.band.x, aim.band.y).x()
    assert left < board.view.viewport().width()
    board.key(ENTER)
    assert board.workshop["co1"].parked
    board.assert_at_rest()


def test_an_arrow_goes_on_from_where_the_pointer_is(board):
    board.view.pointer.pick_up(("eng1",))
    board.hover(board.at("mkt1", dx=200, dy=2))
    board.key(DOWN)
    assert board.hints[-1] == "Drop to move ENG-1 to Marketing, as the last"
    board.hover(board.at("mkt1", dx=202, dy=2) + QPoint(1, 0))
    assert board.hints[-1] == "Drop to move ENG-1 to Marketing, ahead of MKT-1"
    board.key(ESCAPE)
