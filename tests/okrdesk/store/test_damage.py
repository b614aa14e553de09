"""Damaged, hostile, foreign and newer files: a clear sentence or the same content, never worse (B1–B7)."""

import io
import os
import random
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from okrdesk.canonical import canonical
from okrdesk.store import checksum, safe_open
from okrdesk.store.document import create, open_document
from okrdesk.store.errors import StoreError, Unreadable, Unwritable
from okrdesk.store.formats import APPLICATION_ID, FORMAT
from tests.okrdesk.small import ANN, small_change
from tests.okrdesk.store.harm import ENDLESS, alter, refusal


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
