"""Review workbooks as people fill them in: what tests of them share."""

import re
import zipfile

from openpyxl import load_workbook

from exports.excel.review_workbook import write_review_workbook
from exports.job import Job
from okrdesk.cards import Objective
from okrdesk.change import Put
from okrdesk.review.records import Invitation, Note
from okrdesk.review.sheet import preview_of
from okrdesk.workshop import Workshop
from tests.okrdesk.small import small_change

ABOUT = ("eng", "shop")
INVITATION = Invitation("inv", "", "co", ABOUT, "Mira Sand", "2026-06-01T08:00:00+00:00", 3)
KIND, COMMENT, WORDING, WEEK = "EFGH"
ROW = ("ENG-1", "Objective")
NASTY = [
    "=1+1", "+1", "-1", "@x", "#N/A", "🎯 漢字 ≥", "TRUE", "<b>&", "'quoted", "two\nlines", "1E5",
    "\u202eright to left", "مرحبا بالعالم", "x" * 20_000, "00042", "2027-01-04", "  inside  spaces  ",
]  # fmt: skip


def fresh() -> Workshop:
    """A small workshop in which somebody was invited to review two drafts."""
    made = Workshop("w")
    made.apply(small_change().steps)
    made.apply((Put(INVITATION),))
    return made


def write(workshop, folder):
    """The workbook as it goes out."""
    path = folder / "review.xlsx"
    write_review_workbook(workshop, INVITATION, path, Job())
    return path


def filled(workshop, folder, cells, name=""):
    """The workbook with these cells typed in, by a card's short name, what it is, and the column."""
    path = write(workshop, folder)
    book = load_workbook(path)
    sheet = book["Review"]
    at = {(row[1].value, row[2].value): row[0].row for row in sheet.iter_rows(min_row=2)}
    for (code, what), typed in cells.items():
        for column, text in typed.items():
            cell = sheet[f"{column}{at[code, what]}"]
            cell.value = text
            if isinstance(text, str):
                cell.data_type = "s"
    if name:
        book["Read me"]["B5"] = name
    book.save(path)
    return path


def taken(workshop, *paths):
    """Take these workbooks in. The notes, by card and field; and the sentences on what was passed over."""
    preview, passed = preview_of(workshop, paths)
    assert not preview.refused
    if preview.change:
        workshop.apply(preview.change.steps)
    return [note for note in workshop.all(Note) if not note.withdrawn], passed


def add_cards(workshop, titles):
    """Add an objective for each title; empty cells to fill in for each."""
    cards = [Objective(f"n{n}", f"b{n:02}", f"ENG-{n + 10}", "eng", title) for n, title in enumerate(titles)]
    workshop.apply(tuple(Put(card) for card in cards))
    return {(card.code, "Objective"): {} for card in cards}


def saved(path, when):
    """The workbook as if it had been saved on a day of June 2025, or as it says itself."""
    book = load_workbook(path)
    # openpyxl writes the time of saving over it.
    book.save(path)
    with zipfile.ZipFile(path) as old:
        parts_ = {name: old.read(name) for name in old.namelist()}
    core = parts_["docProps/core.xml"].decode()
    time = when if isinstance(when, str) else f"2025-06-{when:02}T08:00:00Z"
    core = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{time}", core)
    with zipfile.ZipFile(path, "w") as new:
        for name, data in (parts_ | {"docProps/core.xml": core.encode()}).items():
            new.writestr(name, data)
    return path
