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


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_it_says_so(tmp_path):
    process = okrdesk(tmp_path, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    _out, err = process.communicate(timeout=20)
    assert process.returncode == 3
    assert err.startswith("okrdesk: There is no display")
