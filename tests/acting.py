"""What tests of the window do with it as a person would, and what they look at."""

import shutil
from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QPushButton

from okrdesk.cards import Author
from okrdesk.edits import set_field
from okrdesk.store.document import open_document

LOOK = Author("look", "Look")


def card(place, code) -> Any:
    return next(record for record in place.session.workshop if getattr(record, "code", "") == code)


def on_view(place, id_):
    """The middle of a card, in the viewport's pixels."""
    at = place.room.board.board.placement.cards[id_]
    return place.room.board.mapFromScene(QPointF(at.x + at.w / 2, at.y + 20))


def drag(qtbot, place, start, end):
    viewport = place.room.board.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for n in range(1, 9):
        qtbot.mouseMove(viewport, start + (end - start) * n / 8)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)


def in_file(path, code) -> Any:
    document = open_document(path, LOOK, read_only=True)
    found = next(record for record in document.workshop if getattr(record, "code", "") == code)
    document.close()
    return found


def rename(place, code, title):
    workshop = place.session.workshop
    place.session.desk.do(set_field(workshop, card(place, code).id, "title", title))


def put_theirs(place, file, sample_file):
    """A colleague's copy takes the place of the open file."""
    copy = file.with_name("theirs.okrdesk")
    theirs = open_document(shutil.copy(sample_file, copy), LOOK)
    theirs.desk.do(set_field(theirs.workshop, card(place, "SAL-2").id, "title", "Theirs"))
    theirs.close()
    copy.replace(file)


def press(place, title):
    """Press the button of that title in the banners."""
    buttons = [b for b in place.banners.findChildren(QPushButton) if b.text() == title and not b.isHidden()]
    assert len(buttons) == 1, place.banners.texts()
    buttons[0].click()
