"""Back to an earlier state: by one change, to exactly what it was."""

from okrdesk.cards import Link, Objective
from okrdesk.edits import drop, set_field
from okrdesk.returning import distance, return_to
from okrdesk.sample import sample
from okrdesk.workshop import Workshop
from tests.desks import desk_for


def _sample():
    workshop = Workshop("w")
    workshop.apply(sample().steps)
    return workshop


def test_there_and_back():
    desk = desk_for(_sample())
    now, then = desk.workshop, desk.workshop.snapshot()
    assert not return_to(now, then, "").steps
    assert distance(now, then) == "It holds just what the workshop holds now."
    first, second, *_rest = now.all(Objective)
    desk.do(drop(now, first.id))
    desk.do(set_field(now, second.id, "title", "Another"))
    assert "1 card was changed" in distance(now, then) and "went" in distance(now, then)
    desk.do(return_to(now, then, "Back"))
    assert {record.id for record in now} == {record.id for record in then}
    assert now[second.id] == then[second.id]
    assert desk.history.undo_label == "Back"


def test_what_came_since_goes_with_its_links():
    desk = desk_for(_sample())
    now, then = desk.workshop.snapshot(), desk.workshop
    link = now.all(Link)[0]
    desk.do(drop(then, link.id))
    assert distance(now, then) == "Since then: 1 link differs."
