"""What `okrdesk info` says of a workshop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from okrdesk.counts import counts, open_conditions, problems, teams
from okrdesk.i18n import _, ngettext

if TYPE_CHECKING:
    from okrdesk.store.document import Document


def about(document: Document) -> dict[str, Any]:
    """The facts as JSON can hold them; a date is ISO text, what is not stated is null."""
    workshop = document.desk.workshop
    cycle = workshop.cycle
    return {
        "organisation": workshop.organisation.name,
        "cycle": {
            "name": cycle.name,
            "starts": cycle.starts.isoformat() if cycle.starts else None,
            "weeks": cycle.weeks,
            "freeze": cycle.freeze.isoformat() if cycle.freeze else None,
        },
        "problems": problems(workshop),
        "counts": counts(workshop),
        "open_conditions": open_conditions(workshop),
        "teams": teams(workshop),
    }


def as_text(facts: dict[str, Any]) -> str:
    """The same for people to read."""
    cycle, n = facts["cycle"], facts["counts"]
    heads = (facts["organisation"] or _("A workshop without a name"), cycle["name"])
    lines = [" · ".join(part for part in heads if part)]
    weeks = ngettext("{n} week", "{n} weeks", cycle["weeks"]).format(n=cycle["weeks"])
    if cycle["starts"]:
        weeks = _("{weeks} from {day}").format(weeks=weeks, day=cycle["starts"])
    lines += [weeks, ""]
    rows = (
        (_("Strategy pillars"), n["pillars"]),
        (_("Objectives"), n["objectives"]),
        (_("   with a link upward"), n["parents"]),
        (_("   not this quarter"), n["parked"]),
        (_("Key results"), n["key_results"]),
        (_("Conditions"), n["conditions"]),
        (_("   open"), facts["open_conditions"]),
        (_("Links"), n["links"]),
        (_("People"), n["people"]),
        (_("Teams"), n["teams"]),
    )
    lines += [f"{what:<24}{number:>6}" for what, number in rows]
    lines += [f"   {team['code']:<6} {team['name']}" for team in facts["teams"]]
    lines.append("")
    lines += facts["problems"] or [_("Nothing is wrong in it.")]
    return "\n".join(lines)
