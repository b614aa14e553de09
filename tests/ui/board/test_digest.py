"""What cards say from afar: titles in large type, key results in a few words or counted."""

from decimal import Decimal
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect

from okrdesk.card_shape import MAX_ROWS, objective_place
from okrdesk.cards import KeyResult, Objective
from okrdesk.edits import add, ranks, set_field
from okrdesk.workshop import Workshop
from ui.board import digest
from ui.board.painter import DIGEST, FULL
from ui.board.prepared import Prepared
from ui.look.fonts import QtMeasure
from ui.look.theme import Theme

NEAR, FAR = FULL - 0.01, DIGEST
LONG = "A person who rides to work each day of the winter is never left alone with a bike that has no brakes"


def prepared(title, count, zoom):
    """A card's digest, and its place."""
    results = [
        KeyResult(f"k{n}", rank=rank, objective="o", text=f"Riders of kind {n}", target=Decimal(5))
        for n, rank in enumerate(ranks(count))
    ]
    workshop = Workshop("w", [objective := Objective("o", title=title, code="CO-1"), *results])
    place = objective_place(workshop, objective, 400.0, QtMeasure())
    theme = Theme.load("light")
    made = Prepared(QtMeasure(), (place.w, place.h), theme.color("ink-3"))
    digest.prepare(made, place, objective, workshop, theme, zoom)
    return made, place


@pytest.mark.parametrize("count", [1, 2, 5, 8])
@pytest.mark.parametrize("title", ["", "Brakes hold", "Riders in each city get to work on a bike"])
def test_from_nearer_each_key_result_is_named_below_the_title(qapp, title, count):
    made, place = prepared(title, count, NEAR)
    boxes = list(made.boxes.values())
    assert list(made.boxes) == [f"k{n}" for n in range(count)]
    assert all(a.bottom() <= b.top() for a, b in pairwise(boxes))
    assert boxes[-1].bottom() <= place.h - digest.BOTTOM
    assert made.cuts == []


def test_where_not_all_have_room_the_first_are_named(qapp):
    made, place = prepared(LONG, 20, NEAR)
    assert 2 <= len(made.boxes) <= MAX_ROWS
    assert list(made.boxes.values())[-1].bottom() + digest.ROW <= place.h


@pytest.mark.parametrize("count", [0, 1, 3, 20])
@pytest.mark.parametrize("title", ["", "Brakes hold", LONG, "x" * 200])
def test_from_farther_they_are_counted(qapp, title, count):
    assert prepared(title, count, FAR)[0].boxes == {}


@pytest.mark.parametrize("zoom", [NEAR, FAR])
def test_a_title_that_is_cut_is_told_whole(qapp, zoom):
    (top, bottom, whole), *_others = prepared(LONG * 3, 2, zoom)[0].cuts
    assert whole == LONG * 3
    assert 0 < top < bottom


@pytest.mark.parametrize("zoom", [0.15, 0.22, FAR, NEAR, FULL])
def test_a_selected_key_result_is_seen_at_every_zoom(board, zoom):
    board.view.camera.zoom_to(zoom, QPoint(0, 0))
    before = board.view.viewport().grab().toImage()
    board.view.select("k1")
    after = board.view.viewport().grab().toImage()
    accent = board.view.board.painter.theme.color("accent")
    assert accent not in colors(before, board)
    assert accent in colors(after, board)


@pytest.mark.parametrize("zoom", [FAR, NEAR, FULL])
def test_a_card_without_words_says_so(board, zoom):
    board.view.camera.zoom_to(zoom, QPoint(0, 0))
    board.desk.do(set_field(board.workshop, "law", "name", ""))
    board.desk.do(add(board.workshop, Objective("new", team="law", title="")))
    card = board.place("new")
    title = QRect(board.at("new", dx=12, dy=5), board.at("new", dx=card.w - 12, dy=card.h * 0.6))
    picture = board.view.viewport().grab().toImage()
    ground = board.view.board.painter.theme.color("card")
    points = [(x, y) for x in range(title.left(), title.right()) for y in range(title.top(), title.bottom())]
    assert any(picture.pixelColor(*point) != ground for point in points)


def colors(picture, board):
    """Those down the middle of the card with the key result."""
    x, place = board.at("eng1", dx=200).x(), board.place("eng1")
    top, bottom = board.at("eng1", dy=0).y(), board.at("eng1", dy=place.h).y()
    return [picture.pixelColor(x, y) for y in range(top - 2, bottom + 3)]
