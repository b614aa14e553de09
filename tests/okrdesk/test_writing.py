"""Writing in place: where a text belongs, what a save makes, where writing goes on. Without a window."""

import pytest

from okrdesk import writing, written
from okrdesk.canonical import canonical
from okrdesk.cards import Condition, KeyResult, Link, Objective, Person, Pillar, Team
from okrdesk.change import inverse
from okrdesk.desk import Refused
from okrdesk.edits import ranks
from okrdesk.workshop import Workshop
from okrdesk.writing import Spot


@pytest.fixture
def plan():
    a, b, c = ranks(3)
    return Workshop(
        "w",
        [
            Team("co", a, "Company", "CO"),
            Team("eng", a, "Engineering", "ENG", parent="co"),
            Team("ops", b, "Operations", "OPS", parent="co"),
            Team("sre", a, "Sites", "SRE", parent="ops"),
            Person("ada", a, "Ada Abara", "AA"),
            Pillar("p1", a, title="Grow", statement="Win riders"),
            Pillar("p2", b, title="Last"),
            Objective("o1", a, team="co", title="One"),
            Objective("o2", b, team="co", title="Two", parked=True),
            Objective("o3", c, team="co", title="Three"),
            Objective("e1", a, team="eng", title="Brakes hold"),
            KeyResult("k1", a, objective="o1", text="Riders", baseline=None),
            KeyResult("k2", b, objective="o1", text="Visits"),
            Condition("c1", a, parent="o1", text="Bikes are safe"),
            Condition("c2", b, parent="o1", text="Done", answer="normal_work"),
        ],
    )


def where(spot):
    return spot and (spot.kind.__name__, spot.id, spot.parent, spot.before)


def saved(plan, spot, *lines):
    """What a save makes of these lines; undone it leaves no trace."""
    begin = canonical(plan)
    change, last = written.save(plan, spot, [written.read_line(plan, spot, line) for line in lines])
    plan.apply(change.steps)
    copy = plan.snapshot()
    plan.apply(inverse(change.steps))
    assert canonical(plan) == begin
    return copy, change, last


# ---------------------------------------------------------------- where
@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("p1", ("Pillar", "", "", "p2")),
        ("p2", ("Pillar", "", "", "")),
        ("o1", ("Objective", "", "co", "o2")),
        ("o3", ("Objective", "", "co", "")),
        ("k1", ("KeyResult", "", "o1", "k2")),
        ("c1", ("Condition", "", "o1", "c2")),
        ("co", None),
        ("nobody", None),
    ],
)
def test_a_new_one_comes_right_behind(plan, id_, expected):
    assert where(writing.new_behind(plan, id_)) == expected


def test_parts_are_written_under_their_card(plan):
    assert where(writing.new_key_result(plan, "o1")) == ("KeyResult", "", "o1", "")
    assert where(writing.new_key_result(plan, "k1")) == ("KeyResult", "", "o1", "k2")
    assert writing.new_key_result(plan, "p1") is None
    assert where(writing.new_condition(plan, "k2")) == ("Condition", "", "o1", "")
    assert where(writing.new_condition(plan, "p2")) == ("Condition", "", "p2", "")
    assert where(writing.new_condition(plan, "c1")) == ("Condition", "", "o1", "c2")
    assert writing.new_condition(plan, "eng") is None


def test_who_makes_it_possible_is_asked_one_level_down(plan):
    assert writing.new_enabling(plan, "o1").parent == "eng"
    assert writing.new_enabling(plan, "c1").parent == "eng"
    assert writing.new_enabling(plan, "k1").parent == "eng"
    assert writing.new_enabling(plan, "p1").parent == "co"
    assert writing.new_enabling(plan, "e1").parent == "eng"  # nobody is below
    assert writing.new_enabling(plan, "o1", "sre").parent == "sre"
    with pytest.raises(Refused, match="settled"):
        writing.new_enabling(plan, "c2")
    with pytest.raises(Refused, match="Select"):
        writing.new_enabling(plan, "eng")


def spot_of(spot: Spot | None) -> Spot:
    assert spot is not None
    return spot


def test_with_nothing_selected_the_first_empty_lane_is_meant(plan):
    assert writing.first_spot(Workshop("w")) == Spot(Pillar)
    assert spot_of(writing.first_spot(plan)).parent == "sre"  # the third level has nothing yet
    plan.apply(
        written.save(plan, Spot(Objective, parent="sre"), [written.read_line(plan, Spot(Objective), "Up")])[
            0
        ].steps
    )
    assert spot_of(writing.first_spot(plan, "eng")).parent == "eng"
    assert spot_of(writing.first_spot(plan)).parent == "co"


def test_next_goes_through_the_card_and_on_to_the_next_that_is_not_parked(plan):
    spot, seen = writing.spot_of(plan, "o1"), []
    while spot:
        seen.append(spot.id)
        spot = writing.next_text(plan, spot)
    assert seen == ["o1", "k1", "k2", "c1", "c2", "o3"]
    spot, seen = writing.spot_of(plan, "p1"), []
    while spot:
        seen.append((spot.id, spot.field))
        spot = writing.next_text(plan, spot)
    assert seen == [("p1", "title"), ("p1", "statement"), ("p2", "title")]


@pytest.mark.parametrize(
    ("spot", "expected"),
    [
        (Spot(Objective, "o1", "co"), ("KeyResult", "k1", "o1", "")),
        (Spot(Objective, "o3", "co"), ("KeyResult", "", "o3", "")),
        (Spot(KeyResult, "k1", "o1"), ("KeyResult", "k2", "o1", "")),
        (Spot(KeyResult, "k2", "o1"), ("KeyResult", "", "o1", "")),
        (Spot(Pillar, "p1"), ("Pillar", "p1", "", "")),
        (Spot(Condition, "c1", "o1"), ("Objective", "", "eng", "")),
        (Spot(Condition, "c2", "o1"), None),
        (Spot(Pillar), ("Objective", "", "co", "")),
        (Spot(Objective, parent="co"), ("Objective", "", "eng", "")),
        (Spot(Objective, parent="sre"), None),
        (Spot(KeyResult, parent="o1"), None),
    ],
)
def test_tab_goes_inwards(plan, spot, expected):
    assert where(writing.inner(plan, spot)) == expected


def test_shift_tab_goes_back_and_control_enter_to_a_new_card(plan):
    assert spot_of(writing.before(plan, Spot(KeyResult, parent="o1"))).id == "k2"
    assert spot_of(writing.before(plan, Spot(KeyResult, parent="o1", before="k1"))).id == "o1"
    assert spot_of(writing.before(plan, Spot(KeyResult, "k1", "o1"))).id == "o1"
    assert writing.before(plan, Spot(Objective, "o1", "co")) is None
    assert spot_of(writing.before(plan, Spot(Pillar, "p1", field="statement"))).field == "title"
    assert where(writing.next_card(plan, Spot(KeyResult, "k1", "o1"))) == ("Objective", "", "co", "o2")
    assert where(writing.next_card(plan, Spot(Objective, "o3", "co"))) == ("Objective", "", "co", "")


def test_what_is_left_when_cards_go(plan):
    assert writing.behind_or_before(plan, ["o1"]) == "o3"
    assert writing.behind_or_before(plan, ["o3"]) == "o1"
    assert writing.behind_or_before(plan, ["k1"]) == "k2"
    assert writing.behind_or_before(plan, ["k1", "k2"]) == "o1"
    assert writing.behind_or_before(plan, ["e1"]) == ""
    assert writing.behind_or_before(plan, []) == ""


# ---------------------------------------------------------------- what a save does
def test_lines_become_cards_in_order_in_one_change(plan):
    copy, change, last = saved(
        plan, Spot(KeyResult, parent="o1", before="k2"), "A 1 → 2", "B by Zoe Quint", "C by Zoe Quint"
    )
    texts = [kr.text for kr in copy.key_results("o1")]
    assert texts == ["Riders", "A", "B", "C", "Visits"]
    assert copy[last].text == "C"
    owners = {copy.name_of(kr.owner) for kr in copy.key_results("o1") if kr.owner}
    assert owners == {"Zoe Quint"}
    assert copy.count(Person) == 2  # one new person for both
    assert change.label == "Add 3 cards"


def test_a_first_line_goes_to_the_card_that_is_there(plan):
    copy, _change, last = saved(plan, Spot(Objective, "o1", "co", field="title"), "Uno", "Due")
    assert [o.title for o in copy.objectives("co")] == ["Uno", "Due", "Three"]
    assert copy[last].title == "Due"


def test_a_new_objective_comes_with_its_link(plan):
    copy, _change, last = saved(plan, Spot(Objective, parent="eng", target="p1"), "Lights last")
    (link,) = copy.links_from(last)
    assert (link.target, link.kind, link.primary) == ("p1", "serves", True)
    copy, _change, last = saved(plan, Spot(Objective, parent="eng", target="gone"), "Lights last")
    assert copy.count(Link) == 0


def test_pillars_get_their_own_colours(plan):
    copy, _change, _last = saved(plan, Spot(Pillar), "Three", "Four")
    assert len({p.colour for p in copy.pillars()[2:]}) == 2


def test_a_known_owner_is_not_made_twice(plan):
    copy, _change, last = saved(plan, Spot(KeyResult, "k1", "o1", field="text"), "Riders from 1 to 2 by Ada")
    assert (copy["k1"].owner, copy.count(Person), last) == ("ada", 1, "k1")


def test_a_text_whose_card_is_gone_becomes_a_card_again(plan):
    copy, _change, _last = saved(plan, Spot(Objective, "lost", "eng", field="title"), "Back")
    assert [o.title for o in copy.objectives("eng")] == ["Brakes hold", "Back"]
    with pytest.raises(Refused, match="gone"):
        saved(plan, Spot(KeyResult, "lost", "lost too", field="text"), "Back")


@pytest.mark.parametrize(("line", "kind"), [("Reach 3 Riders", "decrease"), ("Reach 30 Riders", "increase")])
def test_a_new_target_says_the_way_from_the_baseline_that_is_known(plan, line, kind):
    spot = Spot(KeyResult, "k1", "o1", field="text")
    plan.apply(saved(plan, spot, "Riders from 9 to 2")[1].steps)
    copy, _change, _last = saved(plan, spot, line)
    assert (copy["k1"].kind, copy["k1"].baseline) == (kind, 9)
    assert copy["k1"].target in (3, 30)


def test_what_is_read_anew_takes_the_place_of_what_was_there(plan):
    spot = Spot(KeyResult, "k1", "o1", field="text")
    plan.apply(saved(plan, spot, "Riders between 72 and 78%")[1].steps)
    assert (plan["k1"].kind, plan["k1"].upper) == ("keep_within", 78)
    plan.apply(saved(plan, spot, "Riders from unknown to 40%")[1].steps)
    assert (plan["k1"].upper, plan["k1"].baseline_unknown, plan["k1"].target) == (None, True, 40)
    plan.apply(saved(plan, spot, "Riders from 3% to 40%")[1].steps)
    assert (plan["k1"].baseline_unknown, plan["k1"].baseline) == (False, 3)
