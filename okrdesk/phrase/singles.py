"""Lines that lead to one number: to reach, to stay under or over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from okrdesk.cards import KeyResultKind
from okrdesk.phrase import grammar as g
from okrdesk.phrase.masked import Goal, Masked, direction, first_verb, unit_spans
from okrdesk.phrase.parts import Span
from okrdesk.phrase.quantities import Quantity


def single(line: Masked) -> Goal | None:
    """The one number that a line leads to, or None where that is not sure."""
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
    return Goal(kind, target, (place, *spans, *more, *unit_spans(line, target)), unit)


def _leading(line: Masked) -> Iterator[Goal | None]:
    """Lines that begin with their number: "80% of …", "At least 12 …", "Hire 3 …", "Reach 500 …"."""
    for match in (*g.LIMIT.finditer(line.masked), *g.OR_MORE.finditer(line.masked)):
        if not line.masked[: match.start()].strip(" -–*•\t"):
            target = line.at(match, "goal")
            if g.CHANGE_BEHIND.match(line.masked, match.end()):
                yield None
                return
            of = re.compile(r"\s+of\b").match(line.masked, match.end())
            yield _goal(
                line, _limit_kind(match), target, *_limit_spans(line, match), end=of.end() if of else -1
            )
            return
    patterns = (g.REACH, g.COUNT_FIRST, g.COUNTED, g.SHARE)
    match = next((found for pattern in patterns if (found := pattern.match(line.masked))), None)
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
    if match.re is g.SHARE:
        return target.unit == "%"
    year = re.fullmatch("20[1-4][0-9]", line.text[target.start : target.end]) and not verb
    whole = target.number == int(target.number) or target.strong
    return bool(whole and not year and not g.NO_COUNT.match(behind) and re.match(r"\s+\S*\w", behind))


def _limits(line: Masked) -> Iterator[Goal | None]:
    for match in (*g.LIMIT.finditer(line.masked), *g.OR_MORE.finditer(line.masked)):
        before, target = line.masked[: match.start()], line.at(match, "goal")
        stay = re.search(r"\b(to|by)\s*$", match["stay"].strip(), re.IGNORECASE)
        kind, verb = _limit_kind(match), first_verb(line)
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
        target, first = line.at(match, "goal"), first_verb(line)
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
    if re.search(rf"\b(?:{g.UP}|{g.TIMES_UP})$", verb, re.IGNORECASE):
        return "increase"
    return "decrease" if re.search(rf"\b(?:{g.DOWN}|{g.HALVED})$", verb, re.IGNORECASE) else "reach"


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
    if not target.number and re.match(r"/|of|out of", target.unit):
        return None  # "0/6" says how far it is
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
    start, end = match.start("glue"), -1
    if pattern is g.USED:
        of = re.compile(r"\s+of\b").match(line.masked, match.end())
        start, end = target.start, of.end() if of else -1
    return _goal(line, "no_less_than" if target.plus else "reach", target, *spans, start=start, end=end)
