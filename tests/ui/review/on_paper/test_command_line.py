"""`okrdesk review workbook`, `take` and `paper`, and `okrdesk export --with-notes`."""

import json
import shutil

import pytest
from openpyxl import load_workbook

from okrdesk.cards import Author
from okrdesk.review.records import Invitation, Note
from okrdesk.store.document import open_document
from tests.exports.pdf.reading import all_text, pdfium
from ui.cli.commands import run
from ui.cli.trouble import PROBLEMS, REFUSED


@pytest.fixture
def sample(home, tmp_path, monkeypatch, sample_file):
    monkeypatch.chdir(tmp_path)
    return shutil.copy(sample_file, tmp_path / "sample.okrdesk")


def held(sample, kind):
    document = open_document(sample, Author("a", "A"), read_only=True)
    try:
        return document.workshop.all(kind)
    finally:
        document.close()


def fill_in(path):
    book = load_workbook(path)
    book["Review"]["F2"] = "Whose is it?"
    book["Review"]["F3"] = "=1+1"
    book["Read me"]["B5"] = "Noa Berg"
    book.save(path)


def test_a_workbook_goes_out_and_in(sample, tmp_path, capsys):
    assert run(["review", "workbook", str(sample), "--team", "SAL", "-o", "sales"]) == 0
    assert "Wrote sales.xlsx" in capsys.readouterr().out
    (invitation,) = held(sample, Invitation)
    assert invitation.reviewer == "Sales"
    fill_in(tmp_path / "sales.xlsx")
    assert run(["review", "take", str(sample), "sales.xlsx", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "Cell F3: a formula is not taken in (=1+1)." in said
    assert "1 new" in said
    assert not held(sample, Note)
    assert run(["review", "take", str(sample), "sales.xlsx", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["new"], facts["merged"], len(facts["passed_over"])) == (1, True, 1)
    assert facts["reviewers"][0]["name"] == "Noa Berg"
    assert [note.text for note in held(sample, Note)] == ["Whose is it?"]
    assert run(["review", "take", str(sample), "sales.xlsx", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["here"] == 1


def test_files_that_are_none_are_refused(sample, tmp_path, capsys):
    run(["review", "workbook", str(sample), "--team", "SAL", "-o", "sales.xlsx"])
    (tmp_path / "no.xlsx").write_bytes(b"nothing")
    assert run(["review", "take", str(sample), "no.xlsx"]) == REFUSED
    assert "Refused: no.xlsx." in capsys.readouterr().out
    fill_in(tmp_path / "sales.xlsx")
    assert run(["review", "take", str(sample), "no.xlsx", "sales.xlsx"]) == PROBLEMS
    assert len(held(sample, Note)) == 1
    assert run(["review", "workbook", str(sample), "--team", "Nobody", "-o", "x.xlsx"]) == REFUSED


def test_a_copy_for_paper(sample, tmp_path, capsys):
    assert run(["review", "paper", str(sample), "--team", "SAL", "-o", "copy"]) == 0
    text = all_text(pdfium.PdfDocument(tmp_path / "copy.pdf"))
    assert "REVIEW COPY · FOR SALES" in text
    assert "SAL-1" not in text
    assert "Wrote copy.pdf" in capsys.readouterr().out


def test_exports_carry_notes_when_asked_to(sample, tmp_path):
    run(["review", "workbook", str(sample), "--team", "SAL", "-o", "sales.xlsx"])
    fill_in(tmp_path / "sales.xlsx")
    run(["review", "take", str(sample), "sales.xlsx"])
    assert run(["export", str(sample), "--xlsx", "p.xlsx", "--pdf", "p.pdf", "--with-notes"]) == 0
    assert load_workbook(tmp_path / "p.xlsx")["Comments"]["K2"].value == "Whose is it?"
    assert "Whose is it?" in all_text(pdfium.PdfDocument(tmp_path / "p.pdf"))
    assert run(["export", str(sample), "--xlsx", "q.xlsx", "--pdf", "q.pdf"]) == 0
    assert "Comments" not in load_workbook(tmp_path / "q.xlsx").sheetnames
    assert "Whose is it?" not in all_text(pdfium.PdfDocument(tmp_path / "q.pdf"))
