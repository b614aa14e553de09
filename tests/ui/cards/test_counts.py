"""How many actions a plan takes beyond its words, by keys and by mouse."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from okrdesk.cards import KeyResult, Link, Objective, Pillar, Team
from okrdesk.change import Change, Put
from okrdesk.edits import drop, ranks

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LEFT = Qt.MouseButton.LeftButton
ENTER, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab
TEAMS = ("Sales", "Service", "Engineering", "Marketing")


class Hands:
    """Types, clicks and drags, and counts all that is no text."""

    def __init__(self, qtbot, place):
        self.qtbot, self.actions, self.view = qtbot, 0, place.room.board

    def key(self, key, modifier=NONE):
        self.actions += 1
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def words(self, text):
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def type(self, text, key, modifier=NONE):
        self.words(text)
        self.key(key, modifier)

    def click_row(self, team):
        """Click the row of an empty lane or band that invites to write."""
        self.actions += 1
        placement = self.view.board.placement
        box = placement.add_place(next(band for band in placement.bands if band.team == team))
        at = self.view.mapFromScene(QPointF(box.x + box.w / 2, box.y + box.h / 2))
        self.qtbot.mouseClick(self.view.viewport(), LEFT, pos=at)

    def drag(self, card, target):
        self.actions += 1
        start, end = self._middle(card), self._middle(target)
        port = self.view.viewport()
        self.qtbot.mousePress(port, LEFT, pos=start)
        for n in range(1, 9):
            self.qtbot.mouseMove(port, start + (end - start) * n / 8)
        self.qtbot.mouseRelease(port, LEFT, pos=end)

    def _middle(self, card):
        box = self.view.board.placement.cards[card]
        return self.view.mapFromScene(QPointF(box.x + 80, box.y + box.h / 2))


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
    hands, workshop = Hands(qtbot, empty), empty.session.workshop
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
    assert hands.actions <= 52, hands.actions  # 2 a card, 1 a key result and 2 a link would be 67


def test_a_plan_by_keys_whose_teams_are_not_there_yet(empty, qtbot):
    hands, workshop = Hands(qtbot, empty), empty.session.workshop
    empty.session.desk.do(drop(workshop, *(f"t{n}" for n in range(4))))
    hands.key(Qt.Key.Key_N)
    hands.type("Win more riders", ENTER)
    hands.type("Build what lasts", ENTER)
    hands.key(TAB)
    for card in range(3):
        hands.type(f"Company objective {card}", TAB)
        hands.type("Riders from 12% to 20%", ENTER)
        hands.type("Repairs from 9 days to 2 days", ENTER)
        hands.type("Complaints no more than 3%", ENTER, SHIFT if card == 2 else CTRL)
    hands.key(ESC)
    for card in range(3):
        if card:
            hands.key(Qt.Key.Key_Up)
        hands.key(Qt.Key.Key_N, SHIFT)
        for team in TEAMS:
            hands.type(team, ENTER)
            hands.type(f"{team} makes {card} possible", ENTER)
        hands.key(ESC)
    assert sorted(team.name for team in workshop.by(Team, "parent", workshop.root.id)) == sorted(TEAMS)
    assert (workshop.count(Objective), workshop.count(KeyResult), workshop.count(Link)) == (15, 9, 12)
    assert hands.actions <= 52, hands.actions  # no more than with the teams there


def test_a_plan_by_mouse(empty, qtbot):
    hands, workshop = Hands(qtbot, empty), empty.session.workshop
    hands.click_row("")
    hands.type("Win more riders", ENTER)
    hands.words("Build what lasts")
    hands.click_row(workshop.root.id)  # saves what is being written, wherever that moves the row
    for card in range(3):
        hands.type(f"Company objective {card}", TAB)
        hands.type("Riders from 12% to 20%", ENTER)
        hands.type("Repairs from 9 days to 2 days", ENTER)
        hands.words("Complaints no more than 3%")
        if card < 2:
            hands.key(ENTER, CTRL)
    for n, team in enumerate(TEAMS):
        hands.click_row(f"t{n}")
        for card in range(3):
            hands.words(f"{team} makes {card} possible")
            if card < 2:
                hands.key(ENTER)
    hands.key(ENTER, SHIFT)
    empty.room.board.camera.fit()
    targets = [o.id for o in workshop.objectives(workshop.root.id)]
    for n in range(4):
        for own, target in zip(workshop.objectives(f"t{n}"), targets, strict=True):
            hands.drag(own.id, target)
    assert (workshop.count(Pillar), workshop.count(KeyResult), workshop.count(Link)) == (2, 9, 12)
    assert [len(workshop.links_to(target)) for target in targets] == [4, 4, 4]
    assert all(len(workshop.objectives(f"t{n}")) == 3 for n in range(4))
    assert hands.actions <= 39, hands.actions  # 2 a card, 1 a key result and 2 a link would be 67
