"""Printing what is seen, onto a PDF as the printer."""

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QTreeView

from okrdesk.edits import set_field
from ui.files.printing import print_to, printer_for


def pages(path):
    pdf = pypdfium2.PdfDocument(path)
    try:
        found = []
        for page in pdf:
            text = page.get_textpage()
            found.append((page.get_size(), text.get_text_bounded()))
            text.close()
            page.close()
        return found
    finally:
        pdf.close()


@pytest.fixture
def to_pdf(place, tmp_path):
    def print_():
        printer = printer_for(place)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "out.pdf"))
        assert print_to(printer, place)
        del printer
        return pages(tmp_path / "out.pdf")

    return print_


def test_the_board_on_one_lying_page_as_text(place, to_pdf):
    place.selection.show(place.session.workshop.pillars()[0].id)
    place.window.choose_theme("dark")
    ((width, height), text), *more = to_pdf()
    assert not more and width > height and round(width) == 842
    assert "City fleets choose us and stay" in text and "COMPANY OBJECTIVES" in text
    assert "Wrenfield Cargo Bikes" in text and "1 / 1" in text
    assert place.room.board.board.painter.theme.name == "dark"  # the window is as it was
    assert place.room.board.board.selected == place.selection.ids


def test_the_organisations_paper(place, to_pdf):
    workshop = place.session.workshop
    place.session.desk.do(set_field(workshop, workshop.organisation.id, "page_size", "Letter"))
    ((width, height), _text) = to_pdf()[0]
    assert (round(width), round(height)) == (792, 612)


def test_a_board_too_large_for_a_page_takes_several(place, to_pdf, monkeypatch):
    monkeypatch.setattr("ui.files.printing._READABLE", 1.2)
    found = to_pdf()
    assert len(found) > 3 and all(
        "COMPANY" in text or "ENABLING" in text or n for n, (_s, text) in enumerate(found)
    )
    assert sum(text.count("City fleets choose us and stay") for _size, text in found) >= 1
    assert f"{len(found)} / {len(found)}" in found[-1][1]


def test_the_outline_as_a_table_of_what_is_open(place, to_pdf):
    place.rooms.enter("outline")
    whole = " ".join(" ".join(text.split()) for _size, text in to_pdf())
    assert "City fleets" in whole and "Ines Albrecht" in whole and "Short name" in whole
    place.rooms.current.findChild(QTreeView).collapseAll()
    folded = " ".join(text for _size, text in to_pdf())
    assert "City fleets" not in folded and "Company" in folded


def test_the_command_asks_first(place, tmp_path, monkeypatch):
    target = tmp_path / "asked.pdf"

    def accept(dialog):
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(target))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    place.actions.refresh()
    place.commands.print.trigger()
    assert place.status.hint.text() == "Sent to the printer." and target.read_bytes().startswith(b"%PDF")
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    target.unlink()
    place.commands.print.trigger()
    assert not target.exists()
    place.commands.settings.trigger()
    place.actions.refresh()
    assert not place.commands.print.isEnabled()
