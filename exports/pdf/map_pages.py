"""The alignment map: the board as vectors, in lanes, over as many pages as it takes to stay readable.

It shows key results where the whole board then fits one page; else flat cards with titles. Links between
cards of one page are drawn; where a link goes on on another page, the card names that page.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from exports.job import Job
from exports.pdf.look import BOTTOM, HEAD, MARGIN, colour, team_colour
from exports.pdf.map_cards import MapCards
from exports.pdf.map_ways import Point, Ways
from exports.pdf.paper import Paper
from exports.pdf.plan import Plan
from exports.pdf.tiles import FLAT_FOOT, LARGEST, SEVERAL, SMALLEST, Header, Tile, deal, flatten, whole
from exports.words import heading, link_label
from okrdesk.card_shape import CardPlace
from okrdesk.cards import KeyResult, Link, LinkKind, Objective
from okrdesk.i18n import _
from okrdesk.layout import place
from okrdesk.workshop import Workshop

AREA_TOP, LEGEND = 92.0, 15.0
LOOP = 16.0  # how far a link within a column swings out, in pixels of the board
KINDS: tuple[LinkKind, ...] = ("serves", "enables", "sums_into", "relies_on", "shares")
DASHES = {"relies_on": "1 1.6", "shares": "1 1.6"}


@dataclass(slots=True)
class _Window:
    """Where a page's part of the board stands on it: left edge, top, and points for a pixel."""

    left: float
    top: float
    scale: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the board on the page."""
        return self.left + x * self.scale, self.top + y * self.scale


class MapPages:
    """Writes the pages of the map."""

    def __init__(self, paper: Paper, plan: Plan, job: Job) -> None:
        self.paper = paper
        self.plan = plan
        self.job = job
        self.page_of: dict[str, int] = {}
        self.places: dict[str, CardPlace] = {}
        self.kinds: set[LinkKind] = set()
        self.flat = False

    def write(self) -> None:
        """All pages; none when there is no card to show."""
        if not self.plan.active and not self.plan.workshop.pillars():
            return
        scale, tiles = self._dealt()
        self.places = {c.id: c for tile in tiles for c in tile.cards}
        first = self.paper.page
        self.page_of = {c.id: first + n for n, tile in enumerate(tiles) for c in tile.cards}
        linked = self.plan.workshop.all(Link)
        self.kinds = {x.kind for x in linked if self._page_at(x.source) and self._page_at(x.target)}
        for n, tile in enumerate(tiles):
            self.job.step(n, len(tiles), _("Alignment map"))
            self._page(tile, (n + 1, len(tiles)), scale)

    def _dealt(self) -> tuple[float, list[Tile]]:
        """The scale and the pages: all as on the board, with flat cards on one page, or on several."""
        workshop = self.plan.workshop
        wide, high = self.paper.lying
        wide, high = wide - 2 * MARGIN, high - AREA_TOP - BOTTOM - LEGEND
        tile = whole(place(workshop, self.paper.type))
        scale = min(wide / tile.w, high / tile.h)
        if scale >= SMALLEST:
            return min(scale, LARGEST), [tile]
        self.flat = True
        bare = Workshop(workshop.id, (r for r in workshop if not isinstance(r, KeyResult)))
        placement = place(bare, self.paper.type)
        tiles: list[Tile] = []
        for foot in (0.0, FLAT_FOOT):  # several pages need the foot, to say where links go on
            if len(tiles) != 1:
                flatten(placement, foot)
                tiles = deal(placement, wide / SEVERAL, high / SEVERAL)
        return SEVERAL, tiles

    # ------------------------------------------------------------ a page
    def _page(self, tile: Tile, number: tuple[int, int], scale: float) -> None:
        paper = self.paper
        paper.open_page(lying=True)
        place_name = f"map {paper.page}"
        paper.mark(place_name, 30)
        if number[0] == 1:
            paper.outline(_("Alignment map"), place_name, 0)
        paper.caps(MARGIN, HEAD, heading(self.plan.workshop), colour("ink-2"), room=paper.room - 80, size=7.8)
        title = _("Alignment map") if number[1] == 1 else _("Alignment map · {n} of {total}")
        line = paper.type.line(title.format(n=number[0], total=number[1]), 700)
        paper.text(MARGIN, 70, line, 17, colour("ink"))
        window = _Window(MARGIN + (paper.room - tile.w * scale) / 2, AREA_TOP, scale)
        self._lanes(tile, window)
        self._links(tile, window)
        for header in tile.headers:
            self._header(header, window)
        cards = MapCards(paper, self.plan, scale, flat=self.flat)
        for card in tile.cards:
            cards.draw(card, *window.point(card.x, card.y), self._elsewhere(card.id))
        self._legend(number[1] > 1)
        paper.close_page()

    def _lanes(self, tile: Tile, window: _Window) -> None:
        paper = self.paper
        for n, (lane, x, w) in enumerate(tile.lanes):
            left, _top = window.point(x, 0)
            if n:
                paper.rule_down(left, AREA_TOP - 10, paper.height - BOTTOM - LEGEND, colour("line-strong"))
            inset = 26 * window.scale
            room = w * window.scale - 2 * inset
            paper.caps(left + inset, AREA_TOP - 5, lane.title, colour("ink-2"), room=room, size=7)

    def _header(self, header: Header, window: _Window) -> None:
        name = self.plan.team_name(header.team)
        if header.continued:
            name = _("{team} · continued").format(team=name)
        x, y = window.point(header.x + 26, header.y + 19)
        size, room = 12.5 * window.scale, (header.w - 52) * window.scale
        ink = team_colour(self.plan.team(header.team))
        self.paper.text(x, y, self.paper.type.fit(name, 600, size, room), size, ink)
        self.paper.rule(x, y + 4.2 * window.scale, room, colour("line-strong"))

    # ------------------------------------------------------------ links
    def _links(self, tile: Tile, window: _Window) -> None:
        """The links that begin and end on this page."""
        ways = Ways(tile)
        for card in tile.cards:
            own = (kr.id for kr in self.plan.workshop.key_results(card.id))
            for part in (card.id, *own):
                for link in self.plan.workshop.links_from(part):
                    if self._page_at(link.target) == self.page_of[card.id]:
                        target = self.places.get(link.target) or self.places[self.plan.card_of(link.target)]
                        self._link(link, ways.way(card, target), window)

    def _page_at(self, id_: str) -> int | None:
        """The page that shows a record's card."""
        return self.page_of.get(id_) or self.page_of.get(self.plan.card_of(id_))

    def _link(self, link: Link, way: list[Point], window: _Window) -> None:
        ink, dash, double = self._look(link)
        points = [window.point(*p) for p in way]
        (x0, y0), (x1, y1) = points[0], points[-1]
        if len(points) == 2 and abs(x0 - x1) < 30 * window.scale:  # within a column: a loop on its left
            out = min(x0, x1) - LOOP * window.scale
            self._stroke((x0, y0, out, y0, out, y1, x1, y1), ink, dash, double)
        else:
            for n, ((ax, ay), (bx, by)) in enumerate(pairwise(points)):
                bend = (bx - ax) / 2 if n % 2 == 0 else 0.0  # every other stretch runs straight
                self._stroke((ax, ay, ax + bend, ay, bx - bend, by, bx, by), ink, dash, double)
        self.paper.dot(x0, y0, 1.5, ink)

    def _stroke(self, points: tuple[float, ...], ink: str, dash: str, double: bool) -> None:
        if double:
            self.paper.curve(points, ink, "", 2.4)
            self.paper.curve(points, colour("card"), "", 1.0)
        else:
            self.paper.curve(points, ink, dash, 0.9)

    def _look(self, link: Link) -> tuple[str, str, bool]:
        """Colour, dashes and whether a link is double: as on the board."""
        source = self.plan.workshop.get(self.plan.card_of(link.source))
        team = self.plan.team(source.team) if isinstance(source, Objective) else None
        dash = DASHES.get(link.kind, "")
        if link.kind in ("enables", "sums_into"):
            return team_colour(team), dash, link.kind == "sums_into"
        if link.kind == "serves" and self.plan.is_pillar(link.target) and team and team.parent:
            dash = "3 2"  # a team that serves the strategy directly
        return colour("amber" if link.kind == "relies_on" else "ink-3"), dash, False

    def _elsewhere(self, id_: str) -> list[tuple[str, int]]:
        """What a card is linked to on other pages of the map: short name and page."""
        found: dict[str, int] = {}
        parts = (id_, *(kr.id for kr in self.plan.workshop.key_results(id_)))
        for link in (x for part in parts for x in self.plan.workshop.links_from(part)):
            page = self._page_at(link.target)
            if page and page != self.page_of[id_]:
                card = self.plan.workshop.get(self.plan.card_of(link.target))
                found[getattr(card, "code", "") or self.plan.title(link.target)] = page
        return list(found.items())

    def _legend(self, several: bool) -> None:
        """The kinds of links that the map shows."""
        paper, x = self.paper, MARGIN
        y = paper.height - BOTTOM + 5
        inks = {"relies_on": "amber", "enables": "green", "sums_into": "green"}
        for kind in (k for k in KINDS if k in self.kinds):
            ends = (x, y, x, y, x + 18, y, x + 18, y)
            self._stroke(ends, colour(inks.get(kind, "ink-3")), DASHES.get(kind, ""), kind == "sums_into")
            line = paper.type.line(link_label(kind))
            paper.text(x + 22, y + 2.4, line, 7, colour("ink-2"))
            x += 22 + line.width * 7 + 14
        notes = (
            [_("enabling lines have their team's colour")] if self.kinds & {"enables", "sums_into"} else []
        )
        if several:
            notes.append(_("“→ CO-1 p. 3”: goes on on page 3"))
        note = paper.type.line(" · ".join(notes))
        paper.text(paper.width - MARGIN, y + 2.4, note, 7, colour("ink-2"), align="right")
