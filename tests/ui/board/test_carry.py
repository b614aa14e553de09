"""What is carried over the board with a button held: linked, parked, promoted, several at once, copied."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from okrdesk import edits, linking
from okrdesk.cards import KeyResult
from tests.ui.board.test_drag import START, band_point
from ui.look import motion

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def rows(board):
    """The board, with two key results more: one of each company objective."""
    for id_, objective in (("k2", "co1"), ("k3", "co2")):
        board.desk.do(edits.add(board.workshop, KeyResult(id_, objective=objective, text=id_.upper())))
    return board


def links(board, source):
    return {(link.target, link.kind) for link in board.workshop.links_from(source)}


def middle(board, card):
    return board.at(card, dx=200.0, dy=board.place(card).h / 2)


# ---------------------------------------------------------------- cards
@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [("eng1", "co2", "enables"), ("eng1", "mkt1", "enables"), ("eng1", "p2", "serves")],
    ids=["another lane", "another team", "a pillar"],
)
def test_a_card_dropped_on_another_is_linked_to_it(board, source, target, kind):
    spot = board.at("p2", dx=90) if target == "p2" else middle(board, target)
    board.drag(board.at(source), spot)
    assert (target, kind) in links(board, source)
    assert board.teams() == START
    assert any("Drop to say" in hint for hint in board.hints)
    board.assert_at_rest()
    board.desk.undo()
    assert links(board, source) == set()


def test_a_drop_between_cards_of_another_team_moves(board):
    board.drag(board.at("eng1"), board.at("mkt1", dx=200, dy=6))
    assert board.teams()["mkt"] == ["eng1", "mkt1"]
    assert links(board, "eng1") == set()


def test_in_its_own_team_a_card_only_changes_the_order(board):
    board.drag(board.at("eng1"), middle(board, "eng2") + QPoint(0, 6))
    assert board.teams()["eng"] == ["eng2", "eng1"]
    assert links(board, "eng1") == set()


def test_a_link_that_is_there_already_is_refused_with_a_sentence(board):
    board.drag(board.at("co1"), board.at("p1", dx=90))
    assert board.refused == ["CO-1 is already linked to S-1 that way."]
    assert board.desk.history.undo_label is None
    board.assert_at_rest()


def test_a_card_goes_to_the_tray_and_comes_back(board):
    tray = board.view.board.placement.bands[-1]
    assert board.view.board.placement.lanes[tray.lane].kind == "tray"  # there also when it is empty
    board.drag(board.at("mkt1"), board.view.mapFromScene(QPointF(tray.x + 60, tray.y + 30)))
    assert board.workshop["mkt1"].parked
    board.drag(board.at("mkt1"), middle(board, "eng2"))  # what waits is brought back, and not linked
    assert not board.workshop["mkt1"].parked
    assert "mkt1" in board.teams()["eng"]
    assert links(board, "mkt1") == {("c2", "enables")}
    board.desk.undo()
    board.desk.undo()
    assert board.teams() == START
    board.assert_at_rest()


def test_several_selected_cards_go_together(board):
    board.view.selection.show("mkt1", "eng1")
    board.drag(board.at("mkt1"), band_point(board, "law"))
    assert board.teams() == START | {"eng": ["eng2"], "mkt": [], "law": ["eng1", "mkt1"]}
    assert set(board.view.selection.ids) == {"mkt1", "eng1"}
    assert board.desk.history.undo_label == "Move 2 cards to Legal"
    board.assert_at_rest()
    board.desk.undo()
    assert board.teams() == START


def test_several_cards_claim_a_condition_at_once(board):
    board.view.selection.show("eng1", "eng2")
    board.drag(board.at("eng2"), board.at("c1"))
    assert {link.source for link in board.workshop.claims("c1")} == {"eng1", "eng2"}
    board.desk.undo()
    assert board.workshop.claims("c1") == ()


def test_a_card_that_is_not_selected_goes_alone(board):
    board.view.selection.show("eng2", "mkt1")
    board.drag(board.at("eng1"), band_point(board, "law"))
    assert board.teams()["law"] == ["eng1"]
    assert board.view.selection.ids == ("eng1",)


def test_with_control_held_a_copy_is_put_down(board):
    board.qtbot.mousePress(board.view.viewport(), Qt.MouseButton.LeftButton, pos=board.at("eng1"))
    end = band_point(board, "law")
    for pos in (board.at("eng1") + QPoint(0, 30), end):
        at = QPointF(pos), QPointF(board.view.viewport().mapToGlobal(pos))
        buttons = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
        move = QMouseEvent(QEvent.Type.MouseMove, *at, *buttons, CTRL)
        QApplication.sendEvent(board.view.viewport(), move)
    assert board.hints[-1] == "Drop to put a copy of ENG-1 into Legal"
    board.release(end, modifier=CTRL)
    [copy] = board.workshop.objectives("law")
    assert board.workshop[copy.id].title == "Brakes hold"
    assert [k.text for k in board.workshop.key_results(copy.id)] == ["Failed brakes"]
    assert board.teams()["eng"] == ["eng1", "eng2"]
    assert board.view.selected == copy.id
    board.desk.undo()
    assert board.teams() == START


# ---------------------------------------------------------------- key results
def test_a_row_moves_to_a_place_in_another_card(rows):
    rows.drag(rows.row("eng1", 0), rows.row("co2", 0, dy=-6))
    assert [k.id for k in rows.workshop.key_results("co2")] == ["k1", "k3"]
    assert rows.view.selected == "k1"
    rows.assert_at_rest()
    rows.desk.undo()
    assert rows.workshop["k1"].objective == "eng1"


def test_a_row_dropped_on_a_cards_title_becomes_its_last(rows):
    rows.drag(rows.row("eng1", 0), rows.at("co2", dx=100, dy=34))
    assert [k.id for k in rows.workshop.key_results("co2")] == ["k3", "k1"]


def test_a_row_changes_its_place_within_its_card(rows):
    rows.desk.do(edits.add(rows.workshop, KeyResult("k4", objective="co1", text="K4")))
    rows.drag(rows.row("co1", 0), rows.row("co1", 1, dy=8))
    assert [k.id for k in rows.workshop.key_results("co1")] == ["k4", "k2"]


def test_a_row_in_a_lower_lane_becomes_an_objective_that_enables_it(rows):
    rows.drag(rows.row("co1", 0), band_point(rows, "law"))
    [made] = rows.workshop.objectives("law")
    assert (made.title, links(rows, made.id)) == ("K2", {("k2", "enables")})
    assert rows.view.selected == made.id
    rows.assert_at_rest()
    rows.desk.undo()
    assert rows.teams() == START


def test_a_row_between_the_cards_of_a_lower_lane_is_put_there(rows):
    gap = rows.view.mapFromScene(QPointF(rows.place("eng2").x + 100, rows.place("eng2").y - 8))
    rows.drag(rows.row("co1", 0), gap)
    assert rows.teams()["eng"][0] == "eng1"
    assert rows.workshop[rows.teams()["eng"][1]].title == "K2"
    assert rows.teams()["eng"][2] == "eng2"


def test_a_row_does_not_rise_to_a_higher_lane(rows):
    company = rows.view.board.placement.bands_of("co")[0]
    empty = QPointF(company.x + 100, company.y + company.h - 6)
    rows.drag(rows.row("eng1", 0), rows.view.mapFromScene(empty))
    assert rows.teams() == START
    assert rows.workshop["k1"].objective == "eng1"


@pytest.mark.parametrize(("target", "kind"), [("c1", "enables"), ("p1", "serves")])
def test_a_row_on_a_condition_or_pillar_is_linked_to_it(rows, target, kind):
    rows.drag(rows.row("eng1", 0), rows.at(target, dx=90))
    assert links(rows, "k1") == {(target, kind)}
    rows.desk.undo()
    assert links(rows, "k1") == set()


def test_a_row_whose_links_would_close_a_circle_says_so(rows):
    rows.desk.do(linking.link(rows.workshop, "k1", "co1", "enables"))
    before = rows.desk.history.undo_label
    rows.drag(rows.row("eng1", 0), rows.row("co1", 0))
    assert rows.workshop["k1"].objective == "eng1"
    assert len(rows.refused) == 1
    assert rows.desk.history.undo_label == before


# ---------------------------------------------------------------- links from an edge
def test_a_link_is_drawn_from_a_cards_left_edge_to_what_it_feeds(board):
    board.view.select("eng1")
    board.drag(board.dot("eng1", upward=True), middle(board, "co2"))
    assert links(board, "eng1") == {("co2", "enables")}
    assert board.view.selected == "eng1"
    board.assert_at_rest()
    board.desk.undo()
    assert links(board, "eng1") == set()


def test_a_link_is_drawn_from_a_cards_right_edge_to_what_feeds_it(board):
    board.hover(board.at("co2"))  # the dots show where the pointer is
    board.drag(board.dot("co2", upward=False), middle(board, "eng1") - QPoint(0, 40))
    assert links(board, "eng1") == {("co2", "enables")}


def test_a_link_can_lead_to_a_key_result(rows):
    rows.view.select("mkt1")
    rows.drag(rows.dot("mkt1", upward=True), rows.row("co2", 0))
    assert ("k3", "enables") in links(rows, "mkt1")


@pytest.mark.parametrize(
    ("target", "words"), [("c2", "claims"), ("c3", "settled"), ("eng1", "circle")], ids=str
)
def test_a_drawn_link_that_cannot_be_says_why(board, target, words):
    board.desk.do(linking.link(board.workshop, "eng1", "mkt1", "enables"))
    board.view.select("mkt1")
    spot = board.at(target, dx=150, dy=30 if target == "eng1" else 20)
    board.drag(board.dot("mkt1", upward=True), spot, release=False)
    assert words in board.hints[-1]
    assert board.view.viewport().cursor().shape() == Qt.CursorShape.ForbiddenCursor
    board.release(spot)
    assert board.refused == [board.hints[-2]] or words in board.refused[0]
    assert board.desk.history.undo_label == "Link ENG-1 to MKT-1"
    board.assert_at_rest()


# ---------------------------------------------------------------- what shows, and how it ends
def test_what_can_take_a_card_shows_before_the_pointer_gets_there(board):
    def look(card):
        place = board.place(card)
        corner = board.view.mapFromScene(QPointF(place.x - 8, place.y - 8))
        return board.view.grab().toImage().copy(corner.x(), corner.y() + 44, 40, 40)

    before = {card: look(card) for card in ("c1", "c2", "mkt1", "p1")}
    board.drag(board.at("eng1"), board.at("eng1") + QPoint(0, 14), release=False)
    changed = {card for card in before if look(card) != before[card]}
    assert changed == set(before)  # the open condition loudly, what else it can be linked to quietly
    board.key(Qt.Key.Key_Escape)
    assert {card for card in before if look(card) != before[card]} == set()


@pytest.mark.parametrize("zoom", [0.1, 0.3, 1.0, 2.0])
def test_a_drag_leaves_no_trace(board, zoom):
    board.view.camera.zoom_to(zoom)
    board.view.select("eng1")
    board.view.grab()
    before = board.view.grab().toImage()
    board.drag(board.at("eng1"), board.at("co2", dy=60), release=False)
    assert board.view.grab().toImage() != before
    board.key(Qt.Key.Key_Escape)
    assert board.view.grab().toImage() == before


def test_a_scrolled_drag_looks_as_if_it_had_begun_there(board):
    board.view.resize(700, 500)
    board.drag(board.at("co1"), board.at("co1") + QPoint(30, 30), release=False)
    board.view.horizontalScrollBar().setValue(150)
    board.view.verticalScrollBar().setValue(90)
    spot = board.at("co2", dx=100, dy=10)
    board.hover(spot)
    scrolled = board.view.grab().toImage()
    board.view.board.hand._refresh()
    anew = board.view.grab().toImage()  # has to live as long as its bits are read
    pixels = [image.constBits().cast("I") for image in (scrolled, anew)]
    assert sum(a != b for a, b in zip(*pixels, strict=True)) < 100  # a line's end may fall between two pixels
    board.key(Qt.Key.Key_Escape)


def test_a_zoom_keeps_the_card_in_the_hand(board):
    board.drag(board.at("eng1"), middle(board, "co2"), release=False)
    board.view.camera.zoom_to(0.5)
    board.qtbot.wait(10)
    spot = board.at("mkt1", dx=100, dy=2)
    board.hover(spot)
    board.release(spot)
    assert board.teams()["mkt"] == ["eng1", "mkt1"]
    board.assert_at_rest()


def test_the_right_button_lets_go_of_what_is_dragged(board):
    port, spot = board.view.viewport(), board.at("mkt1", dy=2)
    board.drag(board.at("eng1"), spot, release=False)
    board.qtbot.mousePress(port, Qt.MouseButton.RightButton, pos=spot)
    board.assert_at_rest()
    board.qtbot.mouseRelease(port, Qt.MouseButton.RightButton, pos=spot)
    board.release(spot)
    assert board.teams() == START


def test_a_button_let_go_of_outside_ends_the_drag(board):
    board.drag(board.at("eng1"), board.at("mkt1", dy=2), release=False)
    pos = QPointF(board.at("mkt1", dy=4))
    none = Qt.MouseButton.NoButton
    kind = QEvent.Type.MouseMove
    move = QMouseEvent(kind, pos, pos, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(board.view.viewport(), move)
    board.assert_at_rest()
    assert board.teams() == START


@pytest.mark.parametrize("event", ["focus", "hide"])
def test_a_drag_ends_when_the_board_is_left(board, event):
    board.drag(board.at("eng1"), board.at("mkt1", dy=2), release=False)
    if event == "focus":
        reason = Qt.FocusReason.ActiveWindowFocusReason
        QApplication.sendEvent(board.view, QFocusEvent(QEvent.Type.FocusOut, reason))
    else:
        board.view.hide()
    assert board.view.pointer.gesture is None
    board.release(board.at("mkt1", dy=2))
    assert board.teams() == START


def test_a_plain_arrow_or_letter_is_the_drags_own(board):
    board.drag(board.at("eng1"), board.at("mkt1", dy=2), release=False)
    board.key(Qt.Key.Key_Delete)
    board.key(Qt.Key.Key_N)
    assert board.view.board.hand.load is not None
    assert board.desk.history.undo_label is None
    board.key(Qt.Key.Key_Escape)
    board.assert_at_rest()


def test_a_dropped_card_slides_from_the_hand_and_a_refused_one_leaves_nothing_behind(board, monkeypatch):
    monkeypatch.setattr(motion, "MILLISECONDS", 60)
    spot = board.at("mkt1", dx=200, dy=4)
    board.drag(board.at("eng1"), spot)
    item, place = board.view.board.cards["eng1"], board.place("eng1")
    assert (item.x(), item.y()) != (place.x, place.y)
    board.qtbot.waitUntil(lambda: (item.x(), item.y()) == (place.x, place.y), timeout=2000)
    board.desk.read_only = "This workshop is open for reading only."
    board.drag(board.at("eng2"), board.at("co2", dx=200, dy=3))
    board.desk.read_only = ""
    board.desk.do(edits.set_field(board.workshop, "mkt1", "title", "Word gets round"))
    assert len(board.refused) == 1
    item, place = board.view.board.cards["eng2"], board.place("eng2")
    assert (item.x(), item.y()) == (place.x, place.y)
