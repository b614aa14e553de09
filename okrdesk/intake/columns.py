"""Which column holds what: guessed from its header and cells, corrected by a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from okrdesk.i18n import _
from okrdesk.intake.grid import Cell, letter
from okrdesk.intake.proposal import FIELDS, ColumnGuess, IntakeError
from okrdesk.intake.values import amount, split_people
from okrdesk.intake.words import header_fields, level_of, looks_like_team, plain, row_type
from okrdesk.numbers import Ambiguous

NUMERIC = frozenset(("baseline", "target", "upper", "current", "score", "progress"))
MANY = frozenset(("note", "ignore", "status", "story", "involved", "parent"))
_CONTENT = 0.4  # how sure a guess by the cells alone is
_SAMPLES = 4


@dataclass(slots=True)
class Column:
    """A column being guessed. `group` ties KR1 to "KR1 target"; 0 is the only one."""

    index: int
    header: str
    field: str = ""
    sure: float = 0.0
    group: int = 0


class Content:
    """What the cells of a column look like, as shares from 0 to 1."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.height = len(cells)
        self.cells = [cell for cell in cells if cell.text]
        self.texts = [cell.text for cell in self.cells]

    def share(self, hits: int) -> float:
        """`hits` as a share of the filled cells."""
        return hits / len(self.cells) if self.cells else 0.0

    @cached_property
    def words(self) -> float:
        """The average number of words."""
        return sum(map(_length, self.texts)) / len(self.texts) if self.texts else 0.0

    @cached_property
    def numeric(self) -> float:
        """How many cells are numbers."""
        return self.share(sum(map(_is_number, self.cells)))

    @cached_property
    def bare(self) -> float:
        """How many cells are numbers and nothing else but a sign of money or percent."""
        return self.share(sum(bool(re.fullmatch(r"[\d.,%$€£\s+-]+", text)) for text in self.texts))

    @cached_property
    def types(self) -> float:
        """How many cells name a type of row."""
        return self.share(sum(bool(row_type(text)) for text in self.texts))

    @cached_property
    def levels(self) -> float:
        """How many cells name a level of the organisation."""
        return self.share(sum(level_of(text) is not None for text in self.texts))

    @cached_property
    def teams(self) -> float:
        """How many cells are made of words that teams are called after."""
        return self.share(sum(looks_like_team(text) for text in self.texts))

    @cached_property
    def filled(self) -> float:
        """How many rows have a cell, merged ones counted once."""
        return sum(not cell.merged for cell in self.cells) / self.height if self.height else 0.0

    @cached_property
    def distinct(self) -> float:
        """How many cells hold a text that no other holds."""
        return self.share(len({plain(text) for text in self.texts}))

    @cached_property
    def names(self) -> float:
        """How many cells look like the names of people."""
        return self.share(sum(_is_names(text) for text in self.texts))

    @cached_property
    def groups(self) -> float:
        """How much the column groups rows: stated once for several, or the same again and again."""
        return 1 - self.filled * self.distinct


def _length(text: str) -> float:
    """How many words a text has; scripts without blanks have about one in two characters."""
    dense = sum("\u3040" <= c <= "\u9fff" for c in text)
    return max(len(text.split()), dense / 2)


def _is_number(cell: Cell) -> bool:
    try:
        found = amount(cell)
    except Ambiguous:
        return True
    return found is not None and len(found.rest) <= 2 and len(found.unit) <= 8


def _is_names(text: str) -> bool:
    people = split_people(text)
    named = [p for p in people if len(p.split()) <= 3 and p[:1].isupper() and not any(c.isdigit() for c in p)]
    return bool(people) and len(named) == len(people) and len(text) <= 60


def guess(headers: Sequence[str], body: Sequence[Sequence[Cell]], chosen: Mapping[int, str]) -> list[Column]:
    """Each column's field. `chosen` holds what a person decided, by index; the rest is guessed around it."""
    contents = [Content([row[n] for row in body]) for n in range(len(headers))]
    columns = [
        Column(n, header, group=group)
        for n, (header, group) in enumerate(zip(headers, _groups(headers), strict=True))
    ]
    taken: set[tuple[str, int]] = set()
    for index, field in chosen.items():
        columns[index].field, columns[index].sure = field, 1.0
        taken.add((field, columns[index].group))
    bids = [
        (weight, -order, column.index, field)
        for column in columns
        if column.index not in chosen
        for order, (field, weight) in enumerate(_bids(column, contents[column.index]))
    ]
    for weight, _order, index, field in sorted(bids, reverse=True, key=lambda bid: (bid[0], bid[1], -bid[2])):
        column = columns[index]
        if weight > 0 and not column.field and (field in MANY or (field, column.group) not in taken):
            column.field, column.sure = field, weight
            taken.add((field, column.group))
    if not any(column.field == "key_result" for column in columns):
        for column in columns:  # "KR" is a number, "KPI" a metric, only beside a key result's words
            doubtful = column.field in ("key_result_number", "metric") and column.index not in chosen
            if doubtful and "key_result" in header_fields(column.header)[0]:
                column.field = "key_result"
                break
    _settle_progress(columns, chosen)
    _settle_text(columns, contents, chosen)
    _find_missing(columns, contents)
    for column in columns:
        if not column.field:
            filled = contents[column.index].cells
            column.field, column.sure = ("note", 0.2) if filled else ("ignore", 1.0)
    return columns


_NUMBERED = re.compile(r"(?:kr|key result|measure|metric|schl\w+)\s*#?\s*(\d{1,2})\b")
_BEHIND = re.compile(r"(?<=\D)\s*(\d{1,2})$")


def _groups(headers: Sequence[str]) -> list[int]:
    """To which key result of a row each column belongs: by its number, or by what stands again and again."""
    words = [plain(header) for header in headers]
    groups = [int(found[1]) if (found := _NUMBERED.search(word)) else 0 for word in words]
    if any(groups):  # KR1, Owner1, KR2, Owner2
        tails = [_BEHIND.search(word) for word in words]
        known = set(groups)
        return [
            g or (int(t[1]) if t and int(t[1]) in known else 0) for g, t in zip(groups, tails, strict=True)
        ]
    results = [n for n, word in enumerate(words) if header_fields(word)[0][:1] == ("key_result",)]
    alike = {words[n] for n in results}
    if len(results) < 2 or len(alike) > 1:
        return groups
    return [  # Key result, Owner, Key result, Owner
        sum(n >= at for at in results) if words.count(word) > 1 else 0 for n, word in enumerate(words)
    ]


def _bids(column: Column, content: Content) -> list[tuple[str, float]]:
    words = column.header
    if column.group and _NUMBERED.search(plain(words)):
        rest = re.sub(
            r"(?i)\b(kr|key[ _-]?results?|measure|metric)\s*#?\s*\d{1,2}\b\s*[-:–.]?\s*", "", words, count=1
        )
        words = rest if header_fields(rest)[0] else "Key result"
    fields, sure = header_fields(words)
    return [
        (field, sure * _fit(field, content, len(fields) > 1) * (1 - 0.05 * order) - 0.01 * (len(fields) > 1))
        for order, field in enumerate(fields)
        if sure
    ]


def _fit(field: str, content: Content, open_: bool) -> float:
    """How well a column's cells go with a field, 0 to 1. `open_`: the header allows other fields too."""
    if not content.cells:
        return 0.9 if open_ else 0.99
    if field in NUMERIC:
        return 1.0 if content.numeric >= 0.3 or not open_ else 0.4
    match field:
        case "objective" | "key_result" | "text":
            if content.bare > 0.6:
                return 0.0  # numbers of objectives, not objectives
            return 0.9 if open_ and content.words < 1.5 else 1.0
        case "type":
            return 1.0 if content.types >= 0.5 else 0.3
        case "level":
            return 1.0 if content.levels >= 0.9 else 0.4
        case "team" if open_:
            return 1.0 if content.teams >= 0.3 or content.groups > 0.6 > content.names else 0.9
        case "owner" if open_:
            return 0.8 if content.teams >= 0.3 else 1.02
        case "metric" if open_:
            return 1.0 if content.words < 5 else 0.9
    return 1.0


def _settle_progress(columns: list[Column], chosen: Mapping[int, str]) -> None:
    """Where both objectives and key results have their progress, each goes to its own."""
    taken = next((c for c in columns if c.field in ("progress", "score")), None)
    if taken is None or taken.index in chosen or not plain(taken.header).startswith(("objective ", "goal ")):
        return
    for column in columns:
        if not column.field and header_fields(column.header)[0][:1] in (("progress",), ("score",)):
            column.field, column.sure = taken.field, taken.sure
            taken.field = "objective_score"
            return


def _settle_text(columns: list[Column], contents: list[Content], chosen: Mapping[int, str]) -> None:
    """“Title” or “Description” is the row's text only beside a type; else it is what is still missing."""
    has = {column.field for column in columns}
    typed = "type" in has
    for column in columns:
        if column.field != "text" or column.index in chosen or (typed and not {"objective"} & has):
            continue
        if "objective" not in has:
            column.field = "objective"
        elif "key_result" not in has and not typed:
            column.field = "key_result"
        elif contents[column.index].names > 0.7 and "owner" not in has:
            column.field = "owner"
        else:
            column.field = "note"
        has.add(column.field)


def _find_missing(columns: list[Column], contents: list[Content]) -> None:
    """Objectives and key results that no header told of, by the look of the cells."""
    has = {column.field for column in columns}
    if "text" in has and "type" in has:
        return
    wordy = {n for n, content in enumerate(contents) if content.words >= 1.5 and content.bare < 0.5}
    free = [column for column in columns if not column.field and column.index in wordy]
    if "type" not in has:
        _find_types(columns, contents, has)
    if "key_result" not in has and "type" not in has and free:
        wordy = [c for c in free if contents[c.index].words >= 2.5]
        if "objective" in has:
            wordy = free
        if len(wordy) >= 2 or ("objective" in has and wordy):
            best = max(wordy, key=lambda c: (contents[c.index].filled * contents[c.index].distinct, c.index))
            _take(best, "key_result")
            free.remove(best)
    if "objective" not in has and free:
        wordy = [c for c in free if not c.field]
        if wordy:
            _take(
                max(wordy, key=lambda c: (contents[c.index].words >= 3, contents[c.index].groups)),
                "objective",
            )
    has = {column.field for column in columns}
    if has & {"objective", "key_result"}:
        _find_names(columns, contents, has)


def _find_types(columns: list[Column], contents: list[Content], has: set[str]) -> None:
    for column in columns:
        content = contents[column.index]
        roles = {row_type(text) for text in content.texts}
        if not column.field and content.types >= 0.6 and {"objective", "key_result"} <= roles:
            _take(column, "type")
            has.add("type")
            return


def _find_names(columns: list[Column], contents: list[Content], has: set[str]) -> None:
    """Teams and owners in columns without a telling header."""
    texts = [c.index for c in columns if c.field in ("objective", "key_result", "text")]
    for column in columns:
        content = contents[column.index]
        if column.field or column.header or not content.cells or content.words > 4 or content.numeric > 0.3:
            continue
        before = column.index < min(texts)
        if "team" not in has and (
            content.teams >= 0.3 or (before and content.groups > 0.2 and content.names > 0.6)
        ):
            _take(column, "team")
        elif "owner" not in has and content.names > 0.6 and not before:
            _take(column, "owner")
        has.add(column.field)


def _take(column: Column, field: str) -> None:
    column.field, column.sure = field, _CONTENT


def keys(headers: Sequence[str]) -> list[str]:
    """What `mapping` calls each column: its header, or its letter where that is empty or stands twice."""
    seen = [plain(header) for header in headers]
    return [
        header if words and seen.count(words) == 1 else letter(n)
        for n, (header, words) in enumerate(zip(headers, seen, strict=True))
    ]


def shown(columns: Sequence[Column], body: Sequence[Sequence[Cell]]) -> tuple[ColumnGuess, ...]:
    """The guesses as the preview shows them."""
    names = keys([column.header for column in columns])
    return tuple(
        ColumnGuess(
            c.index, c.header, c.field, round(min(1.0, c.sure), 2), _samples(body, c.index), names[c.index]
        )
        for c in columns
    )


def _samples(body: Sequence[Sequence[Cell]], index: int) -> tuple[str, ...]:
    texts = dict.fromkeys(row[index].text for row in body if row[index].text)
    return tuple(texts)[:_SAMPLES]


def check_fields(mapping: Mapping[str, str]) -> None:
    """Raise IntakeError when `mapping` names a field that there is not."""
    for column, field in mapping.items():
        if field not in FIELDS:
            raise IntakeError(
                _("There is no field “{field}” for the column “{column}”. Choose one of: {choices}.").format(
                    field=field, column=column, choices=", ".join(FIELDS)
                )
            )


def chosen(mapping: Mapping[str, str], table: str, headers: Sequence[str]) -> dict[str, int]:
    """The index of the column that each key of `mapping` names in this table, other tables' keys left out.

    A key is a header, a column's letter, or either behind the table's name and "!".
    """
    words, found = [plain(header) for header in headers], {}
    names = keys(headers)
    for key in mapping:
        sheet, mark, rest = key.rpartition("!")
        if mark and plain(sheet) != plain(table):
            continue
        name = rest if mark else key
        if name in names:
            found[key] = names.index(name)
        elif plain(name) and plain(name) in words:
            found[key] = words.index(plain(name))
        elif re.fullmatch(r"[A-Za-z]{1,2}", name):
            index = next((n for n in range(len(headers)) if letter(n) == name.upper()), None)
            if index is not None:
                found[key] = index
    return found
