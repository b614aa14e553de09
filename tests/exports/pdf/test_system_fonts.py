"""Characters of the system's fonts: found, turned into TrueType, drawn and read back."""

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from exports.pdf import system_fonts
from tests.exports.pdf.making import one_objective
from tests.exports.pdf.reading import all_text, export

FIRST = 0x16A0  # runes, which no bundled font has


def box(pen):
    pen.moveTo((100, 0))
    pen.lineTo((100, 700))
    pen.curveTo((300, 750), (400, 750), (500, 700)) if hasattr(pen, "curveTo") else None
    pen.lineTo((500, 0))
    pen.closePath()


def make_font(path, *, cff, runes=("f", "u"), embed=0):
    names = [".notdef", "f", "u"]
    build = FontBuilder(1000, isTTF=not cff)
    build.setupGlyphOrder(names)
    build.setupCharacterMap({FIRST + n: name for n, name in enumerate(runes)})
    if cff:
        glyphs = {}
        for name in names:
            pen = T2CharStringPen(600, None)
            box(pen)
            glyphs[name] = pen.getCharString()
        build.setupCFF("Runes", {}, glyphs, {})
    else:
        pen = TTGlyphPen(None)
        pen.moveTo((100, 0))
        pen.lineTo((100, 700))
        pen.lineTo((500, 0))
        pen.closePath()
        build.setupGlyf(dict.fromkeys(names, pen.glyph()))
    build.setupHorizontalMetrics(dict.fromkeys(names, (600, 100)))
    build.setupHorizontalHeader(ascent=800, descent=-200)
    build.setupOS2(sTypoAscender=800, sTypoDescender=-200, fsType=embed)
    build.setupNameTable({"familyName": path.stem, "styleName": "Regular", "psName": path.stem})
    build.setupPost()
    build.save(path)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    found = tmp_path / "fonts"
    found.mkdir()
    monkeypatch.setattr(system_fonts, "folders", lambda: [found])
    return found


@pytest.mark.parametrize("cff", [True, False])
def test_a_font_of_the_system_shows_what_ours_cannot(tmp_path, folder, cff):
    make_font(folder / "Runes.otf", cff=cff)
    document, report = export(one_objective(title=f"Rune {chr(FIRST)}{chr(FIRST + 1)}!"), tmp_path)
    assert f"Rune {chr(FIRST)}{chr(FIRST + 1)}!" in all_text(document)
    assert report.notes == ()


def test_damaged_and_locked_fonts_are_passed_over(tmp_path, folder):
    (folder / "a-broken.ttf").write_bytes(b"\x00\x01\x00\x00 not a font at all")
    (folder / "b-empty.otf").write_bytes(b"")
    make_font(folder / "c-locked.ttf", cff=False, embed=2)
    make_font(folder / "d-good.ttf", cff=False, runes=("f",))
    document, report = export(one_objective(title=f"{chr(FIRST)} {chr(FIRST + 1)}"), tmp_path)
    assert f"{chr(FIRST)} [U+16A1]" in all_text(document)
    assert "U+16A1" in report.notes[0]
    assert "U+16A0" not in report.notes[0]


def test_plain_styles_come_before_bold_ones(folder):
    make_font(folder / "A-Bold.ttf", cff=False)
    make_font(folder / "B.ttf", cff=False)
    (face,) = system_fonts.find({FIRST, FIRST + 1})
    assert face.fontName == "B"


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_every_system_has_its_folders(monkeypatch, platform):
    monkeypatch.setattr("sys.platform", platform)
    assert len(system_fonts.folders()) >= 2
