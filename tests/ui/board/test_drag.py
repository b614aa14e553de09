"""Cards dragged with the mouse: a drop is one undo step, a cancel none, and only the model moves cards."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from okrdesk import edits, linking
from tests.ui.board.conftest import MIDDLE

START = {"co": ["co1", "co2"], "eng": ["eng1", "eng2"], "mkt": ["mkt1"], "law": []}


def band_point(board, team, dy=50.0):
    band = board.view.board.placement.bands_of(team)[0]
    return board.view.mapFromScene(QPointF(band.x + 200, band.y + dy))


def test_a_card_is_dragged_within_its_team(board):
    board.drag(board.at("eng1"), board.at("eng2", dy=100))
    assert board.teams() == START | {"eng": ["eng2", "eng1"]}
    board.assert_at_rest()
    assert board.desk.history.undo_label == "Move ENG-1"
    board.desk.undo()
    assert board.teams() == START
    board.assert_at_rest()


def test_a_card_is_dragged_to_another_team_and_undone_in_one_step(board):
    home = board.view.board.cards["eng1"].pos()
    board.drag(board.at("eng1"), board.at("mkt1", dy=5))
    assert board.teams() == START | {"eng": ["eng2"], "mkt": ["eng1", "mkt1"]}
    board.assert_at_rest()
    board.desk.undo()
    assert board.teams() == START
    assert board.view.board.cards["eng1"].pos() == home
    board.desk.redo()
    assert board.teams()["mkt"] == ["eng1", "mkt1"]
    board.assert_at_rest()


def test_a_card_is_dropped_on_an_empty_team(board):
    board.drag(board.at("mkt1"), band_point(board, "law"))
    assert board.teams() == START | {"mkt": [], "law": ["mkt1"]}
    board.assert_at_rest()


def test_a_card_is_dragged_to_another_lane(board):
    board.drag(board.at("eng2"), board.at("co2", dy=2))
    assert board.teams() == START | {"eng": ["eng1"], "co": ["co1", "eng2", "co2"]}
    board.assert_at_rest()


def test_a_pillar_is_dragged_within_the_strategy_and_nowhere_else(board):
    board.drag(board.at("p2"), board.at("p1", dy=2))
    assert [p.id for p in board.workshop.pillars()] == ["p2", "p1"]
    board.drag(board.at("p2"), board.at("co2"))
    assert [p.id for p in board.workshop.pillars()] == ["p2", "p1"]
    assert board.refused == ["Pillars stay in the strategy lane."]
    board.assert_at_rest()


def test_an_objective_is_refused_by_the_strategy(board):
    below = board.view.board.placement.cards["p2"]
    board.drag(board.at("eng1"), board.view.mapFromScene(QPointF(below.x + 60, below.y + below.h + 30)))
    assert board.teams() == START
    assert board.refused == ["The strategy lane holds pillars. Drop objectives on a team."]
    board.assert_at_rest()


def test_dropping_an_objective_on_a_condition_claims_it(board):
    board.drag(board.at("eng1"), board.at("c1"))
    [claim] = board.workshop.claims("c1")
    assert (claim.source, claim.kind) == ("eng1", "enables")
    assert board.teams() == START
    assert "claim it with ENG-1" in board.hints[-2]
    board.assert_at_rest()
    board.desk.undo()
    assert board.workshop.claims("c1") == ()


@pytest.mark.parametrize(
    ("card", "condition", "words"),
    [("mkt1", "c2", "claims"), ("eng1", "c3", "settled")],
    ids=["claimed by itself", "settled"],
)
def test_a_condition_says_why_it_cannot_be_claimed(board, card, condition, words):
    links = len(board.workshop.claims(condition))
    board.drag(board.at(card), board.at(condition))
    assert len(board.workshop.claims(condition)) == links
    assert len(board.refused) == 1
    assert words in board.refused[0]
    board.assert_at_rest()


def test_a_claim_that_would_close_a_circle_is_refused(board):
    board.desk.do(linking.link(board.workshop, "co1", "eng1", "enables"))
    board.drag(board.at("eng1"), board.at("c1"))
    assert board.workshop.claims("c1") == ()
    assert "circle" in board.refused[0]


def test_escape_leaves_the_card_where_it_was(board):
    home = board.view.board.cards["eng1"].pos()
    board.drag(board.at("eng1"), board.at("mkt1"), release=False)
    assert board.view.board.hand.load is not None
    assert board.view.board.cards["eng1"].pos() == home  # the item itself never leaves its place
    board.key(Qt.Key.Key_Escape)
    board.assert_at_rest()
    board.qtbot.mouseRelease(board.view.viewport(), Qt.MouseButton.LeftButton, pos=board.at("mkt1"))
    assert board.teams() == START
    assert board.desk.history.undo_label is None
    assert board.view.selected == "eng1"


def test_a_move_of_two_pixels_is_a_click(board):
    start = board.at("eng1")
    board.drag(start, start + QPoint(2, 0))
    assert board.view.selected == "eng1"
    assert board.desk.history.undo_label is None
    board.assert_at_rest()


def test_dropped_where_it_was_nothing_is_written(board):
    board.drag(board.at("eng1"), board.at("eng1", dx=150, dy=40))
    assert board.teams() == START
    assert board.desk.history.undo_label is None
    board.assert_at_rest()


def test_a_condition_is_dragged_to_another_place_and_to_another_card(board):
    board.drag(board.at("c1"), board.at("c2", dy=45))
    assert [c.id for c in board.workshop.conditions("co1")] == ["c2", "c1", "c3"]
    board.drag(board.at("c1"), board.at("mkt1"))
    assert board.view.selected == "c1"
    assert board.workshop["c1"].parent == "mkt1"
    board.assert_at_rest()
    board.desk.undo()
    board.desk.undo()
    assert [c.id for c in board.workshop.conditions("co1")] == ["c1", "c2", "c3"]


def test_another_change_ends_the_drag(board):
    board.drag(board.at("eng1"), board.at("mkt1"), release=False)
    board.desk.do(edits.set_field(board.workshop, "mkt1", "title", "Word gets round"))
    board.assert_at_rest()
    board.qtbot.mouseRelease(board.view.viewport(), Qt.MouseButton.LeftButton, pos=board.at("mkt1"))
    assert board.teams() == START


def test_what_a_read_only_desk_refuses_is_told(board):
    board.desk.read_only = "This workshop is open for reading only."
    board.drag(board.at("eng1"), board.at("mkt1", dy=5))
    assert board.refused == ["This workshop is open for reading only."]
    assert board.teams() == START
    board.assert_at_rest()


def test_near_the_edge_the_board_scrolls_along(board):
    board.view.resize(700, 500)
    bar = board.view.horizontalScrollBar()
    assert bar.value() == 0
    start = board.at("co1")
    port = board.view.viewport()
    edge = QPoint(port.width() - 3, start.y())
    board.drag(start, edge, release=False)
    board.qtbot.waitUntil(lambda: bar.value() > 50, timeout=3000)
    board.key(Qt.Key.Key_Escape)
    value = bar.value()
    board.qtbot.wait(60)
    assert bar.value() == value


def test_an_empty_place_and_the_middle_button_pan(board):
    board.view.resize(700, 500)
    bar = board.view.horizontalScrollBar()
    empty = QPoint(120, board.view.viewport().height() - 30)
    assert board.view.board.card_at(board.view.mapToScene(empty)) is None
    board.drag(empty, empty - QPoint(100, 0))
    assert bar.value() == 100
    board.drag(board.at("co1"), board.at("co1") - QPoint(50, 0), button=MIDDLE)
    assert bar.value() == 150
    assert board.view.selected == ""


def test_a_click_on_an_empty_place_selects_nothing(board):
    board.click(board.at("eng1"))
    assert board.view.selected == "eng1"
    board.click(QPoint(120, board.view.viewport().height() - 30))
    assert board.view.selected == ""


def test_a_drag_works_from_afar_as_well(board):
    board.view.camera.zoom_to(0.1)
    assert board.view.board.far
    board.drag(board.at("eng1"), board.at("mkt1", dy=5))
    assert board.teams()["mkt"][0] == "eng1"
    board.assert_at_rest()
