"""What the mouse selects: cards, key results, links, several of them; and what other clicks ask for."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RIGHT = Qt.MouseButton.RightButton


def link_point(board, link):
    """A point of the viewport on a link's line, off all cards."""
    board.view.grab()  # links are found where they were drawn
    way = board.view.board.links.way_of(link)
    for _box, piece in way.pieces.values():
        for share in (0.5, 0.3, 0.7):
            point = piece.pointAt(share) if hasattr(piece, "pointAt") else piece.pointAtPercent(share)
            if board.view.board.card_at(point) is None:
                return board.view.mapFromScene(point)
    raise AssertionError(link)


def test_control_and_a_click_take_a_card_in_and_out(board):
    board.click(board.at("eng1"))
    board.click(board.at("mkt1"), CTRL)
    assert board.view.selection.ids == ("eng1", "mkt1")
    board.click(board.at("eng1"), CTRL)
    assert board.view.selection.ids == ("mkt1",)
    board.click(board.at("c1"))
    assert board.view.selection.ids == ("c1",)


def test_shift_and_a_click_extend_the_selection(board):
    board.click(board.at("mkt1"))
    board.click(board.at("eng1"), SHIFT)
    assert board.view.selection.ids == ("mkt1", "eng2", "eng1")
    assert board.view.selected == "eng1"


def test_a_click_on_one_of_several_selects_it_alone(board):
    board.view.selection.show("eng1", "eng2")
    board.click(board.at("eng1"))
    assert board.view.selection.ids == ("eng1",)


def test_a_click_on_a_row_selects_the_key_result(board):
    before = board.view.grab().toImage()
    board.click(board.row("eng1", 0))
    assert board.view.selected == "k1"
    assert board.view.grab().toImage() != before
    board.click(board.at("eng1", dy=10))
    assert board.view.selected == "eng1"


def test_a_click_on_a_links_line_selects_it(board):
    point = link_point(board, "l2")
    before = board.view.grab().toImage()
    board.hover(point)
    assert board.view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert board.hints[-1] == "MKT-1 enables CO-1.c2: People know our name"
    board.click(point)
    assert board.view.selection.ids == ("l2",)
    assert board.view.grab().toImage() != before
    board.click(board.at("eng1"), CTRL)
    board.click(point, CTRL)
    assert board.view.selection.ids == ("eng1",)


def test_a_rubber_band_selects_the_cards_that_it_touches(board):
    empty = QPoint(board.at("eng1").x(), board.view.viewport().height() - 30)
    board.view.select("p1")
    board.drag(empty, board.at("eng2", dx=200), modifier=SHIFT)
    assert board.view.selection.ids == ("p1", "eng2", "mkt1")
    board.drag(empty, board.at("eng1"), modifier=SHIFT, release=False)
    assert set(board.view.selection.ids) == {"p1", "eng1", "eng2", "mkt1"}
    assert board.hints[-1] == "4 cards selected"
    board.key(Qt.Key.Key_Escape)
    assert board.view.selection.ids == ("p1", "eng2", "mkt1")
    board.release(empty)
    board.assert_at_rest()


def test_a_right_click_selects_and_asks_for_the_menu(board):
    asked = []
    board.view.menu_wanted.connect(asked.append)
    port = board.view.viewport()

    def right_click(pos):
        board.qtbot.mouseClick(port, RIGHT, pos=pos)
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(port, QContextMenuEvent(reason, pos, port.mapToGlobal(pos)))

    right_click(board.at("eng1"))
    assert board.view.selection.ids == ("eng1",)
    assert asked == [port.mapToGlobal(board.at("eng1"))]
    board.view.selection.show("eng2", "mkt1")
    right_click(board.at("eng2"))
    assert board.view.selection.ids == ("eng2", "mkt1")  # the menu is for both
    right_click(board.row("eng1", 0))
    assert board.view.selection.ids == ("k1",)
    assert len(asked) == 3


def test_a_right_click_that_lets_go_of_a_card_shows_no_menu(board):
    asked = []
    board.view.menu_wanted.connect(asked.append)
    port, pos = board.view.viewport(), board.at("mkt1")
    board.view.pointer.pick_up(("eng1",))
    board.qtbot.mouseClick(port, RIGHT, pos=pos)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(port, QContextMenuEvent(reason, pos, port.mapToGlobal(pos)))
    assert asked == []
    board.assert_at_rest()


def test_a_click_that_puts_something_down_keeps_no_later_menu_away(board):
    asked = []
    board.view.menu_wanted.connect(asked.append)
    board.click(board.at("eng1"))
    board.click(board.dot("eng1", upward=True))
    board.click(board.at("co2"))
    port, pos = board.view.viewport(), board.at("co2")
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(port, QContextMenuEvent(reason, pos, port.mapToGlobal(pos)))
    assert len(asked) == 1


def test_a_double_click_writes_what_is_there(board):
    for pos, id_ in ((board.at("eng1"), "eng1"), (board.row("eng1", 0), "k1"), (board.at("c1"), "c1")):
        board.double_click(pos)
        assert board.view.writing.spot.id == id_
        board.view.writing.leave()


def test_a_double_click_on_an_empty_place_writes_a_new_card_there(board):
    band = board.view.board.placement.cards["eng1"].band
    board.double_click(board.view.mapFromScene(QPointF(band.x + 8, board.place("eng2").y - 8)))
    assert (board.view.writing.spot.parent, board.view.writing.spot.before) == ("eng", "eng2")
    board.view.writing.leave()
    pillar = board.place("p2")
    board.double_click(board.view.mapFromScene(QPointF(pillar.x + 60, pillar.y + pillar.h + 60)))
    assert board.view.writing.spot.kind.__name__ == "Pillar"
    board.view.writing.leave()
    board.assert_at_rest()


def test_a_press_on_a_row_that_hardly_moves_is_a_click(board):
    board.drag(board.row("eng1", 0), board.row("eng1", 0) + QPoint(2, 1))
    assert board.view.selected == "k1"
    assert board.desk.history.undo_label is None


def test_the_pointer_says_what_a_row_a_dot_and_empty_ground_are_for(board):
    port = board.view.viewport()
    board.hover(board.row("eng1", 0))
    assert "another objective" in board.hints[-1]
    board.hover(board.at("eng1"))
    board.hover(board.dot("eng1", upward=True))
    assert board.hints[-1] == "Drag to what this feeds; or click here, and then on that"
    assert port.cursor().shape() == Qt.CursorShape.CrossCursor
    board.hover(board.at("eng1", dx=-20, dy=-12))
    assert "new card of Engineering" in board.hints[-1]


def test_rows_that_cannot_be_seen_are_not_taken(board):
    board.view.camera.zoom_to(0.4, QPoint(0, 0))
    board.click(board.row("eng1", 0))
    assert board.view.selection.ids == ("eng1",)
    board.drag(board.row("eng1", 0), board.at("mkt1", dy=5))
    assert board.workshop["eng1"].team == "mkt" and board.workshop["k1"].objective == "eng1"
    board.hover(board.at("eng2", dx=6, dy=board.place("eng2").h / 2))
    assert board.hints[-1].startswith("Drag to move this card")  # no dot is seen there
    board.assert_at_rest()


def test_a_link_leads_to_a_card_where_its_rows_cannot_be_seen(board):
    board.view.camera.zoom_to(0.4, QPoint(0, 0))
    board.view.pointer.draw_link("mkt1")
    board.click(board.row("eng1", 0))
    (link,) = [link for link in board.workshop.links_from("mkt1") if link.id != "l2"]
    assert link.target == "eng1"
