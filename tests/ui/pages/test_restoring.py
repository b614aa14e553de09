"""Earlier versions: listed, looked into, opened as a copy, or brought back as one change."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from okrdesk.cards import Objective
from okrdesk.edits import drop
from okrdesk.store.backups import Backup
from tests.acting import card, press, rename
from ui.pages.restoring import RestorePage


def open_page(place):
    place.commands.restore.trigger()
    return place.rooms.current


@pytest.fixture
def page(qtbot, place, file):
    """The page of a workshop with one version from before a title was changed and a card deleted."""
    rename(place, "SAL-1", "Changed later")
    place.session.publish_now()
    place.show_session(None)
    place.files.open(file)
    place.session.desk.do(drop(place.session.workshop, card(place, "SAL-2").id))
    found = open_page(place)
    qtbot.waitUntil(found.here.isEnabled)
    return found


def test_it_tells_what_was_kept_and_what_happened_since(place, page):
    assert page.list.count() == 1 and page.list.item(0).text().startswith("today, ")
    assert page.facts.text() == "19 objectives · 41 key results · 1 not this quarter"
    assert page.since.text().startswith("Since then: ") and "1 card was changed" in page.since.text()
    assert page.since.text().endswith("2 changes by Ana Cruz.")
    assert "“Changed later” in this one" in page.details.text()


def test_versions_of_the_same_minute_are_told_apart(qtbot):
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    moments = (now + timedelta(seconds=40), now + timedelta(seconds=9), now - timedelta(minutes=1))
    versions = [Backup(Path("x"), 3 - n, at, "session") for n, at in enumerate(moments)]
    page = RestorePage(versions)
    qtbot.addWidget(page)
    told = [page.list.item(n).text().splitlines()[0] for n in range(3)]
    assert [time.count(":") for time in told] == [2, 2, 1] and len(set(told)) == 3


def test_bring_it_back_is_one_change_that_can_be_undone(qtbot, place, page):
    qtbot.mouseClick(page.here, Qt.MouseButton.LeftButton)
    assert card(place, "SAL-1").title != "Changed later"
    assert place.session.workshop.count(Objective) == 20
    assert place.rooms.name == "board" and place.room.board.hasFocus()
    press(place, "Undo")
    assert card(place, "SAL-1").title == "Changed later"
    assert place.session.workshop.count(Objective) == 19


def test_a_copy_leaves_the_workshop_alone(qtbot, place, page, file, tmp_path, monkeypatch):
    target = tmp_path / "then.okrdesk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    assert place.session.document.path == target
    assert card(place, "SAL-1").title != "Changed later"
    place.files.open(file)
    assert card(place, "SAL-1").title == "Changed later"


def test_a_version_that_is_not_sound_says_so(qtbot, place, page):
    backup = page.list.item(0).data(Qt.ItemDataRole.UserRole)
    backup.path.write_bytes(backup.path.read_bytes()[:5000])
    again = open_page(place)
    qtbot.waitUntil(lambda: again.facts.text() != "Looking into it …")
    assert not again.here.isEnabled() and not again.copy.isEnabled()
    assert backup.path.name in again.facts.text() or "damaged" in again.facts.text()


def test_without_versions_it_says_so_and_escape_leads_back(qtbot, place):
    page = open_page(place)
    assert "There is no earlier version yet." in [label.text() for label in page.findChildren(QLabel)]
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert place.rooms.name == "board"
