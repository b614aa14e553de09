"""The document in memory: steps that fit or not, look-ups kept up to date, what was touched."""

from dataclasses import replace

import pytest

from okrdesk.cards import Condition, KeyResult, Link, Objective, Team
from okrdesk.change import Drop, Put, Set
from okrdesk.workshop import Misfit, Workshop
from tests.okrdesk.small import RECORDS


@pytest.fixture
def workshop() -> Workshop:
    return Workshop("w", RECORDS)


def test_look_ups_before_and_after_a_change(workshop):
    assert [o.id for o in workshop.objectives("shop")] == ["o3"]
    assert [o.id for o in workshop.objectives("shop", parked=None)] == ["o3", "o4"]
    workshop.apply([Set("o3", "team", "shop", "eng"), Set("o3", "rank", "a1", "Zz")])
    assert [o.id for o in workshop.objectives("shop")] == []
    assert [o.id for o in workshop.objectives("eng")] == ["o3", "o2"]
    assert [link.id for link in workshop.claims("c1")] == ["l2"]
    assert [link.id for link in workshop.links_from("o3")] == ["l2", "l3"]


def test_an_unnamed_workshop_has_an_organisation_and_a_cycle():
    empty = Workshop("w")
    assert (empty.organisation.name, empty.cycle.weeks, empty.root, empty.teams()) == ("", 13, None, ())


@pytest.mark.parametrize("step", [
    Put(RECORDS[0]),
    Drop(replace(RECORDS[2], name="x")),
    Drop(Team("nobody")),
    Set("o1", "title", "not this", "x"),
    Set("nobody", "title", "", "x"),
    Set("o1", "weeks", 13, 14),
    Set("o1", "id", "o1", "o9"),
])  # fmt: skip
def test_a_step_that_does_not_fit_undoes_those_before_it(workshop, step):
    _ = workshop.objectives("eng"), workshop.key_results("o2")
    steps = [Put(Objective("n", team="eng")), Set("o2", "team", "eng", "shop"), Drop(workshop["k2"]), step]
    with pytest.raises(Misfit):
        workshop.apply(steps)
    assert set(workshop) == set(RECORDS)
    assert [o.id for o in workshop.objectives("eng")] == ["o2"]
    assert [k.id for k in workshop.key_results("o2")] == ["k2", "k3"]


def test_what_was_touched_is_netted(workshop):
    new = Condition("c9", parent="o1")
    touched = workshop.apply([
        Put(new), Set("c9", "text", "", "x"),
        Put(Condition("c8", parent="o1")), Drop(Condition("c8", parent="o1")),
        Set("o1", "title", workshop["o1"].title, "x"), Set("k1", "text", workshop["k1"].text, "x"),
        Drop(replace(workshop["k1"], text="x")),
    ])  # fmt: skip
    assert (touched.added, touched.altered, set(touched.removed)) == ({"c9"}, {"o1"}, {"k1"})
    back = workshop.apply([Drop(workshop["c2"]), Put(Condition("c2", parent="o1"))])
    assert (back.added, back.altered, back.removed) == (set(), {"c2"}, {})


def test_a_snapshot_is_not_reached_by_later_changes(workshop):
    before = workshop.snapshot()
    workshop.apply([Set("o1", "title", workshop["o1"].title, "x")])
    assert before["o1"].title == "Every rider comes back"
    assert set(before) == set(RECORDS)


def test_kinds_and_counts(workshop):
    assert workshop.count(KeyResult) == 3
    assert workshop.find(Link, "o1") is None
    assert workshop.get("nobody") is None
    assert "o1" in workshop and "nobody" not in workshop
    assert workshop.name_of("rosa") == "Rosa Luna"
    assert workshop.name_of("nobody") == ""
    with pytest.raises(KeyError):
        workshop["nobody"]


@pytest.mark.parametrize("count", [3, 30])
def test_look_ups_after_changes_are_those_of_a_workshop_read_anew(workshop, count):
    first = workshop.all(Objective)[0]
    workshop.objectives(first.team, parked=None)  # sorted, and from now on kept so
    ranks = [f"{chr(97 + 7 * n % 26)}{n}" for n in range(count)]
    added = [replace(first, id=f"new-{n}", rank=rank) for n, rank in enumerate(ranks)]
    workshop.apply([Put(record) for record in added])
    workshop.apply([Set(record.id, "rank", record.rank, f"z{record.rank}") for record in added[::2]])
    workshop.apply([Drop(workshop[record.id]) for record in added[::3]])
    anew = workshop.snapshot()
    assert workshop.all(Objective) == anew.all(Objective)
    assert workshop.objectives(first.team) == anew.objectives(first.team)
