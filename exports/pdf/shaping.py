"""Text in whatever script it was typed: the fonts that have it, its order, and its shapes by HarfBuzz.

Widths count in ems: times the size gives points. A character that no font has is spelled by its code point.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from bidi.mirror import MIRRORED
from reportlab.pdfbase.pdfdoc import PDFDocument

from exports.pdf import system_fonts
from exports.pdf.faces import FONTS, Cluster, Face, bundled, characters_of, hb

EMOJI = "NotoEmoji-Regular.ttf"
OTHERS = (
    "NotoSansArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansCJK-Regular.ttf",
    EMOJI,
    "NotoSansSymbols-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "NotoSansMath-Regular.ttf",
)
ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r", "\n": "\\n"})

BIDI = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff\u202a-\u202e]"
)
# What has no look of its own: it neither needs a font nor may it call for one.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff]"
)
_UNDRAWN = dict.fromkeys(
    map(ord, "\u00ad\u034f\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff\u180e")
)
_BREAKS = {0x09: " ", 0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n", 0x200B: " "}


class Part(NamedTuple):
    """A stretch of a line in one font and the operator that shows it.

    `heavy` is bold type of a font that has one weight only.
    """

    font: str
    code: str
    heavy: bool = False


class Shaper:
    """Turns text of one direction into parts, for one document.

    `characters` are all that will be set: fonts are chosen by them. `missing` are those that no font has.
    """

    def __init__(self, doc: PDFDocument, own: Face, characters: Iterable[str]) -> None:
        self._doc = doc
        known = own.face.charToGlyph
        self.plain = frozenset(chr(code) for code in known if _stands_alone(chr(code)))
        self._faces: dict[str, Face] = {}
        self._home: dict[str, Face | str] = {}
        self.missing: tuple[str, ...] = ()
        self.table: dict[int, str | None] = {**_UNDRAWN, **_BREAKS}  # how text is prepared for the fonts
        strange = (c for c in characters if ord(c) not in known and not _INVISIBLE.match(c))
        self._choose({ord(c) for c in strange if not c.isspace()})

    def _choose(self, codes: set[int]) -> None:
        """Find a font for each of the characters that Inter has not."""
        for file in OTHERS if codes else ():
            found = characters_of(FONTS / file) & codes
            self._home.update({chr(code): file for code in found})
            codes = codes - found
        for face in system_fonts.find(codes) if codes else ():
            found = {code for code in codes if face.face.charToGlyph.get(code)}
            self._home.update({chr(code): face for code in found})
            codes = codes - found
        self.missing = tuple(chr(code) for code in sorted(codes))
        self.table.update({code: f"[U+{code:04X}]" for code in codes})

    def set(self, text: str, own: Face, *, heavy: bool, backwards: bool = False) -> tuple[float, list[Part]]:
        """The width and parts of text of one direction; `backwards` is from right to left.

        `own` is the first font to try; `heavy` makes the others as bold as that one.
        """
        runs = self._runs(text, own)
        width, parts = 0.0, []
        for face, run in reversed(runs) if backwards else runs:
            if face is own and self.plain.issuperset(run) and not backwards:
                w, found = self._plain_width(face, run), self._shown(face, run)
            else:
                w, found = self._shaped(face, run, backwards, heavy=heavy and face is not own)
            width += w
            parts.extend(found)
        return width, parts

    def _runs(self, text: str, own: Face) -> list[tuple[Face, str]]:
        if self.plain.issuperset(text):
            return [(own, text)]
        runs: list[tuple[Face, str]] = []
        for cluster in clusters(text):
            for face, piece in self._faces_of(cluster, own):
                if runs and runs[-1][0] is face:
                    runs[-1] = (face, runs[-1][1] + piece)
                else:
                    runs.append((face, piece))
        return runs

    def _faces_of(self, cluster: str, own: Face) -> list[tuple[Face, str]]:
        """The face that has all of a cluster; where there is none, a face for each of its characters."""
        seen = [c for c in cluster if not _INVISIBLE.match(c)]
        homes = [face for c in seen if (face := self._face(c))]
        wants_emoji = "\ufe0f" in cluster and seen and not seen[0].isascii()
        candidates = [self._load(EMOJI), own, *homes] if wants_emoji else [own, *homes]
        for face in candidates:
            if all(ord(c) in face.widths for c in seen):
                return [(face, cluster)]
        return [(face, c) for c in seen for face in [self._face(c) or own]]

    def _face(self, character: str) -> Face | None:
        home = self._home.get(character)
        return self._load(home) if isinstance(home, str) else home

    def _load(self, file: str) -> Face:
        if file not in self._faces:
            self._faces[file] = bundled(file)
        return self._faces[file]

    def _plain_width(self, face: Face, text: str) -> float:
        return sum([face.widths[ord(c)] for c in text]) / 1000

    def _shown(self, face: Face, text: str, *, heavy: bool = False) -> list[Part]:
        """Characters of one font, in parts of at most 256 different ones."""
        parts = []
        for subset, code in face.splitString(text, self._doc):
            shown = code.decode("latin-1").translate(ESCAPES)
            parts.append(Part(face.getSubsetInternalName(subset, self._doc), f"({shown}) Tj", heavy))
        return parts

    def _shaped(self, face: Face, text: str, backwards: bool, heavy: bool) -> tuple[float, list[Part]]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = "rtl" if backwards else "ltr"
        buffer.language = "en"  # else it is that of the computer's user
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.guess_segment_properties()
        hb.shape(face.shaper, buffer)
        pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        glyphs = [(glyph.cluster, glyph.codepoint, place) for glyph, place in pairs]
        starts = sorted({start for start, _glyph, _place in glyphs})
        ends = dict(pairwise([*starts, len(text)]))
        width, codes = 0, ""
        for start, group in groupby(glyphs, key=lambda item: item[0]):
            said = text[start : ends[start]]
            cluster = _cluster(MIRRORED.get(said, said) if backwards else said, list(group))
            width += cluster.advance
            codes += chr(face.code(cluster))
        return width / face.units, self._shown(face, codes, heavy=heavy)


def _cluster(text: str, glyphs: Sequence[tuple[int, int, Any]]) -> Cluster:
    """The glyphs of one cluster, each where HarfBuzz put it."""
    pen = 0
    placed = []
    for _start, glyph, place in glyphs:
        placed.append((glyph, pen + place.x_offset, place.y_offset))
        pen += place.x_advance
    return Cluster(tuple(placed), pen, text)


def clusters(text: str) -> list[str]:
    """Text in pieces that look like one character each: with their marks, joiners, selectors, skin tones."""
    found: list[str] = []
    for c in text:
        joined = found and (found[-1][-1] == "\u200d" or _extends(c))
        if joined or (found and _is_flag_half(c) and _is_flag_half(found[-1])):
            found[-1] += c
        else:
            found.append(c)
    return found


def _is_flag_half(text: str) -> bool:
    return len(text) == 1 and "\U0001f1e6" <= text <= "\U0001f1ff"


def _extends(c: str) -> bool:
    if c.isascii():
        return False
    return unicodedata.category(c)[0] == "M" or "\U0001f3fb" <= c <= "\U0001f3ff" or bool(_INVISIBLE.match(c))


def _stands_alone(c: str) -> bool:
    """Whether a character needs no shaping: no mark, no joiner, not written from right to left."""
    return unicodedata.category(c) not in ("Mn", "Mc", "Me", "Cf", "Cc", "Co") and not BIDI.match(c)
