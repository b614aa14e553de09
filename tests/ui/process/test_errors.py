"""What nobody foresaw: told once, logged without the plan's words, never raised on."""

import logging
import sys
import threading

import pytest
from PySide6.QtCore import qWarning

from okrdesk.desk import Refused
from ui.process.errors import Watch, guarded
from ui.process.log import log_path

SECRET = "Buy the mill at Oakham"


@pytest.fixture
def watch(qapp):
    hooks = sys.excepthook, threading.excepthook
    watch = Watch()
    watch.install()
    yield watch
    watch.remove()
    sys.excepthook, threading.excepthook = hooks


@pytest.fixture
def heard(watch):
    heard = []
    watch.tell(heard.append)
    return heard


def go_wrong(error):
    try:
        raise error
    except Exception as caught:
        sys.excepthook(type(caught), caught, caught.__traceback__)


def log():
    for handler in logging.getLogger("okrdesk").handlers:
        handler.flush()
    return log_path().read_text()


def test_a_storm_is_told_once_and_the_log_holds_no_word_of_the_plan(qtbot, heard):
    for _ in range(50):
        go_wrong(KeyError(SECRET))
    assert heard == []  # not within the error itself
    qtbot.waitUntil(lambda: heard == [""])
    assert "builtins.KeyError at test_errors.py" in log()
    assert SECRET not in log()


def test_a_sentence_made_for_people_is_passed_on(qtbot, heard):
    go_wrong(Refused("Not today."))
    qtbot.waitUntil(lambda: heard == ["Not today."])


def test_errors_of_threads_are_told_in_the_main_thread(qtbot, heard):
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: heard == [""])
    assert "ZeroDivisionError" in log()


def test_qts_warnings_go_to_the_log(watch):
    qWarning("a warning of Qt")
    assert "qt QtWarningMsg" in log()


def test_guarded_overrides_return_their_default(monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: seen.append(kind))

    class Thing:
        @guarded(default=7)
        def sizes(self):
            raise ValueError

    assert Thing().sizes() == 7
    assert seen == [ValueError]
