"""How the inspector looks: rows as high as their words, edges in line, short names as they are written."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTabBar, QWidget

from okrdesk.edits import set_field
from ui.inspector.people import PersonField
from ui.inspector.pieces import Line


def too_low(hands):
    """The lines that have less room than their words need."""
    return [line.text() for line in hands.shown(Line) if line.height() < line.heightForWidth(line.width())]


@pytest.mark.parametrize("codes", [("CO-1",), ("CO-1", "S-1", "CO-1"), ("SAL-1", "CO-3"), ("SUP-1",)])
def test_rows_are_as_high_as_their_words_at_once(hands, codes):
    hands.place.window.resize(1276, 770)
    for code in codes:
        hands.select(code)
        assert hands.inspector.findChild(QWidget, "details-scroll").verticalScrollBar().isVisible()
        assert not too_low(hands)


@pytest.mark.parametrize("code, caption", [
    ("CO-1.c2", "CO-1.c2 · MUST BE TRUE"), ("SRV-3", "SRV-3 · SERVICE"), ("S-1", "S-1 · STRATEGY"),
    ("SRV-3.1", "SRV-3.1 · KEY RESULT"), ("SRV", "SRV · TEAM"),
])  # fmt: skip
def test_a_caption_keeps_the_short_name_as_it_is_written(hands, code, caption):
    hands.select(code)
    assert hands.shown(Line)[0].text() == caption


def test_a_history_keeps_the_short_name_as_it_is_written(hands):
    hands.select("CO-1.c2")
    hands.inspector.findChild(QTabBar, "tabs").setCurrentIndex(1)
    assert hands.shown(Line)[0].text() == "CO-1.c2 · HISTORY"


def test_who_owns_it_stands_in_line_with_the_title(hands):
    hands.place.session.desk.do(set_field(hands.workshop, hands.card("SRV-3").id, "owner", ""))
    hands.select("SRV-3")
    field = hands.field("Owner")
    assert isinstance(field, PersonField)
    assert abs(ink_begins(hands, field) - ink_begins(hands, hands.field("Title"))) <= 2


def ink_begins(hands, widget: QWidget) -> int:
    """How far from the inspector's left edge the first pixel of a widget's text stands."""
    corner = widget.mapTo(hands.inspector, QPoint(0, 0))
    image = hands.inspector.grab(QRect(corner, widget.size())).toImage()
    ground = image.pixelColor(0, 0)
    for x in range(image.width()):
        if any(_differs(image.pixelColor(x, y), ground) for y in range(image.height())):
            return corner.x() + x
    raise AssertionError("nothing is written there")


def _differs(one: QColor, other: QColor) -> bool:
    return abs(one.lightness() - other.lightness()) > 30
