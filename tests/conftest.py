"""What every test stands on: no display, and a data folder that is nobody's."""

import os
import shutil
import tempfile

import pytest
from hypothesis import HealthCheck, settings

# How fast a machine is, and what else it does, is no property of what is tested.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt


def pytest_configure(config: pytest.Config) -> None:
    """Each test process, also each of pytest-xdist's workers, gets an empty data folder of its own."""
    home = tempfile.mkdtemp(prefix="okrdesk-tests-")
    os.environ["OKRDESK_HOME"] = home
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
