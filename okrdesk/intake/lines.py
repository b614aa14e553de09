"""Plain outlines as lines: their indent, their bullet or number, their words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from okrdesk.intake.labels import BULLET, CHECKBOX, PROPERTY, unlabel
from okrdesk.intake.words import is_company, looks_like_team, plain

BOLD = 7  # a line in bold by itself stands below all headings
SECTION = 1


@dataclass(slots=True)
class Line:
    """A line of an outline. `heading` is 1 to 6, BOLD, or 0 for none; `marker` its kind of bullet or number.

    `gap`: a blank line stood before it. `done` is a ticked (True) or open (False) check box.
    """

    number: int
    text: str
    indent: int = 0
    marker: str = ""
    heading: int = 0
    gap: bool = False
    done: bool | None = None
    beside: list[str] = field(
        default_factory=list
    )  # words that belong with it but not in it: addresses of links


_RULE = re.compile(r"([-=_*~#–—])(\s?\1){2,}")
_CLOSING = re.compile(
    r"((kind|best|warm|many)? ?(regards|thanks|wishes)|best|cheers|thank you|thanks (all|a lot|everyone)"
    r"|yours|viele grüße|liebe grüße|mit freundlichen grüßen|lg|vg|cordialement|saludos)[,.! ]*",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"^\s*(>\s?)+")


def plain_lines(text: str) -> tuple[list[Line], list[tuple[int, str]]]:
    """The lines of a plain outline, and those of a mail's signature with their numbers."""
    raw = text.expandtabs(4).split("\n")
    filled = [line for line in raw if line.strip()]
    if sum(line.lstrip().startswith(">") for line in filled) >= 0.5 * len(filled):
        raw = [_QUOTE.sub("", line) for line in raw]
    lines: list[Line] = []
    gap = True
    column, length = 0, 0
    for number, line in enumerate(raw, 1):
        if line.rstrip() == "--" or (gap and lines and _CLOSING.fullmatch(line.strip())):
            number -= line.rstrip() != "--"
            return _levelled(lines), [
                (n, rest) for n, rest in enumerate(raw[number:], number + 1) if rest.strip()
            ]
        if not line.strip():
            gap = True
            continue
        if _RULE.fullmatch(line.strip()):
            if lines and not gap and not lines[-1].marker:
                lines[-1].heading = SECTION
            gap = True
            continue
        found = read_line(number, line, gap)
        if lines and not gap and _continues(lines[-1], found, column, length):
            lines[-1].text += f" {found.text}"
        else:
            lines.append(found)
            column = len(line) - len(line.lstrip()) + _marker_width(line)
        gap, length = False, len(line.strip())
    return _levelled(lines), []


_STARS = re.compile(r"^(\*{2,6}|-{2,6})(?=\s+\S)")  # org-mode's and Jira's way: ** is an item below *


def read_line(number: int, line: str, gap: bool) -> Line:
    """A raw line taken apart."""
    line = _STARS.sub(lambda found: "  " * (len(found[1]) - 1) + found[1][0], line)
    indent = len(line) - len(line.lstrip())
    text, marker, done = line.strip(), "", None
    if found := BULLET.fullmatch(text):
        marker, text = found["mark"], found["rest"].strip()
        if marker in "☑✅☐":
            done = marker != "☐"
    if found := CHECKBOX.fullmatch(text):
        done, text = found["done"] not in " -", found["rest"].strip()
    label = unlabel(text)
    if not marker and label.number and not label.role:
        marker = _kind_of_number(label.number)
    return Line(number, text, indent, marker, 0, gap, done)


def _kind_of_number(number: str) -> str:
    if number[0].isdigit():
        return f"1{number.count('.')}"
    return "a" if number.islower() else "A"


def _marker_width(line: str) -> int:
    found = re.match(r"\s*(\S+\s+)", line)
    return len(found[1]) if found else 0


def _continues(before: Line, line: Line, column: int, length: int) -> bool:
    """Whether a line without a bullet goes on with the one before, of `length`, wrapped by a mailer."""
    if (
        line.marker
        or line.heading
        or before.heading
        or unlabel(line.text).role
        or PROPERTY.fullmatch(line.text)
    ):
        return False
    if line.text[0].islower() or line.text[0] in "(,;":
        return 55 <= length <= 100 and line.indent >= before.indent
    return bool(before.marker) and line.indent == column and 60 <= length <= 100


def _levelled(lines: list[Line]) -> list[Line]:
    """Headings where nothing else tells: lines of capitals, of a team's name, and blocks of bare lines."""
    for before, line, below in zip([None, *lines], lines, lines[1:], strict=False):
        apart = line.gap or (before is not None and before.indent > line.indent)
        inside = line.marker or line.heading or line.indent or not apart
        if inside or below.indent > line.indent or unlabel(line.text).role:
            continue
        if is_heading(line.text) and (
            below.gap or not below.marker or (len(line.text) >= 5 and line.text.isupper())
        ):
            line.heading = SECTION
    body = [line for line in lines if not line.heading]
    bare = body and not any(line.marker or line.indent != body[0].indent for line in body)
    if bare and not any(unlabel(line.text).role for line in body):
        _by_blocks(lines)
    return lines


def _by_blocks(lines: list[Line]) -> None:
    """Where blank lines are the only structure: the first line of a block states what the others prove."""
    starts = [n for n, line in enumerate(lines) if line.gap and not line.heading]
    ends = [*starts[1:], len(lines)]
    if not any(end - start > 1 for start, end in zip(starts, ends, strict=True)):
        return
    for line in lines:
        if not line.gap and not line.heading:
            line.indent += 4


def is_heading(text: str) -> bool:
    """Whether a line reads as the name of a team or section rather than as an objective."""
    words = text.strip().rstrip(":")
    if not words or len(words.split()) > 6 or text.rstrip().endswith("."):
        return False
    if words.isupper() and sum(c.isalpha() for c in words) > 2:
        return True
    stem = re.sub(r"(?i)\s+(okrs?|goals|objectives|ziele)$", "", words)
    first = plain(words).split()[:1]
    return looks_like_team(stem) or is_company(stem) or (first in (["team"], ["department"], ["abteilung"]))


_SUB = re.compile(r"(?P<start>[\s>*•-]*)(?P<top>\d{1,2})\.(?P<sub>\d{1,2})(?P<rest>\s+\S.*)")
_TOP = re.compile(r"[\s>#*•-]*(?:O|Objective )?(?P<top>\d{1,2})[.):]?\s")


def with_dots(text: str) -> str:
    """`text` with a dot behind numbers such as 3.1 that count on from 3: so that "3.1 2 shops" is no 3.1."""
    lines = text.split("\n")
    top, last = "", 0
    for n, line in enumerate(lines):
        if found := _SUB.fullmatch(line):
            if found["top"] == top and int(found["sub"]) == last + 1:
                last += 1
                lines[n] = f"{found['start']}{top}.{found['sub']}.{found['rest']}"
        elif found := _TOP.match(line):
            top, last = found["top"], 0
    return "\n".join(lines)
