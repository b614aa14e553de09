"""How cards are tied together: what dropping one on another means, why it cannot be, and the changes."""

from __future__ import annotations

from collections.abc import Iterable

from okrdesk.cards import UPWARD, Condition, KeyResult, Link, LinkKind, Objective, Pillar, Record, new_id
from okrdesk.change import Change, Drop, Put, Set, Step
from okrdesk.check import card_of, closes_circle, name
from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.naming import words_of
from okrdesk.workshop import Workshop

# What a link of each kind says of its ends.
SENTENCES: dict[LinkKind, str] = {
    "serves": _("{a} serves {b}"),
    "enables": _("{a} enables {b}"),
    "sums_into": _("{a} adds to {b}"),
    "relies_on": _("{a} relies on {b}"),
    "shares": _("{a} is shared with {b}"),
}


# ---------------------------------------------------------------- what may be
def kind_for(workshop: Workshop, source: str, target: str) -> LinkKind:
    """The kind of link that a drop of `source` on `target` makes: pillars are served, all else is enabled."""
    return "serves" if isinstance(workshop.get(target), Pillar) else "enables"


def refusal(
    workshop: Workshop, source: str, target: str, kind: LinkKind | str = "", *, ignore: str = ""
) -> str:
    """Why `source` cannot be linked to `target` that way, as a sentence; "" when it can.

    `kind` "" is what a drop would make; the link `ignore` counts as not there (it is the one to be altered).
    """
    start, end = workshop.get(source), workshop.get(target)
    if start is None or end is None:
        return _("That card is not there any more.")
    kind = kind or kind_for(workshop, source, target)
    return (
        _ends_refusal(workshop, start, end)
        or _kind_refusal(workshop, start, end, kind)
        or _twice_refusal(workshop, start, end, kind, ignore)
        or _circle_refusal(workshop, start, end, kind, ignore)
    )


def _ends_refusal(workshop: Workshop, start: Record, end: Record) -> str:
    words = {"a": name(workshop, start), "b": name(workshop, end)}
    if isinstance(start, Pillar):
        if isinstance(end, Condition):
            return _("Conditions are claimed by objectives, not by pillars.")
        return _("Links start at objectives and key results; a pillar is what they lead to.")
    if not isinstance(start, (Objective, KeyResult)):
        return _("Links start at objectives and key results.")
    if not isinstance(end, (Pillar, Objective, KeyResult, Condition)):
        return _("Links lead to pillars, objectives, key results and conditions.")
    if start.id == end.id:
        return _("A card cannot be linked to itself.")
    if card_of(workshop, start.id) == card_of(workshop, end.id):
        return _("{a} and {b} are parts of one card: they cannot be linked.").format(**words)
    return ""


def _kind_refusal(workshop: Workshop, start: Record, end: Record, kind: str) -> str:
    if isinstance(end, Condition) and end.answer:
        return _("“{condition}” is settled already.").format(condition=end.text)
    if kind == "serves" and not isinstance(end, Pillar):
        return _("Only pillars are served; link these as “enables”.")
    alike = isinstance(start, KeyResult) and isinstance(end, KeyResult) and start.unit == end.unit
    if kind == "sums_into" and not alike:
        return _("Only key results with the same unit add up; link these as “enables”.")
    return ""


def _twice_refusal(workshop: Workshop, start: Record, end: Record, kind: str, ignore: str) -> str:
    words = {"a": name(workshop, start), "b": name(workshop, end)}
    there = [(link.target, link.kind) for link in workshop.links_from(start.id) if link.id != ignore]
    if kind == "shares":
        there += [(link.source, link.kind) for link in workshop.links_to(start.id) if link.id != ignore]
    if (end.id, kind) not in there:
        return ""
    if isinstance(end, Condition) and kind == "enables":
        return _("{a} claims “{condition}” already.").format(a=words["a"], condition=end.text)
    return _("{a} is already linked to {b} that way.").format(**words)


def _circle_refusal(workshop: Workshop, start: Record, end: Record, kind: str, ignore: str) -> str:
    if kind not in UPWARD or not closes_circle(workshop, start.id, end.id, ignore=ignore):
        return ""
    a, b = name(workshop, start), name(workshop, end)
    if isinstance(end, Condition):
        sentence = _("Claiming “{condition}” with {a} would close a circle of links.")
        return sentence.format(condition=end.text, a=a)
    return _("Linking {a} to {b} would close a circle.").format(a=a, b=b)


def relink_refusal(workshop: Workshop, link_id: str, kind: LinkKind) -> str:
    """Why a link cannot become one of this kind, as a sentence; "" when it can."""
    link = _link(workshop, link_id)
    return refusal(workshop, link.source, link.target, kind, ignore=link_id)


def turn_refusal(workshop: Workshop, link_id: str) -> str:
    """Why a link cannot run the other way, as a sentence; "" when it can."""
    link = _link(workshop, link_id)
    return refusal(workshop, link.target, link.source, link.kind, ignore=link_id)


def move_refusal(workshop: Workshop, part: str, parent: str) -> str:
    """Why a key result or condition cannot move to another card with its links; "" when it can."""
    record, card = workshop.get(part), workshop.get(parent)
    words = {"a": name(workshop, record) if record else "", "b": name(workshop, card) if card else ""}
    if isinstance(record, KeyResult) and not isinstance(card, Objective):
        return _("Key results belong to objectives.")
    if isinstance(record, Condition) and not isinstance(card, (Objective, Pillar)):
        return _("Conditions belong to objectives and pillars.")
    for link in (*workshop.links_from(part), *workshop.links_to(part)):
        source, target = (parent if end == part else end for end in (link.source, link.target))
        if card_of(workshop, source) == card_of(workshop, target):
            return _("{a} is linked to {b}: it cannot become a part of it.").format(**words)
        if link.kind in UPWARD and closes_circle(workshop, source, target, ignore=link.id):
            return _("With {a} in {b}, its links would close a circle.").format(**words)
    return ""


# ---------------------------------------------------------------- changes
def link(
    workshop: Workshop, source: str, target: str, kind: LinkKind | str = "", sentence: str = ""
) -> Change:
    """A new link; the first one upward of its source is its primary one. Raises Refused as `refusal` says."""
    _refuse(refusal(workshop, source, target, kind))
    kind = kind or kind_for(workshop, source, target)
    made = Link(new_id(), source, target, kind, sentence, primary=_leads(workshop, source, kind))  # type: ignore[arg-type]
    return Change(_label(workshop, _("Link {a} to {b}"), made), (Put(made),))


def link_all(workshop: Workshop, sources: Iterable[str], target: str, kind: LinkKind | str = "") -> Change:
    """Link several cards to one, but for those that cannot be. Raises Refused when none can."""
    every = list(dict.fromkeys(sources))
    able = [source for source in every if not refusal(workshop, source, target, kind)]
    if len(able) < 2:
        return link(workshop, (able or every)[0], target, kind)
    label = _("Link {n} cards to {b}").format(n=len(able), b=name(workshop, workshop[target]))
    links = (link(workshop, source, target, kind) for source in able)
    return Change(label, tuple(step for made in links for step in made.steps))


def relink(workshop: Workshop, link_id: str, kind: LinkKind) -> Change:
    """Give a link another kind. Raises Refused as `relink_refusal` says."""
    _refuse(relink_refusal(workshop, link_id, kind))
    old = _link(workshop, link_id)
    primary = _leads(workshop, old.source, kind, ignore=link_id)
    return _altered(workshop, _("Change the link of {a} to {b}"), old, kind=kind, primary=primary)


def turn(workshop: Workshop, link_id: str) -> Change:
    """Let a link run the other way. Raises Refused as `turn_refusal` says."""
    _refuse(turn_refusal(workshop, link_id))
    old = _link(workshop, link_id)
    primary = _leads(workshop, old.target, old.kind, ignore=link_id)
    ends = {"source": old.target, "target": old.source}
    return _altered(workshop, _("Turn the link of {a} to {b}"), old, **ends, primary=primary)


def make_primary(workshop: Workshop, link_id: str) -> Change:
    """Make a link upward the one that leads to the strategy; the source's other one no longer is.

    Raises Refused for links that run beside the line of sight.
    """
    chosen = _link(workshop, link_id)
    if chosen.kind not in UPWARD:
        raise Refused(_("Only a link upward can be the main one."))
    steps: list[Step] = [
        Set(other.id, "primary", True, False)
        for other in workshop.links_from(chosen.source)
        if other.primary and other.id != link_id
    ]
    if not chosen.primary:
        steps.append(Set(link_id, "primary", False, True))
    return Change(_label(workshop, _("Make {a} to {b} the main link"), chosen), tuple(steps))


def unlink(workshop: Workshop, link_id: str) -> Change:
    """Take a link away."""
    gone = _link(workshop, link_id)
    return Change(_label(workshop, _("Unlink {a} from {b}"), gone), (Drop(gone),))


def sentence_of(workshop: Workshop, link: Link) -> str:
    """A link's own sentence; where it has none, one made of its kind and its ends' names and words."""
    if link.sentence.strip():
        return link.sentence
    source, target = workshop.get(link.source), workshop.get(link.target)
    if source is None or target is None:
        return ""
    words = words_of(target)
    sentence = SENTENCES[link.kind].format(a=name(workshop, source), b=name(workshop, target))
    return sentence if not words or words == name(workshop, target) else f"{sentence}: {words}"


# ---------------------------------------------------------------- within
def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)


def _link(workshop: Workshop, link_id: str) -> Link:
    found = workshop.find(Link, link_id)
    if found is None:
        raise Refused(_("That link is not there any more."))
    return found


def _leads(workshop: Workshop, source: str, kind: str, *, ignore: str = "") -> bool:
    """Whether a link of this kind would be its source's primary one, for want of another."""
    others = (link for link in workshop.links_from(source) if link.id != ignore)
    return kind in UPWARD and not any(link.primary for link in others)


def _altered(workshop: Workshop, label: str, old: Link, **new: object) -> Change:
    steps = (Set(old.id, f, getattr(old, f), value) for f, value in new.items() if getattr(old, f) != value)
    return Change(_label(workshop, label, old), tuple(steps))


def _label(workshop: Workshop, label: str, link: Link) -> str:
    return label.format(a=name(workshop, workshop[link.source]), b=name(workshop, workshop[link.target]))
