"""A proposal as one change: into an empty workshop, into one with cards, twice, and undone."""

from decimal import Decimal
from pathlib import Path

import pytest

from exports.excel import write_workbook
from exports.job import Job
from okrdesk.canonical import canonical
from okrdesk.cards import KeyResult, Link, Objective, Person, Pillar, Team
from okrdesk.change import Put
from okrdesk.intake import Proposal, change_for, left_out_for, propose, propose_text
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.factory import sample_workshop

PLAN = """Team;Objective;Key result;Owner;From;To;Rolls up to;Strategic pillar
Company;Earn the trust of bakers;Reorders within a month;Ida Berg;20%;40%;;Bread for all
Ovens;Dough rises everywhere;Failed batches a week;Tom;9;3;Earn the trust of bakers;
;;Spare ovens;Uma & Tom;?;12;;
Ovens;A shop never waits;Minutes late;Tom;12;2;Failed batches a week;
Vans;A shop never waits;Vans on the road;Uma;7;9;O9;
"""


@pytest.fixture
def plan() -> Proposal:
    return propose_text(PLAN)


def test_one_change_makes_company_cycle_and_cards(plan: Proposal):
    desk = desk_for(Workshop("w"))
    change = change_for(plan, desk.workshop)
    assert change.kind == "import"
    desk.do(change)
    workshop = desk.workshop
    assert workshop.root is not None
    assert workshop.root.name == "Company"
    assert [team.name for team in workshop.teams()] == ["Company", "Ovens", "Vans"]
    assert workshop.count(Objective) == plan.counts["objectives"] == 4
    assert workshop.count(KeyResult) == plan.counts["key_results"] == 5
    first = workshop.objectives(workshop.root.id)[0]
    (result,) = workshop.key_results(first.id)
    assert (result.kind, result.unit, result.baseline, result.target) == (
        "increase",
        "%",
        Decimal(20),
        Decimal(40),
    )
    assert workshop.name_of(result.owner) == "Ida Berg"
    assert [p.title for p in workshop.pillars()] == ["Bread for all"]
    assert sorted(link.kind for link in workshop.all(Link)) == ["enables", "enables", "serves"]


def test_a_key_result_as_parent_is_linked_to_itself(plan: Proposal):
    desk = desk_for(Workshop("w"))
    desk.do(change_for(plan, desk.workshop))
    targets = [desk.workshop[link.target] for link in desk.workshop.all(Link)]
    assert [t.text for t in targets if isinstance(t, KeyResult)] == ["Failed batches a week"]


def test_an_unknown_baseline_is_not_zero(plan: Proposal):
    spare = plan.objectives[1].key_results[1]
    assert (spare.baseline, spare.baseline_unknown, spare.involved) == (None, True, ("Tom",))


def test_undo_takes_all_of_it_back(plan: Proposal):
    desk = desk_for(Workshop("w"))
    before = canonical(desk.workshop)
    desk.do(change_for(plan, desk.workshop))
    desk.undo()
    assert canonical(desk.workshop) == before


def test_a_second_time_uses_the_teams_people_and_pillars_that_are_there(plan: Proposal):
    desk = desk_for(Workshop("w"))
    desk.do(change_for(plan, desk.workshop))
    teams, people = desk.workshop.count(Team), desk.workshop.count(Person)
    desk.do(change_for(propose_text(PLAN.replace("Ovens", " ovens ").replace("Uma", "UMA")), desk.workshop))
    assert (desk.workshop.count(Team), desk.workshop.count(Person)) == (teams, people)
    assert desk.workshop.count(Pillar) == 1
    assert desk.workshop.count(Objective) == 8
    ovens = next(team for team in desk.workshop.teams() if team.name == "Ovens")
    ranks = [o.rank for o in desk.workshop.objectives(ovens.id)]
    assert len(set(ranks)) == len(ranks) == 4


def test_what_is_there_already_and_what_is_missing_is_said(plan: Proposal):
    desk = desk_for(Workshop("w"))
    assert [left.text for left in left_out_for(plan, desk.workshop)] == ["O9"]
    desk.do(change_for(plan, desk.workshop))
    twice = [left for left in left_out_for(plan, desk.workshop) if "already" in left.why]
    assert len(twice) == 4


def test_a_parent_may_be_in_the_workshop():
    desk = desk_for(Workshop("w"))
    desk.do(change_for(propose_text(PLAN), desk.workshop))
    more = propose_text(
        "Team,Objective,KR,Supports\nVans,Fewer empty vans,Empty runs halve,dough rises everywhere\n"
    )
    assert [words for _objective, words in more.pending] == ["dough rises everywhere"]
    desk.do(change_for(more, desk.workshop))
    assert left_out_for(more, desk.workshop)[0].why.startswith("The workshop already")
    new = next(o for o in desk.workshop.all(Objective) if o.title == "Fewer empty vans")
    (link,) = desk.workshop.links_from(new.id)
    target = desk.workshop[link.target]
    assert isinstance(target, Objective)
    assert target.title == "Dough rises everywhere"


def test_circles_and_self_parents_are_listed_and_not_linked():
    plan = propose_text(
        "#,Objective,KR,Parent\n1,Bake more,Loaves,2\n2,Sell more,Sales,1\n3,Rest more,Naps,3\n"
    )
    desk = desk_for(Workshop("w"))
    desk.do(change_for(plan, desk.workshop))
    assert desk.workshop.count(Link) == 1
    assert [left.text for left in plan.left_out] == ["1", "3"]


def test_a_workbook_of_ours_comes_back(tmp_path: Path):
    before = sample_workshop(objectives=30)
    file = tmp_path / "ours.xlsx"
    write_workbook(before.snapshot(), file, Job())
    plan = propose(file)
    cards = {
        (o.title, k.text, k.target, k.kind) for o in plan.objectives for k in o.key_results if not o.parked
    }
    assert cards == {
        (o.title, k.text, k.target, k.kind)
        for team in before.teams()
        for o in before.objectives(team.id)
        for k in before.key_results(o.id)
    }
    assert {o.title for o in plan.objectives if o.parked} == {o.title for o in before.parked()}
    assert {team.name for team in plan.teams} >= {o.team for o in plan.objectives}
    desk_for(Workshop("w")).do(change_for(plan, Workshop("w")))


def test_a_first_name_or_initials_mean_who_is_there_already():
    workshop = sample_workshop()
    dana = Person("dana", "a0", "Dana Fox", "DFX")
    workshop.apply([Put(dana)])
    results = "- KR: Bikes found from 3 to 9 @dana\n- KR: Bikes lost to 2 @DFX"
    text = f"Objective: Every bike is found (@dana)\n{results}"
    desk = desk_for(workshop)
    before = workshop.count(Person)
    desk.do(change_for(propose_text(text), workshop))
    assert workshop.count(Person) == before
    (made,) = [o for o in workshop.all(Objective) if o.title.startswith("Every bike is found")]
    assert made.owner == dana.id
    assert [result.owner for result in workshop.key_results(made.id)] == [dana.id, dana.id]


def test_new_people_have_initials_of_their_own():
    workshop = sample_workshop()
    workshop.apply([Put(Person("dana", "a0", "Dana Fox", "DF"))])
    desk = desk_for(workshop)
    desk.do(change_for(propose_text(PLAN.replace("Ida Berg", "Dirk Feld")), workshop))
    (dirk,) = [person for person in workshop.people() if person.name == "Dirk Feld"]
    assert dirk.initials == "DFE"
