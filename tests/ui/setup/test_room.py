"""The set-up room as a room: its list, what it remembers, what it shows after a change and before the end."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from okrdesk.edits import set_field
from tests.acting import card, in_file
from tests.ui.setup.acting import CTRL, KEY, Setup
from ui.setup.room import SECTIONS


def test_the_list_is_gone_through_by_keys(setup):
    room = setup.room
    assert setup.focus() is room.list
    for section in SECTIONS:
        assert room.view() == section.key
        assert room.section.isVisible()
        assert room.section.accessibleName() == section.title
        setup.key(KEY.Key_Down)
    setup.key(KEY.Key_Home)
    setup.key(KEY.Key_Return)
    assert setup.focus() is room.section.name.editor
    setup.key(KEY.Key_Escape)
    assert setup.focus() is room.list


def test_the_room_has_a_command_and_remembers_its_section(place, open_window, file, qtbot):
    qtbot.keyClick(place.window, KEY.Key_4, CTRL)
    assert place.rooms.name == "setup"
    assert not place.inspector.isVisible()
    place.rooms.current.choose("people")
    place.window.close()
    again = open_window(file, place.settings)
    assert again.rooms.name == "setup"
    assert again.rooms.current.view() == "people"
    again.rooms.enter("board")
    assert again.inspector.isVisible()


def test_every_field_has_a_name_and_is_reached_by_tab(setup):
    for section in SECTIONS:
        page = setup.section(section.key)
        page.enter()
        seen = []
        while page.isAncestorOf(setup.focus()) and setup.focus() not in seen:
            seen.append(setup.focus())
            assert QAccessible.queryAccessibleInterface(setup.focus()).text(QAccessible.Text.Name)
            setup.key(KEY.Key_Tab)
        inside = [
            w for w in page.findChildren(QWidget) if w.isVisible() and w.isEnabled() and w.accessibleName()
        ]
        edited = [
            w
            for w in inside
            if w.objectName() in ("value", "head", "strong", "sentence", "person", "newline")
        ]
        assert {w for w in edited if w.focusPolicy()} <= set(seen), section.key


def test_a_change_from_elsewhere_leaves_what_is_being_typed(setup):
    page = setup.section("organisation")
    setup.go_into(page.purpose.editor)
    setup.type("Bikes for")
    setup.desk.do(set_field(setup.workshop, setup.workshop.organisation.id, "name", "Wren & Field"))
    assert page.name.editor.toPlainText() == "Wren & Field"
    assert page.purpose.editor.toPlainText() == "Bikes for"
    assert setup.focus() is page.purpose.editor


def test_a_hidden_section_is_up_to_date_when_it_is_shown(setup):
    setup.section("cycle")
    setup.section("limits")
    setup.desk.do(set_field(setup.workshop, setup.workshop.cycle.id, "name", "Winter"))
    assert setup.section("cycle").name.editor.toPlainText() == "Winter"
    setup.place.rooms.enter("board")
    setup.desk.undo()
    setup.place.rooms.enter("setup")
    assert setup.section("cycle").name.editor.toPlainText() == "Q1 2027"


def test_what_is_typed_is_in_the_file_when_the_window_closes(setup, file):
    page = setup.section("strategy")
    id_ = card(setup.place, "S-1").id
    setup.go_into(page.sheet_of(id_).title.editor)
    setup.key(KEY.Key_End, CTRL)
    setup.type("!")
    setup.place.window.close()
    assert in_file(file, "S-1").title.endswith("!")


def test_cards_are_shown_and_written_on_the_board(setup):
    place = setup.place
    place.show_card(setup.team("SRV").id)
    assert (setup.room.view(), setup.room.section.tree.team) == ("teams", setup.team("SRV").id)
    place.show_card(setup.person("Signe Holm").id)
    assert setup.room.section.table.selected() == [setup.person("Signe Holm").id]
    place.show_card(card(place, "S-2").id)
    assert setup.focus() is setup.room.section.sheet_of(card(place, "S-2").id).title.editor
    place.show_card(card(place, "SRV-3").id)
    assert place.rooms.name == "board"


def test_a_read_only_workshop_says_so(setup):
    setup.desk.read_only = "This file is open elsewhere."
    page = setup.section("organisation")
    setup.write(page.name, "Mine")
    assert any("open elsewhere" in label.text() for label in page.name.findChildren(type(page.name._problem)))
    assert setup.workshop.organisation.name == "Wrenfield Cargo Bikes"
    setup.key(KEY.Key_Escape, to=page.name.editor)
    assert page.name.editor.toPlainText() == "Wrenfield Cargo Bikes"


def test_another_workshop_shows_its_own(setup, tmp_path):
    for section in SECTIONS:
        setup.section(section.key)
    setup.place.files.new_sample()
    setup.place.rooms.enter("setup")
    setup = Setup(setup.place, setup.qtbot)
    for section in SECTIONS:
        assert setup.section(section.key).isVisible()


def test_another_size_of_text_makes_the_sections_anew(setup):
    page = setup.section("organisation")
    setup.go_into(page.purpose.editor)
    setup.type("Cargo")
    setup.place.choose_text_size(150)
    again = setup.section("organisation")
    assert again is not page
    assert again.purpose.editor.toPlainText() == setup.workshop.organisation.purpose == "Cargo"
    setup.place.choose_text_size(100)
    setup.write(setup.section("organisation").name, "Fernhill")
    assert setup.workshop.organisation.name == "Fernhill"
