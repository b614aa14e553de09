"""The program from its start to its end, as a process."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest


def okrdesk(tmp_path, *args, **environment):
    env = os.environ | {"OKRDESK_HOME": str(tmp_path / "home")} | environment
    command = [sys.executable, "-m", "okrdesk", *args]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
def test_sigterm_ends_it_in_good_order(tmp_path, sample_file):
    file = shutil.copy(sample_file, tmp_path / "plan.okrdesk")
    process = okrdesk(tmp_path, str(file))
    lock = tmp_path / "plan.okrdesk.lock"
    for _ in range(400):
        if (tmp_path / "home" / "settings.json").exists():
            break
        time.sleep(0.05)
    assert lock.exists()
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=20)
    err = err.replace("This plugin does not support propagateSizeHints()\n", "")
    assert (process.returncode, out, err) == (0, "", "")
    assert not lock.exists()
    assert not any((tmp_path / "home" / "tmp").iterdir())


COPY_AND_LEAVE = """
from functools import partial
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import app
begin = app._begin
def copy():
    place = QApplication.instance().window.workplace
    place.selection.show(next(iter(place.room.board.board.placement.cards)))
    place.card_commands.copy.trigger()
    assert len(QApplication.clipboard().mimeData().formats()) == 2
    place.window.close()
def begin_and_copy(*parts):
    begin(*parts)
    QTimer.singleShot(0, copy)
app._begin = begin_and_copy
raise SystemExit(app.run(None, "Ana Cruz"))
"""


def test_it_ends_in_good_order_with_cards_on_the_clipboard(tmp_path):
    env = os.environ | {"OKRDESK_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", COPY_AND_LEAVE]
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=50, check=False)
    assert (
        done.returncode,
        done.stderr.replace("This plugin does not support propagateSizeHints()\n", ""),
    ) == (
        0,
        "",
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_it_says_so(tmp_path):
    process = okrdesk(tmp_path, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    _out, err = process.communicate(timeout=20)
    assert process.returncode == 3
    assert err.startswith("okrdesk: There is no display")
