"""A page or more for each team: its objectives, what it does not do, and whom it relies on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from exports.job import Job
from exports.notes import Told, by_team
from exports.pdf.blocks import Blocks
from exports.pdf.flow import Flow, Row, nothing
from exports.pdf.look import BODY, HEAD, LEADING, MARGIN, colour, team_colour
from exports.pdf.margin_notes import note_rows
from exports.pdf.paper import Paper
from exports.pdf.plan import Plan
from exports.words import code_of
from okrdesk.alignment import promise
from okrdesk.cards import KeyResult, Link, Objective, Person, RoleAnswer, Team
from okrdesk.i18n import _, ngettext
from okrdesk.naming import how_many
from okrdesk.workshop import Workshop


class TeamPages:
    """Writes the pages of all teams; afterwards each objective's place is marked."""

    def __init__(self, paper: Paper, plan: Plan, job: Job, said: Sequence[Told] = ()) -> None:
        self.paper = paper
        self.plan = plan
        self.job = job
        self.said = by_team(plan.workshop, said)
        self.blocks = Blocks(paper, plan, said)
        self.done = 0
        self.total = len(plan.active) + len(plan.parked)

    def write(self) -> None:
        """All teams, in the order of the board; those that have nothing to say share a page."""
        silent: list[Team] = []
        for team in self.plan.teams:
            notes = _Notes(self.plan, team)
            if self.plan.workshop.objectives(team.id) or notes.any or team.id in self.said:
                self._team(team, notes)
            else:
                silent.append(team)
        if silent and self.plan.active:
            self._silent(silent)

    def _team(self, team: Team, notes: _Notes) -> None:
        flow = Flow(self.paper, self.job, _("{team} · continued").format(team=team.name or team.code))
        place = f"team {team.id}"
        self.paper.mark(place, 30)
        self.paper.outline(self.plan.team_name(team.id), place, 0)
        kicker = _("Company") if self.plan.workshop.level(team.id) == 0 else _("Team")
        self._title(flow, kicker, self.plan.team_name(team.id), self._facts(team), team_colour(team))
        for objective in self.plan.workshop.objectives(team.id):
            self.objective(flow, objective, team_colour(team))
        for title, rows in notes.sections(self.blocks):
            self._section(flow, title, rows)
        if own := self.said.get(team.id):
            self._section(flow, _("What reviewers said"), note_rows(self.blocks, own))
        flow.end()

    def objective(self, flow: Flow, objective: Objective, edge: str, kicker: str = "") -> None:
        """One objective's block, marked for links and in the outline."""
        self.job.step(self.done, self.total, _("Team pages"))
        self.done += 1
        rows = self.blocks.rows(objective, kicker)
        marked = [_marking(self.paper, objective, rows[0]), *rows[1:]]
        flow.block(marked, edge, partial(self.blocks.again, objective))

    def _title(self, flow: Flow, kicker: str, title: str, facts: str, tone: str) -> None:
        paper = self.paper
        paper.caps(MARGIN, HEAD, kicker, tone, room=paper.room - 80, size=7.8)
        y = 74.0
        for line in paper.type.clip(title, 700, 21, paper.room, 3):
            paper.text(MARGIN, y, line, 21, colour("ink"))
            y += 25
        y -= 7
        for line in paper.type.wrap(facts, 400, 9.8, paper.room):
            if y > paper.bottom - 14:
                flow.new_page()
                y = flow.y + 10
            paper.text(MARGIN, y, line, 9.8, colour("ink-2"))
            y += 14
        flow.y = y + 4

    def _facts(self, team: Team) -> str:
        objectives = self.plan.workshop.objectives(team.id)
        results = sum(len(self.plan.workshop.key_results(o.id)) for o in objectives)
        people = team.headcount
        counts = how_many(Objective, len(objectives))
        counts += ", " + how_many(KeyResult, results)
        said = [
            how_many(Person, people) if people else "",
            _("purpose: {purpose}").format(purpose=team.purpose.rstrip(". ")) if team.purpose else "",
            counts,
        ]
        return " · ".join(filter(None, said))

    def _section(self, flow: Flow, title: str, rows: list[Row]) -> None:
        first = next((n for n, row in enumerate(rows, 1) if not row.tied), len(rows))
        flow.need(16 + sum(row.height for row in rows[: max(2, first)]))
        flow.y += 8
        self.paper.caps(MARGIN, flow.y, title, colour("ink-2"), room=self.paper.room)
        flow.y += 5
        flow.rows(rows)
        flow.y += 8

    def _silent(self, teams: list[Team]) -> None:
        """The teams that have no objective this quarter and have not said why."""
        flow = Flow(self.paper, self.job, _("Teams without objectives · continued"))
        self.paper.mark("silent", 30)
        self.paper.outline(_("Teams without objectives"), "silent", 0)
        count = how_many(Team, len(teams))
        self._title(flow, _("Teams"), _("Without objectives this quarter"), count, colour("ink-2"))
        for team in teams:
            flow.need(2 * LEADING)
            flow.rows(self.blocks.text(self.plan.team_name(team.id), 600, BODY, LEADING, "ink"))
            flow.rows(self.blocks.text(team.purpose, 400, BODY, LEADING, "ink-2"))
            flow.y += 6
        flow.end()

    # ------------------------------------------------------------ not this quarter
    def later(self) -> None:
        """What waits: why, and when to look again."""
        parked = self.plan.parked
        if not parked:
            return
        flow = Flow(self.paper, self.job, _("Not this quarter · continued"))
        self.paper.mark("later", 30)
        self.paper.outline(_("Not this quarter"), "later", 0)
        count = ngettext("{n} objective waits", "{n} objectives wait", len(parked)).format(n=len(parked))
        self._title(flow, _("Later"), _("Not this quarter"), count, colour("ink-2"))
        for objective in parked:
            tone = team_colour(self.plan.team(objective.team))
            self.objective(flow, objective, tone, self.plan.team_name(objective.team))
        flow.end()


class _Notes:
    """What a team's pages say after its objectives."""

    def __init__(self, plan: Plan, team: Team) -> None:
        self.plan = plan
        workshop = plan.workshop
        self.answers = [a for a in workshop.by(RoleAnswer, "team", team.id) if a.answer != "role"]
        own = [part for o in workshop.objectives(team.id) for part in _parts(workshop, o)]
        self.relies = [x for part in own for x in workshop.links_from(part) if x.kind == "relies_on"]
        self.relied = [x for part in own for x in workshop.links_to(part) if x.kind == "relies_on"]
        out = [x for part in own for x in workshop.links_from(part) if x.kind == "shares"]
        into = [x for part in own for x in workshop.links_to(part) if x.kind == "shares"]
        self.shares = [(x, x.target) for x in out] + [(x, x.source) for x in into if x not in out]

    @property
    def any(self) -> bool:
        """Whether there is something to say."""
        return bool(self.answers or self.relies or self.relied or self.shares)

    def sections(self, blocks: Blocks) -> list[tuple[str, list[Row]]]:
        """Each with its title and rows; those without rows are left out."""
        sections = [
            (_("No role this quarter"), [r for a in self.answers for r in self._answer(blocks, a)]),
            (_("We rely on"), [r for x in self.relies for r in self._link(blocks, x, x.target, mark=True)]),
            (_("Others rely on us"), [r for x in self.relied for r in self._link(blocks, x, x.source)]),
            (_("We share"), [r for x, other in self.shares for r in self._link(blocks, x, other)]),
        ]
        return [(title, rows) for title, rows in sections if rows]

    def _answer(self, blocks: Blocks, answer: RoleAnswer) -> list[Row]:
        words = self.plan.title(answer.target)
        if answer.answer == "not_sure":
            words = _("{title} (not sure yet)").format(title=words)
        if answer.reason:
            words = f"{words} — {answer.reason}"
        return _leading_to(blocks, blocks.text(words, 400, BODY, LEADING, "ink-2"), answer.target)

    def _link(self, blocks: Blocks, link: Link, other: str, *, mark: bool = False) -> list[Row]:
        card = self.plan.card_of(other)
        objective = self.plan.workshop.find(Objective, card)
        team = self.plan.team_name(objective.team) if objective else ""
        week = _("by week {n}").format(n=link.by_week) if link.by_week is not None else ""
        what = f"{code_of(self.plan.workshop, other)} “{self.plan.title(other)}”".strip()
        words = " · ".join(filter(None, (team, what, week)))
        rows = blocks.text(words, 400, BODY, LEADING, "ink-2")
        if mark and rows and (badge := self._promise(link)):
            tail = blocks.paper.type.wrap(words, 400, BODY, blocks.wide)[-1].width * BODY + 8
            if tail + blocks.paper.badge_width(badge[0]) > blocks.wide:
                rows.append(Row(LEADING, nothing))
                tail = 0.0
            last = rows[-1]
            rows[-1] = Row(last.height, partial(_badged, blocks.paper, last, tail, badge), tied=last.tied)
        rows += blocks.text(link.sentence, 400, BODY, LEADING, "ink-2", indent=10)
        return _leading_to(blocks, rows, card)

    def _promise(self, link: Link) -> tuple[str, str, str] | None:
        """The mark of what is relied on: declined, unfinished, or none once done or promised by a week."""
        match promise(self.plan.workshop, link):
            case "declined":
                return _("Declined"), colour("red"), colour("red-bg")
            case "unfinished":
                return _("Unfinished work"), colour("amber"), colour("amber-bg")
        return None


def _parts(workshop: Workshop, objective: Objective) -> list[str]:
    return [objective.id, *(kr.id for kr in workshop.key_results(objective.id))]


def _leading_to(blocks: Blocks, rows: list[Row], place: str) -> list[Row]:
    def linked(row: Row, x: float, y: float) -> None:
        row.draw(x, y)
        blocks.paper.link(x, y, blocks.wide, row.height, place)

    return [Row(row.height, partial(linked, row), tied=row.tied) for row in rows]


def _marking(paper: Paper, objective: Objective, row: Row) -> Row:
    """`row`, which also marks the page for links and the outline when it is drawn."""

    def draw(x: float, y: float) -> None:
        paper.mark(objective.id, y)
        title = " ".join(objective.title.split())[:120]
        paper.outline(" · ".join(filter(None, (objective.code, title))), objective.id, 1)
        row.draw(x, y)

    return Row(row.height, draw, tied=row.tied)


def _badged(paper: Paper, row: Row, tail: float, badge: tuple[str, str, str], x: float, y: float) -> None:
    row.draw(x, y)
    paper.badge(x + tail, y + 9.5, *badge)
