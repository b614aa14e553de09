"""The lanes' names above the board: whole, in the largest manner that fits."""

from PySide6.QtCore import QPoint

from ui.board.lane_titles import SIGN, SMALLEST, written


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
