"""Work on the worker: results and errors come back on the main thread, the collector stays off the worker."""

import gc
import threading

import pytest

from ui.jobs import Jobs, collect_if_due


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.close()


def test_the_result_comes_back_on_the_main_thread(qtbot, jobs):
    seen = []

    def work():
        seen.append((threading.current_thread() is threading.main_thread(), gc.isenabled()))
        return 42

    jobs.run(work, lambda value: seen.append((value, threading.current_thread())), pytest.fail)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [(False, False), (42, threading.main_thread())]
    assert gc.isenabled()


def test_an_error_comes_back_too(qtbot, jobs):
    errors = []
    jobs.run(lambda: 1 / 0, pytest.fail, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ZeroDivisionError)


def test_the_collector_is_off_until_the_last_job_is_done(qtbot, jobs):
    done = []
    for n in range(3):
        jobs.run(lambda n=n: n, done.append, pytest.fail)
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: done == [0, 1, 2])
    assert gc.isenabled()


def test_the_timer_collects_what_is_due(monkeypatch):
    collected = []
    monkeypatch.setattr(gc, "collect", collected.append)
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    for count in ((5, 0, 0), (701, 3, 0), (701, 11, 2), (1, 1, 11)):
        monkeypatch.setattr(gc, "get_count", lambda count=count: count)
        collect_if_due()
    assert collected == [0, 1, 2]
