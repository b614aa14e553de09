"""A review workbook comes back again, corrected or not, or from two people: nothing is doubled or lost."""

import shutil
from pathlib import Path

from openpyxl import load_workbook

from okrdesk.change import Drop, Put
from okrdesk.review import notes as notes_of
from okrdesk.review import threads
from okrdesk.review.sheet import preview_of
from tests.exports.excel.review_workbooks import COMMENT, KIND, ROW, filled, saved, taken
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
    assert now.at == "2026-06-02T08:00:00+00:00"
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
