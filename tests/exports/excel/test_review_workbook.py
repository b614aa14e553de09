"""A review workbook goes out, is filled in, and comes back: nothing that was written is lost or doubled."""

import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.excel import write_workbook
from exports.excel.review_workbook import write_review_workbook
from exports.job import Job
from okrdesk.cards import KeyResult, Objective, Team
from okrdesk.change import Drop, Put, Set
from okrdesk.desk import Refused
from okrdesk.profile import Profile, _fresh_key
from okrdesk.review import notes as notes_of
from okrdesk.review import threads
from okrdesk.review.form import PacketRefused
from okrdesk.review.packet import read_packet
from okrdesk.review.packing import pack
from okrdesk.review.records import Invitation, Note, Progress, Round
from okrdesk.review.sheet import is_review_workbook, preview_of, read_review_workbook
from okrdesk.workshop import Workshop
from tests.exports.excel.reading import parts
from tests.exports.excel.test_libre_office import SOFFICE, convert
from tests.okrdesk.small import ANN, RECORDS, small_change

ABOUT = ("eng", "shop")
INVITATION = Invitation("inv", "", "co", ABOUT, "Mira Sand", "2026-06-01T08:00:00+00:00", 3)
KIND, COMMENT, WORDING, WEEK = "EFGH"
NASTY = [
    "=1+1", "+1", "-1", "@x", "#N/A", "🎯 漢字 ≥", "TRUE", "<b>&", "'quoted", "two\nlines", "1E5",
    "\u202eright to left", "مرحبا بالعالم", "x" * 20_000, "00042", "2027-01-04", "  inside  spaces  ",
]  # fmt: skip


@pytest.fixture
def workshop() -> Workshop:
    return fresh()


def fresh() -> Workshop:
    made = Workshop("w")
    made.apply(small_change().steps)
    made.apply((Put(INVITATION),))
    return made


def write(workshop, folder):
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


def test_two_people_with_copies_of_one_workbook_are_two(workshop, tmp_path):
    cells = {("ENG-1", "Objective"): {COMMENT: "Why?"}}
    for name in ("Noa Berg", "Ola Fors"):
        folder = tmp_path / name
        folder.mkdir()
        notes, _passed = taken(workshop, filled(workshop, folder, cells, name))
    assert len(notes) == 2
    assert {threads.byline(workshop, note.key, "", None) for note in notes} == {"Noa Berg", "Ola Fors"}


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


def add_cards(workshop, titles):
    """Add an objective for each title; empty cells to fill in for each."""
    cards = [Objective(f"n{n}", f"b{n:02}", f"ENG-{n + 10}", "eng", title) for n, title in enumerate(titles)]
    workshop.apply(tuple(Put(card) for card in cards))
    return {(card.code, "Objective"): {} for card in cards}


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


ROW = ("ENG-1", "Objective")


def saved(path, day):
    """The workbook as if it had been saved on a day of June 2026."""
    book = load_workbook(path)
    # openpyxl writes the time of saving over it.
    book.save(path)
    with zipfile.ZipFile(path) as old:
        parts_ = {name: old.read(name) for name in old.namelist()}
    core = parts_["docProps/core.xml"].decode()
    time = f"2026-06-{day:02}T08:00:00Z"
    core = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{time}", core)
    with zipfile.ZipFile(path, "w") as new:
        for name, data in (parts_ | {"docProps/core.xml": core.encode()}).items():
            new.writestr(name, data)
    return path


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
    profile = Profile("a", "Ann", "A", *_fresh_key())
    data = pack(workshop, profile, replace(INVITATION, id="other", team="shop", about=("eng",)), 9)
    shown = [record for record in read_packet(data).sent.records if isinstance(record, Note)]
    assert {note.id for note in shown} == {note.id for note in workshop.all(Note)}


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


def test_a_review_workbook_is_known_at_a_glance(workshop, tmp_path):
    assert is_review_workbook(write(workshop, tmp_path))
    write_workbook(workshop, tmp_path / "plan.xlsx", Job())
    (tmp_path / "no.xlsx").write_bytes(b"PK")
    for name in ("plan.xlsx", "no.xlsx", "missing.xlsx"):
        assert not is_review_workbook(tmp_path / name)


def test_of_several_workbooks_it_is_said_in_which_a_row_was_passed_over(workshop, tmp_path):
    path = filled(workshop, tmp_path, {("ENG-1", "Objective"): {KIND: "Risk"}})
    _preview, passed = preview_of(workshop, [path, shutil.copy(path, tmp_path / "b.xlsx")])
    assert [sentence.split(":")[0] for sentence in passed] == ["review.xlsx", "b.xlsx"]


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
