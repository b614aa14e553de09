"""Each kind of field, edited in place; Esc, Enter, undo, and what cannot be read."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from okrdesk import edits
from tests.acting import rename
from ui.inspector.choices import YesField
from ui.inspector.pages import More

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def open_more(hands):
    (more,) = hands.shown(More)
    hands.click(more.button)


# ---------------------------------------------------------------- texts
def test_a_title_is_written_where_it_stands(hands):
    hands.select("SRV-3")
    editor = hands.retype("Title", "Every bike is ready in a day")
    hands.key(KEY.Key_Return)
    assert hands.card("SRV-3").title == "Every bike is ready in a day"
    assert not editor.hasFocus()  # Enter ends it, and the next field is at hand
    assert hands.inspector.isAncestorOf(hands.focus)
    hands.undo()
    assert hands.card("SRV-3").title == "A returned bike is ready in a day"
    assert hands.editor("Title").toPlainText() == "A returned bike is ready in a day"


def test_a_pause_writes_and_the_hands_go_on(qtbot, hands):
    hands.select("SRV-3")
    editor = hands.retype("Title", "Ready")
    qtbot.waitUntil(lambda: hands.card("SRV-3").title == "Ready")
    hands.type(" today ")
    assert editor.hasFocus()
    qtbot.waitUntil(lambda: hands.card("SRV-3").title != "Ready")
    assert editor.toPlainText() == "Ready today "  # what was written does not come back and disturb
    assert editor.textCursor().position() == len("Ready today ")
    hands.undo()
    assert editor.toPlainText() == hands.card("SRV-3").title == "Ready"


def test_escape_gives_the_old_text_back_then_goes_to_the_room(qtbot, hands):
    hands.select("SRV-3")
    before = hands.card("SRV-3").title
    editor = hands.retype("Title", "Something else")
    qtbot.waitUntil(lambda: hands.card("SRV-3").title == "Something else")
    hands.type("!")
    hands.key(KEY.Key_Escape)
    assert editor.toPlainText() == hands.card("SRV-3").title == before
    assert editor.hasFocus()
    hands.key(KEY.Key_Escape)
    assert hands.focus is hands.place.room.board


def test_long_texts_have_lines_titles_have_not(hands):
    hands.select("SRV-3")
    hands.retype("Story", "First")
    hands.key(KEY.Key_Return, SHIFT)
    hands.type("second")
    hands.key(KEY.Key_Tab)
    assert hands.card("SRV-3").story == "First\nsecond"
    hands.retype("Title", "One")
    hands.key(KEY.Key_Return, SHIFT)
    assert hands.card("SRV-3").title == "One"


def test_an_editor_is_as_high_as_its_text(hands):
    hands.select("SRV-3")
    editor = hands.retype("Story", "short")
    low = editor.height()
    hands.type(" and then very much longer than before" * 4)
    assert editor.height() > 3 * low / 2
    assert not editor.verticalScrollBar().maximum()


def test_empty_clears(hands):
    hands.select("SRV-3")
    hands.retype("Story", "")
    hands.key(KEY.Key_Tab)
    assert hands.card("SRV-3").story == ""
    assert "feed the strategy?" in hands.editor("Story").placeholderText()


def test_typing_is_kept_when_another_card_is_selected(qtbot, hands):
    hands.select("SRV-3")
    hands.retype("Title", "Saved on the way")
    hands.select("SAL-1")
    assert hands.card("SRV-3").title == "Saved on the way"
    assert hands.editor("Title").toPlainText() == hands.card("SAL-1").title


def test_typing_is_kept_when_the_window_closes(hands, file):
    from tests.acting import in_file

    hands.select("SRV-3")
    hands.retype("Title", "Saved at the door")
    hands.place.window.close()
    assert in_file(file, "SRV-3").title == "Saved at the door"


def test_a_change_from_elsewhere_is_shown_and_leaves_typing_alone(hands):
    hands.select("SRV-3")
    editor = hands.retype("Story", "Half a sent")
    rename(hands.place, "SRV-3", "Renamed on the board")
    assert hands.editor("Title").toPlainText() == "Renamed on the board"
    assert editor.toPlainText() == "Half a sent"
    assert editor.hasFocus()
    hands.type("ence")
    hands.key(KEY.Key_Tab)
    assert hands.card("SRV-3").story == "Half a sentence"


def test_a_card_that_goes_under_the_hands_takes_its_typing_along(hands):
    hands.select("SRV-3")
    hands.retype("Story", "For nobody")
    hands.place.session.desk.do(edits.drop(hands.workshop, hands.card("SRV-3").id))
    assert not hands.shown(type(hands.inspector)) or "Select a card" in hands.texts()[0]


def test_a_refusal_is_told_at_the_field_and_the_text_stays(hands):
    hands.place.session.desk.read_only = "This workshop is read only."
    hands.select("SRV-3")
    editor = hands.retype("Title", "Not allowed")
    hands.key(KEY.Key_Return)
    assert "This workshop is read only." in hands.texts()
    assert editor.toPlainText() == "Not allowed"
    assert hands.card("SRV-3").title != "Not allowed"
    hands.key(KEY.Key_Escape)
    assert hands.place.banners.texts()


# ---------------------------------------------------------------- numbers, weeks, days
def test_numbers_carry_their_unit(hands):
    hands.select("SRV-3.1")
    assert hands.editor("Baseline").toPlainText() == "5%"
    hands.retype("Target", "1,072.5 %")
    hands.key(KEY.Key_Return)
    assert hands.card("SRV-3.1").target == Decimal("1072.5")
    assert hands.editor("Target").toPlainText() == "1,072.5%"


def test_a_unit_typed_with_a_number_is_taken_where_there_is_none(hands):
    hands.select("SRV-3.1")
    hands.retype("Unit", "")
    hands.key(KEY.Key_Tab)
    hands.retype("Target", "$2.5M")
    hands.key(KEY.Key_Return)
    kr = hands.card("SRV-3.1")
    assert (kr.target, kr.unit) == (Decimal(2_500_000), "USD")
    hands.undo()
    assert hands.card("SRV-3.1").unit == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [("a lot", "is no number"), ("5 days", "The unit here is “%”"), ("1.2.3,4", "is no number")],
)
def test_what_is_no_number_stays_and_changes_nothing(hands, typed, said):
    hands.select("SRV-3.1")
    before = hands.card("SRV-3.1")
    editor = hands.retype("Target", typed)
    hands.key(KEY.Key_Return)
    assert any(said in text for text in hands.texts())
    assert editor.toPlainText() == typed
    assert editor.hasFocus()
    assert hands.card("SRV-3.1") == before
    hands.select("SRV-3.2")  # it is not lost either
    assert not any(said in text for text in hands.texts())
    hands.select("SRV-3.1")
    assert hands.editor("Target").toPlainText() == typed
    assert any(said in text for text in hands.texts())
    hands.enter(hands.editor("Target"))
    hands.key(KEY.Key_Escape)
    assert hands.editor("Target").toPlainText() == "70%"
    assert not any(said in text for text in hands.texts())


def test_a_baseline_may_be_unknown(hands):
    hands.select("SRV-3.1")
    hands.retype("Baseline", "unknown")
    hands.key(KEY.Key_Return)
    kr = hands.card("SRV-3.1")
    assert (kr.baseline, kr.baseline_unknown) == (None, True)
    hands.retype("Baseline", "7")
    hands.key(KEY.Key_Return)
    kr = hands.card("SRV-3.1")
    assert (kr.baseline, kr.baseline_unknown) == (Decimal(7), False)
    hands.undo()
    assert hands.editor("Baseline").toPlainText() == "unknown"


def test_rare_fields_stay_open_once_opened(hands):
    hands.select("SRV-3.1")
    open_more(hands)
    hands.retype("Proxy until week", "14")
    hands.key(KEY.Key_Return)
    assert any("from 1 to 13" in text for text in hands.texts())
    hands.retype("Proxy until week", "9")
    hands.key(KEY.Key_Return)
    assert hands.card("SRV-3.1").proxy_until == 9
    hands.select("SRV-3.2")
    assert hands.editor("Proxy until week").toPlainText() == ""
    hands.retype("Score", "1.5")
    hands.key(KEY.Key_Return)
    assert "This runs from 0 to 1." in hands.texts()


def test_days_and_yes_or_no(hands):
    hands.select("SRV-3")
    open_more(hands)
    hands.retype("Confirmed on", "18 Dec")
    hands.key(KEY.Key_Return)
    assert hands.card("SRV-3").resources_on == date(2026, 12, 18)
    assert hands.editor("Confirmed on").toPlainText() == "18 Dec 2026"
    _role_objective, private, parked = hands.shown(YesField)
    private.box.setFocus()
    hands.key(KEY.Key_Space)
    assert hands.card("SRV-3").private is True
    parked.box.setFocus()
    hands.key(KEY.Key_Space)
    assert hands.card("SRV-3").parked is True
    hands.retype("Why not now", "The depot comes first")
    hands.key(KEY.Key_Tab)
    assert hands.card("SRV-3").parked_why == "The depot comes first"
    hands.click(hands.button("Bring back"))
    assert hands.card("SRV-3").parked is False


# ---------------------------------------------------------------- choices
def test_a_choice_by_keys(hands):
    hands.select("SRV-3")
    hands.field("State").editor.setFocus()
    hands.key(KEY.Key_Down)
    assert hands.card("SRV-3").state == "in_review"
    hands.undo()
    assert hands.card("SRV-3").state == "draft"
    assert hands.field("State").editor.currentText() == "Draft"


def test_commitment_is_a_switch_of_two(hands):
    hands.select("SRV-3")
    switch = hands.field("Commitment").buttons
    assert switch["aspirational"].isChecked()
    hands.click(switch["committed"])
    assert hands.card("SRV-3").style == "committed"
    hands.click(switch["committed"])  # again: not chosen
    assert hands.card("SRV-3").style == ""
    switch["committed"].setFocus()
    hands.key(KEY.Key_Right)
    assert switch["aspirational"].hasFocus()
    hands.key(KEY.Key_Space)
    assert hands.card("SRV-3").style == "aspirational"


def test_the_wheel_scrolls_and_changes_no_choice(qtbot, hands):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    hands.select("SRV-3")
    box = hands.field("State").editor
    down = QPoint(0, -120)
    at = QPointF(5, 5)
    event = QWheelEvent(
        at, box.mapToGlobal(at), QPoint(), down, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, event)
    assert hands.card("SRV-3").state == "draft"


def test_an_objective_is_said_to_describe_a_role(hands):
    hands.select("SRV-3")
    hands.click(hands.inspector.findChild(QToolButton, "more"))
    box = hands.field("Role objective: stays from cycle to cycle").box
    hands.enter(box)
    assert hands.card("SRV-3").role_objective
    hands.undo()
    assert not hands.card("SRV-3").role_objective and not box.isChecked()
