"""What stands on a card beside its title: numbers, badges and hints, read from the workshop. No Qt."""

from __future__ import annotations

from exports.words import affixes, baseline_text, state_label, target_text
from okrdesk.alignment import Promise, is_open, links_down, links_up, serves_directly, worst_promise
from okrdesk.cards import Condition, KeyResult, Objective, Person
from okrdesk.check import card_of
from okrdesk.edits import name_of_team
from okrdesk.i18n import _, ngettext
from okrdesk.review import threads
from okrdesk.workshop import Workshop

Badge = tuple[str, str]  # the words, and the tone: a token of the theme that has a "-bg" beside it, or "grey"

SHORT_UNIT = 4  # characters with their space: units no longer than this stand behind both numbers


def numbers(workshop: Workshop, kr: KeyResult) -> tuple[str, str]:
    """A key result's baseline and target as text; "" for what is not stated.

    A unit of several letters stands behind the target only: "210 → 50 calls a week".
    """
    number_format = workshop.organisation.number_format
    baseline, target = baseline_text(kr, number_format), target_text(kr, number_format)
    behind = affixes(kr.unit)[1]
    if len(behind) > SHORT_UNIT and baseline.endswith(behind) and target.endswith(behind):
        baseline = baseline.removesuffix(behind)
    return baseline, target


def initials(workshop: Workshop, person_id: str) -> str:
    """A person's initials, from the name where none are given; "" for nobody."""
    person = workshop.find(Person, person_id)
    if person is None:
        return ""
    if person.initials.strip():
        return person.initials.strip()[:3]
    words = person.name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


PROMISES: dict[Promise, Badge] = {
    "unfinished": (_("relies on unfinished work"), "amber"),
    "declined": (_("what it relies on was declined"), "red"),
}


def open_notes(workshop: Workshop, card: str) -> int:
    """How many open notes there are on a card and its parts that everybody may see."""
    parts = (card, *(p.id for p in (*workshop.key_results(card), *workshop.conditions(card))))
    return sum(thread.open for part in parts for thread in threads.on_card(workshop, part, ""))


def notes_told(workshop: Workshop, card: str) -> str:
    """The same in words; "" for none."""
    n = open_notes(workshop, card)
    return ngettext("{n} open note", "{n} open notes", n).format(n=n) if n else ""


def foot_badges(workshop: Workshop, objective: Objective) -> list[Badge]:
    """The badges at the foot of an objective's card."""
    badges: list[Badge] = []
    if promise := worst_promise(workshop, objective.id):
        badges.append(PROMISES[promise])
    if objective.story.strip():
        badges.append((_("story told ✓"), "green"))
    if serves_directly(workshop, objective):
        badges.append((_("serves strategy directly"), "grey"))
    if objective.state in ("paused", "dropped"):
        badges.append((state_label(objective.state).lower(), "grey"))
    return badges


def foot_hint(workshop: Workshop, objective: Objective) -> str:
    """How many cards this one enables, how many enable it, and how many conditions are open."""
    enabled = {
        card_of(workshop, link.target) for link in links_up(workshop, objective.id) if link.kind != "serves"
    }
    enabling = {card_of(workshop, link.source) for link in links_down(workshop, objective.id)}
    still_open = sum(is_open(workshop, condition) for condition in workshop.conditions(objective.id))
    parts = []
    if enabled:
        parts.append(_("enables {n}").format(n=len(enabled)))
    if enabling:
        parts.append(_("{n} enabling").format(n=len(enabling)))
    if still_open:
        parts.append(_("{n} open").format(n=still_open))
    return " · ".join(parts)


def condition_foot(workshop: Workshop, condition: Condition) -> tuple[str, bool]:
    """Who claims a condition or what settles it, and whether it is still open."""
    if is_open(workshop, condition):
        return _("open — drop a team objective here"), True
    if condition.answer == "normal_work":
        return _("covered by normal work"), False
    if condition.answer == "not_this_quarter":
        return _("not this quarter"), False
    teams: dict[str, None] = {}
    for link in workshop.claims(condition.id):
        card = workshop.get(card_of(workshop, link.source))
        if isinstance(card, Objective):
            teams[name_of_team(workshop, card.team) or card.code] = None
    return _("claimed by {teams}").format(teams=", ".join(teams)), False


def more_rows(count: int) -> str:
    """What stands under the rows of a card that has more than it shows."""
    return ngettext("and {n} more key result", "and {n} more key results", count).format(n=count)
