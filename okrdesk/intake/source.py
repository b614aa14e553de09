"""What a file or pasted text holds, told by its content: tables, an outline, or both."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from okrdesk.i18n import _
from okrdesk.intake.assemble import assemble
from okrdesk.intake.banners import read_banner, sheet_teams
from okrdesk.intake.columns import NUMERIC, check_fields, shown
from okrdesk.intake.decode import decode
from okrdesk.intake.delimited import read_delimited
from okrdesk.intake.forms import form_lines
from okrdesk.intake.grid import Grid
from okrdesk.intake.lines import Line, plain_lines, with_dots
from okrdesk.intake.markdown import Document, is_markdown, read_markdown
from okrdesk.intake.outline import OutlineReader
from okrdesk.intake.own import tidied
from okrdesk.intake.proposal import IntakeError, LeftOut, Proposal, TableGuess
from okrdesk.intake.reading import Reading
from okrdesk.intake.rows import RowReader
from okrdesk.intake.sections import is_title, team_name
from okrdesk.intake.tables import Table, find_tables, named
from okrdesk.intake.values import decimal_mark
from okrdesk.numbers import Decimals

MAX_TEXT_BYTES = 20 * 2**20
MAX_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Source:
    """A source that was read: grids, or a text. `name` is the file's stem, "" for pasted text."""

    name: str
    grids: tuple[Grid, ...] = ()
    text: str = ""
    markdown: bool = False


def read_file(path: Path) -> Source:
    """What the file at `path` holds.

    Raises IntakeError with a sentence when it cannot be read or holds nothing that could be OKRs.
    """
    try:
        if path.is_dir():
            raise IntakeError(_("“{name}” is a folder. Choose a file in it.").format(name=path.name))
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8192)
    except OSError as error:
        why = error.strerror or str(error)
        raise IntakeError(_("“{name}” cannot be opened: {why}.").format(name=path.name, why=why)) from error
    if not size:
        raise IntakeError(_("“{name}” is empty.").format(name=path.name))
    if head.startswith(b"PK"):
        from okrdesk.intake.workbook import read_workbook

        return Source(path.stem, tidied(read_workbook(path)))
    _refuse_others(path, head)
    if size > MAX_TEXT_BYTES:
        raise IntakeError(_("“{name}” is larger than 20 MB: too long for a plan.").format(name=path.name))
    return read_text(decode(path.read_bytes()), path.stem, path.suffix.lower())


_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", _("is a PDF. Copy its table into a spreadsheet, or its text into a .txt file.")),
    (b"{\\rtf", _("is a rich-text document. Save it as plain text (.txt).")),
    (b"SQLite format 3\0", _("is a database. If it is a workshop, open it with File › Open.")),
    (b"\x89PNG", _("is a picture. OKR Desk reads .xlsx, .csv, .md and .txt files.")),
    (b"\xff\xd8\xff", _("is a picture. OKR Desk reads .xlsx, .csv, .md and .txt files.")),
    (b"GIF8", _("is a picture. OKR Desk reads .xlsx, .csv, .md and .txt files.")),
    (b"\x1f\x8b", _("is compressed. Unpack it and choose the file inside.")),
    (b"7z\xbc\xaf", _("is compressed. Unpack it and choose the file inside.")),
    (b"Rar!", _("is compressed. Unpack it and choose the file inside.")),
)


def _refuse_others(path: Path, head: bytes) -> None:
    """Raise IntakeError for files that are neither a workbook nor text, saying what to do instead."""
    for start, why in _OTHERS:
        if head.startswith(start):
            raise IntakeError(f"“{path.name}” {why}")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        whole = path.read_bytes()[: 2**22]
        if "EncryptedPackage".encode("utf-16-le") in whole:
            why = _("is protected by a password. Take the password off and save it again.")
        else:
            why = _("is in an old Office format (.xls or .doc). Save it as .xlsx or .csv.")
        raise IntakeError(f"“{path.name}” {why}")
    low = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if low.startswith((b"<!doctype html", b"<html", b"<?xml", b"<table")):
        why = _("is a web page or XML. Open it in Excel or LibreOffice and save it as .xlsx.")
        raise IntakeError(f"“{path.name}” {why}")
    marks = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
    zeros = head.count(0)
    if zeros and not head.startswith(marks) and not 0.3 * len(head) < zeros < 0.6 * len(head):
        raise IntakeError(
            _("“{name}” is not text. OKR Desk reads .xlsx, .csv, .md and .txt files.").format(name=path.name)
        )


def read_text(text: str, name: str = "", suffix: str = "") -> Source:
    """What a text holds: cells with delimiters, Markdown, or a plain outline.

    Raises IntakeError when it holds no words.
    """
    if not any(c.isalnum() for c in text):
        raise IntakeError(_("There are no words in it."))
    text = re.sub(
        r"[ \u00a0]{200,}", " " * 200, text
    )  # nobody indents that far, and patterns would take long
    if suffix in (".md", ".markdown"):
        return Source(name, text=with_dots(text), markdown=True)
    if suffix in (".csv", ".tsv", ".tab") and (grid := read_delimited(text)):
        return Source(name, (grid,))
    if (grid := read_delimited(text, "\t")) and grid.width() > 1:
        return Source(name, (grid,))
    if is_markdown(text):
        return Source(name, text=with_dots(text), markdown=True)
    if (grid := read_delimited(text, ";|,")) and find_tables([grid], {})[0].header_row:
        return Source(name, (grid,))
    return Source(name, text=with_dots(text))


# ---------------------------------------------------------------- proposing
def propose_source(
    source: Source, mapping: Mapping[str, str], decimals: Decimals, sheets: Collection[str] | None
) -> Proposal:
    """What a source would add to a workshop. Raises IntakeError as `propose` does."""

    def again(mapping: Mapping[str, str], decimals: Decimals = "") -> Proposal:
        return propose_source(source, mapping, decimals, sheets)

    reading = Reading(decimals)
    tables: list[Table] = []
    if source.grids:
        tables = _tables(source, mapping, sheets, reading)
    elif source.text:
        tables = _outline(source, mapping, reading)
    guesses = [
        TableGuess(t.name, t.header_row, shown(t.columns, [row for _n, row in t.rows])) for t in tables
    ]
    return assemble(source.name, reading, guesses, again)


def _mark(tables: Collection[Table]) -> Decimals:
    """The decimal mark by which the tables' columns of numbers are written, where they tell."""
    columns = [
        (table, column.index) for table in tables for column in table.columns if column.field in NUMERIC
    ]
    cells = [row[index] for table, index in columns for _n, row in table.rows]
    return decimal_mark(cell.text for cell in cells if cell.number is None)


def _tables(
    source: Source, mapping: Mapping[str, str], sheets: Collection[str] | None, reading: Reading
) -> list[Table]:
    grids = source.grids if mapping else _without_forms(source.grids, reading)
    found = find_tables(grids, mapping)
    tables = named(found, sheets)
    for grid in source.grids:
        reading.left_out += grid.left_out
    reading.decimals = reading.decimals or _mark(tables)
    teams = sheet_teams(tables)
    headed = any(table.header_row for table in tables)
    taken = []
    for table in tables:
        several = sum(other.name == table.name for other in tables) > 1
        banner = read_banner(table, reading, several)
        if not table.has("objective", "key_result", "text") or (headed and _without_order(table)):
            _leave_whole(table, reading)
            continue
        team = banner.team or teams.get(table.name, "")
        home = banner.home if not table.has("objective", "text") else None
        if home is not None:
            team = home.team = team or next((o.team for o in reading.objectives[-1:]), "")
            reading.objectives.append(home)
        reading.objectives += RowReader(table, reading, team, home).read()
        taken.append(table)
    for table in found:
        if table not in tables:
            reading.left_out.append(LeftOut(table.name, "", _("This sheet was not chosen.")))
    return taken


def _without_forms(grids: tuple[Grid, ...], reading: Reading) -> tuple[Grid, ...]:
    """The grids that are no forms; forms are read. Beside tables with headers, a form is but a guide."""
    forms = [form_lines(grid) for grid in grids]
    others = tuple(grid for grid, lines in zip(grids, forms, strict=True) if not lines)
    guide = any(table.header_row and table.has("objective", "text") for table in find_tables(others, {}))
    for grid, lines in zip(grids, forms, strict=True):
        if not guide:
            reading.objectives += OutlineReader(reading).read(lines)
            continue
        for line in lines:
            where = _("{sheet}, row {n}").format(sheet=grid.name, n=line.number)
            reading.leave(where, line.text, _("A guide beside the tables."))
    return others


def _without_order(table: Table) -> bool:
    """Whether a table without a header holds notes: no objectives beside key results."""
    return not table.header_row and not (table.has("objective") and table.has("key_result"))


def _leave_whole(table: Table, reading: Reading) -> None:
    """A sheet without objectives or key results: each row is listed."""
    reader = RowReader(table, reading)
    if table.header_row:
        words = " · ".join(c.header for c in table.columns if c.header)
        reading.leave(reader.where(table.header_row), words, _("No objectives or key results in this table."))
    for number, row in table.rows:
        words = " · ".join(cell.text for cell in row if cell.text and not cell.merged)
        reading.leave(reader.where(number), words, _("No objectives or key results in this table."))


def _outline(source: Source, mapping: Mapping[str, str], reading: Reading) -> list[Table]:
    tables: list[Table] = []
    reader = OutlineReader(reading)
    if source.markdown:
        document = read_markdown(source.text)
        reading.left_out += document.left_out
        tables = find_tables(document.grids, mapping) if document.grids else []
        lines = _without_captions(document, tables, reading)
        reading.objectives += reader.read(_first_lines(lines, reading))
        reading.decimals = reading.decimals or _mark(tables)
        for table, headings in _headed(document, tables):
            _table_in_text(table, headings, reader, reading)
    else:
        lines, rest = plain_lines(source.text)
        reading.objectives += reader.read(_first_lines(lines, reading))
        for number, words in rest:
            reading.leave(_("line {n}").format(n=number), words, _("A signature."))
    if mapping and not tables:
        check_fields(mapping)
        raise IntakeError(_("This text has no columns: it was read as an outline."))
    return tables


def _without_captions(document: Document, tables: list[Table], reading: Reading) -> list[Line]:
    """The lines without those headings that stand above tables of objectives and above nothing else."""
    whole = [
        headings
        for table, headings in _headed(document, tables)
        if table.has("objective", "text") or not table.has("key_result")
    ]
    captions = {number for headings in whole for number, _text in headings}
    held: list[tuple[int, int]] = []  # headings above a line, as (depth, line)
    for line in document.lines:
        if line.heading:
            held = [(depth, number) for depth, number in held if depth < line.heading]
            held.append((line.heading, line.number))
        if line.number not in captions:
            captions -= {number for _depth, number in held}
    for line in document.lines:
        if line.number in captions and is_title(line.text):
            reading.titles.append(line.text)
            reading.leave(_("line {n}").format(n=line.number), line.text, _("A title."))
        elif line.number in captions and team_name(line.text) != line.text:
            why = _("Taken as the name of a team.")
            reading.leave(_("line {n}").format(n=line.number), line.text, why)
    return [line for line in document.lines if line.number not in captions]


Headings = tuple[tuple[int, str], ...]


def _headed(document: Document, tables: list[Table]) -> list[tuple[Table, Headings]]:
    """Each table with the headings above it, the outermost first, as (line, text)."""
    found = []
    for table in tables:
        line = table.header_row or table.rows[0][0]
        at = max(n for n, grid in enumerate(document.grids) if grid.first <= line)
        found.append((table, document.headings[at]))
    return found


def _first_lines(lines: list[Line], reading: Reading) -> list[Line]:
    """As many lines as are read; the others are listed."""
    if rest := lines[MAX_LINES:]:
        where = _("line {n}").format(n=rest[0].number)
        reading.leave(
            where, "\n".join(line.text for line in rest), _("Only 20,000 lines of a text are read.")
        )
    return lines[:MAX_LINES]


def _table_in_text(table: Table, headings: Headings, outline: OutlineReader, reading: Reading) -> None:
    """A table of a Markdown text: of the objective above it, or of the team that a heading names."""
    line = table.header_row or table.rows[0][0]
    if not table.has("objective", "key_result", "text"):
        _leave_whole(table, reading)
        return
    home = None if table.has("objective", "text") else outline.above(line, headings[-1][0] if headings else 0)
    team = next((team_name(text) for _n, text in reversed(headings) if not is_title(text)), "")
    reading.objectives += RowReader(table, reading, team, home).read()
