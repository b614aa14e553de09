"""From the lines of an outline to draft objectives with their key results."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from okrdesk.i18n import _
from okrdesk.intake.grid import Cell
from okrdesk.intake.labels import PROPERTY, bracketed, unlabel, untail
from okrdesk.intake.lines import Line
from okrdesk.intake.nodes import Node, assign, build, hoist
from okrdesk.intake.proposal import Draft, DraftKeyResult, DraftObjective, add_note
from okrdesk.intake.reading import Reading
from okrdesk.intake.sections import is_aside, is_title, team_name
from okrdesk.intake.values import split_people
from okrdesk.intake.words import NOTES, header_fields, is_company, looks_like_team, plain

_KEYS = {"by": "due", "from": "baseline", "start": "baseline", "to": "target", "contributors": "involved"}
_NUMERIC = frozenset(("baseline", "target", "current", "unit", "metric", "kind", "due"))


class OutlineReader:
    """Reads one outline. Every line goes into a draft or is left out with a reason."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._found: list[DraftObjective] = []
        self._names: frozenset[str] = frozenset()
        self._path: tuple[str, ...] = ()
        self._objective: DraftObjective | None = None
        self._draft: Draft | None = None
        self._depth = 0  # in how many objectives reading stands
        self._starts: list[tuple[int, DraftObjective]] = []

    def read(self, lines: Sequence[Line]) -> list[DraftObjective]:
        """The outline's objectives in order."""
        top = build(lines)
        hoist(top)
        assign(top)
        self._names = _names(node for tree in top for node in tree.walk())
        self._siblings(top, (), None)
        return self._found

    def above(self, line: int, heading: int) -> DraftObjective | None:
        """The objective that a table on `line`, below the heading on line `heading`, belongs to."""
        inside = [objective for number, objective in self._starts if heading <= number < line]
        return inside[-1] if inside else None

    @staticmethod
    def where(node: Node) -> str:
        """A line, as a person finds it."""
        return _("line {n}").format(n=node.line.number)

    def _siblings(self, nodes: Sequence[Node], path: tuple[str, ...], home: Draft | None) -> None:
        """Nodes of one parent, whose draft is `home`.

        A bare line right above an objective, or "Team: …" outside of one, names the team of what follows.
        """
        self._path = path
        for n, node in enumerate(nodes):
            following = nodes[n + 1] if n + 1 < len(nodes) else None
            heads = following is not None and following.role == "objective" and not node.children
            if node.role == "detail" and heads and _is_team_line(node.text) and not is_title(node.text):
                above = path if node.line.indent else path[:-1]  # beside the team of a heading, not below it
                self._path = (*above, self._named(node))
                self._objective = self._draft = None
            elif home is None and (team := _stated_team(node)):
                self._path = (*path, team)
                self._objective = self._draft = None
            else:
                if home is not None and node.role in ("property", "detail"):
                    self._draft = home
                self._visit(node, self._path)

    def _visit(self, node: Node, path: tuple[str, ...]) -> None:
        match node.role:
            case "team" | "aside":
                self._team(node, path)
            case "label":
                self._below(node, path, self._objective if self._depth else None)
            case "objective":
                self._new_objective(node, path)
            case "key_result" if self._objective is not None:
                self._new_result(node, self._objective)
            case "property":
                self._property(node)
                self._below(node, path, self._draft)
            case _:
                self._detail(node)
                self._below(node, path, self._draft)

    def _below(self, node: Node, path: tuple[str, ...], home: Draft | None = None) -> None:
        kept = self._path
        self._siblings(node.children, path, home)
        self._path = kept

    # ------------------------------------------------------------ sections
    def _team(self, node: Node, path: tuple[str, ...]) -> None:
        self._objective = self._draft = None
        inside = [n for child in node.children for n in child.walk()]
        if not any(n.role == "objective" for n in inside):
            if node.line.heading and not inside:
                self._path = (*path, self._named(node)) if _is_team_line(node.text) else path
            for each in (node, *inside):
                why = _("Not part of any objective.")
                self._reading.leave(self.where(each), " ".join((each.text, *each.line.beside)), why)
            return
        outermost = not path and not self._found
        holds_teams = any(n.role == "team" and n.children for n in node.children)
        if is_title(node.text) or (outermost and holds_teams and not looks_like_team(node.text)):
            self._reading.titles.append(node.text)
            self._reading.leave(self.where(node), node.text, _("A title."))
            self._below(node, path)
        else:
            self._below(node, (*path, self._named(node)))

    def _named(self, node: Node) -> str:
        name = team_name(node.text)
        if name != node.text:
            self._reading.leave(self.where(node), node.text, _("Taken as the name of a team."))
        return name

    # ------------------------------------------------------------ cards
    def _new_objective(self, node: Node, path: tuple[str, ...]) -> None:
        inside = self._draft if self._depth else None
        objective = DraftObjective(node.label.words or node.text, self.where(node), number=_number(node))
        objective.title = self._tail(objective, objective.title, node)
        names = [name for name in path if name]
        objective.team = names[-1] if names else ""
        objective.above = tuple(names[:-1])
        if inside is not None:
            objective.parents.append(_text(inside))
        self._found.append(objective)
        self._starts.append((node.line.number, objective))
        outer = self._objective, self._draft
        self._objective = self._draft = objective
        self._depth += 1
        self._below(node, path, objective)
        self._depth -= 1
        if self._depth:
            self._objective, self._draft = outer

    def _new_result(self, node: Node, objective: DraftObjective) -> None:
        result = DraftKeyResult(node.label.words or node.text, self.where(node), number=_number(node))
        result.text = self._tail(result, result.text, node, objective)
        if node.line.done:
            result.score = Decimal(1) if result.score is None else result.score
        objective.key_results.append(result)
        self._draft = result
        self._below(node, self._path, result)
        self._draft = result

    def _tail(self, draft: Draft, text: str, node: Node, objective: DraftObjective | None = None) -> str:
        """Put what stands behind a card's words where it belongs; the words that remain."""
        tail = untail(text)
        if not tail.owner:
            names, before = bracketed(tail.words)
            if names and set(map(plain, split_people(names))) <= self._names:
                tail.owner, tail.words = names, before
        if not tail.words:
            return text
        if tail.score is not None:
            draft.score = min(tail.score, Decimal(1))
            if tail.score > 1:
                add_note(
                    draft,
                    _("Score: {score}").format(score=f"{tail.score * 100:f}".rstrip("0").rstrip(".") + "%"),
                )
        if tail.owner:
            draft.owner = tail.owner
        if tail.parent:
            home = objective or draft
            assert isinstance(home, DraftObjective)
            home.parents.append(tail.parent)
        for address in node.line.beside:
            add_note(draft, address)
        return tail.words

    def _property(self, node: Node) -> None:
        parts = re.split(r"\s+[|·]\s+|;\s+", node.text)
        whole = all(PROPERTY.fullmatch(part) for part in parts)
        for part in parts if whole else [node.text]:
            found = PROPERTY.fullmatch(part)
            assert found is not None
            key, value = found["key"], found["value"].strip()
            if value and not self._placed(key, value):
                if self._draft is not None:
                    add_note(self._draft, f"{key}: {value}")
                else:
                    self._reading.leave(self.where(node), part, _("Not part of any objective."))

    def _placed(self, key: str, value: str) -> bool:
        fields, _sure = header_fields(key)
        name = _KEYS.get(plain(key)) or (fields[0] if fields else "note")
        if name == "cycle":
            self._reading.cycles[value] += 1
        elif name == "team":
            if self._objective is None:
                self._path = (*self._path, value)
            else:
                self._objective.team = value
        elif self._draft is None:
            return False
        elif name in ("parent", "pillar") and self._objective is not None:
            self._reading.place(self._objective, name, Cell(value), key)
        elif name in _NUMERIC and isinstance(self._draft, DraftObjective):
            return False
        elif name == "level" and self._objective is not None:
            self._objective.level = value
        else:
            self._reading.place(self._draft, name, Cell(value), key)
        return True

    def _detail(self, node: Node) -> None:
        words = [node.text, *node.line.beside]
        if self._draft is not None:
            for word in words:
                add_note(self._draft, word)
        else:
            if is_title(node.text):
                self._reading.titles.append(node.text)
            self._reading.leave(self.where(node), " ".join(words), _("Not part of any objective."))


def _stated_team(node: Node) -> str:
    """The team that a line such as "Team: Ovens" states by itself, or ""."""
    found = PROPERTY.fullmatch(node.text) if node.role == "property" and not node.children else None
    return found["value"].strip() if found and header_fields(found["key"])[0][:1] == ("team",) else ""


def _number(node: Node) -> str:
    return node.label.number if node.label.number and node.label.words else ""


def _text(draft: Draft) -> str:
    return draft.title if isinstance(draft, DraftObjective) else draft.text


def _is_team_line(text: str) -> bool:
    """Whether a line by itself can be the name of a team."""
    words = text.strip().rstrip(":")
    if not words or NOTES.match(words) or is_aside(words) or unlabel(words).role:
        return False
    short = len(words.split()) <= 5 and not words.endswith((".", "!", "?", ","))
    return short and (words[0].isupper() or words[0].isdigit() or is_company(words))


def _names(nodes: Iterable[Node]) -> frozenset[str]:
    """The names in brackets behind cards that are people's: two words, met twice, or an owner elsewhere."""
    counts: Counter[str] = Counter()
    sure: set[str] = set()
    for node in nodes:
        if node.role not in ("objective", "key_result"):
            if (found := PROPERTY.fullmatch(node.text)) and header_fields(found["key"])[0][:1] == ("owner",):
                sure.update(map(plain, split_people(found["value"])))
            continue
        tail = untail(node.label.words)
        sure.update(map(plain, split_people(tail.owner)))
        people = split_people(bracketed(tail.words)[0])
        counts.update(map(plain, people))
    brackets = counts.total()
    named = {name for name, n in counts.items() if n > 1 or len(name.split()) in (2, 3) or brackets >= 3}
    return frozenset(sure | named)
