"""LibreOffice opens what we write without repair, finds all of it, and gives it back."""

import csv
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.excel import write_workbook
from exports.job import Job
from okrdesk.cards import KeyResult, Objective, Team
from okrdesk.workshop import Workshop
from tests.exports.excel.reading import records
from tests.factory import sample_workshop

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.lib_office,
    pytest.mark.timeout(180),
    pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed"),
]


def convert(source: Path, to: str, folder: Path) -> None:
    home = (folder / "profile").as_uri()
    command = [str(SOFFICE), f"-env:UserInstallation={home}", "--headless", "--convert-to", to]
    done = subprocess.run(
        [*command, "--outdir", str(folder), str(source)],
        capture_output=True,
        text=True,
        timeout=150,
        check=True,
    )
    assert "Error" not in done.stdout + done.stderr


def ids(path: Path) -> tuple[set[str], list[str]]:
    rows = records(load_workbook(path)["OKRs"])
    return {row["Objective id"] for row in rows}, sorted(
        row["Key result id"] for row in rows if "Key result id" in row
    )


def test_there_and_back(tmp_path):
    workshop = sample_workshop(objectives=25, key_results=60)
    path = tmp_path / "plan.xlsx"
    write_workbook(workshop, path, Job())
    convert(path, "ods", tmp_path)
    back = tmp_path / "back"
    back.mkdir()
    convert(tmp_path / "plan.ods", "xlsx", back)
    assert ids(back / "plan.xlsx") == ids(path)
    live = {o.id for o in workshop.all(Objective) if not o.parked}
    assert ids(path) == (live, sorted(kr.id for kr in workshop.all(KeyResult) if kr.objective in live))
    returned = load_workbook(back / "plan.xlsx")
    assert returned.sheetnames == load_workbook(path).sheetnames
    for ours, theirs in zip(load_workbook(path).worksheets[1:], returned.worksheets[1:], strict=True):
        for row, back_again in zip(records(ours), records(theirs), strict=True):
            assert row.keys() == back_again.keys()
            assert all(_same(value, back_again[key]) for key, value in row.items())


def _same(value: object, other: object) -> bool:
    if isinstance(value, (int, float)) and isinstance(other, (int, float)):
        return other == pytest.approx(value)
    return value == other


NASTY = [
    "=1+1", "+1", "-1", "@x", "#N/A", "_x0041_", "🎯 漢字 ≥", "TRUE", "<b>&", "'quoted", "two\nlines",
    "  x  ", "1E5",
]  # fmt: skip
SHEET_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"


def test_text_stays_text(tmp_path):
    cards = [
        Objective(f"o{n}", rank=f"a{n:02}", team="t", title=text, story=text) for n, text in enumerate(NASTY)
    ]
    write_workbook(Workshop("w", [Team("t"), *cards]), tmp_path / "plan.xlsx", Job())
    convert(tmp_path / "plan.xlsx", SHEET_AS_CSV, tmp_path)
    (found,) = tmp_path.glob("*.csv")
    with found.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Objective"] for row in rows] == [row["Story"] for row in rows] == NASTY


def test_each_sheet_prints_on_pages_as_wide_as_it_is(tmp_path):
    write_workbook(sample_workshop(objectives=40, key_results=100), tmp_path / "plan.xlsx", Job())
    convert(tmp_path / "plan.xlsx", "pdf", tmp_path)
    import pypdfium2

    document = pypdfium2.PdfDocument(tmp_path / "plan.pdf")
    texts = [page.get_textpage().get_text_range() for page in document]
    assert all(page.get_width() > page.get_height() for page in document)
    assert all(re.search(rf"Page {n} of {len(texts)}", text) for n, text in enumerate(texts, 1))
    assert all("DRAFT" in text for text in texts)
    okrs = [text for text in texts if "OKRs" in text and "In this workbook" not in text]
    assert len(okrs) > 1
    assert all("Leads up to" in text for text in okrs)  # the header, on each page


def test_an_empty_workshop_opens_too(tmp_path):
    write_workbook(Workshop("w"), tmp_path / "plan.xlsx", Job())
    convert(tmp_path / "plan.xlsx", "ods", tmp_path)
    assert (tmp_path / "plan.ods").exists()
