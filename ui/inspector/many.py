"""Several cards at once: the fields that all of them have; what is set is set in all, as one change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from exports import words
from okrdesk.cards import Condition, KeyResult, Link, Objective, Pillar, Record, Team
from okrdesk.i18n import _
from okrdesk.workshop import Workshop
from ui.inspector.bench import Bench
from ui.inspector.cards import (
    ANSWERS,
    CONTROLS,
    CORNERS,
    READINGS,
    STYLES,
    TIMINGS,
    move_to,
    put_off,
    team_names,
)
from ui.inspector.choices import ChoiceField, SwitchField, YesField
from ui.inspector.fields import Field, TextField, WeekField
from ui.inspector.link_page import ANSWERS as LINK_ANSWERS
from ui.inspector.pages import Page
from ui.inspector.people import PeopleField, PersonField
from ui.inspector.pieces import Line

_FIELDS: dict[type[Record], tuple[str, ...]] = {
    Objective: ("owner", "style", "state", "team", "parked", "involved"),
    KeyResult: (
        "owner",
        "kind",
        "unit",
        "read_every",
        "timing",
        "due",
        "theme",
        "corner",
        "control",
        "involved",
    ),
    Pillar: ("owner", "horizon"),
    Condition: ("answer", "reason"),
    Link: ("link_answer", "by_week", "later"),
    Team: ("function",),
}


def common_fields(workshop: Workshop, ids: Sequence[str]) -> tuple[str, ...]:
    """The fields that can be set in all of these records at once."""
    kinds = {type(workshop[id_]): None for id_ in ids}
    first, *others = (_FIELDS.get(kind, ()) for kind in kinds)
    return tuple(name for name in first if all(name in other for other in others))


def counted(workshop: Workshop, ids: Sequence[str]) -> str:
    """How many records of which kinds these are: "3 objectives, 1 key result"."""
    return ", ".join(words.counted(workshop[id_] for id_ in ids))


class ManyPage(Page):
    """Several cards of the same or of different kinds."""

    def __init__(self, bench: Bench, fields: tuple[str, ...]) -> None:
        self._names = fields
        super().__init__(bench)

    def build(self) -> None:
        """The common fields."""
        self._count = Line("head")
        self._which = Line("faint")
        self._head = self.section("", self._count, self._which)
        fields: list[QWidget] = [self._field(name) for name in self._names]
        if not fields:
            fields = [Line("faint", _("Cards of such different kinds have no field in common."))]
        self.section(_("Set for all"), *fields)

    def describe(self) -> None:
        """Say how many they are, and which."""
        workshop = self.bench.workshop
        self._count.say(counted(workshop, self.ids))
        codes = [getattr(workshop[id_], "code", "") for id_ in self.ids]
        self._which.say(", ".join(code for code in codes if code))

    def _field(self, name: str) -> Field:
        bench = self.bench
        match name:
            case "owner":
                return PersonField(bench, name, _("Owner"), hint=_("Who owns them?"))
            case "style":
                return SwitchField(bench, name, _("Commitment"), STYLES)
            case "state":
                return ChoiceField(bench, name, _("State"), words.STATES)
            case "team":
                return ChoiceField(bench, name, _("Move to team"), team_names, make=move_to)
            case "parked":
                return YesField(bench, name, _("Not this quarter"), make=put_off)
            case "involved":
                return PeopleField(bench, _("Also involved"))
            case "kind":
                return ChoiceField(bench, name, _("Kind"), words.KINDS)
            case "read_every":
                return ChoiceField(bench, name, _("Read"), READINGS)
            case "timing":
                return ChoiceField(bench, name, _("Timing"), TIMINGS)
            case "corner":
                return ChoiceField(bench, name, _("Corner"), CORNERS)
            case "control":
                return ChoiceField(bench, name, _("Our control"), CONTROLS)
            case "answer":
                return SwitchField(bench, name, _("Answer"), ANSWERS)
            case "link_answer":
                return SwitchField(bench, "answer", _("Answer"), LINK_ANSWERS)
            case "by_week":
                return WeekField(bench, name, _("By week"), hint="—")
            case "later":
                return YesField(bench, name, _("Pays off in a later cycle"))
            case _:
                return TextField(bench, name, _CAPTIONS[name], hint="—")


_CAPTIONS = {
    "unit": _("Unit"),
    "due": _("Due"),
    "theme": _("Theme"),
    "horizon": _("Horizon"),
    "reason": _("Reason"),
    "function": _("Function"),
}
