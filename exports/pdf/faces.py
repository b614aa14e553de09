"""Font files as the PDF needs them: which characters they hold, how wide those are, and their shaping.

reportlab numbers characters, but shaped text consists of glyphs: a `Face` gives each glyph that stands for
other text than one character a number of its own, and tells the PDF which text that is, so that searching and
copying give back what was typed.
"""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from okrdesk.paths import RESOURCES

hb: Any = import_module("uharfbuzz")  # compiled, without types

FONTS = RESOURCES / "fonts"
FIRST_SLOT = 0x100000  # the second private plane: no text that people type is drawn by these numbers
NO_TEXT = "\ufffe"  # what readers leave out: the text of a glyph whose text another one carries
_BFCHARS_AT_ONCE = 100  # the most that one list of a character map may hold


class Face(TTFont):
    """One font in one document. `data` is the whole TrueType file."""

    def __init__(self, name: str, data: bytes, number: int = 0) -> None:
        super().__init__(name, BytesIO(data), subfontIndex=number)
        self._data = data
        self._number = number
        self._slots: dict[tuple[int, str], int] = {}
        self._texts: dict[int, str] = {}
        self.widths: dict[int, float] = self.face.charWidths  # per character code, in thousandths of the size

    @cached_property
    def shaper(self) -> Any:
        """The same font for HarfBuzz."""
        return hb.Font(hb.Face(hb.Blob(self._data), self._number))

    @property
    def units(self) -> float:
        """Font units per thousandth of the size."""
        return self.face.unitsPerEm / 1000

    def slot(self, glyph: int, text: str) -> int:
        """The character code that draws a glyph and stands for `text`."""
        if len(text) == 1 and self.face.charToGlyph.get(ord(text)) == glyph:
            return ord(text)
        code = self._slots.get((glyph, text))
        if code is None:
            code = self._slots[glyph, text] = FIRST_SLOT + len(self._slots)
            self._texts[code] = text
            self.face.charToGlyph[code] = glyph
            self.widths[code] = self.face.hmetrics[glyph][0] / self.units
        return code

    def addObjects(self, doc: PDFDocument) -> None:
        """Write the font into the document, with the text of its glyphs."""
        state = self.state[doc]
        subsets = [list(subset) for subset in state.subsets]
        before = set(doc.idToObject)
        super().addObjects(doc)
        maps = [key for key in doc.idToObject if key not in before and key.startswith("toUnicodeCMap:")]
        for key, subset in zip(maps, subsets, strict=True):
            stream: Any = doc.idToObject[key]
            stream.content = self._text_map(subset)

    def _text_map(self, subset: list[int]) -> str:
        """The character map of a subset: its codes and their text in UTF-16."""
        rows = [
            f"<{n:02X}> <{self._texts.get(code, chr(code)).encode('utf-16-be').hex().upper()}>"
            for n, code in enumerate(subset)
            if code
        ]
        parts = [rows[i : i + _BFCHARS_AT_ONCE] for i in range(0, len(rows), _BFCHARS_AT_ONCE)]
        lists = "\n".join(f"{len(p)} beginbfchar\n" + "\n".join(p) + "\nendbfchar" for p in parts)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{lists}\n"
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        )


def bundled(file: str) -> Face:
    """A font that ships with the app."""
    return Face(file.removesuffix(".ttf"), (FONTS / file).read_bytes())


def characters_of(path: Path, number: int = 0) -> set[int]:
    """The character codes that a font file has glyphs for; empty when it is no font with outlines."""
    try:
        face = hb.Face(hb.Blob.from_file_path(str(path)), number)
    except (OSError, hb.HarfBuzzError, ValueError):
        return set()
    return set(face.unicodes) if {"glyf", "CFF "} & set(face.table_tags) else set()
