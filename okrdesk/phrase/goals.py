"""Where a line's numbers lead: from a baseline to a target, into a range, to a limit, or to one number.

Each reader lists what it found; the first that found anything decides, and where it found two the line says
more than one key result can hold, and none of its numbers is read. A wrong reading is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from okrdesk.cards import KeyResultKind
from okrdesk.phrase import grammar as g
from okrdesk.phrase.convert import converted
from okrdesk.phrase.masked import Goal, Masked, first_verb, unit_spans
from okrdesk.phrase.parts import Span
from okrdesk.phrase.quantities import Quantity
from okrdesk.phrase.singles import single


def goal(line: Masked) -> Goal | None:
    """What the line's numbers say, or None where that is not sure."""
    for reader in (_from_to, _bare, _ranges):
        if found := list(reader(line)):
            return found[0] if len(found) == 1 else None
    beside = list(g.BESIDE.finditer(line.masked))
    if len(beside) == 1 and (match := beside[0]) and (end := _closed(line, match)):
        if found := single(line.without(match.start(), end)):
            return _with_baseline(line, found, match, end)
        return None
    return single(line)


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
    told = base
    if base and _one_scale(line, base, target):
        base = replace(base, number=base.number * target.scale, scale=target.scale)
    if base and not g.EFFORT.search(line.masked):
        base = _in_unit_of(base, target)
    unit = _common_unit(base, target) if base else target.unit
    if unit is None or (unit and match.groupdict().get("each")) or (base and base.number == target.number):
        return None
    first, last = sorted(("base", "goal"), key=match.start)
    middle = match.end("each") if match.groupdict().get("each") else match.end(first)
    fields = {"base": "baseline", "goal": "target"}
    spans = [
        line.span(fields[first], match.start(), middle),
        line.span(fields[last], middle, match.end()),
        *unit_spans(line, *((base, target) if base and base is told else (target,))),
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
        kind = first_verb(line)[0]
    spans += [verb] if verb else []
    return Goal(kind, target, tuple(spans), unit, base, base is None)


def _in_unit_of(base: Quantity, target: Quantity) -> Quantity:
    """The baseline in the target's unit where both are of one kind ("2 days", "4 hours"), else as it is."""
    if not base.unit or base.unit.rstrip("s") == target.unit.rstrip("s"):
        return base
    number = converted(base.number, base.unit, target.unit)
    return base if number is None else replace(base, number=number, unit=target.unit)


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
    kind, verb = first_verb(line)
    agrees = base is None or (target > base if kind == "increase" else target < base)
    return verb if agrees else None


def _common_unit(one: Quantity, other: Quantity) -> str | None:
    """The unit of two numbers; None where they cannot go together ("2 days" and "4 km", "5" and "7M")."""
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
            *unit_spans(line, low, high),
        ]
        spans += [line.span("kind", *keep.span("verb"))] if keep else []
        yield Goal("keep_within", low, tuple(s for s in spans if s.text), unit, upper=high)


def _shares_scale(low: Quantity, high: Quantity) -> bool:
    """Whether "between 2 and 3M" means two millions."""
    return low.scale == 1 and high.scale > 1 and 0 < low.number < high.number / high.scale


def _one_scale(line: Masked, base: Quantity, target: Quantity) -> bool:
    """Whether "from 3 to 4 million" means three millions."""
    bare = base.scale == 1 and not base.unit and base.number
    return bool(bare and re.search(r"\d (?:thousand|million|billion)", line.text[target.start : target.end]))


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
    spans = (*found.spans, line.span("baseline", match.start(), end), *unit_spans(line, base))
    return replace(found, kind=kind, baseline=base, unit=found.unit or unit, spans=spans)
