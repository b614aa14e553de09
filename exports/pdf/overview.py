"""The first pages: who is working on what, from the strategy down; nothing of this quarter is missing."""

from __future__ import annotations

from exports.job import Job
from exports.pdf.flow import Flow
from exports.pdf.logo import draw_logo
from exports.pdf.look import BODY, HEAD, KICKER, MARGIN, SMALL, colour, pillar_colour, team_colour
from exports.pdf.paper import Paper
from exports.pdf.plan import Plan
from exports.words import affixes, baseline_text, cycle_dates, heading, target_text
from okrdesk.cards import Condition, KeyResult, Objective, Pillar
from okrdesk.i18n import _, ngettext
from okrdesk.naming import called

PLACE = "overview"
TEAM_X, TITLE_X, OWNER_W = 13.0, 96.0, 92.0
ROW_LEADING = 12.4
STEP = 11.0  # how far a lower level is indented
MOST_STEPS = 8
MOST_NUMBERS = 3


class Overview:
    """Writes the overview; afterwards each pillar's place is marked, and `notes` says what was left out."""

    def __init__(self, paper: Paper, plan: Plan, job: Job) -> None:
        self.paper = paper
        self.plan = plan
        self.job = job
        self.notes: list[str] = []
        self.flow = Flow(paper, job, _("Who is working on what · continued"))

    def write(self) -> None:
        """All of it."""
        self._head()
        for pillar in self.plan.workshop.pillars():
            self._pillar(pillar)
        self._loose()
        self._later()
        if not len(self.plan.active) + len(self.plan.parked) + len(self.plan.workshop.pillars()):
            empty = self.paper.type.line(_("No pillar and no objective has been written yet."))
            self.paper.text(MARGIN, self.flow.y + 20, empty, BODY, colour("ink-2"))
        self.flow.end()

    def _head(self) -> None:
        paper, workshop = self.paper, self.plan.workshop
        paper.mark(PLACE, 30)
        paper.outline(_("Who is working on what"), PLACE, 0)
        kicker = " · ".join(filter(None, (heading(workshop), cycle_dates(workshop.cycle))))
        paper.caps(MARGIN, HEAD, kicker, colour("ink-2"), room=paper.room - 80, size=7.8)
        paper.text(MARGIN, 74, paper.type.line(_("Who is working on what"), 700), 21, colour("ink"))
        paper.text(MARGIN, 92, paper.type.line(self._counts()), 9.8, colour("ink-2"))
        if note := draw_logo(paper, workshop.organisation.logo):
            self.notes.append(note)
        self.flow.y = 110.0

    def _counts(self) -> str:
        pillars = len(self.plan.workshop.pillars())
        company = sum(1 for o in self.plan.active if self.plan.workshop.level(o.team) == 0)
        teams = len(self.plan.active) - company
        said = (
            (pillars, ngettext("{n} strategy pillar", "{n} strategy pillars", pillars)),
            (company, ngettext("{n} company objective", "{n} company objectives", company)),
            (teams, ngettext("{n} enabling objective", "{n} enabling objectives", teams)),
        )
        return ", ".join(words.format(n=n) for n, words in said if n)

    # ------------------------------------------------------------ groups
    def _pillar(self, pillar: Pillar) -> None:
        self._group(_("Strategy"), called(pillar), pillar_colour(pillar), pillar.id)
        self._below(pillar.id, direct=True)
        self._conditions(pillar.id, 0)

    def _loose(self) -> None:
        """Objectives that lead to no pillar."""
        if not self.plan.below(""):
            return
        title = _("Also this quarter") if self.plan.workshop.pillars() else _("This quarter")
        self._group("", title, colour("ink-3"), "")
        self._below("", direct=False)

    def _group(self, kicker: str, title: str, tone: str, place: str) -> None:
        paper, flow = self.paper, self.flow
        lines = paper.type.clip(title, 700, 11.5, paper.room, 3)
        flow.need(86 + 14 * len(lines))
        if place:
            paper.mark(place, flow.y)
        paper.rule(MARGIN, flow.y, paper.room, tone, 2.2)
        flow.y += 14
        if kicker:
            paper.caps(MARGIN, flow.y, kicker, colour("ink-2"), room=paper.room)
            flow.y += 13
        else:
            flow.y += 3
        flow.y = paper.lines(MARGIN, flow.y, lines, 11.5, 14.0, colour("ink"), paper.room) - 7

    def _below(self, card: str, *, direct: bool) -> None:
        """The objectives under a pillar (or under nothing), each with all that stands under it."""
        for objective in self.plan.below(card):
            if self.plan.workshop.level(objective.team) == 0:
                self._company(objective)
                self._tree(objective.id)
                self.flow.y += 8
            else:
                note = _("serves the strategy directly") if direct else ""
                self._objective(objective, 0, note)
                self._tree(objective.id, 1)
        self.flow.y += 10

    def _tree(self, card: str, depth: int = 0) -> None:
        """All below a card, depth first; without recursion, since a chain may be long."""
        waiting = [(o, depth) for o in reversed(self.plan.below(card))]
        closing: list[tuple[str, int]] = [(card, depth)]
        while waiting:
            objective, level = waiting.pop()
            self._objective(objective, level, "")
            self._conditions(objective.id, level + 1)
            waiting.extend((o, level + 1) for o in reversed(self.plan.below(objective.id)))
        for parent, level in closing:
            self._conditions(parent, level)

    # ------------------------------------------------------------ rows
    def _company(self, objective: Objective) -> None:
        """A company objective in bold, with its numbers at the right."""
        paper, flow = self.paper, self.flow
        left, right = paper.room * 0.52, paper.room * 0.44
        title = paper.type.clip(called(objective), 700, 10, left, 4)
        numbers = [paper.type.fit(text, 400, SMALL + 0.3, right) for text in self._numbers(objective)]
        height = max(len(title), len(numbers)) * 12.6 + 11
        flow.need(height + 22)
        y = flow.y + 15
        paper.lines(MARGIN, y, title, 10, 12.6, colour("ink"), left)
        for n, line in enumerate(numbers):
            paper.text(MARGIN + paper.room, y + 12.6 * n, line, SMALL + 0.3, colour("ink-2"), align="right")
        paper.link(MARGIN, flow.y + 4, left, height - 8, objective.id)
        flow.y += height
        if also := self.plan.also(objective):
            for line in paper.type.clip(also, 400, SMALL, paper.room, 2):
                paper.text(MARGIN, flow.y, line, SMALL, colour("ink-2"))
                flow.y += 11.5
        paper.rule(MARGIN, flow.y, paper.room, colour("line-strong"))

    def _numbers(self, objective: Objective) -> list[str]:
        results = self.plan.workshop.key_results(objective.id)
        told = [self._headline(kr) for kr in results[:MOST_NUMBERS]]
        if (more := len(results) - MOST_NUMBERS) > 0:
            told.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
        return told

    def _headline(self, kr: KeyResult) -> str:
        form = self.plan.workshop.organisation.number_format
        start, goal = baseline_text(kr, form), target_text(kr, form) or kr.due
        unit = affixes(kr.unit)[1]
        if start and goal and unit.startswith(" "):
            start = start.removesuffix(unit)  # a unit in words is said once
        numbers = " → ".join(filter(None, (start, goal)))
        return " · ".join(filter(None, (numbers, kr.metric or kr.text)))

    def _objective(self, objective: Objective, depth: int, note: str) -> None:
        team = self.plan.team(objective.team)
        said = " · ".join(filter(None, (note, self.plan.also(objective))))
        owner = self.plan.owner(objective.owner, short=True)
        self._row(
            (self.plan.team_name(objective.team), team_colour(team)),
            called(objective),
            said,
            owner or _("nobody yet"),
            depth,
            objective.id,
        )

    def _conditions(self, card: str, depth: int) -> None:
        """A card's conditions that nobody has taken on: open ones, and those that need no objective."""
        for condition in self.plan.workshop.conditions(card):
            if condition.answer == "normal_work":
                self._condition(condition, _("normal work"), "ink-2", condition.reason, depth)
            elif condition in self.plan.open_conditions(card):
                self._condition(condition, _("open"), "amber", _("nobody yet"), depth)

    def _condition(self, condition: Condition, label: str, tone: str, who: str, depth: int) -> None:
        text = called(condition)
        if tone == "amber":
            self._row((label, colour(tone)), text, "", who, depth, "", slanted=True)
        else:
            self._row((label, colour(tone)), text, who, "", depth, "", slanted=True)

    def _row(
        self,
        who: tuple[str, str],
        title: str,
        note: str,
        owner: str,
        depth: int,
        place: str,
        *,
        slanted: bool = False,
    ) -> None:
        """A team, what it does, and who sees to it."""
        paper, flow = self.paper, self.flow
        self.job.step(paper.page, 0, _("Who is working on what"))
        indent = TITLE_X + STEP * min(depth, MOST_STEPS)
        room = paper.room - indent - OWNER_W
        words = f"{title} · {note}" if note else title
        lines = paper.type.clip(words, 400, BODY, room, 4)
        height = ROW_LEADING * len(lines) + 5.8
        flow.need(height)
        y = flow.y + 12.5
        team = paper.type.fit(who[0], 600, BODY, indent - TEAM_X - 8 - STEP * min(depth, MOST_STEPS))
        paper.text(MARGIN + TEAM_X, y, team, BODY, who[1])
        for n, line in enumerate(lines):
            x = MARGIN + indent + (room - line.width * BODY if line.rtl else 0)
            paper.text(x, y + ROW_LEADING * n, line, BODY, colour("ink"), slanted=slanted)
        person = paper.type.fit(owner, 400, BODY, OWNER_W - 6)
        paper.text(MARGIN + paper.room, y, person, BODY, colour("ink-2"), align="right")
        if place:
            paper.link(MARGIN, flow.y, paper.room, height, place)
        flow.y += height
        paper.rule(MARGIN, flow.y, paper.room, colour("line"))

    # ------------------------------------------------------------ not this quarter
    def _later(self) -> None:
        """What waits, and until when."""
        conditions = [c for c in self.plan.workshop.all(Condition) if c.answer == "not_this_quarter"]
        if not self.plan.parked and not conditions:
            return
        self.flow.need(54)
        self.flow.y += 12
        self.paper.caps(
            MARGIN, self.flow.y, _("Not this quarter"), colour("ink-2"), room=self.paper.room, size=KICKER
        )
        self.flow.y += 4
        for objective in self.plan.parked:
            until = objective.parked_until
            why = " · ".join(
                filter(
                    None,
                    (objective.parked_why, until and _("look again when: {when}").format(when=until)),
                )
            )
            owner = self.plan.owner(objective.owner, short=True)
            team = (self.plan.team_name(objective.team), colour("ink"))
            self._row(team, called(objective), why, owner, 0, objective.id)
        for condition in conditions:
            label = (_("condition"), colour("ink-2"))
            self._row(label, called(condition), condition.reason, "", 0, "", slanted=True)
