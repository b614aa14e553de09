"""What processes leave behind is cleared away, and never what still runs."""

import os

import pytest

from okrdesk.paths import app_home
from ui.process.private import clear_left_over


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("OKRDESK_HOME", str(tmp_path))


def test_what_dead_processes_left_is_cleared_away_and_what_lives_stays():
    folder = app_home() / "tmp"
    for name in ("999999999", "by hand", str(os.getpid())):
        (folder / name).mkdir(parents=True)
        (folder / name / "draft").write_text("words")
    clear_left_over()
    assert [entry.name for entry in folder.iterdir()] == [str(os.getpid())]


def test_where_nothing_temporary_was_kept_there_is_nothing_to_clear():
    assert not (app_home() / "tmp").exists()
    clear_left_over()
