"""The round and its plan in the smallest window: no word is cut, and nothing is beyond the right edge."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from tests.ui.review.rounds import enter, plan, settle, start


def narrow(place):
    place.window.resize(720, 520)
    settle()
    assert place.window.size().toTuple() == (720, 520)


def beyond(inside: QWidget, widgets: list[QWidget]) -> list[str]:
    """Which of these stand out of a widget's right edge."""
    right = inside.width()
    return [w.accessibleName() for w in widgets if w.mapTo(inside, w.rect().topRight()).x() >= right]


def cut(buttons: list[QAbstractButton]) -> list[str]:
    """The buttons that have less room than their words take."""
    return [button.text() for button in buttons if button.width() < button.sizeHint().width()]


def test_the_buttons_over_the_grid_wrap(place, qtbot):
    room = enter(place)
    start(place, room, qtbot)
    view = room.round_view
    buttons = [view.more, view.end, view.change, view.remove, view.again]
    assert len({button.y() for button in buttons}) == 1
    narrow(place)
    assert all(button.isVisible() for button in buttons)
    assert not cut(buttons) and not beyond(view, buttons)
    assert len({button.y() for button in buttons}) == 2
    assert view.grid.y() > view.again.geometry().bottom()


@pytest.mark.parametrize(("percent", "rows"), [(100, 3), (125, 5)])
def test_the_plan_does_not_scroll_sideways(place, qtbot, percent, rows):
    page = plan(place, enter(place), qtbot)
    place.window.choose_text_size(percent)
    narrow(place)
    assert not page.horizontalScrollBar().maximum()
    kinds = (QAbstractButton, QLabel, QLineEdit)
    shown = [w for kind in kinds for w in page.widget().findChildren(kind) if w.isVisibleTo(page)]
    assert page.start in shown and page.cross in shown and page.names.button(False) in shown
    assert not beyond(page.viewport(), shown)
    assert not cut([w for w in shown if isinstance(w, QAbstractButton)])
    fields = (page.name, page.minutes, page.each, page.names, page.open)
    assert len({field.geometry().center().y() for field in fields}) == rows
