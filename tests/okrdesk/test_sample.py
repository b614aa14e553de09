"""The sample holds what pictures, README and first start want to show, and is a workshop without faults."""

from collections import Counter
from decimal import Decimal

import pytest

from okrdesk.cards import GUARDRAILS, Condition, KeyResult, Link, Objective, Person, RoleAnswer
from okrdesk.check import above, fault
from okrdesk.sample import sample
from okrdesk.workshop import Workshop


@pytest.fixture(scope="module")
def workshop():
    workshop = Workshop("sample", ())
    touched = workshop.apply(sample().steps)
    assert fault(workshop, touched) is None
    return workshop


def test_company_teams_and_people(workshop):
    assert workshop.organisation.name and workshop.cycle.starts
    assert len(workshop.teams()) == 7 and {workshop.level(t.id) for t in workshop.teams()[1:]} == {1}
    assert workshop.count(Person) >= 12
    assert len({person.initials for person in workshop.people()}) == workshop.count(Person)
    assert len(workshop.pillars()) == 2


def test_every_team_objective_of_this_quarter_has_a_line_upward(workshop):
    below = [o for t in workshop.teams()[1:] for o in workshop.objectives(t.id)]
    enabling = [o for o in below if any(link.kind == "enables" for link in workshop.links_from(o.id))]
    assert len(enabling) >= 12
    assert all(list(above(workshop, o.id)) for o in below)
    direct = [o for o in below if o not in enabling]
    assert [link.kind for o in direct for link in workshop.links_from(o.id)] == ["serves"]
    assert all(link.sentence for link in workshop.all(Link))


def test_company_objectives_have_conditions_open_and_claimed(workshop):
    company = workshop.objectives(workshop.root.id)
    assert len(company) == 3
    for objective in company:
        assert 2 <= len(workshop.key_results(objective.id)) <= 3
        assert 3 <= len(workshop.conditions(objective.id)) <= 4
    claimed = Counter(bool(workshop.claims(c.id)) for c in workshop.all(Condition) if not c.answer)
    assert claimed[False] == 2 and claimed[True] >= 6


def test_the_sum_adds_up(workshop):
    sums = [link for link in workshop.all(Link) if link.kind == "sums_into"]
    (goal,) = {link.target for link in sums}
    parts = [workshop[link.source] for link in sums]
    assert sum((kr.target for kr in parts), Decimal(0)) == workshop[goal].target


def test_the_rest_of_what_a_workshop_can_say(workshop):
    results = workshop.all(KeyResult)
    assert {kr.kind for kr in results} & set(GUARDRAILS)
    assert any(kr.baseline_unknown for kr in results) and any(kr.kind == "milestone" for kr in results)
    assert all(kr.owner and kr.read_every for kr in results if not workshop[kr.objective].parked)
    assert {o.style for o in workshop.all(Objective) if not o.parked} == {"committed", "aspirational"}
    (parked,) = workshop.parked()
    assert parked.parked_why and parked.parked_until
    assert [answer.answer for answer in workshop.all(RoleAnswer)] == ["no_role"]
    assert [link.by_week for link in workshop.all(Link) if link.kind == "relies_on"] == [5]


def test_each_call_gives_fresh_ids():
    first, second = (Workshop("sample", ()).apply(sample().steps).added for _ in range(2))
    assert first.isdisjoint(second)
