"""Each gesture of the board three ways on the real window: dragged with the mouse, by keys alone, and by
clicks without dragging. All three leave the very same plan; Esc half-way leaves it as it was.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu

from okrdesk.canonical import canonical
from okrdesk.cards import Author, Condition, KeyResult, Link, Objective
from okrdesk.change import Change, Put
from okrdesk.store.document import create
from tests.ui.board.conftest import Hands, small_workshop
from ui.board import keys

UP, DOWN, LEFT, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right
ENTER, ESC, M, L, P = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_M, Qt.Key.Key_L, Qt.Key.Key_P
PLAIN, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
BUTTON = Qt.MouseButton.LeftButton
DOWNWARD = (DOWN,) * 16
TO_THE_LEFT = (LEFT, *(UP,) * 8, *(DOWN,) * 16)
ARROWS = {"up": UP, "down": DOWN, "left": LEFT, "right": RIGHT}


class Person(Hands):
    """Somebody at the window, with mouse and keys; only events that a person can cause."""

    def __init__(self, qtbot, place):
        super().__init__(qtbot, place.room.board, place.session.desk)
        self.window = place.window

    def key(self, key, modifier=PLAIN):
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def go_to(self, id_):
        """Walk there by arrow keys, the shortest way."""
        workshop, placement = self.workshop, self.view.board.placement
        ways: deque[tuple[str, tuple[Any, ...]]] = deque([(self.view.selected, ())])
        seen, way = set(), ()
        while ways:
            at, way = ways.popleft()
            if at == id_:
                break
            if at in seen:
                continue
            seen.add(at)
            for arrow, key in ARROWS.items():
                ways.append((keys.next_to(workshop, placement, at, arrow), (*way, (key, PLAIN))))
            for arrow in ("up", "down"):
                row = keys.row_next_to(workshop, at, down=arrow == "down")
                ways.append((row or at, (*way, (ARROWS[arrow], ALT))))
        for key, modifier in way:
            self.key(key, modifier)
        assert self.view.selected == id_

    def carry(self, arrows, wanted: Callable[[Any], bool]):
        """Press arrows one after another until what is in the hand would go where it is `wanted`."""
        for arrow in arrows:
            self.key(arrow)
            if wanted(self.view.board.hand.aim):
                return
        raise AssertionError(self.view.board.hand.aim)

    def menu(self, menu, title):
        """Choose a command of the menu bar with the mouse."""
        bar = self.window.menuBar()
        top = next(action for action in bar.actions() if action.text().replace("&", "") == menu)
        self.qtbot.mouseClick(bar, BUTTON, pos=bar.actionGeometry(top).center())
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QMenu)
        action = next(a for a in popup.actions() if a.text().replace("&", "") == title)
        assert action.isEnabled(), title
        self.qtbot.mouseClick(popup, BUTTON, pos=popup.actionGeometry(action).center())
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()

    def pick_up(self, at):
        """Select by a click and choose Pick up."""
        self.click(at)
        self.menu("Card", "Pick up")

    def gap(self, card, *, below=False):
        """A point in the gap above (below) a card."""
        height = self.view.board.placement.block_height(card)
        return self.at(card, dx=200, dy=height + 5 if below else -4)

    def middle(self, card):
        return self.at(card, dx=90.0, dy=self.place(card).h / 2)

    def band(self, team, dy=50.0):
        band = self.view.board.placement.bands_of(team)[0]
        return self.view.mapFromScene(QPointF(band.x + 200, band.y + dy))

    @property
    def tray(self):
        lane = self.view.board.placement.lanes[-1]
        return self.view.mapFromScene(QPointF(lane.x + 60, 120.0))


def plan(workshop):
    """What the board shows, told without the ids that copies and links were given."""

    def said(id_):
        record = workshop[id_]
        return getattr(record, "title", "") or getattr(record, "text", "")

    return {
        "pillars": [p.title for p in workshop.pillars()],
        "teams": {t.id: [o.title for o in workshop.objectives(t.id)] for t in workshop.teams()},
        "tray": [o.title for o in workshop.parked()],
        "rows": {o.title: [k.text for k in workshop.key_results(o.id)] for o in workshop.all(Objective)},
        "conditions": [(said(c.parent), c.text, c.rank) for c in workshop.all(Condition)],
        "links": sorted((said(link.source), link.kind, said(link.target)) for link in workshop.all(Link)),
    }


@pytest.fixture
def person(qtbot, open_window, home, tmp_path):
    """The board's small workshop in a real window, shown whole at a zoom at which rows can be seen."""
    workshop = small_workshop()
    waits = Objective("eng3", "a3", "ENG-3", "eng", "Bells ring", parked=True)
    records = [*workshop, waits, KeyResult("k2", "a0", objective="co1", text="Riders who return")]
    file = tmp_path / "small.okrdesk"
    create(
        file, Author("a", "Ada"), Change("Begin", tuple(map(Put, records)), "begin"), synchronous="OFF"
    ).close()
    place = open_window(file)
    place.window.resize(1900, 1200)
    place.room.board.camera.zoom_to(0.8)
    place.room.board.setFocus()
    QApplication.processEvents()
    return Person(qtbot, place)


@dataclass(frozen=True)
class Way:
    """A gesture: where a drag starts and ends, the keys that do the same, the clicks that do."""

    drag: Callable[[Person], tuple[QPoint, QPoint]]
    keys: Callable[[Person], None]
    clicks: Callable[[Person], None]
    modifier: Qt.KeyboardModifier = PLAIN
    before: Callable[[Person], None] = lambda _person: None


def picked(start, end):
    """The clicks of most gestures: pick up, then the place."""

    def clicks(p):
        p.pick_up(start(p))
        p.click(end(p))

    return clicks


def way(start, end, keys_, clicks=None, **more):
    return Way(lambda p: (start(p), end(p)), keys_, clicks or picked(start, end), **more)


def carried(id_, arrows, wanted, first=M, modifier=PLAIN):
    """The keys of most gestures: walk there, pick up, arrows to the place, Enter."""

    def press(p):
        p.go_to(id_)
        p.key(first, modifier)
        p.carry(arrows, wanted)
        p.key(ENTER)

    return press


def stepped(id_, key, times=1):
    def press(p):
        p.go_to(id_)
        for _n in range(times):
            p.key(key, CTRL)

    return press


def in_team(team, before=""):
    return lambda aim: aim.does in ("place", "promote") and aim.band.team == team and aim.before == before


def onto(id_):
    return lambda aim: aim.target == id_


def by_dot(card, target, *, upward):
    def clicks(p):
        p.click(p.at(card))
        p.click(p.dot(card, upward=upward))
        p.click(p.middle(target))

    return clicks


def two_selected(p):
    p.click(p.at("eng1"))
    p.click(p.at("eng2"), CTRL)


def both_picked(p):
    two_selected(p)
    p.menu("Card", "Pick up")
    p.click(p.gap("co2"))


def both_by_keys(p):
    p.go_to("eng1")
    p.key(DOWN, SHIFT)
    p.key(M)
    p.carry(TO_THE_LEFT, in_team("co", "co2"))
    p.key(ENTER)


def linked_by_words(p):
    p.go_to("eng1")
    p.key(L)
    p.qtbot.keyClicks(QApplication.focusWidget(), "Bikes are safe")
    p.key(ENTER)


def copied_by_keys(p):
    p.go_to("eng2")
    p.key(M)
    p.carry(DOWNWARD, in_team("law"))
    p.key(DOWN, CTRL)
    p.key(UP, CTRL)
    p.key(ENTER)


def copied_by_clicks(p):
    p.pick_up(p.at("eng2"))
    p.click(p.band("law"), CTRL)


GESTURES = {
    "reorder": way(lambda p: p.at("co1"), lambda p: p.gap("co2", below=True), stepped("co1", DOWN)),
    "another team": way(
        lambda p: p.at("eng2"), lambda p: p.gap("mkt1"), carried("eng2", DOWNWARD, in_team("mkt", "mkt1"))
    ),
    "an empty team": way(lambda p: p.at("mkt1"), lambda p: p.band("law"), stepped("mkt1", DOWN)),
    "another lane": way(
        lambda p: p.at("eng1"),
        lambda p: p.gap("co1"),
        carried("eng1", TO_THE_LEFT, in_team("co", "co1")),
    ),
    "onto a condition": way(
        lambda p: p.at("eng1"), lambda p: p.at("c1"), linked_by_words, by_dot("eng1", "c1", upward=True)
    ),
    "onto a card": way(
        lambda p: p.at("eng2"),
        lambda p: p.middle("co2"),
        carried("eng2", TO_THE_LEFT, onto("co2"), L, SHIFT),
    ),
    "from the left edge": way(
        lambda p: p.dot("eng1", upward=True),
        lambda p: p.at("p2", dx=90),
        carried("eng1", (LEFT, LEFT, *(DOWN,) * 8), onto("p2"), L, SHIFT),
        by_dot("eng1", "p2", upward=True),
        before=lambda p: p.click(p.at("eng1")),
    ),
    "from the right edge": way(
        lambda p: p.dot("co2", upward=False),
        lambda p: p.middle("eng2"),
        carried("eng2", TO_THE_LEFT, onto("co2"), L, SHIFT),
        by_dot("co2", "eng2", upward=False),
        before=lambda p: p.click(p.at("co2")),
    ),
    "key result to another objective": way(
        lambda p: p.row("eng1", 0),
        lambda p: p.at("co2"),
        carried("k1", TO_THE_LEFT, onto("co2")),
    ),
    "key result to a lower lane": way(
        lambda p: p.row("co1", 0), lambda p: p.band("law"), carried("k2", DOWNWARD, in_team("law"), first=M)
    ),
    "condition to another card": way(
        lambda p: p.at("c1"),
        lambda p: p.at("co2"),
        carried("c1", DOWNWARD, onto("co2")),
    ),
    "pillar": way(lambda p: p.at("p1"), lambda p: p.gap("p2", below=True), stepped("p1", DOWN)),
    "to the tray": way(
        lambda p: p.at("eng1"), lambda p: p.tray, lambda p: (p.go_to("eng1"), p.key(P)),
        lambda p: (p.click(p.at("eng1")), p.menu("Card", "Not this quarter")),
    ),
    "back from the tray": way(
        lambda p: p.at("eng3"),
        lambda p: p.gap("eng1"),
        carried("eng3", (LEFT, *(UP,) * 12), in_team("eng", "eng1")),
    ),
    "several at once": Way(
        lambda p: (p.at("eng2"), p.gap("co2")), both_by_keys, both_picked, before=two_selected
    ),
    "a copy": way(
        lambda p: p.at("eng2"), lambda p: p.band("law"), copied_by_keys, copied_by_clicks, modifier=CTRL
    ),
}  # fmt: skip


def drag(p, gesture, *, release=True):
    gesture.before(p)
    start, end = gesture.drag(p)
    p.qtbot.mousePress(p.view.viewport(), BUTTON, pos=start)
    for share in (0.1, 0.4, 0.7, 1.0):
        move(p, start + (end - start) * share, gesture.modifier)
    if release:
        p.release(end, modifier=gesture.modifier)


def move(p, pos, modifier):
    """Move the pointer with the button held; qtbot's moves know no Ctrl."""
    port = p.view.viewport()
    to = QPointF(pos)
    event = QMouseEvent(QEvent.Type.MouseMove, to, QPointF(port.mapToGlobal(pos)), BUTTON, BUTTON, modifier)
    QApplication.sendEvent(port, event)


@pytest.mark.parametrize("name", GESTURES)
def test_dragged_by_keys_and_by_clicks_it_is_the_same(person, name):
    gesture, start = GESTURES[name], canonical(person.workshop)
    plans, labels = {}, {}
    for how in ("mouse", "keys", "clicks"):
        if how == "mouse":
            drag(person, gesture)
        else:
            getattr(gesture, how)(person)
        plans[how], labels[how] = plan(person.workshop), person.desk.history.undo_label
        person.assert_at_rest()
        assert canonical(person.workshop) != start, (how, person.refused, person.hints[-3:])
        person.key(Qt.Key.Key_Z, CTRL)
        assert canonical(person.workshop) == start, how
        person.assert_at_rest()
        person.key(ESC)
        person.key(ESC)
    assert plans["keys"] == plans["mouse"]
    assert plans["clicks"] == plans["mouse"]
    assert len(set(labels.values())) == 1, labels


@pytest.mark.parametrize("name", GESTURES)
def test_escape_half_way_leaves_all_as_it_was(person, name):
    gesture, start = GESTURES[name], canonical(person.workshop)
    drag(person, gesture, release=False)
    assert person.view.board.hand.load is not None
    person.key(ESC)
    person.release(gesture.drag(person)[1])
    assert canonical(person.workshop) == start
    assert person.desk.history.undo_label is None
    person.assert_at_rest()
