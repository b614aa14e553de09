"""What was read of a line: its parts, where they stand in it, and how a part is taken back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from okrdesk.cards import KeyResultKind

NUMBERS = ("baseline", "target", "upper")


@dataclass(frozen=True, slots=True)
class Span:
    """Which characters of the line gave which field: baseline, target, upper, unit, owner, due or kind.

    A field may have several. Those of `unit` lie inside a number's where they touch it ("%" in "to 55%");
    no others overlap.
    """

    field: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A line and what was read of it; numbers, units and kinds as in `cards.KeyResult`.

    `metric` is the line without the parts that were read. `owner` is the id of a person who is known, and
    `owner_name` a name that is not known yet. A kind whose target was not read keeps its words in the metric.
    """

    text: str
    metric: str
    kind: KeyResultKind = "reach"
    unit: str = ""
    baseline: Decimal | None = None
    baseline_unknown: bool = False
    target: Decimal | None = None
    upper: Decimal | None = None
    owner: str = ""
    owner_name: str = ""
    due: str = ""
    spans: tuple[Span, ...] = ()

    def fields(self) -> dict[str, Any]:
        """What to put into a KeyResult: `text`, and of the other fields those that were read.

        The text is the metric: what was read stands beside it (numbers, unit, owner), what was not is still
        in it, word for word. `metric` is given where numbers were read. A name that is not known yet is not
        among the fields: make a Person of `owner_name`, or take the guess back with `without`.
        """
        read: dict[str, Any] = {"text": self.metric}
        if self.target is not None:
            read |= {"metric": self.metric, "kind": self.kind}
        elif self.kind != "reach":
            read["kind"] = self.kind
        for field in ("unit", "baseline_unknown", *NUMBERS, "owner", "due"):
            value = getattr(self, field)
            if value is not None and value is not False and value != "":  # zero is a number like any other
                read[field] = value
        return read


def composed(phrase: Phrase, spans: Iterable[Span]) -> Phrase:
    """The phrase with these spans, and as its metric the line without them."""
    ordered = tuple(sorted(set(spans), key=lambda span: (span.start, -span.end)))
    gone = [s for s in ordered if phrase.target is not None or s.field in ("owner", "due")]
    return replace(phrase, spans=ordered, metric=_rest(phrase.text, gone))


def without(phrase: Phrase, field: str) -> Phrase:
    """The phrase with one wrong guess taken back: the part that gave `field` becomes words again.

    What hangs on it goes with it: all numbers, their unit and kind when the target or an end of a range goes;
    increase or decrease when the baseline goes and no verb said so.
    """
    if field in ("target", "upper") or (field == "kind" and phrase.kind == "keep_within"):
        numbers = ("kind", "unit", *NUMBERS)
        bare = Phrase(phrase.text, "", owner=phrase.owner, owner_name=phrase.owner_name, due=phrase.due)
        return composed(bare, [span for span in phrase.spans if span.field not in numbers])
    spans = [span for span in phrase.spans if span.field != field]
    if field == "baseline":
        lost = [span for span in phrase.spans if span.field == field]
        spans = [s for s in spans if s.field != "unit" or not any(_holds(number, s) for number in lost)]
        unit = phrase.unit if any(span.field == "unit" for span in spans) else ""
        said = phrase.kind if any(span.field == "kind" for span in spans) else "reach"
        phrase = replace(phrase, baseline=None, baseline_unknown=False, unit=unit, kind=said)
    elif field == "unit":
        units = [span for span in phrase.spans if span.field == field]
        spans = [piece for span in spans for piece in _cut(span, units)]
        phrase = replace(phrase, unit="")
    elif field == "owner":
        phrase = replace(phrase, owner="", owner_name="")
    elif field == "due":
        phrase = replace(phrase, due="")
    elif field == "kind":
        phrase = replace(phrase, kind="reach")
    return composed(phrase, spans)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _cut(span: Span, units: Iterable[Span]) -> list[Span]:
    """What is left of a number's span when the unit inside it goes."""
    ends = [span.start]
    for unit in units:
        if _holds(span, unit):
            ends += [unit.start, unit.end]
    ends.append(span.end)
    pairs = zip(ends[::2], ends[1::2], strict=True)
    return [Span(span.field, a, b, span.text[a - span.start : b - span.start]) for a, b in pairs if a < b]


def _rest(text: str, spans: Iterable[Span]) -> str:
    """The line without the spans. White space, brackets and marks that only led to one go too."""
    words, at, cut_first = "", 0, False
    for span in spans:
        if span.end <= at:
            continue
        words = _joined(words, text[at : max(at, span.start)])
        cut_first = cut_first or not words
        at = max(at, span.end)
    if not at:
        return text
    words = _joined(words, "" if text[at:].strip() == "." else text[at:]).strip()
    return _capital(words) if cut_first else words


def _joined(before: str, after: str) -> str:
    """Two pieces of a line between which something was taken out."""
    before = before.rstrip()
    if before.endswith(("(", "[")) and after.lstrip().startswith((")", "]")):
        before, after = before[:-1].rstrip(), after.lstrip()[1:]
    if not after.strip():
        return before.rstrip(" ,;:–—-=")
    if not before:
        return after.lstrip(" ,;:–—=")
    if after.lstrip().startswith((",", ".", ";", ":", ")", "]", "?", "!")):
        return before.rstrip(" ,;:–—=") + after.lstrip()
    return f"{before} {after.lstrip()}"


def _capital(words: str) -> str:
    """The words with a capital, unless the first is written in a way of its own ("eNPS", "p99")."""
    first = re.match(r"[^\W_]+", words)
    return words[:1].upper() + words[1:] if first and first[0].isalpha() and first[0].islower() else words
