"""A line whose quantities are masked, the way its words give, and the goal that is read of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from okrdesk.cards import KeyResultKind
from okrdesk.phrase import grammar as g
from okrdesk.phrase.parts import Span
from okrdesk.phrase.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Masked:
    """A line beside itself with each quantity masked and what is read already blanked, in the same places."""

    text: str
    masked: str
    quantities: dict[int, Quantity]

    def at(self, match: re.Match[str], group: str) -> Quantity:
        """The quantity that a group of a match stands for."""
        return self.quantities[match.start(group)]

    def span(self, field: str, start: int, end: int) -> Span:
        """A span of the line without the white space at its ends."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        return Span(field, start, start + len(words.strip()), words.strip())

    def without(self, start: int, end: int) -> Masked:
        """The line with one more stretch blanked."""
        return replace(self, masked=self.masked[:start] + " " * (end - start) + self.masked[end:])


@dataclass(frozen=True, slots=True)
class Goal:
    """What a line's numbers say. `unit` is that of all its numbers."""

    kind: KeyResultKind
    target: Quantity
    spans: tuple[Span, ...]
    unit: str = ""
    baseline: Quantity | None = None
    unknown: bool = False
    upper: Quantity | None = None


def direction(line: Masked) -> tuple[KeyResultKind, Span | None]:
    """The direction that a line's words give where its numbers do not, and the verb that says so."""
    kind, verb = first_verb(line)
    if verb and verb.text.lower() in g.NO_DIRECTION and not g.Q_RE.search(line.masked):
        return "reach", None
    if kind == "reach" and g.CHANGED_UP.search(line.masked):
        return "increase", None
    return ("decrease" if kind == "reach" and g.CHANGED_DOWN.search(line.masked) else kind), verb


def first_verb(line: Masked) -> tuple[KeyResultKind, Span | None]:
    """The direction that a line's first verb gives."""
    ways: tuple[tuple[re.Pattern[str], KeyResultKind], ...] = (
        (g.UPWARDS, "increase"),
        (g.DOWNWARDS, "decrease"),
    )
    for pattern, kind in ways:
        if match := pattern.match(line.masked):
            return kind, line.span("kind", *match.span("verb"))
    return "reach", None


def unit_spans(line: Masked, *quantities: Quantity) -> tuple[Span, ...]:
    """Where the units of quantities stand."""
    return tuple(line.span("unit", *place) for quantity in quantities for place in quantity.units)
