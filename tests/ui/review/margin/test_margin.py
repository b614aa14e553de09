"""Notes stand beside their words and never cover one another; filters, the tray, next and previous."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from okrdesk.change import Change, Drop, Put
from okrdesk.edits import set_field
from okrdesk.review.records import Note
from tests.ui.review.margin.conftest import GRACE, TOMAS
from ui.review.margin.folding import shortened
from ui.review.margin.stacking import free_of_overlap
from ui.review.margin.strip import GAP, REST_MS
from ui.review.state import Filter

ALT = Qt.KeyboardModifier.AltModifier


def boxes(hands):
    strip = hands.margin.strip
    keys = [key for key in strip.made if key in hands.margin._order]
    keys.sort(key=strip.top_of)
    return [strip.top_of(key) for key in keys], [strip.made[key].height() for key in keys]


@pytest.fixture
def notes(hands):
    """Three notes close together, and one further down."""
    found = [
        hands.said(TOMAS, "Sales", "ENG-1", "challenge", "Why this winter? " * 12, "winter"),
        hands.said(GRACE, "Supply", "ENG-1.1", "question", "Which bikes are counted here?", "Breakdowns"),
        hands.said(TOMAS, "Sales", "ENG-1.2", "risk", "A mild winter would hide it. " * 8, "Range"),
        hands.said(GRACE, "Supply", "ENG-3", "praise", "Good.", "battery"),
    ]
    hands.read("Engineering", "Engineering")
    return found


def test_the_current_note_stands_at_its_words_and_none_covers_another(hands, notes):
    assert hands.margin._order == [note.id for note in notes]
    for note in notes:
        hands.turn_to(note)
        card = hands.note_card(note)
        words = hands.reader.viewport().mapToGlobal(hands.reader.viewport().rect().topLeft()).y()
        words += hands.reader.y_of(note.id) - hands.reader.verticalScrollBar().value()
        lower = card.mapToGlobal(card.rect().topLeft()).y() - words
        # Only notes that fill the margin from its top push it down.
        assert abs(lower) <= 1 or (lower > 0 and hands.margin.strip.top_of(notes[0].id) == GAP)
        assert free_of_overlap(*boxes(hands))


def test_notes_scroll_with_the_draft_and_all_can_be_reached(hands, notes):
    for n in range(12):
        hands.said(
            TOMAS, "Sales", "ENG-3.2", "note", f"The {n}th thing to say about tests. " * 6, "batteries"
        )
    bar = hands.reader.verticalScrollBar()
    top = hands.note_card(notes[0]).mapToGlobal(hands.note_card(notes[0]).rect().topLeft()).y()
    bar.setValue(40)
    assert hands.note_card(notes[0]).mapToGlobal(hands.note_card(notes[0]).rect().topLeft()).y() == top - 40
    bar.setValue(bar.maximum())
    hands.settle()
    last = hands.note_card(hands.newest())
    strip = hands.margin.strip
    assert last.mapTo(strip, last.rect().bottomLeft()).y() <= strip.height()


def test_counts_and_the_byline(hands, notes):
    assert hands.margin.head.counts.text() == "open 3 · settled 0"
    name = hands.note_card(notes[1]).accessibleName()
    assert name == "Question by Grace Liu on ENG-1.1: Which bikes are counted here?, open"


def test_filters_are_chips_while_they_hold(hands, notes):
    menu = hands.margin.head.menu()
    by_title = {action.text(): action for action in menu.actions()}
    assert {"Open only", "Challenge", "Question", "By Tomas Perez", "By Grace Liu"} <= by_title.keys()
    by_title["By Tomas Perez"].trigger()
    hands.settle()
    assert hands.margin._order == [notes[0].id, notes[2].id]
    by_title = {action.text(): action for action in hands.margin.head.menu().actions()}
    by_title["Risk"].trigger()
    hands.settle()
    assert hands.margin._order == [notes[2].id]
    chips = [c for c in hands.margin.head._chips.children() if getattr(c, "text", None) and c.isVisible()]
    assert [chip.text() for chip in chips] == ["Risk  ×", "Tomas Perez  ×"]
    hands.qtbot.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    hands.settle()
    assert hands.margin._order == [notes[0].id, notes[2].id]
    hands.review.set_filter(Filter(open_only=True))
    hands.settle()
    assert notes[3].id not in hands.margin._order


def test_a_filter_that_shows_no_note_says_so(hands, notes):
    said = hands.margin.head.nothing
    assert not said.isVisible()
    hands.review.set_filter(Filter({"blocker"}))
    hands.settle()
    assert said.isVisible() and said.text() == "None of the 4 notes is of these."
    (chip,) = [b for b in hands.margin.head.findChildren(QPushButton, "notechip") if b.isVisible()]
    hands.click(chip)
    assert not said.isVisible() and len(hands.margin._order) == 4


def test_a_note_that_was_just_written_is_shown_whatever_the_filter(hands, notes):
    hands.review.set_filter(Filter({"risk"}))
    hands.settle()
    hands.mark("ENG-1.1")
    hands.key(Qt.Key.Key_P)
    hands.type("Well said")
    hands.save()
    assert hands.review.filter == Filter() and hands.note_card(hands.newest()).isVisible()


def test_next_and_previous_go_in_the_order_of_the_draft(hands, notes):
    for note in notes:
        hands.key(Qt.Key.Key_Down, ALT)
        assert hands.review.current == note.id
    hands.key(Qt.Key.Key_Down, ALT)
    assert hands.review.current == notes[-1].id
    hands.key(Qt.Key.Key_Up, ALT)
    assert hands.review.current == notes[-2].id


def test_tab_goes_through_the_notes_and_their_buttons(hands, notes):
    hands.turn_to(notes[0])
    hands.note_card(notes[0]).setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _step in range(3):
        hands.key(Qt.Key.Key_Tab)
        seen.append(getattr(hands.focus, "text", hands.focus.accessibleName)())
    assert seen == ["Reply", "Settle", hands.note_card(notes[1]).accessibleName()]
    assert hands.review.current == notes[1].id


def test_notes_on_cards_that_are_gone_wait_in_the_tray(hands, notes):
    hands.by(TOMAS, Change("Drop", (Drop(hands.card("ENG-1.2")),)))
    tray = hands.margin.tray
    assert tray.isVisible() and tray.button.accessibleName() == "1 note on a card that is gone"
    assert "gone 1" in hands.margin.head.counts.text()
    hands.qtbot.mouseClick(tray.button, Qt.MouseButton.LeftButton)
    hands.settle()
    hands.turn_to(notes[2])
    hands.press(notes[2], "Reply")
    hands.type("It came back as ENG-3.")
    hands.save()
    assert [reply.text for reply in hands.thread(notes[2]).replies] == ["It came back as ENG-3."]
    hands.press(notes[2], "Settle")
    assert hands.thread(notes[2]).state == "settled"
    hands.place.undo()
    hands.place.undo()
    hands.place.undo()
    hands.settle()
    assert not tray.isVisible()
    assert hands.margin._order == [note.id for note in notes]


def test_in_the_smallest_window_nothing_is_cut(hands, notes):
    window = hands.place.window
    window.resize(window.minimumSize())
    hands.settle()
    assert window.width() == 720
    for widget in (hands.margin.head.filter, hands.note_card(notes[0]), hands.reader.head.beside):
        right = widget.mapTo(window, widget.rect().topRight()).x()
        assert right < window.width(), widget


def test_when_the_tray_goes_the_draft_has_the_keys(hands, notes):
    hands.by(TOMAS, Change("Drop", (Drop(hands.card("ENG-1.2")),)))
    hands.click(hands.margin.tray.button)
    hands.margin.tray.button.setFocus()
    hands.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not hands.margin.tray.isVisible() and hands.reader.draft.hasFocus()


def test_only_notes_near_the_view_are_made(hands):
    for code in ("ENG-1", "ENG-2", "ENG-3"):
        for n in range(25):
            hands.said(TOMAS, "Sales", code, "note", f"Thing {n} to be said about this. " * 5)
    hands.read("Engineering", "Engineering")
    assert len(hands.margin._order) == 75
    assert len(hands.margin.strip.made) < 30
    assert len(hands.workshop.all(Note)) == 75


def test_notes_that_go_while_the_margin_is_hidden_are_not_made_ahead(hands):
    """Undone in another room, they were still made for the view that was scrolled to last: an error."""
    for n in range(25):
        hands.said(TOMAS, "Sales", "ENG-2", "note", f"Thing {n} to be said about this. " * 5)
    hands.read("Engineering", "Engineering")
    strip = hands.margin.strip
    assert len(strip.made) < 20
    strip.place()  # what is next to be seen is made after a while
    hands.place.rooms.enter("board")
    for _n in range(25):
        hands.place.undo()
    hands.qtbot.wait(3 * REST_MS)
    assert not hands.workshop.all(Note)
    hands.place.rooms.enter("review")
    hands.settle()
    assert hands.margin._order == [] and boxes(hands) == ([], [])


def test_notes_that_are_undone_as_one_go_though_the_focus_is_in_one_of_them(hands):
    """The focus went from card to card as they went, and each time all was shown anew: an error."""
    for n in range(4):
        hands.said(TOMAS, "Sales", "ENG-2", "note", f"Thing {n}")
    journal = hands.place.session.desk
    steps = tuple(Put(note) for note in hands.workshop.all(Note))
    for _n in steps:
        hands.place.undo()
    journal.do(Change("Merge", steps, "merge"))
    hands.read("Engineering", "Engineering")
    first = hands.margin._order[0]
    hands.qtbot.mouseClick(hands.margin.strip.made[first], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    hands.settle()
    hands.place.undo()
    hands.settle()
    assert boxes(hands) == ([], []) and hands.reader.hasFocus()


def test_no_workshop_shows_nothing(hands, notes):
    hands.place.show_session(None)
    hands.settle()
    assert not hands.margin.strip.made


def test_a_change_of_the_draft_is_told_by_the_notes_that_it_concerns(hands, notes):
    needed, other = hands.card("ENG-3"), hands.card("ENG-2")
    reliance = hands.said(GRACE, "Supply", "ENG-1", "reliance", "Bikes need it.", "winter", needs=needed.id)
    everybody = [*notes, reliance]
    for note in everybody:
        hands.turn_to(note)

    def told_anew(change):
        before = {note.id: hands.note_card(note)._body for note in everybody}
        hands.by(TOMAS, change)
        return [note for note in everybody if hands.note_card(note)._body is not before[note.id]]

    workshop = hands.workshop
    assert told_anew(set_field(workshop, other.id, "title", "Something else")) == []
    assert told_anew(set_field(workshop, needed.id, "title", "No battery is lost")) == [notes[3], reliance]
    assert "No battery is lost" in " ".join(
        label.text() for label in hands.note_card(reliance).findChildren(QLabel)
    )
    assert told_anew(set_field(workshop, notes[1].card, "text", "Half as many bikes")) == [notes[1]]
    sales = hands.team("Sales")
    assert set(told_anew(set_field(workshop, sales, "name", "Vendors"))) == set(everybody)


def test_a_long_note_leaves_room_for_the_others_until_one_turns_to_it(hands):
    long = "A note that goes on and on. " * 60
    first = hands.said(TOMAS, "Sales", "ENG-1", "question", long)
    second = hands.said(GRACE, "Supply", "ENG-1", "question", "Which bikes?")
    hands.read("Engineering", "Engineering")

    def text():
        shown = [text for text in hands.note_card(first).findChildren(QLabel, "notetext") if text.isVisible()]
        return shown[0].accessibleName()

    def shown_whole():
        hands.settle()
        return {"Show less": True, "Show all": False}[
            next(title for title in hands.titles(first) if title.startswith("Show"))
        ]

    assert not shown_whole() and text().endswith("…") and len(text()) < 400
    assert hands.note_card(second).isVisible()
    hands.press(first, "Show all")
    assert shown_whole() and text() == long and hands.review.current == first.id
    hands.press(first, "Show less")
    assert not shown_whole() and hands.review.current == first.id
    hands.press(first, "Show all")
    hands.turn_to(second)
    assert not shown_whole() and "Show all" not in hands.titles(second)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Short.", "Short."),
        ("word " * 90, "word " * 90),  # hardly longer
        ("word " * 200, "word " * 69 + "word…"),
        ("x" * 1000, "x" * 352 + "…"),
        ("a\n" * 20, "a\n" * 7 + "a…"),
        ("a" * 340 + "\n" + "b" * 340, "a" * 340 + "…"),
    ],
)
def test_the_beginning_of_a_long_text(text, short):
    assert shortened(text) == short
