"""The cards of the map: a pillar, an objective with its key results, a condition."""

from __future__ import annotations

from collections.abc import Sequence

from exports.pdf.look import colour, pillar_colour, team_colour
from exports.pdf.paper import Paper
from exports.pdf.plan import Plan
from exports.pdf.tiles import FLAT_BOTTOM, FLAT_TITLE_TOP
from exports.words import baseline_text, condition_state, style_label, target_text
from okrdesk.card_shape import (
    CONDITION_TOP,
    PAD_LEFT,
    PAD_RIGHT,
    PILLAR_TOP,
    ROWS_GAP,
    TEXT_LINE,
    TEXT_SIZE,
    TITLE_LINE,
    TITLE_SIZE,
    TITLE_TOP,
    CardPlace,
)
from okrdesk.cards import GUARDRAILS, Condition, KeyResult, Objective, Pillar
from okrdesk.i18n import _
from okrdesk.naming import called

SMALL = 12.0  # pixels of the board
Elsewhere = Sequence[tuple[str, int]]


class MapCards:
    """Draws cards at one scale: points for a pixel of the board."""

    def __init__(self, paper: Paper, plan: Plan, scale: float, *, flat: bool) -> None:
        self.paper = paper
        self.plan = plan
        self.s = scale
        self.flat = flat
        self.format = plan.workshop.organisation.number_format

    def draw(self, place: CardPlace, x: float, y: float, elsewhere: Elsewhere) -> None:
        """A card whose top left corner is (x, y) on the page; it leads to where it stands in full."""
        record = self.plan.workshop.get(place.id)
        if isinstance(record, Objective):
            self._objective(place, record, x, y, elsewhere)
            self.paper.link(x, y, place.w * self.s, place.h * self.s, record.id)
        elif isinstance(record, Pillar):
            self._pillar(place, record, x, y)
            self.paper.link(x, y, place.w * self.s, place.h * self.s, record.id)
        elif isinstance(record, Condition):
            self._condition(place, record, x, y)
            self.paper.link(x, y, place.w * self.s, place.h * self.s, record.parent)

    def _text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        ink: str,
        room: float,
        *,
        weight: int = 400,
        right: bool = False,
    ) -> float:
        """Text on one line, sizes and room in pixels; its width in points."""
        points = size * self.s
        line = self.paper.type.fit(text, weight, points, room * self.s)
        self.paper.text(x, y, line, points, ink, align="right" if right else "left")
        return line.width * points

    def _box(self, place: CardPlace, x: float, y: float, *, tone: str = "", is_open: bool = False) -> None:
        self.paper.box(
            x,
            y,
            place.w * self.s,
            place.h * self.s,
            fill=colour("amber-bg" if is_open else "card"),
            stroke=colour("amber" if is_open else "line-strong"),
            radius=10 * self.s,
            thickness=0.5,
            dashed=place.kind == "condition",
            left=tone if place.kind == "objective" else "",
            top=tone if place.kind == "pillar" else "",
        )

    # ------------------------------------------------------------ an objective
    def _objective(self, place: CardPlace, card: Objective, x: float, y: float, elsewhere: Elsewhere) -> None:
        s, tone = self.s, team_colour(self.plan.team(card.team))
        self._box(place, x, y, tone=tone)
        left, right = x + PAD_LEFT * s, x + (place.w - PAD_RIGHT) * s
        badge = 0.0
        if card.style:
            shade = "accent" if card.style == "committed" else "violet"
            words, size = style_label(card.style), 12.0 * s
            badge = self.paper.badge_width(words, size)
            self.paper.badge(right - badge, y + 20 * s, words, colour(shade), colour(f"{shade}-bg"), size)
        owner = self.plan.owner(card.owner, short=True) if self.flat else ""
        head = " · ".join(filter(None, (self.plan.team_name(card.team), card.code, owner)))
        self._text(left, y + 20.5 * s, head, SMALL, tone, place.text_width - badge / s - 8, weight=600)
        top = y + (FLAT_TITLE_TOP if self.flat else TITLE_TOP) * s
        self._lines(left, top, called(card), TITLE_SIZE, 600, place.text_width, place.lines, "ink")
        top += (TITLE_LINE * place.lines + ROWS_GAP) * s
        for n, id_ in enumerate(place.rows):
            kr = self.plan.workshop.find(KeyResult, id_)
            if kr:
                self._key_result(kr, left, right, top + place.row_offset(n) * s, place)
        if place.more:
            base = top + (place.row_offset(len(place.rows)) + 4) * s
            words = _("and {n} more").format(n=place.more)
            self._text(left + 12 * s, base, words, SMALL, colour("ink-2"), place.text_width)
        self._foot(place, card, left, right, y + (place.h - 11) * s, elsewhere)

    def _lines(
        self, x: float, top: float, text: str, size: float, weight: int, room: float, most: int, ink: str
    ) -> None:
        """Lines of a card's title or text, where the layout has left room for them."""
        points, leading = size * self.s, (TITLE_LINE if weight == 600 else TEXT_LINE) * self.s
        lines = self.paper.type.clip(text, weight, points, room * self.s, max(1, most))
        self.paper.lines(x, top + leading * 0.76, lines, points, leading, colour(ink), room * self.s)

    def _key_result(self, kr: KeyResult, left: float, right: float, middle: float, place: CardPlace) -> None:
        s, base = self.s, middle + 4.2 * self.s
        start, goal = baseline_text(kr, self.format), target_text(kr, self.format) or kr.due
        numbers = " → ".join(filter(None, (start, goal)))
        taken = self._text(
            right, base, numbers, SMALL, colour("ink"), place.text_width * 0.5, weight=600, right=True
        )
        guard = kr.kind in GUARDRAILS
        self.paper.dot(left + 3 * s, middle, 2.6 * s, colour("amber" if guard else "ink-3"))
        if guard:
            self.paper.dot(left + 3 * s, middle, 1.3 * s, colour("card"))
        room = place.text_width - 12 - taken / s - 8
        words = called(kr)
        self._text(left + 12 * s, base, words, SMALL, colour("ink-2"), room)

    def _foot(
        self, place: CardPlace, card: Objective, left: float, right: float, base: float, elsewhere: Elsewhere
    ) -> None:
        """The owner, and where the card's links go on."""
        pages = ", ".join(_("{card} p. {page}").format(card=name, page=page) for name, page in elsewhere)
        taken = 0.0
        if pages:
            words = f"→ {pages}"
            taken = self._text(
                right, base, words, SMALL, colour("ink"), place.text_width * 0.6, weight=600, right=True
            )
            self.paper.link(right - taken, base - 9 * self.s, taken, 12 * self.s, f"map {elsewhere[0][1]}")
        if self.flat:
            return
        owner = self.plan.owner(card.owner) or _("nobody yet")
        room = place.text_width - taken / self.s - 8
        self._text(left, base, owner, SMALL, colour("ink-2" if card.owner else "amber"), room)

    # ------------------------------------------------------------ the others
    def _pillar(self, place: CardPlace, card: Pillar, x: float, y: float) -> None:
        s = self.s
        self._box(place, x, y, tone=pillar_colour(card))
        left, top = x + PAD_LEFT * s, y + PILLAR_TOP * s
        self._lines(left, top, called(card), TITLE_SIZE, 600, place.text_width, place.lines, "ink")
        if place.text_lines:
            top += (TITLE_LINE * place.lines + 4) * s
            self._lines(
                left, top, card.statement, TEXT_SIZE, 400, place.text_width, place.text_lines, "ink-2"
            )

    def _condition(self, place: CardPlace, card: Condition, x: float, y: float) -> None:
        s = self.s
        is_open = card in self.plan.open_conditions(card.parent)
        self._box(place, x, y, is_open=is_open)
        left, room = x + PAD_RIGHT * s, place.w - 2 * PAD_RIGHT
        state = condition_state(self.plan.workshop, card)
        if self.flat:
            top = y + FLAT_BOTTOM * s
            state = _("must be true · {state}").format(state=state)
        else:
            top = y + CONDITION_TOP * s
            self._text(left, y + 16.5 * s, _("must be true"), SMALL, colour("ink-2"), room, weight=600)
        self._lines(left, top, called(card), TEXT_SIZE, 400, room, place.lines, "ink")
        tone = colour("amber" if is_open else "ink-2")
        base = y + (place.h - 8.5) * s
        self._text(left, base, state, SMALL, tone, room, weight=600 if is_open else 400)
