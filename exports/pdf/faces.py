"""Font files as the PDF needs them: which characters they hold, how wide those are, and their shaping.

reportlab numbers characters, but shaped text consists of glyphs, several for a letter with its marks. A
`Face` makes one glyph of all that belong to a cluster of letters, and tells the PDF which text that is: so
searching and copying give back what was typed, whatever the script.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from io import BytesIO
from pathlib import Path
from struct import pack, unpack
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from okrdesk.paths import RESOURCES

hb: Any = import_module("uharfbuzz")  # compiled, without types

FONTS = RESOURCES / "fonts"
FIRST_CODE = 0x100000  # the second private plane: no text that people type is drawn by these numbers
_WORDS, _OFFSETS, _MORE = (
    0x1,
    0x2,
    0x20,
)  # flags of a composite's part
_BFCHARS_AT_ONCE = 100  # the most that one list of a character map may hold


@dataclass(frozen=True, slots=True)
class Cluster:
    """Glyphs that stand for some text, each with its place, and how far they take the pen, in font units."""

    glyphs: tuple[tuple[int, int, int], ...]
    advance: int
    text: str


class Face(TTFont):
    """One font in one document. `data` is the whole TrueType file."""

    face: Any

    def __init__(self, name: str, data: bytes, number: int = 0) -> None:
        super().__init__(name, BytesIO(data), subfontIndex=number)
        self._data = data
        self._number = number
        self._codes: dict[Cluster, int] = {}
        self._texts: dict[int, str] = {}
        self._composites: list[bytes] = []
        self.widths: dict[int, float] = self.face.charWidths  # per character code, in thousandths of the size

    @cached_property
    def shaper(self) -> Any:
        """The same font for HarfBuzz."""
        return hb.Font(hb.Face(hb.Blob(self._data), self._number))

    @property
    def units(self) -> float:
        """Font units per em."""
        return self.face.unitsPerEm

    # ------------------------------------------------------------ clusters
    def code(self, cluster: Cluster) -> int:
        """The character code that draws a cluster and stands for its text."""
        known = self._codes.get(cluster)
        if known is None:
            known = self._codes[cluster] = self._new_code(cluster)
        return known

    def _new_code(self, cluster: Cluster) -> int:
        (glyph, x, y), *more = cluster.glyphs
        alone = not more and not x and not y and self.face.hmetrics[glyph][0] == cluster.advance
        if not alone:
            glyph = self._composite(cluster)
        elif len(cluster.text) == 1 and self.face.charToGlyph.get(ord(cluster.text)) == glyph:
            return ord(cluster.text)
        code = FIRST_CODE + len(self._texts)
        self._texts[code] = cluster.text
        self.face.charToGlyph[code] = glyph
        self.widths[code] = cluster.advance * 1000 / self.units
        return code

    def _composite(self, cluster: Cluster) -> int:
        """A new glyph made of a cluster's glyphs (TrueType specification, "glyf", composite glyphs)."""
        parts = [(glyph, x, y, box) for glyph, x, y in cluster.glyphs if (box := self._box(glyph))]
        sides = [(box[0] + x, box[1] + y, box[2] + x, box[3] + y) for _glyph, x, y, box in parts]
        left, low = (min((side[n] for side in sides), default=0) for n in (0, 1))
        right, high = (max((side[n] for side in sides), default=0) for n in (2, 3))
        data = b"".join(
            pack(">HHhh", _WORDS | _OFFSETS | (_MORE if n + 1 < len(parts) else 0), glyph, x, y)
            for n, (glyph, x, y, _box) in enumerate(parts)
        )
        if data:
            data = pack(">5h", -1, left, low, right, high) + data
            data += bytes(-len(data) % 4)
        self._composites.append(data)
        self.face.glyphPos.append(self.face.glyphPos[-1] + len(data))
        self.face.hmetrics.append((cluster.advance, left & 0xFFFF))
        return len(self.face.hmetrics) - 1

    def _box(self, glyph: int) -> tuple[int, ...] | None:
        """The corners of a glyph's outline; None when it has none."""
        start, end = self.face.glyphPos[glyph : glyph + 2]
        if start == end:
            return None
        start += self.face.get_table_pos("glyf")[0]
        return unpack(">4h", self.face._ttf_data[start + 2 : start + 10])

    def _add_composites(self) -> None:
        """Put the new glyphs behind the font's own."""
        glyf = self.face.get_table("glyf")
        first = len(self.face.glyphPos) - 1 - len(self._composites)
        self._put_table("glyf", glyf[: self.face.glyphPos[first]] + b"".join(self._composites))
        limits = bytearray(self.face.get_table("maxp"))
        limits[10:14] = pack(">2H", 4000, 400)  # points and contours of a composite
        limits[28:32] = pack(">2H", 64, 4)  # its parts, and how deep they may lie
        self._put_table("maxp", bytes(limits))

    def _put_table(self, tag: str, data: bytes) -> None:
        place = len(self.face._ttf_data)
        self.face._ttf_data += data
        self.face.table[tag] = self.face.table[tag] | {"offset": place, "length": len(data)}

    # ------------------------------------------------------------ the document
    def addObjects(self, doc: PDFDocument) -> None:
        """Write the font into the document, with the text of its glyphs."""
        if self._composites:
            self._add_composites()
        subsets = [list(subset) for subset in self.state[doc].subsets]
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
