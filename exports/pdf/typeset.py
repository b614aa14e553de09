"""Text into lines of a given width.

Words of the bundled Inter are measured once and then looked up; all other text goes through the shaper.
Widths of lines count in ems: times the size gives points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument

from exports.pdf.bidi_runs import is_rtl, visual_runs
from exports.pdf.faces import Face, bundled
from exports.pdf.shaping import BIDI, ESCAPES, Part, Shaper, clusters
from okrdesk.text import clean

WEIGHTS = {
    400: "Inter-Regular.ttf",
    500: "Inter-Medium.ttf",
    600: "Inter-SemiBold.ttf",
    700: "Inter-Bold.ttf",
}

_SHORT = 40  # texts up to this length are kept with their lines: names, units, headings of columns

_CJK = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_OPENING, _CLOSING = "「『（〔［｛〈《【", "」』）〕］｝〉》】、。，．！？；：・ー…"
_CJK_UNITS = re.compile(f"[{_OPENING}]*[{_CJK}][{_CLOSING}]*|[^{_CJK}]+")
_IS_CJK = re.compile(f"[{_CJK}]")


class Line(NamedTuple):
    """One line of text: its width in ems, what draws it, and whether it reads from right to left."""

    width: float
    parts: tuple[Part, ...]
    rtl: bool = False

    @property
    def spaceable(self) -> bool:
        """Whether its letters can stand apart: they do not join, and are all of one font."""
        return all(part.code.endswith(") Tj") for part in self.parts)


Lines = tuple[Line, ...]
NOTHING = Line(0.0, ())


class _Atom(NamedTuple):
    """What no line break may part. `plain` is its PDF string where the first font has it all."""

    text: str
    width: float
    plain: str = ""
    parts: tuple[Part, ...] = ()


_Row = list[tuple[bool, _Atom]]  # with whether a space goes before


@dataclass(slots=True)
class _Weight:
    """One weight of Inter with the words that were measured in it."""

    face: Face
    first: str  # the name of the font that holds ASCII and the next hundred characters
    space: float
    heavy: bool
    words: dict[str, tuple[_Atom, ...]] = field(default_factory=dict)
    plain: dict[str, tuple[float, str]] = field(default_factory=dict)  # width and PDF string


class Typesetter:
    """Sets text for one document. `characters` are all that will be set: fonts are chosen by them."""

    def __init__(self, doc: PDFDocument, characters: Iterable[str]) -> None:
        self._doc = doc
        self._weights = {weight: self._weight(file, heavy=weight >= 600) for weight, file in WEIGHTS.items()}
        self._shaper = Shaper(doc, self._weights[400].face, characters)
        self._table = self._shaper.table
        self._short: dict[tuple[str, int, float], Lines] = {}

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters that no font has."""
        return self._shaper.missing

    def upper(self, text: str) -> str:
        """`text` in capitals, as far as there are letters for them."""
        plain = self._shaper.plain
        if plain.issuperset(capitals := text.upper()):
            return capitals
        return "".join(up if plain.issuperset(up := c.upper()) else c for c in text)

    def _weight(self, file: str, heavy: bool) -> _Weight:
        face = bundled(file)
        face.splitString(" ", self._doc)
        return _Weight(face, face.getSubsetInternalName(0, self._doc), face.widths[32] / 1000, heavy)

    # ------------------------------------------------------------ lines
    def width(self, text: str, size: float, weight: int) -> float:
        """The width of `text` on one line, in the unit of `size`."""
        return self.line(text, weight).width * size

    def line(self, text: str, weight: int = 400) -> Line:
        """`text` on one line, however long it is."""
        known = self._short.get((text, weight, inf))
        return (known or self.wrap(" ".join(text.split()), weight, 1.0, inf) or (NOTHING,))[0]

    def fit(self, text: str, weight: int, size: float, width: float) -> Line:
        """`text` on one line that is at most `width` wide; what does not fit ends in an ellipsis."""
        return self.clip(text, weight, size, width, 1)[0]

    def clip(self, text: str, weight: int, size: float, width: float, most: int) -> Lines:
        """`text` in at most `most` lines (at least one); what does not fit ends in an ellipsis."""
        text = " ".join(text[: most * 400].split())
        lines = self.wrap(text, weight, size, width)
        low, high = 0, len(text) - 1
        if len(lines) <= most:
            return lines or (NOTHING,)
        while low < high:  # the longest beginning that fits with its ellipsis
            middle = (low + high + 1) // 2
            if len(self.wrap(text[:middle].rstrip() + "…", weight, size, width)) <= most:
                low = middle
            else:
                high = middle - 1
        return self.wrap(text[:low].rstrip() + "…", weight, size, width)

    def wrap(self, text: str, weight: int, size: float, width: float) -> Lines:
        """`text` in lines at most `width` wide (in the unit of `size`); none when nothing is to show."""
        key = (text, weight, width / size)
        if (known := self._short.get(key)) is not None:
            return known
        lines = self._wrap(text, self._weights[weight], width / size)
        if len(text) <= _SHORT:
            self._short[key] = lines
        return lines

    def _wrap(self, text: str, font: _Weight, limit: float) -> Lines:
        text = clean(text)
        if not text.isascii():
            text = text.translate(self._table)
        elif "\t" in text:
            text = text.replace("\t", " ")
        lines: list[Line] = []
        for paragraph in text.split("\n"):
            words = [word for word in paragraph.split(" ") if word]
            if (plain := self._wrap_plain(words, font, limit)) is not None:
                lines.extend(plain)
            elif not paragraph.isascii() and BIDI.search(paragraph):
                lines.extend(self._wrap_bidi(paragraph, font, limit))
            else:
                rows = self._rows(words, font, limit)
                lines.extend(self._line_of(row, total, font) for row, total in rows)
        return tuple(lines)

    def _wrap_plain(self, words: Sequence[str], font: _Weight, limit: float) -> list[Line] | None:
        """Lines of words that are plain and not too wide; None when one is not."""
        plain, space, first, width_of = font.plain, font.space, font.first, font.face.stringWidth
        lines: list[Line] = []
        row: list[str] = []
        x = 0.0
        for word in words:
            known = plain.get(word)
            if known is None:
                if word.isascii():
                    known = plain[word] = (width_of(word, 1.0), word.translate(ESCAPES))
                else:
                    atom, *more = self._atoms(word, font)
                    if more or not atom.plain:
                        return None
                    known = plain[word] = (atom.width, atom.plain)
            width, code = known
            if width > limit:
                return None
            if not row:
                row, x = [code], width
            elif x + space + width > limit:
                lines.append(Line(x, (Part(first, f"({' '.join(row)}) Tj"),)))
                row, x = [code], width
            else:
                row.append(code)
                x += space + width
        if row:
            lines.append(Line(x, (Part(first, f"({' '.join(row)}) Tj"),)))
        return lines

    def _rows(self, words: Sequence[str], font: _Weight, limit: float) -> Iterator[tuple[_Row, float]]:
        """The atoms of each line with whether a space goes before them, and the line's width."""
        space = font.space
        row: _Row = []
        x = 0.0
        for word in words:
            gap = space
            for atom in self._atoms(word, font):
                if not atom.plain and not atom.parts:
                    continue  # nothing of it is to be seen
                if row and x + gap + atom.width > limit:
                    yield row, x
                    row, x = [], 0.0
                if atom.width > limit:
                    *whole, atom = self._broken(atom, font, limit)
                    for piece in whole:
                        yield [(False, piece)], piece.width
                if row:
                    x += gap + atom.width
                    row.append((gap > 0, atom))
                else:
                    x = atom.width
                    row.append((False, atom))
                gap = 0.0
        if row:
            yield row, x

    def _line_of(self, row: _Row, width: float, font: _Weight) -> Line:
        parts: list[Part] = []
        plain = ""
        for spaced, atom in row:
            if spaced:
                plain += " "
            if atom.plain:
                plain += atom.plain
                continue
            if plain:
                parts.append(Part(font.first, f"({plain}) Tj"))
                plain = ""
            parts.extend(atom.parts)
        if plain:
            parts.append(Part(font.first, f"({plain}) Tj"))
        return Line(width, tuple(parts))

    def _wrap_bidi(self, paragraph: str, font: _Weight, limit: float) -> Iterator[Line]:
        rtl = is_rtl(paragraph)
        for row, _width in self._rows(paragraph.split(), font, limit):
            text = "".join((" " if spaced else "") + atom.text for spaced, atom in row)
            width, parts = 0.0, []
            for run, backwards in visual_runs(text, rtl):
                run_width, run_parts = self._set(run, font, backwards=backwards)
                width += run_width
                parts.extend(run_parts)
            yield Line(width, tuple(parts), rtl)

    # ------------------------------------------------------------ words
    def _atoms(self, word: str, font: _Weight) -> tuple[_Atom, ...]:
        atoms = font.words.get(word)
        if atoms is None:
            units = _CJK_UNITS.findall(word) if not word.isascii() and _IS_CJK.search(word) else (word,)
            atoms = font.words[word] = tuple(self._atom(unit, font) for unit in units)
        return atoms

    def _atom(self, text: str, font: _Weight) -> _Atom:
        if text.isascii():
            return _Atom(text, font.face.stringWidth(text, 1.0), text.translate(ESCAPES))
        width, parts = self._set(text, font)
        if len(parts) == 1 and parts[0].font == font.first and parts[0].code.endswith(") Tj"):
            return _Atom(text, width, parts[0].code[1:-4])
        return _Atom(text, width, parts=tuple(parts))

    def _broken(self, atom: _Atom, font: _Weight, limit: float) -> list[_Atom]:
        """A word that is wider than a line, in pieces that are not."""
        pieces: list[_Atom] = []
        start, x = 0, 0.0
        at = 0
        for cluster in clusters(atom.text):
            wide = self._width_of(cluster, font)
            if at > start and x + wide > limit:
                pieces.append(self._atom(atom.text[start:at], font))
                start, x = at, 0.0
            x += wide
            at += len(cluster)
        return [*pieces, self._atom(atom.text[start:], font)]

    def _width_of(self, cluster: str, font: _Weight) -> float:
        return font.face.stringWidth(cluster, 1.0) if cluster.isascii() else self._set(cluster, font)[0]

    def _set(self, text: str, font: _Weight, *, backwards: bool = False) -> tuple[float, list[Part]]:
        return self._shaper.set(text, font.face, heavy=font.heavy, backwards=backwards)
