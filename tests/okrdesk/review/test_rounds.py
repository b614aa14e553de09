"""Who reads whose draft, and when a round begins and ends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrdesk import edits
from okrdesk.canonical import canonical
from okrdesk.cards import Link, LinkKind, Objective, Person, Team, new_id
from okrdesk.change import Put, Set
from okrdesk.counts import problems
from okrdesk.desk import Refused
from okrdesk.review import asking, notes, rounds
from okrdesk.review.matching import least_cost
from okrdesk.review.notes import Reviewing, Spot
from okrdesk.review.records import Assignment, Invitation, Round
from okrdesk.review.rounds import Pair
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.okrdesk.review.acting import reviewed_workshop

NINE = datetime(2027, 1, 6, 9, tzinfo=UTC)


def drafts(n: int, *more) -> Workshop:
    """Teams without functions that say nothing of each other, each with an objective."""
    teams = [Team(f"t{i:02}", f"a{i:02}", f"Crew {i}", parent="co") for i in range(n)]
    cards = [Objective(f"o{i:02}", team=team.id) for i, team in enumerate(teams)]
    return Workshop("w", [Team("co", "a0", "Harbour"), *teams, *cards, *more])


def tied(a: int, b: int, kind: LinkKind = "relies_on") -> Link:
    return Link(f"l{a}-{b}-{kind}", f"o{a:02}", f"o{b:02}", kind)


def table(n: int) -> st.SearchStrategy[list[list[int]]]:
    """Square tables of costs."""
    return st.lists(st.lists(st.integers(-9, 9), min_size=n, max_size=n), min_size=n, max_size=n)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 9), st.integers(1, 12), st.data())
def test_every_rotation_is_even_and_nobody_reads_their_own(n, k, data):
    ends = st.integers(0, max(0, n - 1))
    kinds = st.sampled_from(["relies_on", "shares", "enables"])
    links = data.draw(st.lists(st.tuples(ends, ends, kinds), max_size=8, unique=True)) if n > 1 else []
    workshop = drafts(n, *(tied(*link) for link in links if link[0] != link[1]))
    pairs = [(p.team, p.about) for p in rounds.plan(workshop, k)]
    each = min(k, n - 1) if n > 1 else 0
    assert len(pairs) == len(set(pairs)) == n * each
    assert all(a != b for a, b in pairs)
    for team in rounds.drafting(workshop):
        assert sum(a == team.id for a, _b in pairs) == sum(b == team.id for _a, b in pairs) == each
    assert not rounds.uneven(pairs)
    assert rounds.plan(workshop, k) == rounds.plan(workshop.snapshot(), k)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 5).flatmap(table))
def test_the_matching_costs_least(costs):
    n = len(costs)
    found = least_cost(costs)
    assert sorted(found) == list(range(n))
    best = min(sum(costs[i][j] for i, j in enumerate(order)) for order in permutations(range(n)))
    assert sum(costs[i][j] for i, j in enumerate(found)) == best


def test_teams_with_a_seam_between_them_read_each_other():
    pairs = rounds.plan(drafts(6, tied(0, 3), tied(2, 5, "shares")), 1)
    read = {(p.team, p.about): p.reasons for p in pairs}
    for pair in (("t00", "t03"), ("t03", "t00"), ("t02", "t05"), ("t05", "t02")):
        assert read[pair] == ("They rely on each other or share a result",)


def test_whoever_an_objective_is_for_reads_it():
    workshop = drafts(5)
    workshop.apply([Set("o01", "beneficiary", "", "t04")])
    pairs = {(p.team, p.about): p.reasons for p in rounds.plan(workshop, 1)}
    assert pairs["t04", "t01"] == ("Crew 1 works for Crew 4",)


def test_functions_that_have_questions_meet():
    workshop = drafts(4)
    functions = ("Facilities", "Sales", "Gardening", "Product")
    workshop.apply([Set(f"t{n:02}", "function", "", name) for n, name in enumerate(functions)])
    pairs = {(p.team, p.about): p.reasons for p in rounds.plan(workshop, 1)}
    assert pairs["t01", "t03"] == ("Crew 1 has questions to ask Crew 3",)


def test_teams_without_a_draft_and_the_company_are_left_out():
    workshop = drafts(3, Team("idle", "b0", "Idle", parent="co"), Objective("oc", team="co"))
    workshop.apply([Set("o02", "parked", False, True)])
    assert [t.id for t in rounds.drafting(workshop)] == ["t00", "t01"]
    assert [(p.team, p.about) for p in rounds.plan(workshop, 5)] == [("t00", "t01"), ("t01", "t00")]


def test_of_teams_in_which_nobody_is_it_is_known():
    workshop = drafts(4, Team("t9", "z", "Below", parent="t03"))
    ids = [team.id for team in rounds.drafting(workshop)]
    assert rounds.without_people(workshop, ids) == []  # people are not told of at all
    workshop.apply([Put(Person("p", "a", "Ann", "A", "t00")), Put(Person("q", "b", "Ben", "B", "t9"))])
    workshop.apply([Set("t01", "headcount", None, 7)])
    assert [team.id for team in rounds.without_people(workshop, ids)] == ["t02"]


@pytest.mark.slow
def test_sixty_teams_are_planned():
    pairs = rounds.plan(reviewed_workshop(teams=60, notes=0), 4)
    assert len(pairs) == 240


# ---------------------------------------------------------------- as changes
@pytest.fixture
def desk():
    return desk_for(drafts(4))


def start(desk, **more) -> Round:
    desk.do(rounds.start_round(desk.workshop, rounds.plan(desk.workshop), "", NINE, 45, **more))
    found = rounds.newest(desk.workshop)
    assert found is not None
    return found


def test_a_round_begins_as_one_change(desk):
    before = canonical(desk.workshop)
    first = start(desk, open_from_start=True, names_shown=False)
    assert (first.name, first.open_from_start, first.names_shown) == ("Round 1", True, False)
    assert len(desk.workshop.by(Assignment, "round", first.id)) == 8
    assert start(desk).name == "Round 2"
    assert problems(desk.workshop) == []
    desk.undo()
    desk.undo()
    assert canonical(desk.workshop) == before


def test_what_is_no_round_is_refused(desk):
    for pairs, minutes in (
        ([], 30),
        ([Pair("t00", "t01")], 0),
        ([Pair("t00", "t01")], 1441),
        ([Pair("t00", "t00")], 30),
    ):
        with pytest.raises(Refused):
            rounds.start_round(desk.workshop, pairs, "", NINE, minutes)


def test_pairs_come_and_go(desk):
    desk.do(rounds.start_round(desk.workshop, [Pair("t00", "t01"), Pair("t00", "t01")], "Noon", NINE, 45))
    noon = rounds.newest(desk.workshop)
    assert noon is not None
    with pytest.raises(Refused, match="already"):
        rounds.add_pair(desk.workshop, noon, "t00", "t01")
    with pytest.raises(Refused, match="own draft"):
        rounds.add_pair(desk.workshop, noon, "t01", "t01")
    desk.do(rounds.add_pair(desk.workshop, noon, "t02", "t01"))
    assert desk.history.undo_label == "Let Crew 2 read Crew 1"
    desk.do(rounds.remove_pair(desk.workshop, noon, "t00", "t01"))
    assert desk.do(rounds.remove_pair(desk.workshop, noon, "t00", "t01")) is None
    assert [(x.team, x.about) for x in desk.workshop.all(Assignment)] == [("t02", "t01")]


def test_a_round_that_goes_on_is_altered_all_at_once(desk):
    noon = start(desk)
    before = canonical(desk.workshop)
    pairs = [Pair("t00", "t03"), *(Pair(x.team, x.about) for x in desk.workshop.all(Assignment)[1:])]
    ends = NINE + timedelta(hours=1)
    desk.do(rounds.alter_round(desk.workshop, noon, pairs, " Noon ", ends, False, False))
    altered = desk.workshop[noon.id]
    assert (altered.name, altered.names_shown, altered.open_from_start) == ("Noon", False, False)
    assert rounds.minutes_left(altered, NINE) == 60
    assert {Pair(x.team, x.about) for x in desk.workshop.all(Assignment)} == set(pairs)
    assert problems(desk.workshop) == []
    desk.do(rounds.alter_round(desk.workshop, altered, pairs, " ", names_shown=False))
    assert desk.workshop[noon.id] == altered  # no name, no end: both stay
    desk.undo()
    assert canonical(desk.workshop) == before
    for wrong in ([], [Pair("t00", "t00")]):
        with pytest.raises(Refused):
            rounds.alter_round(desk.workshop, noon, wrong, "")


def test_what_was_written_in_private_or_without_a_name_is_not_shown_after_all(desk):
    noon = start(desk, names_shown=False)
    pairs = rounds.plan(desk.workshop)
    desk.do(rounds.alter_round(desk.workshop, noon, pairs, "", None, True, True))  # nobody wrote yet
    desk.undo()
    me, here = desk.author, Reviewing(noon.id, "t00")
    desk.do(notes.add_note(desk.workshop, me, here, Spot("o01"), "question", "Why?"))
    for open_, names, why in ((True, False, "in private"), (False, True, "without names")):
        with pytest.raises(Refused, match=why):
            rounds.alter_round(desk.workshop, desk.workshop[noon.id], pairs, "", None, open_, names)
    desk.do(asking.submit(desk.workshop, me, here, "t01"))
    desk.do(rounds.alter_round(desk.workshop, noon, pairs, "", None, True, False))
    assert desk.workshop[noon.id].open_from_start


@pytest.mark.parametrize(
    ("typed", "why"),
    [("", "whole number"), ("soon", "“soon”"), ("1.5", "whole number"), ("-3", "whole number"),
     ("0", "one minute"), ("1441", "a day"), ("9" * 400, "whole number"), ("4²", "whole number")],
)  # fmt: skip
def test_minutes_that_no_round_takes_are_refused(typed, why):
    with pytest.raises(Refused, match=why):
        rounds.minutes_in(typed)


def test_minutes_are_read_as_typed():
    assert [rounds.minutes_in(typed) for typed in (" 40 ", "1440", "٤٠")] == [40, 1440, 40]


def test_time_runs_out_is_extended_and_ended(desk):
    noon = start(desk)
    later = NINE + timedelta(minutes=13, seconds=55)
    assert rounds.minutes_left(noon, later) == 32
    assert rounds.time_left(noon, later) == timedelta(minutes=31, seconds=5)
    assert rounds.is_running(noon, later)
    assert not rounds.is_running(noon, NINE - timedelta(seconds=1))
    over = NINE + timedelta(hours=2)
    assert (rounds.minutes_left(noon, over), rounds.is_running(noon, over)) == (0, False)
    assert rounds.minutes_left(replace(noon, ends=""), over) is None
    desk.do(rounds.extend(desk.workshop, noon, 10, over))
    assert rounds.minutes_left(desk.workshop[noon.id], over) == 10
    desk.do(rounds.extend(desk.workshop, desk.workshop[noon.id], 5, over))
    assert rounds.minutes_left(desk.workshop[noon.id], over) == 15
    desk.do(rounds.end_now(desk.workshop, desk.workshop[noon.id], over))
    assert not rounds.is_running(desk.workshop[noon.id], over)


def test_a_round_that_is_removed_leaves_nothing_that_needs_it(desk):
    noon = start(desk)
    desk.do(edits.Change("Invite", (Put(Invitation(new_id(), noon.id, "t00", ("t01",), "Ann")),)))
    desk.do(rounds.drop_round(desk.workshop, noon))
    assert desk.workshop.count(Assignment) == 0
    assert [x.round for x in desk.workshop.all(Invitation)] == [""]
    assert problems(desk.workshop) == []
