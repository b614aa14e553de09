"""The records of a workshop: frozen dataclasses, equal by value, tied together by ids.

Ids are UUIDs as text and never reused. An empty string means "none" wherever a field holds an id, a
choice or a text; numbers and dates that are not stated are None. Decimals are never floats.
`ref(...)` marks a field that holds the id of another record, and says of which kinds it may be. What people
say of cards in a review stands in `review.records`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from okrdesk.records import FieldInfo as FieldInfo
from okrdesk.records import Record, ref, refs
from okrdesk.records import fields_of as fields_of
from okrdesk.records import new_id as new_id
from okrdesk.records import texts_of as texts_of
from okrdesk.records import values_of as values_of
from okrdesk.review.records import REVIEW_KINDS

Style = Literal["", "committed", "aspirational"]
State = Literal["draft", "in_review", "ready", "signed_off", "paused", "dropped"]
ObjectiveKind = Literal["objective", "priority", "duty"]
KeyResultKind = Literal[
    "increase", "decrease", "reach", "keep_within", "no_more_than", "no_less_than", "milestone", "evidence"
]
Timing = Literal["", "leading", "lagging"]
Corner = Literal["", "customer", "business", "growth"]
Control = Literal["", "high", "medium", "low"]
ReadEvery = Literal["", "day", "week", "2 weeks", "month", "quarter"]
LinkKind = Literal["serves", "enables", "sums_into", "relies_on", "shares"]
LinkAnswer = Literal["", "accepted", "declined"]
ConditionAnswer = Literal["", "normal_work", "not_this_quarter"]
RoleKind = Literal["role", "no_role", "not_sure"]
PageSize = Literal["A4", "Letter"]

GUARDRAILS = ("no_more_than", "no_less_than")
TEAM_HUES = 8  # of the theme; the first is the company's
UPWARD = ("serves", "enables", "sums_into")


@dataclass(frozen=True, slots=True)
class Organisation(Record):
    """Whose workshop it is. One a workshop. `levels` names the lanes below strategy, the company's first.

    `logo` is a PNG or JPEG in base64; `prompts` are the questions of the lanes, strategy's first ("": ours).
    """

    name: str = ""
    levels: tuple[str, ...] = ()
    language: str = "en"
    time_zone: str = "UTC"
    number_format: str = "1,234.5"
    currency: str = "USD"
    page_size: PageSize = "A4"
    logo: str = ""
    prompts: tuple[str, ...] = ()
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Cycle(Record):
    """The quarter that is planned. One a workshop. `weeks` is its length; `freeze` the day planning ends.

    `constraints` says what everybody has to reckon with: budgets, hiring, dates that stand.
    """

    name: str = ""
    starts: date | None = None
    weeks: int = 13
    freeze: date | None = None
    constraints: str = ""


@dataclass(frozen=True, slots=True)
class Settings(Record):
    """What this workshop advises. One a workshop; without it, the defaults hold. In a `volatile` year less is
    advised for the company.
    """

    company_objectives_at_most: int = 3
    team_objectives_at_most: int = 3
    key_results_at_most: int = 4
    volatile: bool = False


@dataclass(frozen=True, slots=True)
class Team(Record):
    """A team, department or company; the tree of `parent` gives the lanes. The root is the company.

    `colour` is an index into the theme's team hues; 0 is the company's.
    """

    rank: str = ""
    name: str = ""
    code: str = ""
    colour: int = 0
    parent: str = ref("Team")
    purpose: str = ""
    headcount: int | None = None
    function: str = ""


@dataclass(frozen=True, slots=True)
class Person(Record):
    """Somebody who can own a card."""

    rank: str = ""
    name: str = ""
    initials: str = ""
    team: str = ref("Team")
    title: str = ""


@dataclass(frozen=True, slots=True)
class Pillar(Record):
    """A pillar of the strategy: a short name, the statement, and what makes it a choice."""

    rank: str = ""
    code: str = ""
    title: str = ""
    statement: str = ""
    for_whom: str = ""
    how_we_win: str = ""
    what_we_give_up: str = ""
    horizon: str = ""
    owner: str = ref("Person")
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Objective(Record):
    """What a team wants to make true. `parked` cards wait in "Not this quarter" with why and until when.

    `why_now` says why it is this quarter's and not a later one's.
    """

    rank: str = ""
    code: str = ""
    team: str = ref("Team", required=True)
    title: str = ""
    story: str = ""
    owner: str = ref("Person")
    involved: tuple[str, ...] = refs("Person")
    style: Style = ""
    state: State = "draft"
    kind: ObjectiveKind = "objective"
    role_objective: bool = False
    beneficiary: str = ref("Team")
    parked: bool = False
    parked_why: str = ""
    parked_until: str = ""
    resources_by: str = ref("Person")
    resources_on: date | None = None
    carried_from: str = ""
    private: bool = False
    score: Decimal | None = None
    note: str = ""
    why_now: str = ""


@dataclass(frozen=True, slots=True)
class KeyResult(Record):
    """What proves an objective. `baseline_unknown` is a statement; a baseline of None says nothing yet.

    Numbers carry `unit` ("%" for percentages: 31% is 31, an ISO code such as "USD" for money, else a word).
    `target` is the goal or a guardrail's limit or a range's lower end, `upper` a range's upper end.
    `score` runs from 0 to 1. `proxy_until` is the week of the cycle by which an outcome replaces it. `method`
    says how a study or survey is done.
    """

    rank: str = ""
    code: str = ""
    objective: str = ref("Objective", required=True)
    text: str = ""
    kind: KeyResultKind = "reach"
    metric: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    baseline_unknown: bool = False
    target: Decimal | None = None
    upper: Decimal | None = None
    current: Decimal | None = None
    score: Decimal | None = None
    owner: str = ref("Person")
    involved: tuple[str, ...] = refs("Person")
    read_every: ReadEvery = ""
    source: str = ""
    timing: Timing = ""
    proxy_until: int | None = None
    due: str = ""
    theme: str = ""
    corner: Corner = ""
    control: Control = ""
    numerator: str = ""
    denominator: str = ""
    last_pace: Decimal | None = None
    evidence: str = ""
    note: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class Condition(Record):
    """For this to happen, what must be true? Asked under an objective or a pillar.

    It is claimed when a link leads to it, settled when `answer` says so, and open otherwise.
    """

    rank: str = ""
    code: str = ""
    parent: str = ref("Objective", "Pillar", required=True)
    text: str = ""
    answer: ConditionAnswer = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Link(Record):
    """How one card feeds another, with its sentence. One link upward of each card may be `primary`.

    serves: to strategy; enables: makes possible; sums_into: numbers of one unit add up; relies_on: needs
    the other by week `by_week`; shares: both work on it. `later` marks one that pays off in the next cycle.
    """

    source: str = ref("Objective", "KeyResult", required=True)
    target: str = ref("Pillar", "Objective", "KeyResult", "Condition", required=True)
    kind: LinkKind = "enables"
    sentence: str = ""
    primary: bool = False
    by_week: int | None = None
    answer: LinkAnswer = ""
    later: bool = False


@dataclass(frozen=True, slots=True)
class RoleAnswer(Record):
    """What a team says of its part in an objective or pillar: a role, none this quarter (why), not sure."""

    team: str = ref("Team", required=True)
    target: str = ref("Objective", "Pillar", required=True)
    answer: RoleKind = "no_role"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts. Stands outside the document's content: an author acts, a person owns."""

    id: str
    name: str
    public_key: str = ""
    person: str = ""


# In an order in which each kind comes after those its required references point to.
KINDS: tuple[type[Record], ...] = (
    Organisation, Cycle, Settings, Team, Person, Pillar, Objective, KeyResult, Condition, Link, RoleAnswer,
    *REVIEW_KINDS,
)  # fmt: skip
KIND: dict[str, type[Record]] = {kind.__name__: kind for kind in KINDS}
