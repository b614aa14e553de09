"""A shown board over an open desk, and the hands that work on it."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from okrdesk.cards import Condition, KeyResult, Link, Objective, Person, Pillar, Team
from okrdesk.desk import Desk
from okrdesk.edits import ranks
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.ui.board.writer import Writer
from ui.board.view import BoardView
from ui.bridge import Bridge
from ui.look.theme import Theme

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
PLAIN = Qt.KeyboardModifier.NoModifier


def small_workshop() -> Workshop:
    """Two pillars, two company objectives with conditions, teams with two, one and no objectives."""
    a, b, c = ranks(3)
    return Workshop(
        "w",
        [
            Team("co", rank=a, name="Company", code="CO"),
            Team("eng", rank=a, name="Engineering", code="ENG", parent="co", colour=1),
            Team("mkt", rank=b, name="Marketing", code="MKT", parent="co", colour=2),
            Team("law", rank=c, name="Legal", code="LAW", parent="co", colour=3),
            Person("ada", rank=a, name="Ada Abara", initials="AA"),
            Pillar("p1", rank=a, code="S-1", title="Grow", statement="Win more riders"),
            Pillar("p2", rank=b, code="S-2", title="Last", statement="Build what lasts", colour=1),
            Objective("co1", rank=a, code="CO-1", team="co", title="Riders choose us", story="Because"),
            Objective("co2", rank=b, code="CO-2", team="co", title="Riders stay"),
            Objective("eng1", rank=a, code="ENG-1", team="eng", title="Brakes hold", style="committed"),
            Objective("eng2", rank=b, code="ENG-2", team="eng", title="Lights last", style="aspirational"),
            Objective("mkt1", rank=a, code="MKT-1", team="mkt", title="People hear of us"),
            KeyResult("k1", rank=a, objective="eng1", text="Failed brakes", unit="%", owner="ada"),
            Condition("c1", rank=a, code="CO-1.c1", parent="co1", text="Bikes are safe"),
            Condition("c2", rank=b, code="CO-1.c2", parent="co1", text="People know our name"),
            Condition("c3", rank=c, code="CO-1.c3", parent="co1", text="Rain", answer="normal_work"),
            Link("l1", "co1", "p1", "serves"),
            Link("l2", "mkt1", "c2", "enables"),
        ],
    )


@dataclass
class Hands:
    """Works the board's viewport with real mouse and key events, and remembers what the board said."""

    qtbot: QtBot
    view: BoardView
    desk: Desk
    refused: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    @property
    def workshop(self):
        return self.desk.workshop

    def at(self, card, dx=60.0, dy=20.0):
        """A point of the viewport within a card."""
        place = self.view.board.placement.cards[card]
        return self.view.mapFromScene(QPointF(place.x + dx, place.y + dy))

    def place(self, card):
        """Where a card lies on the board."""
        return self.view.board.placement.cards[card]

    def row(self, card, n, dy=0.0, dx=100.0):
        """A point of the viewport on a card's n-th row."""
        place = self.place(card)
        return self.view.mapFromScene(QPointF(place.x + dx, place.row_y(n) + dy))

    def dot(self, card, *, upward):
        """The middle of the dot at a card's left edge (`upward`) or right edge."""
        place = self.place(card)
        return self.at(card, dx=0.0 if upward else place.w, dy=place.h / 2)

    def drag(self, start: QPoint, end: QPoint, *, release=True, button=LEFT, modifier=PLAIN):
        port = self.view.viewport()
        self.qtbot.mousePress(port, button, modifier, pos=start)
        for share in (0.1, 0.4, 0.7, 1.0):
            self.qtbot.mouseMove(port, start + (end - start) * share)
        if release:
            self.release(end, button, modifier)

    def hover(self, pos: QPoint):
        """Move the pointer there; from elsewhere, as it may lie there since the test before."""
        for at in (pos + QPoint(2, 2), pos):
            self.qtbot.mouseMove(self.view.viewport(), at)

    def release(self, pos: QPoint, button=LEFT, modifier=PLAIN):
        self.qtbot.mouseRelease(self.view.viewport(), button, modifier, pos=pos)

    def click(self, pos: QPoint, modifier=PLAIN):
        self.qtbot.mouseClick(self.view.viewport(), LEFT, modifier, pos=pos)

    def double_click(self, pos: QPoint):
        self.qtbot.mouseDClick(self.view.viewport(), LEFT, pos=pos)

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.view, key, modifier)

    def teams(self):
        """The cards of each team, as the workshop has them."""
        return {t.id: [o.id for o in self.workshop.objectives(t.id)] for t in self.workshop.teams()}

    def shown(self):
        """The cards of each team as they lie on the board, read from the items' places."""
        found = {t.id: [] for t in self.workshop.teams()}
        items = self.view.board.cards
        for objective in sorted((o for o in self.workshop.all(Objective)), key=lambda o: items[o.id].y()):
            place = self.view.board.placement.cards[objective.id]
            assert (items[objective.id].x(), items[objective.id].y()) == (place.x, place.y)
            if not objective.parked:
                assert place.band is not None
                found[place.band.team].append(objective.id)
        return found

    def assert_at_rest(self):
        """The board shows what the workshop holds, and nothing is in the hand."""
        assert self.shown() == self.teams()
        assert self.view.board.hand.load is None
        assert self.view.pointer.gesture is None
        scene = self.view.board
        assert set(scene.cards) == set(scene.placement.cards)
        assert len(scene.items()) == len(scene.cards) + 1  # and the links


@pytest.fixture
def board(qtbot):
    desk = desk_for(small_workshop())
    view = BoardView(Theme.load("light"))
    qtbot.addWidget(view)
    bridge = Bridge(desk, view)
    view.resize(1250, 900)
    view.show_desk(desk, bridge)
    hands = Hands(qtbot, view, desk)
    view.refused.connect(hands.refused.append)
    view.hint.connect(hands.hints.append)
    view.show()
    qtbot.waitExposed(view)
    return hands


@pytest.fixture
def writer(qtbot, place):
    return Writer(qtbot, place)
