"""A review workbook goes out, is filled in, and comes back: nothing that was written is lost."""

import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from exports.excel import write_workbook
from exports.excel.review_workbook import write_review_workbook
from exports.job import Job
from okrdesk.cards import KeyResult
from okrdesk.change import Drop, Put, Set
from okrdesk.review import threads
from okrdesk.review.packet import read_packet
from okrdesk.review.packing import pack
from okrdesk.review.records import Note, Progress, Round
from okrdesk.review.sheet import is_review_workbook, preview_of
from tests.exports.excel.reading import parts
from tests.exports.excel.review_workbooks import (
    ABOUT,
    COMMENT,
    INVITATION,
    KIND,
    NASTY,
    WEEK,
    WORDING,
    add_cards,
    filled,
    fresh,
    taken,
    write,
)
from tests.exports.excel.test_libre_office import SOFFICE, convert
from tests.okrdesk.review.packets import person
from tests.okrdesk.small import RECORDS


def test_every_field_with_words_has_a_row_and_no_other_draft_is_shown(workshop, tmp_path):
    sheet = load_workbook(write(workshop, tmp_path))["Review"]
    rows = {(row[1].value, row[2].value): row[3].value for row in sheet.iter_rows(min_row=2)}
    assert rows["ENG-1", "Objective"] == "Frames that outlive riders"
    assert rows["ENG-1", "Story"] is None  # asked for, though nothing stands there
    assert rows["ENG-1.1", "Target"] == "3"
    assert rows["ENG-1.2", "Due"] == "end of August"
    assert rows["SHOP-1", "Story"] == "line one\nline two"
    assert {"CO-1", "CO-1.1", "SHOP-2"}.isdisjoint(code for code, _what in rows)  # not asked about; parked
    assert all(sheet.column_dimensions[letter].hidden for letter in "IJKL")


def test_what_is_typed_becomes_notes(workshop, tmp_path):
    path = filled(workshop, tmp_path, {
        ("ENG-1", "Objective"): {KIND: "Challenge", COMMENT: "Whose frames?"},
        ("ENG-1", "Story"): {COMMENT: "Where is the story?"},
        ("ENG-1.1", "Key result"): {WORDING: "Cracked frames a month"},
        ("ENG-1.1", "Target"): {KIND: "We rely on this", WEEK: 6},
        ("SHOP-1", "Objective"): {KIND: "Praise"},
    }, "Noa Berg")  # fmt: skip
    notes, passed = taken(workshop, path)
    found = {(note.card, note.field): (note.kind, note.text, note.wording, note.by_week) for note in notes}
    assert found == {
        ("o2", "title"): ("challenge", "Whose frames?", "", None),
        ("o2", "story"): ("note", "Where is the story?", "", None),
        ("k2", "text"): ("suggestion", "", "Cracked frames a month", None),
        ("k2", "target"): ("reliance", "", "", 6),
        ("o3", "title"): ("praise", "", "", None),
    }
    assert passed == ()
    assert {(note.team, note.about, note.seq) for note in notes} == {("co", "eng", 3), ("co", "shop", 3)}
    assert {note.card: note.read for note in notes}["o3"] == workshop["o3"].title
    assert threads.byline(workshop, notes[0].key, "", None) == "Noa Berg"
    assert {(p.about, p.stage) for p in workshop.all(Progress)} == {(t, "submitted") for t in ABOUT}


def test_sorted_rows_moved_columns_and_rows_of_their_own_do_no_harm(workshop, tmp_path):
    path = filled(workshop, tmp_path, {
        ("ENG-1", "Objective"): {COMMENT: "first"},
        ("SHOP-1", "Story"): {COMMENT: "last"},
    })  # fmt: skip
    straight, _passed = taken(fresh(), path)
    book = load_workbook(path)
    sheet = book["Review"]
    del sheet.tables["Review"]
    rows = list(sheet.iter_rows(values_only=True))
    sheet.delete_rows(1, len(rows))
    sheet.append(["Our own heading"])
    for header, *row in [rows[0], *sorted(rows[1:], key=str, reverse=True)]:
        sheet.append([*row, "a column of our own", header])
    sheet.append(["", "", "", "a remark", "between", "rows"])
    sheet["L2"].value = rows[0][0]
    book.save(path)
    notes, passed = taken(workshop, path)
    assert {replace(note, at="", clock=0) for note in notes} == {
        replace(note, at="", clock=0) for note in straight
    }
    assert "belongs to no card" in passed[0]
    assert len(passed) == 2
    assert "none of the review’s" in passed[1]


TYPED = [
    ("QUESTION", "question", "x"), (" risk ", "risk", "x"), ("Blocker", "blocker", "x"),
    ("duplicate", "overlap", "x"), ("q", "question", "x"), ("we need", "reliance", "x"),
    ("", "note", "x"), ("Hmm", "note", "Hmm: x"), ("We-rely on this", "reliance", "x"),
]  # fmt: skip


def test_kinds_are_understood_as_people_type_them(workshop, tmp_path):
    cells = add_cards(workshop, ["x"] * len(TYPED))
    for (kind, _meant, _text), cell in zip(TYPED, cells.values(), strict=True):
        cell |= {KIND: kind, COMMENT: "x"}
    notes, passed = taken(workshop, filled(workshop, tmp_path, cells))
    found = {note.card: (note.kind, note.text) for note in notes}
    assert [found[f"n{n}"] for n in range(len(TYPED))] == [(kind, text) for _typed, kind, text in TYPED]
    (warned,) = passed
    assert re.fullmatch(r"Cell E\d+: “Hmm” is none of the kinds; it was put before the comment.", warned)


def test_a_comment_of_another_kind_and_other_words_are_two_notes(workshop, tmp_path):
    cell = {KIND: "Question", COMMENT: "Which?", WORDING: "Bike frames", WEEK: "soon"}
    cells = {("ENG-1", "Objective"): cell}
    notes, _passed = taken(workshop, filled(workshop, tmp_path, cells))
    assert sorted((note.kind, note.text, note.wording) for note in notes) == [
        ("question", "Which?\nBy week: soon", ""), ("suggestion", "", "Bike frames"),
    ]  # fmt: skip


def test_words_that_were_written_over_are_a_suggestion(workshop, tmp_path):
    path = filled(workshop, tmp_path, {("ENG-1.1", "Key result"): {"D": "Cracks in new frames"}})
    (note,), _passed = taken(workshop, path)
    assert (note.kind, note.read, note.wording) == ("suggestion", "Cracks", "Cracks in new frames")


def test_texts_come_back_as_typed(workshop, tmp_path):
    cells = add_cards(workshop, NASTY)
    for text, cell in zip(NASTY, cells.values(), strict=True):
        cell |= {COMMENT: text, WORDING: f"{text}!"}
    path = filled(workshop, tmp_path, cells)
    notes, passed = taken(workshop, path)
    for n, text in enumerate(NASTY):
        mine = [note for note in notes if note.card == f"n{n}"]
        assert {note.text for note in mine if note.text} == {text.strip()}
        assert {note.wording for note in mine if note.wording} == {f"{text}!".strip()}
        assert {note.read for note in mine} == {text}
    assert passed == ()
    for _name, xml in parts(path, "xl/worksheets/"):
        assert not re.search(r"<f[\s>/]", xml)


def test_a_very_long_comment_is_all_there(workshop, tmp_path):
    text = "many words " * 2_900
    notes, _passed = taken(workshop, filled(workshop, tmp_path, {("ENG-1", "Objective"): {COMMENT: text}}))
    assert "".join(note.text for note in sorted(notes, key=lambda note: note.clock)) == text.strip()
    assert max(len(note.text) for note in notes) <= 20_000


def test_a_row_of_a_deleted_card_waits_in_the_tray(workshop, tmp_path):
    path = filled(workshop, tmp_path, {("ENG-1.2", "Key result"): {COMMENT: "Who runs it?"}})
    workshop.apply((Drop(workshop["k3"]),))
    preview, _passed = preview_of(workshop, [path])
    assert (preview.new, preview.changed) == (1, 1)
    taken(workshop, path)
    (lost,) = threads.orphans(workshop, "eng")
    assert (lost.note.text, lost.note.read) == ("Who runs it?", "Bench runs")


def test_what_was_read_stays_when_the_draft_goes_on(workshop, tmp_path):
    path = filled(workshop, tmp_path, {("ENG-1", "Objective"): {COMMENT: "Why frames?"}})
    workshop.apply((Set("o2", "title", workshop["o2"].title, "Bikes that last"),))
    preview, _passed = preview_of(workshop, [path])
    assert preview.changed == 1
    (note,), _passed = taken(workshop, path)
    assert note.read == "Frames that outlive riders"


def test_private_until_submitted_does_not_hide_what_came_back(workshop, tmp_path):
    workshop.apply((Put(Round("r")), Set("inv", "round", "", "r")))
    path = tmp_path / "r.xlsx"
    write_review_workbook(workshop, workshop["inv"], path, Job())
    book = load_workbook(path)
    book["Review"]["F2"] = "Why?"
    book.save(path)
    (note,), _passed = taken(workshop, path)
    assert note.round == "r"
    assert threads.visible(workshop, note, "somebody else")


def test_what_came_back_can_be_shown_to_other_reviewers_in_packets(workshop, tmp_path):
    text = "many words " * 2_900
    cells = {
        ("ENG-1", "Objective"): {COMMENT: text, WORDING: "Frames\tfor life"},
        ("ENG-1", "Story"): {WEEK: 6},
    }
    taken(workshop, filled(workshop, tmp_path, cells, "Noa  Berg\n"))
    data = pack(workshop, person("Ann"), replace(INVITATION, id="other", team="shop", about=("eng",)), 9)
    shown = [record for record in read_packet(data).sent.records if isinstance(record, Note)]
    assert {note.id for note in shown} == {note.id for note in workshop.all(Note)}


def test_a_review_workbook_is_known_at_a_glance(workshop, tmp_path):
    assert is_review_workbook(write(workshop, tmp_path))
    write_workbook(workshop, tmp_path / "plan.xlsx", Job())
    (tmp_path / "no.xlsx").write_bytes(b"PK")
    for name in ("plan.xlsx", "no.xlsx", "missing.xlsx"):
        assert not is_review_workbook(tmp_path / name)


@pytest.mark.lib_office
@pytest.mark.timeout(180)
@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
def test_filled_in_with_libre_office_nothing_is_lost(workshop, tmp_path):
    """Out, through LibreOffice, filled in, through LibreOffice twice more, in."""
    texts = [*NASTY, "_x0041_"]
    add_cards(workshop, [*texts, "tab\tin it"])
    titles = {f"n{n}": text for n, text in enumerate(texts)}
    path = write(workshop, tmp_path)
    convert(path, "ods", tmp_path)
    (tmp_path / "back").mkdir()
    convert(tmp_path / "review.ods", "xlsx", tmp_path / "back")
    filled_in = tmp_path / "back" / "review.xlsx"
    book = load_workbook(filled_in)
    sheet = book["Review"]
    row_of = {(row[8].value, row[9].value): row[0].row for row in sheet.iter_rows(min_row=2)}
    for n, text in enumerate(texts):
        for column, typed in ((KIND, "question"), (COMMENT, text), (WORDING, f"{text}?")):
            cell = sheet[f"{column}{row_of[f'n{n}', 'title']}"]
            cell.value, cell.data_type = typed.replace("_x0041_", "_x005F_x0041_"), "s"
    sheet[f"{COMMENT}{row_of['k3', 'text']}"] = "of a card that goes"
    sheet[f"{COMMENT}{row_of['o2', 'story']}"] = "=1+1"
    sheet["N1"], sheet["N3"] = "Our column", "ours"
    book["Read me"]["B5"] = "Noa Berg"
    book.save(filled_in)
    convert(filled_in, "ods", tmp_path)
    (tmp_path / "again").mkdir()
    convert(tmp_path / "review.ods", "xlsx", tmp_path / "again")
    workshop.apply((Drop(workshop["k3"]),))
    notes, passed = taken(workshop, tmp_path / "again" / "review.xlsx")
    said = {(note.card, note.text or note.wording) for note in notes}
    expected = {(f"n{n}", typed.strip()) for n, text in enumerate(texts) for typed in (text, f"{text}?")}
    assert said == expected | {("k3", "of a card that goes")}
    assert {note.card: note.read for note in notes} == {
        **titles, "k3": next(r.text for r in RECORDS if isinstance(r, KeyResult) and r.id == "k3"),
    }  # fmt: skip
    assert [lost.note.card for lost in threads.orphans(workshop, "eng")] == ["k3"]
    assert len(passed) == 2
    assert "a formula is not taken in (=1+1)" in passed[0]
    assert "“Our column”" in passed[1]
    assert threads.byline(workshop, notes[0].key, "", None) == "Noa Berg"
    assert workshop.count(KeyResult) == 2
