"""Packets in real windows: a facilitator's, and those of reviewers with profiles of their own."""

import shutil

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from okrdesk import profile
from okrdesk.cards import Team
from okrdesk.review.inviting import invite_all, readings
from okrdesk.review.notes import Spot, add_note
from okrdesk.review.packet_desk import open_packet
from okrdesk.review.records import Note

CTRL = Qt.KeyboardModifier.ControlModifier
NO_KEY = Qt.KeyboardModifier.NoModifier


class Post:
    """Packets that go out and come back, without windows: for those that a test is not about."""

    def __init__(self, tmp_path, monkeypatch):
        self.folder, self._monkeypatch = tmp_path / "packets", monkeypatch
        self._homes = tmp_path
        self.folder.mkdir()

    def sit(self, name):
        """Another person's computer from now on; their profile, None while they have none."""
        self._monkeypatch.setenv("OKRDESK_HOME", str(self._homes / name))
        return profile.load()

    def sent(self, place, *names):
        """Packets of the open workshop for reviewers of these names, made as the page makes them."""
        session = place.session
        who = [(readings(session.workshop)[n % 5], name) for n, name in enumerate(names)]
        change, made = invite_all(session.workshop, profile.load() or profile.save("Ines Albrecht"), who, 1)
        session.desk.do(change)
        paths = []
        for (_reading, name), one in zip(who, made, strict=True):
            paths.append(self.folder / f"{name}.okrreview")
            paths[-1].write_bytes(one.data)
        return paths

    def answered(self, path, name, *texts, home=""):
        """Let somebody write notes into a packet, submit it and send it back."""
        here = profile.load()
        self.sit(home or name)
        opened = open_packet(path, profile.load() or profile.save(name))
        card = opened.workshop.objectives(opened.sent.about[0])[0].id
        for text in texts:
            opened.desk.do(
                add_note(
                    opened.workshop, opened.desk.author, opened.reviewing, Spot(card), "note", text, seq=1
                )
            )
        opened.desk.do(opened.submitting())
        opened.close()
        self.sit("home")
        assert profile.load() == here


class Person:
    """What somebody does in a window."""

    def __init__(self, qtbot, place):
        self.qtbot, self.place = qtbot, place
        place.window.activateWindow()

    @property
    def page(self):
        return self.place.rooms.current

    @property
    def room(self):
        return self.place.rooms.current

    def settle(self):
        for _round in range(6):
            QApplication.processEvents()

    def key(self, key, modifier=NO_KEY):
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)
        self.settle()

    def click(self, button):
        assert button.isVisible() and button.isEnabled()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def write_note(self, letter, text):
        """On the card that is read: the letter, the words, Ctrl+Enter."""
        self.room.reader.setFocus()
        self.settle()
        self.key(getattr(Qt.Key, f"Key_{letter}"))
        self.qtbot.keyClicks(QApplication.focusWidget(), text)
        self.key(Qt.Key.Key_Return, CTRL)

    def open_all(self):
        """Each draft, by its row at the left."""
        self.settle()
        for team in self.place.session.packet.sent.about:
            self.click(self.room.side.mine.rows[team])

    def press(self, title):
        """A button of a banner."""
        found = [b for b in self.place.banners.findChildren(QPushButton) if b.text() == title]
        self.click(next(b for b in found if b.isVisible()))

    def drop(self, *paths):
        """Drop files on the window; what it says while they are over it."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        rest = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEY
        window = self.place.window
        window.dragEnterEvent(QDragEnterEvent(QPoint(300, 300), *rest))
        said = next(x.text() for x in self.place.drop_place.findChildren(QLabel))
        window.dropEvent(QDropEvent(QPointF(300, 300), *rest))
        return said

    def read_through(self):
        """Wait until the packets that came back are read."""
        self.qtbot.waitUntil(self.page.bar.isHidden, timeout=20_000)
        self.settle()

    def make(self, button):
        """Press a button that makes packets, and wait until they are made."""
        self.click(button)
        self.qtbot.waitUntil(button.isEnabled, timeout=20_000)
        self.settle()

    @property
    def words(self):
        return [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def post(tmp_path, monkeypatch):
    return Post(tmp_path, monkeypatch)


@pytest.fixture
def facilitator(qtbot, place):
    return Person(qtbot, place)


@pytest.fixture
def reviewer(qtbot, post, open_window):
    """Opens a packet in the window of somebody who has only that."""

    def sit_down(path, name="tomas"):
        post.sit(name)
        return Person(qtbot, open_window(path))

    return sit_down


@pytest.fixture
def choose_folder(monkeypatch, post):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(post.folder))


def notes(place):
    return sorted(note.text for note in place.session.workshop.all(Note))


def team(place, name):
    return next(each for each in place.session.workshop.all(Team) if each.name == name)


def state(place):
    """All records of the open workshop, to compare."""
    return {record.id: record for record in place.session.workshop}


def copy_of(path, name):
    return shutil.copy(path, path.with_name(name))
