"""What tests of the reader do: open a draft, point at words in it, and note things of them."""

from PySide6.QtCore import QCoreApplication, QPoint, Qt

from okrdesk.change import Put
from okrdesk.review import notes
from okrdesk.review.notes import Reviewing, Spot
from okrdesk.review.records import NoteKind
from tests.acting import card
from ui.review.reader.painting import word_rects


def team(place, name):
    return next(team for team in place.session.workshop.teams() if team.name == name)


def read(place, about="Service", ours="Sales"):
    """Enter the room and read a team's draft for another team; the room's reader."""
    place.rooms.enter("review")
    room = place.rooms.current
    room.review.set_reviewing(Reviewing("", team(place, ours).id if ours else ""))
    room.review.set_about(team(place, about).id)
    QCoreApplication.processEvents()
    room.reader.draft.setFocus()
    return room.reader


def span(record, field, words):
    start = getattr(record, field).index(words)
    return start, start + len(words)


def rect_of(reader, code_card, field, start, end):
    """Where the characters of a field are seen, in the viewport's pixels."""
    placed = reader.draft.pages_layout.piece_of(code_card.id, field)
    rect = word_rects(placed, start, end)[0]
    return rect.translated(0, -reader.verticalScrollBar().value())


def point_before(reader, record, field, n):
    """A point just behind the left edge of the n-th character of a field."""
    rect = rect_of(reader, record, field, n, n + 1)
    return QPoint(round(rect.left()) + 1, round(rect.center().y()))


def drag(qtbot, reader, start, end):
    viewport = reader.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for n in range(1, 6):
        qtbot.mouseMove(viewport, start + (end - start) * n / 5)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)


def put_note(place, code, field="", words="", kind: NoteKind = "question", text="Why?", **what):
    """Somebody's note; its id."""
    record = card(place, code)
    start, end = span(record, field, words) if words else (None, None)
    desk = place.session.desk
    spot = Spot(record.id, field, start, end)
    change = notes.add_note(place.session.workshop, desk.author, Reviewing(), spot, kind, text, **what)
    desk.do(change)
    said = change.steps[-1]
    assert isinstance(said, Put)
    return said.record.id
