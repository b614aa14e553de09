"""The review room's pictures: the round of tests/review_round.py, each state in a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import environ
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from okrdesk import profile
from okrdesk.review.inviting import invite_all, readings
from okrdesk.review.notes import Spot, add_note
from okrdesk.review.packet_desk import open_packet
from okrdesk.review.records import Note
from tests.review_round import PlayedRound
from ui.workplace import Workplace

TYPED = """ENG-1 Is this before or after the first frost?
ENG-2.1 C we do not have the sensors
SRV-2 S The first fix lasts
HR-9 who asks?
"""


def _room(place: Workplace, team: str, about: str) -> Any:
    place.rooms.enter("review")
    room: Any = place.rooms.current
    assert place.session is not None
    played = PlayedRound(place.session.desk)
    room.review.set_reviewing(played.reviewing(team))
    if about:
        room.open_draft(played.team(about))
    _settle()
    return room


def _current(room: Any, text: str) -> None:
    found = next(note for note in room.review.workshop.all(Note) if note.text == text)
    room.review.set_current(found.id)
    _settle()


def _reading(place: Workplace) -> None:
    _current(_room(place, "Sales", "Engineering"), "Fleets sign in October. Which week do they see it in?")


def _compose(place: Workplace, key: Qt.Key, text: str) -> None:
    room = _room(place, "Sales", "Engineering")
    assert place.session is not None
    card = PlayedRound(place.session.desk).card("ENG-2.1")
    start = card.text.index("three days")
    room.reader.mark(Spot(card.id, "text", start, start + len("three days")))
    QTest.keyClick(room.reader.draft, key)
    _settle()
    QTest.keyClicks(place.window.focusWidget(), text)


def _composing(place: Workplace) -> None:
    _compose(place, Qt.Key.Key_C, "A depot orders parts for a week. Are three days enough?")


def _suggesting(place: Workplace) -> None:
    _compose(place, Qt.Key.Key_S, "a week")


def _own(place: Workplace) -> None:
    _current(_room(place, "Engineering", "Engineering"), "Riders ask about the tow.")


def _orphans(place: Workplace) -> None:
    _room(place, "Service", "Engineering").margin.tray.open()


def _beside(place: Workplace) -> None:
    _room(place, "Sales", "Engineering").reader.show_beside("ours")


def _coverage(place: Workplace) -> None:
    _room(place, "Sales", "").show_round()


def _plan(place: Workplace) -> None:
    _room(place, "Sales", "").plan_round()


def _making(place: Workplace) -> None:
    place.packets.make.trigger()
    page: Any = place.rooms.current
    for row, name in zip(page.rows, ("Tomas Perez", "Grace Liu"), strict=False):
        row.name.setText(name)


def _taking_in(place: Workplace) -> None:
    """Two packets come back, and one file that is none."""
    session, mine = place.session, profile.load()
    assert session is not None and mine is not None
    folder = session.document.path.parent
    names = ("Ola Nord", "Mira Sand")
    change, made = invite_all(session.workshop, mine, zip(readings(session.workshop), names, strict=False), 1)
    session.desk.do(change)
    paths = [folder / f"{name}.okrreview" for name in (*names, "Holiday")]
    for path, one, name in zip(paths, made, names, strict=False):
        path.write_bytes(one.data)
        with elsewhere(folder / name):
            _answer(path, name)
    paths[-1].write_text("Two weeks by the sea")
    place.packets.take_in(paths)
    page: Any = place.rooms.current
    while not page.bar.isHidden():
        QTest.qWait(5)


@contextmanager
def elsewhere(home: Path) -> Iterator[None]:
    """At another computer, where nothing was done before."""
    here = environ["OKRDESK_HOME"]
    environ["OKRDESK_HOME"] = str(home)
    yield
    environ["OKRDESK_HOME"] = here


def _answer(path: Path, name: str) -> None:
    """Somebody writes a note into a packet and hands it in."""
    opened = open_packet(path, profile.load() or profile.save(name))
    card = opened.workshop.objectives(opened.sent.about[0])[0].id
    author = opened.desk.author
    opened.desk.do(add_note(opened.workshop, author, opened.reviewing, Spot(card), "question", "By when?"))
    opened.desk.do(opened.submitting())
    opened.close()


def _paper(place: Workplace) -> None:
    place.on_paper.type_in.trigger()
    page: Any = place.rooms.current
    page.name.setText("Noa Berg")
    page.lines.setPlainText(TYPED)


def _settle() -> None:
    for _round in range(3):
        QCoreApplication.processEvents()


STATES: dict[str, Callable[[Workplace], None]] = {
    "reading": _reading,
    "composing": _composing,
    "suggesting": _suggesting,
    "own": _own,
    "orphans": _orphans,
    "beside": _beside,
    "coverage": _coverage,
    "plan": _plan,
    "making": _making,
    "taking-in": _taking_in,
    "handing-out": lambda place: place.on_paper.hand_out.trigger(),
    "paper": _paper,
}
