"""Back to an earlier state of a workshop: how far it is away, and the one change that leads there."""

from __future__ import annotations

from okrdesk.cards import KINDS, Condition, KeyResult, Link, Objective, Pillar, Record, fields_of
from okrdesk.change import Change, Drop, Put, Set, Step
from okrdesk.i18n import _, ngettext
from okrdesk.review.records import SAID, Said
from okrdesk.workshop import Workshop

_CARDS = (Pillar, Objective, KeyResult, Condition)


_PLANNED = tuple(kind for kind in KINDS if kind not in SAID)


def return_to(now: Workshop, then: Workshop, label: str) -> Change:
    """The change that makes `now` hold what `then` holds; without steps when it does already.

    What was said in reviews stays as it is now: going back takes no one's words away.
    """
    gone = (Drop(record) for kind in reversed(_PLANNED) for record in now.all(kind) if record.id not in then)
    back = (Put(record) for kind in _PLANNED for record in then.all(kind) if record.id not in now)
    return Change(label, (*gone, *back, *_settings(now, then)))


def distance(now: Workshop, then: Workshop) -> str:
    """What happened from `then` until `now`, counted, in a sentence."""
    steps = return_to(now, then, "").steps
    came = {step.record.id for step in steps if isinstance(step, Drop) and isinstance(step.record, _CARDS)}
    went = {step.record.id for step in steps if isinstance(step, Put) and isinstance(step.record, _CARDS)}
    altered = {step.id for step in steps if isinstance(step, Set) and isinstance(now.get(step.id), _CARDS)}
    links = sum(1 for step in steps if isinstance(_record_of(step, now), Link))
    parts = (
        (len(came), ngettext("{n} card came", "{n} cards came", len(came))),
        (len(went), ngettext("{n} card went", "{n} cards went", len(went))),
        (len(altered), ngettext("{n} card was changed", "{n} cards were changed", len(altered))),
        (links, ngettext("{n} link differs", "{n} links differ", links)),
    )
    said = ", ".join(words.format(n=n) for n, words in parts if n)
    if said:
        return _("Since then: {what}.").format(what=said)
    return _("Since then no card was changed, only what stands round them.") if steps else _(
        "It holds just what the workshop holds now."
    )  # fmt: skip


def _settings(now: Workshop, then: Workshop) -> list[Step]:
    steps: list[Step] = []
    for record in then:
        mine = now.get(record.id)
        if mine is not None and mine != record and not isinstance(record, Said):
            for name in fields_of(type(record)):
                old, new = getattr(mine, name), getattr(record, name)
                if old != new:
                    steps.append(Set(record.id, name, old, new))
    return steps


def _record_of(step: Step, workshop: Workshop) -> Record | None:
    return workshop.get(step.id) if isinstance(step, Set) else step.record
