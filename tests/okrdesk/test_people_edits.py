"""A pasted list of people, and two who are one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrdesk import people_edits
from okrdesk.cards import Person
from okrdesk.desk import Desk, Refused
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.factory import sample_workshop
from tests.okrdesk.small import RECORDS
from tests.okrdesk.test_team_edits import mentions


@pytest.fixture
def desk() -> Desk:
    return desk_for(Workshop("w", RECORDS))


def added(desk: Desk, text: str, team: str = "") -> list[tuple[str, str, str, str]]:
    before = {person.id for person in desk.workshop.people()}
    desk.do(people_edits.people_from(desk.workshop, text, team))
    return [(p.name, p.initials, p.title, p.team) for p in desk.workshop.people() if p.id not in before]


@pytest.mark.parametrize(
    "text",
    [
        "Ines Varga\nOle Brandt",
        "- Ines Varga\r\n  * Ole  Brandt\n\n",
        "1. Ines Varga\n2) Ole Brandt\n",
        "Ines Varga <ines@fernhill.example>; Ole Brandt <ole@fernhill.example>",
        '"Varga, Ines" <ines@fernhill.example>, "Brandt, Ole" <ole@fernhill.example>',
        "Ines Varga\nKOFI annor\nines varga\nOle Brandt",
        "First name,Surname\nInes,Varga\nOle,Brandt",
        "Email\tName\nines@fernhill.example\tInes Varga\nole@fernhill.example\tOle Brandt",
        "Ines Varga, ines@fernhill.example\nOle Brandt, ole@fernhill.example",
    ],
)
def test_a_list_of_names(desk, text):
    assert added(desk, text, "shop") == [("Ines Varga", "IV", "", "shop"), ("Ole Brandt", "OB", "", "shop")]


@pytest.mark.parametrize(
    "text",
    [
        "Ines Varga, Designer, Engineering",
        "Ines Varga\tDesigner\tENG",
        "Ines Varga; Designer; engineering",
        "Name,Title,Team\nInes Varga,Designer,Engineering",
        'Department\tRole\tFull name\nEngineering\tDesigner\t"Ines Varga"',
    ],
)
def test_a_table_of_people(desk, text):
    assert added(desk, text, "shop") == [("Ines Varga", "IV", "Designer", "eng")]


def test_people_of_unknown_teams_come_into_the_team_at_hand(desk):
    assert added(desk, "Ines Varga, Designer, Moon base") == [("Ines Varga", "IV", "Designer", "")]
    assert people_edits.people_from(desk.workshop, "Kofi Annor\n\n ,\n").steps == ()


def test_labels(desk):
    assert people_edits.people_from(desk.workshop, "Ines Varga").label == "Add Ines Varga"
    assert people_edits.people_from(desk.workshop, "Ines Varga\nOle Brandt").label == "Add 2 people"


def test_initials_tell_people_apart(desk):
    names = "Rosa Lind\nRuth Lindner\nRolf Lindh\nRex Lindholm\nRaf Lindt\nCher\nChen\n漢 字"
    initials = [person[1] for person in added(desk, names)]
    assert initials == ["RLI", "RLIN", "RLIND", "RL2", "RL3", "CH", "CH2", "漢字"]


def test_two_people_become_one(desk):
    workshop = desk.workshop
    desk.do(people_edits.people_from(workshop, "K. Annor, Shop lead, SHOP"))
    twin = workshop.people()[-1]
    change = people_edits.merge_people(workshop, twin.id, "kofi")
    assert change.label == "Merge Kofi Annor into K. Annor"
    desk.do(change)
    assert mentions(workshop, "kofi") == []
    assert workshop["o2"].involved == (twin.id,)
    assert workshop["o3"].owner == twin.id
    desk.undo()
    desk.do(people_edits.merge_people(workshop, "kofi", twin.id))
    assert (workshop["kofi"].title, workshop["kofi"].team) == ("Shop lead", "shop")
    for keep, gone in (("kofi", "kofi"), ("kofi", "nobody"), ("o1", "kofi")):
        with pytest.raises(Refused, match="two different people"):
            people_edits.merge_people(workshop, keep, gone)


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_nothing_mentions_who_was_merged_and_undo_brings_all_back(data):
    desk = desk_for(sample_workshop(objectives=15, key_results=20))
    workshop = desk.workshop
    people = sorted(person.id for person in workshop.all(Person))
    keep, gone = data.draw(st.permutations(people).map(lambda order: order[:2]))
    before, where = set(workshop), set(mentions(workshop, gone))
    desk.do(people_edits.merge_people(workshop, keep, gone))
    assert mentions(workshop, gone) == []
    assert where <= set(mentions(workshop, keep))
    desk.undo()
    assert set(workshop) == before


def test_a_cell_of_the_table_of_people(desk):
    workshop = desk.workshop
    desk.do(people_edits.person_change(workshop, "rosa", "name", "  Rosa  Lunar "))
    desk.do(people_edits.person_change(workshop, "rosa", "team", "shop"))
    assert (workshop["rosa"].name, workshop["rosa"].team) == ("Rosa Lunar", "shop")
    assert not people_edits.person_change(workshop, "rosa", "initials", "RL").steps
    for field, value, why in (("name", " ", "needs a name"), ("initials", "ROSAL", "at most")):
        with pytest.raises(Refused, match=why):
            people_edits.person_change(workshop, "rosa", field, value)


def test_a_name_and_a_team_need_no_title(desk):
    assert added(desk, "Ines Varga, Engineering\nOle Brandt, Mechanic\nUma Ek, shop") == [
        ("Ines Varga", "IV", "", "eng"),
        ("Ole Brandt", "OB", "Mechanic", ""),
        ("Uma Ek", "UE", "", "shop"),
    ]
