"""Backups, restoring and rescue (B5)."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from okrdesk import edits
from okrdesk.cards import KeyResult, Objective
from okrdesk.change import Change
from okrdesk.store import backups, checksum
from okrdesk.store.document import open_document
from okrdesk.store.errors import StoreError, Unreadable
from okrdesk.store.rescue import rescue
from tests.okrdesk.small import ANN, RECORDS


def session(opened, title: str, kind: str = "do") -> str:
    """Open, retitle, publish, close; returns the workshop's id."""
    now = opened()
    change = edits.set_field(now.workshop, "o1", "title", title)
    now.desk.do(Change(change.label, change.steps, kind))  # type: ignore[arg-type]
    now.close()
    return now.workshop.id


def title_in(path: Path) -> str:
    with closing(open_document(path, ANN, read_only=True)) as look:
        return look.workshop["o1"].title  # type: ignore[attr-defined]


def test_the_first_publishing_of_a_session_keeps_what_was_there(opened):
    now = opened()
    for n in range(3):
        now.desk.do(edits.set_field(now.workshop, "o1", "title", f"title {n}"))
        now.publish()
    (kept,) = backups.listing(now.workshop.id)
    assert kept.reason == "session"
    assert title_in(kept.path) == "Every rider comes back"
    assert kept.path.stat().st_mode & 0o777 == 0o600


def test_an_import_keeps_what_was_there_too(opened):
    now = opened()
    now.desk.do(edits.set_field(now.workshop, "o1", "title", "first"))
    now.publish()
    change = edits.set_field(now.workshop, "o1", "title", "imported")
    now.desk.do(Change("Import", change.steps, "import"))
    now.publish()
    assert [(b.reason, title_in(b.path)) for b in backups.listing(now.workshop.id)] == [
        ("import", "first"),
        ("session", "Every rider comes back"),
    ]


def test_ten_and_one_a_day_and_one_a_month_are_kept(plan, monkeypatch):
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)
    now = [start]

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return now[0]

    monkeypatch.setattr(backups, "datetime", Clock)
    sha256 = checksum.sha256(plan).hex()
    for n in range(300):
        now[0] = start + timedelta(hours=8 * n)
        backups.keep(plan, "w", "session", sha256)
    kept = backups.listing("w")
    assert [b.number for b in kept[:10]] == list(range(300, 290, -1))
    days = {f"{b.made:%Y-%m-%d}" for b in kept}
    assert len(days) == 14 + 2  # fourteen days, and the last ones of January and February
    assert 10 < len(kept) < 30


def test_a_clock_that_jumps_back_does_not_change_which_is_newest(plan, monkeypatch):
    sha256 = checksum.sha256(plan).hex()
    backups.keep(plan, "w", "session", sha256)

    class Past(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2001, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(backups, "datetime", Past)
    latest = backups.keep(plan, "w", "import", sha256)
    assert backups.listing("w")[0].path == latest


def test_recovery_picks_the_newest_good_backup(opened):
    id_ = session(opened, "title 0")
    for n in (1, 2):
        session(opened, f"title {n}")
    newest, middle, oldest = backups.listing(id_)
    assert backups.newest_good(id_) == newest
    newest.path.write_bytes(newest.path.read_bytes()[:-7])
    assert backups.newest_good(id_) == middle
    middle.path.write_bytes(b"")
    oldest.path.write_bytes(b"rubbish")
    assert backups.newest_good(id_) is None
    assert backups.newest_good("nobody's") is None


def test_restoring_makes_a_new_file_of_a_sound_backup(opened, plan, tmp_path):
    id_ = session(opened, "later")
    (kept,) = backups.listing(id_)
    target = tmp_path / "restored.okrdesk"
    backups.restore(kept, target)
    assert title_in(target) == "Every rider comes back"
    with pytest.raises(StoreError, match="is there already"):
        backups.restore(kept, plan)
    kept.path.write_bytes(kept.path.read_bytes()[:-7])
    with pytest.raises(Unreadable):
        backups.restore(kept, tmp_path / "another.okrdesk")
    assert not (tmp_path / "another.okrdesk").exists()


# ---------------------------------------------------------------- rescue
def test_a_cell_changed_by_another_tool_shows_as_a_difference_from_the_backup(opened, plan, tmp_path):
    session(opened, "Every rider comes back twice")
    with closing(sqlite3.connect(plan)) as other:
        other.execute("UPDATE objective SET title = 'Sneaky' WHERE id = 'o2'")
        other.commit()
    before = plan.read_bytes()
    rescued = rescue(plan, tmp_path / "rescued.okrdesk", ANN)
    with closing(rescued.document) as document:
        assert document.workshop["o2"].title == "Sneaky"  # type: ignore[attr-defined]
        assert {r.id for r in document.workshop} == {r.id for r in RECORDS}
    assert rescued.lost == []
    assert (
        "ENG-1, title: “Sneaky” in the rescued workshop, “Frames that outlive riders” in the backup"
        in rescued.differs
    )
    assert plan.read_bytes() == before
    assert title_in(tmp_path / "rescued.okrdesk") == "Every rider comes back twice"


def test_what_hangs_in_the_air_is_left_out_or_cleared_and_told_of(plan, tmp_path):
    with closing(sqlite3.connect(plan)) as other:
        other.execute("DELETE FROM person WHERE id = 'rosa'")
        other.execute("DELETE FROM objective WHERE id = 'o2'")
        other.execute("UPDATE key_result SET target = 'lots' WHERE id = 'k1'")
        other.commit()
    rescued = rescue(plan, tmp_path / "rescued.okrdesk", ANN)
    with closing(rescued.document) as document:
        workshop = document.workshop
        assert workshop["o1"].owner == ""  # type: ignore[attr-defined]
        assert "k1" in workshop and workshop["k1"].target is None  # type: ignore[attr-defined]
        assert "k2" not in workshop and "l1" not in workshop
    assert "target of a KeyResult could not be read." in rescued.lost
    assert any("ENG-1.1 was left out" in line for line in rescued.lost)
    assert "owner of CO-1 is gone." in rescued.lost


def test_a_truncated_file_gives_what_it_has(plan, tmp_path):
    plan.write_bytes(plan.read_bytes()[: plan.stat().st_size * 3 // 5])
    try:
        rescued = rescue(plan, tmp_path / "rescued.okrdesk", ANN)
    except Unreadable as error:
        assert error.reason == "lost"
    else:
        rescued.document.close()
        assert rescued.lost


def test_a_damaged_file_with_edits_waiting_gives_the_edits(opened, plan, tmp_path):
    now = opened()
    now.desk.do(edits.set_field(now.workshop, "o1", "title", "not in the file yet"))
    plan.write_bytes(plan.read_bytes()[:-100])
    now.close(leave_unpublished=True)
    with pytest.raises(Unreadable, match="kept on this computer"):
        opened()
    rescued = rescue(plan, tmp_path / "rescued.okrdesk", ANN)
    rescued.document.close()
    assert title_in(tmp_path / "rescued.okrdesk") == "not in the file yet"


@pytest.mark.parametrize("content", [b"", b"rubbish", b"SQLite format 3\0" + bytes(5000)])
def test_nothing_comes_of_nothing(tmp_path, content):
    (tmp_path / "bad").write_bytes(content)
    with pytest.raises(Unreadable):
        rescue(tmp_path / "bad", tmp_path / "rescued.okrdesk", ANN)
    assert not (tmp_path / "rescued.okrdesk").exists()


def test_mutants_are_rescued_without_a_traceback(plan, tmp_path):
    import random

    good, r = plan.read_bytes(), random.Random(8)
    kept = 0
    for n in range(25):
        data = bytearray(good)
        for _ in range(8):
            at = r.randrange(4096, len(data))
            data[at : at + 16] = r.randbytes(16)
        path = tmp_path / f"mutant {n}"
        path.write_bytes(data[: len(good)])
        try:
            rescued = rescue(path, tmp_path / f"rescued {n}.okrdesk", ANN)
        except Unreadable:
            continue
        with closing(rescued.document) as document:
            kept += document.workshop.count(Objective) + document.workshop.count(KeyResult)
    assert kept > 25
