"""The draft in the review room: read, marked by mouse and by keyboard, and never altered."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu

from okrdesk import edits
from okrdesk.cards import KeyResult, Objective
from okrdesk.edits import set_field
from okrdesk.review import notes
from okrdesk.review.notes import Spot
from tests.acting import card
from tests.ui.review.reading import drag, point_before, put_note, read, rect_of, span

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def press(qtbot, reader, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(reader.draft, key, modifier)


def click(qtbot, reader, record, field, n=0):
    qtbot.mouseClick(reader.viewport(), LEFT, pos=point_before(reader, record, field, n))


# ---------------------------------------------------------------- what stands there
def test_a_draft_is_read_from_head_to_conditions(place):
    reader = read(place)
    text = reader.draft.toPlainText()
    srv, kr = card(place, "SRV-1"), card(place, "SRV-1.1")
    for words in ("Service", srv.title, srv.story, kr.text, "41% → 85%", "Committed", "Draft", "KR1"):
        assert words in text
    assert text.index(srv.title) < text.index(srv.story) < text.index(kr.text)
    assert reader.head.purpose.text() == "Keeps every leased bike on the road."


def test_what_is_missing_is_said(place):
    srv = card(place, "SRV-1")
    workshop, desk = place.session.workshop, place.session.desk
    for field in ("story", "owner", "style"):
        desk.do(set_field(workshop, srv.id, field, ""))
    text = read(place).draft.toPlainText()
    assert "no story yet" in text
    assert "no owner yet" in text
    assert "Committed or stretch?" in text


def test_with_nothing_to_read_it_is_said_what_to_do(place):
    reader = read(place)
    for objective in place.session.workshop.objectives(reader._review.about):
        place.session.desk.do(edits.drop(place.session.workshop, objective.id))
    assert not reader.panes.isVisible()
    assert "Service has no objectives" in reader.empty.text()
    reader._review.set_about("")
    assert "choose at the left" in reader.empty.text()


def test_assistive_technology_reads_the_draft(place):
    reader = read(place)
    found = QAccessible.queryAccessibleInterface(reader.draft)
    assert found.text(QAccessible.Text.Name) == "Draft under review"
    assert found.state().readOnly
    text = found.textInterface()
    assert card(place, "SRV-1").title in text.text(0, text.characterCount())
    reader.mark(Spot(card(place, "SRV-1").id, "title", 2, 10))
    assert text.selectionCount() == 1


# ---------------------------------------------------------------- marking
def test_words_are_marked_by_dragging(place, qtbot):
    reader, kr = read(place), card(place, "SRV-1.1")
    start, end = span(kr, "text", "reached in")
    drag(qtbot, reader, point_before(reader, kr, "text", start), point_before(reader, kr, "text", end))
    assert reader._review.spot == Spot(kr.id, "text", start, end)


def test_what_is_marked_stays_in_one_field(place, qtbot):
    reader, kr = read(place), card(place, "SRV-1.1")
    other = card(place, "SRV-2")
    drag(qtbot, reader, point_before(reader, kr, "text", 5), point_before(reader, other, "title", 5))
    assert reader._review.spot == Spot(kr.id, "text", 5, len(kr.text))
    above = point_before(reader, card(place, "SRV-1"), "title", 3)
    drag(qtbot, reader, point_before(reader, kr, "text", 5), above)
    assert reader._review.spot == Spot(kr.id, "text", 0, 5)


def test_a_double_click_marks_a_word_and_a_triple_click_the_field(place, qtbot):
    reader, srv = read(place), card(place, "SRV-1")
    start, end = span(srv, "title", "mechanic")
    point = point_before(reader, srv, "title", start + 3)
    qtbot.mouseClick(reader.viewport(), LEFT, pos=point)
    qtbot.mouseDClick(reader.viewport(), LEFT, pos=point)
    assert reader._review.spot == Spot(srv.id, "title", start, end)
    qtbot.mouseClick(reader.viewport(), LEFT, pos=point)
    assert reader._review.spot == Spot(srv.id, "title", 0, len(srv.title))


def test_words_are_marked_by_keys(place, qtbot):
    reader, srv = read(place), card(place, "SRV-1")
    press(qtbot, reader, Key.Key_Home, modifier=CONTROL)
    assert reader._review.spot == Spot(srv.id)
    press(qtbot, reader, Key.Key_Right, Key.Key_Right)
    press(qtbot, reader, *[Key.Key_Right] * 8, modifier=SHIFT)
    assert reader._review.spot == Spot(srv.id, "title", 2, 10)
    press(qtbot, reader, Key.Key_Left, modifier=SHIFT | CONTROL)
    assert reader._review.spot == Spot(srv.id)
    press(qtbot, reader, Key.Key_Right, modifier=SHIFT | CONTROL)
    assert reader._review.spot == Spot(srv.id, "title", 2, 11)
    press(qtbot, reader, Key.Key_End, modifier=SHIFT)
    assert reader._review.spot == Spot(srv.id, "title", 2, len(srv.title))
    press(qtbot, reader, Key.Key_Down, Key.Key_Right, modifier=SHIFT)
    assert reader._review.spot == Spot(srv.id, "title", 2, len(srv.title))
    press(qtbot, reader, Key.Key_A, modifier=CONTROL)
    assert reader._review.spot == Spot(srv.id, "title", 0, len(srv.title))


def test_the_caret_goes_from_field_to_field(place, qtbot):
    reader, srv, kr = read(place), card(place, "SRV-1"), card(place, "SRV-1.1")
    press(qtbot, reader, Key.Key_Home, modifier=CONTROL)
    press(qtbot, reader, Key.Key_Down)
    assert reader._review.spot == Spot(srv.id, "story")
    press(qtbot, reader, Key.Key_Down)
    assert reader._review.spot == Spot(kr.id)
    press(qtbot, reader, Key.Key_End, Key.Key_Right)
    assert reader._review.spot == Spot(kr.id, "baseline")
    press(qtbot, reader, Key.Key_Right)
    assert reader._review.spot == Spot(kr.id, "target")
    press(qtbot, reader, Key.Key_Right)
    assert reader._review.spot == Spot(card(place, "SRV-1.2").id)
    press(qtbot, reader, Key.Key_Left, Key.Key_Left, Key.Key_Left)
    assert reader._review.spot == Spot(kr.id)
    press(qtbot, reader, Key.Key_Up, Key.Key_Up)
    assert reader._review.spot == Spot(srv.id)
    press(qtbot, reader, Key.Key_End, modifier=CONTROL)
    assert reader._review.spot == Spot(card(place, "SRV-3.2").id, "target")


def test_a_press_beside_the_words_is_about_the_card(place, qtbot):
    reader, kr = read(place), card(place, "SRV-1.2")
    rect = rect_of(reader, kr, "text", 0, 1)
    qtbot.mouseClick(reader.viewport(), LEFT, pos=QPoint(round(rect.left()) - 20, round(rect.center().y())))
    assert reader._review.spot == Spot(kr.id)
    numbers = rect_of(reader, kr, "target", 0, 1)
    qtbot.mouseClick(reader.viewport(), LEFT, pos=numbers.center().toPoint())
    assert reader._review.spot == Spot(kr.id, "baseline")


def test_characters_that_qt_counts_twice_are_one(place, qtbot):
    kr = card(place, "SRV-1.1")
    place.session.desk.do(set_field(place.session.workshop, kr.id, "text", "One 🚲🚲 reaches us"))
    reader = read(place)
    start, end = span(card(place, "SRV-1.1"), "text", "reaches")
    reader.draft.go_to(kr.id)
    press(qtbot, reader, Key.Key_Home)
    press(qtbot, reader, *[Key.Key_Right] * start)
    press(qtbot, reader, *[Key.Key_Right] * (end - start), modifier=SHIFT)
    assert reader._review.spot == Spot(kr.id, "text", start, end)
    put_note(place, "SRV-1.1", "text", "reaches", "challenge")
    mark = reader.draft.painter.stand.marks.words[kr.id, "text"][0]
    assert (mark.start, mark.end) == (start + 2, end + 2)


@pytest.mark.parametrize("title", ["نحن نصل إلى الدراجة في نصف ساعة", "三十分以内に自転車へ向かう"])
def test_words_of_other_scripts_are_marked_just_as_well(place, qtbot, title):
    srv = card(place, "SRV-1")
    place.session.desk.do(set_field(place.session.workshop, srv.id, "title", title))
    reader = read(place)
    press(qtbot, reader, Key.Key_Home, modifier=CONTROL)
    forward = Key.Key_Left if title[0] == "ن" else Key.Key_Right
    press(qtbot, reader, forward, forward, forward, modifier=SHIFT)
    assert reader._review.spot == Spot(srv.id, "title", 0, 3)


def test_nothing_can_be_typed(place, qtbot):
    reader, srv = read(place), card(place, "SRV-1")
    before, done = reader.draft.toPlainText(), place.session.desk.history.undo_label
    click(qtbot, reader, srv, "title", 4)
    qtbot.keyClicks(reader.draft, "xyzw VUT")
    press(qtbot, reader, Key.Key_Backspace, Key.Key_Return)
    press(qtbot, reader, Key.Key_V, modifier=CONTROL)
    assert reader.draft.toPlainText() == before
    assert card(place, "SRV-1") == srv
    assert place.session.desk.history.undo_label == done


def test_what_is_marked_is_copied(place, qtbot):
    reader, srv = read(place), card(place, "SRV-1")
    click(qtbot, reader, srv, "title", 4)
    press(qtbot, reader, Key.Key_A, Key.Key_C, modifier=CONTROL)
    assert QGuiApplication.clipboard().text() == srv.title


# ---------------------------------------------------------------- from card to card
def test_j_goes_from_card_to_card(place, qtbot):
    reader = read(place)
    seen = [reader._review.spot.card]
    for _n in range(4):
        press(qtbot, reader, Key.Key_J)
        seen.append(reader._review.spot.card)
    assert seen == [card(place, c).id for c in ("SRV-1", "SRV-1.1", "SRV-1.2", "SRV-2", "SRV-2.1")]
    press(qtbot, reader, Key.Key_J, modifier=SHIFT)
    assert reader._review.spot == Spot(card(place, "SRV-2").id)


def test_a_card_far_down_comes_into_view(place, qtbot):
    place.window.resize(1100, 600)
    reader = read(place)
    press(qtbot, reader, *[Key.Key_J] * 8)
    y = reader.y_of_card(card(place, "SRV-3.2").id)
    bar = reader.verticalScrollBar()
    assert bar.value() <= y <= bar.value() + reader.viewport().height()
    assert bar.value() > 0


# ---------------------------------------------------------------- notes
def test_the_words_of_a_note_make_it_current(place, qtbot):
    note = put_note(place, "SRV-1.1", "text", "reached in 30", "challenge")
    reader, kr = read(place), card(place, "SRV-1.1")
    assert reader._review.current == ""
    click(qtbot, reader, kr, "text", kr.text.index("reached") + 3)
    assert reader._review.current == note


def test_the_caret_in_a_notes_words_makes_it_current(place, qtbot):
    note = put_note(place, "SRV-1", "title", "A mechanic")
    reader = read(place)
    press(qtbot, reader, Key.Key_Home, modifier=CONTROL)
    press(qtbot, reader, Key.Key_Right)
    assert reader._review.current == note


def test_the_pointer_resting_on_a_notes_words_makes_it_current(place, qtbot):
    note = put_note(place, "SRV-1.1", "text", "reached in 30", "challenge")
    reader, kr = read(place), card(place, "SRV-1.1")
    port, at = reader.viewport(), QPointF(point_before(reader, kr, "text", kr.text.index("in 30")))
    none, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    for _try in range(10):  # sent to the draft itself: another window may lie below the real pointer
        move = QMouseEvent(QEvent.Type.MouseMove, at, port.mapToGlobal(at), none, none, keys)
        QApplication.sendEvent(port, move)
        qtbot.wait(500)
        if reader._review.current == note:
            break
    assert reader._review.current == note


def test_the_mark_at_a_cards_edge_goes_through_its_notes(place, qtbot):
    first = put_note(place, "SRV-1.2", kind="question")
    second = put_note(place, "SRV-1.2", kind="praise")
    reader, kr = read(place), card(place, "SRV-1.2")
    reader.grab()
    tiles = reader.draft.painter.tiles[card(place, "SRV-1").id]
    rect = next(rect for rect, found in tiles if set(found) == {first, second})
    seen = []
    for _n in range(3):
        qtbot.mouseClick(reader.viewport(), LEFT, pos=rect.center().toPoint())
        seen.append(reader._review.current)
    assert seen == [first, second, first]
    assert reader.y_of(first) == reader.draft.rect_of(kr.id, "text").top()


def test_the_current_notes_words_come_into_view(place):
    place.window.resize(1100, 600)
    note = put_note(place, "SRV-3.2", "text", "depot door")
    reader = read(place)
    reader._review.set_current(note)
    bar = reader.verticalScrollBar()
    assert bar.value() <= reader.y_of(note) <= bar.value() + reader.viewport().height()


def test_a_note_whose_words_have_changed_stays_at_its_field(place):
    note = put_note(place, "SRV-1.1", "text", "reached in 30", "challenge")
    reader, kr = read(place), card(place, "SRV-1.1")
    place.session.desk.do(set_field(place.session.workshop, kr.id, "text", "Quite another thing"))
    stand = reader.draft.painter.stand
    assert not stand.marks.words.get((kr.id, "text"))
    assert [tag.note for tag in stand.marks.tags[kr.id, "text"]] == [note]
    assert reader.y_of(note) is not None


def test_a_withdrawn_note_leaves_no_mark(place):
    note = put_note(place, "SRV-1.1", "text", "reached in 30", "challenge")
    reader = read(place)
    workshop = place.session.workshop
    place.session.desk.do(notes.withdraw(workshop, workshop[note]))
    assert not reader.draft.painter.stand.marks.words


def test_words_that_are_no_longer_quite_the_same_are_marked_so(place):
    note = put_note(place, "SRV-1", "story", "Half of the day we lose is the way to the bike")
    reader, srv = read(place), card(place, "SRV-1")
    story = srv.story.replace("the day we lose", "the days we lose")
    place.session.desk.do(set_field(place.session.workshop, srv.id, "story", story))
    mark = reader.draft.painter.stand.marks.by_note[note]
    assert mark.state == "similar"
    assert story[mark.start : mark.end] == "Half of the days we lose is the way to the bike"


def test_the_right_button_offers_what_can_be_said(place, qtbot):
    reader = read(place)
    point = point_before(reader, card(place, "SRV-1"), "title", 3)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, reader.viewport().mapToGlobal(point))
    QApplication.sendEvent(reader.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    titles = [action.text() for action in menu.actions()]
    menu.close()
    assert "Challenge" in titles
    assert "Next card" in titles


# ---------------------------------------------------------------- edits of the draft
def test_an_edit_lays_out_its_own_sheet_only(place):
    reader = read(place)
    pages, blocks = list(reader.draft.pages), [p.placed[0].block for p in reader.draft.pages]
    kr = card(place, "SRV-2.1")
    place.session.desk.do(set_field(place.session.workshop, kr.id, "text", "Repairs that come back\nsoon"))
    assert reader.draft.pages == pages
    assert [p.placed[0].block for p in pages][::2] == blocks[::2]
    assert "Repairs that come back\nsoon" in reader.draft.toPlainText().replace("\u2028", "\n")
    place.session.desk.undo()
    assert kr.text in reader.draft.toPlainText()


def test_an_edit_leaves_caret_and_place(place, qtbot):
    place.window.resize(1100, 600)
    reader = read(place)
    press(qtbot, reader, *[Key.Key_J] * 4)
    press(qtbot, reader, *[Key.Key_Right] * 3, modifier=SHIFT)
    reader.verticalScrollBar().setValue(150)
    page = reader.draft.pages_layout.page_at(150)
    inside, spot = 150 - page.top, reader._review.spot
    srv = card(place, "SRV-1")
    place.session.desk.do(set_field(place.session.workshop, srv.id, "story", "A much longer story. " * 30))
    assert reader._review.spot == spot
    there = reader.draft.pages_layout.page_of(page.sheet.card)
    assert reader.verticalScrollBar().value() == round(there.top + inside)


def test_cards_that_come_and_go_are_shown(place):
    reader = read(place)
    workshop, desk = place.session.workshop, place.session.desk
    desk.do(edits.drop(workshop, card(place, "SRV-2").id))
    assert len(reader.draft.pages) == 2
    desk.undo()
    assert [p.sheet.card for p in reader.draft.pages] == [
        o.id for o in workshop.objectives(reader._review.about)
    ]
    assert all(isinstance(workshop[c], (Objective, KeyResult)) for c in reader.draft.cards())


def test_larger_text_is_laid_out_larger(place):
    reader = read(place)
    before = reader.content_height()
    place.window.choose_text_size(150)
    assert reader.content_height() > before * 1.2
    place.window.choose_text_size(100)
    assert reader.content_height() == pytest.approx(before, abs=2)


def test_the_first_key_of_all_shows_the_head_of_the_draft_too(place, qtbot):
    place.window.resize(1300, 560)
    reader = read(place)
    bar = reader.verticalScrollBar()
    press(qtbot, reader, Qt.Key.Key_End, modifier=Qt.KeyboardModifier.ControlModifier)
    assert bar.value() > 0
    press(qtbot, reader, Qt.Key.Key_Home, modifier=Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == 0


def test_a_draft_that_was_not_read_yet_begins_at_its_top(place):
    reader = read(place, "Service")
    reader.verticalScrollBar().setValue(60)
    assert reader.verticalScrollBar().value() == 60
    read(place, "Engineering")
    assert reader.verticalScrollBar().value() == 0
    read(place, "Service")
    assert reader.verticalScrollBar().value() == 60
