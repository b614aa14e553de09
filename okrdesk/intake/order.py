"""The order in which the rows of a table are read: exports list key results before their objectives."""

from __future__ import annotations

from okrdesk.intake.tables import CORE, Row, Table
from okrdesk.intake.words import plain, row_type

_ORDER = ("objective", "key_result", "note")


def in_order(table: Table) -> tuple[list[tuple[int, Row]], bool]:
    """The table's rows, and whether only their parents tell to which objective they belong.

    That holds where each key result names a parent, and one stands before the objective that it names.
    """
    rows = list(table.rows)
    kind, parent = table.index("type"), table.index("parent")
    if min(kind, parent) < 0:
        return rows, False
    types = [row_type(row[kind].text) for _n, row in rows]
    results = [at for at, type_ in enumerate(types) if type_ == "key_result"]
    if not all(types) or not all(rows[at][1][parent].text for at in results):
        return rows, False
    names = [column.index for column in table.columns if column.field in ("number", *CORE)]
    stated: dict[str, int] = {}
    for at, (_n, row) in enumerate(rows):
        if types[at] == "objective":
            for n in names:
                stated.setdefault(plain(row[n].text), at)
    if not any(stated.get(plain(rows[at][1][parent].text), -1) > at for at in results):
        return rows, False
    kinds = {number: _ORDER.index(type_) for (number, _row), type_ in zip(rows, types, strict=True)}
    return sorted(rows, key=lambda pair: kinds[pair[0]]), True
