"""The verdicts under each objective: one click says it, another takes it back."""

from PySide6.QtCore import Qt

from okrdesk.review import verdicts
from tests.acting import card
from tests.ui.review.reading import read

LEFT = Qt.MouseButton.LeftButton


def said(place, code, question):
    review = place.rooms.current.review
    found = verdicts.verdict_of(place.session.workshop, review.key, card(place, code).id, question)
    return found.answer if found else None


def button(reader, record, question, answer):
    return reader.strips.row(record.id).buttons[question, answer]


def test_a_click_answers_and_a_second_takes_it_back(place, qtbot):
    reader, srv = read(place), card(place, "SRV-1")
    yes, no = (button(reader, srv, "story", answer) for answer in ("yes", "no"))
    qtbot.mouseClick(yes, LEFT)
    assert said(place, "SRV-1", "story") == "yes"
    assert yes.isChecked()
    qtbot.mouseClick(no, LEFT)
    assert said(place, "SRV-1", "story") == "no"
    assert (yes.isChecked(), no.isChecked()) == (False, True)
    qtbot.mouseClick(no, LEFT)
    assert said(place, "SRV-1", "story") == ""
    assert not no.isChecked()


def test_undo_takes_a_verdict_back(place, qtbot):
    reader, srv = read(place), card(place, "SRV-1")
    yes = button(reader, srv, "sceptic", "yes")
    qtbot.mouseClick(yes, LEFT)
    qtbot.keyClick(reader.draft, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert said(place, "SRV-1", "sceptic") is None
    assert not yes.isChecked()


def test_keys_go_from_yes_to_no_to_nothing(place, qtbot):
    reader = read(place)
    answers = []
    for _n in range(3):
        qtbot.keyClick(reader.draft, Qt.Key.Key_2)
        answers.append(said(place, "SRV-1", "sceptic"))
    assert answers == ["yes", "no", ""]
    qtbot.keyClick(reader.draft, Qt.Key.Key_J)
    qtbot.keyClick(reader.draft, Qt.Key.Key_5)
    assert said(place, "SRV-1", "reached_without") == "yes"


def test_what_speaks_ill_of_an_objective_looks_so(place, qtbot):
    reader, srv = read(place), card(place, "SRV-1")
    for question, answer, look in (("story", "yes", "good"), ("hit_unchanged", "yes", "bad")):
        pressed = button(reader, srv, question, answer)
        qtbot.mouseClick(pressed, LEFT)
        assert pressed.property("said") == look


def test_of_ones_own_draft_only_the_two_way_test_is_answered(place, qtbot):
    reader = read(place)
    qtbot.keyClick(reader.draft, Qt.Key.Key_1)
    review, srv = reader._review, card(place, "SRV-1")
    reader = read(place, ours="Service")
    assert review.own
    yes = button(reader, srv, "story", "yes")
    assert not yes.isEnabled()
    assert yes.text() == "Yes 1"
    assert "your own team's draft" in yes.toolTip()
    qtbot.keyClick(reader.draft, Qt.Key.Key_3)
    assert said(place, "SRV-1", "moves_us") is None
    qtbot.mouseClick(button(reader, srv, "hit_unchanged", "no"), LEFT)
    assert said(place, "SRV-1", "hit_unchanged") == "no"


def test_how_many_said_so_is_not_shown_to_reviewers(place, qtbot):
    reader, srv = read(place), card(place, "SRV-1")
    yes = button(reader, srv, "story", "yes")
    qtbot.mouseClick(yes, LEFT)
    assert yes.text() == "Yes"


def test_a_few_rows_serve_all_objectives(place, qtbot):
    place.window.resize(1100, 600)
    reader = read(place)
    for _n in range(9):
        qtbot.keyClick(reader.draft, Qt.Key.Key_J)
    last = card(place, "SRV-3")
    qtbot.keyClick(reader.draft, Qt.Key.Key_1)
    row = reader.strips.row(last.id)
    page = reader.draft.pages_layout.page_of(last.id)
    assert row.isVisible()
    assert row.y() == round(page.top + page.strip.top() - reader.verticalScrollBar().value())
    assert row.buttons["story", "yes"].isChecked()
    assert reader.strips.row(card(place, "SRV-1").id) is None


def test_buttons_say_all_of_what_they_ask(place):
    reader, srv = read(place), card(place, "SRV-1")
    for (question, _answer), found in reader.strips.row(srv.id).buttons.items():
        assert found.accessibleName().startswith(verdicts.QUESTIONS[question][0])
        assert found.toolTip().startswith(verdicts.QUESTIONS[question][0])


def test_results_that_prove_something_else_are_marked(place, qtbot):
    reader, srv = read(place), card(place, "SRV-1")
    assert "wrong proof?" not in reader.draft.toPlainText()
    qtbot.mouseClick(button(reader, srv, "reached_without", "yes"), LEFT)
    assert "wrong proof?" in reader.draft.toPlainText()
    qtbot.mouseClick(button(reader, srv, "reached_without", "yes"), LEFT)
    assert "wrong proof?" not in reader.draft.toPlainText()


def test_tab_comes_to_the_verdicts_on_the_card_that_the_caret_is_on(place, qtbot):
    reader = read(place)
    qtbot.keyClick(reader.draft, Qt.Key.Key_J)
    qtbot.keyClick(reader.draft, Qt.Key.Key_Tab)
    first = place.window.focusWidget()
    assert first is button(reader, card(place, "SRV-1"), "story", "yes")
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert said(place, "SRV-1", "story") == "yes"
    for _n in range(10):
        qtbot.keyClick(place.window.focusWidget(), Qt.Key.Key_Tab)
    assert not reader.draft.viewport().isAncestorOf(place.window.focusWidget())


def test_a_click_on_a_verdict_leaves_the_keys_in_the_draft(place, qtbot):
    reader = read(place)
    qtbot.mouseClick(button(reader, card(place, "SRV-2"), "story", "yes"), LEFT)
    assert reader.draft.hasFocus()
