"""A review workbook comes back again, corrected or not, or from two people: nothing is doubled or lost."""

import shutil
from pathlib import Path

from openpyxl import load_workbook

from okrdesk.change import Drop, Put
from okrdesk.review import notes as notes_of
from okrdesk.review import threads
from okrdesk.review.merge_counts import Counts, counts_by_reviewer
from okrdesk.review.records import Note, Reply
from okrdesk.review.sheet import preview_of
from tests.exports.excel.review_workbooks import COMMENT, KIND, ROW, WORDING, filled, saved, taken
from tests.okrdesk.small import ANN


def test_taking_it_in_twice_doubles_nothing_and_undo_takes_all_back(workshop, tmp_path):
    before = set(workshop)
    path = filled(workshop, tmp_path, {("ENG-1", "Objective"): {COMMENT: "Why?", KIND: "Question"}})
    preview, _passed = preview_of(workshop, [path, shutil.copy(path, tmp_path / "copy.xlsx")])
    assert (preview.new, len(preview.reviewers)) == (1, 1)
    assert preview.change
    assert preview.change.kind == "merge"
    workshop.apply(preview.change.steps)
    again, _passed = preview_of(workshop, [path])
    assert (again.new, again.here, again.change) == (0, 1, None)
    workshop.apply(tuple(Drop(s.record) for s in reversed(preview.change.steps) if isinstance(s, Put)))
    assert set(workshop) == before


def test_a_corrected_comment_revises_the_note_and_its_thread_stays(workshop, tmp_path):
    first = saved(filled(workshop, tmp_path, {ROW: {KIND: "Question", COMMENT: "Wich?"}}), 1)
    (note,), _passed = taken(workshop, shutil.copy(first, tmp_path / "first.xlsx"))
    workshop.apply(notes_of.reply(workshop, ANN, note, "What do you mean?").steps)
    second = saved(filled(workshop, tmp_path, {ROW: {KIND: "Challenge", COMMENT: "Which?"}}), 2)
    preview, _passed = preview_of(workshop, [second])
    assert (preview.new, preview.updated, preview.here) == (0, 1, 0)
    (now,), _passed = taken(workshop, second)
    assert (now.id, now.kind, now.text, now.rev) == (note.id, "challenge", "Which?", 2)
    assert now.at == "2025-06-02T08:00:00+00:00"
    assert [r.text for r in threads.thread(workshop, now).replies] == ["What do you mean?"]
    for again in ([second], [tmp_path / "first.xlsx"], [second, tmp_path / "first.xlsx"]):
        assert preview_of(workshop, again)[0].change is None  # nor does an older copy undo it


def test_a_corrected_workbook_dropped_together_with_the_first_one_revises(workshop, tmp_path):
    first = saved(filled(workshop, tmp_path, {ROW: {COMMENT: "Wich?"}}), 1)
    first = Path(shutil.copy(first, tmp_path / "first.xlsx"))
    taken(workshop, first)
    second = saved(filled(workshop, tmp_path, {ROW: {COMMENT: "Which?"}}), 2)
    (note,), _passed = taken(workshop, second, first)
    assert note.text == "Which?"


def test_two_people_with_copies_of_one_workbook_are_two(workshop, tmp_path):
    cells = {("ENG-1", "Objective"): {COMMENT: "Why?"}}
    for name in ("Noa Berg", "Ola Fors"):
        folder = tmp_path / name
        folder.mkdir()
        notes, _passed = taken(workshop, filled(workshop, folder, cells, name))
    assert len(notes) == 2
    assert {threads.byline(workshop, note.key, "", None) for note in notes} == {"Noa Berg", "Ola Fors"}


def test_two_people_under_one_name_keep_both_what_they_wrote(workshop, tmp_path):
    """Copies of one workbook, filled in by two who left the name as it was, come back together."""
    paths = []
    for n, text in enumerate(("Which?", "Whose?")):
        (tmp_path / f"{n}").mkdir()
        paths.append(filled(workshop, tmp_path / f"{n}", {ROW: {COMMENT: text}}))
    notes, _passed = taken(workshop, *paths)
    assert {note.text for note in notes} == {"Which?", "Whose?"}
    for again in (paths, paths[:1], paths[1:], paths[::-1]):
        assert preview_of(workshop, again)[0].change is None


def test_a_row_that_was_copied_to_say_more_keeps_both(workshop, tmp_path):
    path = filled(workshop, tmp_path, {ROW: {COMMENT: "first"}})
    book = load_workbook(path)
    sheet = book["Review"]
    row = next(row for row in sheet.iter_rows(min_row=2, values_only=True) if row[5] == "first")
    sheet.append([*row[:5], "second", *row[6:]])
    book.save(path)
    notes, _passed = taken(workshop, path)
    assert {note.text for note in notes} == {"first", "second"}
    assert preview_of(workshop, [path])[0].change is None


# ---------------------------------------------------------------- what was deleted
OTHER = ("SHOP-1", "Objective")
TOLD = "no longer says what was taken in"


def came(workshop, folder, when, cells):
    """The workbook with these comments by row, saved then, as a file of its own."""
    path = saved(filled(workshop, folder, {row: {COMMENT: text} for row, text in cells.items()}), when)
    return Path(shutil.copy(path, folder / f"{len(list(folder.iterdir()))}.xlsx"))


def standing(workshop):
    return sorted(note.text for note in workshop.all(Note) if not note.withdrawn)


def test_a_deleted_comment_is_taken_back_by_the_newer_workbook(workshop, tmp_path):
    first = came(workshop, tmp_path, 1, {ROW: "Why?", OTHER: "Who?"})
    second = came(workshop, tmp_path, 2, {OTHER: "Who?"})
    taken(workshop, first)
    gone = next(note for note in workshop.all(Note) if note.text == "Why?")
    workshop.apply(notes_of.reply(workshop, ANN, gone, "Because.").steps)
    preview, passed = preview_of(workshop, [second])
    assert (preview.withdrawn, preview.here, passed) == (1, 1, ())
    assert counts_by_reviewer(workshop, preview)[gone.key] == Counts(withdrawn=1, here=1)
    taken(workshop, second)
    assert standing(workshop) == ["Who?"]
    now = workshop[gone.id]
    assert (now.withdrawn, now.text, now.rev, now.at) == (True, "Why?", 2, "2025-06-02T08:00:00+00:00")
    assert workshop.count(Reply) == 1  # it is there again, should the note be
    assert preview_of(workshop, [first, second])[0].change is None


def test_together_with_the_first_one_the_newer_workbook_takes_back_as_well(workshop, tmp_path):
    first = came(workshop, tmp_path, 1, {ROW: "Why?", OTHER: "Who?"})
    taken(workshop, first)
    taken(workshop, came(workshop, tmp_path, 2, {OTHER: "Who?"}), first)
    assert standing(workshop) == ["Who?"]


def test_a_time_to_come_tells_nothing(workshop, tmp_path):
    taken(workshop, came(workshop, tmp_path, 1, {ROW: "Why?", OTHER: "Who?"}))
    _notes, passed = taken(workshop, came(workshop, tmp_path, "2999-01-01T00:00:00Z", {OTHER: "Who?"}))
    assert standing(workshop) == ["Who?", "Why?"]
    (sentence,) = passed
    assert sentence.startswith("Row 2 no longer says what was taken in from it before.")


def test_a_row_that_was_deleted_or_cannot_be_read_takes_nothing_back(workshop, tmp_path):
    taken(workshop, came(workshop, tmp_path, 1, {ROW: "Why?", OTHER: "Who?"}))
    for n, alter in enumerate((_without_the_row, _with_a_formula, _without_the_seal)):
        book = load_workbook(came(workshop, tmp_path, 2, {OTHER: "Who?"}))
        alter(book["Review"])
        book.save(tmp_path / f"altered {n}.xlsx")
        _notes, passed = taken(workshop, saved(tmp_path / f"altered {n}.xlsx", 3))
        assert standing(workshop) == ["Who?", "Why?"]
        assert sum(TOLD in sentence for sentence in passed) == (n > 0)


def _without_the_row(sheet):
    sheet.delete_rows(2)


def _with_a_formula(sheet):
    sheet[f"{COMMENT}2"] = "=1+1"


def _without_the_seal(sheet):
    sheet["L2"] = None


def test_of_a_row_only_what_was_deleted_is_taken_back(workshop, tmp_path):
    long = "many words " * 2_900
    cells = {ROW: {KIND: "Question", COMMENT: "Why?", WORDING: "Frames"}, OTHER: {COMMENT: long}}
    taken(workshop, saved(filled(workshop, tmp_path, cells), 1))
    parts = standing(workshop)
    assert [len(text) for text in parts] == [0, 4, 20_000, len(long.strip()) - 20_000]
    cells = {ROW: {KIND: "Question", COMMENT: "Why?"}, OTHER: {COMMENT: long[:19_000]}}
    preview, _passed = preview_of(workshop, [saved(filled(workshop, tmp_path, cells), 2)])
    assert (preview.updated, preview.withdrawn, preview.here) == (1, 2, 1)
    taken(workshop, tmp_path / "review.xlsx")
    assert standing(workshop) == ["Why?", long[:19_000].strip()]
