"""The lower floors stand without the upper one: the core and the exports run where there is no Qt.

That arrows point down only is import-linter's to check (`make layers`); this is the same from the inside.
"""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

IMPORT_ALL = """
    import importlib, pkgutil, sys

    class NoQt:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] in {"PySide6", "shiboken6"}:
                raise ImportError(f"{name} is out of bounds here")

    sys.meta_path.insert(0, NoQt())
    floor = importlib.import_module(sys.argv[1])
    for module in pkgutil.walk_packages(floor.__path__, floor.__name__ + "."):
        importlib.import_module(module.name)
    print(*(name for name in sys.modules if name.partition(".")[0] == "ui"))
"""


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(code), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("floor", ["okrdesk", "exports"])
def test_every_module_imports_without_qt(floor):
    run = python(IMPORT_ALL, floor)
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == [], "a lower floor has pulled in ui"


def test_the_ban_on_qt_works():
    assert python(IMPORT_ALL + "\n    import PySide6", "okrdesk").returncode == 1
