"""The board through the eyes of assistive technology: what it reads, what it is told, what it can do."""

import gc

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleAnnouncementEvent

from okrdesk import edits, linking
from okrdesk.cards import Link, Objective
from tests.desks import desk_for
from tests.factory import sample_workshop
from tests.ui.board.conftest import small_workshop
from ui import access
from ui.board.access import Part
from ui.board.view import BoardView
from ui.bridge import Bridge
from ui.look.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier
Event, Text = QAccessible.Event, QAccessible.Text
PRESS, FOCUS = QAccessibleActionInterface.pressAction(), QAccessibleActionInterface.setFocusAction()


def root_of(view):
    found = QAccessible.queryAccessibleInterface(view)
    assert found is not None
    return found


def children(part):
    return [part.child(n) for n in range(part.childCount())]


def all_of(part):
    """A part and all that is in it."""
    yield part
    for child in children(part):
        yield from all_of(child)


def name(part):
    return part.text(Text.Name)


def find(view, words):
    """The one part whose sentence begins with some words."""
    (found,) = (part for part in all_of(root_of(view)) if name(part).startswith(words))
    return found


@pytest.fixture
def listening():
    """Somebody listens, as a screen reader would."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def heard(listening, monkeypatch):
    """What is told from now on: (event, sentence or name of the part)."""
    told = []

    def hear(event):
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append((event.type(), event.message()))
        else:
            part = event.accessibleInterface()
            assert part is not None and part.isValid()
            told.append((event.type(), name(part)))

    monkeypatch.setattr(access, "send", hear)
    return told


def said(heard, event=Event.Announcement):
    return [words for each, words in heard if each == event]


# ---------------------------------------------------------------- what is read
def test_lanes_hold_teams_and_teams_hold_cards_in_the_order_of_the_board(board):
    root = root_of(board.view)
    assert (root.role(), name(root)) == (QAccessible.Role.List, "Board")
    assert [name(lane) for lane in children(root)] == [
        "Strategy, 2 pillars",
        "Company objectives, 2 objectives, at most 3 advised",
        "Enabling objectives, 3 objectives",
        "Not this quarter, 0 objectives",
    ]
    engineering, marketing, legal = children(root.child(2))
    assert name(engineering) == "Team ENG, Engineering, Enabling objectives, 2 objectives"
    assert [name(card).split(", ")[0] for card in children(engineering)] == [
        "Objective ENG-1",
        "Objective ENG-2",
    ]
    assert [name(card).split(", ")[0] for card in children(marketing)] == ["Objective MKT-1"]
    assert children(legal) == []
    assert legal.text(Text.Description) == "No card yet. Press N to write one."


def test_a_card_says_in_a_sentence_all_that_its_looks_say(board):
    card = find(board.view, "Objective MKT-1")
    assert name(card) == (
        "Objective MKT-1, People hear of us, draft, no owner, 0 key results, Marketing, enables CO-1.c2"
    )
    card = find(board.view, "Objective CO-1")
    assert card.text(Text.Description) == "Because. 1 enabling, 1 open"
    assert [name(part) for part in children(card)] == [
        "Condition CO-1.c1, Bikes are safe, open",
        "Condition CO-1.c2, People know our name, claimed by MKT-1",
        "Condition CO-1.c3, Rain, covered by normal work",
    ]
    assert name(find(board.view, "Key result")) == "Key result, Failed brakes, owner Ada Abara"
    assert find(board.view, "Pillar S-1").text(Text.Description) == "Win more riders"
    assert find(board.view, "Not this").text(Text.Description).startswith("Drag here what has to wait")


def test_every_part_is_found_again_from_the_one_it_is_in_and_from_its_place(board):
    root, port = root_of(board.view), board.view.viewport()
    for part in all_of(root):
        assert part.isValid() and part.rect().isValid()
        assert part.window() is board.view.window().windowHandle()
        for n, child in enumerate(children(part)):
            assert child.parent() is part
            assert part.indexOfChild(child) == n
            assert part.child(-1) is None and part.child(part.childCount()) is None
            middle = (
                child.rect().center() if child.childCount() == 0 else child.rect().topLeft() + QPoint(40, 6)
            )
            if port.rect().contains(port.mapFromGlobal(middle)):
                assert part.childAt(middle.x(), middle.y()) is child, name(child)
    assert root.childAt(-5000, -5000) is None
    assert root.indexOfChild(find(board.view, "Objective ENG-1")) == -1


def test_where_a_card_lies_is_told_in_pixels_of_the_screen(board):
    rect, at = find(board.view, "Objective ENG-1").rect(), board.place("eng1")
    corner = board.view.viewport().mapToGlobal(board.view.mapFromScene(QPointF(at.x, at.y)))
    assert (rect.topLeft() - corner).manhattanLength() <= 2
    assert abs(rect.width() - at.w) <= 2
    board.view.camera.zoom_to(0.5)
    assert abs(find(board.view, "Objective ENG-1").rect().width() - at.w / 2) <= 2


def test_the_selection_and_the_keys_can_be_heard(board):
    board.view.setFocus()
    board.view.selection.show("eng1", "eng2")
    states = {
        id_: find(board.view, f"Objective {code}").state() for id_, code in (("1", "ENG-1"), ("2", "ENG-2"))
    }
    assert states["1"].selected and not states["1"].focused
    assert states["2"].selected and states["2"].focused and states["2"].focusable and states["2"].selectable
    assert root_of(board.view).focusChild() is find(board.view, "Objective ENG-2")
    assert not find(board.view, "Objective CO-1").state().selected
    assert root_of(board.view).state().multiSelectable


def test_what_is_out_of_view_says_so(board):
    card = find(board.view, "Objective ENG-1")
    assert not card.state().offscreen
    board.view.camera.zoom_to(4.0)
    board.view.horizontalScrollBar().setValue(0)
    assert card.state().offscreen
    board.view.camera.reveal("eng1")
    assert not card.state().offscreen


def test_the_text_that_is_being_written_is_a_part_of_the_board(board):
    root = root_of(board.view)
    lanes = root.childCount()
    board.view.writing.edit("eng1")
    assert root.childCount() == lanes + 1
    editor = QAccessible.queryAccessibleInterface(board.view.writing.editor)
    assert editor is not None
    parts, part = [], editor
    while part is not None and part.object() is not board.view:
        parts.append(part)
        part = part.parent()
    assert part is not None and part.indexOfChild(parts[-1]) == lanes
    middle = editor.rect().center()
    assert root.childAt(middle.x(), middle.y()).object() is board.view.viewport()
    board.view.writing.leave()
    assert root.childCount() == lanes


# ---------------------------------------------------------------- what it can do
def test_a_press_opens_a_card_and_folds_a_team(board):
    card = find(board.view, "Objective ENG-1").actionInterface()
    assert card.actionNames() == [PRESS, FOCUS]
    card.doAction(FOCUS)
    assert board.view.selected == "eng1" and board.view.hasFocus()
    card.doAction(PRESS)
    assert board.view.writing.editor is not None and board.view.writing.editor.text == "Brakes hold"
    board.view.writing.leave()
    team = find(board.view, "Team ENG")
    actions = team.actionInterface()
    assert actions.actionNames() == [PRESS]
    assert actions.localizedActionDescription(PRESS) == "Fold away"
    assert team.state().expanded and not team.state().collapsed
    actions.doAction(PRESS)
    assert team.state().collapsed and not team.state().expanded and team.childCount() == 0
    assert actions.localizedActionDescription(PRESS) == "Show these cards again"
    actions.doAction(PRESS)
    assert team.childCount() == 2


def test_the_depth_of_each_part_is_told(board):
    def depth(words):
        return find(board.view, words).attributesInterface().attributeValue(QAccessible.Attribute.Level)

    assert [depth(w) for w in ("Enabling", "Team ENG", "Objective ENG-1", "Key result")] == [1, 2, 3, 4]
    assert [depth(w) for w in ("Company", "Objective CO-1", "Condition CO-1.c1")] == [1, 2, 3]


# ---------------------------------------------------------------- what is told
def test_arrows_tell_what_the_keys_are_on(board, heard):
    root_of(board.view)
    board.view.setFocus()
    board.view.select("eng1")
    heard.clear()
    board.key(Qt.Key.Key_Down)
    assert [words.split(", ")[0] for words in said(heard, Event.Focus)] == ["Objective ENG-2"]
    assert [w.split(", ")[0] for w in said(heard, Event.SelectionAdd)] == ["Objective ENG-2"]
    assert [w.split(", ")[0] for w in said(heard, Event.SelectionRemove)] == ["Objective ENG-1"]


def test_a_selected_link_is_said_in_words(board, heard):
    root_of(board.view)
    board.view.setFocus()
    board.view.select("l2")
    assert said(heard) == [linking.sentence_of(board.workshop, board.workshop.find(Link, "l2"))]


def test_a_move_is_told_with_its_new_place_and_undo_is_the_windows_to_tell(board, heard):
    root_of(board.view)
    board.view.setFocus()
    board.view.select("eng1")
    heard.clear()
    board.key(Qt.Key.Key_Down, CTRL)
    assert said(heard) == ["Move ENG-1, at the end"]
    heard.clear()
    board.key(Qt.Key.Key_Up, CTRL)
    assert said(heard) == ["Move ENG-1, ahead of ENG-2"]
    heard.clear()
    board.desk.undo()
    assert said(heard) == []


def test_a_card_in_another_team_is_told_as_gone_there_and_new_here(board, heard):
    card = find(board.view, "Objective ENG-1")
    board.view.setFocus()
    board.view.select("eng1")
    heard.clear()
    board.desk.do(edits.move_many(board.workshop, ["eng1"], "mkt", before=""), board.view)
    assert [w.split(", ")[0] for w in said(heard, Event.ObjectDestroyed)] == ["Objective ENG-1"]
    assert [w.split(", ")[0] for w in said(heard, Event.ObjectCreated)] == ["Objective ENG-1"]
    assert said(heard) == ["Move ENG-1 to Marketing, at the end"]
    assert [w.split(", ")[0] for w in said(heard, Event.Focus)] == ["Objective ENG-1"]
    assert not shiboken6.isValid(card)
    assert find(board.view, "Objective ENG-1").parent() is find(board.view, "Team MKT")


def test_a_new_title_is_told_and_a_deleted_card_let_go(board, heard):
    card = find(board.view, "Objective ENG-2")
    board.desk.do(edits.set_field(board.workshop, "eng2", "title", "Lights never fail"))
    assert "Lights never fail" in name(card)
    assert any("Lights never fail" in words for words in said(heard, Event.NameChanged))
    assert said(heard) == []  # it was not done on the board: the room that did it tells
    board.desk.do(edits.drop(board.workshop, "eng2"))
    assert not shiboken6.isValid(card)
    assert "eng2" not in board.view.reader.parts
    board.desk.undo()
    assert "Lights never fail" in name(find(board.view, "Objective ENG-2"))


def test_while_a_card_is_carried_each_place_is_said(board, heard, monkeypatch):
    root_of(board.view)
    board.view.tell("What a resting pointer would do")
    assert said(heard) == []
    board.drag(board.at("eng1"), board.at("mkt1", dy=4), release=False)
    told = said(heard)
    assert told and told[-1] == board.hints[-1]
    board.key(Qt.Key.Key_Escape)


def test_folding_lets_go_of_what_is_hidden(board, heard):
    card, team = find(board.view, "Objective ENG-1"), find(board.view, "Team ENG")
    board.view.board.folding.toggle("eng")
    assert not shiboken6.isValid(card)
    assert [w.split(", ")[0] for w in said(heard, Event.StateChanged)] == ["Team ENG"]
    board.view.board.folding.toggle("level-1")
    assert not shiboken6.isValid(team)
    assert find(board.view, "Enabling").state().collapsed
    assert find(board.view, "Enabling").childCount() == 0


def test_another_workshop_is_read_instead(board, heard):
    list(all_of(root_of(board.view)))
    desk = desk_for(sample_workshop(objectives=20))
    board.view.show_desk(desk, Bridge(desk, board.view))
    codes = {o.code for o in desk.workshop.all(Objective)}
    read = {
        name(part).split()[1].rstrip(",") for part in all_of(root_of(board.view)) if "Objective" in name(part)
    }
    assert codes <= read
    assert set(board.view.reader.parts) <= {r.id for r in desk.workshop} | {
        lane.name for lane in board.view.board.placement.lanes
    }


# ---------------------------------------------------------------- what it costs
def test_nothing_is_made_while_nobody_listens(board, monkeypatch):
    monkeypatch.setattr(access, "send", lambda event: pytest.fail("nobody listens"))
    board.view.setFocus()
    board.view.select("eng1")
    board.key(Qt.Key.Key_Down, CTRL)
    board.desk.undo()
    assert board.view.reader is None


def test_only_what_is_asked_for_is_made(qtbot):
    desk = desk_for(sample_workshop(objectives=600))
    view = BoardView(Theme.load("light"))
    qtbot.addWidget(view)
    view.resize(1250, 900)
    view.show_desk(desk, Bridge(desk, view))
    root = root_of(view)
    assert view.reader is not None
    assert root.childCount() >= 4
    assert not view.reader.parts
    assert root.child(1).childCount() > 0
    assert len(view.reader.parts) == 1


def test_boards_come_and_go_and_leave_nothing_behind(qtbot, listening):
    desk = desk_for(small_workshop())
    parts = []
    for _turn in range(25):
        view = BoardView(Theme.load("light"))
        bridge = Bridge(desk, view)
        view.show_desk(desk, bridge)
        view.show()
        parts += all_of(root_of(view))
        view.setFocus()
        view.select("eng1")
        desk.do(edits.set_field(desk.workshop, "eng1", "title", f"Title {_turn}"), view)
        bridge.close()
        view.close()
        view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del view, bridge
    assert len(parts) > 25 * 15
    assert [part for part in parts if shiboken6.isValid(part)] == []
    parts.clear()
    QCoreApplication.processEvents()
    gc.collect()
    assert not any(isinstance(each, Part) for each in gc.get_objects())
