"""Work on the worker: results and errors come back on the main thread, the collector stays off the worker."""

import gc
import threading
import weakref

import pytest

from ui.process.jobs import Jobs


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


def test_rubbish_of_a_long_job_is_collected_on_the_main_thread_while_it_runs(qtbot, jobs):
    class Ring:
        def __init__(self):
            self.me = self

    gone, enough = [], threading.Event()

    def work():
        weakref.finalize(Ring(), lambda: gone.append(threading.current_thread()))
        enough.wait(10)

    jobs.run(work, lambda _nothing: None, pytest.fail)
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == [threading.main_thread()]
    enough.set()
    qtbot.waitUntil(gc.isenabled)
