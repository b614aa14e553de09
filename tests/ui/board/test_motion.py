"""Cards that go elsewhere slide there; whatever comes next finds them where they belong."""

import pytest
from PySide6.QtCore import QPointF, Qt

from okrdesk import edits
from ui.board import sliding
from ui.look import motion
from ui.look.motion import Motion


@pytest.fixture
def slow(monkeypatch):
    """A motion that nobody sees the end of."""
    monkeypatch.setattr(motion, "MILLISECONDS", 60_000)


def at(board, id_):
    item = board.view.board.cards[id_]
    return item.x(), item.y()


def home(board, id_):
    place = board.view.board.placement.cards[id_]
    return place.x, place.y


def test_a_card_that_is_moved_slides_from_its_old_place(board, slow):
    before = at(board, "eng2")
    board.desk.do(edits.move_many(board.workshop, ("eng2",), "eng", before="eng1"))
    assert at(board, "eng2") == before != home(board, "eng2")
    board.view.board.sliding.end()
    assert at(board, "eng2") == home(board, "eng2")


def test_it_comes_to_its_place_by_itself(board, monkeypatch):
    monkeypatch.setattr(motion, "MILLISECONDS", 30)
    board.desk.do(edits.move_many(board.workshop, ("eng2",), "eng", before="eng1"))
    board.qtbot.waitUntil(lambda: at(board, "eng2") == home(board, "eng2"), timeout=2000)
    board.assert_at_rest()


@pytest.mark.parametrize("end", ["press", "key", "change", "undo", "fold"])
def test_whatever_comes_next_ends_it(board, slow, end):
    board.desk.do(edits.move_many(board.workshop, ("eng2",), "mkt"))
    assert at(board, "eng2") != home(board, "eng2")
    if end == "press":
        board.click(board.at("p1"))
    elif end == "key":
        board.key(Qt.Key.Key_Right)
    elif end == "change":
        board.desk.do(edits.set_field(board.workshop, "eng1", "title", "Other"))
    elif end == "undo":
        board.desk.undo()
        assert at(board, "eng2") != home(board, "eng2")  # now it slides back
        board.view.board.sliding.end()
    else:
        board.view.board.folding.toggle("strategy")
        board.view.board.sliding.end()
        board.view.board.folding.unfold_all()
        board.view.board.sliding.end()
    assert at(board, "eng2") == home(board, "eng2")
    board.assert_at_rest()


def test_a_card_that_was_let_go_of_slides_from_the_hand(board, slow):
    scene = board.view.board
    scene.sliding.came_from("eng2", QPointF(700, 500))
    board.desk.do(edits.move_many(board.workshop, ("eng2",), "mkt"))
    assert at(board, "eng2") == (700, 500)


def test_when_too_much_moves_nothing_slides(board, slow, monkeypatch):
    monkeypatch.setattr(sliding, "MOST", 0)
    board.desk.do(edits.move_many(board.workshop, ("eng2",), "mkt"))
    assert at(board, "eng2") == home(board, "eng2")


def test_a_card_that_goes_while_it_slides_is_let_go_of(board, slow):
    board.desk.do(edits.move_many(board.workshop, ("eng2",), "mkt"))
    board.desk.do(edits.drop(board.workshop, "eng2"))
    board.view.board.sliding.end()
    board.assert_at_rest()


def test_a_motion_ends_at_exactly_one(qtbot, monkeypatch):
    monkeypatch.setattr(motion, "MILLISECONDS", 40)
    moving, shares = Motion(None), []
    moving.start(shares.append)
    assert moving.running
    qtbot.waitUntil(lambda: not moving.running, timeout=2000)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert shares == sorted(shares)
    assert shares.count(1.0) == 1


def test_another_motion_ends_the_first(qtbot, slow):
    moving, first, second = Motion(None), [], []
    moving.start(first.append)
    moving.start(second.append)
    assert (first[-1], second[-1]) == (1.0, 0.0)
