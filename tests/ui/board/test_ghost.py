"""What hangs at the pointer while cards are carried."""

import pytest
from PySide6.QtCore import QPoint

from ui.board.ghost import BADGE


@pytest.mark.parametrize("zoom", [0.3, 1.0])
def test_a_stack_says_how_many_cards_it_holds_in_one_size_at_every_zoom(board, zoom):
    board.view.camera.zoom_to(zoom, QPoint(0, 0))
    board.view.selection.show("eng1", "eng2", "mkt1")
    end = board.at("co2", dx=100)
    board.drag(board.at("mkt1", dx=100), end, release=False)
    picture = board.view.viewport().grab().toImage()
    accent = board.view.board.painter.theme.color("accent")
    corner = end + QPoint(round(300 * zoom), round(-20 * zoom))  # the upper right one of the card in the hand
    left, right = (corner.x() + side * round(BADGE / 2 - 4) for side in (-1, 1))
    assert [picture.pixelColor(x, corner.y()) for x in (left, right)] == [accent, accent]


def test_a_single_card_has_no_count(board):
    end = board.at("co2", dx=100)
    board.drag(board.at("mkt1", dx=100), end, release=False)
    picture = board.view.viewport().grab().toImage()
    corner = end + QPoint(300 + 8, -20)
    assert picture.pixelColor(corner) != board.view.board.painter.theme.color("accent")
