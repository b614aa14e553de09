"""The workbook as a whole: sheets in their order, what is printed around them, and the file on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol, cast
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.worksheet import Worksheet

from exports import words
from exports.atomic import write_atomically
from exports.excel import comments, lists, okrs
from exports.excel.cells import Formats, protect
from exports.excel.look import FONT, HUES, ROW_LOOKS, Styles, colour
from exports.excel.overview import Overview
from exports.excel.rows import CHUNK, splice
from exports.excel.sheet import Row, Sheet, fit, frame
from exports.job import Job
from exports.notes import told
from exports.report import Report
from okrdesk.cards import KeyResult
from okrdesk.i18n import _
from okrdesk.workshop import Workshop

_PAPER = {"A4": 9, "Letter": 1}
_LINES_ON_A_PAGE = 70  # of the overview, still readable
_STEPS = 1000
_GATHERING, _WRITING, _CHECKING = (0, 250), (250, 800), (800, _STEPS - 1)
_READ_AT_ONCE = 1 << 16


class Front(Protocol):
    """The first sheet of a workbook, which is no table."""

    @property
    def title(self) -> str:
        """The name of the sheet."""
        ...

    def fill(self, sheets: list[Sheet]) -> list[str]:
        """Put its lines together. Gives the texts that go on in a second row."""
        ...

    def places(self) -> dict[str, str]:
        """The places in it that links of other sheets lead to, by name."""
        ...

    def write(self, ws: Worksheet, places: Mapping[str, str]) -> None:
        """Write the lines into their sheet."""
        ...


class Writer:
    """Writes one workbook: the plan's. Others have a first sheet and tables of their own."""

    def __init__(self, workshop: Workshop, job: Job, *, draft: bool, with_notes: bool = False) -> None:
        self._workshop = workshop
        self._job = job
        self._draft = draft
        self._with_notes = with_notes
        self._formats = Formats()

    def write(self, target: Path) -> Report:
        """Write the workbook to `target`. Raises what `exports.excel.write_workbook` does."""
        sheets = self._sheets()
        try:
            return self._write(sheets, target)
        finally:
            _let_go(sheets)

    def _write(self, sheets: list[Sheet], target: Path) -> Report:
        overview = self._front()
        long = [f"{sheet.title}: {note}" for sheet in sheets for note in fit(sheet)]
        long += [f"{overview.title}: {note}" for note in overview.fill(sheets)]
        places = {**_places(sheets), **overview.places()}
        book = Workbook()
        _measure_in(book, Font(FONT, 10))
        overview.write(_first(book, overview.title), places)
        for sheet in sheets:
            frame(sheet, book.create_sheet(sheet.title))
        self._set_up(book)
        looks = [*ROW_LOOKS, *(f"hue{n}" for n in range(HUES))]
        formats = sorted(self._formats.known)
        styles = Styles(book, looks, formats, "line-strong"), Styles(book, looks, formats, "")
        framed = BytesIO()
        book.save(framed)
        parts = {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets, 2)}
        write_atomically(
            target,
            lambda path: splice(framed, path, parts, places, styles, self._writing(sheets)),
            lambda path: self._verify(path, book.sheetnames),
        )
        self._job.step(_STEPS, _STEPS, _("Done"))
        return Report(tuple(map(_too_long, long)))

    # ------------------------------------------------------------ within
    def _step(self, stage: tuple[int, int], done: int, of: int, what: str) -> None:
        begins, ends = stage
        self._job.step(begins + (ends - begins) * min(done, of) // max(of, 1), _STEPS, what)

    def _writing(self, sheets: list[Sheet]) -> Callable[[int, str], None]:
        """What hears of rows as they are written."""
        total, done = sum(len(sheet.rows) for sheet in sheets), 0

        def step(rows: int, sheet: str) -> None:
            nonlocal done
            done += rows
            self._step(_WRITING, done, total, _("Writing {sheet}").format(sheet=sheet))

        return step

    def _front(self) -> Front:
        return Overview(self._workshop, self._draft)

    def _sheets(self) -> list[Sheet]:
        found: list[Row] = []
        cards = self._workshop.count(KeyResult) or 1
        for row in okrs.rows(self._workshop, self._formats):
            if len(found) % CHUNK == 0:
                self._step(_GATHERING, len(found), cards, _("Gathering the rows"))
            found.append(row)
        others = lists.sheets(self._workshop)
        people = next(len(sheet.rows) for sheet in others if sheet.name == "People")
        plan = okrs.sheet(found, people)
        if not self._with_notes:
            return [plan, *others]
        said = told(self._workshop)
        plan.finish = comments.beside_cells(said, plan.finish)
        return [plan, *others, comments.sheet(said)]

    def _set_up(self, book: Workbook) -> None:
        heading = words.heading(self._workshop)
        book.properties.creator = "OKR Desk"
        book.properties.title = protect(f"{heading:.200}")
        book.properties.subject = _("Objectives and key results")
        for ws in book.worksheets:
            _print_set_up(ws, heading, _PAPER[self._workshop.organisation.page_size], self._draft)
        first = book.worksheets[0]
        if first.max_row <= _LINES_ON_A_PAGE:
            first.page_setup.fitToHeight = 1

    def _verify(self, path: Path, titles: list[str]) -> None:
        """Read the whole file back: every part is there and well-formed, and openpyxl finds the sheets."""
        try:
            with ZipFile(path) as parts:
                total, done = sum(part.file_size for part in parts.infolist()), 0
                for part in parts.infolist():
                    parser = expat.ParserCreate()
                    with parts.open(part) as content:
                        while piece := content.read(_READ_AT_ONCE):
                            parser.Parse(piece)
                            done += len(piece)
                            self._step(_CHECKING, done, total, _("Checking the file"))
                    parser.Parse(b"", True)
            with path.open("rb") as file:
                found = load_workbook(file, read_only=True).sheetnames
        except (BadZipFile, expat.ExpatError, ValueError, KeyError) as error:
            raise OSError(_("what was written could not be read back")) from error
        if found != titles:
            raise OSError(_("what was written could not be read back"))


def _let_go(sheets: list[Sheet]) -> None:
    """Free the rows bit by bit: all at once would keep the window's thread waiting for 60 ms."""
    for sheet in sheets:
        while sheet.rows:
            del sheet.rows[-CHUNK:]


def _measure_in(book: Workbook, font: Font) -> None:
    """Make `font` the one whose digits all columns' widths are counted in."""
    cast(Any, book)._named_styles["Normal"].font = font


def _first(book: Workbook, title: str) -> Worksheet:
    ws = book.worksheets[0]
    ws.title = title
    return ws


def _places(sheets: list[Sheet]) -> dict[str, str]:
    """Where each record's row is; sheets are found by their title, too."""
    places: dict[str, str] = {}
    for sheet in sheets:
        places[sheet.title] = f"'{sheet.title}'!A1"
        for n, row in enumerate(sheet.rows, 2):
            for id_ in row.ids:
                places.setdefault(id_, f"'{sheet.title}'!A{n}")
    return places


def _too_long(where: str) -> str:
    return _("A text is longer than a cell of Excel holds; it goes on in the row below. {where}").format(
        where=where
    )


def _print_set_up(ws: Worksheet, heading: str, paper: int, draft: bool) -> None:
    """Landscape, as wide as the page, the header row on each page, and who, what and which page around it."""
    ws.page_setup.orientation = "landscape"
    ws.page_setup.paperSize = paper
    ws.page_setup.fitToWidth = 1
    ws.page_setup.fitToHeight = 0
    ws.page_setup.fitToPage = True
    ws.print_options.horizontalCentered = True
    ws.page_margins.left = ws.page_margins.right = 0.4
    ws.page_margins.top = ws.page_margins.bottom = 0.7
    header, footer = cast(HeaderFooterItem, ws.oddHeader), cast(HeaderFooterItem, ws.oddFooter)
    header.left = _margin(protect(f"{heading:.80}").replace("&", "&&"))
    header.right = _margin(_("DRAFT") if draft else "")
    footer.left = _margin(words.disclaimer())
    footer.center = _margin("&A")
    footer.right = _margin(_("Page {page} of {pages}").format(page="&P", pages="&N"))


def _margin(text: str) -> _HeaderFooterPart:
    return _HeaderFooterPart(text, size=8, color=colour("ink-2"))
