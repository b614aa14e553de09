"""Links run from edge to edge through the gaps, and never over a card."""

import pytest

from okrdesk import edits
from okrdesk.cards import Condition, KeyResult, Link, Objective, Pillar, Team
from okrdesk.layout import place
from okrdesk.routes import Router
from okrdesk.workshop import Workshop
from tests.factory import sample_workshop
from tests.okrdesk.even import MEASURE


def way(workshop, router, id_):
    """The route of the link with this id."""
    link = workshop.find(Link, id_)
    assert link is not None
    route = router.route(link)
    assert route is not None
    return route


def straight_runs(route):
    points = route.points
    return [(points[n], points[n + 1]) for n in range(1, len(points) - 1, 2)]


@pytest.mark.parametrize("objectives", [14, 80, 200])
def test_no_link_crosses_a_card(objectives):
    workshop = sample_workshop(objectives=objectives, key_results=2 * objectives)
    placement = place(workshop, MEASURE)
    router = Router(workshop, placement)
    runs = 0
    for link in workshop.all(Link):
        route = router.route(link)
        if route is None:
            continue
        assert len(route.points) % 2 == 0
        for (x0, y0), (x1, y1) in straight_runs(route):
            assert y0 == y1
            runs += 1
            for card in placement.cards.values():
                assert not (card.x < x1 and x0 < card.x + card.w and card.y < y0 < card.y + card.h)
    assert runs or objectives < 80


def test_a_link_meets_its_cards_at_their_edges():
    records = [
        Team("r", name="All"), Team("t", name="T", parent="r"), Pillar("p", title="P"),
        Objective("o", team="r", title="O"), Condition("c", parent="o", text="C"),
        Objective("e", team="t", title="E"), KeyResult("k", objective="e", text="K"),
        Link("l", "k", "c", "enables"), Link("m", "o", "p", "serves"), Link("n", "e", "p", "serves"),
    ]  # fmt: skip
    workshop = Workshop("w", records)
    placement = place(workshop, MEASURE)
    router, cards = Router(workshop, placement), placement.cards
    route = way(workshop, router, "l")
    assert route.points[0] == route.end == (cards["c"].x + cards["c"].w, cards["c"].y + cards["c"].h / 2)
    assert route.points[-1] == (cards["e"].x, cards["e"].row_y(0))
    direct = way(workshop, router, "n")
    assert len(direct.points) == 4
    assert direct.points[1][0] == cards["o"].x
    assert direct.points[2][0] == cards["o"].x + cards["o"].w


def test_the_part_of_a_long_way_is_the_whole_ways():
    workshop = sample_workshop(objectives=600, key_results=600)
    placement = place(workshop, MEASURE)
    router = Router(workshop, placement)
    whole = max((r for link in workshop.all(Link) if (r := router.route(link))), key=lambda r: len(r.points))
    link = next(link for link in workshop.all(Link) if router.route(link) == whole)
    left, right = placement.size[0] * 0.4, placement.size[0] * 0.6
    part = router.route(link, left, right)
    assert part is not None
    assert set(part.points) <= set(whole.points)
    assert 2 <= len(part.points) < len(whole.points)
    assert len(part.points) % 2 == 0
    assert {p for p in whole.points if left <= p[0] <= right} <= set(part.points)


def test_a_link_to_a_card_that_is_not_shown_has_no_way():
    workshop = Workshop("w", [Team("r"), Objective("o", team="r"), Link("l", "o", "gone", "enables")])
    assert Router(workshop, place(workshop, MEASURE)).route(workshop.all(Link)[0]) is None


@pytest.mark.parametrize("place_in_team", [0, 5, -1])
def test_only_links_of_cards_that_moved_or_that_cross_where_it_changed_run_elsewhere(place_in_team):
    workshop = sample_workshop(objectives=600, key_results=600)
    placement = place(workshop, MEASURE)
    router = Router(workshop, placement)
    before = {link.id: router.route(link) for link in workshop.all(Link)}
    team = workshop.objectives(workshop.teams()[1].id)
    change = edits.move_many(workshop, (team[3].id,), team[3].team, before=team[place_in_team].id)
    moved = placement.update(workshop, workshop.apply(change.steps))
    assert moved
    crossings = router.renew(placement.restacked)
    anew, kept = Router(workshop, placement), 0
    for link in workshop.all(Link):
        ends = [router.place_of(end) for end in (link.source, link.target)]
        route = before[link.id]
        if route is None or any(end and end.id in moved for end in ends):
            continue
        if any(crossing.concerns(route) for crossing in crossings):
            continue
        assert router.route(link) == anew.route(link) == route
        kept += 1
    assert kept > 100
