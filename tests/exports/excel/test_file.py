"""The file on disk: whole or as it was before, whatever happens while it is written."""

import errno
import stat
import threading
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from exports.atomic import CannotWrite
from exports.excel import rows, write_workbook
from exports.job import Cancelled, Job
from tests.factory import sample_workshop

WORKSHOP = sample_workshop(objectives=400, key_results=1200)


@pytest.fixture
def target(tmp_path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"what was there before")
    return path


def untouched(target: Path) -> bool:
    return target.read_bytes() == b"what was there before" and list(target.parent.iterdir()) == [target]


class FullDisk(ZipFile):
    """A zip file on a disk that is full after the first 20,000 bytes."""

    def open(self, *args, **kwargs):
        sink = super().open(*args, **kwargs)
        if args[1:] == ("w",):
            write, written = sink.write, [0]

            def write_until_full(data):
                written[0] += len(data)
                if written[0] > 20_000:
                    raise OSError(errno.ENOSPC, "No space left on device")
                return write(data)

            sink.write = write_until_full
        return sink


def test_a_full_disk_leaves_the_old_file_whole(target, monkeypatch):
    monkeypatch.setattr(rows, "ZipFile", FullDisk)
    with pytest.raises(CannotWrite, match="no space left on device"):
        write_workbook(WORKSHOP, target, Job())
    assert untouched(target)


def test_a_damaged_part_is_noticed_before_the_old_file_goes(target, monkeypatch):
    monkeypatch.setattr(rows, "inline", lambda text: (False, "<is><t>" + text + "</is>"))
    with pytest.raises(CannotWrite, match="could not be read back"):
        write_workbook(WORKSHOP, target, Job())
    assert untouched(target)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.9])
def test_cancel_leaves_the_old_file_whole(target, share, monkeypatch):
    monkeypatch.setattr("exports.job.REPORT_EVERY_S", 0.0)

    def listen(done, total, what):
        if done >= share * total:
            job.cancel()

    job = Job(listen)
    with pytest.raises(Cancelled):
        write_workbook(WORKSHOP, target, job)
    assert untouched(target)


def test_cancel_works_from_another_thread(target):
    begun = threading.Event()
    job = Job(lambda done, total, what: begun.set())
    ended: list[bool] = []

    def work():
        with pytest.raises(Cancelled):
            write_workbook(sample_workshop(objectives=1500, key_results=4500), target, job)
        ended.append(True)

    worker = threading.Thread(target=work)
    worker.start()
    assert begun.wait(20)
    job.cancel()
    worker.join()
    assert ended
    assert untouched(target)


def test_progress_only_grows_and_ends_at_its_total(tmp_path, monkeypatch):
    monkeypatch.setattr("exports.job.REPORT_EVERY_S", 0.0)
    told: list[tuple[int, int, str]] = []
    write_workbook(WORKSHOP, tmp_path / "plan.xlsx", Job(lambda *news: told.append(news)))
    done = [news[0] for news in told]
    assert done == sorted(done)
    assert told[-1][0] == told[-1][1]
    assert len(told) > 10
    assert {total for _done, total, _what in told} == {told[-1][1]}
    assert any("OKRs" in what for _done, _total, what in told)


def test_writes_over_an_old_file_and_keeps_its_mode(target):
    target.chmod(0o640)
    write_workbook(WORKSHOP, target, Job())
    assert load_workbook(target, read_only=True).sheetnames[0] == "Overview"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert list(target.parent.iterdir()) == [target]


def test_no_folder_no_file(tmp_path):
    with pytest.raises(CannotWrite, match=r"plan\.xlsx"):
        write_workbook(sample_workshop(objectives=1, key_results=1), tmp_path / "gone" / "plan.xlsx", Job())
