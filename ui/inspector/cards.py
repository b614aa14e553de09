"""The pages of the board's cards: pillars, objectives, key results and conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from exports import words
from okrdesk import edits
from okrdesk.cards import Condition, KeyResult, Objective, Pillar, Team
from okrdesk.change import Change
from okrdesk.i18n import _
from okrdesk.workshop import Workshop
from ui.inspector.choices import ChoiceField, SwitchField, YesField
from ui.inspector.fields import BaselineField, CountField, DayField, NumberField, TextField, WeekField
from ui.inspector.line_of_sight import LineOfSight
from ui.inspector.links import LinkList, link_lists, named
from ui.inspector.notes import NotesPart
from ui.inspector.pages import Page
from ui.inspector.parts import PartList
from ui.inspector.people import PeopleField, PersonField
from ui.inspector.pieces import TextButton, quiet_button

STYLES = (("committed", words.style_label("committed")), ("aspirational", words.style_label("aspirational")))
TIMINGS = {"": "", "leading": _("Leading"), "lagging": _("Lagging")}
CORNERS = {"": "", "customer": _("Customer"), "business": _("Business"), "growth": _("Growth")}
CONTROLS = {"": "", "high": _("High"), "medium": _("Medium"), "low": _("Low")}
READINGS = {
    key: _("Every {time}").format(time=label) if label else "" for key, label in words.READ_EVERY.items()
}
ANSWERS = (("normal_work", _("Normal work")), ("not_this_quarter", _("Not this quarter")))


def team_names(workshop: Workshop) -> Mapping[str, str]:
    """All teams' names by id."""
    return {team.id: team.name for team in workshop.teams()}


def teams_or_none(workshop: Workshop) -> Mapping[str, str]:
    """All teams' names by id, and none."""
    return {"": "", **team_names(workshop)}


def move_to(workshop: Workshop, ids: tuple[str, ...], team: Any) -> Change:
    """Move objectives to another team's band, last; among parked ones all stay where they are."""
    if any(getattr(workshop[id_], "parked", False) for id_ in ids):
        return edits.set_on_all(workshop, ids, team=team)
    return edits.move_many(workshop, ids, team)


def put_off(workshop: Workshop, ids: tuple[str, ...], parked: Any) -> Change:
    """Put objectives into "Not this quarter", or bring them back."""
    return edits.park_many(workshop, ids) if parked else edits.unpark(workshop, *ids)


class ObjectivePage(Page):
    """An objective."""

    def build(self) -> None:
        """Who, what and why; what it feeds; what it holds; all else."""
        bench = self.bench
        title = TextField(bench, "title", _("Title"), hint=_("What will be true?"), look="head", bare=True)
        owner = PersonField(bench, "owner", _("Owner"), bare=True, disc=True, hint=_("Who owns it?"))
        style = SwitchField(bench, "style", _("Commitment"), STYLES, bare=True)
        self._head = self.section(" ", title, owner, style)
        why = TextField(
            bench, "parked_why", _("Why not now"), many_lines=True, hint=_("What is it waiting for?")
        )
        until = TextField(bench, "parked_until", _("Until"), hint=_("When to look again"))
        self._back = quiet_button(_("Bring back"))
        self._back.clicked.connect(self._bring_back)
        self._parked = self.section(_("Not this quarter"), why, until, self._back)
        hint = _("When this is true, what changes for whom — and how does that feed the strategy?")
        story = TextField(bench, "story", _("Story"), hint=hint, many_lines=True, bare=True)
        self.section(_("Story — how this feeds the strategy"), story)
        self.part(LineOfSight(bench, _("this objective")))
        self.part(PartList(bench, KeyResult))
        self.part(PartList(bench, Condition))
        self.part(NotesPart(bench))
        for links in link_lists(bench, "up", "down", "relies_on", "relied_on", "shares"):
            self.part(links)
        hint = _("Why this quarter, not later?")
        self.section(
            _("About it"),
            TextField(bench, "why_now", _("Why now"), hint=hint, many_lines=True),
            ChoiceField(bench, "team", _("Team"), team_names, make=move_to),
            ChoiceField(bench, "state", _("State"), words.STATES),
            PeopleField(bench, _("Also involved")),
            TextField(bench, "note", _("Note"), hint="—", many_lines=True),
        )
        self.more(self._rare)

    def _rare(self) -> Sequence[QWidget]:
        bench = self.bench
        return (
            ChoiceField(bench, "kind", _("Kind"), words.OBJECTIVE_KINDS),
            YesField(bench, "role_objective", _("Role objective: stays from cycle to cycle")),
            ChoiceField(bench, "beneficiary", _("For the good of"), teams_or_none),
            PersonField(bench, "resources_by", _("Resources confirmed by"), hint="—"),
            DayField(bench, "resources_on", _("Confirmed on"), hint=_("such as 4 Jan 2027")),
            TextField(bench, "carried_from", _("Carried from"), hint="—"),
            NumberField(bench, "score", _("Score"), hint=_("0 to 1"), low=0, high=1),
            YesField(bench, "private", _("Private: not in what we hand out")),
            YesField(bench, "parked", _("Not this quarter"), make=put_off),
        )

    def describe(self) -> None:
        """Whose objective it is, and whether it waits."""
        workshop = self.bench.workshop
        card = workshop.find(Objective, self.ids[0])
        if card is not None:
            self._head.name(edits.name_of_team(workshop, card.team), card.code)
            self._parked.setVisible(card.parked)

    def _bring_back(self) -> None:
        self.bench.carry_out(edits.unpark(self.bench.workshop, *self.ids))


class PillarPage(Page):
    """A pillar of the strategy."""

    def build(self) -> None:
        """What it is, and what makes it a choice."""
        bench, text = self.bench, partial(TextField, self.bench, bare=True, many_lines=True)
        self._head = self.section(
            " ",
            TextField(bench, "title", _("Title"), hint=_("In a few words"), look="head", bare=True),
            PersonField(bench, "owner", _("Owner"), bare=True, disc=True, hint=_("Who owns it?")),
        )
        self.section(_("Statement"), text("statement", _("Statement"), hint=_("What do we choose to do?")))
        self.section(_("For whom"), text("for_whom", _("For whom"), hint=_("Whose life gets better?")))
        hint = _("What will we do better than others?")
        self.section(_("How we win"), text("how_we_win", _("How we win"), hint=hint))
        hint = _("What will we not do, so that this can work?")
        self.section(_("What we give up"), text("what_we_give_up", _("What we give up"), hint=hint))
        self.section(_("Horizon"), text("horizon", _("Horizon"), hint=_("Until when does this hold?")))
        self.part(PartList(bench, Condition))
        self.part(NotesPart(bench))
        for links in link_lists(bench, "down", "relied_on", "shares"):
            self.part(links)

    def describe(self) -> None:
        """Name it."""
        card = self.bench.workshop.find(Pillar, self.ids[0])
        if card is not None:
            self._head.name(_("Strategy"), card.code)


class KeyResultPage(Page):
    """A key result, below its objective."""

    def build(self) -> None:
        """What it says and measures; who reads it and when; what it feeds."""
        bench = self.bench
        self._objective = TextButton("soft")
        self._objective.clicked.connect(self._go_up)
        hint = _("How will we know?")
        self._head = self.section(
            " ",
            self._objective,
            TextField(bench, "text", _("Key result"), hint=hint, look="head", bare=True),
            PersonField(bench, "owner", _("Owner"), bare=True, disc=True, hint=_("Who owns it?")),
        )
        self._upper = NumberField(bench, "upper", _("Up to"), hint="—")
        self.section(
            _("Measure"),
            ChoiceField(bench, "kind", _("Kind"), words.KINDS),
            TextField(bench, "metric", _("Metric"), hint=_("What is counted")),
            TextField(bench, "unit", _("Unit"), hint=_("%, EUR, days …")),
            BaselineField(bench, "baseline", _("Baseline"), hint=_("a number, or “unknown”")),
            NumberField(bench, "target", _("Target"), hint=_("a number")),
            self._upper,
            NumberField(bench, "current", _("Now"), hint="—"),
        )
        self.section(
            _("Reading"),
            ChoiceField(bench, "read_every", _("Read"), READINGS),
            TextField(bench, "source", _("Source"), hint=_("Where the number comes from")),
            ChoiceField(bench, "timing", _("Timing"), TIMINGS),
            TextField(bench, "due", _("Due"), hint=_("such as week 9")),
            PeopleField(bench, _("Also involved")),
            TextField(bench, "note", _("Note"), hint="—", many_lines=True),
        )
        self.part(LineOfSight(bench, _("this key result")))
        self.part(NotesPart(bench))
        for links in link_lists(bench, "up", "down", "relies_on", "relied_on", "shares"):
            self.part(links)
        self.more(self._rare)

    def _rare(self) -> Sequence[QWidget]:
        bench = self.bench
        return (
            TextField(bench, "theme", _("Theme"), hint="—"),
            ChoiceField(bench, "corner", _("Corner"), CORNERS),
            ChoiceField(bench, "control", _("Our control"), CONTROLS),
            TextField(bench, "numerator", _("Numerator"), hint="—"),
            TextField(bench, "denominator", _("Denominator"), hint="—"),
            NumberField(bench, "last_pace", _("Last pace"), hint="—"),
            WeekField(bench, "proxy_until", _("Proxy until week"), hint="—"),
            TextField(bench, "evidence", _("Evidence"), hint="—", many_lines=True),
            TextField(bench, "method", _("Method"), hint=_("How a study is done"), many_lines=True),
            NumberField(bench, "score", _("Score"), hint=_("0 to 1"), low=0, high=1),
        )

    def describe(self) -> None:
        """Name it and its objective; a range has two ends."""
        card = self.bench.workshop.find(KeyResult, self.ids[0])
        if card is not None:
            self._head.name(_("Key result"), card.code)
            self._objective.say(named(self.bench.workshop, card.objective))
            self._upper.setVisible(card.kind == "keep_within" or card.upper is not None)

    def _go_up(self) -> None:
        card = self.bench.workshop.find(KeyResult, self.ids[0])
        if card is not None:
            self.bench.go_to(card.objective)


class ConditionPage(Page):
    """What must be true for an objective or a pillar."""

    def build(self) -> None:
        """What it asks, and who answers."""
        bench = self.bench
        self._parent = TextButton("soft")
        self._parent.clicked.connect(self._go_up)
        hint = _("For this to happen, what must be true?")
        self._head = self.section(
            " ",
            self._parent,
            TextField(bench, "text", _("What must be true"), hint=hint, look="head", bare=True),
        )
        self.part(LinkList(bench, "down", _("Claimed by"), _("Nobody yet.")))
        self.part(NotesPart(bench))
        self.section(
            _("Without an objective of its own"),
            SwitchField(bench, "answer", _("Answer"), ANSWERS, bare=True),
            TextField(bench, "reason", _("Reason"), hint=_("Why is that enough?"), many_lines=True),
        )
        self.part(LineOfSight(bench, _("this condition")))

    def describe(self) -> None:
        """Name it and its card."""
        card = self.bench.workshop.find(Condition, self.ids[0])
        if card is not None:
            self._head.name(_("Must be true"), card.code)
            self._parent.say(named(self.bench.workshop, card.parent))

    def _go_up(self) -> None:
        card = self.bench.workshop.find(Condition, self.ids[0])
        if card is not None:
            self.bench.go_to(card.parent)


class TeamPage(Page):
    """A team."""

    def build(self) -> None:
        """What it is there for."""
        bench = self.bench
        self._head = self.section(
            " ", TextField(bench, "name", _("Name"), hint=_("Name"), look="head", bare=True)
        )
        self.section(
            _("About it"),
            TextField(bench, "purpose", _("Purpose"), hint=_("What is it there for?"), many_lines=True),
            TextField(bench, "function", _("Function"), hint="—"),
            CountField(bench, "headcount", _("Headcount"), hint="—"),
        )

    def describe(self) -> None:
        """Name it."""
        team = self.bench.workshop.find(Team, self.ids[0])
        if team is not None:
            self._head.name(_("Team"), team.code)
