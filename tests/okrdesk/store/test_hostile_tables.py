"""Files whose tables, rows or history somebody altered with an SQL tool (B4)."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from okrdesk.canonical import canonical
from okrdesk.desk import Refused
from okrdesk.store import shape
from okrdesk.store.document import open_document
from okrdesk.store.errors import StoreError
from okrdesk.store.formats import FORMAT
from tests.okrdesk.small import ANN
from tests.okrdesk.store.harm import ENDLESS, alter, refusal


def rebuilt(table: str, edit: Callable[[str], str]) -> tuple[str, ...]:
    """Statements that make a table anew with another definition."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            (Path(shape.__file__).parent / "formats" / f"{FORMAT}.sql").read_text("utf-8")
        )
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return (f"DROP TABLE {table}", edit(sql))


HOSTILE: dict[str, tuple[str, ...]] = {
    "trigger": ("CREATE TRIGGER t AFTER UPDATE ON objective BEGIN UPDATE objective SET title = 'x'; END",),
    "view": (f"CREATE VIEW v AS {ENDLESS}",),
    "a table that is an endless view": ("DROP TABLE person", f"CREATE VIEW person AS {ENDLESS}"),
    "meta is an endless view": ("DROP TABLE meta", f"CREATE VIEW meta AS {ENDLESS}"),
    "generated column": rebuilt(
        "person",
        lambda sql: sql.replace("title TEXT NOT NULL", "title TEXT AS (hex(zeroblob(100000))) STORED"),
    ),
    "index on an expression": ("CREATE INDEX i ON objective (abs(length(title)))",),
    "partial index": ("CREATE INDEX i ON objective (title) WHERE gone IS NULL",),
    "another index": ("CREATE INDEX i ON objective (title)",),
    "a missing index": ("DROP INDEX ix_step_card",),
    "extra table": ("CREATE TABLE more (x)",),
    "a missing table": ("DROP TABLE counter",),
    "virtual table": ("CREATE VIRTUAL TABLE more USING fts5 (x)",),
    "without rowid": rebuilt("person", lambda sql: sql + " WITHOUT ROWID"),
    "check": rebuilt(
        "person", lambda sql: sql.rstrip(" )\n") + "), CHECK (length(hex(zeroblob(9999999))) > 1))"
    ),
    "collation": rebuilt("person", lambda sql: sql.replace("name TEXT", "name TEXT COLLATE NOCASE")),
    "default": rebuilt("person", lambda sql: sql.replace("name TEXT", "name TEXT DEFAULT 'x'")),
    "no foreign key": (
        *rebuilt("step", lambda sql: sql[: sql.rindex(",", 0, sql.index("FOREIGN"))] + ")"),
        "CREATE INDEX ix_step_card ON step (card)",
    ),
    "an extra column": ("ALTER TABLE person ADD COLUMN more TEXT",),
    "statistics": ("ANALYZE",),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_tables_are_refused(plan, what):
    alter(plan, *HOSTILE[what], stamped="meta" not in what)
    assert refusal(plan).reason in ("schema", "outside")


def test_a_huge_cell_is_refused_in_little_memory(plan):
    alter(plan, "UPDATE objective SET title = printf('%.*c', 60000000, 'x') WHERE id = 'o1'")
    assert refusal(plan).reason in ("too much", "damaged", "content")


ROWS = {
    "no choice": "UPDATE key_result SET kind = 'whatever'",
    "no number": "UPDATE key_result SET target = 'ten' WHERE id = 'k1'",
    "endless number": "UPDATE key_result SET target = 'NaN' WHERE id = 'k1'",
    "no date": "UPDATE cycle SET starts = 'soon'",
    "no list": "UPDATE objective SET involved = '{\"a\": 1}'",
    "deep list": f"UPDATE objective SET involved = '{'[' * 100_000}'",
    "bytes": "UPDATE objective SET title = x'00ff'",
    "broken text": "UPDATE objective SET title = CAST(x'ff41' AS TEXT)",
    "a text for a number": "UPDATE cycle SET weeks = 'many'",
    "a person who is not there": "UPDATE objective SET owner = 'nobody'",
    "a team that is an objective": "UPDATE person SET team = 'o1'",
    "a link to nowhere": "UPDATE link SET target = 'nowhere'",
    "no team": "UPDATE condition SET parent = ''",
    "a team below itself": "UPDATE team SET parent = id",
    "teams in a circle": "UPDATE team SET parent = iif(id = 'eng', 'shop', 'eng') WHERE id != 'co'",
    "two companies": "UPDATE team SET parent = ''",
    "two with one id": "UPDATE person SET id = 'o1' WHERE id = 'kofi'",
    "two cycles": "INSERT INTO cycle VALUES ('more', '', NULL, 13, NULL, '', 1, NULL)",
    "an objective of a team that is gone": "UPDATE team SET gone = 1 WHERE id = 'shop'",
}


@pytest.mark.parametrize("what", ROWS)
def test_rows_that_no_workshop_can_hold_are_refused(plan, what):
    alter(plan, "PRAGMA foreign_keys = OFF", ROWS[what])
    assert refusal(plan).reason in ("content", "damaged")


def test_references_to_nowhere_are_refused(plan):
    alter(plan, "PRAGMA foreign_keys = OFF", "UPDATE key_result SET objective = 'nowhere'")
    assert refusal(plan).reason == "references"


@pytest.mark.parametrize("statement", [
    "UPDATE step SET new = '{\"id\": 5}'",
    "UPDATE step SET new = 'not json'",
    "UPDATE step SET op = 'explode'",
    "UPDATE step SET record = 'Nothing'",
    "UPDATE step SET op = 'set', field = 'id', old = '\"o1\"', new = '\"o9\"'",
    "UPDATE step SET op = 'set', field = 'weeks', old = '1', new = '2', record = 'Cycle'",
    "UPDATE entry SET kind = 'undo', target = 'nothing'",
    "UPDATE entry SET kind = 'redo', target = \"group\"",
    "UPDATE entry SET kind = 'whatever'",
    "UPDATE entry SET at = 'yesterday'",
    "DELETE FROM step",
])  # fmt: skip
def test_a_hostile_history_does_no_harm(plan, statement):
    """It opens, since the plan is sound; undoing ends in a sentence or does as the steps say."""
    alter(plan, statement)
    with closing(open_document(plan, ANN, synchronous="OFF")) as opened:
        before = canonical(opened.workshop)
        try:
            done = opened.desk.undo()
        except (Refused, StoreError) as error:
            assert str(error).endswith(".")
            done = None
        if done is None:
            assert canonical(opened.workshop) == before
        else:
            opened.desk.redo()
            assert canonical(opened.workshop) == before


def test_a_hostile_workshop_id_leads_to_no_other_folder(plan):
    alter(plan, "UPDATE meta SET value = CAST('../../evil' AS BLOB) WHERE key = 'workshop'")
    assert refusal(plan).reason == "outside"
