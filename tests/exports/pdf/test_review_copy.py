"""The copy to review on paper, and what reviewers said in the plan's own PDF."""

from dataclasses import replace
from decimal import Decimal

import pypdfium2 as pdfium
import pytest

from exports.job import Job
from exports.pdf.look import MARGIN
from exports.pdf.review_copy import write_review_copy
from okrdesk.cards import KeyResult, Objective, Team
from okrdesk.change import Drop, Put, Set
from okrdesk.desk import Refused
from okrdesk.review.by_hand import read_lines, take_down
from okrdesk.review.draft import draft_fields
from okrdesk.review.paper import PaperReviewer
from okrdesk.workshop import Workshop
from tests.exports.pdf.making import with_texts
from tests.exports.pdf.reading import all_text, export, page_texts, squeezed
from tests.okrdesk.small import small_change


@pytest.fixture
def workshop() -> Workshop:
    made = Workshop("w")
    made.apply(small_change().steps)
    return made


def note(workshop, lines):
    change = take_down(workshop, PaperReviewer("Noa Berg", "co"), read_lines(workshop, lines))
    workshop.apply(change.steps)


def copy(workshop, folder, about=("eng", "shop"), team="co"):
    target = folder / "copy.pdf"
    report = write_review_copy(workshop, about, team, target, Job())
    return pdfium.PdfDocument(target), report


def test_every_field_is_there_under_the_name_to_write_it_under(workshop, tmp_path):
    document, report = copy(workshop, tmp_path)
    text = all_text(document)
    for at in draft_fields(workshop, ("eng", "shop")):
        assert at.name in text
        for line in at.words.split("\n"):
            assert line in text or not line.isascii()
    assert "CO-1" not in text  # nobody asked for that draft
    assert "REVIEW COPY · FOR HARBOUR BIKES" in text
    assert "Your name" in text
    assert report.notes == () or "No font" in report.notes[0]


def test_each_team_begins_a_page_and_lines_are_numbered_through(workshop, tmp_path):
    document, _report = copy(workshop, tmp_path)
    texts = page_texts(document)
    assert ["Engineering" in text for text in texts] == [True, False]
    assert ["Shops & Repair" in text for text in texts] == [False, True]
    assert "1 ENG-1 Frames that outlive riders" in texts[0]
    assert "2 ENG-1/story —" in texts[0]
    assert all(f"{n} / 2" in text for n, text in enumerate(texts, 1))


def test_who_reviews_is_named_and_numbers_read_as_people_write_them(workshop, tmp_path):
    result = next(each for each in workshop.all(KeyResult) if each.code == "ENG-1.1")
    goal = Decimal(300000)
    steps = (Set(result.id, "target", result.target, goal), Set(result.id, "unit", result.unit, "EUR"))
    workshop.apply(steps)
    target = tmp_path / "named.pdf"
    write_review_copy(workshop, ("eng",), "co", target, Job(), reviewer=" Noa  Berg ")
    text = all_text(pdfium.PdfDocument(target))
    assert "Your name Noa Berg" in text
    assert "Target: €300,000" in text


def test_what_was_said_stands_beside_its_words(workshop, tmp_path):
    note(workshop, 'ENG-1 "outlive" how long is that?\nENG-1.1/target C too high\nSHOP-1 P')
    document, _report = copy(workshop, tmp_path)
    text = all_text(document)
    assert "outlive¹ riders" in text or "outlive1 riders" in text
    assert "1 · Question · Noa Berg · Harbour Bikes" in text
    assert "how long is that?" in text
    assert "2 · Challenge" in text
    assert "3 · Praise" in page_texts(document)[1]


def test_more_notes_than_a_page_holds_go_on_on_the_next(workshop, tmp_path):
    said = [f"{n} {'much to say ' * 12}" for n in range(60)]
    note(workshop, "\n".join(f"ENG-1 N {text}" for text in said))
    document, _report = copy(workshop, tmp_path, ("eng",))
    text = squeezed(all_text(document))
    assert len(document) > 2
    assert all(squeezed(one) in text for one in (f"{n} much to say" for n in range(60)))
    note_pages = [page for page in page_texts(document) if "Noa Berg" in page]
    assert len(note_pages) == len(document)  # no empty page at the end


def test_notes_that_go_on_stand_side_by_side_and_apart(workshop, tmp_path):
    note(workshop, "\n".join(f"ENG-1 C {n} {'and so on ' * 60}" for n in range(12)))
    document, _report = copy(workshop, tmp_path, ("eng",))
    page = document[1].get_textpage()
    search = page.search("Challenge")
    boxes = []
    while found := search.get_next():
        left, bottom, _right, top = page.get_charbox(found[0])
        boxes.append((round(left, -1), top, top - bottom))
    assert len({left for left, _top, _high in boxes}) == 2  # two columns


def test_of_a_card_that_is_gone_it_is_said(workshop, tmp_path):
    note(workshop, "ENG-1.2 Q Who runs it?")
    workshop.apply((Drop(workshop["k3"]),))
    text = all_text(export(workshop, tmp_path, with_notes=True)[0])
    assert "“Bench runs” (this card is gone)" in text


def test_long_texts_go_on_too(workshop, tmp_path):
    story = " ".join(f"word{n}" for n in range(3_000))
    workshop.apply((Set("o2", "story", workshop["o2"].story, story),))
    document, _report = copy(workshop, tmp_path, ("eng",))
    assert len(document) > 3
    text = squeezed(all_text(document))
    assert all(f"word{n}" in text for n in (0, 700, 1_500, 2_999))


def test_private_objectives_are_left_out(workshop, tmp_path):
    workshop.apply((Put(Objective("secret", "a9", "ENG-9", "eng", "Nobody knows", private=True)),))
    document, _report = copy(workshop, tmp_path)
    assert "Nobody knows" not in all_text(document)


def test_without_a_draft_there_is_nothing_to_review(tmp_path):
    with pytest.raises(Refused, match="no draft"):
        copy(Workshop("w", [Team("t", name="T")]), tmp_path, ("t",), "")
    assert not (tmp_path / "copy.pdf").exists()


def test_the_plan_carries_notes_only_when_asked_to(workshop, tmp_path):
    note(workshop, "ENG-1 how long is that?\nENG-1.1/target C too high\nS-1 N of the pillar")
    plain, _report = export(workshop, tmp_path)
    assert "how long is that?" not in all_text(plain)
    document, _report = export(workshop, tmp_path, with_notes=True)
    text = [page for page in page_texts(document) if "WHAT REVIEWERS SAID" in page][-1]
    assert "1 · S-1 title · Note · Noa Berg · Harbour Bikes of the pillar" in all_text(document)
    assert "2 · ENG-1 title · Question · Noa Berg · Harbour Bikes how long is that?" in text
    assert "3 · ENG-1.1 target · Challenge · Noa Berg" in text


def test_the_numbers_of_notes_stand_in_the_words_and_in_the_margin(workshop, tmp_path):
    note(workshop, 'ENG-1 "outlive" how long is that?\nENG-1.1/target C too high')
    assert "outlive riders" in all_text(export(workshop, tmp_path)[0])
    document, _report = export(workshop, tmp_path, with_notes=True)
    page = next(page for n, page in enumerate(document) if "WHAT REVIEWERS SAID" in page_texts(document)[n])
    text = page.get_textpage()
    assert "outlive¹" in text.get_text_range() or "outlive1" in text.get_text_range()
    assert text.get_text_bounded(left=page.get_width() - MARGIN).split() == ["1", "2"]


NASTY = [
    "مرحبا بالعالم", "\u202eright to left", "🎯 漢字 ≥", "x" * 2_000, "<b>&amp;</b> (\\)",
    "a\ttab\nand lines", "nul \x00 esc \x1b end", "lone \ud800 surrogate", "  ",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text[:12]))
def test_any_text_can_be_set(tmp_path, text):
    plan = with_texts([text] * 3)
    who = PaperReviewer(f"Noa {text}")
    entries = read_lines(plan, "CO-0 C plain\nCO-1 P")
    plan.apply(take_down(plan, who, [replace(entries[0], text=f"said {text}"), entries[1]]).steps)
    document, _report = copy(plan, tmp_path, ("t",), "")
    found = all_text(document)
    assert all(name in found for name in ("CO-0", "CO-1", "CO-2.1", "1 · Challenge", "2 · Praise"))
    if text.isascii() and text.isprintable():
        assert squeezed(text) in squeezed(found)
