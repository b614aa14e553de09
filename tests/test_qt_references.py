"""A canary for the Qt binding.

PySide6 6.12.0 on Python 3.11 loses a reference to None or True with each call that returns it, and Python
aborts once they are used up, after some thousand calls: long after a short test has passed. As long as
this test passes with a newer PySide6, that one may be used.
"""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

CALLS = 1000


class Bell(QObject):
    rung = Signal()


def lost(call: Callable[[], object]) -> int:
    """How many references to None or True (the worse of the two) went missing round a thousand calls."""
    kept = [None, True] * 5 * CALLS  # should the binding leak, the test run survives it
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        call()
    after = sys.getrefcount(None), sys.getrefcount(True)
    del kept
    return max(b - a for b, a in zip(before, after, strict=True))


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal from Python 3.12")
def test_calls_keep_none_and_true_alive(qtbot):
    label, bell = QLabel(), Bell()
    qtbot.addWidget(label)
    assert lost(lambda: label.setEnabled(True)) <= 100
    assert lost(bell.rung.emit) <= 100
