"""Taking in what people have, through the window: read, shown, corrected, one undoable change."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from okrdesk.cards import KeyResult, Objective
from tests.acting import press

CSV = """Crew,Goal,Result,Zorp,To
Sales,Sell to schools,Schools that buy,Ana Cruz,20
,,Days to an offer,Ana Cruz,1.234
Total,,,,
"""


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(CSV)
    return path


def preview_of(qtbot, place):
    qtbot.waitUntil(lambda: place.importing.preview is not None, timeout=20_000)
    return place.importing.preview


def titles(preview):
    tree = preview.tree
    return [tree.topLevelItem(n).text(0) for n in range(tree.topLevelItemCount())]


def choose(qtbot, preview, column, field):
    box = preview.columns.combos[column]
    box.setCurrentIndex(box.findData(field))
    before = preview.proposal
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: preview.proposal is not before)


def test_a_file_is_looked_into_corrected_and_taken_in_as_one_change(qtbot, place, source, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(source), ""))
    place.commands.import_.trigger()
    assert place.banners.texts() == ["Reading plan.csv …"]
    preview = preview_of(qtbot, place)
    assert not place.banners.texts()
    assert titles(preview) == ["Sell to schools"]
    assert preview.tree.topLevelItem(0).childCount() == 2
    widths = [preview.tree.columnWidth(column) for column in range(4)]
    assert widths[0] > sum(widths[1:])  # the words have the room that numbers and names leave
    choose(qtbot, preview, "Zorp", "ignore")
    assert preview.tree.topLevelItem(0).child(0).text(2) == ""
    choose(qtbot, preview, "Zorp", "owner")
    assert preview.tree.topLevelItem(0).child(0).text(2) == "Ana Cruz"
    assert preview.import_button.text() == "Import 1 objective"
    workshop = place.session.workshop
    assert workshop.count(Objective) == 20  # nothing is made before the button
    preview.import_button.click()
    assert workshop.count(Objective) == 21
    assert "Ana Cruz" in {workshop.name_of(kr.owner) for kr in workshop.all(KeyResult)}
    assert place.banners.texts() == ["1 objective was taken in."]
    assert place.importing.preview is None
    place.undo()
    assert workshop.count(Objective) == 20
    assert not place.banners.texts()  # its Undo would take back the change before


def test_a_number_that_can_be_read_two_ways_is_asked_about(qtbot, place, source):
    place.importing.read(source)
    preview = preview_of(qtbot, place)
    assert preview.questions.topLevelItemCount() == 1
    before = preview.proposal
    preview.decimals.setCurrentIndex(preview.decimals.findData(","))
    preview.decimals.activated.emit(preview.decimals.currentIndex())
    qtbot.waitUntil(lambda: preview.proposal is not before)
    assert preview.questions.topLevelItemCount() == 0
    assert preview.tree.topLevelItem(0).child(1).text(3) == "1,234"
    preview.reject()
    assert place.importing.preview is None


def test_what_is_left_out_is_listed_with_its_reason(qtbot, place, source):
    place.importing.read(source)
    preview = preview_of(qtbot, place)
    rows = [preview.left_out.topLevelItem(n) for n in range(preview.left_out.topLevelItemCount())]
    assert any("Total" in row.text(1) and row.text(2) for row in rows)
    assert preview.tabs.tabText(1) == f"Left out · {len(rows)}"


def test_pasted_cells_open_the_same_preview(qtbot, place):
    QGuiApplication.clipboard().setText("Objective\tKey result\tTo\nSell to schools\tSchools that buy\t20\n")
    place.card_commands.paste.trigger()
    preview = preview_of(qtbot, place)
    assert titles(preview) == ["Sell to schools"]
    preview.reject()
    QGuiApplication.clipboard().clear()
    place.card_commands.paste.trigger()
    assert place.status.hint.text() == "There is no text to paste."


LINES = (
    "Riders stay with us\n  - Weekly active users from 31% to 55%\n"
    "  - Churn ≤ 2% by Nia Obi\n  - Riders trust us\n"
)


def paste(qtbot, place, text):
    QGuiApplication.clipboard().setText(text)
    place.card_commands.paste.trigger()
    preview = preview_of(qtbot, place)
    qtbot.waitUntil(preview.import_button.isEnabled, timeout=20_000)
    return preview


def shown(preview):
    row = preview.tree.topLevelItem(0)
    return [(row.child(n).text(0), row.child(n).text(3)) for n in range(row.childCount())]


def test_numbers_in_pasted_lines_are_read_and_taken_back_line_by_line(qtbot, place):
    preview = paste(qtbot, place, LINES)
    assert preview.lines.isChecked()
    assert shown(preview) == [
        ("Weekly active users", "31% → 55%"),
        ("Churn", "≤ 2%"),
        ("Riders trust us", ""),
    ]
    row = preview.tree.topLevelItem(0)
    assert row.child(2).data(3, Qt.ItemDataRole.CheckStateRole) is None  # nothing to turn off
    preview.tree.setCurrentItem(row.child(0))
    qtbot.keyClick(preview.tree, Qt.Key.Key_Space)
    assert shown(preview)[0] == ("Weekly active users from 31% to 55%", "")
    workshop = place.session.workshop
    before = {kr.id for kr in workshop.all(KeyResult)}
    preview.import_button.click()
    new = {kr.text: kr for kr in workshop.all(KeyResult) if kr.id not in before}
    assert set(new) == {"Weekly active users from 31% to 55%", "Churn", "Riders trust us"}
    assert new["Weekly active users from 31% to 55%"].target is None
    assert (new["Churn"].kind, new["Churn"].target, new["Churn"].unit) == ("no_more_than", 2, "%")
    assert workshop.name_of(new["Churn"].owner) == "Nia Obi"
    place.undo()
    assert {kr.id for kr in workshop.all(KeyResult)} == before


def test_the_tick_decides_for_all_lines(qtbot, place):
    preview = paste(qtbot, place, LINES)
    lines = shown(preview)
    preview.lines.click()
    assert [text for text, _numbers in shown(preview)] == [
        line.strip(" -") for line in LINES.splitlines()[1:]
    ]
    assert preview.proposal.people == ()
    preview.lines.click()
    assert not preview.import_button.isEnabled()
    qtbot.waitUntil(preview.import_button.isEnabled)
    assert shown(preview) == lines
    preview.reject()


def test_what_is_still_being_read_when_the_preview_closes_is_forgotten(qtbot, place, source):
    place.importing.read(source)
    preview = preview_of(qtbot, place)
    assert not preview.lines.isChecked()  # a file has columns for its numbers
    preview.lines.click()
    preview.reject()
    done = []
    place.jobs.run(lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert place.importing.preview is None


def test_links_to_what_the_workshop_holds_are_counted(qtbot, place):
    cells = "Objective\tKey result\tParent\nSell to schools\tSchools\tCity fleets choose us and stay\n"
    preview = paste(qtbot, place, cells)
    assert preview.summary.text() == "1 objective · 1 key result · 1 with a link upward"
    tip = preview.tree.topLevelItem(0).toolTip(0)
    assert tip.startswith("Sell to schools\n") and tip.endswith("feeds: City fleets choose us and stay")
    preview.reject()


def test_a_file_that_cannot_be_taken_in_is_a_sentence(qtbot, place, tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing of a workbook")
    place.importing.read(broken)
    qtbot.waitUntil(lambda: place.banners.texts() != ["Reading broken.xlsx …"], timeout=20_000)
    assert "broken.xlsx" in place.banners.texts()[0]
    assert place.importing.preview is None


def test_cancelled_reading_brings_no_preview(qtbot, place, source):
    place.importing.read(source)
    (banner,) = place.banners.banners()
    place.importing._cancel()
    banner.leave()
    done = []
    place.jobs.run(lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert place.importing.preview is None


def test_with_nothing_open_another_place_can_be_chosen_for_the_workshop(
    qtbot, open_window, home, source, tmp_path, monkeypatch
):
    places = [tmp_path / "none" / "new.okrdesk", tmp_path / "new.okrdesk"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(places.pop(0)), ""))
    place = open_window(None)
    place.show_session(None)
    place.importing.read(source)
    assert "new.okrdesk" in place.banners.texts()[-1]
    press(place, "Choose another place…")
    preview = preview_of(qtbot, place)
    preview.import_button.click()
    assert place.session.workshop.count(Objective) == 1
    assert place.session.document.path == tmp_path / "new.okrdesk"
