"""What is read in a key result while it is typed: shown at once, and taken back where it is wrong."""

from PySide6.QtCore import Qt

from okrdesk.cards import Person
from tests.acting import card
from tests.ui.board.writer import ALT, ENTER, SHIFT


def test_what_is_read_shows_at_once_and_can_be_taken_back(writer):
    writer.select("SRV-3")
    writer.key(Qt.Key.Key_K)
    chips = writer.board.writing.box.chips
    writer.type("Weekly riders from 31% to 55% by Zoe Quint")
    assert [g.text for g in chips.guesses] == [
        "from 31%",
        "to 55%",
        "unit: %",
        "Increase",
        "new person: Zoe Quint",
    ]
    writer.key(Qt.Key.Key_5, ALT)
    assert [g.holds for g in chips.guesses] == [True, True, True, True, False]
    writer.key(ENTER, SHIFT)
    made = writer.workshop.key_results(card(writer.place, "SRV-3").id)[-1]
    assert (made.text, made.owner) == ("Weekly riders by Zoe Quint", "")


def test_a_person_nobody_knows_yet_comes_with_the_key_result(writer):
    people = writer.workshop.count(Person)
    writer.select("SRV-3")
    writer.key(Qt.Key.Key_K)
    writer.type("Weekly riders from 31% to 55% by Zoe Quint", ENTER, SHIFT)
    made = writer.workshop.key_results(card(writer.place, "SRV-3").id)[-1]
    assert writer.workshop.name_of(made.owner) == "Zoe Quint"
    writer.place.undo()
    assert writer.workshop.count(Person) == people


def test_a_chip_is_pressed_with_the_mouse(writer, qtbot):
    writer.select("SRV-3")
    writer.key(Qt.Key.Key_K)
    writer.type("Seats 12")
    writer.type(" from 4 to 9")
    box = writer.board.writing.box
    chip = next(c for c in box.chips._chips if c.text().startswith("to 9"))
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert writer.line is not None
    assert not any(g.holds for g in box.chips.guesses)
    writer.key(ENTER, SHIFT)
    assert writer.workshop.key_results(card(writer.place, "SRV-3").id)[-1].text == "Seats 12 from 4 to 9"


def test_a_typo_in_a_key_result_leaves_its_numbers_alone(writer):
    kr = writer.workshop.key_results(card(writer.place, "SRV-3").id)[0]
    writer.board.writing.edit(kr.id)
    writer.type(" 2", ENTER)
    after = writer.workshop[kr.id]
    assert (after.baseline, after.target, after.unit, after.kind) == (
        kr.baseline,
        kr.target,
        kr.unit,
        kr.kind,
    )
    assert after.text == f"{kr.text} 2"


def test_a_new_target_is_read_in_an_old_key_result(writer):
    kr = writer.workshop.key_results(card(writer.place, "SRV-3").id)[0]
    writer.board.writing.edit(kr.id)
    writer.type(" from 6% to 77%", ENTER)
    after = writer.workshop[kr.id]
    assert (after.text, after.target, after.baseline, after.kind) == (kr.text, 77, 6, kr.kind)
