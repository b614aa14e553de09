"""The outline in the window: read, gone through, written in, with real keys and clicks."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from okrdesk.cards import KeyResult, Objective, Person
from tests.acting import card, rename
from tests.ui.outline.acting import COLUMN, go, outline, press, record_of, shown, text, write


@pytest.fixture
def room(place):
    return outline(place)


@pytest.fixture
def tree(room):
    return room.tree


# ---------------------------------------------------------------- reading
def test_it_shows_all_of_the_workshop(tree):
    rows = shown(tree)
    assert rows[:5] == ["Strategy", "S-1", "S-2", "CO", "CO-1"]
    assert rows[-3:] == ["Not this quarter", "SAL-4", "SAL-4.1"]
    assert text(tree, "CO-1.1", "from") == "1,240" and text(tree, "CO-1.1", "to") == "2,000"
    assert text(tree, "CO-1.c4", "state") == "Open"
    assert text(tree, "SAL-1", "feeds") == "enables CO-1.c1"


def test_ctrl_2_leads_here_and_ctrl_1_back(qtbot, place):
    qtbot.keyClick(place.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert place.rooms.name == "outline" and place.rooms.current.tree.hasFocus()
    qtbot.keyClick(place.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert place.rooms.name == "board"


def test_what_is_selected_is_one_with_the_board(place, tree):
    go(tree, "ENG-1")
    assert place.selection.ids == (card(place, "ENG-1").id,)
    place.selection.show(card(place, "SRV-1.1").id)
    assert tree.names() == [card(place, "SRV-1.1").id]
    assert tree.rows.name_at(tree.currentIndex()) == card(place, "SRV-1.1").id
    place.selection.show(card(place, "CO-1").id, card(place, "SRV-3").id)
    assert set(tree.names()) == set(place.selection.ids)
    place.selection.show()
    assert tree.names() == []


def test_shift_and_ctrl_select_several(place, tree):
    go(tree, "CO-1.1")
    press(tree, "Shift+Down", "Shift+Down")
    assert place.selection.ids == tuple(card(place, code).id for code in ("CO-1.1", "CO-1.2", "CO-1.3"))
    press(tree, "Shift+Up")
    assert place.selection.current == card(place, "CO-1.2").id


def test_rows_speak_whole_sentences(place, tree):
    def spoken(code, column="title"):
        index = tree.rows.index_of(card(place, code).id, COLUMN[column])
        return index.data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken("CO-1") == (
        "Objective CO-1, City fleets choose us and stay, committed, in review, owner Ines Albrecht, "
        "3 key results"
    )
    assert spoken("CO-1.2") == (
        "Key result CO-1.2, Fleets that renew after year one, from 71%, to 88%, owner Signe Holm"
    )
    assert spoken("CO-1.c4").endswith(", open")
    assert spoken("CO-1", "owner") == "Owner: Ines Albrecht"


def test_assistive_technology_sees_the_table(tree):
    face = QAccessible.queryAccessibleInterface(tree)
    assert face.text(QAccessible.Text.Name) == "Outline"
    assert face.role() == QAccessible.Role.Tree
    names = [face.child(n).text(QAccessible.Text.Name) for n in range(face.childCount())]
    assert any(name.startswith("Objective CO-1, City fleets") for name in names)


# ---------------------------------------------------------------- writing
def test_enter_writes_and_goes_down(place, tree):
    go(tree, "CO-1.1")
    press(tree, "Return")
    write(tree, "Bikes on the road")
    press(tree, "Return")
    assert card(place, "CO-1.1").text == "Bikes on the road"
    assert tree.rows.name_at(tree.currentIndex()) == card(place, "CO-1.2").id
    assert not tree.writing and tree.hasFocus()


def test_escape_gives_the_old_words_back(place, tree):
    before = card(place, "CO-1").title
    go(tree, "CO-1")
    press(tree, "F2")
    write(tree, "Something else")
    press(tree, "Escape")
    assert card(place, "CO-1").title == before
    assert not tree.writing and tree.hasFocus()


def test_tab_goes_along_the_row(place, tree):
    go(tree, "CO-1.2", "from")
    press(tree, "Return")
    write(tree, "60")
    press(tree, "Tab")
    write(tree, "90%")
    press(tree, "Return")
    assert text(tree, "CO-1.2", "from") == "60%" and text(tree, "CO-1.2", "to") == "90%"
    press(tree, "Up", "Return", "Backtab")
    assert tree.currentIndex().column() == COLUMN["from"]


def test_a_number_that_is_none_is_told_and_kept(place, tree):
    before = card(place, "CO-1.2").target
    go(tree, "CO-1.2", "to")
    press(tree, "Return")
    write(tree, "lots")
    press(tree, "Return")
    editor = tree.writer.editor
    assert editor.text() == "lots" and editor.note.isVisible()
    assert editor.note.text() == "“lots” is no number. Write it like 1,234.5."
    tree.setFocus()  # away with it all the same
    assert not tree.writing and card(place, "CO-1.2").target == before
    assert "“lots” is no number. Write it like 1,234.5." in place.banners.texts()
    go(tree, "CO-1.2", "to")
    press(tree, "Return")
    assert tree.writer.editor.text() == "lots"
    write(tree, "92")
    press(tree, "Return")
    assert text(tree, "CO-1.2", "to") == "92%"


def test_limits_and_ranges(place, tree):
    for typed, kind, target in ((">= 85", "no_less_than", "≥ 85%"), ("80-90%", "keep_within", "80–90%")):
        go(tree, "CO-1.2", "to")
        press(tree, "Return")
        write(tree, typed)
        press(tree, "Return")
        assert (card(place, "CO-1.2").kind, text(tree, "CO-1.2", "to")) == (kind, target)


def test_choose_an_owner_by_a_few_letters(place, tree):
    go(tree, "CO-1", "owner")
    press(tree, "Return")
    write(tree, "yus")
    press(tree, "Return")
    assert text(tree, "CO-1", "owner") == "Yusuf Demir"


def test_a_new_name_becomes_a_person(place, tree):
    people = place.session.workshop.count(Person)
    go(tree, "CO-1", "owner")
    press(tree, "Return")
    write(tree, "Dana Fox")
    press(tree, "Return")
    assert text(tree, "CO-1", "owner") == "Dana Fox"
    assert place.session.workshop.count(Person) == people + 1
    place.undo()
    assert text(tree, "CO-1", "owner") == "Ines Albrecht"
    assert place.session.workshop.count(Person) == people


def test_choose_a_style_and_a_state(place, tree):
    go(tree, "CO-1", "style")
    press(tree, "Return")
    write(tree, "st")
    press(tree, "Tab")
    assert card(place, "CO-1").style == "aspirational"
    assert tree.currentIndex().column() == COLUMN["state"]
    press(tree, "Down", "Return")
    assert card(place, "CO-1").state != "in_review"


def test_double_click_writes_in_the_cell(qtbot, place, tree):
    index = go(tree, "CO-2.1", "to")
    qtbot.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center())
    write(tree, "85")
    press(tree, "Return")
    assert text(tree, "CO-2.1", "to") == "85%"


# ---------------------------------------------------------------- new rows
def test_key_results_are_typed_one_after_the_other(place, tree):
    go(tree, "SAL-1")
    before = len(place.session.workshop.key_results(card(place, "SAL-1").id))
    press(tree, "K")
    write(tree, "Weekly active riders from 31% to 55% by Yusuf Demir")
    press(tree, "Return")
    write(tree, "Calls answered from 2 to 9")
    press(tree, "Return", "Escape")
    results = place.session.workshop.key_results(card(place, "SAL-1").id)
    assert len(results) == before + 2
    first, second = results[-2:]
    assert (first.text, first.unit, int(first.baseline), int(first.target)) == (
        "Weekly active riders", "%", 31, 55,
    )  # fmt: skip
    assert place.session.workshop.name_of(first.owner) == "Yusuf Demir"
    assert second.text == "Calls answered"
    assert tree.rows.name_at(tree.currentIndex()) == second.id
    assert tree.rows.draft is None
    assert place.selection.ids == (second.id,)
    place.undo()
    place.undo()
    assert len(place.session.workshop.key_results(card(place, "SAL-1").id)) == before


def test_what_is_read_is_shown_and_can_be_taken_back(qtbot, place, tree):
    go(tree, "SAL-1")
    press(tree, "K")
    write(tree, "Riders from 31% to 55% by Yusuf Demir")
    chips = tree.writer.editor.chips
    assert chips.isVisible() and [guess.field for guess in chips.guesses][:2] == ["baseline", "target"]
    owner = next(n for n, guess in enumerate(chips.guesses) if guess.field == "owner")
    qtbot.mouseClick(chips._chips[owner], Qt.MouseButton.LeftButton)
    press(tree, "Alt+1", "Alt+1", "Return", "Escape")
    made = place.session.workshop.key_results(card(place, "SAL-1").id)[-1]
    assert (made.text, int(made.baseline), made.owner) == ("Riders by Yusuf Demir", 31, "")


def test_a_new_card_beside_the_selected_one(place, tree):
    go(tree, "SAL-1")
    press(tree, "N")
    assert tree.writing and place.selection.ids == (card(place, "SAL-1").id,)
    write(tree, "Depots know us")
    press(tree, "Return", "Escape")
    team = card(place, "SAL-1").team
    titles = [o.title for o in place.session.workshop.objectives(team)]
    assert titles[1] == "Depots know us"
    assert shown(tree)[shown(tree).index("SAL-2") - 1] == "SAL-5"


def test_a_row_without_words_is_none(place, tree):
    rows = shown(tree)
    go(tree, "CO-2.1")
    for key in ("N", "C", "Insert"):
        press(tree, key)
        assert tree.rows.draft is not None
        press(tree, "Return" if key == "C" else "Escape")
        assert shown(tree) == rows and not tree.writing
        go(tree, "CO-2.1")


def test_a_condition_and_a_first_card_of_a_team(place, tree):
    go(tree, "SAL-1.1")
    press(tree, "C")
    write(tree, "Depots pick up the phone")
    press(tree, "Return", "Escape")
    (condition,) = place.session.workshop.conditions(card(place, "SAL-1").id)
    assert condition.text == "Depots pick up the phone"
    go(tree, "ENG")
    press(tree, "N")
    write(tree, "Brakes hold")
    press(tree, "Return", "Escape")
    assert place.session.workshop.objectives(card(place, "ENG").id)[-1].title == "Brakes hold"


def test_the_menu_writes_here_too(place, tree):
    go(tree, "CO-1")
    place.actions.refresh()
    place.card_commands.new_key_result.trigger()
    write(tree, "Fleets on the waiting list 5 -> 12")
    press(tree, "Return", "Escape")
    assert text(tree, "CO-1.4", "to") == "12"
    go(tree, "CO-1.c4")
    place.actions.refresh()
    place.card_commands.new_enabling.trigger()
    write(tree, "Insurers sign")
    press(tree, "Return", "Escape")
    made = next(o for o in place.session.workshop.all(Objective) if o.title == "Insurers sign")
    assert text(tree, made.code, "feeds") == "enables CO-1.c4"
    assert text(tree, "CO-1.c4", "state") == f"Claimed by {made.code}"


def test_a_menu_command_saves_what_is_being_typed(place, tree):
    go(tree, "CO-1")
    press(tree, "F2")
    write(tree, "Typed so far")
    place.actions.refresh()
    place.card_commands.commit.trigger()
    assert card(place, "CO-1").title == "Typed so far" and card(place, "CO-1").style == ""


def test_delete_and_duplicate(place, tree):
    go(tree, "CO-1.1")
    press(tree, "Delete")
    assert "CO-1.1" not in shown(tree)
    assert tree.rows.name_at(tree.currentIndex()) == card(place, "CO-1.2").id
    assert place.selection.ids == (card(place, "CO-1.2").id,)
    press(tree, "D")
    assert "CO-1.4" in shown(tree)
    assert place.selection.ids == (card(place, "CO-1.4").id,) and tree.names() == list(place.selection.ids)


# ---------------------------------------------------------------- moving, undoing
def test_ctrl_with_arrows_moves_rows(place, tree):
    go(tree, "CO-1.1")
    press(tree, "Ctrl+Down")
    workshop = place.session.workshop
    assert [kr.code for kr in workshop.key_results(card(place, "CO-1").id)] == ["CO-1.2", "CO-1.1", "CO-1.3"]
    press(tree, "Ctrl+Down", "Ctrl+Down")
    assert workshop.key_results(card(place, "CO-2").id)[0].code == "CO-1.1"
    assert tree.rows.name_at(tree.currentIndex()) == card(place, "CO-1.1").id
    go(tree, "CO-3")
    press(tree, "Ctrl+Down")
    assert workshop.objectives(card(place, "SAL-1").team)[0].id == card(place, "CO-3").id


def let_go(tree, monkeypatch, code, target, share):
    """Drag the row of one card to a height (a share of it) of another's row."""
    index = tree.rows.index_of(record_of(tree, target).id)
    tree.scrollTo(index)
    rect = tree.visualRect(index)
    at = QPointF(rect.left() + 60, rect.top() + rect.height() * share)
    taken = []

    def carry(drag, *_actions):
        move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        data = drag.mimeData()
        for event in (
            QDragEnterEvent(at.toPoint(), move, data, left, none),
            QDragMoveEvent(at.toPoint(), move, data, left, none),
        ):
            QApplication.sendEvent(tree.viewport(), event)
            taken.append(event.isAccepted())
        if taken[-1]:
            QApplication.sendEvent(tree.viewport(), QDropEvent(at, move, data, left, none))

    monkeypatch.setattr(QDrag, "exec", carry)
    start = tree.visualRect(go(tree, code)).center()
    QTest.mousePress(tree.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in (4, 12, 20):
        QTest.mouseMove(tree.viewport(), QPoint(start.x(), start.y() + step))
    QTest.mouseRelease(tree.viewport(), Qt.MouseButton.LeftButton, pos=start)
    return taken[-1]


def test_drag_rows(place, tree, monkeypatch):
    workshop = place.session.workshop
    tree.resize(900, 2400)
    assert let_go(tree, monkeypatch, "CO-1.1", "CO-2.1", 0.05)
    assert [kr.code for kr in workshop.key_results(card(place, "CO-2").id)][:2] == ["CO-1.1", "CO-2.1"]
    assert let_go(tree, monkeypatch, "CO-3", "SAL", 0.5)
    assert workshop.objectives(card(place, "SAL").id)[-1].code == "CO-3"
    assert place.status.hint.text() == ""
    assert not let_go(tree, monkeypatch, "CO-2.1", "S-1", 0.5)
    assert not let_go(tree, monkeypatch, "S-1", "CO-2", 0.5)
    place.undo()
    assert card(place, "CO-3").team == card(place, "CO").id
    assert let_go(tree, monkeypatch, "SAL-2", "SAL-1", 0.5)  # on a card: ahead of it
    assert workshop.objectives(card(place, "SAL").id)[0].code == "SAL-2"


def test_open_rows_and_the_current_one_outlive_undo(place, tree):
    go(tree, "CO-1")
    press(tree, "Left")
    assert not tree.isExpanded(tree.rows.index_of(card(place, "CO-1").id))
    go(tree, "CO-2.2")
    rename(place, "CO-1", "Other words")
    place.undo()
    assert not tree.isExpanded(tree.rows.index_of(card(place, "CO-1").id))
    assert tree.isExpanded(tree.rows.index_of(card(place, "CO-2").id))
    assert tree.rows.name_at(tree.currentIndex()) == card(place, "CO-2.2").id
    from okrdesk.edits import drop

    objective = card(place, "CO-1")
    place.session.desk.do(drop(place.session.workshop, objective.id))
    assert "CO-1" not in shown(tree)
    place.undo()
    assert not tree.isExpanded(tree.rows.index_of(objective.id))


# ---------------------------------------------------------------- the filter, the columns
def test_filter_words(qtbot, place, room, tree):
    before = shown(tree)
    press(tree, "Ctrl+F")
    assert room.filter.hasFocus()
    qtbot.keyClicks(room.filter, "yusuf")
    rows = shown(tree)
    assert {"CO-1", "CO-1.3", "CO-2.1"} <= set(rows) and "CO-1.1" not in rows and "Strategy" not in rows
    qtbot.keyClick(room.filter, Qt.Key.Key_Down)
    assert tree.hasFocus()
    room.filter.setFocus()
    qtbot.keyClick(room.filter, Qt.Key.Key_Escape)
    assert room.filter.text() == "" and shown(tree) == before


def test_what_is_written_while_filtered_stays_in_sight(qtbot, place, room, tree):
    room.filter.setText("CO-1.1")
    go(tree, "CO-1.1")
    press(tree, "K")
    write(tree, "Quite another thing")
    press(tree, "Return")
    made = next(kr for kr in place.session.workshop.all(KeyResult) if kr.text == "Quite another thing")
    assert made.code in shown(tree)


def test_columns_are_kept(place, room, tree):
    header = tree.header()
    header.resizeSection(COLUMN["owner"], 200)
    header.moveSection(header.visualIndex(COLUMN["state"]), 1)
    tree.columns._show(COLUMN["due"], True)
    go(tree, "CO")
    press(tree, "Left")
    view = room.view()
    room.show_again("")
    assert header.isSectionHidden(COLUMN["due"]) and header.visualIndex(COLUMN["state"]) == COLUMN["state"]
    room.show_again(view)
    assert header.sectionSize(COLUMN["owner"]) == 200
    assert header.visualIndex(COLUMN["state"]) == 1 and not header.isSectionHidden(COLUMN["due"])
    assert not tree.isExpanded(tree.rows.index_of(card(place, "CO").id))
    room.show_again("{nonsense")
    assert header.visualIndex(COLUMN["title"]) == 0


# ---------------------------------------------------------------- the workshop comes and goes
def test_it_follows_another_room_and_another_workshop(place, room, tree):
    place.rooms.enter("board")
    rename(place, "CO-1", "Changed on the board")
    place.rooms.enter("outline")
    assert text(tree, "CO-1", "title") == "Changed on the board"
    room.reveal(card(place, "SRV-1.1").id)
    assert tree.visualRect(tree.currentIndex()).intersects(tree.viewport().rect())
    room.edit_card(card(place, "CO-1").id)
    assert tree.writing
    press(tree, "Escape")
    place.show_session(None)
    assert tree.rows.rowCount() == 0


def test_many_cards_begin_closed(place, tree, monkeypatch):
    monkeypatch.setattr("ui.outline.tree.MANY", 10)
    tree.begin()
    assert "CO-1" in shown(tree) and "CO-1.1" not in shown(tree)
    go(tree, "CO-1")
    press(tree, "Right")
    assert "CO-1.1" in shown(tree) and "CO-2.1" not in shown(tree)
    assert place.session.workshop.count(Objective) == 20
