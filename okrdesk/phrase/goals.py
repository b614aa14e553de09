"""Where a line's numbers lead: from a baseline to a target, into a range, to a limit, or to one number.

Each reader lists what it found; the first that found anything decides, and where it found two the line says
more than one key result can hold, and none of its numbers is read. A wrong reading is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

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


def goal(line: Masked) -> Goal | None:
    """What the line's numbers say, or None where that is not sure."""
    for reader in (_from_to, _bare, _ranges):
        if found := list(reader(line)):
            return found[0] if len(found) == 1 else None
    beside = list(g.BESIDE.finditer(line.masked))
    if len(beside) == 1 and (match := beside[0]) and (end := _closed(line, match)):
        if found := _single(line.without(match.start(), end)):
            return _with_baseline(line, found, match, end)
        return None
    return _single(line)


def direction(line: Masked) -> tuple[KeyResultKind, Span | None]:
    """The direction that a line's words give where its numbers do not, and the verb that says so."""
    kind, verb = _start(line)
    if verb and verb.text.lower() in g.NO_DIRECTION and not g.Q_RE.search(line.masked):
        return "reach", None
    if kind == "reach" and g.CHANGED_UP.search(line.masked):
        return "increase", None
    return ("decrease" if kind == "reach" and g.CHANGED_DOWN.search(line.masked) else kind), verb


def _start(line: Masked) -> tuple[KeyResultKind, Span | None]:
    """The direction that a line's first verb gives."""
    ways: tuple[tuple[re.Pattern[str], KeyResultKind], ...] = (
        (g.UPWARDS, "increase"),
        (g.DOWNWARDS, "decrease"),
    )
    for pattern, kind in ways:
        if match := pattern.match(line.masked):
            return kind, line.span("kind", *match.span("verb"))
    return "reach", None


# ---------------------------------------------------------------- two numbers
def _from_to(line: Masked) -> Iterator[Goal | None]:
    taken: list[tuple[int, int]] = []
    for pattern in g.FROM_TO:
        for match in pattern.finditer(line.masked):
            start, end = match.span()
            if not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                yield _moved(line, match)


def _bare(line: Masked) -> Iterator[Goal | None]:
    """ "31% to 55%" and "31% – 55%", where no doubt is left that it is a way to go."""
    for match in g.BARE.finditer(line.masked):
        base, target = line.at(match, "base"), line.at(match, "goal")
        before, after = line.masked[: match.start()], line.masked[match.end() :]
        if g.RANGE_BEHIND.search(before) or g.KEPT.search(before):
            continue
        verb = _verb(line, base.number, target.number)
        told = match["by"].strip().lower() == "to" and g.CLOSED.match(after) and not g.MILESTONE.match(before)
        if verb or (told and re.search(r"[^\W\d_]", before) and not g.DESCRIBES.search(before)):
            yield _moved(line, match)


def _moved(line: Masked, match: re.Match[str]) -> Goal | None:
    target = line.at(match, "goal")
    base = line.at(match, "base") if match["base"].startswith(g.MASK) else None
    unit = _common_unit(base, target) if base else target.unit
    if unit is None or (unit and match.groupdict().get("each")) or (base and base.number == target.number):
        return None
    first, last = sorted(("base", "goal"), key=match.start)
    middle = match.end("each") if match.groupdict().get("each") else match.end(first)
    fields = {"base": "baseline", "goal": "target"}
    spans = [
        line.span(fields[first], match.start(), middle),
        line.span(fields[last], middle, match.end()),
        *_unit_spans(line, *filter(None, (base, target))),
    ]
    verb = _verb(line, base.number if base else None, target.number)
    if not unit:
        nouns = _noun_spans(line, match, line.text[verb.end if verb else 0 : match.start()])
        if nouns is None:
            return None
        spans += nouns
        unit = nouns[-1].text if nouns else ""
    kind: KeyResultKind = "reach"
    if base:
        kind = "increase" if target.number > base.number else "decrease"
    elif verb:
        kind = _start(line)[0]
    spans += [verb] if verb else []
    return Goal(kind, target, tuple(spans), unit, base, base is None)


def _noun_spans(line: Masked, match: re.Match[str], measured: str) -> list[Span] | None:
    """Where two numbers have a word as their unit ("9 engineers"); None where they have two different ones.

    Without other words that say what is measured, the word behind the target says it, and is no unit.
    """
    behind = g.NOUN_BEHIND.match(line.masked, match.end())
    each = match.groupdict().get("each")
    if each and behind and behind["noun"] != each:
        return None
    spans = [line.span("unit", *match.span("each"))] if each else []
    if behind and re.search(r"[^\W\d_]", measured):
        spans.append(line.span("unit", behind.start("noun"), behind.end()))
    return spans


def _verb(line: Masked, base: Decimal | None, target: Decimal) -> Span | None:
    """The verb that starts the line, where it goes the way that the numbers go."""
    kind, verb = _start(line)
    agrees = base is None or (target > base if kind == "increase" else target < base)
    return verb if agrees else None


def _common_unit(one: Quantity, other: Quantity) -> str | None:
    """The unit of two numbers; None where they cannot go together ("2 days" and "4 hours", "5" and "7M")."""
    big, small = (one, other) if one.scale > other.scale else (other, one)
    if (
        big.scale > 1
        and small.scale == 1
        and abs(small.number) <= 20 * abs(big.number) / big.scale
        and small.number
    ):
        return None
    if not one.unit or not other.unit:
        return one.unit or other.unit
    return other.unit if one.unit.rstrip("s") == other.unit.rstrip("s") else None


def _ranges(line: Masked) -> Iterator[Goal | None]:
    keep = g.KEEP.match(line.masked)
    for match in g.RANGE.finditer(line.masked):
        before = line.masked[: match.start()]
        between = re.search(r"between|range of", match["glue"], re.IGNORECASE)
        stays = keep or re.search(r"\b(?:stay|remain|kept|keep|held)", match["glue"], re.IGNORECASE)
        to = match["by"].strip().lower()
        if not (between or stays) or (to == "and" and not between) or g.DESCRIBES.search(before):
            continue
        low, high = line.at(match, "goal"), line.at(match, "upper")
        low = replace(low, number=low.number * high.scale) if _shares_scale(low, high) else low
        unit = _common_unit(low, high)
        if unit is None or low.number >= high.number or g.UPWARDS.match(before) or g.DOWNWARDS.match(before):
            yield None
            continue
        spans = [
            line.span("kind", match.start(), match.start("goal")),
            line.span("target", *match.span("goal")),
            line.span("upper", match.end("goal"), match.end()),
            *_unit_spans(line, low, high),
        ]
        spans += [line.span("kind", *keep.span("verb"))] if keep else []
        yield Goal("keep_within", low, tuple(s for s in spans if s.text), unit, upper=high)


def _shares_scale(low: Quantity, high: Quantity) -> bool:
    """Whether "between 2 and 3M" means two millions."""
    return low.scale == 1 and high.scale > 1 and 0 < low.number < high.number / high.scale


def _closed(line: Masked, match: re.Match[str]) -> int:
    """Where a baseline told beside a goal ends, its bracket included; 0 where the bracket holds more."""
    if not match["open"]:
        return match.end()
    closing = re.match(r"\s*[)\]]", line.masked[match.end() :])
    return match.end() + closing.end() if closing else 0


def _with_baseline(line: Masked, found: Goal, match: re.Match[str], end: int) -> Goal | None:
    base = line.at(match, "base")
    unit = _common_unit(base, found.target)
    if unit is None or base.number == found.target.number:
        return None
    kind = found.kind
    if kind == "reach":
        kind = "increase" if found.target.number > base.number else "decrease"
    spans = (*found.spans, line.span("baseline", match.start(), end), *_unit_spans(line, base))
    return replace(found, kind=kind, baseline=base, unit=found.unit or unit, spans=spans)


# ---------------------------------------------------------------- one number
def _single(line: Masked) -> Goal | None:
    for reader in (_leading, _limits, _to, _named):
        if found := list(reader(line)):
            only = found[0] if len(found) == 1 else None
            return only if only and _alone(line, only.target) else None
    return None


def _alone(line: Masked, target: Quantity) -> bool:
    """Whether no other number is on an equal footing with this one ("3 engineers and 2 designers")."""
    first = min(line.quantities) == target.start
    also = (match.end() for match in g.ALSO.finditer(line.masked))
    return all(first and end == target.end for end in also)


def _first(line: Masked, before: str) -> bool:
    """Whether the numbers before a goal only say what is counted ("per 1,000 parcels", "by $5")."""
    return not g.Q_RE.search(g.COUNTED_BY.sub("", before))


def _goal(
    line: Masked, kind: KeyResultKind, target: Quantity, *spans: Span, start: int = -1, end: int = -1
) -> Goal:
    """A goal of one number, with the glue around it from `start` to `end`."""
    place = line.span("target", target.start if start < 0 else start, max(end, target.end))
    unit, more = target.unit, ()
    if (
        not unit
        and (noun := g.NOUN_BEHIND.match(line.masked, place.end))
        and kind in ("increase", "decrease")
    ):
        more = (line.span("unit", noun.start("noun"), noun.end()),)
        unit = more[0].text
    return Goal(kind, target, (place, *spans, *more, *_unit_spans(line, target)), unit)


def _leading(line: Masked) -> Iterator[Goal | None]:
    """Lines that begin with their number: "80% of …", "At least 12 …", "Hire 3 …", "Reach 500 …"."""
    for match in (*g.LIMIT.finditer(line.masked), *g.OR_MORE.finditer(line.masked)):
        if not line.masked[: match.start()].strip(" -–*•\t"):
            target = line.at(match, "goal")
            of = re.compile(r"\s+of\b").match(line.masked, match.end())
            yield _goal(
                line, _limit_kind(match), target, *_limit_spans(line, match), end=of.end() if of else -1
            )
            return
    match = g.REACH.match(line.masked) or g.COUNT_FIRST.match(line.masked) or g.COUNTED.match(line.masked)
    if match is None:
        return
    target = line.at(match, "goal")
    if not _counts(line, match, target):
        yield None
        return
    verb, of = match.groupdict().get("verb") or "", (match.groupdict().get("of") or "").strip().lower()
    spans = ()
    if match.re is g.REACH and of != "of":
        spans = (line.span("kind", *match.span("verb")),)
    end = match.end() if of == "of" or (of == "in" and (not verb or spans)) else match.end("goal")
    start = -1
    if match.groupdict().get("limit"):
        spans, start = (*spans, line.span("kind", *match.span("limit"))), target.start
    limit = target.plus or start >= 0
    yield _goal(line, "no_less_than" if limit else "reach", target, *spans, start=start, end=end)


def _counts(line: Masked, match: re.Match[str], target: Quantity) -> bool:
    """Whether the number that begins a line, or follows its first verb, is the goal."""
    behind = line.masked[match.end("goal") :]
    if target.number < 0 or target.unit in ("x", "×") or g.CHANGE_BEHIND.match(behind):
        return False
    verb = (match.groupdict().get("verb") or "").lower()
    if verb == "raise" and target.unit in ("", "%"):
        return False
    if match.re is g.REACH:
        return True
    year = re.fullmatch("20[1-4][0-9]", line.text[target.start : target.end]) and not verb
    whole = target.number == int(target.number) or target.strong
    return bool(whole and not year and not g.NO_COUNT.match(behind) and re.match(r"\s+\S*\w", behind))


def _limits(line: Masked) -> Iterator[Goal | None]:
    for match in (*g.LIMIT.finditer(line.masked), *g.OR_MORE.finditer(line.masked)):
        before, target = line.masked[: match.start()], line.at(match, "goal")
        stay = re.search(r"\b(to|by)\s*$", match["stay"].strip(), re.IGNORECASE)
        kind, verb = _limit_kind(match), _start(line)
        noun = verb[1] and not target.unit and g.NOUN_BEHIND.match(line.masked, match.end())
        part = not match["stay"] and re.compile(r"\s+of\b").match(line.masked, match.end())
        if part or not (g.CLOSED.match(line.masked, match.end()) or noun):
            yield None
            continue
        if g.DESCRIBES.search(before) or not _first(line, before):
            yield None
            continue
        way: KeyResultKind = "decrease" if kind == "no_more_than" else "increase"
        if (
            verb[0] not in ("reach", way)
            or (stay and verb[0] == "reach")
            or g.CHANGE_BEHIND.match(line.masked, match.end())
        ):
            yield None
            continue
        spans = _limit_spans(line, match)
        if keep := g.KEEP.match(line.masked):
            spans = (*spans, line.span("kind", *keep.span("verb")))
        if verb[1]:
            kind, spans = way, (*spans, verb[1])
        yield _goal(line, kind, target, *spans)


def _limit_kind(match: re.Match[str]) -> KeyResultKind:
    if match.re is g.OR_MORE:
        return "no_less_than" if match["more"] else "no_more_than"
    return next(kind for n, kind in enumerate(g.LIMIT_KINDS) if match[f"k{n}"])  # type: ignore[return-value]


def _limit_spans(line: Masked, match: re.Match[str]) -> tuple[Span, ...]:
    """The words that make a number a limit: before it, and ("or more") behind it."""
    spans = [line.span("kind", match.start(), match.start("goal"))]
    if match.re is g.OR_MORE:
        spans.append(line.span("kind", match.end("goal"), match.end()))
    return tuple(span for span in spans if span.text)


def _to(line: Masked) -> Iterator[Goal | None]:
    for match in g.TO.finditer(line.masked):
        target, first = line.at(match, "goal"), _start(line)
        before = line.masked[: match.start("glue")].rstrip()
        closed = g.CLOSED.match(line.masked, match.end()) or g.NOUN_BEHIND.match(line.masked, match.end())
        if (
            not (target.strong or target.scale > 1 or closed)
            or g.TO_OTHERS.search(before)
            or not _first(line, before)
        ):
            yield None
            continue
        down = re.search(r"\bdown\b", match["what"] + match["glue"], re.IGNORECASE)
        kind = first[0] if first[0] != "reach" else "decrease" if down else _way(match["verb"])
        spans = (first[1],) if first[1] else ()
        start = match.start("glue")
        if not match["what"].strip() and line.masked[: match.start()].strip():
            start = match.start()
        yield _goal(line, kind, target, *spans, start=start, end=match.end())


def _way(verb: str) -> KeyResultKind:
    if re.search(rf"\b{g.UP}$", verb, re.IGNORECASE):
        return "increase"
    return "decrease" if re.search(rf"\b{g.DOWN}$", verb, re.IGNORECASE) else "reach"


def _named(line: Masked) -> Iterator[Goal | None]:
    """A metric and its number, without a word between them that tells a way."""
    keep = g.KEEP.match(line.masked)
    for pattern in (g.AT, g.KEPT_AT, g.OF, g.COLON, g.LAST, g.USED):
        if pattern is g.KEPT_AT and not keep:
            continue
        found = [_metric(line, pattern, match) for match in pattern.finditer(line.masked)]
        if any(found):
            yield from found
            return


def _metric(line: Masked, pattern: re.Pattern[str], match: re.Match[str]) -> Goal | None:
    before, target = line.masked[: match.start("glue")], line.at(match, "goal")
    if (
        g.DESCRIBES.search(before)
        or not _first(line, before)
        or direction(line)[0] != "reach"
        or not re.search(r"[^\W\d_]", before)
    ):
        return None
    if pattern is g.LAST and (
        g.CHANGE_BEFORE.search(before)
        or len(before.split()) > 5
        or not re.match(r"%|/|of|[A-Z]{3}", target.unit)
    ):
        return None
    closed = g.CLOSED.match(line.masked, match.end()) or pattern is g.USED
    if not closed or g.CHANGE_BEHIND.match(line.masked, match.end()):
        return None
    keep = g.KEEP.match(line.masked) if pattern is g.KEPT_AT else None
    spans = (line.span("kind", *keep.span("verb")),) if keep else ()
    start = target.start if pattern is g.USED else match.start("glue")
    return _goal(line, "no_less_than" if target.plus else "reach", target, *spans, start=start)


def _unit_spans(line: Masked, *quantities: Quantity) -> tuple[Span, ...]:
    return tuple(line.span("unit", *place) for quantity in quantities for place in quantity.units)
