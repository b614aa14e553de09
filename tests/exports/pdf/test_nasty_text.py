"""Whatever people type comes out as they typed it."""

import re
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrdesk.cards import KeyResult, Objective
from okrdesk.edits import ranks
from tests.exports.pdf.making import one_objective, renamed, with_texts, workshop_of
from tests.exports.pdf.reading import all_text, dangers, export, page_texts, squeezed

CHECKS = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
PAYLOADS = [
    "<b>bold</b> & <i>unclosed",
    "5 < 10 > 3 &amp; &lt;b&gt;",
    '<img src="/etc/hostname"/>',
    '<img src="http://127.0.0.1:9/x.png"/>',
    '<a href="javascript:app.alert(1)">click</a>',
    '<a href="file:///etc/passwd">click</a>',
    "<para><font color=\"[[[getattr(pow, Word('__globals__'))]]]\">x</font></para>",
    "(unbalanced ) \\( paren \\) \\101 \\",
    ") Tj ET Q 1 0 0 rg (injected",
    "endstream endobj 1 0 obj",
    "<</Type/Action/S/URI/URI(http://example.com)>>",
    "%PDF-1.7 % comment",
    "{{ braces }} {format} %s %(name)s",
    '=HYPERLINK("http://example.com")',
    "https://example.com/a?b=c&d=e#f",
    "tab\tand  two spaces",
    "quotes \" ' “ ” ‘ ’ « » „",
    "dashes - – — ‑ minus −",
    "22% → 90% ≥ 4.8 ≤ 450 ms ≠ ± × ÷ ∞ √ ∑",
    "Petřova Łódź Ångström naïve Žižek ẞ ğ İ ı",
    "Ελληνικά Русский Українська",
    "€ £ ¥ ₹ ₩ ₿ ™ © ½ m² CO₂",
]
SCRIPTS = [
    "中文字符测试漢字",
    "ひらがなカタカナ漢字",
    "한국어 텍스트",
    "שלום עולם",
    "مرحبا بالعالم السلام عليكم",
    "हिन्दी में लिखी किताब",
    "กำลังใจที่ดี",
    "🎯 🚀 ✅ ⚡ 👍🏽 👩‍👩‍👧",
    "n̈ a̱ combining",
    "شيء پچگ لأ ئ ؤ آ بالعالم",
    "שלום (עולם)",
    "श्री क्षत्रिय",
    "น้ำ ปู่ ที่",
]


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_markup_and_operators_are_only_text(tmp_path, size):
    document, report = export(with_texts(PAYLOADS), tmp_path, page_size=size)
    text = all_text(document)
    for payload in PAYLOADS:
        assert text.count(" ".join(payload.split())) >= 3, payload  # title, story and key result
    assert report.notes == ()
    assert not dangers(tmp_path / "okrs.pdf")


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_read_back_as_they_were_typed(tmp_path, script):
    document, report = export(one_objective(title=script, story=f"{script} {script}"), tmp_path)
    assert squeezed(all_text(document)).count(squeezed(script)) >= 4
    assert report.notes == ()


def test_vowel_signs_stand_with_their_letters(tmp_path):
    """pdfium puts the signs elsewhere in the line; the letters stay in order."""
    document, _report = export(one_objective(title="يَكْتُبُ"), tmp_path)
    letters = [c for c in all_text(document) if not unicodedata.combining(c)]
    assert "يكتب" in "".join(letters)


def test_a_line_of_both_directions_keeps_its_words(tmp_path):
    document, _report = export(one_objective(story="Plan 2027: שלום עולם (abc) done"), tmp_path)
    text = all_text(document)
    for word in ("Plan 2027:", "שלום", "עולם", "abc", "done"):
        assert word in text


def test_a_character_that_no_font_has_is_spelled_and_reported(tmp_path, monkeypatch):
    monkeypatch.setattr("exports.pdf.system_fonts.folders", list)
    document, report = export(one_objective(title="Rune \u16a0 and \ue123 end"), tmp_path)
    assert "Rune [U+16A0] and [U+E123] end" in all_text(document)
    assert len(report.notes) == 1
    assert "\u16a0 (U+16A0)" in report.notes[0]


def test_a_word_of_5000_characters_breaks(tmp_path):
    word = "".join(chr(97 + n % 26) for n in range(5_000))
    document, _report = export(one_objective(story=word), tmp_path)
    lines = re.findall(r"[a-z]{20,}", all_text(document))
    assert "".join(lines) == word
    assert max(map(len, lines)) < 150


def test_a_long_word_of_another_script_breaks(tmp_path):
    word = "กำลังใจ" * 200
    document, _report = export(one_objective(story=word), tmp_path)
    assert word in squeezed(all_text(document))


def test_a_field_of_20000_characters_flows_over_pages(tmp_path):
    words = [f"word{n}" for n in range(2_700)]
    story = " ".join(words)[:20_000]
    document, _report = export(one_objective(story=story, title=story[:400]), tmp_path)
    texts = page_texts(document)
    own = [text for text in texts if "CO-1 · CONTINUED" in text]
    assert len(own) >= 3
    joined = " ".join(texts)
    for word in words[: len(story.split()) - 1]:
        assert f" {word} " in f"{joined} "


@pytest.mark.parametrize("field", ["title", "text"])
def test_very_long_titles_and_key_results_are_whole(tmp_path, field):
    long = " ".join(f"part{n}" for n in range(2_500))
    plan = one_objective(title=long) if field == "title" else renamed(one_objective(), "k", text=long)
    document, _report = export(plan, tmp_path)
    joined = all_text(document)
    for n in range(2_500):
        assert f"part{n} " in f"{joined} "


def test_2000_key_results_are_all_there_with_the_head_repeated(tmp_path):
    results = [
        KeyResult(f"k{n}", rank, f"CO-1.{n}", "o", f"Result number {n}.", target=Decimal(n))
        for n, rank in enumerate(ranks(2_000))
    ]
    document, _report = export(workshop_of(Objective("o", "a0", "CO-1", "t", "Many"), *results), tmp_path)
    texts = page_texts(document)
    rows = [text for text in texts if "Result number" in text and "CONTINUED" in text]
    assert len(rows) > 40
    assert all("Key result to" in text for text in rows)
    joined = " ".join(texts)
    for n in range(2_000):
        assert f"Result number {n}. {n:,} " in joined


def test_line_breaks_of_a_story_are_kept(tmp_path):
    document, _report = export(one_objective(story="First line\nSecond line\r\n\nThird"), tmp_path)
    raw = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert "First line\r\nSecond line" in raw
    assert "Third" in raw


def test_names_may_be_anything(tmp_path):
    plan = renamed(one_objective(), "p", name="李小龍 <b>")
    plan = renamed(plan, "t", name="Team (A) \\ B")
    plan = renamed(plan, "org", name="Köhler & Söhne → “North”")
    document, _report = export(plan, tmp_path)
    text = all_text(document)
    assert "李小龍 <b>" in text
    assert "Team (A) \\ B" in text
    assert document.get_metadata_dict()["Author"] == "Köhler & Söhne → “North”"


def test_control_characters_and_half_characters_are_left_out(tmp_path):
    document, report = export(one_objective(title="be\x00ll \x07\x1b[31m \ud800x\ufffe y\x7f"), tmp_path)
    assert "bell [31m x y" in all_text(document)
    assert report.notes == ()


def test_text_in_parts_is_put_together_before_a_font_is_chosen(tmp_path, monkeypatch):
    monkeypatch.setattr("exports.pdf.system_fonts.folders", list)
    document, report = export(one_objective(title="Pet\u0072\u030cova \u1112\u1161\u11ab"), tmp_path)
    assert "Petřova 한" in all_text(document)
    assert report.notes == ()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=80), min_size=1, max_size=6))
@settings(max_examples=15, deadline=None, suppress_health_check=CHECKS)
def test_any_text_at_all_gives_a_pdf_with_every_word_of_latin_letters(tmp_path, texts):
    document, _report = export(with_texts(texts), tmp_path)
    read = set(re.findall(r"[a-zA-Z]+", all_text(document)))
    for text in texts:
        if re.fullmatch(r"[ -~]*", text):
            assert set(re.findall(r"\b[a-zA-Z]{1,20}\b", text)) <= read
