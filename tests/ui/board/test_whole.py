"""A board that is shown whole stays so, whatever grows; by itself it is shown no smaller than can be read."""

import pytest
from PySide6.QtCore import QPoint, Qt

from okrdesk.cards import Author, Objective, new_id
from okrdesk.change import Change, Put
from okrdesk.edits import add
from okrdesk.store.document import create
from tests.acting import card
from tests.factory import sample_workshop
from ui.board.camera import LEAST

LEFT = Qt.MouseButton.LeftButton


def is_all_in_view(view):
    shown, (width, height) = view.mapToScene(view.viewport().rect()).boundingRect(), view.board.placement.size
    return shown.left() <= 0 and shown.top() <= 0 and shown.right() >= width and shown.bottom() >= height


@pytest.fixture
def crowded(open_window, home, tmp_path):
    """Sixty objectives on a small screen."""
    file, records = tmp_path / "crowded.okrdesk", sample_workshop(objectives=60)
    begin = Change("begin", tuple(Put(record) for record in records))
    create(file, Author("a", "Ada Abara"), begin, synchronous="OFF").close()
    place = open_window(None)
    place.window.resize(1280, 800)
    place.files.begin(str(file))
    return place


def grow(place, times):
    workshop = place.session.workshop
    team = card(place, "SRV-1").team
    for n in range(times):
        place.session.desk.do(add(workshop, Objective(new_id(), team=team, title=f"One more {n}")))


def test_it_follows_the_cards_down_and_up_again(place):
    view, camera = place.room.board, place.room.board.camera
    camera.show_all_if_readable()
    before = camera.zoom
    grow(place, 3)
    assert LEAST <= camera.zoom < before
    assert is_all_in_view(view)
    while place.session.desk.undo():
        pass
    assert camera.zoom == before


def test_unasked_it_goes_no_lower_than_key_results_can_be_read(place):
    view, camera = place.room.board, place.room.board.camera
    camera.show_all_if_readable()
    grow(place, 40)
    assert camera.zoom == LEAST
    assert not is_all_in_view(view)
    camera.fit()
    assert camera.zoom < LEAST
    assert is_all_in_view(view)


def test_larger_text_leaves_it_whole_with_larger_titles(place):
    view = place.room.board
    view.camera.show_all_if_readable()
    height = view.viewport().y()
    place.choose_text_size(200)
    assert is_all_in_view(view)
    assert view.viewport().y() == 2 * height
    place.choose_text_size(100)
    assert is_all_in_view(view)
    assert view.viewport().y() == height


def test_too_many_cards_begin_with_all_lanes_and_teams_in_view(crowded):
    view, teams = crowded.room.board, {t.id for t in crowded.session.workshop.teams() if t.parent}
    assert view.board.folding.folded == teams
    assert is_all_in_view(view)
    assert view.camera.zoom >= LEAST


def test_who_asked_for_all_of_many_cards_sees_all_of_them_again(crowded):
    view = crowded.room.board
    view.board.folding.unfold_all()
    view.camera.fit()
    small, kept = view.camera.zoom, crowded.room.view()
    view.camera.full_size()
    crowded.room.show_again(kept)
    assert view.board.folding.folded == frozenset()
    assert view.camera.zoom == pytest.approx(small)


# ---------------------------------------------------------------- what lies round it
def test_a_lane_folds_by_a_click_on_its_title_and_a_drag_pushes_the_board(place, qtbot):
    view = place.room.board
    view.camera.zoom_to(1.5)
    titles, sign, bar = view._titles, QPoint(48, 20), view.horizontalScrollBar()
    bar.setValue(0)
    qtbot.mousePress(titles, LEFT, pos=sign)
    assert view.board.folding.folded == frozenset()
    qtbot.mouseMove(titles, sign - QPoint(28, 0))
    qtbot.mouseRelease(titles, LEFT, pos=sign - QPoint(28, 0))
    assert view.board.folding.folded == frozenset()
    assert bar.value() == 28
    bar.setValue(0)
    qtbot.mouseClick(titles, LEFT, pos=sign)
    assert view.board.folding.folded == {"strategy"}


def test_the_zoom_control_is_whole_in_a_narrow_window_with_large_text(place, qtbot):
    place.choose_text_size(200)
    place.window.resize(700, 480)
    zoom = place.room.zoom
    qtbot.waitUntil(lambda: place.room.width() < 400)
    assert zoom.geometry().right() < place.room.width()
    assert all(
        zoom.rect().contains(b.geometry()) for b in (zoom.out, zoom.percent, zoom.into, zoom.fit, zoom.lines)
    )
