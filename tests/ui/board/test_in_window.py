"""The board's gestures in the real window, where the menus' keys, the inspector and undo are about."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from okrdesk.cards import Condition, Objective
from tests.acting import card, drag, on_view

LEFT = Qt.MouseButton.LeftButton
PLAIN, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
UP, DOWN, SIDE = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left


def view_of(place):
    return place.room.board


def key(qtbot, place, key_, modifier=PLAIN):
    qtbot.keyClick(view_of(place), key_, modifier)


def open_condition(place):
    workshop = place.session.workshop
    return next(c for c in workshop.all(Condition) if not c.answer and not workshop.claims(c.id))


def test_a_card_dropped_on_an_open_condition_claims_it(qtbot, place):
    condition, sales = open_condition(place), card(place, "SAL-2")
    drag(qtbot, place, on_view(place, sales.id), on_view(place, condition.id))
    assert [link.source for link in place.session.workshop.claims(condition.id)] == [sales.id]
    key(qtbot, place, Qt.Key.Key_Z, CTRL)
    assert place.session.workshop.claims(condition.id) == ()


def test_the_status_bar_says_what_a_drop_would_do_and_why_it_cannot(qtbot, place):
    view, sales, company = view_of(place), card(place, "SAL-2"), card(place, "CO-1")
    start, end = on_view(place, sales.id), on_view(place, company.id) + QPoint(0, 20)
    qtbot.mousePress(view.viewport(), LEFT, pos=start)
    for n in range(1, 9):
        qtbot.mouseMove(view.viewport(), start + (end - start) * n / 8)
    assert place.window.status.hint.text() == "SAL-2 is already linked to CO-1 that way."
    key(qtbot, place, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=end)
    assert place.session.desk.history.undo_label is None
    assert view.selected == sales.id


def test_enter_and_arrows_belong_to_what_was_picked_up(qtbot, place):
    view, sales = view_of(place), card(place, "SAL-1")
    view.setFocus()
    view.select(sales.id)
    view.pointer.pick_up((sales.id,))
    key(qtbot, place, DOWN)
    key(qtbot, place, Qt.Key.Key_Delete)
    key(qtbot, place, Qt.Key.Key_Return)
    workshop = place.session.workshop
    assert [o.code for o in workshop.objectives(sales.team)][:2] == ["SAL-2", "SAL-1"]
    assert view.pointer.gesture is None
    key(qtbot, place, Qt.Key.Key_Z, CTRL)
    assert [o.code for o in workshop.objectives(sales.team)][:2] == ["SAL-1", "SAL-2"]


def test_a_link_is_drawn_by_keys_alone(qtbot, place):
    view, sales = view_of(place), card(place, "SAL-2")
    before = place.session.workshop.links_from(sales.id)
    view.select(sales.id)
    view.pointer.draw_link(sales.id)
    key(qtbot, place, SIDE)
    target = view.board.hand.aim.target
    key(qtbot, place, Qt.Key.Key_Return)
    added = set(place.session.workshop.links_from(sales.id)) - set(before)
    assert [(link.source, link.target) for link in added] == [(sales.id, target)]


def test_undo_by_its_key_ends_a_drag_and_takes_back_what_was_before(qtbot, place):
    view, workshop = view_of(place), place.session.workshop
    sales, service = card(place, "SAL-3"), card(place, "SRV-1")
    drag(qtbot, place, on_view(place, sales.id), on_view(place, service.id) - QPoint(0, 18))
    assert workshop.find(Objective, sales.id).team == service.team
    start = on_view(place, service.id)
    qtbot.mousePress(view.viewport(), LEFT, pos=start)
    qtbot.mouseMove(view.viewport(), start + QPoint(30, 30))
    qtbot.mouseMove(view.viewport(), start + QPoint(60, 60))
    assert view.board.hand.load is not None
    key(qtbot, place, Qt.Key.Key_Z, CTRL)
    assert view.board.hand.load is None
    qtbot.mouseRelease(view.viewport(), LEFT, pos=start + QPoint(60, 60))
    assert workshop.find(Objective, sales.id).team == sales.team
    assert place.session.desk.history.undo_label is None


def test_another_room_ends_what_is_in_the_hand(qtbot, place):
    view, sales = view_of(place), card(place, "SAL-2")
    view.pointer.pick_up((sales.id,))
    place.rooms.enter("outline")
    assert view.pointer.gesture is None
    place.rooms.enter("board")
    QApplication.processEvents()
    assert view.board.hand.load is None


def test_tab_in_the_middle_of_a_push_leaves_the_board_where_it_was(qtbot, place):
    view = view_of(place)
    view.setFocus()
    view.camera.zoom_to(2.0)
    bar, start = view.horizontalScrollBar().value(), QPoint(600, 500)
    qtbot.mousePress(view.viewport(), Qt.MouseButton.MiddleButton, pos=start)
    qtbot.mouseMove(view.viewport(), start - QPoint(40, 0))
    assert view.horizontalScrollBar().value() == bar + 40
    key(qtbot, place, Qt.Key.Key_Tab)
    assert not view.hasFocus()
    assert view.pointer.gesture is None
    assert view.horizontalScrollBar().value() == bar
