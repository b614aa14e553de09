"""The people: a list pasted, edited in the table, two merged, some deleted."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from okrdesk.cards import KINDS, fields_of
from tests.ui.setup.acting import CTRL, KEY, LEFT, SHIFT
from ui.widgets.choice import Choice

LIST = """Name\tTeam\tRole
Ada Quist\tSales\tAccount lead
Bo Ferrant\tSAL\tAccounts
Cleo Marsh\tService\tMechanic
Dov Lang\tService\tMechanic
Eli Ström\tEngineering\tBatteries
Fay Osei\tEngineering\tFrames
Gil Barros\tFleet Software\tMaps
Hal Novak\tSupply\tBuyer
Ivy Castell\tSupply\tBuyer
Jo Penn\tPeople\tPayroll
Kit Aydin\tNowhere\tGuest
Lou Varga\tCompany\tOffice
Ines Albrecht\tCompany\tChief executive
"""


@pytest.fixture
def page(setup):
    return setup.section("people")


def at(page, name, column=0):
    row = [person.name for person in page.table.rows.people].index(name)
    return page.table.visualRect(page.table.rows.index(row, column)).center()


def choose(setup, page, *names):
    view = page.table.viewport()
    setup.click(view, at(page, names[0]))
    for name in names[1:]:
        setup.qtbot.mouseClick(view, LEFT, CTRL, at(page, name))


def mentions(workshop, id_):
    return [
        (record.id, info.name)
        for kind in KINDS
        for info in fields_of(kind).values()
        if info.ref
        for record in workshop.all(kind)
        if id_ == getattr(record, info.name) or id_ in (getattr(record, info.name) or ())
    ]


# ---------------------------------------------------------------- adding
def test_twelve_people_are_pasted_and_one_who_is_there_is_not(setup, page):
    before = len(setup.workshop.people())
    QGuiApplication.clipboard().setText(LIST)
    setup.go_into(page.new)
    setup.key(KEY.Key_V, CTRL)
    assert page.add.text() == "Add 12 people"
    assert "Ada Quist" in page.preview.accessibleName() and "6 more" in page.preview.accessibleName()
    assert len(setup.workshop.people()) == before
    setup.key(KEY.Key_Return)
    assert len(setup.workshop.people()) == before + 12
    ada = setup.person("Ada Quist")
    assert (ada.initials, ada.title, ada.team) == ("AQ", "Account lead", setup.team("SAL").id)
    assert setup.person("Kit Aydin").team == ""
    assert page.new.toPlainText() == ""
    assert page.table.rows.rowCount() == before + 12
    assert setup.focus() is page.new
    setup.undo()
    assert page.table.rows.rowCount() == before


def test_a_list_is_pasted_onto_the_table(setup, page):
    QGuiApplication.clipboard().setText("Ada Quist\nBo Ferrant")
    setup.click(page.table.viewport(), at(page, "Signe Holm"))
    setup.key(KEY.Key_V, CTRL, to=page.table)
    assert setup.focus() is page.new
    setup.click(page.add)
    assert setup.person("Bo Ferrant").initials == "BF"


def test_a_list_that_is_not_yet_added_is_there_again(setup, page, file, qtbot):
    place = setup.place
    setup.go_into(page.new)
    setup.type("Ada Quist, Account lead, Sales")
    place.choose_text_size(150)
    page = setup.section("people")
    assert page.new.toPlainText() == "Ada Quist, Account lead, Sales"
    assert page.add.text() == "Add 1 person"
    place.choose_text_size(100)
    place.show_session(None)
    place.files.open(file)
    place.rooms.enter("setup")
    page = setup.section("people")
    assert page.new.toPlainText() == "Ada Quist, Account lead, Sales"
    qtbot.mouseClick(page.add, LEFT)
    assert "Ada Quist" in [person.name for person in place.session.workshop.people()]
    place.choose_text_size(125)
    assert setup.section("people").new.toPlainText() == ""


def test_somebody_is_typed(setup, page):
    setup.go_into(page.new)
    setup.type("Signe Holm")
    assert "already" in page.preview.accessibleName()
    assert not page.add.isVisible()
    setup.key(KEY.Key_Return)
    setup.key(KEY.Key_Escape)
    assert page.new.toPlainText() == ""
    setup.type("Ada Quist, Account lead, Sales")
    assert page.add.text() == "Add 1 person"
    setup.key(KEY.Key_Return)
    assert setup.person("Ada Quist").title == "Account lead"
    setup.key(KEY.Key_Escape)
    assert setup.focus() is setup.room.list


# ---------------------------------------------------------------- the table
def edit(setup, page, name, column, text):
    view = page.table.viewport()
    setup.click(view, at(page, name, column))
    setup.qtbot.mouseDClick(view, LEFT, pos=at(page, name, column))
    line = page.table._editor()
    setup.key(KEY.Key_A, CTRL, to=line)
    setup.type(text, to=line) if text else setup.key(KEY.Key_Delete, to=line)
    setup.key(KEY.Key_Return, to=line)
    QApplication.processEvents()  # Qt closes a cell when it comes round to it


def test_cells_are_written_in_place(setup, page):
    edit(setup, page, "Signe Holm", 0, "Signe Holm-Berg")
    edit(setup, page, "Signe Holm-Berg", 1, "SHB")
    edit(setup, page, "Signe Holm-Berg", 3, "City  sales")
    signe = setup.person("Signe Holm-Berg")
    assert (signe.initials, signe.title) == ("SHB", "City sales")
    for _change in range(3):
        setup.undo()
    assert setup.person("Signe Holm").initials == "SH"


def test_a_team_is_chosen_in_the_table_by_keys(setup, page):
    setup.click(page.table.viewport(), at(page, "Signe Holm", 2))
    setup.key(KEY.Key_Return, to=page.table)
    box = page.table.findChild(Choice, "cell")
    assert box.currentText() == "Sales"
    setup.key(KEY.Key_Down, to=box.view())
    setup.key(KEY.Key_Return, to=box.view())
    assert setup.person("Signe Holm").team == setup.team("SRV").id
    setup.undo()
    assert setup.person("Signe Holm").team == setup.team("SAL").id


def test_bad_cells_get_a_sentence(setup, page):
    edit(setup, page, "Signe Holm", 0, "")
    assert "needs a name" in page.problem.accessibleName()
    assert page.problem.isVisible()
    edit(setup, page, "Signe Holm", 1, "TOOLONG")
    assert "at most" in page.problem.accessibleName()
    edit(setup, page, "Signe Holm", 1, "SI")
    assert not page.problem.isVisible()
    setup.click(page.table.viewport(), at(page, "Signe Holm"))
    setup.key(KEY.Key_F2, to=page.table)
    line = page.table._editor()
    setup.type("nobody", to=line)
    setup.key(KEY.Key_Escape, to=line)
    assert setup.person("Signe Holm").initials == "SI"


# ---------------------------------------------------------------- merging and deleting
def test_two_people_become_one_and_all_that_mentions_one_mentions_the_other(setup, page):
    paul, yusuf = setup.person("Paul Okafor").id, setup.person("Yusuf Demir").id
    mentioned = mentions(setup.workshop, paul)
    assert len(mentioned) > 2
    assert not page.merge.isEnabled()
    choose(setup, page, "Paul Okafor", "Yusuf Demir")
    setup.click(page.merge)
    labels = [button.text() for button in page.question.buttons()]
    assert labels == ["Paul Okafor stays", "Yusuf Demir stays", "Cancel"]
    setup.click(page.question.buttons()[1])
    assert paul not in setup.workshop
    assert set(mentioned) <= set(mentions(setup.workshop, yusuf))
    assert mentions(setup.workshop, paul) == []
    assert page.table.selected() == [yusuf]
    setup.undo()
    assert mentions(setup.workshop, paul) == mentioned


def test_merging_is_thought_better_of(setup, page):
    choose(setup, page, "Paul Okafor", "Yusuf Demir")
    setup.click(page.merge)
    setup.key(KEY.Key_Escape)
    assert not page.question.isVisible()
    assert setup.focus() is page.table
    setup.click(page.merge)
    setup.key(KEY.Key_Down, SHIFT, to=page.table)  # others are selected: the question is about nobody now
    assert not page.question.isVisible()


def test_people_are_deleted_and_come_back(setup, page):
    owned = mentions(setup.workshop, setup.person("Paul Okafor").id)
    paul = setup.person("Paul Okafor").id
    choose(setup, page, "Paul Okafor", "Signe Holm")
    setup.key(KEY.Key_Delete, to=page.table)
    assert page.table.rows.rowCount() == len(setup.workshop.people()) == 12
    assert "no owner" in setup.hint()
    setup.undo()
    assert mentions(setup.workshop, paul) == owned
    assert page.table.rows.rowCount() == 14


def test_commands_of_cards_keep_off_the_table(setup, page):
    place = setup.place
    place.selection.show(next(iter(setup.workshop.objectives(setup.team("SRV").id))).id)
    count = len(setup.workshop)
    setup.click(page.table.viewport(), at(page, "Signe Holm") + QPoint(1, 1))
    setup.key(KEY.Key_X, CTRL, to=page.table)
    setup.key(KEY.Key_A, CTRL, to=page.table)
    assert len(setup.workshop) == count
    assert len(page.table.selected()) == 14
