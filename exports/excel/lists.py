"""The smaller sheets: Links, Strategy, People, Not this quarter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from exports import words
from exports.excel.look import colour, fill
from exports.excel.sheet import Column, Row, Sheet
from okrdesk.cards import Condition, KeyResult, Link, Objective, Pillar, RoleAnswer, Team
from okrdesk.i18n import _
from okrdesk.naming import words_of
from okrdesk.workshop import Workshop


def _title(workshop: Workshop, id_: str) -> str:
    return words_of(workshop.get(id_))


def _named(workshop: Workshop, id_: str) -> str:
    """A card as "ENG-2 · its words"."""
    return " · ".join(filter(None, (words.code_of(workshop, id_), _title(workshop, id_))))


# ---------------------------------------------------------------- links
_LINK_COLUMNS = (
    Column("from", _("From"), 11, "link", most=18),
    Column("from_title", _("From card"), 40, "prose"),
    Column("kind", _("How"), 12, "strong", choices=tuple(words.LINKS.values())),
    Column("to", _("To"), 11, "link", most=18),
    Column("to_title", _("To card"), 40, "prose"),
    Column("sentence", _("In a sentence"), 46, "prose"),
    Column("by_week", _("By week"), 10, "number"),
    Column("primary", _("Main link"), 10, "soft-prose"),
    Column("later", _("Pays off"), 12, "soft", if_used=True),
    Column("answer", _("Answer"), 12, "soft", if_used=True),
    Column("link_id", _("Link id"), 38, "id", hidden=True),
    Column("from_id", _("From id"), 38, "id", hidden=True),
    Column("to_id", _("To id"), 38, "id", hidden=True),
)
_ANSWERS = {"": "", "accepted": _("accepted"), "declined": _("declined")}


def links(workshop: Workshop) -> Iterator[Row]:
    """A row for each link, in the order of the cards that they start from."""
    for card in _cards(workshop):
        for link in workshop.links_from(card.id):
            yield _link_row(workshop, link)


def _cards(workshop: Workshop) -> Iterator[Objective | KeyResult]:
    for team in workshop.teams():
        for objective in workshop.objectives(team.id, parked=None):
            yield objective
            yield from workshop.key_results(objective.id)


def _link_row(workshop: Workshop, link: Link) -> Row:
    return Row(
        {
            "from": words.code_of(workshop, link.source),
            "from_title": _title(workshop, link.source),
            "kind": words.link_label(link.kind),
            "to": words.code_of(workshop, link.target),
            "to_title": _title(workshop, link.target),
            "sentence": link.sentence,
            "by_week": link.by_week,
            "primary": _("yes") if link.primary else "",
            "later": _("next cycle") if link.later else "",
            "answer": _ANSWERS[link.answer],
            "link_id": link.id,
            "from_id": link.source,
            "to_id": link.target,
        },
        links={"from": link.source, "to": link.target},
    )


# ---------------------------------------------------------------- strategy
_STRATEGY_COLUMNS = (
    Column("code", _("Code"), 9, "strong", most=16),
    Column("type", _("What"), 13, "soft"),
    Column("text", _("In words"), 36, "strong"),
    Column("parent", _("Under"), 10, "link", most=16),
    Column("under", _("Belongs to"), 30, "prose"),
    Column("state", _("State"), 17),
    Column("reason", _("Why"), 22, "soft-prose"),
    Column("served_by", _("Served or claimed by"), 15),
    Column("statement", _("Statement"), 30, "prose"),
    Column("for_whom", _("For whom"), 22, "prose", if_used=True),
    Column("how", _("How we win"), 24, "prose", if_used=True),
    Column("give_up", _("What we give up"), 24, "prose", if_used=True),
    Column("horizon", _("Horizon"), 12, "soft", if_used=True),
    Column("owner", _("Owner"), 15, if_used=True),
    Column("id", _("Id"), 38, "id", hidden=True),
)


def strategy(workshop: Workshop) -> Iterator[Row]:
    """Each pillar with what must be true for it; then what must be true for the objectives, in order."""
    for pillar in workshop.pillars():
        yield _pillar_row(workshop, pillar)
        for condition in workshop.conditions(pillar.id):
            yield _condition_row(workshop, condition)
    for team in workshop.teams():
        for objective in workshop.objectives(team.id, parked=None):
            for condition in workshop.conditions(objective.id):
                yield _condition_row(workshop, condition)


def _pillar_row(workshop: Workshop, pillar: Pillar) -> Row:
    serving = workshop.links_to(pillar.id)
    return Row(
        {
            "code": pillar.code,
            "type": _("Pillar"),
            "text": pillar.title,
            "served_by": _sources(workshop, serving),
            "statement": pillar.statement,
            "for_whom": pillar.for_whom,
            "how": pillar.how_we_win,
            "give_up": pillar.what_we_give_up,
            "horizon": pillar.horizon,
            "owner": workshop.name_of(pillar.owner),
            "id": pillar.id,
        },
        (pillar.id,),
        _link_to_one(serving),
    )


def _condition_row(workshop: Workshop, condition: Condition) -> Row:
    claims = workshop.claims(condition.id)
    return Row(
        {
            "code": condition.code,
            "type": _("Must be true"),
            "text": condition.text,
            "parent": words.code_of(workshop, condition.parent),
            "under": _title(workshop, condition.parent),
            "state": words.condition_state(workshop, condition),
            "reason": condition.reason,
            "served_by": _sources(workshop, claims),
            "id": condition.id,
        },
        (condition.id,),
        {"parent": condition.parent, **_link_to_one(claims)},
    )


def _sources(workshop: Workshop, links: tuple[Link, ...]) -> str:
    return ", ".join(filter(None, (words.code_of(workshop, link.source) for link in links)))


def _link_to_one(links: tuple[Link, ...]) -> dict[str, str]:
    return {"served_by": links[0].source} if len(links) == 1 else {}


def _paint_open(self: Sheet, ws: Worksheet) -> None:
    state = self.letter("state")
    rule = FormulaRule(
        [f'{state}2="{_("Open")}"'], font=Font(color=colour("amber"), b=True), fill=fill("amber-bg")
    )
    ws.conditional_formatting.add(self.span("state"), rule)


# ---------------------------------------------------------------- people
_PEOPLE_COLUMNS = (
    Column("name", _("Name"), 28, "strong", most=40),
    Column("initials", _("Initials"), 10, "soft"),
    Column("team", _("Team"), 20, "hue", most=36),
    Column("title", _("Title"), 28, "soft", if_used=True),
    Column("objectives", _("Objectives owned"), 15, "number"),
    Column("key_results", _("Key results owned"), 15, "number"),
    Column("involved", _("Also involved in"), 15, "number"),
    Column("id", _("Person id"), 38, "id", hidden=True),
)


def people(workshop: Workshop) -> Iterator[Row]:
    """Everybody, with how much of this quarter is theirs."""
    cards = [card for card in _cards(workshop) if not _parked(workshop, card)]
    objectives = Counter(card.owner for card in cards if isinstance(card, Objective))
    key_results = Counter(card.owner for card in cards if isinstance(card, KeyResult))
    involved = Counter(id_ for card in cards for id_ in card.involved)
    for person in workshop.people():
        team = workshop.find(Team, person.team)
        yield Row(
            {
                "name": person.name,
                "initials": person.initials,
                "team": team.name if team else "",
                "title": person.title,
                "objectives": objectives[person.id],
                "key_results": key_results[person.id],
                "involved": involved[person.id],
                "id": person.id,
            },
            (person.id,),
            {"team": f"overview {team.id}"} if team else {},
            team.colour if team else 0,
        )


def _parked(workshop: Workshop, card: Objective | KeyResult) -> bool:
    objective = workshop.find(Objective, card.objective) if isinstance(card, KeyResult) else card
    return bool(objective and objective.parked)


# ---------------------------------------------------------------- not this quarter
_PARKED_COLUMNS = (
    Column("code", _("Code"), 9, "strong", most=16),
    Column("type", _("What"), 17, "soft"),
    Column("team", _("Team"), 18, "hue", most=36),
    Column("text", _("In words"), 46, "strong"),
    Column("why", _("Why not"), 40, "prose"),
    Column("until", _("Look again"), 20, "prose"),
    Column("owner", _("Owner"), 18),
    Column("key_results", _("Key results"), 50, "soft", if_used=True),
    Column("story", _("Story"), 46, "soft", if_used=True),
    Column("note", _("Note"), 30, "soft", if_used=True),
    Column("id", _("Id"), 38, "id", hidden=True),
)


def parked(workshop: Workshop) -> Iterator[Row]:
    """What has to wait: parked objectives, conditions left open on purpose, and teams without a role."""
    for objective in workshop.parked():
        yield _parked_row(workshop, objective)
    for condition in workshop.all(Condition):
        if condition.answer == "not_this_quarter":
            yield Row(
                {
                    "code": condition.code,
                    "type": _("Must be true"),
                    "text": condition.text,
                    "why": condition.reason,
                    "id": condition.id,
                },
                links={"code": condition.id},
            )
    for answer in workshop.all(RoleAnswer):
        if answer.answer != "role":
            yield _role_row(workshop, answer)


def _parked_row(workshop: Workshop, objective: Objective) -> Row:
    team = workshop.find(Team, objective.team)
    return Row(
        {
            "code": objective.code,
            "type": _("Objective"),
            "team": team.name if team else "",
            "text": objective.title,
            "why": objective.parked_why,
            "until": objective.parked_until,
            "owner": workshop.name_of(objective.owner),
            "key_results": "\n".join(map(_in_one_line(workshop), workshop.key_results(objective.id))),
            "story": objective.story,
            "note": objective.note,
            "id": objective.id,
        },
        (objective.id, *(kr.id for kr in workshop.key_results(objective.id))),
        hue=team.colour if team else 0,
    )


def _in_one_line(workshop: Workshop) -> Callable[[KeyResult], str]:
    style = workshop.organisation.number_format

    def line(kr: KeyResult) -> str:
        ends = (words.baseline_text(kr, style), words.target_text(kr, style))
        return " · ".join(filter(None, (kr.code, kr.text, " → ".join(filter(None, ends)))))

    return line


def _role_row(workshop: Workshop, answer: RoleAnswer) -> Row:
    team = workshop.find(Team, answer.team)
    return Row(
        {
            "type": _("No role") if answer.answer == "no_role" else _("Role not sure"),
            "team": team.name if team else "",
            "text": _named(workshop, answer.target),
            "why": answer.reason,
            "id": answer.id,
        },
        links={"text": answer.target},
        hue=team.colour if team else 0,
    )


# ---------------------------------------------------------------- the sheets
def sheets(workshop: Workshop) -> list[Sheet]:
    """Links, Strategy, People and Not this quarter."""
    quarter, people_ = list(parked(workshop)), list(people(workshop))
    return [
        Sheet(_("Links"), "Links", _LINK_COLUMNS, list(links(workshop)), continued=("from", "to", "link_id")),
        Sheet(
            _("Strategy"), "Strategy", _STRATEGY_COLUMNS, list(strategy(workshop)),
            frozen=3, continued=("code", "id"), finish=_paint_open,
        ),
        Sheet(_("People"), "People", _PEOPLE_COLUMNS, people_, continued=("name", "id")),
        Sheet(
            _("Not this quarter"), "NotThisQuarter", _PARKED_COLUMNS, quarter,
            frozen=1, continued=("code", "id"),
        ),
    ]  # fmt: skip
