"""The outline's columns: what each says of a record, and what typing into it does. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from exports import words
from okrdesk import cells
from okrdesk.alignment import links_up
from okrdesk.cards import Condition, KeyResult, Objective, Pillar, Record, Team
from okrdesk.change import Change
from okrdesk.check import name
from okrdesk.i18n import _
from okrdesk.naming import how_many
from okrdesk.text import one_line
from okrdesk.workshop import Workshop

Fields = Mapping[type[Record], str]

_ANSWERS = {
    "": _("Open"),
    "normal_work": _("Covered by normal work"),
    "not_this_quarter": _("Not this quarter"),
}
_FREE = {*words.STATES, *_ANSWERS} - {"signed_off"}
_STYLES = {**words.STYLES, "": _("Not chosen")}
_NO_RHYTHM = {**words.READ_EVERY, "": _("not said")}


@dataclass(frozen=True)
class Column:
    """A column: `fields` names the field of each kind of record that it shows; other kinds have no cell.

    `width` is in pixels at 100 % text size; `numeric` text stands at the right; `shown` from the first day.
    """

    id: str
    title: str
    fields: Fields = field(default_factory=dict)
    width: int = 90
    numeric: bool = False
    shown: bool = True

    def has(self, record: Record | None) -> bool:
        """Whether a record has a cell here that can be written in."""
        return type(record) in self.fields

    def text(self, workshop: Workshop, record: Record) -> str:
        """What the cell says."""
        return str(getattr(record, self.fields[type(record)])) if self.has(record) else ""

    def typed(self, workshop: Workshop, record: Record) -> str:
        """What stands in the cell when one begins to write in it, in one line."""
        return one_line(self.text(workshop, record))

    def options(self, workshop: Workshop, record: Record) -> list[str]:
        """What can be chosen; none where anything can be written."""
        return []

    @property
    def open_ended(self) -> bool:
        """Whether something else than the options may be written."""
        return True

    def change(self, workshop: Workshop, record: Record, typed: str) -> Change:
        """What writing `typed` into the cell does. Raises Refused."""
        return cells.set_words(workshop, record.id, self.fields[type(record)], typed)


class Title(Column):
    """What a card says: for want of a title a pillar's statement, for want of words a key result's metric."""

    def text(self, workshop: Workshop, record: Record) -> str:
        fallback = {Pillar: "statement", KeyResult: "metric"}.get(type(record), "")
        return super().text(workshop, record) or getattr(record, fallback, "")


class Told(Column):
    """A column to be read only."""

    def has(self, record: Record | None) -> bool:
        return False


class Code(Told):
    """Short names. They are given out, not written."""

    def text(self, workshop: Workshop, record: Record) -> str:
        return getattr(record, "code", "")


class Owner(Column):
    """Who owns a card: one of the people, or a new name."""

    def text(self, workshop: Workshop, record: Record) -> str:
        return workshop.name_of(getattr(record, "owner", ""))

    def options(self, workshop: Workshop, record: Record) -> list[str]:
        return sorted((person.name for person in workshop.people()), key=str.casefold)

    def change(self, workshop: Workshop, record: Record, typed: str) -> Change:
        return cells.set_owner(workshop, record.id, typed)


class Number(Column):
    """Where a key result starts, or where it goes, with its unit."""

    def text(self, workshop: Workshop, record: Record) -> str:
        if not isinstance(record, KeyResult):
            return ""
        number_format = workshop.organisation.number_format
        write = words.baseline_text if self.id == "from" else words.target_text
        return write(record, number_format)

    def change(self, workshop: Workshop, record: Record, typed: str) -> Change:
        assert isinstance(record, KeyResult)
        write = cells.set_baseline if self.id == "from" else cells.set_target
        return write(workshop, record.id, typed, words.affixes(record.unit))


@dataclass(frozen=True)
class Choice(Column):
    """One of a few choices; `labels` gives the words of each."""

    labels: Mapping[type[Record], Mapping[str, str]] = field(default_factory=dict)

    @property
    def open_ended(self) -> bool:
        return False

    def text(self, workshop: Workshop, record: Record) -> str:
        value = super().text(workshop, record)
        return self._labels(record)[value] if value else ""

    def typed(self, workshop: Workshop, record: Record) -> str:
        return self._labels(record)[getattr(record, self.fields[type(record)])]

    def options(self, workshop: Workshop, record: Record) -> list[str]:
        return list(self._labels(record).values())

    def change(self, workshop: Workshop, record: Record, typed: str) -> Change:
        return cells.set_choice(workshop, record.id, self.fields[type(record)], typed, self._labels(record))

    def _labels(self, record: Record) -> Mapping[str, str]:
        return self.labels[type(record)]


class State(Choice):
    """An objective's state, and how a condition stands: open, claimed, or settled."""

    def text(self, workshop: Workshop, record: Record) -> str:
        if isinstance(record, Condition):
            return words.condition_state(workshop, record)
        return super().text(workshop, record)

    def _labels(self, record: Record) -> Mapping[str, str]:
        """Signing off is no matter of a cell: that state is there only where it holds."""
        now = getattr(record, self.fields[type(record)])
        return {value: label for value, label in super()._labels(record).items() if value in (now, *_FREE)}


class Story(Told):
    """How an objective feeds the strategy: several sentences, which the inspector has the room for."""

    def text(self, workshop: Workshop, record: Record) -> str:
        return getattr(record, "story", "")


class Feeds(Told):
    """What a card feeds by its own links upward: "enables CO-1.c2"."""

    def text(self, workshop: Workshop, record: Record) -> str:
        if not isinstance(record, (Objective, KeyResult)):
            return ""
        links = [link for link in links_up(workshop, record.id) if link.source == record.id]
        return ", ".join(
            _("{verb} {card}").format(
                verb=words.link_label(link.kind), card=name(workshop, workshop[link.target])
            )
            for link in links
        )


COLUMNS: tuple[Column, ...] = (
    Title(
        "title",
        _("What"),
        {Pillar: "title", Objective: "title", KeyResult: "text", Condition: "text", Team: "name"},
        320,
    ),
    Code("code", _("Short name"), width=88),
    Owner("owner", _("Owner"), {Pillar: "owner", Objective: "owner", KeyResult: "owner"}, 124),
    Number("from", _("From"), {KeyResult: "baseline"}, 72, numeric=True),
    Number("to", _("To"), {KeyResult: "target"}, 84, numeric=True),
    Column("unit", _("Unit"), {KeyResult: "unit"}, 64, shown=False),
    Choice("style", _("Style"), {Objective: "style"}, 92, labels={Objective: _STYLES}),
    State(
        "state",
        _("State"),
        {Objective: "state", Condition: "answer"},
        104,
        labels={Objective: words.STATES, Condition: _ANSWERS},
    ),
    Feeds("feeds", _("Feeds"), width=132),
    Choice(
        "kind",
        _("Kind"),
        {Objective: "kind", KeyResult: "kind"},
        100,
        shown=False,
        labels={Objective: words.OBJECTIVE_KINDS, KeyResult: words.KINDS},
    ),
    Choice(
        "read",
        _("Read every"),
        {KeyResult: "read_every"},
        92,
        shown=False,
        labels={KeyResult: _NO_RHYTHM},
    ),
    Column("due", _("Due"), {KeyResult: "due"}, 90, shown=False),
    Column("source", _("Source"), {KeyResult: "source"}, 120, shown=False),
    Story("story", _("Story"), width=200, shown=False),
)
TITLE = 0
SPARE = next(n for n, column in enumerate(COLUMNS) if column.id == "feeds")  # shown where there is room


def said(workshop: Workshop, record: Record) -> str:
    """A row in one sentence, for those who listen: "Objective ENG-2, Brakes hold, committed, owner …"."""
    parts: list[str] = [COLUMNS[TITLE].text(workshop, record) or _("not written yet")]
    code = getattr(record, "code", "")
    if isinstance(record, Objective):
        parts.append(_("role objective") if record.role_objective else "")
        parts += [words.style_label(record.style).lower(), words.state_label(record.state).lower()]
        parts += [_owned(workshop, record.owner), _counted(workshop, record)]
        head = _("Objective {code}")
    elif isinstance(record, KeyResult):
        number_format = workshop.organisation.number_format
        start, goal = words.baseline_text(record, number_format), words.target_text(record, number_format)
        parts += [_("from {n}").format(n=start) if start else "", _("to {n}").format(n=goal) if goal else ""]
        parts.append(_owned(workshop, record.owner))
        head = _("Key result {code}")
    elif isinstance(record, Condition):
        state = words.condition_state(workshop, record)
        parts.append(state[:1].lower() + state[1:])  # short names keep their capitals
        head = _("Condition {code}")
    elif isinstance(record, Team):
        parts += [words.level_name(workshop, workshop.level(record.id)), _planned(workshop, record)]
        head = _("Team {code}")
    else:
        head = _("Pillar {code}")
    return ", ".join(filter(None, (head.format(code=code).strip(), *parts)))


def _owned(workshop: Workshop, owner: str) -> str:
    name_ = workshop.name_of(owner)
    return _("owner {name}").format(name=name_) if name_ else _("no owner")


def _counted(workshop: Workshop, card: Objective) -> str:
    return how_many(KeyResult, len(workshop.key_results(card.id)))


def _planned(workshop: Workshop, team: Team) -> str:
    return how_many(Objective, len(workshop.objectives(team.id)))
