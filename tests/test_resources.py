"""The fonts and icons are what the screen and the paper count on."""

from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF
from PySide6.QtSvg import QSvgRenderer
from reportlab.pdfbase.ttfonts import TTFont

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
FONTS = RESOURCES / "fonts"
ICONS = RESOURCES / "icons"

WEIGHTS = {
    "Regular": QFont.Weight.Normal,
    "Medium": QFont.Weight.Medium,
    "SemiBold": QFont.Weight.DemiBold,
    "Bold": QFont.Weight.Bold,
}
DIGITS = "0123456789"
SIGNS = "→←↑↓≥≤≈≠±×÷−…’‘“”–—·•%€£¥$°½✓✗★©"

SCRIPTS = {
    "NotoSansArabic": "مرحبا" + "\ufe8e\ufee3\ufefb",  # letters, and the joined forms that paper shows
    "NotoSansHebrew": "שלום",
    "NotoSansDevanagari": "नमस्ते",
    "NotoSansThai": "สวัสดี",
    "NotoSansSymbols": "⚑⚖♻",
    "NotoSansSymbols2": "☐☑■▶",
    "NotoSansMath": "∀∈⇒ℝ𝗯",
    "NotoEmoji": "🎯🚀👍✅⚠💡📈",
    "NotoSansCJK": "季度目标營收を伸ばす売上매출、。「」█░",
}


@pytest.fixture
def inter(qapp):
    numbers = [QFontDatabase.addApplicationFont(str(FONTS / f"Inter-{style}.ttf")) for style in WEIGHTS]
    families = {family for n in numbers for family in QFontDatabase.applicationFontFamilies(n)}
    assert families == {"Inter"}
    yield
    for number in numbers:
        QFontDatabase.removeApplicationFont(number)


@pytest.mark.parametrize(("style", "weight"), WEIGHTS.items())
def test_inter_has_four_weights_with_figures_of_one_width(inter, style, weight):
    font = QFont("Inter")
    font.setPixelSize(130)
    font.setWeight(weight)
    assert QFontInfo(font).family() == "Inter"
    assert QFontInfo(font).weight() == weight
    width = QFontMetricsF(font).horizontalAdvance
    # In pairs, so that kerning does not move them either.
    assert len({round(width(a + b), 3) for a, b in product(DIGITS, repeat=2)}) == 1


@pytest.mark.parametrize("style", WEIGHTS)
def test_paper_measures_inter_as_the_screen_does(inter, style):
    face = TTFont(f"Inter-{style}", str(FONTS / f"Inter-{style}.ttf")).face
    assert len({face.charWidths[ord(digit)] for digit in DIGITS}) == 1
    assert [sign for sign in SIGNS if ord(sign) not in face.charToGlyph] == []
    font = QFont("Inter")
    font.setPixelSize(1000)
    font.setWeight(WEIGHTS[style])
    on_screen = QFontMetricsF(font).horizontalAdvance("0")
    assert on_screen == pytest.approx(face.charWidths[ord("0")], abs=1)


@pytest.mark.parametrize(("name", "text"), SCRIPTS.items())
def test_paper_has_other_scripts(name, text):
    face = TTFont(name, str(FONTS / f"{name}-Regular.ttf")).face
    assert [character for character in text if ord(character) not in face.charToGlyph] == []


def test_every_font_has_its_licence():
    licence = (FONTS / "OFL.txt").read_text("utf-8")
    assert [path.name for path in FONTS.glob("*.ttf") if path.name not in licence] == []


@pytest.mark.parametrize("path", sorted(ICONS.glob("*.svg")), ids=lambda path: path.stem)
def test_icons_can_be_drawn_and_tinted(qapp, path):
    assert QSvgRenderer(str(path)).isValid()
    if path.stem != "okrdesk":
        assert ET.parse(path).getroot().get("stroke") == "currentColor"
