"""Fonts of this computer, for characters that none of the bundled ones has."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from exports.pdf.faces import Face, characters_of, hb

_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
_PICTURES = {"sbix", "CBDT"}  # fonts that hold their glyphs as pictures have empty outlines
_LAST_CHOICE = ("bold", "italic", "oblique", "condensed", "narrow", "mono", "light", "thin", "black", "serif")


def folders() -> list[Path]:
    """Where this system keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local / "Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    return [
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
    ]


def find(missing: set[int]) -> Iterator[Face]:
    """Faces that together hold as many of the `missing` character codes as this system can show.

    Each holds only what it is wanted for. Fonts that do not allow embedding are passed over.
    """
    covers = {path: found for path in _files() if (found := characters_of(path) & missing)}
    while missing and covers:
        path = min(covers, key=lambda p: (-len(covers[p]), _rank(p), str(p)))
        wanted = covers.pop(path) & missing
        face = _load(path, wanted) if wanted else None
        if face:
            missing = missing - {code for code in wanted if face.face.charToGlyph.get(code)}
            yield face
        covers = {p: left for p, found in covers.items() if (left := found & missing)}


def _files() -> list[Path]:
    found = (path for folder in folders() if folder.is_dir() for path in folder.rglob("*"))
    return sorted(path for path in found if path.suffix.lower() in _SUFFIXES)


def _rank(path: Path) -> int:
    return sum(word in path.name.lower() for word in _LAST_CHOICE)


def _load(path: Path, wanted: set[int]) -> Face | None:
    """The font cut down to the `wanted` characters; None when it cannot be cut, converted or embedded."""
    from fontTools.ttLib import TTLibError
    from reportlab.pdfbase.ttfonts import TTFError

    try:
        whole = hb.Face(hb.Blob.from_file_path(str(path)))
        if _PICTURES & set(whole.table_tags) or not _may_embed(whole):
            return None
        order = hb.SubsetInput()
        order.unicode_set.update(wanted)
        data = hb.subset(whole, order).blob.data
        if "CFF " in whole.table_tags:
            data = _to_truetype(data)
        return Face(path.stem, data)
    except (OSError, ValueError, RuntimeError, hb.HarfBuzzError, TTFError, TTLibError):
        return None  # a damaged or locked font; the next one may do


def _may_embed(face: Any) -> bool:
    """Whether the font's owner lets it be embedded in part (bits 1, 8 and 9 of OS/2 fsType say no)."""
    rights = int.from_bytes(face.reference_table("OS/2").data[8:10], "big")
    return not rights & 0b11_0000_0010 or bool(rights & 0b1100)


def _to_truetype(data: bytes) -> bytes:
    """A font with PostScript outlines as one with TrueType outlines, which is what reportlab can embed."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont, newTable

    font = TTFont(BytesIO(data))
    names, drawings = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {}
    for name in names:
        pen = TTGlyphPen(None)
        drawings[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = names, glyphs
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                  "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):  # fmt: skip
        setattr(limits, field, 1 if field == "maxZones" else 0)
    del font["CFF "]
    for tag in ("VORG", "vhea", "vmtx"):
        if tag in font:
            del font[tag]
    font.sfntVersion = "\x00\x01\x00\x00"
    out = BytesIO()
    font.save(out)
    return out.getvalue()
