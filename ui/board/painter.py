"""Paints cards, in four levels of detail: all text, a digest in large type (see digest.py), bars for text,
flat colour (see far.py).

Shared by all card items. Text is laid out when a card is first painted in full, and kept for the cards that
were painted last.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from okrdesk.card_shape import (
    CONDITION_FOOT,
    CONDITION_TEXT_LINES,
    CONDITION_TOP,
    DISC_ROOM,
    FOOT,
    PAD_LEFT,
    PAD_RIGHT,
    PILLAR_TEXT_LINES,
    PILLAR_TITLE_LINES,
    PILLAR_TOP,
    ROW_LEFT,
    TEXT_LINE,
    TEXT_SIZE,
    TEXT_WEIGHT,
    TITLE_LINE,
    TITLE_SIZE,
    TITLE_TOP,
    TITLE_WEIGHT,
    CardPlace,
)
from okrdesk.cards import GUARDRAILS, Condition, KeyResult, Objective, Pillar, Team
from okrdesk.i18n import _
from okrdesk.workshop import Workshop
from ui.board import card_words as words
from ui.board import digest
from ui.board.prepared import Prepared
from ui.look.fonts import QtMeasure
from ui.look.theme import Theme

FULL = 0.55  # from this zoom on text is drawn
DIGEST = 0.25  # from this zoom on cards say in large type what they are about, to be read from across a room
BARS = 0.2  # from this zoom on bars stand for text; below, cards are flat
RADIUS = 10.0
EDGE = 3.0
HAIRLINE = 1.02  # at exactly 1 Qt strokes rounded boxes eight times slower
VEIL = 0.74  # how much of a card that stands back is covered
_KEPT = 600  # prepared cards; more than a screen shows at the smallest zoom with text


class CardPainter:
    """Paints the cards of one workshop in one theme."""

    def __init__(self, theme: Theme, measure: QtMeasure) -> None:
        self.measure = measure
        self._prepared: dict[str, Prepared] = {}
        self._feet: dict[str, Prepared] = {}  # of objectives: what tells of their links
        self._digests: dict[bool, dict[str, Prepared]] = {False: {}, True: {}}  # by whether they have rows
        self.workshop = Workshop("")
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme's colours."""
        self.theme = theme
        self.forget()
        card, ink = theme.color("card"), theme.color("ink")
        self._hairline = QPen(theme.color("line"), HAIRLINE)
        self._body = QBrush(card)
        self._selected = QPen(theme.color("accent"), 2.5)
        self._found = QPen(theme.color("amber"), 2.5, Qt.PenStyle.DotLine)  # selected ones have a line
        self._quiet = QBrush(mix(theme.color("bg"), card, 0.5))
        self._open = QBrush(theme.color("amber-bg"))
        self._dashes = QPen(theme.color("line-strong"), 1.2, Qt.PenStyle.CustomDashLine)
        self._dashes.setDashPattern([4.0, 3.5])
        self._open_dashes = QPen(self._dashes)
        self._open_dashes.setColor(theme.color("amber"))
        veil = QColor(theme.color("bg"))
        veil.setAlphaF(VEIL)
        self._veil = QBrush(veil)
        self._title_bar = QBrush(mix(card, ink, 0.62))
        self._text_bar = QBrush(mix(card, theme.color("ink-3"), 0.5))
        self._number_bar = QBrush(mix(card, ink, 0.45))

    def forget(self, ids: set[str] | None = None, *, feet: bool = False) -> None:
        """Lay the texts of these cards (None: of all) out anew when they are next painted; with `feet`, those
        of objectives only at their feet.
        """
        for kept in (self._prepared, self._feet, *self._digests.values()):
            if ids is None:
                kept.clear()
            for id_ in ids or ():
                if kept is not self._prepared or not feet or id_ not in self._feet:
                    kept.pop(id_, None)

    # ------------------------------------------------------------ painting
    def paint(self, painter: QPainter, place: CardPlace, zoom: float, *, selected: bool = False) -> None:
        """Draw a card at the painter's origin as it should look at this zoom (1.0 is 100 %)."""
        self._paint_body(painter, place)
        if zoom >= FULL:
            self._texts(place).paint(painter)
            if place.kind == "objective":
                self._foot(place).paint(painter)
        elif zoom >= DIGEST:
            self._digest(place, zoom).paint(painter)
        else:
            self._paint_bars(painter, place)
        if selected:
            self.frame(painter, place)

    def frame(self, painter: QPainter, place: CardPlace) -> None:
        """Show that a card, which was just painted at the painter's origin, is selected."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._selected)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(-1.0, -1.0, place.w + 2.0, place.h + 2.0), RADIUS + 1, RADIUS + 1)

    def mark_result(self, painter: QPainter, place: CardPlace, kr: KeyResult, zoom: float) -> None:
        """Show that a key result is selected, on its card's digest at the painter's origin."""
        digest.mark(painter, self._digest(place, zoom), place, kr, self.theme)

    def veil(self, painter: QPainter, place: CardPlace) -> None:
        """Fade a card that was just painted at the painter's origin."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._veil)
        painter.drawRoundedRect(QRectF(-1, -1, place.w + 2, place.h + 2), RADIUS, RADIUS)

    def ring(self, painter: QPainter, place: CardPlace) -> None:
        """Mark a card, which was just painted at the painter's origin, as found."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._found)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(-2.5, -2.5, place.w + 5.0, place.h + 5.0), RADIUS + 2, RADIUS + 2)

    def _paint_body(self, painter: QPainter, place: CardPlace) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        w, h = place.w, place.h
        if place.kind == "condition":
            is_open = self.is_open(place.id)
            painter.setPen(self._open_dashes if is_open else self._dashes)
            painter.setBrush(self._open if is_open else self._quiet)
            painter.drawRoundedRect(QRectF(0.5, 0.5, w - 1, h - 1), 8, 8)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.color_of(place))
        if place.kind == "pillar":
            painter.drawRoundedRect(QRectF(0, 0, w, 2 * RADIUS), RADIUS, RADIUS)
            body = QRectF(0.5, EDGE, w - 1, h - EDGE - 0.5)
        else:
            painter.drawRoundedRect(QRectF(0, 0, 2 * RADIUS, h), RADIUS, RADIUS)
            body = QRectF(EDGE, 0.5, w - EDGE - 0.5, h - 1)
        painter.setPen(self._hairline)
        painter.setBrush(self._body)
        painter.drawRoundedRect(body, RADIUS - 1.5, RADIUS - 1.5)

    def _paint_bars(self, painter: QPainter, place: CardPlace) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        room = place.text_width
        first = {"objective": TITLE_TOP + 4, "pillar": PILLAR_TOP + 4, "condition": CONDITION_TOP + 3}[
            place.kind
        ]
        painter.setBrush(self._text_bar if place.kind == "condition" else self._title_bar)
        last = 0.45 if place.lines > 1 else 0.7
        painter.drawRects(
            [
                QRectF(PAD_LEFT, first + TITLE_LINE * n, room * (last if n == place.lines - 1 else 0.95), 9)
                for n in range(place.lines)
            ]
        )
        if place.rows:
            tops = [place.row_y(n) - place.y - 4 for n in range(len(place.rows))]
            painter.setBrush(self._text_bar)
            painter.drawRects([QRectF(ROW_LEFT, top, room * 0.55, 7) for top in tops])
            painter.setBrush(self._number_bar)
            painter.drawRects([QRectF(place.w - PAD_RIGHT - DISC_ROOM - 70, top, 70, 7) for top in tops])

    def color_of(self, place: CardPlace) -> QColor:
        """The colour of a card's edge: its team's, or its pillar's own."""
        record = self.workshop.get(place.id)
        if isinstance(record, Pillar):
            return self.theme.team(record.colour)
        if isinstance(record, Objective):
            return self.team_color(record.team)
        return self.theme.color("line-strong")

    def team_color(self, team_id: str) -> QColor:
        """A team's colour."""
        team = self.workshop.find(Team, team_id)
        return self.theme.team(team.colour if team else 0)

    def is_open(self, id_: str) -> bool:
        """Whether this is a condition that nobody has claimed."""
        record = self.workshop.get(id_)
        return isinstance(record, Condition) and words.is_open(self.workshop, record)

    def cut_text(self, place: CardPlace, y: float, zoom: float = 1.0) -> str:
        """The whole text that a card shows cut at height `y` from its top; "" where it shows all."""
        shown = self._texts(place) if zoom >= FULL else self._digest(place, zoom)
        return next((whole for top, bottom, whole in shown.cuts if top <= y < bottom), "")

    # ------------------------------------------------------------ preparing
    def _texts(self, place: CardPlace) -> Prepared:
        found = self._kept(self._prepared, place)
        if found is None:
            found = self._kept_anew(self._prepared, place)
            record = self.workshop.get(place.id)
            if isinstance(record, Objective):
                self._prepare_objective(found, place, record)
            elif isinstance(record, Pillar):
                self._prepare_pillar(found, place, record)
            elif isinstance(record, Condition):
                self._prepare_condition(found, place, record)
        return found

    def _foot(self, place: CardPlace) -> Prepared:
        found = self._kept(self._feet, place)
        if found is None:
            found = self._kept_anew(self._feet, place)
            record = self.workshop.get(place.id)
            if isinstance(record, Objective):
                self._prepare_foot(found, place, record)
        return found

    def _kept(self, kept: dict[str, Prepared], place: CardPlace) -> Prepared | None:
        found = kept.get(place.id)
        return found if found and found.size == (place.w, place.h) else None

    def _kept_anew(self, kept: dict[str, Prepared], place: CardPlace) -> Prepared:
        if len(kept) >= _KEPT:
            for id_ in list(kept)[: _KEPT // 3]:
                del kept[id_]
        made = kept[place.id] = Prepared(self.measure, (place.w, place.h), self.theme.color("ink-3"))
        return made

    def _digest(self, place: CardPlace, zoom: float) -> Prepared:
        digests = self._digests[zoom >= digest.WORDS]
        found = self._kept(digests, place)
        if found is None:
            found = self._kept_anew(digests, place)
            if record := self.workshop.get(place.id):
                digest.prepare(found, place, record, self.workshop, self.theme, zoom)
        return found

    def _prepare_objective(self, made: Prepared, place: CardPlace, objective: Objective) -> None:
        theme, right = self.theme, place.w - PAD_RIGHT
        badge = self._style_badge(objective)
        free = place.text_width
        if badge:
            width = made.badge_width(badge[0])
            made.badge(badge[0], right - width, 18.0, theme.color(badge[1]), theme.color(badge[1] + "-bg"))
            free -= width + 10
        code = self.measure.width(objective.code, 10.5, 500)
        team = words.name_of_team(self.workshop, objective.team)
        used = made.text(
            team, PAD_LEFT, 18.0, 11.5, 600, self.team_color(objective.team), room=max(40.0, free - code - 8)
        )
        made.text(objective.code, PAD_LEFT + used + 8, 18.0, 10.5, 500, theme.color("ink-3"))
        room, style = place.text_width, (TITLE_SIZE, TITLE_WEIGHT, theme.color("ink"))
        made.lines(objective.title, PAD_LEFT, TITLE_TOP, TITLE_LINE, room, place.lines, style)
        for n, kr_id in enumerate(place.rows):
            kr = self.workshop.get(kr_id)
            if isinstance(kr, KeyResult):
                self._prepare_row(made, place, n, kr)
        if place.more:
            middle = place.row_y(len(place.rows)) - place.y
            made.text(words.more_rows(place.more), ROW_LEFT, middle, 11.5, 400, theme.color("ink-3"))

    def _style_badge(self, objective: Objective) -> tuple[str, str] | None:
        if objective.style == "committed":
            return _("Committed"), "accent"
        if objective.style == "aspirational":
            return _("Stretch"), "violet"
        return None

    def _prepare_row(self, made: Prepared, place: CardPlace, n: int, kr: KeyResult) -> None:
        theme, middle = self.theme, place.row_y(n) - place.y
        first = middle - TEXT_LINE / 2 if n in place.tall else middle
        if kr.kind in GUARDRAILS:
            ring = QPen(theme.color("amber"), 1.5)
            made.box(QRectF(PAD_LEFT, first - 3.5, 7, 7), 3.5, QBrush(Qt.BrushStyle.NoBrush), ring)
        else:
            made.box(QRectF(PAD_LEFT + 1, first - 2.5, 5, 5), 2.5, theme.color("ink-3"))
        end = place.w - PAD_RIGHT
        if owner := words.initials(self.workshop, kr.owner):
            made.disc(owner, end, middle, theme.color("violet"), theme.color("violet-bg"))
        end -= DISC_ROOM
        left = self._prepare_numbers(made, kr, middle, end)
        room = end - ROW_LEFT if left == end else left - 12 - ROW_LEFT
        most, style = 2 if n in place.tall else 1, (TEXT_SIZE, TEXT_WEIGHT, theme.color("ink-2"))
        made.lines(kr.text, ROW_LEFT, first - TEXT_LINE / 2, TEXT_LINE, room, most, style)

    def _prepare_numbers(self, made: Prepared, kr: KeyResult, middle: float, end: float) -> float:
        """Put baseline and target with their right end at `end`; their left end."""
        theme = self.theme
        baseline, target = words.numbers(self.workshop, kr)
        most = (end - ROW_LEFT) * 0.4
        for text in filter(None, (target, baseline)):
            if text is baseline and target:
                end -= 4
                end -= made.text_right("→", end, middle, 11.5, 400, theme.color("ink-3")) + 4
            width = min(most, self.measure.width(text, 12.0, 600))
            made.text(text, end - width, middle, 12.0, 600, theme.color("ink"), room=width + 0.5)
            end -= width
        return end

    def _prepare_foot(self, made: Prepared, place: CardPlace, objective: Objective) -> None:
        theme = self.theme
        middle = place.h - FOOT / 2 - 1.0
        x, right = PAD_LEFT, place.w - PAD_RIGHT
        hint = words.foot_hint(self.workshop, objective)
        right -= made.text_right(hint, right, middle, 11.5, 400, theme.color("ink-3")) + 10
        if n := words.open_notes(self.workshop, objective.id):
            x += _bubble(made, str(n), x, middle, self._tone("amber")) + 6
        for text, tone in words.foot_badges(self.workshop, objective):
            ink, ground = self._tone(tone)
            if x + made.badge_width(text) <= right:
                x += made.badge(text, x, middle, ink, ground) + 6

    def _tone(self, tone: str) -> tuple[QColor, QColor]:
        theme = self.theme
        if tone == "grey":
            return theme.color("ink-2"), theme.color("line")
        return theme.color(tone), theme.color(f"{tone}-bg")

    def _prepare_pillar(self, made: Prepared, place: CardPlace, pillar: Pillar) -> None:
        room, theme = place.text_width, self.theme
        style = (TITLE_SIZE, TITLE_WEIGHT, theme.color("ink"))
        y = made.lines(pillar.title, PAD_LEFT, PILLAR_TOP, TITLE_LINE, room, PILLAR_TITLE_LINES, style)
        style = (TEXT_SIZE, TEXT_WEIGHT, theme.color("ink-2"))
        if place.text_lines:
            made.lines(pillar.statement, PAD_LEFT, y + 4, TEXT_LINE, room, PILLAR_TEXT_LINES, style)

    def _prepare_condition(self, made: Prepared, place: CardPlace, condition: Condition) -> None:
        theme, room = self.theme, place.w - 2 * PAD_RIGHT
        foot, still_open = words.condition_foot(self.workshop, condition)
        made.text(_("must be true"), PAD_RIGHT, 14.0, 10.5, 600, theme.color("ink-3"))
        made.text_right(condition.code, place.w - PAD_RIGHT, 14.0, 10.5, 500, theme.color("ink-3"))
        style = (TEXT_SIZE, TEXT_WEIGHT, theme.color("ink"))
        made.lines(condition.text, PAD_RIGHT, CONDITION_TOP, TEXT_LINE, room, CONDITION_TEXT_LINES, style)
        middle = place.h - CONDITION_FOOT / 2
        tone, weight = ("amber", 600) if still_open else ("ink-3", 400)
        made.text(foot, PAD_RIGHT, middle, 11.0, weight, theme.color(tone), room=room)


def mix(ground: QColor, over: QColor, share: float) -> QColor:
    """`over` laid on `ground` with this share of opacity."""
    parts = zip(ground.getRgb()[:3], over.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * share) for a, b in parts))


def _bubble(made: Prepared, text: str, x: float, middle: float, tone: tuple[QColor, QColor]) -> float:
    """Put a count into a speech bubble with its left edge at x. Returns its width."""
    ink, ground = tone
    width = made.measure.width(text, 10.5, 700) + 12.0
    made.box(QRectF(x + 4.0, middle + 4.0, 5.0, 5.0), 1.0, ground)
    made.box(QRectF(x, middle - 8.0, width, 15.0), 5.0, ground)
    made.text(text, x + 6.0, middle - 0.5, 10.5, 700, ink)
    return width
