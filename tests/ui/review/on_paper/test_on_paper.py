"""Reviewers with Excel or paper, in the real window: handed out, filled in, taken in, typed in."""

import pypdfium2 as pdfium
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from okrdesk.cards import Objective, Team
from okrdesk.review.records import Invitation, Note
from okrdesk.review.saying import reviewer_of
from tests.acting import press
from tests.exports.excel.review_workbooks import saved


@pytest.fixture
def answer(monkeypatch):
    """Answers the question for a file."""

    def take(path):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(path)], ""))

    return take


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def notes(place):
    return {(note.kind, note.text or note.wording) for note in place.session.workshop.all(Note)}


def told(page):
    """What a page of what came back says."""
    QCoreApplication.processEvents()
    return {label.text() for label in page.findChildren(QLabel) if label.isVisible()}


def type_in(qtbot, page, lines):
    page.lines.setFocus()
    for n, line in enumerate(lines.split("\n")):
        if n:
            qtbot.keyClick(page.lines, Qt.Key.Key_Return)
        qtbot.keyClicks(page.lines, line)


def written(qtbot, place, path):
    qtbot.waitUntil(lambda: path.exists() and not place.exporting.running)


def test_notes_are_typed_in_and_one_undo_takes_them_back(qtbot, place):
    place.on_paper.type_in.trigger()
    page = place.rooms.current
    qtbot.keyClicks(page.name, "Noa Berg")
    type_in(qtbot, page, "CO-1 Is this weekly?\nHR-9 who\n  and when\nSAL-1 S Better words")
    shown = [page.entries.item(n).text() for n in range(page.entries.count())]
    assert shown == [
        "CO-1 title · Question: Is this weekly?",
        "Line 2: There is no card “HR-9”. Begin each line with a card’s short name, such as CO-1.",
        "SAL-1 title · Suggestion: to read: Better words",
    ]
    assert page.take.text() == "Take down 2 notes"
    assert page.total.text() == "1 line is not understood yet."
    click(qtbot, page.take)
    assert notes(place) == {("question", "Is this weekly?"), ("suggestion", "Better words")}
    assert page.lines.toPlainText() == "HR-9 who\n  and when"  # still to be put right, as it was typed
    note = place.session.workshop.all(Note)[0]
    reviewer = reviewer_of(place.session.workshop, note.key)
    assert reviewer and reviewer.name == "Noa Berg"
    place.undo()
    assert notes(place) == set()


def test_when_all_is_understood_the_page_goes_and_says_what_it_did(qtbot, place):
    place.on_paper.type_in.trigger()
    page = place.rooms.current
    type_in(qtbot, page, "CO-1 P well said")
    assert not page.take.isEnabled()
    assert page.total.text() == "Say who wrote them."
    qtbot.keyClicks(page.name, "Noa Berg")
    click(qtbot, page.take)
    assert place.rooms.name == "board"
    press(place, "Undo")
    assert notes(place) == set()


def test_typing_the_same_again_is_refused_with_a_sentence(qtbot, place):
    def type_it():
        place.on_paper.show_typing()
        page = place.rooms.current
        page.name.setText("Noa Berg")
        type_in(qtbot, page, "CO-1 P")
        click(qtbot, page.take)
        return page

    type_it()
    page = type_it()
    assert place.session.workshop.count(Note) == 1
    assert place.rooms.current is page
    assert "All of these notes are here already." in place.banners.texts()


def test_the_team_follows_from_the_persons_name(qtbot, place):
    person = next(p for p in place.session.workshop.people() if p.team)
    place.on_paper.show_typing()
    page = place.rooms.current
    qtbot.keyClicks(page.name, person.name)
    assert page.team.currentData() == person.team


def test_a_workbook_goes_out_and_comes_back(qtbot, place, tmp_path, answer):
    path = tmp_path / "sales.xlsx"
    answer(path)
    place.on_paper.hand_out.trigger()
    row = place.rooms.current.rows[0]
    qtbot.keyClicks(row.name, "Noa Berg")
    click(qtbot, row.workbook)
    written(qtbot, place, path)
    workshop = place.session.workshop
    (invitation,) = workshop.all(Invitation)
    assert (invitation.reviewer, invitation.team) == ("Noa Berg", row.reading.team.id)
    book = load_workbook(path)
    book["Review"]["E2"], book["Review"]["F2"] = "Question", "Whose is it?"
    book["Review"]["F4"] = "=1+1"
    book["Read me"]["B4"] = "I had ten minutes."
    book.save(path)
    place.packets.ask_take_in()
    page = place.rooms.current
    qtbot.waitUntil(page.merge.isEnabled)
    assert {
        "Cell F4: a formula is not taken in (=1+1).",
        "Cell B4 of the sheet “Read me” was not taken in: “I had ten minutes.”",
    } <= told(page)
    click(qtbot, page.merge)
    assert notes(place) == {("question", "Whose is it?")}
    place.undo()
    assert notes(place) == set()


def test_large_text_has_room_for_what_is_asked(place):
    place.window.choose_text_size(150)
    place.on_paper.hand_out.trigger()
    for row in place.rooms.current.rows:
        field = row.name
        field.ensurePolished()
        assert field.fontMetrics().horizontalAdvance(field.placeholderText()) + 16 <= field.width()


def test_a_workbook_comes_again_without_one_of_its_comments(qtbot, place, tmp_path, answer):
    path = tmp_path / "sales.xlsx"
    answer(path)
    place.on_paper.hand_out.trigger()
    click(qtbot, place.rooms.current.rows[0].workbook)
    written(qtbot, place, path)
    said = set()
    for day, cells in enumerate(({"F2": "Why?", "F3": "Who?"}, {"F2": None}), 1):
        book = load_workbook(path)
        for cell, text in cells.items():
            book["Review"][cell] = text
        book.save(path)
        saved(path, day)
        place.packets.ask_take_in()
        page = place.rooms.current
        qtbot.waitUntil(page.merge.isEnabled)
        said = told(page)
        click(qtbot, page.merge)
    assert "1 taken back · 1 already here" in said
    standing = {note.text: note.withdrawn for note in place.session.workshop.all(Note)}
    assert standing == {"Why?": True, "Who?": False}
    place.undo()
    assert not any(note.withdrawn for note in place.session.workshop.all(Note))


def test_a_review_workbook_that_is_imported_is_taken_in_as_such(qtbot, place, tmp_path, answer):
    path = tmp_path / "sales.xlsx"
    answer(path)
    place.on_paper.show_handing_out()
    click(qtbot, place.rooms.current.rows[0].workbook)
    written(qtbot, place, path)
    place.importing.read(path)
    page = place.rooms.current
    qtbot.waitUntil(lambda: len(page.rows) == 1)
    assert page.rows[0].accessibleName() == "Sales"


def test_a_copy_for_paper_goes_out(qtbot, place, tmp_path, answer):
    path = tmp_path / "copy.pdf"
    answer(path)
    place.on_paper.show_handing_out()
    row = place.rooms.current.rows[0]
    row.name.setFocus()
    qtbot.keyClicks(row.name, "Noa Berg")
    click(qtbot, row.paper)
    written(qtbot, place, path)
    document = pdfium.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "Noa Berg" in text
    workshop = place.session.workshop
    titles = {t.id: [o.title for o in workshop.objectives(t.id)] for t in workshop.all(Team)}
    assert all(any(title in text for title in titles[team.id]) for team in row.reading.about)
    assert workshop.count(Invitation) == 0
    assert workshop.count(Objective)


@pytest.mark.parametrize("way", ["excel", "pdf"])
def test_the_plan_with_notes_is_exported(qtbot, place, tmp_path, answer, way):
    path = tmp_path / ("plan.xlsx" if way == "excel" else "plan.pdf")
    answer(path)
    place.on_paper.show_typing()
    page = place.rooms.current
    page.name.setText("Noa Berg")
    type_in(qtbot, page, "CO-1 C says who")
    click(qtbot, page.take)
    getattr(place.on_paper, way).trigger()
    written(qtbot, place, path)
    if way == "excel":
        assert load_workbook(path)["Comments"]["K2"].value == "says who"
    else:
        text = "".join(p.get_textpage().get_text_range() for p in pdfium.PdfDocument(path))
        assert "says who" in text


def test_where_a_file_cannot_be_written_another_place_can_be_chosen(qtbot, place, tmp_path, answer):
    answer(tmp_path / "nowhere" / "sales.xlsx")
    place.on_paper.show_handing_out()
    click(qtbot, place.rooms.current.rows[0].workbook)
    qtbot.waitUntil(lambda: not place.exporting.running)
    place.pages.leave()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    answer(tmp_path / "sales.xlsx")
    press(place, "Choose another place…")
    written(qtbot, place, tmp_path / "sales.xlsx")
    assert load_workbook(tmp_path / "sales.xlsx").sheetnames == ["Read me", "Review", "okrdesk"]
    assert place.session.workshop.count(Invitation) == 1
