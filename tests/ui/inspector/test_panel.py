"""The inspector as a whole: what is selected, several cards at once, history, focus, themes."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QWidget,
)

from okrdesk.cards import KeyResult, Objective
from okrdesk.edits import drop, set_field, set_fields
from tests.acting import on_view, rename
from ui.inspector import history, panel
from ui.inspector.cards import ObjectivePage
from ui.inspector.history import HistoryPage, MomentRow, ago
from ui.inspector.panel import NARROWEST, WIDEST
from ui.inspector.texts import GrowingText

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


# ---------------------------------------------------------------- what is shown
def test_a_click_on_the_board_shows_the_card(qtbot, hands):
    objective = hands.card("SRV-3")
    qtbot.mouseClick(hands.place.room.board.viewport(), LEFT, pos=on_view(hands.place, objective.id))
    assert hands.editor("Title").toPlainText() == objective.title
    assert hands.editor("Story").toPlainText() == objective.story
    assert "SRV-3 · Service" in hands.texts()
    rename(hands.place, "SRV-3", "Ready in a day")
    assert hands.editor("Title").toPlainText() == "Ready in a day"


@pytest.mark.parametrize("code", ["SRV-3", "SRV-3.1", "CO-1.c4", "S-1"])
def test_every_editor_has_a_name(hands, code):
    hands.select(code)
    for widget in hands.shown(QPlainTextEdit) + hands.shown(QAbstractButton):
        named = widget.accessibleName() or getattr(widget, "text", str)()
        assert named, (type(widget), widget.objectName())


def test_nothing_selected_says_what_to_do(hands):
    hands.select("SRV-3")
    hands.place.selection.show()
    assert any("Select a card" in text for text in hands.texts())


def test_the_place_in_the_page_is_kept_when_something_changes(qtbot, hands):
    hands.select("SRV-3")
    bar = hands.inspector.findChild(QWidget, "details-scroll").verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    at = bar.value()
    rename(hands.place, "SAL-1", "Something elsewhere")
    assert bar.value() == at


def test_a_hidden_inspector_catches_up(hands):
    hands.select("SRV-3")
    hands.place.commands.details.trigger()
    rename(hands.place, "SRV-3", "Meanwhile")
    hands.place.commands.details.trigger()
    assert hands.editor("Title").toPlainText() == "Meanwhile"


def test_what_a_held_arrow_key_runs_past_is_not_shown(qtbot, hands, monkeypatch):
    monkeypatch.setattr(panel, "REST_MS", 20)
    hands.select("SRV-3")
    shown = []
    qtbot.waitUntil(lambda: "SRV-3 · Service" in hands.texts())
    monkeypatch.setattr(ObjectivePage, "show_records", lambda _page, ids: shown.append(ids))
    hands.place.room.board.setFocus()
    for _ in range(3):
        hands.key(KEY.Key_Up)
    assert not shown
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [hands.place.selection.ids]


def test_going_in_does_not_wait_for_the_selection_to_rest(hands, monkeypatch):
    monkeypatch.setattr(panel, "REST_MS", 10_000)
    hands.select("SRV-3")
    hands.place.room.board.setFocus()
    hands.key(KEY.Key_F6)
    assert hands.editor("Title").hasFocus()


def test_what_is_gone_is_let_go_of_at_once(hands, monkeypatch):
    hands.select("SRV-3")
    monkeypatch.setattr(panel, "REST_MS", 10_000)
    hands.place.room.board.setFocus()
    hands.key(KEY.Key_Delete)
    assert "SRV-3 · Service" not in hands.texts()


def test_it_is_as_wide_as_one_likes_within_bounds(hands):
    (splitter,) = [s for s in hands.place.window.findChildren(QSplitter) if s.isAncestorOf(hands.inspector)]
    for wanted, got in ((100, NARROWEST), (600, WIDEST), (320, 320)):
        splitter.setSizes([splitter.width() - wanted, wanted])
        assert hands.inspector.width() == got


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut_at_its_right_at_any_size_of_text(qtbot, hands, percent):
    hands.place.window.resize(1276, 770)
    hands.select("SRV-3")
    hands.place.choose_text_size(percent)
    (splitter,) = [s for s in hands.place.window.findChildren(QSplitter) if s.isAncestorOf(hands.inspector)]
    splitter.setSizes([splitter.width() - 100, 100])
    scroll = hands.inspector.findChild(QScrollArea, "details-scroll")
    for codes in (["SRV-3"], ["SRV-3.1"], ["CO-1.c4"], ["CO-1.c1"], ["S-1"], ["SRV-3", "SAL-1"]):
        hands.select(*codes)
        QApplication.processEvents()
        assert scroll.widget().width() <= scroll.viewport().width(), codes


@pytest.mark.parametrize("selected", [["SRV-3"], []])
def test_large_text_leaves_the_board_its_room(hands, selected):
    window = hands.place.window
    window.resize(1276, 770)
    hands.select(*selected)
    hands.place.choose_text_size(200)
    QApplication.processEvents()
    assert NARROWEST < hands.inspector.width() <= 0.36 * 1276
    window.resize(1600, 900)
    window.settle()
    assert hands.inspector.maximumWidth() == int(0.36 * 1600)
    hands.place.choose_text_size(100)
    QApplication.processEvents()
    assert hands.inspector.width() <= WIDEST


# ---------------------------------------------------------------- keys
def test_no_text_is_cut_off_where_a_page_is_so_high_that_it_is_scrolled(qtbot, hands):
    workshop, desk = hands.workshop, hands.place.session.desk
    pillar = hands.card("S-1").id
    desk.do(drop(workshop, *(link.id for link in workshop.links_to(pillar))))
    desk.do(set_field(workshop, hands.card("CO-1").id, "story", ""))
    hands.place.window.resize(1276, 770)
    for code in ("CO-1", "S-1", "CO-1", "CO-2", "S-1", "CO-1"):  # the pillar's page needs no scroll bar
        hands.select(code)
        for _turn in range(5):
            QApplication.processEvents()
        for editor in hands.shown(GrowingText):
            assert editor.viewport().height() > editor.height() - 10, editor.accessibleName()


def test_f6_goes_in_and_back(hands):
    hands.select("SRV-3")
    hands.place.room.board.setFocus()
    hands.key(KEY.Key_F6)
    assert hands.inspector.isAncestorOf(hands.focus)
    hands.key(KEY.Key_F6)
    assert hands.focus is hands.place.room.board


def test_tab_goes_through_all_fields(hands):
    hands.select("SRV-3")
    hands.place.room.board.setFocus()
    hands.key(KEY.Key_F6)
    met = []
    for _ in range(60):
        met.append(hands.focus.accessibleName())
        hands.key(KEY.Key_Tab)
        if not hands.inspector.isAncestorOf(hands.focus):
            break
    for name in ("Title", "Owner", "Commitment: Stretch", "Story", "How?", "Team", "State", "Note"):
        assert name in met
    assert met.index("Title") < met.index("Owner") < met.index("Story") < met.index("State")


# ---------------------------------------------------------------- several cards
def test_several_objectives_are_changed_as_one(hands):
    hands.select("SRV-1", "SRV-2", "SRV-3")
    assert "3 objectives" in hands.texts()
    before = [hands.card(code) for code in ("SRV-1", "SRV-2", "SRV-3")]
    switch = hands.field("Commitment").buttons
    assert not any(button.isChecked() for button in switch.values())  # they differ
    hands.click(switch["committed"])
    assert {hands.card(c.code).style for c in before} == {"committed"}
    hands.field("Move to team").editor.setFocus()
    hands.key(KEY.Key_End)
    team = hands.card("SRV-1").team
    assert hands.workshop[team].name == "People" and {hands.card(c.code).team for c in before} == {team}
    hands.undo()
    hands.undo()
    assert [hands.card(c.code) for c in before] == before


def test_several_say_so_where_they_differ(hands):
    hands.select("SRV-2", "SRV-3")
    line = hands.field("Owner").line
    assert (line.text(), line.placeholderText()) == ("", "several")
    line.setFocus()
    hands.qtbot.keyClicks(line, "Zoe Lindqvist")
    hands.key(KEY.Key_Return)
    owners = {hands.card(code).owner for code in ("SRV-2", "SRV-3")}
    assert [hands.workshop.name_of(owner) for owner in owners] == ["Zoe Lindqvist"]
    assert line.text() == "Zoe Lindqvist"
    hands.undo()
    assert line.text() == ""


def test_several_are_put_off_and_involve_somebody(hands):
    hands.select("SRV-2", "SRV-3")
    hands.field("Not this quarter").box.setFocus()
    hands.key(KEY.Key_Space)
    assert all(hands.card(code).parked for code in ("SRV-2", "SRV-3"))
    line = hands.field("Also involved").line
    line.setFocus()
    hands.qtbot.keyClicks(line, "Clara Neumann")
    hands.key(KEY.Key_Return)
    assert all(len(hands.card(code).involved) >= 1 for code in ("SRV-2", "SRV-3"))


def test_several_of_different_kinds_have_what_is_common(hands):
    hands.select("SRV-3", "SRV-3.1")
    assert "1 objective, 1 key result" in hands.texts()
    hands.qtbot.keyClicks(hands.field("Owner").line, "")
    assert {type(hands.workshop[id_]) for id_ in hands.place.selection.ids} == {Objective, KeyResult}
    hands.select("SRV-3.1", "SRV-3.2")
    hands.retype("Due", "week 9")
    hands.key(KEY.Key_Return)
    assert hands.card("SRV-3.1").due == hands.card("SRV-3.2").due == "week 9"
    hands.undo()
    assert hands.card("SRV-3.1").due == ""


# ---------------------------------------------------------------- history
def show_history(hands):
    hands.qtbot.mouseClick(hands.inspector.tabs, LEFT, pos=hands.inspector.tabs.tabRect(1).center())


def test_the_history_tells_who_did_what_and_puts_it_back(hands):
    hands.select("SRV-3")
    rename(hands.place, "SRV-3", "Another title")
    show_history(hands)
    (first, *_rest) = hands.shown(MomentRow)
    texts = hands.texts()
    assert "Title: “A returned bike is ready in a day” → “Another title”" in texts
    assert "Ana Cruz · just now" in texts
    hands.click(first.back)
    assert hands.card("SRV-3").title == "A returned bike is ready in a day"
    assert "Title: “Another title” → “A returned bike is ready in a day”" in hands.texts()
    hands.undo()  # putting back is a change like any other
    assert hands.card("SRV-3").title == "Another title"


def test_a_long_history_comes_page_by_page(hands, monkeypatch):
    monkeypatch.setattr(history, "LATEST", 60)
    in_view, show = [], MomentRow.show_key

    def show_key(row, key):
        in_view.append(next(iter(hands.shown(HistoryPage))).rows.isVisible())
        show(row, key)

    monkeypatch.setattr(MomentRow, "show_key", show_key)
    desk, id_ = hands.place.session.desk, hands.card("SRV-3").id
    for n in range(100):
        desk.do(set_fields(hands.workshop, id_, title=f"Title {n}"))
    hands.select("SRV-3")
    show_history(hands)
    page = next(each for each in hands.shown(HistoryPage))
    for shown in (40, 80, 101):
        assert len(hands.shown(MomentRow)) == shown
        more = page.earlier.isVisible()
        assert more is (shown < 101)
        if more:
            hands.qtbot.mouseClick(page.earlier, Qt.MouseButton.LeftButton)
    assert not any(in_view)  # there, each row that comes has all laid out anew
    hands.select("SRV-1")
    hands.select("SRV-3")
    assert len(hands.shown(MomentRow)) == 40


def test_the_history_follows_the_selection_and_the_changes(hands):
    hands.select("SRV-3")
    show_history(hands)
    assert "SRV-3 · History" in hands.texts()
    hands.select("SAL-1")
    assert "SAL-1 · History" in hands.texts()
    count = len(hands.shown(MomentRow))
    desk = hands.place.session.desk
    desk.do(set_field(hands.workshop, hands.card("SAL-1").id, "story", "A new one"))
    assert len(hands.shown(MomentRow)) == count + 1


def test_what_is_typed_is_in_the_history_when_one_turns_to_it(hands):
    hands.select("SRV-3")
    hands.retype("Title", "Typed just now")
    show_history(hands)
    assert any("“Typed just now”" in text for text in hands.texts())


@pytest.mark.parametrize(
    ("past", "said"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=9), "5 Jan 2027"),
    ],
)
def test_how_long_ago(past, said):
    now = datetime(2027, 1, 14, 12, tzinfo=UTC)
    assert ago(now - past, now) == said


# ---------------------------------------------------------------- looks
def test_it_follows_the_theme(hands):
    hands.select("SRV-3")
    for choice in ("dark", "light"):
        hands.place.window.choose_theme(choice)
        image = hands.inspector.grab().toImage()
        ground = image.pixelColor(image.width() * 3 // 4, 6)  # beside the tabs
        assert (ground.lightness() < 128) is (choice == "dark")
        assert hands.editor("Title").toPlainText() == hands.card("SRV-3").title


def test_it_lets_go_of_the_workshop(hands):
    hands.select("SRV-3")
    hands.place.commands.close_file.trigger()
    assert hands.place.session is None
    assert not hands.inspector.isVisible()
    assert not hands.shown(QPushButton)
