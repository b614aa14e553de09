"""Where cards lie: on no other, in order of rank, in bands that are there when empty."""

import random
from decimal import Decimal

import pytest

from okrdesk import edits
from okrdesk.card_shape import CARD_WIDTH, MAX_ROWS, MAX_TITLE_LINES, PILLAR_WIDTH, ROW, TEXT_LINE, TITLE_LINE
from okrdesk.cards import Condition, KeyResult, Link, Objective, Organisation, Pillar, Team, new_id
from okrdesk.change import Drop, Put, Set
from okrdesk.lanes import ALL, TRAY_WIDTH, Shown
from okrdesk.layout import place
from okrdesk.workshop import Workshop
from tests.factory import sample_workshop
from tests.okrdesk.even import MEASURE


def boxes(placement):
    return {i: (c.x, c.y, c.x + c.w, c.y + c.h) for i, c in placement.cards.items()}


def assert_sound(workshop, placement):
    """Every card of the workshop lies once, within its band and lane, and on no other card."""
    shown = {r.id for kind in (Pillar, Objective, Condition) for r in workshop.all(kind)}
    assert placement.cards.keys() == shown
    in_bands = [id_ for band in placement.bands for id_ in band.ids]
    assert all(
        not (band.cards and band.folded) and band.folded == bool(band.hidden)
        for band in placement.bands
        if band.count
    )
    for card in placement.cards.values():
        assert card.band is not None
        assert card.folded == card.band.folded
    assert sorted(in_bands) == sorted(shown - {c.id for c in workshop.all(Condition)})
    for lane_n, lane in enumerate(placement.lanes):
        bands = [b for b in placement.bands if b.lane == lane_n]
        assert lane.count == sum(b.count for b in bands)
        if lane.kind == "level":
            for team in {b.team for b in bands}:
                dealt = [i for b in bands if b.team == team for i in b.ids]
                assert dealt == [o.id for o in workshop.objectives(team)]
    for column in placement.columns:
        bottom = 0.0
        for band in placement.bands_in(column):
            assert band.y >= bottom
            bottom = band.y + band.header
            for id_ in band.cards:
                for part in (id_, *placement.conditions_under(id_)):
                    card = placement.cards[part]
                    assert card.y >= bottom
                    assert column.left <= card.x
                    assert card.x + card.w <= column.right
                    assert card.band is band
                    bottom = card.y + card.h
            assert bottom <= band.y + band.h
    width, height = placement.size
    assert all(x1 <= width and y1 <= height for _x0, _y0, x1, y1 in boxes(placement).values())


@pytest.mark.parametrize("objectives", [0, 1, 14, 60, 700])
def test_all_cards_lie_in_their_bands_and_on_no_other(objectives):
    workshop = sample_workshop(objectives=objectives, key_results=3 * objectives)
    assert_sound(workshop, place(workshop, MEASURE))


def test_an_empty_workshop_has_its_lanes_and_the_tray():
    placement = place(Workshop("w"), MEASURE)
    assert [lane.title for lane in placement.lanes] == [
        "Strategy",
        "Company objectives",
        "Enabling objectives",
        "Not this quarter",
    ]
    assert placement.size[0] > 900


def test_the_lane_below_the_company_is_vacant_until_it_has_a_team():
    company, team = Team("co", "a", "Company"), Team("a", "a", "Service", parent="co")
    assert place(Workshop("w"), MEASURE).vacant is None  # without a company no team has a place
    placement = place(Workshop("w", [company]), MEASURE)
    vacant = placement.vacant
    assert vacant is not None
    assert (placement.lanes[vacant.lane].level, bool(vacant.question)) == (1, True)
    assert placement.vacant_at(vacant.x + 1) is vacant
    assert placement.vacant_at(vacant.x + vacant.w) is None
    assert vacant not in placement.bands
    row = placement.add_place(vacant)
    assert row is not None
    assert vacant.y < row.y < row.y + row.h < placement.size[1]
    placement.show(Workshop("w", [company]), Shown(folded=frozenset({"level-1"})))
    assert placement.vacant is None
    assert place(Workshop("w", [company, team]), MEASURE).vacant is None


def test_levels_have_the_organisations_own_names_and_a_lane_each():
    root, team, squad = (
        Team("r", name="All"),
        Team("t", name="T", parent="r"),
        Team("s", name="S", parent="t"),
    )
    workshop = Workshop("w", [Organisation("o", levels=("House", " ", "Squads")), root, team, squad])
    titles = [lane.title for lane in place(workshop, MEASURE).lanes]
    assert titles == ["Strategy", "House", "Enabling objectives", "Squads", "Not this quarter"]


def test_a_team_without_cards_has_a_band_that_can_take_one():
    workshop = Workshop("w", [Team("r", name="All"), Team("t", name="Tools", parent="r")])
    placement = place(workshop, MEASURE)
    [band] = placement.bands_of("t")
    assert band.h > band.header > 0
    assert placement.band_at(band.x + 5, band.y + band.h - 5) is band


def test_the_tray_is_there_while_it_is_empty_and_grows_with_its_first_card():
    workshop = sample_workshop(objectives=10, key_results=10)
    one = next(o for o in workshop.all(Objective) if not o.parked)
    for other in workshop.all(Objective):
        if other.parked:
            workshop.apply(edits.drop(workshop, other.id).steps)
    placement = place(workshop, MEASURE)
    tray = placement.lanes[-1]
    [band] = placement.bands_in(placement.columns[-1])
    assert (tray.kind, tray.card_width, placement.add_place(band)) == ("tray", PILLAR_WIDTH, None)
    assert " ".join(band.question).startswith("Drag here what has to wait.")
    assert placement.update(workshop, workshop.apply(edits.park_many(workshop, (one.id,)).steps)) is None
    assert placement.lanes[-1].card_width == placement.cards[one.id].w == TRAY_WIDTH
    band = placement.cards[one.id].band
    assert band is not None
    assert placement.lanes[band.lane].kind == "tray"
    assert band.question == ()
    assert_sound(workshop, placement)


def test_an_empty_lane_asks_its_question_once_and_each_empty_band_offers_a_row():
    teams = [Team("r", name="All"), Team("a", name="A", parent="r"), Team("b", name="B", parent="r")]
    workshop = Workshop("w", teams)
    placement = place(workshop, MEASURE)
    strategy, company, first, second, tray = placement.bands
    assert all((strategy.question, company.question, first.question, tray.question))
    assert second.question == ()
    for band in (strategy, company, first, second):
        row = placement.add_place(band)
        assert row is not None
        assert band.y + band.header <= row.y
        assert row.y + row.h <= band.y + band.h
        assert (band.x < row.x, row.x + row.w < band.x + band.w) == (True, True)
    workshop.apply((Put(Objective("o", team="b", title="O")),))
    placement = place(workshop, MEASURE)
    assert [band.question for band in placement.bands_of("a") + placement.bands_of("b")] == [(), ()]


def test_the_row_for_a_new_card_lies_below_the_last_card_of_a_team():
    workshop = sample_workshop(objectives=200, key_results=200)
    placement = place(workshop, MEASURE)
    several = [bands for t in workshop.teams() if len(bands := placement.bands_of(t.id)) > 1]
    assert several
    for bands in several:
        assert [placement.add_place(band) is None for band in bands[:-1]] == [True] * (len(bands) - 1)
        row, last = placement.add_place(bands[-1]), bands[-1].cards[-1]
        assert row is not None
        bottom = placement.cards[last].y + placement.block_height(last)
        assert bottom < row.y
        assert row.y + row.h <= bands[-1].y + bands[-1].h


# ---------------------------------------------------------------- folded, or only some
def test_a_folded_team_keeps_its_header_alone_and_its_cards_stand_there():
    workshop = sample_workshop(objectives=40, key_results=100)
    team = max(workshop.teams()[1:], key=lambda t: len(workshop.objectives(t.id)))
    placement = place(workshop, MEASURE, Shown(frozenset({team.id})))
    [band] = placement.bands_of(team.id)
    assert (band.cards, band.count) == ([], len(workshop.objectives(team.id)))
    for objective in workshop.objectives(team.id):
        card = placement.cards[objective.id]
        assert card.folded
        assert band.y < card.y
        assert card.y + card.h < band.y + band.header
    assert not any(
        card.folded for card in placement.cards_in(band.x, band.y, band.x + band.w, band.y + band.h)
    )
    assert placement.add_place(band) is None
    assert_sound(workshop, placement)


def test_a_folded_lane_is_a_strip_with_a_place_for_each_team():
    workshop = sample_workshop(objectives=40, key_results=100)
    whole, placement = place(workshop, MEASURE), place(workshop, MEASURE, Shown(frozenset({"level-1"})))
    lane = placement.lanes[2]
    assert (lane.name, lane.folded, lane.columns) == ("level-1", True, 1)
    assert lane.width < whole.lanes[2].width / 4
    teams = [t.id for t in workshop.teams() if workshop.level(t.id) == 1]
    assert [band.team for band in placement.bands if band.lane == 2] == teams
    assert all(band.header == 0 for band in placement.bands if band.lane == 2)
    assert_sound(workshop, placement)


def test_only_some_cards_are_laid_out_and_no_other_teams():
    workshop = sample_workshop(objectives=40, key_results=100)
    some = next(o for o in workshop.all(Objective) if not o.parked and workshop.level(o.team) == 1)
    condition = next(c for c in workshop.all(Condition) if c.parent != some.id)
    only = frozenset({some.id, workshop.pillars()[0].id, condition.parent, condition.id})
    placement = place(workshop, MEASURE, Shown(only=only))
    assert placement.cards.keys() == only
    assert {band.team for band in placement.bands if placement.lanes[band.lane].kind == "level"} <= {
        o.team for o in workshop.all(Objective) if o.id in only
    }
    assert not any(band.question for band in placement.bands)
    alone = place(workshop, MEASURE, Shown(only=frozenset({some.id})))
    (strategy,) = (band for band in alone.bands if alone.lanes[band.lane].kind == "strategy")
    assert not strategy.cards and alone.add_place(strategy) is None  # it has pillars: they are not shown


def test_showing_less_and_then_all_again_gives_the_board_that_was():
    workshop = sample_workshop(objectives=60, key_results=160)
    placement = place(workshop, MEASURE)
    before = boxes(placement)
    placement.show(workshop, Shown(frozenset({"level-1", "strategy", workshop.teams()[4].id})))
    assert_sound(workshop, placement)
    placement.show(workshop, Shown(only=frozenset(o.id for o in workshop.all(Objective)[:5])))
    assert len(placement.cards) == 5
    placement.show(workshop, ALL)
    assert boxes(placement) == before


def test_heights_follow_the_text_and_the_rows():
    def height(title, rows):
        records = [Team("r", name="All"), Objective("o", team="r", title=title)]
        records += [KeyResult(f"k{n}", objective="o", text="x") for n in range(rows)]
        return place(Workshop("w", records), MEASURE).cards["o"]

    short, long = height("Short", 2), height("word " * 100, 2)
    assert (short.lines, height("word " * 15, 2).lines, long.lines) == (1, 2, MAX_TITLE_LINES)
    assert long.h - short.h == (MAX_TITLE_LINES - 1) * TITLE_LINE
    assert height("Short", 5).h - short.h == 3 * ROW
    full = height("Short", 40)
    assert len(full.rows) + full.more == 40
    assert full.h == height("Short", MAX_ROWS).h


def test_a_long_key_result_without_numbers_takes_two_lines():
    def place_of(**fields):
        kr = KeyResult("k", objective="o", text="word " * 30, **fields)
        rows = [Team("r", name="All"), Objective("o", team="r"), kr, KeyResult("z", objective="o", rank="z")]
        return place(Workshop("w", rows), MEASURE).cards["o"]

    bare, numbered = place_of(), place_of(target=Decimal(3))
    assert (bare.tall, numbered.tall) == ((0,), ())
    assert bare.h - numbered.h == TEXT_LINE
    assert bare.row_y(0) - numbered.row_y(0) == TEXT_LINE / 2
    assert bare.row_y(1) - numbered.row_y(1) == TEXT_LINE


def test_a_large_board_keeps_the_shape_of_a_screen():
    placement = place(sample_workshop(objectives=900, key_results=2700), MEASURE)
    assert 1.2 < placement.size[0] / placement.size[1] < 2.0


def test_moving_one_card_moves_no_other_column():
    workshop = sample_workshop(objectives=900, key_results=900)
    placement = place(workshop, MEASURE)
    before = boxes(placement)
    band = next(b for b in placement.bands if len(b.cards) > 4 and b.header)
    first, third = band.cards[0], band.cards[2]
    change = edits.move_many(workshop, (first,), band.team, before=third)
    changed = placement.update(workshop, workshop.apply(change.steps))
    assert changed is not None
    assert first in changed
    moved = {i for i, box in boxes(placement).items() if box != before[i]}
    assert moved <= changed
    bands = [placement.cards[i].band for i in moved]
    assert {b.column for b in bands if b} == {band.column}
    assert_sound(workshop, placement)


def some_change(workshop, rng):
    """A change such as people make; its steps."""
    objectives = workshop.all(Objective)
    teams = workshop.teams()
    objective = rng.choice(objectives)
    match rng.randrange(9):
        case 0:
            return edits.move_many(workshop, (objective.id,), rng.choice(teams).id).steps
        case 1:
            siblings = workshop.objectives(objective.team)
            before = rng.choice(siblings).id if siblings else ""
            return edits.move_many(workshop, (objective.id,), objective.team, before=before).steps
        case 2:
            return edits.set_field(workshop, objective.id, "title", "word " * rng.randrange(40)).steps
        case 3:
            return edits.add(workshop, KeyResult(new_id(), objective=objective.id, text="more")).steps
        case 4:
            return edits.add(workshop, Condition(new_id(), parent=objective.id, text="this " * 30)).steps
        case 5:
            return edits.add(workshop, Objective(new_id(), team=rng.choice(teams).id, title="New")).steps
        case 6:
            return edits.park_many(workshop, (objective.id,)).steps
        case 7 if len(objectives) > 3:
            return edits.drop(workshop, objective.id).steps
        case 8 if workshop.all(KeyResult):
            kr = rng.choice(workshop.all(KeyResult))
            return (
                (Set(kr.id, "objective", kr.objective, objective.id),) if kr.objective != objective.id else ()
            )
        case _:
            return edits.move_pillars(
                workshop, (workshop.pillars()[-1].id,), before=workshop.pillars()[0].id
            ).steps


def what_is_folded(workshop, rng):
    """Some lanes and teams."""
    names = ["strategy", "level-0", "level-1", "level-2", "tray", *(t.id for t in workshop.teams())]
    return Shown(frozenset(rng.sample(names, rng.randrange(5))))


def shapes(placement):
    return {i: (c.w, c.h, c.rows, c.more, c.lines, c.folded) for i, c in placement.cards.items()}


@pytest.mark.parametrize("seed", range(6))
def test_a_placement_that_is_kept_in_step_stays_sound(seed):
    rng = random.Random(seed)
    workshop = sample_workshop(objectives=40, key_results=100, seed=seed + 1)
    shown = what_is_folded(workshop, rng) if seed > 1 else ALL
    placement = place(workshop, MEASURE, shown)
    for _ in range(60):
        before = boxes(placement)
        changed = placement.update(workshop, workshop.apply(some_change(workshop, rng)))
        assert_sound(workshop, placement)
        fresh = place(workshop, MEASURE, shown)
        assert shapes(placement) == shapes(fresh)
        assert [(b.team, b.ids) for b in placement.bands if b.folded] == [
            (b.team, b.ids) for b in fresh.bands if b.folded
        ]
        if changed is not None:
            now = boxes(placement)
            assert {i for i in before.keys() | now.keys() if before.get(i) != now.get(i)} <= changed
        if seed > 2 and rng.random() < 0.1:
            shown = what_is_folded(workshop, rng)
            placement.show(workshop, shown)
            assert boxes(placement) == boxes(place(workshop, MEASURE, shown))


def test_only_some_cards_are_kept_in_step():
    rng = random.Random(5)
    workshop = sample_workshop(objectives=40, key_results=100)
    only = frozenset(o.id for o in rng.sample(workshop.all(Objective), 12))
    placement = place(workshop, MEASURE, Shown(only=only))
    for _ in range(40):
        placement.update(workshop, workshop.apply(some_change(workshop, rng)))
        assert boxes(placement) == boxes(place(workshop, MEASURE, Shown(only=only)))
        assert placement.cards.keys() == {i for i in only if i in workshop}


def test_a_new_team_lays_all_out_afresh():
    workshop = sample_workshop()
    placement = place(workshop, MEASURE)
    root = workshop.root
    assert root is not None
    touched = workshop.apply((Put(Team(new_id(), name="New", parent=root.id)),))
    assert placement.update(workshop, touched) is None
    assert_sound(workshop, placement)


def test_links_move_nothing():
    workshop = sample_workshop()
    placement = place(workshop, MEASURE)
    before = boxes(placement)
    link = workshop.all(Link)[0]
    assert placement.update(workshop, workshop.apply((Drop(link),))) == set()
    assert boxes(placement) == before


def test_a_card_is_as_wide_as_its_lane_says():
    workshop = sample_workshop()
    placement = place(workshop, MEASURE)
    for objective in workshop.all(Objective):
        assert placement.cards[objective.id].w == (TRAY_WIDTH if objective.parked else CARD_WIDTH)
