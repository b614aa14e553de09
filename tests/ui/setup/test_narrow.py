"""In large text, on a small screen, with the help open: no section is wider than what is left for it."""

from functools import partial

from PySide6.QtWidgets import QBoxLayout, QLabel

from ui.inspector.pieces import INSET, Line
from ui.setup.room import SECTIONS


def fits(page, scroll):
    """Whether all of a section's width is in view."""
    shown = scroll.viewport().width()
    return 0 < page.width() <= shown and page.minimumSizeHint().width() <= shown


def test_no_section_scrolls_sideways(open_window, file, qtbot):
    place = open_window(file)
    place.choose_text_size(200)
    place.window.resize(1280, 800)
    place.rooms.enter("setup")
    room = place.rooms.current
    place.help.help.trigger()
    qtbot.waitUntil(lambda: room.width() < 760)
    for kind in SECTIONS:
        page = room.choose(kind.key)
        scroll = room._stack.currentWidget()
        qtbot.waitUntil(partial(fits, page, scroll))


def test_captions_stand_beside_their_fields_again_where_there_is_room(open_window, file):
    place = open_window(file)
    place.window.resize(1280, 800)
    place.rooms.enter("setup")
    page = place.rooms.current.choose("organisation")
    caption = next(each for each in page.findChildren(QLabel, "label"))
    note = next(each for each in page.findChildren(Line, "note") if each.text().startswith("The language"))
    wide = note.contentsMargins().left()
    directions = QBoxLayout.Direction
    assert caption.parentWidget().layout().direction() == directions.LeftToRight
    page.fit(200)
    assert caption.parentWidget().layout().direction() == directions.TopToBottom
    assert note.contentsMargins().left() < wide
    page.fit(900)
    assert note.contentsMargins().left() == wide
    assert caption.parentWidget().layout().direction() == directions.LeftToRight
    assert caption.minimumWidth() == caption.maximumWidth()


def test_words_that_belong_to_no_value_stay_where_they_are(open_window, file):
    place = open_window(file)
    place.window.resize(1280, 800)
    place.rooms.enter("setup")
    page = place.rooms.current.choose("people")
    (note,) = [each for each in page.findChildren(Line, "note") if "people" in each.text()]
    assert note.contentsMargins().left() <= INSET
