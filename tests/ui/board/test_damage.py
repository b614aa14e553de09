"""What is painted anew, as few rectangles."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion, QTransform

from ui.board.damage import exposed, joined


def test_boxes_far_apart_stay_apart_and_those_near_become_one():
    assert sorted(joined([(0, 0, 10, 10), (8, 0, 20, 10), (500, 500, 510, 510)], waste=100)) == [
        (0, 0, 20, 10),
        (500, 500, 510, 510),
    ]


def test_joined_boxes_cover_all_that_they_were_made_of():
    boxes = [
        (float(37 * n % 400), float(91 * n % 700), 37 * n % 400 + 9.0, 91 * n % 700 + 60.0) for n in range(80)
    ]
    found = joined(boxes, waste=5_000)
    assert len(found) < len(boxes)
    for left, top, right, bottom in boxes:
        assert any(a <= left and b <= top and c >= right and d >= bottom for a, b, c, d in found)


def test_what_a_region_exposes_is_told_in_units_of_the_board():
    region = QRegion(QRect(0, 0, 10, 10)) + QRegion(QRect(10, 0, 30, 20))
    assert exposed(region, QTransform.fromScale(2, 2)).parts == [(0, 0, 80, 40)]
