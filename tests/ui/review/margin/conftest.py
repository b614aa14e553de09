"""The review room in the real window: notes by others on Engineering's draft, read and answered by hand."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from okrdesk.cards import Author, Team
from okrdesk.review import fields, notes, threads
from okrdesk.review.notes import Reviewing, Spot
from okrdesk.review.records import Note
from tests.acting import card
from ui.review.margin.card import NoteCard
from ui.review.margin.writing import NoteText

TOMAS = Author("tomas", "Tomas Perez", "aa" * 32)
GRACE = Author("grace", "Grace Liu", "bb" * 32)


class Hands:
    """What a person does in the margin, and what they see there."""

    def __init__(self, qtbot, place):
        self.qtbot, self.place = qtbot, place
        place.window.activateWindow()
        place.rooms.enter("review")
        self.room = place.rooms.current
        self.review, self.margin, self.reader = self.room.review, self.room.margin, self.room.reader

    @property
    def workshop(self):
        return self.place.session.workshop

    def team(self, name):
        return next(team.id for team in self.workshop.all(Team) if team.name == name)

    def card(self, code):
        return card(self.place, code)

    # ------------------------------------------------------------ what others say
    def by(self, author, change):
        """Let somebody else do a change in this workshop."""
        desk = self.place.session.desk
        me, desk.author = desk.author, author
        desk.do(change(author) if callable(change) else change)
        desk.author = me
        self.settle()

    def said(self, author, team, code, kind, text, quote="", **more) -> Note:
        """Let somebody write a note on words of a card."""
        record = self.card(code)
        field = fields.main_field(record)
        start = fields.read(record, field).index(quote) if quote else None
        spot = Spot(record.id, field, start, start + len(quote)) if start is not None else Spot(record.id)
        before = {note.id for note in self.workshop.all(Note)}
        where = Reviewing("", self.team(team) if team else "")
        change = notes.add_note(self.workshop, author, where, spot, kind, text, seq=1, **more)
        self.by(author, change)
        return next(note for note in self.workshop.all(Note) if note.id not in before)

    # ------------------------------------------------------------ what I do
    def read(self, about, as_team):
        """Read a team's draft, as somebody of a team."""
        self.review.set_reviewing(Reviewing("", self.team(as_team)))
        self.review.set_about(self.team(about))
        self.reader.setFocus()
        self.settle()

    def mark(self, code, words=""):
        """Mark words of a card in the draft."""
        record = self.card(code)
        field = fields.main_field(record)
        start = fields.read(record, field).index(words)
        self.reader.mark(Spot(record.id, field, start, start + len(words)) if words else Spot(record.id))
        self.settle()

    def settle(self):
        """Let the window come to rest."""
        for _round in range(6):
            QApplication.processEvents()

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.focus, key, modifier)
        self.settle()

    def type(self, text):
        self.qtbot.keyClicks(self.focus, text)

    def save(self):
        self.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    @property
    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def click(self, widget):
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
        self.settle()

    # ------------------------------------------------------------ what I see
    def note_card(self, note) -> NoteCard:
        cards = self.margin.strip.made | self.margin.tray.cards.made
        found = cards[note.id]
        assert isinstance(found, NoteCard)
        return found

    def press(self, note, title):
        """Press a button of a note's card."""
        buttons = [b for b in self.note_card(note).findChildren(QPushButton) if b.text() == title]
        shown = [b for b in buttons if b.isVisible()]
        assert len(shown) == 1, [b.text() for b in self.note_card(note).findChildren(QPushButton)]
        self.qtbot.mouseClick(shown[0], Qt.MouseButton.LeftButton)
        self.settle()

    def titles(self, note):
        """The buttons that a note's card shows."""
        return [b.text() for b in self.note_card(note).findChildren(QPushButton) if b.isVisible()]

    def turn_to(self, note):
        self.qtbot.mouseClick(self.note_card(note), Qt.MouseButton.LeftButton, pos=QPoint(60, 6))
        self.settle()
        assert self.review.current == note.id

    def thread(self, note):
        return threads.thread(self.workshop, self.workshop[note.id])

    def newest(self) -> Note:
        return max(self.workshop.all(Note), key=lambda note: note.clock)

    def writing(self) -> NoteText:
        widget = self.focus
        assert isinstance(widget, NoteText)
        return widget


@pytest.fixture
def hands(qtbot, place):
    return Hands(qtbot, place)
