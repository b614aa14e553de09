"""What the board shows: empty lanes, all of a workshop, others' changes, zoom, and text as it was typed."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication

from okrdesk import edits, linking
from okrdesk.card_shape import MAX_TITLE_LINES
from okrdesk.cards import Condition, KeyResult, Objective, Person, Pillar, Team, new_id
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.factory import sample_workshop
from ui.board import card_words
from ui.board.view import BoardView, render
from ui.bridge import Bridge
from ui.look.theme import Theme

LIGHT, DARK = Theme.load("light"), Theme.load("dark")


def colours(image):
    """All colours of a picture."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)  # has to live as long as its bits are read
    return {f"#{pixel & 0xFFFFFF:06x}" for pixel in set(plain.constBits().cast("I"))}


def test_nothing_of_the_board_needs_sqlalchemy_or_a_file():
    code = "import sys, ui.board.view; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=30).returncode == 0


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_without_a_desk_empty_lanes_are_drawn(qtbot, theme):
    view = BoardView(theme)
    qtbot.addWidget(view)
    view.resize(1200, 600)
    view.show()
    qtbot.waitExposed(view)
    assert [lane.kind for lane in view.board.placement.lanes] == ["strategy", "level", "level", "tray"]
    assert view.board.cards == {}
    assert theme.color("bg").name() in colours(view.grab().toImage())


def test_another_workshop_takes_the_place_of_the_first(board):
    other = desk_for(sample_workshop())
    board.view.select("eng1")
    board.view.show_desk(other, Bridge(other, board.view))
    assert board.view.selected == ""
    assert set(board.view.board.cards) == {
        r.id for kind in (Pillar, Objective, Condition) for r in other.workshop.all(kind)
    }
    shown = set(board.view.board.cards)
    board.desk.do(edits.drop(board.workshop, "eng1"))  # the first desk is no longer followed
    assert set(board.view.board.cards) == shown
    board.view.show_desk(None, None)
    assert board.view.board.cards == {}


def test_changes_that_others_make_show(board):
    workshop, desk = board.workshop, board.desk
    desk.do(edits.add(workshop, Objective("new", team="law", title="Contracts")))
    board.assert_at_rest()
    desk.do(edits.add(workshop, Condition("c9", parent="new", text="Ink")))
    height = board.view.board.cards["new"].boundingRect().height()
    desk.do(edits.add(workshop, KeyResult("k9", objective="new", text="Pages")))
    assert board.view.board.cards["new"].boundingRect().height() > height
    desk.do(edits.drop(workshop, "new"))
    board.assert_at_rest()
    assert "c9" not in board.view.board.cards
    desk.undo()
    assert {"new", "c9"} <= set(board.view.board.cards)
    board.assert_at_rest()


def test_a_selected_card_that_goes_is_selected_no_longer(board):
    told = []
    board.view.selection.changed.connect(lambda: told.append(board.view.selected))
    board.view.select("eng1")
    board.desk.do(edits.drop(board.workshop, "eng1"))
    assert board.view.selected == ""
    assert told == ["eng1", ""]


@pytest.mark.parametrize(
    "change",
    [
        lambda w: edits.set_field(w, "eng1", "title", "Other words"),
        lambda w: edits.set_field(w, "eng1", "style", "aspirational"),
        lambda w: edits.set_field(w, "k1", "text", "Other results"),
        lambda w: edits.set_field(w, "ada", "initials", "ZZ"),
        lambda w: edits.set_field(w, "eng", "name", "Workshop"),
        lambda w: edits.set_field(w, "c1", "answer", "normal_work"),
        lambda w: linking.link(w, "eng1", "c1", "enables"),
        lambda w: edits.move_many(w, ("mkt1",), "law"),
    ],
    ids=["title", "style", "key result", "person", "team", "condition", "link", "move"],
)
def test_a_change_is_seen_and_its_undo_takes_it_back(board, change):
    def picture():
        QApplication.processEvents()
        return board.view.grab().toImage()

    board.view.clearFocus()  # which shows, and a fresh board does not have it
    before = picture()
    board.desk.do(change(board.workshop))
    after = picture()
    fresh = desk_for(board.workshop.snapshot())
    other = BoardView(LIGHT)
    board.qtbot.addWidget(other)
    other.resize(board.view.size())
    other.show_desk(fresh, Bridge(fresh, other))
    other.show()
    board.qtbot.waitExposed(other)
    assert after != before
    assert after == other.grab().toImage()  # kept in step, it looks as if it were drawn for the first time
    board.desk.undo()
    assert picture() == before


def wheel(view, pos, turn, modifier):
    event = QWheelEvent(
        QPointF(pos), QPointF(view.viewport().mapToGlobal(pos)), QPoint(), QPoint(0, turn),
        Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def test_control_and_wheel_zoom_round_the_pointer(board):
    zooms = []
    board.view.zoom_changed.connect(zooms.append)
    board.view.resize(700, 500)
    pos = board.at("c1")
    point = board.view.mapToScene(pos)
    wheel(board.view, pos, 240, Qt.KeyboardModifier.ControlModifier)
    assert board.view.camera.zoom == pytest.approx(1.44)
    assert zooms == [board.view.camera.zoom]
    moved = board.view.mapToScene(pos) - point
    assert abs(moved.x()) < 2
    assert abs(moved.y()) < 2


def test_a_board_shown_whole_stays_so_when_the_window_changes(board):
    view = board.view
    view.camera.fit()
    for width, height in ((500, 400), (900, 700)):
        view.resize(width, height)
        shown = view.mapToScene(view.viewport().rect()).boundingRect()
        assert shown.width() >= view.board.placement.size[0]
        assert shown.height() >= view.board.placement.size[1]
    view.camera.zoom_to(1.0)
    view.resize(500, 400)
    assert view.camera.zoom == 1.0  # who chose a size keeps it


def test_without_a_pointer_zoom_keeps_the_selected_card_where_it_is(board):
    board.view.resize(700, 500)
    board.click(board.at("co1"))
    place = board.place("co1")
    before = board.at("co1", dx=place.w / 2, dy=0)
    board.view.camera.zoom_in()
    board.view.camera.zoom_in()
    moved = board.at("co1", dx=place.w / 2, dy=0) - before
    assert moved.manhattanLength() < 4


def test_the_plain_wheel_scrolls_and_shift_scrolls_sideways(board):
    board.view.resize(600, 400)
    wheel(board.view, QPoint(100, 100), -120, Qt.KeyboardModifier.NoModifier)
    assert board.view.verticalScrollBar().value() > 0
    wheel(board.view, QPoint(100, 100), -120, Qt.KeyboardModifier.ShiftModifier)
    assert board.view.horizontalScrollBar().value() > 0
    assert board.view.camera.zoom == 1.0


def test_zoom_has_bounds_and_fit_shows_all(board):
    board.view.camera.zoom_to(1000)
    assert board.view.camera.zoom == 4.0
    board.view.camera.zoom_to(0)
    assert board.view.camera.zoom == 0.02
    board.view.resize(600, 400)
    board.view.camera.fit()
    width, height = board.view.board.placement.size
    port = board.view.viewport()
    assert port.width() >= width * board.view.camera.zoom
    assert port.height() >= height * board.view.camera.zoom
    board.view.resize(3000, 3000)
    board.view.camera.fit()
    assert board.view.camera.zoom == 1.0


@pytest.mark.parametrize("zoom", [0.05, 0.3, 0.7, 1.0, 2.5])
def test_every_level_of_detail_paints_in_both_themes(board, zoom):
    board.view.camera.zoom_to(zoom)
    light = board.view.grab().toImage()
    board.view.set_theme(DARK)
    dark = board.view.grab().toImage()
    assert LIGHT.color("card").name() in colours(light)
    assert DARK.color("card").name() in colours(dark)
    assert LIGHT.color("card").name() not in colours(dark)


def test_hovering_lights_the_line_of_sight(board):
    board.qtbot.mouseMove(board.view.viewport(), board.at("mkt1"))
    board.qtbot.waitUntil(lambda: board.view.board.lit is not None, timeout=2000)
    assert board.view.board.lit.cards == {"mkt1", "c2", "co1", "p1"}
    board.qtbot.mouseMove(board.view.viewport(), QPoint(100, board.view.viewport().height() - 20))
    board.qtbot.waitUntil(lambda: board.view.board.lit is None, timeout=2000)


def test_the_pointer_says_what_it_would_do(board):
    board.qtbot.mouseMove(board.view.viewport(), board.at("eng1"))
    board.qtbot.mouseMove(board.view.viewport(), board.at("c1"))
    assert board.hints[-2:] == [
        "Drag to move this card, or onto another to link it; double-click to edit it",
        "Drop an objective here to claim this condition",
    ]


def test_text_is_never_markup(board):
    """Text in angle brackets is drawn as typed, and a tool tip shows it whole."""
    title = "<b>Brakes</b> &amp; <img src=x> " + "hold " * 60
    board.desk.do(edits.set_field(board.workshop, "eng1", "title", title))
    board.view.grab()
    place = board.view.board.placement.cards["eng1"]
    assert place.lines == MAX_TITLE_LINES
    assert board.view.board.cut_text_at(QPointF(place.x + 30, place.y + 40)) == title
    assert board.view.board.cut_text_at(QPointF(place.x + 30, place.row_y(0))) == ""
    board.desk.do(edits.set_field(board.workshop, "k1", "text", title))
    place = board.view.board.placement.cards["eng1"]
    assert board.view.board.cut_text_at(QPointF(place.x + 30, place.row_y(0))) == title


NASTY = "مرحبا 漢字 😀 → ≥ e\u0301 \u202eright-to-left <i>&\n" + "long" * 80


def test_any_text_is_painted(qtbot):
    workshop = Workshop(
        "w",
        [
            Team("r", name=NASTY), Team("t", name="", parent="r"), Person("p", name=NASTY, initials=NASTY),
            Pillar("s", title=NASTY, statement=NASTY),
            Objective("o", team="t", title=NASTY, story="x", code=NASTY, style="committed"),
            KeyResult("k", objective="o", text=NASTY, unit=NASTY, owner="p"),
            Condition("c", parent="o", text=NASTY),
            Objective("e", team="r"), Condition("d", parent="s"),
        ],
    )  # fmt: skip
    image = render(workshop, LIGHT, 1000)
    assert not image.isNull()
    assert LIGHT.color("card").name() in colours(image)


def test_a_picture_has_the_width_that_was_asked_for_and_all_the_board(qtbot):
    workshop = sample_workshop()
    one, two = render(workshop, DARK, 800), render(workshop, DARK, 1600, 2.0)
    assert (one.width(), two.width()) == (800, 1600)
    assert abs(two.height() - 2 * one.height()) <= 2
    assert two.devicePixelRatio() == 2.0
    assert DARK.color("card").name() in colours(one)


def test_words_on_a_card():
    workshop = sample_workshop()
    person = Person("x", name="Ada Maria Abara")
    assert card_words.initials(Workshop("w", [person]), "x") == "AA"
    assert card_words.initials(workshop, "nobody") == ""
    kr = KeyResult(new_id(), unit="calls a week", kind="no_more_than")
    assert card_words.numbers(workshop, kr) == ("", "")


def test_only_the_cards_near_the_view_have_items(qtbot):
    desk = desk_for(sample_workshop(objectives=600))
    view = BoardView(LIGHT)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    view.show_desk(desk, Bridge(desk))
    board = view.board

    def in_view():
        rect = view.mapToScene(view.viewport().rect()).boundingRect()
        return {c.id for c in board.placement.cards_in(rect.left(), rect.top(), rect.right(), rect.bottom())}

    def follows():
        return in_view() <= board.cards.keys() and len(board.cards) < len(board.placement.cards) / 2

    assert in_view()
    assert follows()
    for bar in (view.verticalScrollBar(), view.horizontalScrollBar()):
        for value in range(0, bar.maximum(), 700):
            bar.setValue(value)
            assert follows()
    shown = next(c for c in board.cards.values() if c.place.id in in_view() and c.place.kind == "objective")
    desk.do(edits.drop(desk.workshop, shown.place.id))
    assert in_view() <= board.cards.keys() <= board.placement.cards.keys()
    desk.undo()
    assert in_view() <= board.cards.keys() <= board.placement.cards.keys()
    assert {id_: item.place for id_, item in board.cards.items()} == {
        id_: board.placement.cards[id_] for id_ in board.cards
    }


def test_links_of_what_waits_show_only_when_it_is_pointed_at(board):
    board.desk.do(edits.park_many(board.workshop, ("mkt1",)))
    view, places = board.view, board.view.board.placement.cards
    right = max(c.x + c.w for c in places.values() if c.parent == "co1")
    gap = QRectF(right + 2, 0, 40, board.view.board.placement.size[1])

    def drawn():
        image = QImage(40, int(gap.height()), QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        painter.translate(-gap.topLeft())
        view.board.paint_board(painter, gap, 1.0)
        painter.end()
        return image

    with_link = drawn()
    view.board.light("mkt1")
    lit = drawn()
    view.board.light("")
    board.desk.do(edits.drop(board.workshop, "l2"))
    assert with_link == drawn()
    assert lit != with_link


def test_a_lane_keeps_its_title_in_view_while_it_is_scrolled(qtbot):
    desk = desk_for(sample_workshop(objectives=60))
    view = BoardView(LIGHT)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    view.show_desk(desk, Bridge(desk))
    widest = max(view.board.placement.lanes, key=lambda lane: lane.width)
    view.horizontalScrollBar().setValue(round(widest.x + widest.width / 2 - 350))
    strip = view._titles.grab().toImage()
    assert view.mapToScene(0, 0).x() > widest.x + 300
    left = strip.copy(0, 6, round(strip.width() / 2), strip.height() - 14)
    assert len(colours(left)) > 3  # words, not just the ground
