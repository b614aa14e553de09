"""Finds the tables of a grid: where a header stands, how far its rows reach, and what its columns hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from okrdesk.i18n import _
from okrdesk.intake.beside import apart
from okrdesk.intake.columns import Column, check_fields, chosen, guess, keys
from okrdesk.intake.grid import Cell, Grid
from okrdesk.intake.proposal import IntakeError
from okrdesk.intake.words import header_fields, plain, row_type

CORE = frozenset(("objective", "key_result", "text"))
_LONGEST = 60  # characters in a header's cell
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header's row number (0 for none), its columns, and its rows with their numbers.

    `above` are the rows between the table before (or the grid's top) and this one's header.
    """

    name: str
    header_row: int
    columns: tuple[Column, ...]
    above: tuple[tuple[int, Row], ...]
    rows: tuple[tuple[int, Row], ...]

    def index(self, field: str) -> int:
        """The first column that holds `field`, or -1."""
        return next((column.index for column in self.columns if column.field == field), -1)

    def has(self, *fields: str) -> bool:
        """Whether any column holds one of `fields`."""
        return any(column.field in fields for column in self.columns)


def find_tables(grids: Sequence[Grid], mapping: Mapping[str, str]) -> list[Table]:
    """The tables of all grids.

    Raises IntakeError when `mapping` names a field or a column that there is not.
    """
    check_fields(mapping)
    tables, used, known = [], set(), []
    for grid in (part for whole in grids for part in apart(whole)):
        for name, header_row, headers, above, rows in _blocks(grid, mapping):
            picks = chosen(mapping, name, headers)
            used |= picks.keys()
            known += [key for key in keys(headers) if key not in known]
            decided = {index: mapping[key] for key, index in picks.items()}
            columns = guess(headers, [row for _number, row in rows], decided)
            tables.append(Table(name, header_row, tuple(columns), above, rows))
    if missing := [key for key in mapping if key not in used]:
        raise IntakeError(
            _("There is no column “{column}”. The columns are: {choices}.").format(
                column=missing[0], choices=", ".join(known) or "–"
            )
        )
    return tables


Numbered = tuple[tuple[int, Row], ...]


def _blocks(grid: Grid, mapping: Mapping[str, str]) -> list[tuple[str, int, list[str], Numbered, Numbered]]:
    """A grid cut at its header rows: name, header's number, headers, rows above, rows below."""
    rows = tuple((grid.first + n, row) for n, row in enumerate(grid.rows))
    starts = _header_rows(grid.rows) or _unknown_header(grid.rows, mapping)
    if not starts:
        return [(grid.name, 0, [""] * grid.width(), (), rows)]
    blocks = []
    end_before = 0
    for at, (start, depth) in enumerate(starts):
        end = starts[at + 1][0] if at + 1 < len(starts) else len(rows)
        end = _up_to_banner(rows, start + depth, end) if at + 1 < len(starts) else end
        headers = _headers(grid.rows[start : start + depth])
        blocks.append((grid.name, rows[start][0], headers, rows[end_before:start], rows[start + depth : end]))
        end_before = end
    return blocks


def _up_to_banner(rows: Numbered, start: int, end: int) -> int:
    """Where a table ends that another follows: before the lone cells right above the next header."""
    while end > start and _filled(rows[end - 1][1]) == 0:
        end -= 1
    while end > start and (_filled(rows[end - 1][1]) in (0, 1) or _is_pair(rows[end - 1][1])):
        end -= 1
    return end


def _is_pair(row: Row) -> bool:
    """Whether a row states one thing of the table below: "Objective: | Win the hotels"."""
    texts = [cell.text.strip() for cell in row if cell.text and not cell.merged]
    if len(texts) != 2 or not texts[0].endswith(":"):
        return False
    return header_fields(texts[0].rstrip(":"))[1] == 1.0 > header_fields(texts[1])[1]


def _filled(row: Row) -> int:
    return sum(bool(cell.text) and not cell.merged for cell in row)


def _header_rows(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Where headers stand, and of how many rows each is (one or two)."""
    found: list[tuple[int, int]] = []
    first: set[str] = set()
    n = 0
    while n < len(rows):
        strength = _strength(rows[n])
        alike = {plain(cell.text) for cell in rows[n] if cell.text}
        again = first and len(alike & first) >= max(2, 0.6 * len(first))
        if strength and not (_names_types(rows, n)) and (not first or again or _sure_header(rows[n])):
            depth = 2 if n + 1 < len(rows) and _second_row(rows, n) else 1
            found.append((n, depth))
            first = first or alike
            n += depth
        else:
            n += 1
    return found


def _unknown_header(rows: Sequence[Row], mapping: Mapping[str, str]) -> list[tuple[int, int]]:
    """A header in unknown words: a person names one of its cells, or it is far terser than all below."""
    chosen_words = {plain(key.rpartition("!")[2]) for key in mapping}
    filled = [(n, row) for n, row in enumerate(rows) if _filled(row) > 1]
    for n, row in filled[:10]:
        if any(len(plain(cell.text)) > 2 and plain(cell.text) in chosen_words for cell in row):
            return [(n, 1)]
    if len(filled) < 2 or row_type(filled[0][1][0].text):
        return []
    start, first = filled[0]
    texts = [cell.text for cell in first]
    terse = all(text and len(text.split()) <= 2 and not any(c.isdigit() for c in text) for text in texts)
    below = [[len(row[n].text.split()) for _n, row in filled[1:] if row[n].text] for n in range(len(first))]
    wordy = any(counts and sum(counts) >= 3 * len(counts) for counts in below)
    return [(start, 1)] if terse and wordy and len({plain(text) for text in texts}) == len(texts) else []


def _known(row: Row) -> list[tuple[tuple[str, ...], float]]:
    return [header_fields(cell.text) for cell in row if cell.text]


def _strength(row: Row) -> bool:
    """Whether a row can be a header: short cells, most of them known as headers, one of them telling."""
    texts = [cell.text for cell in row if cell.text and not cell.merged]
    if not texts or any(len(text) > _LONGEST for text in texts) or any(cell.formula for cell in row):
        return False
    if _is_pair(row):
        return False
    guesses = _known(row)
    known = [fields for fields, sure in guesses if sure >= 0.6]
    exact = [fields for fields, sure in guesses if sure == 1.0]
    core = [fields for fields in exact if CORE & set(fields)]
    told = {fields[0] for fields in exact}
    if {"objective", "key_result"} <= told and len(told) >= 3:
        return True  # whatever else stands there: the weeks of the quarter, say
    if len(known) < 0.5 * len(guesses):
        return False
    if len(guesses) == 1:
        return bool(core) and len(row) == 1 and not any(c.isdigit() for c in texts[0])
    kinds = {fields[0] for fields in known}
    return len(kinds) >= 2 and bool(exact) if len(known) >= 2 else bool(core) and max(map(len, texts)) <= 40


def _sure_header(row: Row) -> bool:
    """Whether a further row must be a header of its own: nearly all its cells are known headers."""
    guesses = _known(row)
    exact = [fields for fields, sure in guesses if sure == 1.0]
    return len(exact) >= 3 and len(exact) >= 0.75 * len(guesses) and any(CORE & set(f) for f in exact)


def _names_types(rows: Sequence[Row], at: int) -> bool:
    """Whether the row is one of "Objective | …", "KR | …": its telling word is a type like those below it."""
    row = rows[at]
    if len({fields[0] for fields, sure in _known(row) if sure == 1.0}) >= 3:
        return False
    for n, cell in enumerate(row):
        if row_type(cell.text):
            below = [
                other[n].text for other in rows[at + 1 : at + 12] if other[n].text and not other[n].merged
            ]
            if below and sum(bool(row_type(text)) for text in below) >= 0.5 * len(below):
                return True
    return False


def _second_row(rows: Sequence[Row], at: int) -> bool:
    """Whether the row below a header is its second row: known words where the first is empty or spans."""
    upper, lower = rows[at], rows[at + 1]
    texts = [cell.text for cell in lower if cell.text and not cell.merged]
    if len(texts) < 2 or any(len(text) > 40 for text in texts):
        return False
    known = [sure for _fields, sure in (header_fields(text) for text in texts) if sure >= 0.6]
    filled_twice = sum(bool(a.text and b.text and not b.merged) for a, b in zip(upper, lower, strict=True))
    return (
        len(known) >= 0.6 * len(texts)
        and filled_twice < len(texts)
        and not any(cell.number is not None for cell in lower)
    )


def _headers(rows: Sequence[Row]) -> list[str]:
    """One header a column: the lower row's words, with the upper's before them where both stand."""
    if len(rows) == 1:
        return [" ".join(cell.text.split()) for cell in rows[0]]
    headers = []
    for upper, lower in zip(*rows, strict=True):
        low = "" if lower.merged else lower.text
        both = (
            f"{upper.text} {low}" if upper.text and low and header_fields(low)[1] < 1 else low or upper.text
        )
        headers.append(" ".join(both.split()))
    return headers


def named(tables: Sequence[Table], sheets: Collection[str] | None) -> list[Table]:
    """The tables on `sheets` (None: on all)."""
    wanted = None if sheets is None else {plain(sheet) for sheet in sheets}
    return [table for table in tables if wanted is None or plain(table.name) in wanted]
