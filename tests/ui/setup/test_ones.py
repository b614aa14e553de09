"""Organisation, logo, cycle and limits: what a workshop has one of."""

from base64 import b64decode
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from okrdesk.cards import Cycle, Organisation
from okrdesk.edits import drop
from tests.ui.setup.acting import KEY, LEFT


def problem(field):
    """What is told below a field; "" when nothing is."""
    line = field._problem
    return line.accessibleName() if line is not None and line.isVisible() else ""


@pytest.fixture
def picture(tmp_path):
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    path = tmp_path / "wren.png"
    image.save(str(path))
    return path


# ---------------------------------------------------------------- organisation
def test_the_name_is_written_in_place_and_undone(setup):
    page = setup.section("organisation")
    setup.write(page.name, "Wren  & Field")
    assert setup.workshop.organisation.name == "Wren & Field"
    assert setup.focus() is page.purpose.editor
    assert "Wren & Field" in setup.place.topbar.title.text()
    setup.undo()
    assert setup.workshop.organisation.name == page.name.editor.toPlainText() == "Wrenfield Cargo Bikes"
    assert setup.focus() is page.purpose.editor


def test_esc_gives_the_old_text_back(setup):
    page = setup.section("organisation")
    setup.go_into(page.purpose.editor)
    setup.type("Cargo for every street")
    setup.key(KEY.Key_Escape)
    assert (page.purpose.editor.toPlainText(), setup.workshop.organisation.purpose) == ("", "")
    setup.key(KEY.Key_Escape)
    assert setup.focus() is setup.room.list


def test_how_it_writes_is_chosen(setup):
    page = setup.section("organisation")
    choices = (
        (page.language, "German", "language", "de"),
        (page.zone, "Lisbon · Europe", "time_zone", "Europe/Lisbon"),
        (page.numbers, "1.234,5", "number_format", "1.234,5"),
        (page.currency, "CHF", "currency", "CHF"),
        (page.paper, "Letter (8½ × 11 in)", "page_size", "Letter"),
    )
    before = setup.workshop.organisation
    for field, label, name, value in choices:
        setup.pick(field, label)
        assert getattr(setup.workshop.organisation, name) == value
    for _choice in choices:
        setup.undo()
    assert setup.workshop.organisation == before
    assert page.paper.editor.currentText().startswith("A4")


def test_a_workshop_without_an_organisation_gets_one(setup):
    for kind in (Organisation, Cycle):
        setup.desk.do(drop(setup.workshop, setup.workshop.all(kind)[0].id))
    setup.write(setup.section("organisation").name, "Fernhill")
    setup.write(setup.section("cycle").name, "Spring")
    assert (setup.workshop.organisation.name, setup.workshop.cycle.name) == ("Fernhill", "Spring")
    setup.undo()
    assert setup.section("cycle").name.editor.toPlainText() == ""


# ---------------------------------------------------------------- logo
def test_a_logo_is_chosen_shown_and_removed(setup, picture, monkeypatch):
    field = setup.section("organisation").logo
    assert not field.remove.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(picture), ""))
    setup.click(field.choose)
    assert b64decode(setup.workshop.organisation.logo) == picture.read_bytes()
    assert field.picture.pixmap().width() == 40
    setup.click(field.remove)
    assert setup.workshop.organisation.logo == ""
    assert field.picture.pixmap().isNull()
    setup.undo()
    assert field.picture.pixmap().width() == 40


def drop_on(widget, path: Path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, mods = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), actions, data, LEFT, mods)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPoint(9, 9), actions, data, LEFT, mods))
    return enter.isAccepted()


def test_a_logo_is_dropped(setup, picture):
    field = setup.section("organisation").logo
    assert drop_on(field, picture)
    assert b64decode(setup.workshop.organisation.logo) == picture.read_bytes()


def test_a_bad_logo_gets_a_sentence_below_it(setup, picture, tmp_path):
    field = setup.section("organisation").logo
    bad = tmp_path / "bad.png"
    for content, why in (
        (b"GIF89a", "PNG or JPEG"),
        (picture.read_bytes() + b"\0" * 300_000, "larger than 256 KB"),
        (b"\x89PNG\r\n\x1a\nnothing", "damaged"),
    ):
        bad.write_bytes(content)
        drop_on(field, bad)
        assert why in problem(field)
    drop_on(field, tmp_path / "gone.png")
    assert "could not be read" in problem(field)
    assert setup.workshop.organisation.logo == ""
    drop_on(field, picture)
    assert problem(field) == ""


# ---------------------------------------------------------------- cycle
def test_the_cycle_says_from_when_to_when_it_runs(setup):
    page = setup.section("cycle")
    assert page.span.accessibleName() == "It runs 4 Jan – 4 Apr 2027."
    setup.write(page.starts, "11.1.2027")
    setup.write(page.weeks, "4")
    setup.write(page.freeze, "Jan 8")
    cycle = setup.workshop.cycle
    assert (cycle.starts, cycle.weeks, cycle.freeze) == (date(2027, 1, 11), 4, date(2027, 1, 8))
    assert page.span.accessibleName() == "It runs 11 Jan – 7 Feb 2027."
    setup.write(page.constraints, "No new hires before May")
    assert setup.workshop.cycle.constraints == "No new hires before May"
    for _change in range(4):
        setup.undo()
    assert page.span.accessibleName() == "It runs 4 Jan – 4 Apr 2027."


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("weeks", "54", "from 1 to 53"),
        ("weeks", "", "from 1 to 53"),
        ("weeks", "many", "no whole number"),
        ("starts", "soon", "no day"),
        ("freeze", "31.2.2027", "no day"),
    ],
)
def test_what_is_no_number_or_day_stays_with_a_sentence(setup, name, text, why):
    page, before = setup.section("cycle"), setup.workshop.cycle
    field = getattr(page, name)
    setup.write(field, text)
    assert why in problem(field)
    assert field.editor.toPlainText() == text
    assert setup.workshop.cycle == before
    setup.key(KEY.Key_Escape, to=field.editor)
    assert problem(field) == ""
    assert field.editor.toPlainText() == field.to_text(getattr(before, name))


# ---------------------------------------------------------------- limits
def test_limits_are_set_and_undone(setup):
    page = setup.section("limits")
    setup.write(page.counts["company_objectives_at_most"], "5")
    assert setup.workshop.settings.company_objectives_at_most == 5
    setup.click(page.volatile.box, QPoint(12, page.volatile.box.height() // 2))
    assert setup.workshop.settings.volatile
    assert "at most 2 objectives" in page.meaning.accessibleName()
    setup.write(page.counts["key_results_at_most"], "100")
    assert "from 1 to 99" in problem(page.counts["key_results_at_most"])
    setup.key(KEY.Key_Escape, to=page.counts["key_results_at_most"].editor)
    setup.undo()
    setup.undo()
    assert not page.volatile.box.isChecked()
    assert page.counts["company_objectives_at_most"].editor.toPlainText() == "3"
