"""Damaged, hostile, foreign and newer files: a clear sentence or the same content, never worse (B1–B7)."""

import io
import os
import random
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from okrdesk.canonical import canonical
from okrdesk.store import checksum, safe_open, shape
from okrdesk.store.document import create, open_document
from okrdesk.store.errors import StoreError, Unreadable, Unwritable
from okrdesk.store.formats import APPLICATION_ID, FORMAT
from tests.okrdesk.small import ANN, small_change


def refusal(path: Path) -> Unreadable:
    """The refusal to open `path`; fails when it opens. The file must be as it was."""
    before = path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else None
    with pytest.raises(Unreadable) as caught:
        open_document(path, ANN, synchronous="OFF").abandon()
    if before is not None:
        assert path.read_bytes() == before
    assert str(path) in str(caught.value)
    return caught.value


def alter(path: Path, *statements: str, stamped: bool = True) -> Path:
    """Alter a file with an SQL tool; `stamped`: by somebody who means harm and puts a right checksum in."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        mark = checksum.put_mark(connection) if stamped else b""
        connection.execute("VACUUM")
    if stamped:
        assert checksum.stamp(path, mark)
    return path


# ---------------------------------------------------------------- B1
def mutants(good: bytes, count: int, seed: int):
    """Damaged versions of a file: bits, bytes, sectors, pages, cuts, tails, headers."""
    r = random.Random(seed)
    page = 4096
    for _ in range(count):
        data = bytearray(good)
        at = r.randrange(len(data))
        match r.randrange(10):
            case 0:
                data[at] ^= 1 << r.randrange(8)
            case 1:
                data[at] = r.randrange(256)
            case 2:
                for _n in range(8):
                    data[r.randrange(len(data))] ^= 1 << r.randrange(8)
            case 3 | 4 as which:
                at -= at % 512
                data[at : at + 512] = (b"\0" if which == 3 else b"\xff") * 512
            case 5:
                at -= at % 512
                data[at : at + 512] = r.randbytes(512)
            case 6:
                a, b = (r.randrange(len(data) // page) * page for _n in "ab")
                data[a : a + page], data[b : b + page] = data[b : b + page], data[a : a + page]
            case 7:
                del data[at:]
            case 8:
                data += r.randbytes(r.choice((1, 512, page)))
            case 9:
                data[r.randrange(100)] = r.randrange(256)
        yield bytes(data)


def try_mutants(plan: Path, tmp_path: Path, count: int, seed: int) -> dict[str, int]:
    """Open each; returns how many were refused, by reason, and how many were the same."""
    with closing(open_document(plan, ANN, read_only=True)) as good:
        right = canonical(good.workshop)
    said: dict[str, int] = {}
    path = tmp_path / "mutant.okrdesk"
    for data in mutants(plan.read_bytes(), count, seed):
        path.write_bytes(data)
        try:
            with closing(open_document(path, ANN, read_only=True)) as opened:
                assert canonical(opened.workshop) == right
                opened.repository.entries()
            reason = "same"
        except Unreadable as error:
            reason = error.reason
            assert str(error).endswith((".", "…”."))
        assert path.read_bytes() == data
        said[reason] = said.get(reason, 0) + 1
    return said


def test_damaged_copies_are_refused_or_the_same(plan, tmp_path):
    said = try_mutants(plan, tmp_path, 500, seed=1)
    assert sum(said.values()) == 500
    assert said.get("same", 0) < 50  # a change that changed nothing, such as a page swapped with itself
    assert said["damaged"] > 100
    assert said["outside"] > 100


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_five_thousand_damaged_copies_crash_nothing(plan, tmp_path):
    """In children, since a crash of SQLite itself would take the test with it."""
    for seed in range(10):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                code = 0 if sum(try_mutants(plan, tmp_path, 500, 100 + seed).values()) == 500 else 2
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_every_single_byte_counts(plan, tmp_path):
    """The checksum covers the whole file, its own place included: each 499th byte altered is noticed."""
    good = plan.read_bytes()
    path = tmp_path / "one.okrdesk"
    with closing(sqlite3.connect(plan)) as connection:
        mark = connection.execute("SELECT value FROM meta WHERE key = 'checksum'").fetchone()[0]
    for at in range(100, len(good), 499):
        path.write_bytes(good[:at] + bytes([good[at] ^ 0x55]) + good[at + 1 :])
        found = checksum.digests(path, mark)
        assert found.at < 0 or found.zeroed != mark


@pytest.mark.parametrize("place", ["start", "across", "end", "twice", "nowhere"])
def test_digests_find_the_mark_wherever_it_lies(tmp_path, monkeypatch, place):
    monkeypatch.setattr(checksum, "_CHUNK", 64)
    mark = bytes(range(100, 132))
    body = {
        "start": mark + b"x" * 200,
        "across": b"x" * 50 + mark + b"x" * 100,
        "end": b"x" * 97 + mark,
        "twice": mark + b"x" * 33 + mark,
        "nowhere": b"x" * 300 + mark[:-1],
    }[place]
    path = tmp_path / "file"
    path.write_bytes(body)
    found = checksum.digests(path, mark)
    import hashlib

    assert found.whole == hashlib.sha256(body).digest()
    assert found.zeroed == hashlib.sha256(body.replace(mark, bytes(32))).digest()
    assert found.at == (body.find(mark) if body.count(mark) == 1 else -1)


# ---------------------------------------------------------------- B2, B3
@pytest.mark.parametrize(
    "number, reason", [(0, "version"), (-3, "version"), (FORMAT + 1, "newer"), (99, "newer")]
)
def test_other_formats(plan, number, reason):
    alter(plan, f"PRAGMA user_version = {number}")
    assert refusal(plan).reason == reason


def test_a_newer_file_names_the_program_it_needs(plan):
    alter(
        plan, "PRAGMA user_version = 7", "UPDATE meta SET value = CAST('4.2' AS BLOB) WHERE key = 'program'"
    )
    sentence = str(refusal(plan))
    assert f"file format 7, this one reads up to {FORMAT}" in sentence
    assert "You need OKR Desk 4.2 or newer" in sentence


def test_an_unreadable_newer_file_still_says_so(plan):
    alter(plan, "PRAGMA user_version = 7", "DROP TABLE meta", stamped=False)
    assert "a newer OKR Desk" in str(refusal(plan))


def zip_of(name: str, flag: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    data = bytearray(out.getvalue())
    data[6] |= flag
    return bytes(data)


FOREIGN: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"", "empty", "is empty"),
    "text": (b"hello", "not ours", "not an OKR Desk workshop"),
    "zeros": (bytes(10_000), "not ours", "not an OKR Desk workshop"),
    "noise": (random.Random(3).randbytes(9000), "not ours", "not an OKR Desk workshop"),
    "excel": (zip_of("xl/workbook.xml"), "excel", "Use Import"),
    "zip": (zip_of("a.txt"), "archive", "Unpack it"),
    "locked zip": (zip_of("a.txt", 1), "encrypted", "encrypted"),
    "half a zip": (b"PK\x03\x04" + bytes(200), "archive", "Unpack it"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "office", "password-protected"),
    "a header alone": (b"SQLite format 3\0" + bytes(20), "not ours", "not an OKR Desk workshop"),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_what_is_no_workshop_is_called_what_it_is(tmp_path, what):
    content, reason, words = FOREIGN[what]
    path = tmp_path / "thing.okrdesk"
    path.write_bytes(content)
    error = refusal(path)
    assert error.reason == reason
    assert words in str(error)


def test_another_programs_database(plan):
    alter(plan, "PRAGMA application_id = 1234")
    assert refusal(plan).reason == "not ours"


def test_a_file_in_wal_mode_was_not_published_by_us(plan):
    with closing(sqlite3.connect(plan)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    assert refusal(plan).reason == "wal"


def test_folders_pipes_and_links_in_a_circle(tmp_path):
    assert refusal(tmp_path).reason == "folder"
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe").reason == "not a file"
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(Unreadable, match="in a circle"):
        open_document(tmp_path / "a", ANN)
    assert refusal(tmp_path / "nothing here").reason == "missing"
    with pytest.raises(Unreadable, match="not a name"):
        open_document(tmp_path / ("x" * 300), ANN)
    with pytest.raises(Unwritable):
        create(tmp_path / ("x" * 300), ANN)
    with pytest.raises(Unreadable, match="not a name"):
        open_document(tmp_path / "a\0b", ANN)


def test_a_file_beyond_the_cap_is_not_even_copied(plan, monkeypatch):
    monkeypatch.setattr(safe_open, "LARGEST", 1000)
    assert refusal(plan).reason == "too large"


# ---------------------------------------------------------------- B4
def rebuilt(table: str, edit: Callable[[str], str]) -> tuple[str, ...]:
    """Statements that make a table anew with another definition."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            (Path(shape.__file__).parent / "formats" / f"{FORMAT}.sql").read_text("utf-8")
        )
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return (f"DROP TABLE {table}", edit(sql))


ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"
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
    from okrdesk.desk import Refused

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


# ---------------------------------------------------------------- B6, B7
def test_an_error_of_the_drive_is_not_called_damage(plan, monkeypatch):
    def broken(*_args: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(safe_open, "_head", broken)
    with pytest.raises(StoreError, match="cannot be read at the moment") as caught:
        open_document(plan, ANN)
    assert not isinstance(caught.value, Unreadable)
    assert "damaged" not in str(caught.value)


@pytest.mark.parametrize("code, kind", [
    (sqlite3.SQLITE_IOERR_READ, StoreError), (sqlite3.SQLITE_CANTOPEN, StoreError),
    (sqlite3.SQLITE_CORRUPT, Unreadable), (sqlite3.SQLITE_NOTADB, Unreadable),
    (sqlite3.SQLITE_TOOBIG, Unreadable),
])  # fmt: skip
def test_what_sqlite_says_is_told_apart(code, kind):
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    assert type(safe_open.sentence_for(error, Path("x"))) is kind


def test_a_cell_changed_with_another_tool_is_noticed(plan):
    alter(plan, "UPDATE objective SET title = 'Sneaky' WHERE id = 'o1'", stamped=False)
    error = refusal(plan)
    assert error.reason == "outside"
    assert "changed outside OKR Desk" in str(error)


def test_an_endless_look_is_stopped(plan, monkeypatch):
    with closing(sqlite3.connect(":memory:")) as connection:
        safe_open.restrain(connection, seconds=0.05)
        with pytest.raises(sqlite3.OperationalError) as caught:
            connection.execute(ENDLESS)
    assert safe_open.sentence_for(caught.value, plan).args


def test_a_file_of_ten_thousand_characters_in_every_field_opens(tmp_path):
    from dataclasses import replace

    from okrdesk.cards import Objective
    from okrdesk.change import Put

    change = small_change()
    long = Objective("long", "a9", "", "eng", "x" * 10_000, "y" * 200_000, note="漢" * 10_000)
    change = replace(change, steps=(*change.steps, Put(long)))
    create(tmp_path / "long.okrdesk", ANN, change, synchronous="OFF").close()
    with closing(open_document(tmp_path / "long.okrdesk", ANN, read_only=True)) as opened:
        assert opened.workshop["long"].story == "y" * 200_000  # type: ignore[attr-defined]


def test_the_header_is_what_the_design_says(plan):
    head = plan.read_bytes()[:100]
    assert head.startswith(b"SQLite format 3\0")
    assert int.from_bytes(head[68:72]) == APPLICATION_ID == 0x4F4B5244
    assert int.from_bytes(head[60:64]) == FORMAT
