"""What new workshops begin from: each sound, with questions for its lanes and no example cards."""

from datetime import date

import pytest

from okrdesk import guidance
from okrdesk.cards import Condition, KeyResult, Link, Objective, Person, Pillar, Team
from okrdesk.counts import problems
from okrdesk.fresh import fresh
from okrdesk.paths import RESOURCES
from okrdesk.team_edits import deepest_level
from okrdesk.templates import TEMPLATES, next_quarter, template_change
from okrdesk.workshop import Workshop
from tests.desks import desk_for

TODAY = date(2026, 11, 21)
IDS = [template.id for template in TEMPLATES]


def begun(id_: str, name: str = "Fernhill") -> Workshop:
    desk = desk_for(Workshop("w"))
    desk.do(template_change(id_, name, TODAY))
    assert desk.undo() is None  # nothing lies before the beginning
    return desk.workshop


@pytest.mark.parametrize("id_", IDS)
def test_each_template_makes_a_sound_workshop_without_cards(id_):
    workshop = begun(id_)
    assert problems(workshop) == []
    assert workshop.organisation.name == "Fernhill"
    assert workshop.root and workshop.root.name == "Company"
    assert not any(workshop.count(kind) for kind in (Pillar, Objective, KeyResult, Condition, Link, Person))
    lanes = deepest_level(workshop) + 2  # strategy, and the levels from 0 on
    prompts = [guidance.prompt(workshop, n) for n in range(lanes)]
    assert len(set(prompts)) == lanes
    assert all(p.endswith("?") and len(p) <= 110 for p in prompts)
    assert len({team.colour for team in workshop.all(Team)}) == workshop.count(Team)


def test_templates_differ_in_what_they_are_for():
    assert IDS == ["blank", "light", "pilot", "early", "six-levels"]
    assert {path.stem for path in (RESOURCES / "templates").iterdir()} == set(IDS)
    assert all(t.title and t.purpose.endswith(".") for t in TEMPLATES)
    light, pilot, early, six = map(begun, IDS[1:])
    assert (guidance.at_most(light, 0), guidance.at_most(light, 1)) == (3, 1)
    assert pilot.count(Team) == 2
    assert (early.cycle.weeks, guidance.at_most(early, 0)) == (4, 2)
    assert deepest_level(six) + 2 == 6
    assert [six.level(team.id) for team in six.teams()] == [0, 1, 2, 3]


def test_cycles_lie_ahead():
    assert (begun("blank").cycle.name, begun("blank").cycle.starts) == ("Q1 2027", date(2027, 1, 4))
    early = begun("early").cycle
    assert (early.name, early.starts) == ("Weeks 48–51 2026", date(2026, 11, 23))
    assert next_quarter(date(2026, 3, 31)) == (2, 2026, date(2026, 4, 6))


def test_each_call_gives_fresh_ids_and_unknown_templates_are_none():
    one, other = ({step.record.id for step in fresh("x", TODAY).steps} for _ in range(2))  # type: ignore[union-attr]
    assert not one & other
    with pytest.raises(KeyError):
        template_change("../samples/wrenfield")
