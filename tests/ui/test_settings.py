"""Settings survive a restart, and whatever somebody wrote into their file."""

import json

import pytest

from ui.settings import Recent, Settings


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("OKRDESK_HOME", str(tmp_path))


def test_they_come_back_as_they_were(tmp_path):
    settings = Settings(theme="dark")
    settings.remember(tmp_path / "a.okrdesk").geometry = "AAAA"
    settings.remember(tmp_path / "b.okrdesk")
    settings.save()
    assert Settings.load() == settings
    assert [path.name for path in tmp_path.iterdir()] == ["settings.json"]


def test_what_is_kept_of_each_workshop_comes_back(tmp_path):
    settings = Settings(text_size=150, reduced_motion=True, hints=["write"])
    recent = settings.remember(tmp_path / "a.okrdesk")
    recent.room, recent.views = "outline", {"board": "1000 2 3", "outline": "{}"}
    settings.save()
    assert Settings.load() == settings and recent.opened


def test_settings_of_the_day_when_the_board_was_the_only_room(tmp_path):
    raw = {"recents": [{"path": "/a", "view": "1300 200 150"}]}
    (tmp_path / "settings.json").write_text(json.dumps(raw))
    assert Settings.load().recents == [Recent("/a", views={"board": "1300 200 150"})]


def test_recents_are_newest_first_each_once_and_can_be_forgotten(tmp_path):
    settings = Settings()
    for name in "abcab" + "defghijklmnop":
        settings.remember(tmp_path / name)
    assert [recent.path[-1] for recent in settings.recents] == list("ponmlkjihgfe")
    settings.forget(settings.recents[0].path)
    assert settings.recents[0].path.endswith("o")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "\xff",
        '{"theme": "pink", "recents": 3}',
        '{"text_size": 1000, "reduced_motion": "x", "hints": {"a": 1}}',
        '{"text_size": [], "hints": [1], "recents": [{"path": 2, "views": 3}]}',
        '{"recents": [1, {"path": 2}, {"geometry": "x"}]}',
    ],
)
def test_a_broken_file_is_the_first_day(tmp_path, text):
    (tmp_path / "settings.json").write_text(text, encoding="latin-1")
    assert Settings.load() == Settings()


def test_what_is_good_in_a_broken_file_is_kept(tmp_path):
    raw = {"theme": "light", "recents": [{"path": "/a", "geometry": 5}, {"path": "/b", "later": "field"}]}
    (tmp_path / "settings.json").write_text(json.dumps(raw))
    assert Settings.load() == Settings("light", [Recent("/a"), Recent("/b")])
