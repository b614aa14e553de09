"""How large a card is and where its parts stand, in pixels of the board at 100 %. Heights follow the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from okrdesk.cards import Condition, KeyResult, Objective, Pillar
from okrdesk.workshop import Workshop
from okrdesk.wrapping import Measure, break_lines

CardKind = Literal["objective", "pillar", "condition"]

CARD_WIDTH = 400.0
PILLAR_WIDTH = 196.0
CARD_GAP = 16.0  # between one card of a column and the next
PAD_LEFT, PAD_RIGHT = 16.0, 14.0
TITLE_TOP = 30.0  # below the line with team and badge
TITLE_SIZE, TITLE_WEIGHT, TITLE_LINE = 13.5, 600, 18.0
TEXT_SIZE, TEXT_WEIGHT, TEXT_LINE = 12.5, 400, 17.0
ROWS_GAP = 6.0
ROW = 25.0
ROW_LEFT = 28.0  # behind the bullet
DISC_ROOM = 28.0  # an owner's initials
FOOT = 31.0
MAX_TITLE_LINES = 4
MAX_ROWS = 12

PILLAR_TOP = 14.0
PILLAR_TITLE_LINES = 3
PILLAR_TEXT_LINES = 4
PILLAR_BOTTOM = 14.0

CONDITION_INDENT = 16.0
CONDITION_GAP = 4.0
CONDITION_TOP = 23.0
CONDITION_TEXT_LINES = 2
CONDITION_FOOT = 24.0


@dataclass(slots=True)
class Band:
    """A team's part of a column of its lane; one that flows on has several. Off the levels `team` is "".

    The band reaches over the whole width of the column: it is what "dropping on a team" means. `header` is
    the height of its title (0: none), `first` false where the team goes on from the column before. One that
    is `folded` shows none of its cards: they are in `hidden`. `question` holds the lines of what an empty
    one asks.
    """

    team: str
    lane: int
    column: int
    header: float
    first: bool
    x: float = 0.0
    y: float = 0.0
    w: float = 0.0
    h: float = 0.0
    cards: list[str] = field(default_factory=list)
    folded: bool = False
    hidden: list[str] = field(default_factory=list)
    question: tuple[str, ...] = ()
    count_shown: int = 0  # when it was last stacked

    @property
    def count(self) -> int:
        """How many cards it holds, shown or hidden."""
        return len(self.cards) + len(self.hidden)

    @property
    def ids(self) -> list[str]:
        """The cards it holds, shown or hidden."""
        return self.hidden if self.folded else self.cards


@dataclass(slots=True)
class CardPlace:
    """Where a card lies.

    `lines` counts the lines of its title (a condition's of its text), `text_lines` those of a pillar's
    statement. `rows` holds the ids of the key results that it shows, `more` how many it does not; `tall` are
    the rows of two lines. `parent` is the card that a condition stands under. A `folded` card is not to be
    seen: its place is that of what stands for it, its team's header or its lane's strip.
    """

    id: str
    kind: CardKind
    x: float
    y: float
    w: float
    h: float
    lines: int
    rows: tuple[str, ...] = ()
    more: int = 0
    text_lines: int = 0
    parent: str = ""
    tall: tuple[int, ...] = ()
    band: Band | None = None
    folded: bool = False

    def row_y(self, n: int) -> float:
        """The middle of the n-th key result's row (0 is the first)."""
        return self.y + TITLE_TOP + TITLE_LINE * self.lines + ROWS_GAP + self.row_offset(n)

    def row_offset(self, n: int) -> float:
        """How far below the first row's top the middle of the n-th row is."""
        tall = sum(row < n for row in self.tall) + (0.5 if n in self.tall else 0.0)
        return ROW * (n + 0.5) + TEXT_LINE * tall

    @property
    def text_width(self) -> float:
        """The room for lines of text between the card's paddings."""
        return self.w - PAD_LEFT - PAD_RIGHT


def objective_place(workshop: Workshop, objective: Objective, width: float, measure: Measure) -> CardPlace:
    """An objective with its key results, not yet laid anywhere."""
    room = width - PAD_LEFT - PAD_RIGHT
    lines = _title_lines(objective.title, room, measure)
    results = workshop.key_results(objective.id)
    more = 0
    if len(results) > MAX_ROWS:
        more = len(results) - MAX_ROWS + 1
        results = results[: MAX_ROWS - 1]
    rows, tall = tuple([kr.id for kr in results]), _tall_rows(results, width, measure)
    count = len(rows) + (1 if more else 0)
    h = TITLE_TOP + TITLE_LINE * lines + ROWS_GAP + ROW * count + TEXT_LINE * len(tall) + FOOT
    return CardPlace(objective.id, "objective", 0.0, 0.0, width, h, lines, rows, more, tall=tall)


def _title_lines(title: str, room: float, measure: Measure) -> int:
    if len(title) <= room / TITLE_SIZE:  # no letter is wider than high, but for few
        return 1
    width = measure.width(title, TITLE_SIZE, TITLE_WEIGHT)
    if width <= 1.7 * room:  # breaking lines is dear, and words are seldom so long that two do not hold this
        return 1 if width <= room else 2
    return len(break_lines(title, room, measure, TITLE_SIZE, TITLE_WEIGHT, MAX_TITLE_LINES))


def _tall_rows(results: Sequence[KeyResult], width: float, measure: Measure) -> tuple[int, ...]:
    """Which rows take two lines: long texts that have no numbers beside them, which then say it all."""
    room = width - ROW_LEFT - PAD_RIGHT - DISC_ROOM
    return tuple(
        [
            n
            for n, kr in enumerate(results)
            if kr.target is None
            and kr.baseline is None
            and len(kr.text) > room / TEXT_SIZE  # no letter is wider than high, but for few
            and measure.width(kr.text, TEXT_SIZE, TEXT_WEIGHT) > room
        ]
    )


def pillar_place(pillar: Pillar, width: float, measure: Measure) -> CardPlace:
    """A pillar with its statement, not yet laid anywhere."""
    room = width - PAD_LEFT - PAD_RIGHT
    title = break_lines(pillar.title, room, measure, TITLE_SIZE, TITLE_WEIGHT, PILLAR_TITLE_LINES)
    text = break_lines(pillar.statement, room, measure, TEXT_SIZE, TEXT_WEIGHT, PILLAR_TEXT_LINES)
    lines = max(1, len(title))
    h = PILLAR_TOP + TITLE_LINE * lines + TEXT_LINE * len(text) + PILLAR_BOTTOM + (4.0 if text else 0.0)
    return CardPlace(pillar.id, "pillar", 0.0, 0.0, width, h, lines, text_lines=len(text))


def condition_place(condition: Condition, width: float, measure: Measure) -> CardPlace:
    """A condition, not yet laid anywhere."""
    room = width - 2 * PAD_RIGHT
    lines = break_lines(condition.text, room, measure, TEXT_SIZE, TEXT_WEIGHT, CONDITION_TEXT_LINES)
    count = max(1, len(lines))
    h = CONDITION_TOP + TEXT_LINE * count + CONDITION_FOOT
    return CardPlace(condition.id, "condition", 0.0, 0.0, width, h, count, parent=condition.parent)


def folded_place(record: Objective | Pillar | Condition, width: float, height: float) -> CardPlace:
    """A card that is folded away, not yet laid anywhere."""
    kinds: dict[type, CardKind] = {Objective: "objective", Pillar: "pillar", Condition: "condition"}
    parent = record.parent if isinstance(record, Condition) else ""
    return CardPlace(record.id, kinds[type(record)], 0.0, 0.0, width, height, 1, parent=parent, folded=True)
