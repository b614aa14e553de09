"""How many keys a plan takes beyond its words, from nothing: what issue 3 asks for at most."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from okrdesk.cards import KeyResult, Link, Objective, Pillar, Team
from okrdesk.change import Change, Put
from okrdesk.edits import drop, ranks

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ENTER, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab
TEAMS = ("Sales", "Service", "Engineering", "Marketing")


class Hands:
    """Types, and counts the keys that are no text."""

    def __init__(self, qtbot):
        self.qtbot, self.keys = qtbot, 0

    def key(self, key, modifier=NONE):
        self.keys += 1
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def type(self, text, key, modifier=NONE):
        self.qtbot.keyClicks(QApplication.focusWidget(), text)
        self.key(key, modifier)


@pytest.fixture
def empty(place):
    """Four teams, and nothing planned."""
    workshop, desk = place.session.workshop, place.session.desk
    root = workshop.root
    desk.do(drop(workshop, *(r.id for kind in (Pillar, Objective) for r in workshop.all(kind))))
    desk.do(drop(workshop, *(t.id for t in workshop.by(Team, "parent", root.id))))
    put = [
        Put(Team(f"t{n}", r, t, parent=root.id)) for n, (r, t) in enumerate(zip(ranks(4), TEAMS, strict=True))
    ]
    desk.do(Change("Teams", tuple(put)))
    place.room.board.setFocus()
    return place


def test_a_plan_by_keys(empty, qtbot):
    hands, workshop = Hands(qtbot), empty.session.workshop
    hands.key(Qt.Key.Key_N)
    hands.type("Win more riders", ENTER)
    hands.type("Build what lasts", ENTER)
    hands.key(TAB)  # on to the company's lane
    for card in range(3):
        hands.type(f"Company objective {card}", TAB)
        hands.type("Riders from 12% to 20%", ENTER)
        hands.type("Repairs from 9 days to 2 days", ENTER)
        last = (ENTER, SHIFT) if card == 2 else (ENTER, CTRL)
        hands.type("Complaints no more than 3%", *last)
    assert workshop.count(KeyResult) == 9
    hands.key(ESC)  # from the key result to its card
    for card in range(3):
        if card:
            hands.key(Qt.Key.Key_Up)
        hands.key(Qt.Key.Key_N, SHIFT)
        for team in TEAMS:
            hands.type(team[:4].lower(), ENTER)
            hands.type(f"{team} makes {card} possible", ENTER)
        hands.key(ESC)
    cards = workshop.count(Pillar) + workshop.count(Objective)
    assert (cards, workshop.count(Link)) == (17, 12)
    assert {link.kind for link in workshop.all(Link)} == {"enables"}
    targets = [o.id for o in workshop.objectives(workshop.root.id)]
    assert [len(workshop.links_to(target)) for target in targets] == [4, 4, 4]
    assert all(len(workshop.objectives(f"t{n}")) == 3 for n in range(4))
    assert hands.keys <= 52, hands.keys  # 2 a card, 1 a key result and 2 a link would be 67
