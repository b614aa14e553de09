"""Owners and those also involved: found by typing, new ones made on the way."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView

from okrdesk.cards import Person, new_id
from okrdesk.change import Change, Put
from ui.inspector.people import PeopleField, PersonField
from ui.inspector.pieces import IconButton

KEY = Qt.Key


def line(hands, caption):
    field = hands.field(caption)
    assert isinstance(field, (PersonField, PeopleField))
    return field.line


def retype(hands, caption, text):
    """Write another name, letter by letter, as it arrives while the list of people is open."""
    editor = line(hands, caption)
    editor.setFocus()
    editor.selectAll()
    hands.qtbot.keyClick(editor, KEY.Key_Delete)
    hands.qtbot.keyClicks(editor, text)
    return editor


def offered():
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QListView)
    model = popup.model()
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def owner(hands, code):
    return hands.workshop.name_of(hands.card(code).owner)


def test_an_owner_is_found_by_a_part_of_the_name(hands):
    hands.select("SRV-3")
    assert line(hands, "Owner").text() == "Yusuf Demir"
    retype(hands, "Owner", "clar")
    assert offered() == ["Clara Neumann", "New person “clar”"]
    hands.key(KEY.Key_Return)  # the list has the keys
    assert owner(hands, "SRV-3") == "Clara Neumann"
    assert line(hands, "Owner").text() == "Clara Neumann"
    hands.undo()
    assert owner(hands, "SRV-3") == "Yusuf Demir"
    assert line(hands, "Owner").text() == "Yusuf Demir"


def test_somebody_new_comes_with_the_change(hands):
    hands.select("SRV-3")
    people = hands.workshop.count(Person)
    retype(hands, "Owner", "Zoe Lindqvist")
    assert offered() == ["New person “Zoe Lindqvist”"]
    hands.key(KEY.Key_Return)
    assert owner(hands, "SRV-3") == "Zoe Lindqvist"
    assert hands.workshop.count(Person) == people + 1
    hands.undo()  # one step takes back both
    assert hands.workshop.count(Person) == people
    assert owner(hands, "SRV-3") == "Yusuf Demir"


def test_a_name_is_kept_when_the_focus_goes(hands):
    hands.select("SRV-3")
    retype(hands, "Owner", "Clara Neumann")
    hands.select("SRV-2")
    assert owner(hands, "SRV-3") == "Clara Neumann"
    assert line(hands, "Owner").text() == owner(hands, "SRV-2")


def test_escape_closes_the_list_then_gives_the_name_back_then_leaves(hands):
    hands.select("SRV-3")
    editor = retype(hands, "Owner", "cl")
    for _ in range(2):
        hands.key(KEY.Key_Escape)
    assert editor.text() == "Yusuf Demir"
    assert owner(hands, "SRV-3") == "Yusuf Demir"
    assert QApplication.activePopupWidget() is None
    hands.key(KEY.Key_Escape)
    assert hands.focus is hands.place.room.board


def test_nobody(hands):
    hands.select("SRV-3")
    editor = retype(hands, "Owner", "")
    hands.key(KEY.Key_Tab)
    assert owner(hands, "SRV-3") == ""
    assert editor.placeholderText() == "Who owns it?"


def test_a_click_offers_everybody(hands):
    hands.select("SRV-3")
    hands.click(line(hands, "Owner"))
    assert "Yusuf Demir" in offered()
    hands.key(KEY.Key_Escape)
    assert owner(hands, "SRV-3") == "Yusuf Demir"


def test_involved_are_added_and_released(hands):
    hands.select("SRV-3")
    for name in ("Clara Neumann", "Zoe Lindqvist"):
        retype(hands, "Also involved", name)
        hands.key(KEY.Key_Return)
    names = [hands.workshop.name_of(id_) for id_ in hands.card("SRV-3").involved]
    assert names == ["Clara Neumann", "Zoe Lindqvist"]
    cross = next(b for b in hands.shown(IconButton) if b.accessibleName() == "Clara Neumann is not involved")
    cross.setFocus()
    hands.key(KEY.Key_Space)
    assert [hands.workshop.name_of(id_) for id_ in hands.card("SRV-3").involved] == ["Zoe Lindqvist"]


def add_people(hands, *people):
    made = tuple(Put(Person(new_id(), "a9", name, initials)) for name, initials in people)
    hands.place.session.desk.do(Change("People", made))


def test_initials_find_who_has_them(hands):
    add_people(hands, ("Xia Quo", "XQ"))
    hands.select("SRV-3")
    retype(hands, "Owner", "xq")
    assert offered() == ["Xia Quo", "New person “xq”"]
    hands.key(KEY.Key_Return)
    assert owner(hands, "SRV-3") == "Xia Quo"


def test_two_of_one_name_are_nobodys_owner_by_chance(hands):
    add_people(hands, ("Zoe Quist", "ZQ"), ("Zoe Quist", "ZQU"))
    hands.select("SRV-3")
    retype(hands, "Owner", "Zoe Quist")
    hands.key(KEY.Key_Return)
    assert owner(hands, "SRV-3") == "Yusuf Demir"
    texts = [each.text() for each in hands.field("Owner").findChildren(QLabel) if each.isVisible()]
    assert any("more than one person" in text for text in texts)
