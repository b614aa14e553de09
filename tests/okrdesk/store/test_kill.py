"""kill -9 at random moments: what was acknowledged is there, nothing half is, the file opens (A1, A2)."""

import contextlib
import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from okrdesk import edits
from okrdesk.cards import KeyResult, Objective, new_id
from okrdesk.change import Change, Put
from okrdesk.store import safe_open
from okrdesk.store.document import Document, open_document
from tests.okrdesk.small import ANN

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def edit_for_ever(document: Document, acknowledge: Callable[[int], object], *, publishing: bool) -> None:
    """Edits of three tables each, acknowledged only once they are durable."""
    number = 0
    while True:
        number += 1
        objective = Objective(new_id(), team="eng", title=f"made {number}")
        parts = [KeyResult(new_id(), objective=objective.id, text=f"part {n} of {number}") for n in range(3)]
        document.desk.do(Change(f"edit {number}", (Put(objective), *map(Put, parts))))
        acknowledge(number)
        document.desk.do(edits.set_field(document.workshop, "o1", "title", f"title {number}"))
        if publishing and number % 3 == 0:
            document.publish()


def killed_after(path: Path, seconds: float, *, publishing: bool) -> int:
    """Have a child edit `path` and kill it; returns the number of the last edit that it acknowledged."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with contextlib.suppress(BaseException):
            document = open_document(path, ANN)
            os.write(write, b"0\n")
            edit_for_ever(document, lambda n: os.write(write, b"%d\n" % n), publishing=publishing)
        os._exit(9)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        pipe.readline()  # it has opened the file
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        said = pipe.read()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    return max([0, *(int(line) for line in said.split(b"\n")[:-1])])


def check(path: Path, acknowledged: int, scratch: Path) -> None:
    safe_open.checked_copy(path, scratch)  # the person's file is sound before anything is recovered
    with closing(open_document(path, ANN, synchronous="OFF")) as document:
        workshop = document.workshop
        made = {o.title: o for o in workshop.all(Objective) if o.title.startswith("made ")}
        for number in range(1, acknowledged + 1):
            assert f"made {number}" in made
        for title, objective in made.items():
            number = title.removeprefix("made ")
            texts = [k.text for k in workshop.key_results(objective.id)]
            assert sorted(texts) == [f"part {n} of {number}" for n in range(3)]
        assert len(made) <= acknowledged + 1
        assert document.verify() == []
        document.desk.do(edits.drop(workshop, *(o.id for o in made.values())))


def kill_often(plan: Path, tmp_path: Path, times: int, *, publishing: bool) -> None:
    r = random.Random(times)
    total = 0
    for _ in range(times):
        acknowledged = killed_after(plan, r.uniform(0.002, 0.12), publishing=publishing)
        total += acknowledged
        check(plan, acknowledged, tmp_path / "scratch")
    assert total > times // 10  # it did edit, also on a busy machine
    assert sorted(p.name for p in plan.parent.iterdir()) == ["plan.okrdesk"]


@pytest.mark.parametrize("publishing", [False, True])
def test_kills_lose_nothing(plan, tmp_path, publishing):
    kill_often(plan, tmp_path, 50, publishing=publishing)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("publishing", [False, True])
def test_three_hundred_kills_lose_nothing(plan, tmp_path, publishing):
    kill_often(plan, tmp_path, 300, publishing=publishing)


def test_a_kill_while_recovering_loses_nothing(plan, tmp_path):
    """A11: the recovery itself may be cut off at any point."""
    r = random.Random(5)
    acknowledged = killed_after(plan, 0.08, publishing=False)
    for _ in range(10):
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                open_document(plan, ANN)
                time.sleep(60)
            os._exit(9)
        time.sleep(r.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    check(plan, acknowledged, tmp_path / "scratch")


def test_no_connection_crosses_a_fork(opened):
    """C5: a child that goes on with its parent's document is refused before it touches the file."""
    now = opened()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            now.desk.do(edits.set_field(now.workshop, "o1", "title", "from the child"))
        except Exception as error:
            code = 0 if "stays with the process" in str(error) else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    now.desk.do(edits.set_field(now.workshop, "o1", "title", "from the parent"))
    assert now.workshop["o1"].title == "from the parent"


def test_copies_made_while_editing_are_never_torn(plan, tmp_path):
    """C1: cp in small pieces while edits and publishing go on: each copy opens, and none is old."""
    copy_often(plan, tmp_path, 25)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_hundred_and_fifty_copies_made_while_editing_are_never_torn(plan, tmp_path):
    copy_often(plan, tmp_path, 150)


def copy_often(plan: Path, tmp_path: Path, times: int) -> None:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with contextlib.suppress(BaseException):
            document = open_document(plan, ANN, synchronous="OFF")
            edit_for_ever(document, lambda n: os.write(write, b"."), publishing=True)
        os._exit(9)
    os.close(write)
    try:
        os.read(read, 1)
        copy = tmp_path / "copy.okrdesk"
        seen = set()
        for _ in range(times):
            with plan.open("rb", buffering=0) as source, copy.open("wb") as target:
                while piece := source.read(16_384):
                    target.write(piece)
                    time.sleep(0.0002)
            with closing(open_document(copy, ANN, read_only=True)) as look:
                seen.add(look.repository.count())
        assert len(seen) > times // 5  # they are of different moments
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(read)
