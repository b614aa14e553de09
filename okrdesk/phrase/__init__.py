"""Quick entry: "Weekly active users from 31% to 55% by Dana" becomes a key result.

What is not understood stays in the words, character for character. `without` takes a wrong guess back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from okrdesk.cards import Person
from okrdesk.phrase.dates import Due, dated
from okrdesk.phrase.dates import due as read_due
from okrdesk.phrase.goals import goal
from okrdesk.phrase.grammar import MASK, MILESTONE
from okrdesk.phrase.masked import Goal, Masked, direction
from okrdesk.phrase.owners import Owner
from okrdesk.phrase.owners import owner as read_owner
from okrdesk.phrase.parts import Phrase, Span, composed, without
from okrdesk.phrase.quantities import quantities

__all__ = ["Phrase", "Span", "read", "without"]

_LETTER = re.compile(r"[^\W\d_]")
_LONGEST = 600  # characters: what is longer is a paragraph


def read(
    line: str, *, people: Iterable[Person] = (), number_format: str = "1,234.5", currency: str = "USD"
) -> Phrase:
    """What a line says as a key result; never raises, and reads nothing where it is not sure.

    `people` are those whom "by Dana", "@dana" and "(Dana)" may mean, `number_format` and `currency` the
    organisation's: 1.234 is read only where its point is the format's mark of thousands, and "$" is the
    organisation's own dollar.
    """
    text = line.strip()
    if len(text) > _LONGEST or MASK in text or "\n" in text:
        return Phrase(text, text)
    when = read_due(text)
    rest = _blank(text, when.start, when.end) if when else text
    who = read_owner(rest, people)
    masked = _blank(rest, who.start, who.end) if who else rest
    found = quantities(masked, dated(masked), number_format, currency)
    for quantity in found:
        masked = _blank(masked, quantity.start, quantity.end, MASK)
    seen = Masked(text, masked, {quantity.start: quantity for quantity in found})
    for numbers in (goal(seen), None):
        phrase = _phrase(seen, numbers, who, when)
        if _LETTER.search(phrase.metric):
            return phrase
    return Phrase(text, text)


def _blank(text: str, start: int, end: int, mark: str = " ") -> str:
    return text[:start] + mark * (end - start) + text[end:]


def _phrase(line: Masked, found: Goal | None, who: Owner | None, when: Due | None) -> Phrase:
    phrase = Phrase(line.text, line.text)
    spans: list[Span] = []
    if who:
        phrase = replace(phrase, owner=who.id, owner_name=who.name)
        spans.append(line.span("owner", who.start, who.end))
    if when:
        phrase = replace(phrase, due=when.date)
        spans.append(line.span("due", when.start, when.end))
    if found:
        spans += found.spans
        phrase = replace(
            phrase,
            kind=found.kind,
            unit=found.unit,
            baseline=found.baseline.number if found.baseline else None,
            baseline_unknown=found.unknown,
            target=found.target.number,
            upper=found.upper.number if found.upper else None,
        )
    else:
        kind, verb = direction(line)
        plain = not line.quantities and not any(map(str.isdigit, line.masked))
        spans += [verb] if verb else []
        done = kind == "reach" and (MILESTONE.search(line.masked) or (when and plain))
        phrase = replace(phrase, kind="milestone" if done else kind)
    return composed(phrase, spans)
