"""The shape of a workshop's tables, and whether a file has exactly the one of its format.

Each format's tables are kept as SQL in `formats/`; a test holds the newest one equal to `schema.metadata`.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

_FORMATS = Path(__file__).parent / "formats"
# The indexes that SQLite makes by itself show with their tables.
_OWN = "NOT (type = 'index' AND sql IS NULL)"

Shape = dict[str, tuple[object, ...]]


@cache
def expected(number: int) -> Shape:
    """The shape of format `number`. Raises FileNotFoundError for formats that never were."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript((_FORMATS / f"{number}.sql").read_text("utf-8"))
        return shape_of(connection)


def shape_of(connection: sqlite3.Connection) -> Shape:
    """Tables, columns, indexes, foreign keys and the words of each definition, by name.

    Triggers, views, virtual tables, generated columns and checks all show as something that no format has.
    """
    rows = connection.execute(f"SELECT type, name, tbl_name, sql FROM sqlite_master WHERE {_OWN}").fetchall()
    shape: Shape = {}
    for kind, name, table, sql in rows:
        words = frozenset(re.findall(r"\w+", str(sql).lower()))
        if kind != "table" or words & {"virtual", "select"}:
            shape[f"{kind} {name}"] = (table, words)
            continue
        shape[f"table {name}"] = (words, *_details(connection, name))
    return shape


def _details(connection: sqlite3.Connection, table: str) -> tuple[object, ...]:
    def pragma(what: str, of: str) -> tuple[tuple[object, ...], ...]:
        quoted = of.replace('"', '""')
        return tuple(connection.execute(f'PRAGMA {what}("{quoted}")').fetchall())

    columns = pragma("table_xinfo", table)
    indexes = []
    for _n, name, unique, origin, partial in pragma("index_list", table):
        indexes.append((name, unique, origin, partial, pragma("index_xinfo", str(name))))
    return (
        columns,
        tuple(sorted(indexes)),
        tuple(sorted(row[1:] for row in pragma("foreign_key_list", table))),
    )
