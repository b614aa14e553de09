"""The lanes' names above the board: whole, in the largest manner that fits."""

from PySide6.QtCore import QPoint

from ui.board.lane_titles import MOST_SIGN, SIGN, SMALLEST, largest_written, written
from ui.look import sizes


def titles(place):
    """The titles as they stand over the board, and whether each is shown whole."""
    view = place.room.board
    _, slots = written(view.board.placement, view.viewportTransform(), view.width(), SIGN, SMALLEST)
    return {slot.title: slot.fits for slot in slots}


def test_the_names_of_all_lanes_are_whole_on_a_small_screen(open_window, file, qtbot):
    place = open_window(file)
    place.window.resize(1280, 800)
    qtbot.waitUntil(lambda: place.window.width() == 1280)
    place.room.board.camera.fit()
    names = ["Strategy", "Company objectives", "Enabling objectives", "Not this quarter"]
    assert titles(place) == dict.fromkeys(names, True)


def test_where_there_is_room_they_stand_in_capitals(place):
    place.room.board.camera.zoom_to(1.0, QPoint(0, 0))
    names = ["STRATEGY", "COMPANY OBJECTIVES", "ENABLING OBJECTIVES", "NOT THIS QUARTER"]
    assert titles(place) == dict.fromkeys(names, True)


def test_where_they_are_narrow_they_stand_in_two_lines_and_are_still_whole(place):
    place.room.board.camera.zoom_to(0.34, QPoint(0, 0))
    names = ["Strategy", "Company objectives", "Enabling objectives", "Not this quarter"]
    assert titles(place) == dict.fromkeys(names, True)


def test_in_large_text_a_name_of_one_word_has_its_count_below_it(open_window, file):
    place = open_window(file)
    place.choose_text_size(200)
    place.window.resize(1280, 800)
    view = place.room.board
    view.camera.fit()
    scale = sizes.px(100) / 100
    size = SMALLEST * scale
    _, slots = largest_written(
        view.board.placement, view.viewportTransform(), view.width(), SIGN * MOST_SIGN, size, size * 0.6
    )
    assert next((slot.lines, slot.fits) for slot in slots) == (["Strategy"], True)
    assert all(slot.fits for slot in slots)
