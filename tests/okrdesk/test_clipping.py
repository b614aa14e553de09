"""Cards on the clipboard: every field comes along, to the same workshop or another; nothing else gets in."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrdesk.cards import Condition, KeyResult, Link, Objective, Person, Pillar, Team, fields_of
from okrdesk.clipping import NotAClip, as_text, clip, paste
from okrdesk.copies import bundle, parent_of
from okrdesk.counts import problems
from okrdesk.desk import Desk, Refused
from okrdesk.edits import drop, set_fields
from okrdesk.linking import link
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.factory import sample_workshop
from tests.okrdesk.small import RECORDS

CARDS = (Pillar, Objective, KeyResult, Condition)


@pytest.fixture
def desk() -> Desk:
    return desk_for(Workshop("w", RECORDS))


@pytest.fixture
def other() -> Desk:
    """Another workshop, in which one of the people is known by another id."""
    records = [Team("x", "a0", "Fernhill", "FH"), Team("y", "a0", "shops & repair", "SH", 1, "x"),
               Person("r", "a0", "rosa luna", "RL")]  # fmt: skip
    return desk_for(Workshop("other", records))


def pasted(desk: Desk, text: str, *args: str, **where: str) -> list[str]:
    change, ids = paste(desk.workshop, text, *args, **where)
    desk.do(change)
    return ids


# ---------------------------------------------------------------- within a workshop
def test_a_card_comes_behind_the_selected_one_with_parts_and_links(desk):
    workshop = desk.workshop
    (new,) = pasted(desk, clip(workshop, ["o3"]), "o2")
    copy = workshop[new]
    assert [o.id for o in workshop.objectives("eng")] == ["o2", new]
    assert (copy.title, copy.code, copy.owner) == (workshop["o3"].title, "ENG-2", "kofi")
    assert {(link_.target, link_.kind, link_.sentence) for link_ in workshop.links_from(new)} == {
        ("c1", "enables", "Two more benches"), ("o2", "relies_on", ""),
    }  # fmt: skip
    desk.undo()
    assert set(workshop) == set(RECORDS)


def test_links_among_copied_cards_lead_to_the_copies(desk):
    ids = pasted(desk, clip(desk.workshop, ["o1", "o3"]), team="shop")
    by_title = {desk.workshop[id_].title: id_ for id_ in ids}
    first = by_title["Every rider comes back"]
    (stock, _days) = desk.workshop.conditions(first)[::-1]
    assert stock.answer == "normal_work"
    copy = next(id_ for id_ in ids if id_ != first)
    claimed = {link_.target for link_ in desk.workshop.links_from(copy) if link_.kind == "enables"}
    assert claimed == {desk.workshop.conditions(first)[0].id}


def test_places_that_are_asked_for(desk):
    workshop = desk.workshop
    (new,) = pasted(desk, clip(workshop, ["o2"]), team="shop", before="o3")
    assert [o.id for o in workshop.objectives("shop")] == [new, "o3"]
    (top,) = pasted(desk, clip(workshop, ["o2"]))
    assert workshop[top].team == "co"
    (pillar,) = pasted(desk, clip(workshop, ["p1"]), before="p1")
    assert [p.id for p in workshop.pillars()] == [pillar, "p1"]
    (part,) = pasted(desk, clip(workshop, ["k1"]), "k2")
    assert [k.id for k in workshop.key_results("o2")] == ["k2", part, "k3"]
    (part,) = pasted(desk, clip(workshop, ["c1"]), into="p1")
    assert workshop.conditions("p1")[0].id == part
    (new,) = pasted(desk, clip(workshop, ["o1"]), "eng")
    assert workshop[new].team == "eng"


def test_parts_need_a_card_to_go_into(desk):
    for part, into, why in (
        ("k1", "p1", "belong to an objective"),
        ("c1", "eng", "an objective or a pillar"),
    ):
        with pytest.raises(Refused, match=why):
            paste(desk.workshop, clip(desk.workshop, [part]), into)
    with pytest.raises(Refused, match="belong to a team"):
        paste(Workshop("empty"), clip(desk.workshop, ["o1"]))


def test_links_that_would_not_hold_stay_behind(desk):
    workshop = desk.workshop
    text = clip(workshop, ["o3"])
    desk.do(drop(workshop, "c1"))
    (new,) = pasted(desk, text, "o3")
    assert [link_.target for link_ in workshop.links_from(new)] == ["o2"]
    desk.do(link(workshop, "k2", "o1"))
    (part,) = pasted(desk, clip(workshop, ["k2"]), "o1")
    assert workshop.links_from(part) == ()  # it would be linked to the card that it is a part of
    assert problems(workshop) == []


# ---------------------------------------------------------------- between workshops
def test_people_are_matched_by_name_or_come_along(desk, other):
    (new,) = pasted(other, clip(desk.workshop, ["o2"]))
    workshop = other.workshop
    assert workshop[new].owner == "r"
    (kofi,) = (person for person in workshop.people() if person.id != "r")
    assert (kofi.name, kofi.initials, workshop[new].involved) == ("Kofi Annor", "KA", (kofi.id,))
    assert workshop.links_from(new) == ()
    (again,) = pasted(other, clip(desk.workshop, ["o3"]))
    assert (workshop[again].owner, workshop.count(Person)) == (kofi.id, 2)


def test_the_team_a_card_is_for_is_matched_by_name(desk, other):
    desk.do(set_fields(desk.workshop, "o2", beneficiary="shop"))
    desk.do(set_fields(desk.workshop, "o1", beneficiary="eng"))
    ids = pasted(other, clip(desk.workshop, ["o2", "o1"]), team="y")
    assert {other.workshop[id_].beneficiary for id_ in ids} == {"y", ""}
    assert {other.workshop[id_].team for id_ in ids} == {"y"}


def signature(workshop: Workshop, record) -> tuple:
    """All fields that a copy keeps, people by their names."""
    values = []
    for info in fields_of(type(record)).values():
        value = getattr(record, info.name)
        if info.name in ("id", "rank", "code", "team", "objective", "parent", "source", "target"):
            continue
        if info.ref == ("Person",):
            named = value if isinstance(value, tuple) else (value,)
            value = tuple(workshop.name_of(id_) for id_ in named)
        elif info.ref == ("Team",):
            team = workshop.find(Team, value)
            value = team.name if team else ""
        values.append((info.name, value))
    return type(record).__name__, *values


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_clip_and_paste_keep_every_field(data):
    source = sample_workshop(objectives=10, key_results=16)
    there = data.draw(st.booleans())
    desk = desk_for(source if there else sample_workshop(objectives=2, seed=7))
    before = set(desk.workshop)
    cards = sorted(r.id for kind in (Pillar, Objective) for r in source.all(kind))
    chosen = sorted(data.draw(st.sets(st.sampled_from(cards), min_size=1, max_size=4)))
    team = data.draw(st.sampled_from(sorted(team.id for team in desk.workshop.teams())))
    text = clip(source, chosen)
    wanted = bundle(source, chosen)
    cards_before = {record.id for record in desk.workshop}
    ids = pasted(desk, text, team=team)
    workshop = desk.workshop
    assert problems(workshop) == []
    new = [r for r in workshop if r.id not in cards_before and not isinstance(r, (Link, Person))]
    old = [r for r in wanted if not isinstance(r, Link)]
    assert sorted(map(repr, (signature(workshop, r) for r in new))) == sorted(
        repr(signature(source, r)) for r in old
    )
    assert {parent_of(r) for r in new} - {""} <= set(ids)
    assert {r.team for r in new if isinstance(r, Objective)} <= {team}
    inside = {r.id for r in old}
    kept = [r for r in wanted if isinstance(r, Link) and (there or r.target in inside)]
    assert len([r for r in workshop if isinstance(r, Link) and r.id not in cards_before]) == len(kept)
    desk.undo()
    assert set(workshop) == before


# ---------------------------------------------------------------- what is no clip
def altered(text: str, **fields) -> str:
    return json.dumps({**json.loads(text), **fields})


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda text: "", "no cards of OKR Desk"),
        (lambda text: "Title\tOwner", "no cards of OKR Desk"),
        (lambda text: "[]", "no cards of OKR Desk"),
        (lambda text: "[" * 100_000, "no cards of OKR Desk"),
        (lambda text: b"\xff\xfe\x00", "no cards of OKR Desk"),
        (lambda text: altered(text, okrdesk="else"), "no cards of OKR Desk"),
        (lambda text: altered(text, workshop=7), "no cards of OKR Desk"),
        (lambda text: altered(text, records={}), "no cards of OKR Desk"),
        (lambda text: altered(text, version=2), "newer OKR Desk"),
        (lambda text: altered(text, version=True), "newer OKR Desk"),
        (lambda text: altered(text, records=[]), "no cards on the clipboard, or too many"),
        (lambda text: " " * 8_000_001, "too much"),
        (lambda text: altered(text, people={"rosa": 1}), "damaged"),
        (lambda text: altered(text, teams=[]), "damaged"),
        (lambda text: altered(text, records=[7]), "damaged"),
        (lambda text: altered(text, records=[{"record": "Organisation", "id": "o"}]), "damaged"),
        (lambda text: altered(text, records=[{"record": "Objective"}]), "damaged"),
        (lambda text: altered(text, records=[{"record": "Objective", "id": ""}]), "damaged"),
        (lambda text: altered(text, records=[{"record": "Objective", "id": "o", "x": 1}]), "damaged"),
        (lambda text: altered(text, records=[{"record": "Objective", "id": "o", "score": "NaN"}]), "damaged"),
        (
            lambda text: altered(text, records=[{"record": "Objective", "id": "o", "score": "1e999"}]),
            "damaged",
        ),
        (lambda text: altered(text, records=[{"record": "Pillar", "id": "o"}] * 2), "damaged"),
    ],
)
def test_what_is_no_clip_is_said_in_a_sentence(desk, spoil, why):
    spoiled = spoil(clip(desk.workshop, ["o2"]))
    with pytest.raises(NotAClip, match=why):
        paste(desk.workshop, spoiled)


def test_bytes_are_read_as_well(desk):
    change, ids = paste(desk.workshop, clip(desk.workshop, ["o3"]).encode())
    assert change.label == "Paste 1 card"
    assert len(ids) == 1


def test_a_clip_that_does_not_hold_together_is_refused_by_the_desk(desk):
    records = [
        {"record": "Pillar", "id": "p", "title": "P"},
        {"record": "KeyResult", "id": "k", "objective": "p"},
        {"record": "Link", "id": "l", "source": "p", "target": "k"},
    ]
    change, _ids = paste(desk.workshop, altered(clip(desk.workshop, ["o2"]), records=records))
    with pytest.raises(Refused):
        desk.do(change)


# ---------------------------------------------------------------- as text
def test_an_outline_for_mails_and_spreadsheets(desk):
    desk.do(set_fields(desk.workshop, "k2", upper=Decimal("4.50"), kind="keep_within"))
    assert as_text(desk.workshop, ["o2", "o1", "k3", "p1"]) == (
        "S-1\tRepair before replace\n"
        "CO-1\tEvery rider comes back\tRosa Luna\n"
        "CO-1.1\tRiders who return\tRosa Luna\t31\t45.5\t%\n"
        "CO-1.c1\tRepairs take less than a day\n"
        "CO-1.c2\tParts are in stock\n"
        "ENG-1\tFrames that outlive riders\tRosa Luna\n"
        "ENG-1.1\tCracks\t\tunknown\t3–4.5\n"
        "ENG-1.2\tBench runs\n"
    )


def test_no_cell_begins_a_formula(desk):
    assert as_text(desk.workshop, ["o3"]) == "SHOP-1\t'=1+1 → “repair” <b>now</b> 漢 🎯\tKofi Annor\n"
    desk.do(set_fields(desk.workshop, "k1", baseline=Decimal("-5.5"), text="two\tcells\nand lines"))
    assert as_text(desk.workshop, ["k1"]) == "CO-1.1\ttwo cells and lines\tRosa Luna\t-5.5\t45.5\t%\n"


def test_cards_whose_order_means_nothing_are_damaged():
    workshop = Workshop("w", RECORDS)
    text = clip(workshop, ["o2"]).replace('"rank":"a1"', '"rank":"!!!"')
    assert "!!!" in text
    with pytest.raises(NotAClip, match="damaged"):
        paste(workshop, text, "o3")
