"""The tree of an outline, and what each of its levels is: teams, objectives, key results or details."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from okrdesk.intake.labels import PROPERTY, Labelled, unlabel
from okrdesk.intake.lines import BOLD, Line
from okrdesk.intake.sections import is_aside, is_title
from okrdesk.intake.words import is_company, looks_like_team, plain


@dataclass(slots=True)
class Node:
    """A line with those below it. `level` is its depth: headings first, then lists."""

    line: Line
    label: Labelled
    level: int = 0
    children: list[Node] = field(default_factory=list)
    role: str = ""

    @property
    def text(self) -> str:
        """The line's words."""
        return self.line.text

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order of the source."""
        yield self
        for child in self.children:
            yield from child.walk()


def build(lines: Iterable[Line]) -> list[Node]:
    """The lines as trees: by headings, then by indent, and at one indent by kind of bullet."""
    top: list[Node] = []
    stack: list[Node] = []
    nodes = [Node(line, unlabel(line.text)) for line in _with_titles(lines)]
    told = any(node.label.role == "objective" for node in nodes)
    for node in nodes:
        while stack and not _holds(stack, node, told):
            stack.pop()
        if stack:
            node.level = _level(stack[-1], node)
            stack[-1].children.append(node)
        else:
            node.level = node.line.heading or 8
            top.append(node)
        stack.append(node)
    return top


def _with_titles(lines: Iterable[Line]) -> list[Line]:
    """The lines, where "Objective 1" by itself is joined with the title on the line below it."""
    found: list[Line] = []
    waiting = False
    for line in lines:
        label = unlabel(line.text)
        listed = line.marker and found and found[-1].text[-1] not in ":：0123456789"
        if waiting and not listed and not label.role and not PROPERTY.fullmatch(line.text):
            found[-1].text = f"{found[-1].text.rstrip(':： ')}: {line.text}"
            found[-1].beside += line.beside
            waiting = False
            continue
        found.append(line)
        plural = plain(line.text).rstrip("0123456789 ").endswith("s")
        waiting = label.role == "objective" and not label.words and not plural
        if line.heading == BOLD and label_only(line.text) == "key_result":
            line.heading = 0
    return found


def _level(parent: Node, node: Node) -> int:
    if node.line.heading:
        return node.line.heading
    return max(8, parent.level + 1)


def _holds(stack: list[Node], node: Node, told: bool) -> bool:
    """Whether the last of `stack` can hold `node`. `told`: labels say what the objectives are."""
    top, line = stack[-1].line, node.line
    if label_only(node.text) == "key_result" and not node.label.words and not line.indent:
        return not top.marker and not label_only(stack[-1].text) and stack[-1].label.role != "key_result"
    if line.heading:
        return 0 < top.heading < line.heading
    if top.heading:
        return True
    role, above = node.label.role, stack[-1].label.role
    if role == "objective":
        return False if above else line.indent > top.indent
    if above == "objective" and role == "key_result":
        return True
    if role == "key_result" and above == "key_result":
        return line.indent > top.indent and "." in node.label.number and not stack[-1].label.number
    if role == "key_result" and not (told or top.marker or is_property(stack[-1])) and not line.gap:
        return line.indent >= top.indent
    if _announces(stack[-1]) and line.marker:
        return line.indent >= top.indent
    if is_property(node) and line.gap is False and not is_property(stack[-1]):
        return line.indent >= top.indent
    if line.indent != top.indent:
        return line.indent > top.indent
    siblings = {n.line.marker for n in stack if n.line.indent == line.indent and not n.line.heading}
    return line.marker not in siblings and not is_property(stack[-1])


def is_property(node: Node) -> bool:
    """Whether a line says something of the card above it, as "Owner: Dana" does."""
    return bool(PROPERTY.fullmatch(node.text)) and not node.label.role


def _announces(node: Node) -> bool:
    """Whether a line says what the list below it holds, as "Initiatives:" does."""
    found = PROPERTY.fullmatch(node.text) if is_property(node) else None
    return found is not None and not found["value"].strip()


_LABEL_ONLY = re.compile(
    r"(the )?(our )?(key results?|krs?|measures?|metrics|success (metrics|measures|criteria)"
    r"|how we( wi)?ll (know|measure)( it)?"
    r"|we (wi)?ll know.{0,40}|measured by|as measured by|schlusselergebnisse|resultats cles|resultados clave"
    r"|results|key results? and .{0,20})"
)
_OBJECTIVES_ONLY = re.compile(
    r"(the |our |top |company |team )?(objectives|goals|okrs|ziele|objectifs|objetivos|objective)"
    r"( and key results)?"
)


def label_only(text: str) -> str:
    """What a line that is only a label announces: "key_result", "objective", or ""."""
    words = plain(text)
    if _LABEL_ONLY.fullmatch(words):
        return "key_result"
    return "objective" if _OBJECTIVES_ONLY.fullmatch(words) else ""


def assign(top: list[Node]) -> None:
    """Give every node its role: title, team, aside, label, objective, key_result, detail or property."""
    everything = [node for tree in top for node in tree.walk()]
    for node in everything:
        if is_property(node) and not (node.line.heading and node.children):
            node.role = "property"
        elif label_only(node.text) and (node.children or not node.label.words):
            node.role = "label"
        elif node.label.role and node.label.words:
            node.role = node.label.role
    told = {node.role for node in everything}
    objective_levels = {n.level for n in everything if n.role == "objective"}
    if not objective_levels:
        objective_levels = {_objective_level(everything)}
    for node in top:
        _assign(node, objective_levels, "objective" in told, "key_result" in told, inside="")


def _assign(node: Node, levels: set[int], objectives_told: bool, results_told: bool, inside: str) -> None:
    if not node.role:
        node.role = _role(node, levels, objectives_told, results_told, inside)
    below = node.role if node.role in ("objective", "key_result", "detail", "aside") else inside
    if _announces(node):
        below = "detail"
    if node.role == "label":
        below = "objective" if label_only(node.text) == "key_result" and inside else inside
    announced = node.role == "objective" and any(child.role == "label" for child in node.children)
    for child in node.children:
        if announced and not (child.role or child.line.marker or child.line.heading):
            child.role = "detail"
        _assign(child, levels, objectives_told, results_told, below)


def _role(node: Node, levels: set[int], objectives_told: bool, results_told: bool, inside: str) -> str:
    if inside == "objective":
        prose = not node.line.marker and not node.children and len(node.text) > 100 and not results_told
        if results_told and objectives_told:
            return "detail" if not node.line.marker or prose else "key_result"
        return "key_result" if node.line.marker or not node.line.gap or not _prose(node) else "detail"
    if inside:
        return "detail"
    if is_aside(node.text):
        return "aside"
    if any(child.role == "key_result" for child in node.children) and not objectives_told:
        return "objective"
    if not node.children and is_title(node.text):
        return "detail"
    if (
        results_told
        and not (objectives_told or node.children or node.line.marker)
        and len(node.text.split()) < 3
    ):
        return "detail"  # a team's name among objectives; an objective has key results, or is a sentence
    if node.level in levels and (not objectives_told or node.children):
        return "objective"
    if node.level > min(levels) and not objectives_told:
        return "objective" if node.children else "detail"
    return "team" if node.children or node.line.heading else "detail"


def _prose(node: Node) -> bool:
    return len(node.text) > 90 and node.text.rstrip().endswith((".", "!", "?", ":")) and not node.line.marker


def _objective_level(nodes: list[Node]) -> int:
    """The level on which objectives stand where no label tells: the one above the level of most leaves."""
    results = {n.level - 1 for n in nodes if n.role == "key_result"}
    if results:
        return max(results)
    counted = [n for n in nodes if any(_counts_on(n, child) for child in n.children)]
    if counted and not _are_teams(counted):
        return counted[0].level
    by_level: defaultdict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.role not in ("property", "label") and not (node.line.heading and is_title(node.text)):
            by_level[node.level].append(node)
    levels = sorted(by_level)
    if len(levels) < 2:
        return levels[0] if levels else 8
    at = len(levels) - 2
    while at > 0 and not _are_teams(by_level[levels[at - 1]]):
        above, here, below = (by_level[level] for level in levels[at - 1 : at + 2])
        if _share_with_children(here) >= 0.5 and not (
            _are_goals(above) and _measured(here) > _measured(below)
        ):
            break
        at -= 1
    if (
        at == len(levels) - 2
        and _are_teams(by_level[levels[at]])
        and _share_with_children(by_level[levels[at]]) >= 0.5
    ):
        return levels[at + 1]
    return levels[at]


def _counts_on(node: Node, child: Node) -> bool:
    """Whether a child's number counts on from its parent's, as 3.1 does from 3: key results do."""
    number = node.label.number
    return number.isdecimal() and not child.line.heading and child.label.number.startswith(f"{number}.")


def _are_goals(nodes: list[Node]) -> bool:
    """Whether the items of a list are sentences rather than names."""
    return all(n.line.marker for n in nodes) and sum(len(n.text.split()) for n in nodes) >= 4 * len(nodes)


def _measured(nodes: list[Node]) -> float:
    """The share of lines that state a number."""
    return sum(any(c.isdigit() for c in n.label.words) for n in nodes) / len(nodes)


def _share_with_children(nodes: list[Node]) -> float:
    parents = [n for n in nodes if any(c.role != "property" for c in n.children)]
    return len(parents) / len(nodes)


def _are_teams(nodes: list[Node]) -> bool:
    """Whether the lines of a level are names of teams, most of them."""
    named = [n for n in nodes if looks_like_team(n.text) or is_company(n.text)]
    return len(named) >= 0.6 * len(nodes)


def hoist(top: list[Node]) -> None:
    """Let a heading hold the list below its one paragraph, where that tells its story and states no goal."""
    for node in [node for tree in top for node in tree.walk()]:
        holders = [c for c in node.children if c.children and not c.line.marker and not c.line.heading]
        if not node.line.heading or len(holders) != 1 or holders[0] is not node.children[0]:
            continue
        story = holders[0]
        told = node.label.role == "objective" and not story.label.role
        prose = (
            len(story.text.split()) >= 4
            and story.text.rstrip().endswith((".", ":", "!"))
            and not story.label.role
        )
        if not label_only(story.text) and (told or (prose and not _are_teams([node]))):
            at = node.children.index(story) + 1
            node.children[at:at] = story.children
            story.children = []
            _lift(node.children[at:], 8)


def _lift(nodes: Iterable[Node], level: int) -> None:
    for node in nodes:
        if not node.line.heading:
            node.level = level
            _lift(node.children, level + 1)
