"""What reviewers said goes out with the workbook when that is asked for, and only what everybody may see."""

import pytest
from openpyxl import load_workbook

from exports.excel import write_workbook
from exports.job import Job
from okrdesk.cards import Author
from okrdesk.change import Drop, Put, Set
from okrdesk.review import notes
from okrdesk.review.by_hand import read_lines, take_down
from okrdesk.review.notes import Reviewing, Spot
from okrdesk.review.paper import PaperReviewer
from okrdesk.review.records import Note, Progress, Round
from okrdesk.workshop import Workshop
from tests.exports.excel.reading import everything
from tests.okrdesk.small import ANN, small_change

LINES = """ENG-1 Is this weekly?
ENG-1.1 C "Cracks" which ones
ENG-1 S Frames for life
ENG-1.1/target too high
SHOP-1/story P"""


@pytest.fixture
def workshop() -> Workshop:
    made = Workshop("w")
    made.apply(small_change().steps)
    made.apply(take_down(made, PaperReviewer("Noa Berg", "shop", "r"), read_lines(made, LINES)).steps)
    made.apply((Put(Round("r", name="One")),))
    return made


def comments(workshop, folder):
    write_workbook(workshop, folder / "plan.xlsx", Job(), with_notes=True)
    return everything(folder / "plan.xlsx")["Comments"]


def test_words_that_changed_as_was_suggested_are_not_said_to_have_changed(workshop, tmp_path):
    (note,) = (note for note in workshop.all(Note) if note.kind == "suggestion")
    workshop.apply(notes.accept(workshop, ANN, note).steps)
    (row,) = (row for row in comments(workshop, tmp_path) if row["Kind"] == "Suggestion")
    assert (row["These words now"], row["State"]) == ("changed as suggested", "Accepted")


def test_without_being_asked_for_there_is_none_of_it(workshop, tmp_path):
    write_workbook(workshop, tmp_path / "plan.xlsx", Job())
    book = load_workbook(tmp_path / "plan.xlsx")
    assert "Comments" not in book.sheetnames
    assert not any(cell.comment for sheet in book for row in sheet for cell in row)


def test_a_row_for_each_note_and_reply_with_what_became_of_it(workshop, tmp_path):
    of = {note.kind: note for note in workshop.all(Note)}
    workshop.apply(notes.reply(workshop, ANN, of["question"], "Yes, on Mondays", team="eng").steps)
    workshop.apply(notes.settle(workshop, ANN, of["question"]).steps)
    workshop.apply(notes.decline(workshop, ANN, of["suggestion"], "Too bold").steps)
    rows = comments(workshop, tmp_path)
    said = [(row["No."], row["Card"], row["Kind"], row.get("Text"), row.get("State")) for row in rows]
    assert said == [
        (1, "ENG-1", "Question", "Is this weekly?", "Settled"),
        (1, "ENG-1", "Reply", "Yes, on Mondays", None),
        (2, "ENG-1", "Suggestion", None, "Declined"),
        (3, "ENG-1.1", "Challenge", "which ones", "Open"),
        (4, "ENG-1.1", "Note", "too high", "Open"),
        (5, "SHOP-1", "Praise", None, None),
    ]
    assert (rows[0]["Who"], rows[1]["Who"]) == ("Noa Berg", "Ann Okoro")
    assert (rows[0]["Team"], rows[1]["Team"]) == ("Shops & Repair", "Engineering")
    assert rows[0]["How it was answered"] == "Settled by Ann Okoro"
    assert (rows[2]["Suggested wording"], rows[2]["How it was answered"]) == (
        "Frames for life", "Declined by Ann Okoro: Too bold",
    )  # fmt: skip
    assert rows[3]["Words it is about"] == "Cracks"
    assert {row["Thread id"] for row in rows} == {note.id for note in workshop.all(Note)}


def test_the_cells_that_were_spoken_of_bear_notes(workshop, tmp_path):
    write_workbook(workshop, tmp_path / "plan.xlsx", Job(), with_notes=True)
    ws = load_workbook(tmp_path / "plan.xlsx")["OKRs"]
    heads = {cell.column: cell.value for cell in ws[1]}
    found = {(heads[c.column], c.value): c.comment.text for row in ws for c in row if c.comment}
    assert {(head, value) for head, value in found if head != "To"} == {
        ("Objective", "Frames that outlive riders"), ("Key result", "Cracks"),
        ("Story", "line one\nline two"),
    }  # fmt: skip
    assert "“Cracks”\nwhich ones" in found["Key result", "Cracks"]
    assert "Is this weekly?" in found["Objective", "Frames that outlive riders"]
    assert "Suggested: Frames for life" in found["Objective", "Frames that outlive riders"]
    assert [value for head, value in found if head == "To"] == [3]


def test_what_is_private_still_is_not_handed_out_and_names_stay_off(workshop, tmp_path):
    other = Author("bob", "Bob Lindqvist")
    spot = Spot("o1", "title")
    workshop.apply(notes.add_note(workshop, other, Reviewing("r", "co"), spot, "risk", "Unsent").steps)
    assert "Unsent" not in [row.get("Text") for row in comments(workshop, tmp_path)]
    workshop.apply((Set("r", "open_from_start", False, True), Set("r", "names_shown", True, False)))
    rows = comments(workshop, tmp_path)
    assert "Unsent" in [row.get("Text") for row in rows]
    assert not any("Who" in row for row in rows)
    assert {row["Team"] for row in rows} == {"Shops & Repair", "Harbour Bikes"}
    assert workshop.count(Progress)


def test_notes_of_a_card_that_is_gone_are_there_with_its_words(workshop, tmp_path):
    workshop.apply((Drop(workshop["k2"]),))
    lost = [row for row in comments(workshop, tmp_path) if row["These words now"] == "the card is gone"]
    assert [(row["Words it is about"], row["Text"]) for row in lost] == [
        ("Cracks", "which ones"), ("3", "too high"),
    ]  # fmt: skip
