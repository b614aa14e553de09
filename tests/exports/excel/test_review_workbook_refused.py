"""What cannot be taken in as a review workbook, or made into one, is refused with the way out."""

import zipfile

import pytest
from openpyxl import load_workbook

from exports.excel.review_workbook import write_review_workbook
from exports.job import Job
from okrdesk.cards import Objective, Team
from okrdesk.desk import Refused
from okrdesk.review.form import PacketRefused
from okrdesk.review.records import Invitation
from okrdesk.review.sheet import preview_of, read_review_workbook
from okrdesk.workshop import Workshop
from tests.exports.excel.review_workbooks import (
    write,
)


@pytest.mark.parametrize(
    ("name", "data"), [("old.xls", b"\xd0\xcf\x11\xe0"), ("text.csv", b"Team,Card"), ("x.xlsx", b"")]
)
def test_another_form_of_file_is_refused_with_the_way_out(workshop, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(PacketRefused, match=r"Save it as \.xlsx"):
        read_review_workbook(tmp_path / name, workshop)


def test_an_open_document_is_refused_with_the_way_out(workshop, tmp_path):
    with zipfile.ZipFile(tmp_path / "x.ods", "w") as book:
        book.writestr("content.xml", "<office/>")
    with pytest.raises(PacketRefused, match=r"Save it as \.xlsx"):
        read_review_workbook(tmp_path / "x.ods", workshop)


def test_another_workshops_file_and_other_files_are_refused(workshop, tmp_path):
    path = write(workshop, tmp_path)
    with pytest.raises(PacketRefused, match="belongs to another workshop"):
        read_review_workbook(path, Workshop("other"))
    book = load_workbook(path)
    del book["okrdesk"]
    book.save(path)
    (tmp_path / "no.xlsx").write_bytes(b"PK")
    preview, _passed = preview_of(workshop, [path, tmp_path / "no.xlsx", tmp_path / "missing.xlsx"])
    assert preview.change is None
    for refused, words in zip(
        preview.refused, ("is not a review workbook", "is damaged", "cannot be read"), strict=True
    ):
        assert words in refused.sentence


def test_a_workbook_without_its_columns_or_of_a_newer_app_is_refused(workshop, tmp_path):
    path = write(workshop, tmp_path)
    book = load_workbook(path)
    book["Review"]["I1"] = "gone"
    book.save(path)
    with pytest.raises(PacketRefused, match="Card id"):
        read_review_workbook(path, workshop)
    book["okrdesk"]["B1"] = 2
    book.save(path)
    with pytest.raises(PacketRefused, match="newer OKR Desk"):
        read_review_workbook(path, workshop)


def test_without_a_draft_there_is_nothing_to_review(tmp_path):
    empty = Workshop("w", [Team("t", name="T")])
    with pytest.raises(Refused, match="no draft"):
        write_review_workbook(empty, Invitation("i", about=("t",)), tmp_path / "x.xlsx", Job())
    many = [Objective(f"o{n}", rank=f"a{n:05}", team="t", title="x") for n in range(2_600)]
    with pytest.raises(Refused, match="Choose fewer teams"):
        write_review_workbook(
            Workshop("w", [Team("t"), *many]), Invitation("i", about=("t",)), tmp_path / "x.xlsx", Job()
        )
    assert not (tmp_path / "x.xlsx").exists()
