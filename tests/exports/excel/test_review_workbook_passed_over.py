"""What in a review workbook is not taken in, or not as it stands there, is named."""

import re
import shutil

from openpyxl import load_workbook

from okrdesk.change import Set
from okrdesk.review.sheet import preview_of
from tests.exports.excel.review_workbooks import (
    COMMENT,
    KIND,
    ROW,
    WORDING,
    filled,
    fresh,
    taken,
)


def test_formulas_are_ignored_and_said(workshop, tmp_path):
    path = filled(workshop, tmp_path, {("ENG-1", "Objective"): {KIND: "Risk", WORDING: "Frames last"}})
    book = load_workbook(path)
    book["Review"][f"{COMMENT}2"] = '=HYPERLINK("https://example.org")'
    book["Review"]["M2"] = "=1+1"
    book.save(path)
    notes, passed = taken(workshop, path)
    assert [(note.kind, note.wording) for note in notes] == [("suggestion", "Frames last")]
    assert passed[0].startswith("Cell F2: a formula is not taken in (=HYPERLINK")
    assert passed[1] == "Row 2 was passed over: “Risk” without a comment says nothing."


def test_columns_and_sheets_of_their_own_are_named(workshop, tmp_path):
    path = filled(workshop, tmp_path, {ROW: {COMMENT: "Why?"}})
    book = load_workbook(path)
    book["Review"]["M1"], book["Review"]["M3"], book["Review"]["N4"] = "Ours", "mine", "nameless"
    book.create_sheet("Jottings")["B2"] = "to do"
    book.create_sheet("Empty")
    book.save(path)
    notes, passed = taken(workshop, path)
    assert len(notes) == 1
    assert [re.findall("“(.*)”", sentence)[0] for sentence in passed] == ["Ours", "N", "Jottings"]


def test_remarks_on_the_first_sheet_are_named(workshop, tmp_path):
    path = filled(workshop, tmp_path, {ROW: {COMMENT: "Why?"}}, "Noa Berg")
    assert preview_of(workshop, [path])[1] == ()  # our own words and the name are none
    book = load_workbook(path)
    front = book["Read me"]
    front["C5"], front["D2"] = "of Sales", "I read half of it."
    front["B40"] = "All in all: bold!\n" + "x" * 400
    front["B9"] = f"{front['B9'].value} Which ones?"
    book.save(path)
    notes, passed = taken(workshop, path)
    assert [note.text for note in notes] == ["Why?"]
    said = "Cell {} of the sheet “Read me” was not taken in: “{}”"
    assert passed[:2] == (said.format("D2", "I read half of it."), said.format("C5", "of Sales"))
    assert passed[2].startswith("Cell B9 ")
    assert "Which ones?" in passed[2]
    assert passed[3].startswith("Cell B40 of the sheet “Read me” was not taken in: “All in all: bold! xxx")
    assert len(passed) == 4
    assert len(passed[3]) < 400


def test_words_without_their_seal_are_no_suggestion(workshop, tmp_path):
    """The hidden column was deleted, or the words were too long for it: nobody wrote them anew."""
    workshop.apply((Set("o3", "story", workshop["o3"].story, "".join(map(chr, range(0x4E00, 0x9E00)))),))
    path = filled(workshop, tmp_path, {ROW: {COMMENT: "Why?"}})
    (note,), _passed = taken(fresh(), path)
    assert (note.kind, note.text) == ("note", "Why?")
    book = load_workbook(path)
    book["Review"].delete_cols(12)
    book.save(path)
    (note,), _passed = taken(fresh(), path)
    assert (note.kind, note.read) == ("note", workshop["o2"].title)


def test_what_belongs_to_no_card_and_lies_too_far_down_is_named(workshop, tmp_path):
    path = filled(workshop, tmp_path, {ROW: {COMMENT: "Why?"}})
    book = load_workbook(path)
    book["Review"]["F99"], book["Review"]["F5200"] = "far " * 900, "beyond"
    book.save(path)
    notes, passed = taken(workshop, path)
    assert len(notes) == 1
    assert passed[0].startswith("Row 99 was passed over: it belongs to no card: “far far")
    assert len(passed[0]) < 400
    assert "Only 5,000 rows" in passed[1]


def test_facts_that_somebody_wrote_over_do_no_harm(workshop, tmp_path):
    path = filled(workshop, tmp_path, {("ENG-1", "Objective"): {COMMENT: "Why?"}})
    book = load_workbook(path)
    for row in book["okrdesk"].iter_rows(min_row=3):
        if row[0].value in ("seq", "about", "round", "team", "reviewer"):
            row[1].value = "=" + "x" * 500 if row[0].value == "round" else "x" * 500  # type: ignore[misc]
    for row in book["Review"].iter_rows(min_row=2):
        row[11].value = "no seal"  # type: ignore[misc]
    book.save(path)
    (note,), _passed = taken(workshop, path)
    assert (note.text, note.seq, note.read, note.about) == ("Why?", 0, workshop["o2"].title, "eng")
    assert (note.team, note.round) == ("", "")


def test_of_several_workbooks_it_is_said_in_which_a_row_was_passed_over(workshop, tmp_path):
    path = filled(workshop, tmp_path, {("ENG-1", "Objective"): {KIND: "Risk"}})
    _preview, passed = preview_of(workshop, [path, shutil.copy(path, tmp_path / "b.xlsx")])
    assert [sentence.split(":")[0] for sentence in passed] == ["review.xlsx", "b.xlsx"]
