"""The outline in the window: read, gone through, written in, with real keys and clicks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from okrdesk.cards import KeyResult, Objective, Person
from tests.acting import card, rename
from tests.ui.outline.acting import COLUMN, go, press, shown, text, write
from ui.outline import model


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


def test_columns_grow_with_the_text(qtbot, place, room, tree):
    owner = COLUMN["owner"]
    tree.header().resizeSection(owner, 150)
    place.choose_text_size(200)
    assert tree.header().sectionSize(owner) == 300
    view = tree.columns.view()
    assert view["widths"]["owner"] == 150  # kept as at 100 %
    place.choose_text_size(100)
    assert tree.header().sectionSize(owner) == 150
    place.choose_text_size(200)
    tree.columns.show_again(view)
    assert tree.header().sectionSize(owner) == 300


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


# ---------------------------------------------------------------- colours and sizes
def test_another_theme_lays_out_no_rows_anew(place, tree, monkeypatch):
    asked = []

    class Flags(dict):
        def __getitem__(self, key):
            asked.append(key)
            return super().__getitem__(key)

    monkeypatch.setattr("ui.outline.model._FLAGS", Flags(model._FLAGS))
    place.window.choose_theme("light" if place.window.theme.dark else "dark")
    assert not asked
    tree.doItemsLayout()
    assert len(asked) >= len(shown(tree))
    assert tree.painter.theme is place.window.theme


def test_rows_grow_with_the_text_though_another_room_is_in_front(place, tree):
    before = tree.visualRect(tree.rows.index(0, 0)).height()
    place.rooms.enter("board")
    place.window.choose_text_size(150)
    place.rooms.enter("outline")
    assert tree.visualRect(tree.rows.index(0, 0)).height() == before * 3 // 2
