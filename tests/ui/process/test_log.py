"""The log lies in the app's own folder, wherever that is now."""

from ui.process.log import log_line, log_path


def test_the_log_follows_the_apps_folder(tmp_path, monkeypatch):
    for place in ("first", "second", "first"):
        monkeypatch.setenv("OKRDESK_HOME", str(tmp_path / place))
        log_line(f"written in {place}")
        assert log_path().read_text().splitlines()[-1].endswith(f"written in {place}")
    assert (tmp_path / "first" / "logs" / "okrdesk.log").read_text().count("written in") == 2
    assert "first" not in (tmp_path / "second" / "logs" / "okrdesk.log").read_text()
