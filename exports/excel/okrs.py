"""The sheet OKRs: a row for each key result, its objective's words on each of them, so that filters work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from openpyxl.formatting.rule import ColorScaleRule, FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from exports import words
from exports.excel.cells import Formats
from exports.excel.look import colour, fill
from exports.excel.sheet import Column, Row, Sheet, Value, offer
from okrdesk.cards import GUARDRAILS, UPWARD, KeyResult, Objective, Team
from okrdesk.i18n import _
from okrdesk.naming import words_of
from okrdesk.workshop import Workshop

_OBJECTIVE, _RESULT, _SIGHT = "objective", "result", "sight"
_READ_EVERY = tuple(filter(None, words.READ_EVERY.values()))
_STYLES = tuple(filter(None, words.STYLES.values()))

COLUMNS = (
    Column("code", _("Code"), 9, "strong", _OBJECTIVE, most=14),
    Column("team", _("Team"), 14, "hue", _OBJECTIVE, most=26),
    Column("objective", _("Objective"), 32, "strong", _OBJECTIVE),
    Column("level", _("Level"), 20, "soft-prose", _OBJECTIVE),
    Column("style", _("Style"), 11, "text", _OBJECTIVE, choices=_STYLES),
    Column("objective_owner", _("Objective owner"), 15, "text", _OBJECTIVE),
    Column("objective_involved", _("Also on the objective"), 14, "soft", _OBJECTIVE, if_used=True),
    Column("kr", _("KR"), 9, "soft", _RESULT, most=16),
    Column("key_result", _("Key result"), 38, "prose", _RESULT),
    Column("kind", _("Kind"), 15, "soft-prose", _RESULT, choices=tuple(words.KINDS.values())),
    Column("from", _("From"), 9, "number", _RESULT),
    Column("to", _("To"), 9, "number", _RESULT),
    Column("upper", _("Upper end"), 9, "number", _RESULT, if_used=True),
    Column("now", _("Now"), 9, "number", _RESULT),
    Column("unit", _("Unit"), 10, "soft-prose", _RESULT),
    Column("score", _("Score"), 9, "number", _RESULT),
    Column("owner", _("Owner"), 15, "prose", _RESULT),
    Column("involved", _("Also involved"), 14, "soft", _RESULT, if_used=True),
    Column("read_every", _("Read every"), 9, "soft", _RESULT, choices=_READ_EVERY),
    Column("due", _("Due"), 9, "soft", _RESULT, if_used=True),
    Column("parent", _("Parent"), 11, "link", _SIGHT, most=22),
    Column("parents", _("Leads up to"), 32, "prose", _SIGHT),
    Column("story", _("Story"), 44, "prose", _SIGHT),
    Column("why_now", _("Why now"), 28, "prose", _SIGHT, if_used=True),
    Column("state", _("State"), 11, "soft-prose", _SIGHT, choices=tuple(words.STATES.values())),
    Column("note", _("Note"), 26, "soft", _SIGHT, if_used=True),
    Column("sort", _("Objective kind"), 14, "soft", _OBJECTIVE, more=True),
    Column("beneficiary", _("For team"), 15, "soft", _OBJECTIVE, more=True),
    Column("resources", _("Resources confirmed"), 20, "soft", _OBJECTIVE, more=True),
    Column("carried_from", _("Carried from"), 14, "soft", _OBJECTIVE, more=True),
    Column("metric", _("Metric"), 24, "soft", _RESULT, more=True),
    Column("method", _("How it is measured"), 24, "soft", _RESULT, more=True),
    Column("source", _("Source of the number"), 22, "soft", _RESULT, more=True),
    Column("timing", _("Leading or lagging"), 12, "soft", _RESULT, more=True),
    Column("proxy_until", _("Proxy until week"), 10, "number", _RESULT, more=True),
    Column("theme", _("Theme"), 16, "soft", _RESULT, more=True),
    Column("corner", _("Corner"), 12, "soft", _RESULT, more=True),
    Column("control", _("Control"), 10, "soft", _RESULT, more=True),
    Column("numerator", _("Numerator"), 18, "soft", _RESULT, more=True),
    Column("denominator", _("Denominator"), 18, "soft", _RESULT, more=True),
    Column("last_pace", _("Last pace"), 12, "number", _RESULT, more=True),
    Column("evidence", _("Evidence"), 24, "soft", _RESULT, more=True),
    Column("kr_note", _("Note on the key result"), 24, "soft", _RESULT, more=True),
    Column("objective_id", _("Objective id"), 38, "id", hidden=True),
    Column("kr_id", _("Key result id"), 38, "id", hidden=True),
)

# The columns, from first to last, that repeat the row above, and the ink that they then have: pale, or (of
# several lines, and the row may not be as tall) the paper's own.
REPEATED = {
    ("code", "team"): "line-strong",
    ("objective", "level"): "card",
    ("style", "objective_involved"): "line-strong",
    ("parent", "why_now"): "card",
    ("state", "note"): "line-strong",
    ("sort", "carried_from"): "line-strong",
}
_TIMINGS = {"": "", "leading": _("leading"), "lagging": _("lagging")}
_CORNERS = {"": "", "customer": _("customer"), "business": _("business"), "growth": _("growth")}
_CONTROLS = {"": "", "high": _("high"), "medium": _("medium"), "low": _("low")}


def rows(workshop: Workshop, formats: Formats) -> Iterator[Row]:
    """A row for each key result of this quarter's objectives, and one for each objective without any."""
    for team in workshop.teams():
        level = words.level_name(workshop, workshop.level(team.id))
        team_ids = (team.id,)
        for objective in workshop.objectives(team.id):
            about = {**_objective_values(workshop, objective), "team": team.name, "level": level}
            ups = _parents(workshop, objective.id)
            first = {"team": f"overview {team.id}"}
            ids = (*team_ids, objective.id)
            team_ids = ()
            key_results = workshop.key_results(objective.id)
            if not key_results:
                yield Row({**about, **_ups(ups)}, ids, {**first, **_link_up(ups)}, team.colour)
            for n, kr in enumerate(key_results):
                own = _parents(workshop, kr.id)
                values = {**about, **_result_values(workshop, kr, formats), **_ups(own + ups)}
                links = {**first, **_link_up(own if n else own + ups)}
                yield Row(values, (*ids, kr.id), links, team.colour, again=n > 0)
                ids, first = (), {}


def _objective_values(workshop: Workshop, card: Objective) -> dict[str, Value]:
    beneficiary = workshop.find(Team, card.beneficiary)
    confirmed = (workshop.name_of(card.resources_by), words.date_text(card.resources_on))
    return {
        "code": card.code,
        "objective": card.title,
        "style": words.style_label(card.style),
        "objective_owner": workshop.name_of(card.owner),
        "objective_involved": _names(workshop, card.involved),
        "story": card.story,
        "why_now": card.why_now,
        "state": words.state_label(card.state),
        "note": card.note,
        "sort": words.objective_kind_label(card.kind),
        "beneficiary": beneficiary.name if beneficiary else "",
        "resources": ", ".join(filter(None, confirmed)),
        "carried_from": card.carried_from,
        "objective_id": card.id,
    }


def _result_values(workshop: Workshop, kr: KeyResult, formats: Formats) -> dict[str, Value]:
    sign = {"no_more_than": "≤ ", "no_less_than": "≥ "}.get(kr.kind, "")
    unit = kr.unit
    return {
        "kr": kr.code,
        "key_result": kr.text,
        "kind": words.kind_label(kr.kind),
        "from": words.baseline_text(kr) if kr.baseline_unknown else formats.number(kr.baseline, unit),
        "to": formats.number(kr.target, unit, sign),
        "upper": formats.number(kr.upper, unit),
        "now": formats.number(kr.current, unit),
        "unit": unit,
        "score": formats.number(kr.score, ""),
        "owner": workshop.name_of(kr.owner),
        "involved": _names(workshop, kr.involved),
        "read_every": words.read_every_label(kr.read_every),
        "due": kr.due,
        "metric": kr.metric,
        "method": kr.method,
        "source": kr.source,
        "timing": _TIMINGS[kr.timing],
        "proxy_until": kr.proxy_until,
        "theme": kr.theme,
        "corner": _CORNERS[kr.corner],
        "control": _CONTROLS[kr.control],
        "numerator": kr.numerator,
        "denominator": kr.denominator,
        "last_pace": formats.number(kr.last_pace, unit),
        "evidence": kr.evidence,
        "kr_note": kr.note,
        "kr_id": kr.id,
    }


def _names(workshop: Workshop, ids: tuple[str, ...]) -> str:
    return ", ".join(filter(None, map(workshop.name_of, ids)))


class _Parent(NamedTuple):
    """What a card leads up to: its id and short name, and "enables ACM-1 · its words"."""

    id: str
    code: str
    text: str


def _parents(workshop: Workshop, id_: str) -> list[_Parent]:
    found: list[_Parent] = []
    for link in workshop.links_from(id_):
        if link.kind in UPWARD and (target := workshop.get(link.target)):
            code = words.code_of(workshop, target.id)
            name = " · ".join(filter(None, (code, words_of(target))))
            found.append(_Parent(target.id, code, f"{words.link_label(link.kind)} {name}"))
    return found


def _ups(parents: list[_Parent]) -> dict[str, Value]:
    return {
        "parent": ", ".join(parent.code for parent in parents),
        "parents": "\n".join(parent.text for parent in parents),
    }


def _link_up(parents: list[_Parent]) -> dict[str, str]:
    return {"parent": parents[0].id} if parents else {}


def sheet(found: list[Row], people: int) -> Sheet:
    """The sheet with these rows; owners are offered from the `people` rows of the sheet People."""

    def finish(self: Sheet, ws: Worksheet) -> None:
        _rules(self, ws)
        _offers(self, ws, people)

    return Sheet(
        _("OKRs"), "OKRs", COLUMNS, found, frozen=3, finish=finish,
        continued=("kr", "code", "team", "objective_id", "kr_id"),
    )  # fmt: skip


def _offers(self: Sheet, ws: Worksheet, people: int) -> None:
    if people:
        for key in ("objective_owner", "owner"):
            offer(ws, self.span(key), f"'{_('People')}'!$A$2:$A${people + 1}", strict=False)
    score = DataValidation("decimal", operator="between", formula1="0", formula2="1", allow_blank=True)
    score.error = _("A score runs from 0 to 1.")
    score.showErrorMessage = True
    score.add(self.span("score"))
    ws.add_data_validation(score)


def _paint(
    ws: Worksheet, span: str, formula: str, ink: str = "", ground: str = "", *, bold: bool = False
) -> None:
    font = Font(color=colour(ink), b=bold or None) if ink else None
    ws.conditional_formatting.add(
        span, FormulaRule([formula], font=font, fill=fill(ground) if ground else None)
    )


def _rules(self: Sheet, ws: Worksheet) -> None:
    """Colours that follow what the cells say. Of two rules that disagree, the first wins."""
    at = {column.key: self.letter(column.key) for column in self.columns}
    same = f"${at['objective_id']}2=${at['objective_id']}1"
    seen = f"SUBTOTAL(103,${at['objective_id']}1)=1"  # the row above is not filtered out
    for (first, last), ink in REPEATED.items():
        _paint(ws, self.span(first, last), f"AND({same},{at[first]}2={at[first]}1,{seen})", ink)
    for key, text, token in (
        ("style", words.style_label("committed"), "accent"),
        ("style", words.style_label("aspirational"), "violet"),
        ("state", words.state_label("ready"), "green"),
        ("state", words.state_label("signed_off"), "green"),
        ("state", words.state_label("dropped"), "red"),
    ):
        _paint(ws, self.span(key), f'{at[key]}2="{text}"', token, bold=True)
    _paint_guardrails(self, ws, at)
    for key, card in (("objective_owner", "code"), ("owner", "kr")):
        if any(row.values.get(key) for row in self.rows):  # where nobody is named yet, it is not news
            _paint(ws, self.span(key), f'AND(${at[card]}2<>"",${at[key]}2="")', ground="amber-bg")
    ends = (("red-bg", 0), ("amber-bg", 0.5), ("green-bg", 1))
    scale = ColorScaleRule(*(part for token, value in ends for part in ("num", value, colour(token))))
    ws.conditional_formatting.add(self.span("score"), scale)


def _paint_guardrails(self: Sheet, ws: Worksheet, at: dict[str, str]) -> None:
    """Guardrails stand out by their kind; red is the number that is beyond its limit now."""
    kind, now, to, upper = (f"${at[key]}2" for key in ("kind", "now", "to", "upper"))
    most, least = (words.kind_label(guardrail) for guardrail in GUARDRAILS)
    within = words.kind_label("keep_within")
    both = f"ISNUMBER({now}),ISNUMBER({to})"
    beyond = (
        f'OR(AND({kind}="{most}",{both},{now}>{to}),AND({kind}="{least}",{both},{now}<{to}),'
        f'AND({kind}="{within}",{both},OR({now}<{to},AND(ISNUMBER({upper}),{now}>{upper}))))'
    )
    _paint(ws, self.span("now"), beyond, "red", "red-bg", bold=True)
    _paint(ws, self.span("kind"), f'OR({kind}="{most}",{kind}="{least}")', "amber", "amber-bg")
