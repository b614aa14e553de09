"""More comes back while what came back is looked at: nothing that was handed in is lost."""

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from exports.excel.review_workbook import write_review_workbook
from exports.job import Job
from okrdesk.review.inviting import readings
from okrdesk.review.packing import invite
from tests.ui.review.packets.conftest import CTRL, notes, state


@pytest.fixture
def packets(facilitator, post):
    """Reviews by Tomas, Grace and Ola, with a note each."""
    names = ("Tomas", "Grace", "Ola")
    paths = post.sent(facilitator.place, *names)
    for path, name in zip(paths, names, strict=True):
        post.answered(path, name, f"By {name}")
    return paths


def filled_in(place, path, text):
    """A review workbook that somebody wrote a question into."""
    workshop = place.session.workshop
    reading = readings(workshop)[0]
    about = [team.id for team in reading.about]
    change, invitation = invite(workshop, reading.round, reading.team.id, path.stem, about, 1)
    place.session.desk.do(change)
    write_review_workbook(workshop, invitation, path, Job())
    book = load_workbook(path)
    book["Review"]["E2"], book["Review"]["F2"] = "Question", text
    book.save(path)
    return path


def test_what_is_dropped_on_the_preview_is_added_to_it(facilitator, packets):
    place, before = facilitator.place, state(facilitator.place)
    first, second, third = packets
    assert facilitator.drop(first) == "Drop to read or take in Tomas.okrreview"
    facilitator.read_through()
    page = facilitator.page
    assert facilitator.drop(second) == "Drop to take in 1 review"
    assert (
        facilitator.page is page and not page.merge.isEnabled() and "Reading 2 files …" in facilitator.words
    )
    facilitator.read_through()
    facilitator.drop(third, first)  # the first for the second time
    facilitator.read_through()
    assert "3 new" in facilitator.words and len(page.rows) == 3 and page.merge.hasFocus()
    facilitator.key(Qt.Key.Key_Space)
    assert notes(place) == ["By Grace", "By Ola", "By Tomas"]
    assert "3 notes merged from 3 reviewers." in place.banners.texts()
    facilitator.press("Undo")
    assert state(place) == before


def test_what_is_opened_by_the_menu_is_added_too(facilitator, packets, monkeypatch):
    place = facilitator.place
    facilitator.drop(packets[0])
    facilitator.read_through()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(packets[1]), ""))
    facilitator.key(Qt.Key.Key_O, CTRL)
    facilitator.read_through()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: ([str(packets[2])], ""))
    place.packets.merge.trigger()
    facilitator.read_through()
    facilitator.click(facilitator.page.merge)
    assert notes(place) == ["By Grace", "By Ola", "By Tomas"]


def test_what_cannot_be_taken_in_leaves_the_others_there(facilitator, post, packets, monkeypatch):
    place = facilitator.place
    facilitator.drop(packets[0])
    facilitator.read_through()
    torn = post.folder / "torn.okrreview"
    torn.write_bytes(packets[1].read_bytes()[:-90])
    unread = post.sent(place, "Noa")[0]
    facilitator.read_through()
    facilitator.drop(torn)
    facilitator.read_through()
    facilitator.drop(unread)
    facilitator.read_through()
    assert "1 new · 2 files refused" in facilitator.words
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(torn), ""))
    facilitator.key(Qt.Key.Key_O, CTRL)
    assert any("cut off or damaged" in text for text in place.banners.texts())
    facilitator.click(facilitator.page.merge)
    assert notes(place) == ["By Tomas"]


def test_after_cancel_the_next_begins_anew(facilitator, packets):
    facilitator.drop(packets[0])
    facilitator.read_through()
    facilitator.click(facilitator.page.cancel)
    facilitator.drop(packets[1])
    facilitator.read_through()
    facilitator.click(facilitator.page.merge)
    assert notes(facilitator.place) == ["By Grace"]


def test_review_workbooks_and_packets_are_taken_in_together(facilitator, post, packets):
    place = facilitator.place
    books = [filled_in(place, post.folder / f"{n}.xlsx", f"In workbook {n}") for n in range(2)]
    assert facilitator.drop(*books, packets[0]) == "Drop to take in 3 reviews"
    facilitator.read_through()
    assert not place.banners.texts()
    assert facilitator.drop(packets[1]) == "Drop to take in 1 review"
    facilitator.read_through()
    facilitator.click(facilitator.page.merge)
    assert notes(place) == ["By Grace", "By Tomas", "In workbook 0", "In workbook 1"]


def test_a_workbook_among_packets_is_looked_at_too(facilitator, post, packets):
    other = post.folder / "plan.xlsx"
    Workbook().save(other)
    facilitator.drop(*packets[:2], other)
    facilitator.read_through()
    assert "2 new · 1 file refused" in facilitator.words and "plan.xlsx" in facilitator.words
