"""What a workshop holds, in numbers; and what does not hold in it."""

from __future__ import annotations

from okrdesk.alignment import is_open, links_up
from okrdesk.cards import Condition, KeyResult, Link, Objective, Person, Pillar, Team
from okrdesk.check import fault
from okrdesk.workshop import Touched, Workshop


def counts(workshop: Workshop) -> dict[str, int]:
    """How many cards there are of each sort. `objectives` and `key_results` count the parked ones too.

    `parents` are the objectives with at least one link upward, of their own or of their key results;
    `teams` are all but the company.
    """
    objectives = workshop.all(Objective)
    return {
        "pillars": workshop.count(Pillar),
        "objectives": len(objectives),
        "key_results": workshop.count(KeyResult),
        "conditions": workshop.count(Condition),
        "links": workshop.count(Link),
        "parents": sum(any(True for _link in links_up(workshop, o.id)) for o in objectives),
        "teams": sum(1 for team in workshop.all(Team) if team.parent),
        "people": workshop.count(Person),
        "parked": sum(1 for o in objectives if o.parked),
    }


def this_quarter(workshop: Workshop) -> tuple[int, int, int]:
    """How many objectives and key results are for this quarter, and how many objectives have to wait."""
    parked = {o.id for o in workshop.parked()}
    waiting = sum(len(workshop.key_results(id_)) for id_ in parked)
    return workshop.count(Objective) - len(parked), workshop.count(KeyResult) - waiting, len(parked)


def teams(workshop: Workshop) -> list[dict[str, str | None]]:
    """All teams but the company: code, name and the code of the team above. The company above is None."""
    root = workshop.root

    def above_of(team: Team) -> str | None:
        parent = workshop.find(Team, team.parent)
        return parent.code if parent and parent != root else None

    below = (team for team in workshop.teams() if team.parent)
    return [{"code": team.code, "name": team.name, "parent": above_of(team)} for team in below]


def open_conditions(workshop: Workshop) -> int:
    """How many conditions nobody has claimed or answered yet."""
    return sum(is_open(workshop, condition) for condition in workshop.all(Condition))


def problems(workshop: Workshop) -> list[str]:
    """Every rule of the core that a record breaks, a sentence each; empty for a sound workshop."""
    found = (fault(workshop, Touched(altered={record.id})) for record in workshop)
    return sorted({sentence for sentence in found if sentence})
