"""What stands on the sheets of a draft, one for each objective: pieces of text in the order they are read.

No Qt. Sheets are equal when they read alike, so that only those that differ are laid out anew.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Literal

from exports.words import affixes, baseline_text, condition_state, state_label, style_label, target_text
from okrdesk import alignment
from okrdesk.cards import GUARDRAILS, Condition, KeyResult, Link, Objective, Person, Pillar, Record, Team
from okrdesk.i18n import _, ngettext
from okrdesk.profile import initials_of
from okrdesk.review import fields
from okrdesk.workshop import Workshop

Role = Literal[
    "head",
    "title",
    "disc",
    "owner",
    "badge",
    "story",
    "caption",
    "aside",
    "heading",
    "label",
    "words",
    "numbers",
]
STOPS: tuple[Role, ...] = ("title", "story", "aside", "words", "numbers")  # what the caret goes through
MAIN: tuple[Role, ...] = ("title", "words")  # what says what a card is about
LONG_UNIT = 4  # characters with their space: longer units stand behind the second number only


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text. `field` is what a note written there is about, "" for the card as a whole.

    `markable` are a field's own words; a `hint` stands where there are none. `tone` is a colour token ("": by
    role). The first `strong` characters stand out. `split` is where a further field, `after`, begins.
    """

    role: Role
    text: str
    card: str
    field: str = ""
    markable: bool = False
    hint: bool = False
    tone: str = ""
    strong: int = 0
    split: int = 0
    after: str = ""
    tip: str = ""

    def shows(self, name: str) -> bool:
        """Whether this field stands in the piece."""
        return name in (self.field, self.after)

    def field_at(self, offset: int) -> str:
        """The field at a character of the text."""
        return self.after if self.split and offset >= self.split else self.field


@dataclass(frozen=True, slots=True)
class Row:
    """A key result or condition: what stands in its line, and under it."""

    card: str
    label: Piece
    words: Piece
    badges: tuple[Piece, ...] = ()
    numbers: Piece | None = None
    disc: Piece | None = None
    foot: tuple[Piece, ...] = ()

    def pieces(self) -> Iterator[Piece]:
        """All pieces in reading order."""
        yield self.label
        yield self.words
        yield from self.badges
        if self.numbers:
            yield self.numbers
        if self.disc:
            yield self.disc
        yield from self.foot


@dataclass(frozen=True, slots=True)
class Sheet:
    """An objective, or a pillar of the strategy, as a page to read. `hue` is the team's colour index."""

    card: str
    hue: int
    head: Piece
    title: Piece
    meta: tuple[Piece, ...]
    texts: tuple[Piece, ...]
    results: tuple[Row, ...] = ()
    heading: Piece | None = None
    conditions: tuple[Row, ...] = ()
    judged: bool = True

    def pieces(self) -> Iterator[Piece]:
        """All pieces in reading order."""
        yield self.head
        yield self.title
        yield from self.meta
        yield from self.texts
        for row in self.results:
            yield from row.pieces()
        if self.heading:
            yield self.heading
        for row in self.conditions:
            yield from row.pieces()

    def cards(self) -> list[str]:
        """The ids of the cards on the sheet, in reading order."""
        return [self.card, *(row.card for row in (*self.results, *self.conditions))]


def sheets_of(workshop: Workshop, team: str, doubted: Container[str] = ()) -> list[Sheet]:
    """The draft of a team: its objectives of this quarter; of the `doubted` ones that is said."""
    found = workshop.objectives(team)
    return [objective_sheet(workshop, each, doubted=each.id in doubted) for each in found]


def objective_sheet(workshop: Workshop, objective: Objective, *, doubted: bool = False) -> Sheet:
    """An objective with its key results and conditions. `doubted`: its results prove something else."""
    results = workshop.key_results(objective.id)
    conditions = workshop.conditions(objective.id)
    team = workshop.find(Team, objective.team)
    heading = Piece("heading", _("What must be true"), objective.id) if conditions else None
    return Sheet(
        objective.id,
        team.colour if team else 0,
        _head(workshop, objective, team),
        _field(objective, "title", "title", _("no title yet")),
        (*_meta(workshop, objective), *_doubt(objective, doubted)),
        (_field(objective, "story", "story", _("no story yet")), *_aside(objective, "why_now")),
        tuple(_result(workshop, kr, n) for n, kr in enumerate(results, 1)),
        heading,
        tuple(_condition(workshop, condition) for condition in conditions),
    )


def pillar_sheet(pillar: Pillar) -> Sheet:
    """A pillar of the strategy, to read beside the draft that serves it."""
    title = _field(pillar, "title", "title", _("no title yet"))
    asked = ("for_whom", "how_we_win", "what_we_give_up")
    texts = tuple(piece for name in asked for piece in _aside(pillar, name))
    statement = (_field(pillar, "statement", "story", ""),) if pillar.statement.strip() else ()
    head = Piece("head", _("Strategy"), pillar.id, strong=len(_("Strategy")))
    return Sheet(pillar.id, pillar.colour, head, title, (), statement + texts, judged=False)


def leads_up(workshop: Workshop, objective: Objective) -> tuple[Link, ...]:
    """The links by which an objective leads up, the primary one first."""
    own = sorted(alignment.links_up(workshop, objective.id), key=lambda link: not link.primary)
    return tuple(own)


# ---------------------------------------------------------------- within
def _head(workshop: Workshop, objective: Objective, team: Team | None) -> Piece:
    name = team.name if team else ""
    up = leads_up(workshop, objective)
    if not up:
        text = _("leads up to nothing yet")
    else:
        target = workshop.get(up[0].target)
        text = _LEADS[up[0].kind if not isinstance(target, Pillar) else "strategy"].format(
            title=_title(target)
        )
        if len(up) > 1:
            more = ngettext("and {n} more", "and {n} more", len(up) - 1).format(n=len(up) - 1)
            text = f"{text} {more}"
    return Piece("head", f"{name}  · {text}" if name else text, objective.id, strong=len(name))


_LEADS = {
    "strategy": _("serves strategy “{title}”"),
    "serves": _("serves “{title}”"),
    "enables": _("enables “{title}”"),
    "sums_into": _("adds to “{title}”"),
}


def _title(record: Record | None) -> str:
    return fields.read(record, fields.main_field(record)) if record is not None else ""


def _meta(workshop: Workshop, objective: Objective) -> tuple[Piece, ...]:
    id_, found = objective.id, []
    owner = workshop.find(Person, objective.owner)
    if owner:
        found.append(_disc(owner, id_))
        found.append(Piece("owner", owner.name, id_))
    else:
        found.append(Piece("owner", _("no owner yet"), id_, hint=True, tone="amber"))
    if objective.style:
        tone = "accent" if objective.style == "committed" else "violet"
        found.append(Piece("badge", style_label(objective.style), id_, tone=tone))
    else:
        found.append(Piece("badge", _("Committed or stretch?"), id_, tone="amber"))
    found.append(Piece("badge", state_label(objective.state), id_, tone="grey"))
    if beneficiary := workshop.find(Team, objective.beneficiary):
        found.append(Piece("badge", _("for {team}").format(team=beneficiary.name), id_, tone="grey"))
    return tuple(found)


def _doubt(objective: Objective, doubted: bool) -> tuple[Piece, ...]:
    tip = _("By the two-way test, the results may prove something else than the objective.")
    badge = Piece("badge", _("wrong proof?"), objective.id, tone="amber", tip=tip)
    return (badge,) if doubted else ()


def _disc(person: Person, card: str) -> Piece:
    letters = person.initials.strip()[:3] or initials_of(person.name)
    return Piece("disc", letters, card, tip=person.name)


def _field(record: Record, field: str, role: Role, hint: str) -> Piece:
    words = fields.read(record, field)
    if words.strip() or not hint:
        return Piece(role, words, record.id, field, markable=True)
    return Piece(role, hint, record.id, field, hint=True, tone="amber")


def _aside(record: Record, field: str) -> tuple[Piece, ...]:
    """A field that stands small, behind its name; nothing where it is empty."""
    words = fields.read(record, field)
    if not words.strip():
        return ()
    markable = field in fields.WORDS[type(record)]
    caption = Piece("caption", fields.NAMES[field], record.id, field)
    return caption, Piece("aside", words, record.id, field, markable=markable)


def _result(workshop: Workshop, kr: KeyResult, n: int) -> Row:
    owner = workshop.find(Person, kr.owner)
    badges = [Piece("badge", _("guardrail"), kr.id, tone="amber")] if kr.kind in GUARDRAILS else []
    if kr.kind == "milestone":
        badges.append(Piece("badge", _("milestone"), kr.id, tone="grey"))
    foot = tuple(piece for name in ("source", "method", "due") for piece in _aside(kr, name))
    return Row(
        kr.id,
        Piece("label", _("KR{n}").format(n=n), kr.id),
        _field(kr, "text", "words", _("no words yet")),
        tuple(badges),
        _numbers(workshop, kr),
        _disc(owner, kr.id) if owner else None,
        foot,
    )


def _numbers(workshop: Workshop, kr: KeyResult) -> Piece:
    number_format = workshop.organisation.number_format
    baseline, target = baseline_text(kr, number_format), target_text(kr, number_format)
    behind = affixes(kr.unit)[1]
    if len(behind) > LONG_UNIT and baseline.endswith(behind) and target.endswith(behind):
        baseline = baseline.removesuffix(behind)
    if not baseline and not target:
        return Piece("numbers", _("no numbers yet"), kr.id, "target", hint=True, tone="amber")
    if not baseline:
        return Piece("numbers", f"→ {target}", kr.id, "target")
    text = f"{baseline} → {target or '?'}"
    return Piece("numbers", text, kr.id, "baseline", split=len(baseline) + 1, after="target")


def _condition(workshop: Workshop, condition: Condition) -> Row:
    still_open = alignment.is_open(workshop, condition)
    state = Piece(
        "badge", condition_state(workshop, condition), condition.id, tone="amber" if still_open else "grey"
    )
    label = Piece("label", "○" if still_open else "●", condition.id)
    return Row(condition.id, label, _field(condition, "text", "words", _("no words yet")), (state,))
