"""From the rows of a table to draft objectives with their key results."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from okrdesk.i18n import _
from okrdesk.intake.grid import Cell
from okrdesk.intake.indents import by_indent
from okrdesk.intake.labels import bare, items, labelled_lines, unlabel, untail
from okrdesk.intake.order import in_order
from okrdesk.intake.proposal import Draft, DraftKeyResult, DraftObjective, add_note
from okrdesk.intake.reading import Reading
from okrdesk.intake.roles import Roles, RowRole
from okrdesk.intake.sections import is_parking, team_name
from okrdesk.intake.tables import Row, Table
from okrdesk.intake.values import score_scale
from okrdesk.intake.words import level_of, plain, row_type

# Fields that say where a row belongs, and hold for the rows below until others are said.
PLACE = ("company", "parent_team", "team", "level")
TEXTS = ("objective", "key_result", "text")
_OF_OBJECTIVE = frozenset(
    (
        *("story", "style", "parent", "pillar", "parked_why", "parked_until"),
        *("objective_owner", "objective_involved", "objective_note", "objective_score"),
    )
)


@dataclass(slots=True)
class _Now:
    """Where reading stands: the place by field, and the drafts that the next row may belong to."""

    place: dict[str, str] = field(default_factory=dict)
    objective: DraftObjective | None = None
    draft: Draft | None = None


class RowReader:
    """Reads one table. Everything that a row holds goes into a draft or is left out with a reason.

    `team` is the team of rows that state none, `home` the objective of key results above which none stands.
    """

    def __init__(
        self, table: Table, reading: Reading, team: str = "", home: DraftObjective | None = None
    ) -> None:
        self._table = table = by_indent(table)
        self._reading = reading
        self._roles = Roles(table)
        self._now = _Now({"team": team} if team else {}, home)
        self._by_key: dict[tuple[str, ...], DraftObjective] = {}
        self._scales = {
            column.index: score_scale(row[column.index] for _n, row in table.rows)
            for column in table.columns
            if column.field in ("score", "progress", "objective_score")
        }
        self._found: list[DraftObjective] = []
        self._unused: list[tuple[str, str]] = []  # places stated above all objectives
        cycle = table.index("cycle")
        self._several_cycles = (
            cycle >= 0 and len({plain(row[cycle].text) for _n, row in table.rows} - {""}) > 1
        )
        self._rows, self._by_parent = in_order(table)
        self._row = 0
        self._kind = ""

    def read(self) -> list[DraftObjective]:
        """The table's objectives in order."""
        for number, row in self._rows:
            where, self._row = self.where(number), number
            row = self._without_formulas(where, row)
            role = self._roles.of(number, row)
            if role is RowRole.BLANK:
                continue
            if role is RowRole.TEAM:
                self._section(where, row)
            elif role in (RowRole.TOTAL, RowRole.NOTE, RowRole.HEADER):
                self._leave(where, row, role)
            elif self._table.has("type"):
                self._typed_row(where, row)
            else:
                self._plain_row(where, row)
        held = {plain(name) for o in self._found for name in (o.team, *o.above, o.level)}
        for where, text in self._unused:
            if plain(text) not in held:
                self._reading.leave(where, text, _("A team without objectives."))
        return self._found

    def where(self, number: int) -> str:
        """A row, as a person finds it."""
        if self._table.name:
            return _("{sheet}, row {n}").format(sheet=self._table.name, n=number)
        return _("row {n}").format(n=number)

    # ------------------------------------------------------------ rows that hold no card
    def _without_formulas(self, where: str, row: Row) -> Row:
        for cell in row:
            if cell.formula and not cell.merged:
                self._reading.leave(where, cell.text, _("A formula: its value is not taken."))
        return tuple(Cell() if cell.formula else cell for cell in row)

    def _leave(self, where: str, row: Row, role: RowRole) -> None:
        why = {
            RowRole.TOTAL: _("A row of totals."),
            RowRole.NOTE: _("A note, not a card."),
            RowRole.HEADER: _("The header once more."),
        }[role]
        self._reading.leave(where, " · ".join(c.text for c in row if c.text and not c.merged), why)

    def _section(self, where: str, row: Row) -> None:
        text = next(cell.text for cell in row if cell.text and not cell.merged)
        name = text.strip().rstrip(":").strip()
        self._now = _Now({**self._now.place, "team": team_name(name)})
        if team_name(name) != name:
            self._reading.leave(where, text, _("Taken as the name of a team."))

    # ------------------------------------------------------------ rows that hold cards
    def _plain_row(self, where: str, row: Row) -> None:
        values = self._values(row)
        title = next((cell for name, _h, cell, _i in values if name == "objective"), None)
        results = [(i, cell) for name, _h, cell, i in values if name == "key_result" and not cell.merged]
        if title is not None and self._says_result(title, values):
            results, title = [(self._table.index("objective"), title)], None
            values = [("key_result_number" if v[0] == "number" else v[0], *v[1:]) for v in values]
        self._move(values, fresh=title is not None and not title.merged)
        objective = self._objective(where, title, values)
        if objective is None and results:
            objective = self._nameless(where, results)
            if objective is None:
                return
        drafts = self._key_results(where, objective, results) if objective else {}
        self._fill(where, objective, drafts, values)

    def _says_result(self, title: Cell, values: list[tuple[str, str, Cell, int]]) -> bool:
        """Whether a text in the objectives' column is a key result by its label or number ("KR 1", "1.2")."""
        if self._roles.has_results or self._now.objective is None:
            return False
        label = unlabel(title.text)
        number = next((cell.text for name, _h, cell, _i in values if name == "number"), label.number)
        above = re.sub(r"^\D+", "", self._now.objective.number)
        return label.role == "key_result" or bool(above and number.startswith(f"{above}."))

    def _values(self, row: Row) -> list[tuple[str, str, Cell, int]]:
        """The row's filled cells as (field, header, cell, column)."""
        return [
            (column.field, column.header, row[column.index], column.index)
            for column in self._table.columns
            if row[column.index].text
        ]

    def _move(self, values: list[tuple[str, str, Cell, int]], *, fresh: bool) -> None:
        """Take up the row's place; what a new objective does not state holds on where it is stated once."""
        stated = {name: cell.text for name, _h, cell, _i in values if name in PLACE}
        if level_of(stated.get("level", "")) is None:
            stated.pop("level", None)  # a word that names no level goes into a note
        if fresh and not self._roles.places_hold:
            self._now.place = {k: v for k, v in self._now.place.items() if not self._table.has(k)}
        depth = min((PLACE.index(name) for name in stated if name != "level"), default=len(PLACE))
        kept = {k: v for k, v in self._now.place.items() if k == "level" or PLACE.index(k) < depth}
        self._now.place = {**(kept if stated else self._now.place), **stated}

    def _objective(
        self, where: str, title: Cell | None, values: list[tuple[str, str, Cell, int]]
    ) -> DraftObjective | None:
        """The objective a row belongs to: a new one, or one stated above."""
        if title is None:
            return self._now.objective
        number = next((cell.text for name, _h, cell, _i in values if name == "number"), "")
        number = number if self._roles.number_is_objectives else ""
        key = (plain(title.text), *(plain(self._now.place.get(k, "")) for k in PLACE), plain(number))
        current = self._now.objective
        if current is not None and title.merged and self._by_key.get(key) is current:
            return current
        known = self._by_key.get(key)
        if known is not None and (known is current or self._roles.repeats):
            self._now.objective = known
            return known
        return self._new_objective(where, title.text, key)

    def _new_objective(self, where: str, text: str, key: tuple[str, ...] = ()) -> DraftObjective:
        head, *more = _title_and_results(text) if not self._roles.has_results else [" ".join(text.split())]
        label = unlabel(head)
        title = label.words if label.words else head
        number = label.number
        objective = DraftObjective(title, where, number=number, parked=is_parking(self._table.name))
        place = self._now.place
        objective.team = place.get("team") or place.get("parent_team") or place.get("company") or ""
        above = [place[k] for k in ("company", "parent_team") if place.get(k) and place[k] != objective.team]
        objective.above, objective.level = tuple(above), place.get("level", "")
        for line in more:
            self._add_result(where, objective, line)
        self._found.append(objective)
        self._by_key[key] = objective
        self._now.objective = self._now.draft = objective
        return objective

    def _nameless(self, where: str, results: list[tuple[int, Cell]]) -> DraftObjective | None:
        """Key results of a table without objectives belong to one called after the table's team."""
        place = self._now.place
        name = place.get("team") or self._table.name
        if self._table.has("objective") or not name:
            for _index, cell in results:
                self._reading.leave(where, cell.text, _("A key result with no objective above it."))
            return None
        key = ("", *(plain(place.get(k, "")) for k in PLACE), "")
        return self._by_key.get(key) or self._new_objective(where, name, key)

    def _key_results(
        self, where: str, objective: DraftObjective, results: list[tuple[int, Cell]]
    ) -> dict[int, list[DraftKeyResult]]:
        """The row's key results by the group of their column."""
        found: dict[int, list[DraftKeyResult]] = {}
        for index, cell in results:
            group = self._table.columns[index].group
            for text in items(cell.text):
                found.setdefault(group, []).append(self._add_result(where, objective, text))
        return found

    def _add_result(self, where: str, objective: DraftObjective, text: str) -> DraftKeyResult:
        label = unlabel(text)
        if label.role == "objective" or not label.words:
            label = unlabel("") if label.words else label
        words = label.words or text
        result = DraftKeyResult(words, where, number=label.number if words != text else "")
        tail = untail(words) if words.rstrip().endswith(("%", ")", "]")) else None
        if tail and tail.score is not None and tail.words and not self._table.has("score"):
            result.text = tail.words
            result.score = min(tail.score, Decimal(1))
            if tail.score > 1:
                add_note(result, words[len(tail.words) :].strip())
            if tail.owner:
                result.owner = tail.owner
            if tail.parent:
                add_note(result, tail.parent)
        objective.key_results.append(result)
        self._now.draft = result
        return result

    def _fill(
        self,
        where: str,
        objective: DraftObjective | None,
        drafts: dict[int, list[DraftKeyResult]],
        values: list[tuple[str, str, Cell, int]],
    ) -> None:
        """Put the row's other cells into its drafts."""
        for name, header, cell, index in values:
            if name in TEXTS or name == "type" or (name in PLACE and self._holds(objective, cell)):
                continue
            if name == "ignore":
                self._reading.leave(where, cell.text, _("Its column is left out."))
                continue
            if name == "cycle":
                self._reading.cycles[cell.text] += 1
                if not self._several_cycles:
                    continue
            group = self._table.columns[index].group
            own = drafts.get(group) or next(iter(drafts.values()), [])
            for draft in self._targets(name, objective, own, cell):
                self._put(draft, name, header, cell, index)
            if not self._targets(name, objective, own, cell):
                self._reading.leave(where, cell.text, _("No card stands beside or above it."))

    def _holds(self, objective: DraftObjective | None, cell: Cell) -> bool:
        """Whether a place that a row states is that of its objective, or of what is still to come."""
        if objective is None:
            self._unused.append((self.where(self._row), cell.text))
            return True
        own = (objective.team, *objective.above, objective.level)
        return cell.merged or plain(cell.text) in map(plain, own)

    def _targets(
        self, name: str, objective: DraftObjective | None, own: list[DraftKeyResult], cell: Cell
    ) -> list[Draft]:
        """The drafts that a cell speaks of: the objective, the row's key results, or what stands above."""
        of_objective = name in _OF_OBJECTIVE or (name == "owner" and self._roles.owner_is_objectives)
        of_objective = of_objective or (name == "number" and self._roles.number_is_objectives)
        if objective is not None and (of_objective or not (own or self._now.draft)):
            return [objective]
        if own:
            return list(own)
        if objective is not None and not cell.merged and self._now.draft is not None:
            return [self._now.draft]
        return [objective] if objective is not None else []

    def _put(self, draft: Draft, name: str, header: str, cell: Cell, index: int) -> None:
        if name in ("number", "key_result_number"):
            if draft.number and plain(draft.number) != plain(cell.text):
                add_note(draft, f"{header}: {cell.text}")
            draft.number = draft.number or cell.text
            return
        name = "owner" if name == "objective_owner" else name
        self._reading.place(draft, name, cell, header, self._scales.get(index, Decimal(1)))

    # ------------------------------------------------------------ rows that say what they are
    def _typed_row(self, where: str, row: Row) -> None:
        values = self._values(row)
        kind = row_type(row[self._table.index("type")].text)
        if not row[self._table.index("type")].text and self._kind == "key_result":
            kind = self._kind  # "Key results:" stated once, above several
        self._kind = kind
        style = row[self._table.index("type")] if not kind else None
        texts = [cell for name, _h, cell, _i in values if name in TEXTS and not cell.merged]
        if not texts:
            self._leave(where, row, RowRole.NOTE)
            return
        text = " ".join(cell.text for cell in texts)
        if not kind:
            kind = (
                "objective"
                if any(n == "objective" for n, _h, c, _i in values if not c.merged)
                else "key_result"
            )
        home = self._parent_of(values)
        objective, drafts = self._typed_draft(where, kind, text, values, home)
        if objective is None:
            self._reading.leave(where, text, _("No objective is told for it."))
            return
        if style is not None and style.text:
            add_note(drafts[0][0] if drafts else objective, style.text)
        rest = [v for v in values if not (v[0] == "parent" and drafts and home)]
        self._fill_typed(where, objective, drafts, rest)

    def _typed_draft(
        self,
        where: str,
        kind: str,
        text: str,
        values: list[tuple[str, str, Cell, int]],
        home: tuple[DraftObjective, Draft] | None,
    ) -> tuple[DraftObjective | None, dict[int, list[DraftKeyResult]]]:
        if kind == "objective":
            self._move(values, fresh=True)
            objective = self._new_objective(where, text)
            number = next((c.text for n, _h, c, _i in values if n == "number"), "")
            objective.number = number or objective.number
            self._now.objective = objective
            return objective, {}
        objective, self._now.draft = home or (
            None if self._by_parent else self._now.objective,
            self._now.draft,
        )
        if objective is None:
            return None, {}
        if kind == "note":
            add_note(self._now.draft or objective, text)
            return objective, {0: []}
        return objective, {0: [self._add_result(where, objective, text)]}

    def _parent_of(self, values: list[tuple[str, str, Cell, int]]) -> tuple[DraftObjective, Draft] | None:
        """The card above that a key result's row names as its parent, behind the objective it belongs to."""
        named = {plain(cell.text) for name, _h, cell, _i in values if name == "parent"} - {""}
        for objective in reversed(self._found) if named else ():
            for draft in (objective, *objective.key_results):
                words = draft.title if isinstance(draft, DraftObjective) else draft.text
                if {plain(draft.number), plain(words)} & named:
                    return objective, draft
        return None

    def _fill_typed(
        self,
        where: str,
        objective: DraftObjective,
        drafts: dict[int, list[DraftKeyResult]],
        values: list[tuple[str, str, Cell, int]],
    ) -> None:
        own = next(iter(drafts.values()), [])
        if not own and drafts:  # an initiative: what its row says goes with it
            for name, header, cell, _i in values:
                if name not in TEXTS and name not in (*PLACE, "type", "cycle") and not cell.merged:
                    add_note(self._now.draft or objective, f"{header}: {cell.text}".removeprefix(": "))
            return
        if not own:
            self._now.draft = None
            self._fill(where, objective, {}, [v for v in values if v[0] != "number"])
            self._now.draft = objective
            return
        self._fill(where, objective, drafts, values)


def _title_and_results(text: str) -> list[str]:
    """A cell that holds an objective and, below it, its key results."""
    lines = [line.strip() for line in labelled_lines(text).split("\n") if line.strip()]
    if len(lines) < 2:
        return [" ".join(text.split())]
    labels = [unlabel(bare(line)) for line in lines[1:]]
    marked = [
        label.role == "key_result" or bool(label.number) or bare(line) != line
        for label, line in zip(labels, lines[1:], strict=True)
    ]
    return [lines[0], *items("\n".join(lines[1:]))] if any(marked) else [" ".join(text.split())]
