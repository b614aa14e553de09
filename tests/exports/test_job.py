"""Progress and cancel, as an export sees them."""

import pytest

from exports.job import REPORT_EVERY_S, Cancelled, Job


def test_a_listener_hears_of_it_at_most_20_times_a_second(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("exports.job.time.monotonic", lambda: now[0])
    told = []
    job = Job(lambda done, total, what: told.append((done, total, what)))
    for done in range(101):
        job.step(done, 100, "Writing")
        now[0] += REPORT_EVERY_S / 10
    assert 10 <= len(told) <= 12
    assert told[-1] == (100, 100, "Writing")


def test_cancel_stops_the_next_step():
    job = Job()
    job.step(1, 3, "Writing")
    job.cancel()
    with pytest.raises(Cancelled):
        job.step(2, 3, "Writing")
