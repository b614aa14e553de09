"""What the set-up room alters: organisation, cycle, settings, levels, teams."""

from base64 import b64decode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrdesk import guidance, team_edits
from okrdesk.cards import KINDS, Condition, Objective, Organisation, Person, RoleAnswer, Team, fields_of
from okrdesk.change import Put
from okrdesk.check import LARGEST_LOGO
from okrdesk.desk import Desk, Refused
from okrdesk.edits import add
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.factory import sample_workshop
from tests.okrdesk.small import RECORDS

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.fixture
def desk() -> Desk:
    return desk_for(Workshop("w", RECORDS))


def mentions(workshop: Workshop, id_: str) -> list[tuple[str, str]]:
    """Where a record is referred to."""
    found = []
    for kind in KINDS:
        for info in fields_of(kind).values():
            for record in workshop.all(kind) if info.ref else ():
                value = getattr(record, info.name)
                if id_ == value or (isinstance(value, tuple) and id_ in value):
                    found.append((record.id, info.name))
    return found


# ---------------------------------------------------------------- what there is one of
def test_settings_come_into_being_when_they_are_first_changed(desk):
    workshop = desk.workshop
    assert workshop.settings.company_objectives_at_most == 3
    desk.do(team_edits.settings_change(workshop, volatile=True))
    desk.do(team_edits.settings_change(workshop, key_results_at_most=5))
    assert (workshop.settings.volatile, workshop.settings.key_results_at_most) == (True, 5)
    with pytest.raises(Refused, match="from 1 to 99"):
        desk.do(team_edits.settings_change(workshop, team_objectives_at_most=0))
    with pytest.raises(Refused, match="one set of settings"):
        desk.do(add(workshop, type(workshop.settings)("second")))
    desk.undo()
    desk.undo()
    assert set(workshop) == set(RECORDS)


def test_limits_by_level(desk):
    workshop = desk.workshop
    assert [guidance.at_most(workshop, level) for level in (0, 1, 2)] == [3, 3, 3]
    desk.do(team_edits.settings_change(workshop, company_objectives_at_most=4, team_objectives_at_most=5))
    assert [guidance.at_most(workshop, level) for level in (0, 1, 2)] == [4, 5, 5]
    desk.do(team_edits.settings_change(workshop, volatile=True))
    assert [guidance.at_most(workshop, level) for level in (0, 1, 2)] == [2, 5, 5]


def test_organisation_and_cycle_come_into_being_too():
    desk = desk_for(Workshop("w"))
    desk.do(team_edits.organisation_change(desk.workshop, name="Fernhill", purpose="Shade for all"))
    desk.do(team_edits.cycle_change(desk.workshop, constraints="No new hires before May"))
    desk.do(team_edits.cycle_change(desk.workshop, weeks=4))
    assert desk.workshop.organisation.name == "Fernhill"
    assert (desk.workshop.cycle.weeks, desk.workshop.cycle.constraints) == (4, "No new hires before May")


def test_a_logo_is_a_picture_of_bearable_size(desk):
    workshop = desk.workshop
    desk.do(team_edits.logo_change(workshop, PNG))
    assert b64decode(workshop.organisation.logo) == PNG
    desk.do(team_edits.logo_change(workshop, b"\xff\xd8\xff\xe0" + b"\0" * (LARGEST_LOGO - 4)))
    for picture, why in [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG or JPEG"),
        (b"GIF89a", "PNG or JPEG"),
        (PNG + b"\0" * LARGEST_LOGO, "larger than 256 KB"),
        (PNG + b"\0" * (LARGEST_LOGO - len(PNG) + 1), "larger than 256 KB"),
    ]:
        with pytest.raises(Refused, match=why):
            desk.do(team_edits.logo_change(workshop, picture))
    with pytest.raises(Refused, match="PNG or JPEG"):
        desk.do(team_edits.organisation_change(workshop, logo="not base64!"))
    desk.do(team_edits.logo_change(workshop, b""))
    assert workshop.organisation.logo == ""


def test_each_lane_has_a_question(desk):
    workshop = desk.workshop
    ours = [guidance.prompt(workshop, lane) for lane in range(6)]
    assert len(set(ours)) == 4
    assert all(question.endswith("?") for question in ours)
    desk.do(team_edits.prompt_change(workshop, 2, "  What will you do\nfor it? "))
    assert guidance.prompt(workshop, 2) == "What will you do for it?"
    assert guidance.prompt(workshop, 1) == ours[1]
    desk.do(team_edits.prompt_change(workshop, 2, ""))
    assert guidance.prompt(workshop, 2) == ours[2]


# ---------------------------------------------------------------- levels
def test_levels_are_named_added_and_removed(desk):
    workshop = desk.workshop
    desk.do(team_edits.add_level(workshop, "Crews"))
    assert workshop.organisation.levels == ("Company", "Departments", "Crews")
    desk.do(team_edits.rename_level(workshop, 1, "Units"))
    assert workshop.organisation.levels == ("Company", "Units", "Crews")
    desk.do(team_edits.add_team(workshop, "Wheels", "eng"))
    with pytest.raises(Refused, match="teams in “Crews”"):
        team_edits.remove_level(workshop)
    desk.undo()
    desk.do(team_edits.remove_level(workshop))
    assert workshop.organisation.levels == ("Company", "Units")
    with pytest.raises(Refused, match="at least"):
        team_edits.remove_level(workshop)


def test_levels_without_names_keep_ours():
    desk = desk_for(Workshop("w", [Organisation("o"), Team("co", name="Co", code="CO")]))
    desk.do(team_edits.add_level(desk.workshop, "Crews"))
    assert desk.workshop.organisation.levels == ("", "", "Crews")
    assert team_edits.deepest_level(desk.workshop) == 2


def test_a_lane_is_taken_from_between_others_and_moved_among_them(desk):
    workshop = desk.workshop
    before = workshop.organisation
    for title in ("Crews", "Benches"):
        desk.do(team_edits.add_level(workshop, title))
    desk.do(team_edits.prompt_change(workshop, 4, "Which tool is missing?"))
    desk.do(team_edits.move_level(workshop, 3, 1))
    assert workshop.organisation.levels == ("Company", "Benches", "Departments", "Crews")
    assert workshop.organisation.prompts == ("", "", "Which tool is missing?")
    with pytest.raises(Refused, match="teams in “Benches” or below"):
        team_edits.remove_level(workshop, 1)
    desk.do(team_edits.move_level(workshop, 1, 2))
    desk.do(team_edits.remove_level(workshop, 2))
    assert workshop.organisation.levels == ("Company", "Departments", "Crews")
    assert workshop.organisation.prompts == ()
    while desk.history.undoable:
        desk.undo()
    assert workshop.organisation == before


def test_a_lane_without_a_name_takes_ours_along():
    desk = desk_for(Workshop("w", [Organisation("o"), Team("co", name="Co", code="CO")]))
    desk.do(team_edits.move_level(desk.workshop, 1, 0))
    assert desk.workshop.organisation.levels == ("Enabling objectives", "Company objectives")


def test_a_code_is_one_teams_alone(desk):
    workshop = desk.workshop
    desk.do(team_edits.recode_team(workshop, "eng", " EN G2 "))
    assert (workshop["eng"].code, workshop["o2"].code) == ("ENG2", "ENG-1")
    for code, why in (("SHOP", "taken"), ("CO-1", "taken"), (" ", "needs a code")):
        with pytest.raises(Refused, match=why):
            team_edits.recode_team(workshop, "eng", code)
    assert not team_edits.recode_team(workshop, "eng", "ENG2").steps


# ---------------------------------------------------------------- teams
def test_a_new_team_is_below_the_company_and_has_a_hue_of_its_own(desk):
    workshop = desk.workshop
    desk.do(team_edits.add_team(workshop, " People  Ops "))
    new = next(team for team in workshop.teams() if team.name == "People Ops")
    assert (new.parent, new.code, new.colour) == ("co", "PO", 3)
    desk.do(team_edits.add_team(workshop, "First", before="eng"))
    assert workshop.by(Team, "parent", "co")[0].name == "First"


def test_the_first_team_is_the_company():
    desk = desk_for(Workshop("w"))
    desk.do(team_edits.add_team(desk.workshop, "Fernhill"))
    assert desk.workshop.root and desk.workshop.root.colour == 0


def test_teams_are_renamed_and_moved(desk):
    workshop = desk.workshop
    desk.do(team_edits.rename_team(workshop, "eng", "Workshop"))
    assert (workshop["eng"].name, workshop["eng"].code) == ("Workshop", "ENG")
    change = team_edits.move_team(workshop, "shop", "eng")
    assert change.label == "Move Shops & Repair to Workshop"
    desk.do(change)
    assert [t.id for t in workshop.teams()] == ["co", "eng", "shop"]
    with pytest.raises(Refused, match="below itself"):
        desk.do(team_edits.move_team(workshop, "eng", "shop"))
    desk.do(team_edits.move_team(workshop, "shop", "co", before="eng"))
    assert [t.id for t in workshop.teams()] == ["co", "shop", "eng"]
    for before in ("shop", "eng"):
        assert team_edits.move_team(workshop, "shop", "co", before=before).steps == ()


def test_what_goes_with_a_team_is_told_first(desk):
    workshop = desk.workshop
    assert team_edits.what_goes(workshop, "eng") == (
        "With Engineering go 1 objective, 2 key results and 2 links. 1 person stays, without a team."
    )
    desk.do(team_edits.add_team(workshop, "Empty"))
    empty = workshop.teams()[-1]
    assert team_edits.what_goes(workshop, empty.id) == ""
    desk.do(team_edits.drop_team(workshop, "eng"))
    assert mentions(workshop, "eng") == []
    with pytest.raises(Refused, match="company stays"):
        team_edits.drop_team(workshop, "co")


def test_a_team_is_merged_into_another(desk):
    workshop = desk.workshop
    desk.do(add(workshop, Objective("o5", team="shop", beneficiary="eng", parked=True)))
    desk.do(add(workshop, RoleAnswer("r2", "shop", "o1", "no_role", "no")))
    change = team_edits.dissolve(workshop, "eng", "shop")
    assert change.label == "Merge Engineering into Shops & Repair"
    before = set(workshop)
    desk.do(change)
    assert [o.id for o in workshop.objectives("shop", parked=None)] == ["o3", "o4", "o5", "o2"]
    assert workshop["o5"].beneficiary == "shop"
    assert workshop["rosa"].team == "shop"
    assert [answer.id for answer in workshop.by(RoleAnswer, "target", "o1")] == ["r2"]
    desk.undo()
    assert set(workshop) == before
    for team, into, why in (("co", "eng", "company stays"), ("eng", "eng", "another team")):
        with pytest.raises(Refused, match=why):
            team_edits.dissolve(workshop, team, into)


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_merging_teams_leaves_no_mention_and_loses_no_card(data):
    desk = desk_for(sample_workshop(objectives=20, key_results=10))
    workshop = desk.workshop
    teams = sorted(t.id for t in workshop.teams() if t.parent)
    gone, into = data.draw(st.permutations(teams).map(lambda order: order[:2]))
    before = set(workshop)
    kept = {r.id for kind in (Objective, Person, Condition) for r in workshop.all(kind)}
    desk.do(team_edits.dissolve(workshop, gone, into))
    assert gone not in workshop
    assert mentions(workshop, gone) == []
    assert kept <= {r.id for r in workshop}
    assert len(workshop.teams()) == len(teams)
    desk.undo()
    assert set(workshop) == before


def test_changes_of_one_record_are_named(desk):
    change = team_edits.cycle_change(desk.workshop, name="Q4")
    assert change.label == "Change the cycle"
    assert not any(isinstance(step, Put) for step in change.steps)
