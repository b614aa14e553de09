"""Pages to draw on: text, lines, boxes, links and bookmarks, with y counted from the top of the page.

Drawing writes PDF operators straight into the canvas's page, which is several times as fast as its public
calls; pages, fonts, outline, links and the file itself are the canvas's.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal
from zlib import compress

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDocument, PDFName, PDFObject, PDFObjectReference, PDFStream
from reportlab.pdfgen.canvas import Canvas

from exports.job import Job
from exports.pdf.look import BOTTOM, HEAD, KICKER, MARGIN, TOP, colour
from exports.pdf.typeset import Line, Lines, Typesetter
from okrdesk.i18n import _
from okrdesk.text import one_line

Align = Literal["left", "right"]
BADGE, FOOT = 6.6, 7.4
EDGE = 2.4  # the thickness of a box's coloured edge
SPACED = 0.07  # letter-spacing of words in capitals, in ems
_ROUND = 0.5523  # where the handles of a quarter circle stand


class _Canvas(Canvas):
    """A canvas that opens no page with Helvetica: every font in the file is embedded."""

    _doc: Any
    _code: list[str]
    _annotationrefs: Any
    _destinations: dict[str, Any]
    _bookmarkReference: Any

    def _make_preamble(self) -> None:
        self._preamble = ""


class _Links(PDFObject):
    """The links of a page, as its list of annotations; reportlab's own are objects of the file each."""

    def __init__(self) -> None:
        self.links: list[tuple[str, Any]] = []  # a rectangle's sides, and the destination

    def format(self, document: PDFDocument) -> bytes:
        """The list as it stands in the file."""
        start = b"<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect["
        rows = [start + r.encode() + b"]/Dest " + d.format(document) + b">>" for r, d in self.links]
        return b"[" + b"\n".join(rows) + b"]"


class Paper:
    """A document in the making. `width` and `height` are those of the page in hand, in points."""

    def __init__(
        self,
        target: Path,
        size: tuple[float, float],
        *,
        characters: Iterable[str],
        title: str,
        author: str,
        language: str,
        draft: bool,
    ) -> None:
        rl_config.useA85 = 0  # binary streams: a fifth smaller
        self._canvas = _Canvas(
            str(target), pagesize=size, pageCompression=1, invariant=1, lang=language, pdfVersion=(1, 7)
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("OKR Desk")
        self._canvas.setSubject(_("Objectives and key results"))
        self._upright = size
        self._draft = draft
        self._title = title
        self._level = -1
        self.width, self.height = size
        self.page = 1
        self.type = Typesetter(self._canvas._doc, characters)
        self._ops: list[str] = []
        self._links = _Links()
        self._bodies: list[PDFStream] = []  # what stands on each page but its foot

    # ------------------------------------------------------------ pages
    @property
    def bottom(self) -> float:
        """Where the page's foot begins."""
        return self.height - BOTTOM

    @property
    def lying(self) -> tuple[float, float]:
        """Width and height of a page that lies on its side."""
        return self._upright[1], self._upright[0]

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    def open_page(self, head: str = "", *, lying: bool = False) -> float:
        """Begin a page with `head` as its running head; where its own matter may begin."""
        self.width, self.height = self.lying if lying else self._upright
        self._canvas.setPageSize((self.width, self.height))
        self._canvas._doc.inPage()
        if self._draft:
            self._mark_draft()
        if head:
            self.caps(MARGIN, HEAD, head, colour("ink-3"), room=self.room - 70)
        return TOP

    def close_page(self) -> None:
        """Put the page in hand away."""
        self._bodies.append(self._stream())
        if self._links.links:
            self._canvas._annotationrefs = self._links
            self._links = _Links()
        self._canvas.showPage()
        self.page += 1
        self.width, self.height = self._upright

    def save(self, job: Job, foot: str) -> None:
        """Number the pages, put `foot` under each and write the file."""
        document = self._canvas._doc
        pages = document.Pages.pages
        for number, (page, body) in enumerate(zip(pages, self._bodies, strict=True), 1):
            job.step(number, len(pages), _("Numbering pages"))
            self.width, self.height = page.pagewidth, page.pageheight
            self._foot(foot, number, len(pages))
            page.Contents = PDFArray([document.Reference(body), document.Reference(self._stream())])
        for destination in self._canvas._destinations.values():
            if destination.fmt is None:  # what is linked to but not in this document: its first page
                destination.fit()
                destination.setPage(PDFObjectReference("Page1"))
        self._canvas.save()
        self._let_go()

    def _let_go(self) -> None:
        """Free the document's objects one by one: all at once would keep other threads waiting."""
        document = self._canvas._doc
        self._bodies.clear()
        document.outline.__dict__.clear()
        document.Pages.pages.clear()
        self._canvas._destinations.clear()
        while document.idToObject:
            document.idToObject.popitem()

    def _foot(self, foot: str, number: int, total: int) -> None:
        y = self.height - 27
        self.rule(MARGIN, y - 11, self.room, colour("line"))
        place = self.type.line(f"{number} / {total}")
        self.text(self.width - MARGIN, y, place, FOOT, colour("ink-2"), align="right")
        self.text(MARGIN, y, self.type.fit(foot, 400, FOOT, self.room - 80), FOOT, colour("ink-2"))

    def _mark_draft(self) -> None:
        line = self.type.line(_("DRAFT"), 700)
        wide = line.width * 7.8 + 5 * SPACED * 7.8 + 13
        x, y = self.width - MARGIN - wide, HEAD - 9.5
        self.box(x, y, wide, 14, stroke=colour("amber"), radius=2.5, thickness=1)
        self.text(x + 6.8, HEAD + 0.3, line, 7.8, colour("amber"), spaced=True)

    def _stream(self) -> PDFStream:
        """What was drawn since the last one, packed at once: a large plan has thousands of pages."""
        stream = PDFStream(content=compress("\n".join(self._ops).encode("latin-1")))  # fonts' codes are bytes
        stream.dictionary["Filter"] = PDFName("FlateDecode")
        self._ops.clear()
        return stream

    def picture(self, x: float, y: float, width: float, height: float, picture: ImageReader) -> None:
        """Draw a picture with its upper left corner at (x, y). Raises what reading it raises."""
        canvas = self._canvas
        canvas.drawImage(picture, x, self.height - y - height, width, height, mask="auto")
        self._ops.extend(canvas._code)
        canvas._code.clear()

    # ------------------------------------------------------------ text
    def text(
        self,
        x: float,
        y: float,
        line: Line,
        size: float,
        ink: str,
        *,
        align: Align = "left",
        slanted: bool = False,
        spaced: bool = False,
    ) -> None:
        """Draw a line with its base line at y, from x on or (`align` right) up to x."""
        if align == "right":
            x -= line.width * size
        lean = "1 0 0.2 1" if slanted else "1 0 0 1"
        ops = [f"BT {ink} rg {lean} {x:.2f} {self.height - y:.2f} Tm"]
        if spaced:
            ops.append(f"{SPACED * size:.3f} Tc")
        for part in line.parts:
            ops.append(f"{part.font} {size:g} Tf")
            if part.heavy:
                ops.append(f"{ink} RG {size * 0.03:.2f} w 2 Tr {part.code} 0 Tr")
            else:
                ops.append(part.code)
        ops.append("0 Tc ET" if spaced else "ET")
        self._ops.append(" ".join(ops))

    def lines(
        self, x: float, y: float, lines: Iterable[Line], size: float, leading: float, ink: str, room: float
    ) -> float:
        """Draw lines below one another, right-to-left ones at the right end of `room`; y below the last."""
        for line in lines:
            if line.rtl:
                self.text(x + room, y, line, size, ink, align="right")
            else:
                self.text(x, y, line, size, ink)
            y += leading
        return y

    def caps(
        self, x: float, y: float, text: str, ink: str, *, room: float, size: float = KICKER, most: int = 1
    ) -> float:
        """Small spaced capitals in at most `most` lines; y below the last."""
        for line in self.caps_lines(text, room, size, most):
            self.text(x, y, line, size, ink, spaced=line.spaceable)
            y += size * 1.5
        return y

    def caps_lines(self, text: str, room: float, size: float = KICKER, most: int = 1) -> Lines:
        """The lines of `caps`."""
        return self.type.clip(self.type.upper(text), 600, size, room * 0.89, most)

    def badge_width(self, text: str, size: float = BADGE) -> float:
        """The width that `badge` takes."""
        return self.type.line(self.type.upper(text), 700).width * size + 8

    def badge(self, x: float, y: float, text: str, ink: str, ground: str, size: float = BADGE) -> float:
        """A word on a tinted ground, its base line at y; the width it takes."""
        line = self.type.line(self.type.upper(text), 700)
        wide = line.width * size + 8
        self.box(x, y - size - 0.8, wide, size + 3.6, fill=ground, radius=2)
        self.text(x + 4, y - 0.2, line, size, ink)
        return wide

    # ------------------------------------------------------------ shapes
    def rule(self, x: float, y: float, wide: float, ink: str, thickness: float = 0.6) -> None:
        """A horizontal line."""
        y = self.height - y
        self._ops.append(f"{ink} RG {thickness:g} w {x:.2f} {y:.2f} m {x + wide:.2f} {y:.2f} l S")

    def rule_down(self, x: float, top: float, bottom: float, ink: str) -> None:
        """A dashed vertical line."""
        ends = f"{x:.2f} {self.height - top:.2f} m {x:.2f} {self.height - bottom:.2f} l"
        self._ops.append(f"{ink} RG 0.5 w [2 2] 0 d {ends} S [] 0 d")

    def bar(self, x: float, y: float, wide: float, high: float, ink: str) -> None:
        """A filled rectangle whose top left corner is (x, y)."""
        self._ops.append(f"{ink} rg {x:.2f} {self.height - y - high:.2f} {wide:.2f} {high:.2f} re f")

    def box(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        *,
        fill: str = "",
        stroke: str = "",
        radius: float = 4.0,
        thickness: float = 0.7,
        dashed: bool = False,
        left: str = "",
        top: str = "",
    ) -> None:
        """A rectangle with round corners, its top left corner at (x, y); `left`, `top` colour that edge."""
        low = self.height - y - high
        path = self._rounded(x, low, wide, high, radius)
        if fill:
            self._ops.append(f"{fill} rg {path} f")
        if left:
            self._ops.append(f"q {x:.2f} {low:.2f} {EDGE} {high:.2f} re W n {left} rg {path} f Q")
        if top:
            self._ops.append(
                f"q {x:.2f} {low + high - EDGE:.2f} {wide:.2f} {EDGE} re W n {top} rg {path} f Q"
            )
        if stroke:
            dash, solid = ("[2.5 2] 0 d", "[] 0 d") if dashed else ("", "")
            self._ops.append(f"{stroke} RG {thickness:g} w {dash} {path} S {solid}")

    def curve(self, points: tuple[float, ...], ink: str, dash: str, thickness: float) -> None:
        """A Bézier curve through x, y pairs of start, two handles and end."""
        x = [f"{v:.2f}" if n % 2 == 0 else f"{self.height - v:.2f}" for n, v in enumerate(points)]
        self._ops.append(
            f"{ink} RG {thickness:g} w [{dash}] 0 d {x[0]} {x[1]} m {' '.join(x[2:])} c S [] 0 d"
        )

    def dot(self, x: float, y: float, radius: float, ink: str) -> None:
        """A filled circle."""
        path = self._rounded(x - radius, self.height - y - radius, 2 * radius, 2 * radius, radius)
        self._ops.append(f"{ink} rg {path} f")

    @staticmethod
    def _rounded(x: float, y: float, w: float, h: float, r: float) -> str:
        r = min(r, w / 2, h / 2)
        k = r * (1 - _ROUND)
        return (
            f"{x + r:.2f} {y:.2f} m {x + w - r:.2f} {y:.2f} l "
            f"{x + w - k:.2f} {y:.2f} {x + w:.2f} {y + k:.2f} {x + w:.2f} {y + r:.2f} c "
            f"{x + w:.2f} {y + h - r:.2f} l "
            f"{x + w:.2f} {y + h - k:.2f} {x + w - k:.2f} {y + h:.2f} {x + w - r:.2f} {y + h:.2f} c "
            f"{x + r:.2f} {y + h:.2f} l "
            f"{x + k:.2f} {y + h:.2f} {x:.2f} {y + h - k:.2f} {x:.2f} {y + h - r:.2f} c "
            f"{x:.2f} {y + r:.2f} l {x:.2f} {y + k:.2f} {x + k:.2f} {y:.2f} {x + r:.2f} {y:.2f} c h"
        )

    # ------------------------------------------------------------ ways through the document
    def link(self, x: float, y: float, wide: float, high: float, place: str) -> None:
        """Make a rectangle lead to the place that `mark` names."""
        top = self.height - y
        sides = f"{x:.1f} {top - high:.1f} {x + wide:.1f} {top:.1f}"
        self._links.links.append((sides, self._canvas._bookmarkReference(place)))

    def mark(self, place: str, y: float) -> None:
        """Name the page in hand at height y, for links and the outline."""
        self._canvas.bookmarkHorizontalAbsolute(place, self.height - y + 8)

    def outline(self, title: str, place: str, level: int) -> None:
        """Add a line to the outline; `closed` so that a long one opens by a click."""
        self._level = min(level, self._level + 1)
        self._canvas.addOutlineEntry(one_line(title), place, self._level, closed=self._level > 0)
