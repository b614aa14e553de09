"""Who feeds what: the tree that the overview prints, each objective once."""

from __future__ import annotations

from collections import defaultdict

from exports.words import code_of, link_label
from okrdesk.cards import (
    UPWARD,
    Condition,
    Link,
    Objective,
    Person,
    Pillar,
    Team,
)
from okrdesk.check import card_of
from okrdesk.i18n import _
from okrdesk.naming import called
from okrdesk.text import one_line
from okrdesk.workshop import Workshop


class Plan:
    """A workshop as pages need it: its tree of objectives, its teams, and how to name people and cards."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.teams = _all_teams(workshop)
        self.active = [o for team in self.teams for o in workshop.objectives(team.id)]
        self.parked = [o for team in self.teams for o in workshop.objectives(team.id, parked=True)]
        self._below: defaultdict[str, list[Objective]] = defaultdict(list)
        self._feeds: dict[str, list[Link]] = {}
        self.home: dict[str, str] = {}  # the card under which an objective stands
        here = {o.id for o in self.active}
        for objective in self.active:
            above = next((c for link in self.feeds(objective) if (c := self.card(link)) in here), "")
            pillar = next((c for link in self.feeds(objective) if self.is_pillar(c := self.card(link))), "")
            first = next((self.card(link) for link in self.feeds(objective)), "")
            home = first if first in here or self.is_pillar(first) else above or pillar
            self.home[objective.id] = home
            self._below[home].append(objective)

    # ------------------------------------------------------------ the tree
    def below(self, card: str) -> list[Objective]:
        """The objectives that stand under a card, those of the company first."""
        return sorted(self._below.get(card, ()), key=lambda o: self.workshop.level(o.team))

    def feeds(self, objective: Objective) -> list[Link]:
        """The links upward of an objective and of its key results, the primary one first."""
        if (known := self._feeds.get(objective.id)) is not None:
            return known
        parts = (objective.id, *(kr.id for kr in self.workshop.key_results(objective.id)))
        links = [link for part in parts for link in self.workshop.links_from(part) if link.kind in UPWARD]
        links.sort(key=lambda link: (not link.primary, link.source != objective.id))
        self._feeds[objective.id] = links
        return links

    def card(self, link: Link) -> str:
        """The card that a link leads to."""
        return card_of(self.workshop, link.target)

    def card_of(self, id_: str) -> str:
        """The card on the pages that shows a record: a key result's objective, a condition's parent."""
        return card_of(self.workshop, id_)

    def is_pillar(self, id_: str) -> bool:
        """Whether this is a pillar's id."""
        return self.workshop.find(Pillar, id_) is not None

    def also(self, objective: Objective) -> str:
        """The cards that an objective feeds beside the one it stands under: "also enables CO-2"."""
        home, seen, said = self.home.get(objective.id, ""), set(), []
        for link in self.feeds(objective):
            card = self.card(link)
            if card not in (home, objective.id) and card not in seen:
                seen.add(card)
                said.append(f"{link_label(link.kind)} {code_of(self.workshop, card) or self.title(card)}")
        return _("also {links}").format(links=", ".join(said)) if said else ""

    def open_conditions(self, card: str) -> list[Condition]:
        """A card's conditions that nobody has claimed or answered."""
        found = self.workshop.conditions(card)
        return [c for c in found if not c.answer and not self.workshop.claims(c.id)]

    # ------------------------------------------------------------ names
    def team(self, id_: str) -> Team | None:
        """The team with this id."""
        return self.workshop.find(Team, id_)

    def team_name(self, id_: str) -> str:
        """A team's name, else its code."""
        team = self.team(id_)
        return (team.name or team.code) if team else ""

    def title(self, id_: str) -> str:
        """The words of a card in one line; its short name where it has none."""
        return one_line(called(self.workshop.get(id_)))

    def owner(self, person: str, *, short: bool = False) -> str:
        """An owner's name, `short` as "I. Volkova"."""
        found = self.workshop.find(Person, person)
        if found is None:
            return ""
        name = " ".join((found.name or found.initials).split())
        return shortened(name) if short else name


def shortened(name: str) -> str:
    """A name with its first part as an initial, where that is how its script does it."""
    first, _space, rest = name.partition(" ")
    latin = first[:1].isalpha() and ord(first[0]) < 0x0590
    return f"{first[0]}. {rest}" if rest and latin and not first.endswith(".") else name


def _all_teams(workshop: Workshop) -> list[Team]:
    found = {team.id: team for team in workshop.teams()}
    return [*found.values(), *(team for team in workshop.all(Team) if team.id not in found)]
