"""Lanes and teams fold away and come back, by mouse and by keys; a line of sight is shown alone."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from okrdesk import edits
from okrdesk.cards import Objective, new_id
from okrdesk.lanes import MARGIN
from tests.acting import card
from ui.board.gestures import unfold
from ui.board.lane_titles import HEIGHT, SIGN, LaneTitles
from ui.look import motion

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, ALT_SHIFT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier,
)


def header_end(hands, team):
    """Where a team's header has its fold sign, in the viewport's pixels."""
    band = hands.view.board.placement.bands_of(team)[0]
    return hands.view.mapFromScene(QPointF(band.x + band.w - MARGIN - 4, band.y + band.header / 2))


def title_sign(hands, n):
    """Where the n-th lane's title has its fold sign, in the title strip's pixels."""
    strip = hands.view.findChild(LaneTitles)
    lane = hands.view.board.placement.lanes[n]
    zoom = hands.view.camera.zoom
    x = hands.view.mapFromScene(QPointF(lane.x, 0)).x() + MARGIN * zoom + SIGN / 2
    return strip, QPoint(round(x), strip.height() // 2)


def folded(hands):
    return set(hands.view.board.folding.folded)


def items(hands):
    return set(hands.view.board.cards)


# ---------------------------------------------------------------- by mouse
def test_a_click_at_a_header_folds_the_team_and_a_click_on_it_brings_it_back(board):
    before = board.view.grab().toImage()
    all_items = items(board)
    board.click(header_end(board, "eng"))
    assert folded(board) == {"eng"}
    assert items(board) == all_items - {"eng1", "eng2"}
    assert board.view.grab().toImage() != before
    [band] = board.view.board.placement.bands_of("eng")
    board.click(board.view.mapFromScene(QPointF(band.x + band.w / 2, band.y + band.header / 2)))
    assert folded(board) == set()
    assert items(board) == all_items
    assert board.view.grab().toImage() == before
    assert board.desk.history.undo_label is None  # a way of looking, no change of the workshop


def test_a_click_at_a_title_folds_the_lane_and_a_click_on_its_strip_brings_it_back(board):
    before, width = items(board), board.view.board.placement.size[0]
    strip, pos = title_sign(board, 2)
    board.qtbot.mouseMove(strip, pos)
    assert strip.cursor().shape() == Qt.CursorShape.PointingHandCursor
    board.qtbot.mouseClick(strip, LEFT, pos=pos)
    assert folded(board) == {"level-1"}
    assert items(board) == before - {"eng1", "eng2", "mkt1"}
    assert board.view.board.placement.size[0] < width
    lane = board.view.board.placement.lanes[2]
    board.click(board.view.mapFromScene(QPointF(lane.x + lane.width / 2, 60)))
    assert items(board) == before


def test_a_click_beside_the_signs_folds_nothing(board):
    strip, pos = title_sign(board, 1)
    board.qtbot.mouseClick(strip, LEFT, pos=pos + QPoint(80, 0))
    board.click(header_end(board, "eng") - QPoint(150, 0))
    assert folded(board) == set()


def test_what_is_folded_away_is_selected_again_when_it_comes_back(board):
    board.click(board.at("mkt1"))
    board.click(board.at("eng1"), Qt.KeyboardModifier.ControlModifier)
    board.click(header_end(board, "eng"))
    assert board.view.selection.ids == ("mkt1",)
    board.click(header_end(board, "eng"))
    assert board.view.selection.ids == ("mkt1", "eng1")


def test_what_was_selected_since_it_was_folded_away_stays_so(board):
    board.click(board.at("eng1"))
    board.click(header_end(board, "eng"))
    board.click(board.at("mkt1"))
    board.click(header_end(board, "eng"))
    assert board.view.selection.ids == ("mkt1",)


@pytest.mark.parametrize(("arrow", "to"), [("Up", ""), ("Down", "mkt1"), ("Left", "co1"), ("Right", "")])
def test_arrows_go_on_from_the_card_that_was_folded_away(board, arrow, to):
    board.view.select("eng1")
    board.view.board.folding.toggle("eng")
    board.key(getattr(Qt.Key, f"Key_{arrow}"))
    assert folded(board) == {"eng"}
    assert board.view.selected == to


def test_what_is_selected_comes_out(board):
    folding = board.view.board.folding
    folding.toggle("level-1")
    board.view.select("k1")  # from another room
    assert folding.folded == frozenset()
    folding.toggle("eng")
    folding.toggle("mkt")
    board.view.camera.reveal("eng2")
    assert folding.folded == {"mkt"}


def test_a_board_that_is_shown_whole_stays_so_when_it_is_folded(board):
    camera = board.view.camera
    board.view.resize(700, 420)
    camera.fit()
    small = camera.zoom
    board.view.board.folding.toggle("level-1")
    assert camera.zoom > small
    board.view.board.folding.unfold_all()
    assert camera.zoom == pytest.approx(small, rel=0.01)
    camera.zoom_in()
    own = camera.zoom
    board.view.board.folding.toggle("level-1")
    assert camera.zoom == own  # whoever has chosen a zoom keeps it


def test_a_folded_board_follows_changes(board):
    board.view.board.folding.toggle("eng")
    board.desk.do(edits.move_many(board.workshop, ("mkt1",), "eng"))
    [band] = board.view.board.placement.bands_of("eng")
    assert (band.cards, band.count) == ([], 3)
    assert "mkt1" not in board.view.board.cards
    board.desk.undo()
    assert "mkt1" in board.view.board.cards
    board.view.board.folding.unfold_all()
    board.assert_at_rest()


def test_what_is_carried_over_a_folded_team_and_rests_there_opens_it(board, monkeypatch):
    monkeypatch.setattr(unfold, "REST_MS", 10)
    folding, placement = board.view.board.folding, board.view.board.placement
    folding.toggle("eng")
    [band] = placement.bands_of("eng")
    over = board.view.mapFromScene(QPointF(band.x + band.w / 2, band.y + band.header / 2))
    board.drag(board.at("mkt1"), over, release=False)
    assert folding.folded == {"eng"}
    board.qtbot.waitUntil(lambda: not folding.folded)
    board.qtbot.mouseRelease(board.view.viewport(), LEFT, pos=board.at("eng1", dy=-4))
    assert board.teams()["eng"] == ["mkt1", "eng1", "eng2"]
    board.assert_at_rest()


def test_what_opens_beneath_the_hand_is_seen_at_once(board, monkeypatch):
    monkeypatch.setattr(unfold, "REST_MS", 10)
    monkeypatch.setattr(motion, "MILLISECONDS", 10_000)  # were anything to slide, it would not come to rest
    folding = board.view.board.folding
    board.drag(board.at("mkt1"), board.at("eng1"), release=False)
    board.qtbot.mouseMove(board.view.viewport(), QPoint(900, 800))
    board.qtbot.waitUntil(lambda: board.view.board.hand.load is not None)
    whole = board.view.viewport().grab().toImage()
    board.key(Qt.Key.Key_Escape)
    board.release(QPoint(900, 800))
    folding.toggle("eng")
    board.view.board.sliding.end()
    [band] = board.view.board.placement.bands_of("eng")
    over = board.view.mapFromScene(QPointF(band.x + band.w / 2, band.y + band.header / 2))
    board.drag(board.at("mkt1"), over, release=False)
    board.qtbot.waitUntil(lambda: not folding.folded)
    board.qtbot.mouseMove(board.view.viewport(), QPoint(900, 800))
    board.qtbot.waitUntil(lambda: board.view.viewport().grab().toImage() == whole)


def test_what_only_passes_a_folded_team_leaves_it_folded(board):
    board.view.board.folding.toggle("eng")
    [band] = board.view.board.placement.bands_of("eng")
    over = board.view.mapFromScene(QPointF(band.x + band.w / 2, band.y + band.header / 2))
    board.drag(board.at("mkt1"), over, release=False)
    board.key(Qt.Key.Key_Escape)
    board.qtbot.wait(20)
    assert folded(board) == {"eng"}


# ---------------------------------------------------------------- by keys
@pytest.fixture
def shown(place, qtbot):
    """The board of a window with the sample, with the keys on it."""
    board = place.room.board
    board.setFocus()
    qtbot.waitUntil(board.hasFocus)
    return board


def test_keys_fold_the_lane_and_the_team_of_the_selected_card(place, shown, qtbot):
    folding = shown.board.folding
    team = card(place, "ENG-1").team
    shown.select(card(place, "ENG-1").id)
    qtbot.keyClick(shown, Qt.Key.Key_F, ALT_SHIFT)
    assert folding.folded == {team}
    assert shown.selected == ""
    qtbot.keyClick(shown, Qt.Key.Key_F, ALT_SHIFT)  # without a card: what was folded last comes back
    assert folding.folded == set()
    shown.select(card(place, "ENG-1").id)
    qtbot.keyClick(shown, Qt.Key.Key_F, SHIFT)
    assert folding.folded == {"level-1"}
    place.fold_commands.unfold.trigger()
    assert folding.folded == set()


def test_what_to_select_is_no_longer_said_once_it_folds(place, shown, qtbot):
    qtbot.keyClick(shown, Qt.Key.Key_F, SHIFT)
    assert place.status.hint.text().startswith("Select a card to fold")
    shown.select(card(place, "ENG-1").id)
    qtbot.keyClick(shown, Qt.Key.Key_F, SHIFT)
    assert not place.status.hint.text().startswith("Select a card")


def test_f_shows_only_the_line_of_sight_and_f_shows_all_again(place, shown, qtbot):
    scene, one = shown.board, card(place, "ENG-1")
    before, view = set(scene.placement.cards), shown.camera.view()
    shown.select(one.id)
    qtbot.keyClick(shown, Qt.Key.Key_F)
    assert one.id in scene.placement.cards
    assert len(scene.placement.cards) < len(before) / 2
    assert place.fold_commands.focus.isChecked()
    assert "ENG-1" in place.room.focus_note.text()
    assert place.room.focus_note.isVisible()
    qtbot.keyClick(shown, Qt.Key.Key_F)
    assert set(scene.placement.cards) == before
    assert shown.camera.view() == view
    assert not place.room.focus_note.isVisible()


def test_a_large_board_that_was_shown_whole_is_whole_again_after_the_focus(place, shown, qtbot):
    place.window.resize(700, 360)
    shown.camera.fit()
    whole = shown.camera.zoom
    assert whole < 0.3
    shown.select(card(place, "ENG-1").id)
    qtbot.keyClick(shown, Qt.Key.Key_F)
    assert shown.camera.zoom > whole
    qtbot.keyClick(shown, Qt.Key.Key_F)
    assert shown.camera.zoom == pytest.approx(whole)


def test_esc_leaves_the_focus_first_and_the_card_then(place, shown, qtbot):
    one = card(place, "ENG-1")
    shown.select(one.id)
    qtbot.keyClick(shown, Qt.Key.Key_F)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert (shown.board.folding.focused, shown.selected) == ("", one.id)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.selected == ""


def test_the_note_shows_all_again(place, shown, qtbot):
    shown.select(card(place, "ENG-1").id)
    qtbot.keyClick(shown, Qt.Key.Key_F)
    qtbot.mouseClick(place.room.focus_note, LEFT)
    assert shown.board.folding.focused == ""
    assert shown.hasFocus()


def test_note_and_find_bar_cover_neither_lane_titles_nor_one_another(place, shown, qtbot):
    shown.select(card(place, "CO-3").id)
    qtbot.keyClick(shown, Qt.Key.Key_F)
    qtbot.keyClick(shown, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    for width in (1280, 900):
        place.window.resize(width, 800)
        boxes = [w.geometry() for w in (place.room.focus_note, place.room.finder, place.room.zoom)]
        assert all(box.top() > HEIGHT and place.room.rect().contains(box) for box in boxes)
        assert not any(a.intersects(b) for a, b in combinations(boxes, 2))


def test_in_focus_new_cards_stay_in_sight_and_a_card_elsewhere_ends_it(place, shown):
    scene, one = shown.board, card(place, "ENG-1")
    scene.folding.focus(one.id)
    new = Objective(new_id(), team=one.team, title="New")
    place.session.desk.do(edits.add(place.session.workshop, new))
    assert new.id in scene.placement.cards
    place.session.desk.undo()
    assert new.id not in scene.placement.cards
    far = next(i for i in scene.workshop.all(Objective) if i.id not in scene.placement.cards)
    shown.select(far.id)
    assert scene.folding.focused == ""
    assert far.id in scene.placement.cards


def test_a_focus_ends_with_its_card(place, shown):
    one = card(place, "ENG-1")
    shown.board.folding.focus(one.id)
    place.session.desk.do(edits.drop(place.session.workshop, one.id))
    assert shown.board.folding.focused == ""
    assert len(shown.board.placement.cards) > 20


def test_focus_leaves_what_is_folded_as_it_was(place, shown):
    folding = shown.board.folding
    folding.toggle("strategy")
    folding.focus(card(place, "ENG-1").id)
    assert not any(lane.folded for lane in shown.board.placement.lanes)
    folding.focus("")
    assert folding.folded == {"strategy"}
    assert shown.board.placement.lanes[0].folded


def test_what_was_folded_is_folded_again_when_the_workshop_is_opened_again(open_window, file):
    first = open_window(file)
    team = card(first, "ENG-1").team
    first.room.board.board.folding.toggle(team)
    first.room.board.board.folding.toggle("tray")
    first.files.close()
    first.files.begin(str(file))
    assert first.room.board.board.folding.folded == {team, "tray"}
    assert [lane.folded for lane in first.room.board.board.placement.lanes][-1]


def test_a_click_in_an_empty_band_writes_a_card(place, shown, qtbot):
    scene = shown.board
    team = card(place, "PEO-1").team
    for objective in place.session.workshop.objectives(team):
        place.session.desk.do(edits.drop(place.session.workshop, objective.id))
    [band] = scene.placement.bands_of(team)
    row = scene.placement.add_place(band)
    shown.camera.full_size()
    shown.ensureVisible(row.x, row.y, row.w, row.h)
    qtbot.mouseClick(shown.viewport(), LEFT, pos=shown.mapFromScene(QPointF(row.x + 40, row.y + row.h / 2)))
    assert shown.writing.box is not None
