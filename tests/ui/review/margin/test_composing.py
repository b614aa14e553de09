"""Writing notes in the margin by key and mouse; drafts survive Esc and a restart."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from okrdesk.paths import app_home
from okrdesk.review import saying
from okrdesk.review.notes import Spot
from okrdesk.review.records import Note
from tests.ui.review.margin.conftest import TOMAS
from ui.review.drafts import Drafts
from ui.review.margin.looks import KINDS


@pytest.fixture
def reading(hands):
    hands.read("Engineering", "Sales")
    return hands


@pytest.mark.parametrize(
    ("key", "kind"),
    [("N", "note"), ("Q", "question"), ("C", "challenge"), ("K", "risk"), ("O", "overlap"), ("B", "blocker")],
)
def test_a_letter_opens_a_note_on_the_marked_words(reading, key, kind):
    hands = reading
    hands.mark("ENG-2.1", "three days")
    hands.key(getattr(Qt.Key, f"Key_{key}"))
    hands.type("Working days?")
    hands.save()
    note = hands.newest()
    assert (note.kind, note.text, note.quote) == (kind, "Working days?", "three days")
    assert note.read == "Faults foreseen three days ahead"
    assert note.seq == hands.place.session.document.repository.count() - 1
    assert note.team == hands.team("Sales") and note.about == hands.team("Engineering")
    assert hands.review.current == note.id
    assert hands.note_card(note).current


def test_once_it_is_said_the_words_are_marked_no_more(reading):
    """What is marked hid the note's own colour."""
    hands = reading
    hands.mark("ENG-2.1", "three days")
    hands.key(Qt.Key.Key_N)
    hands.type("Why?")
    hands.save()
    assert not hands.room.reader.draft.textCursor().hasSelection()
    assert hands.review.current == hands.newest().id


def test_one_undo_takes_a_new_note_back(reading):
    hands = reading
    hands.mark("ENG-2.1", "three days")
    hands.key(Qt.Key.Key_N)
    hands.type("Why?")
    hands.save()
    hands.place.undo()
    hands.settle()
    assert not hands.workshop.all(Note)


def test_praise_needs_no_words(reading):
    hands = reading
    hands.mark("ENG-2")
    hands.key(Qt.Key.Key_P)
    hands.save()
    assert (hands.newest().kind, hands.newest().text) == ("praise", "")


def test_words_typed_after_p_are_the_praise_and_no_commands(reading):
    hands = reading
    hands.mark("ENG-2")
    hands.key(Qt.Key.Key_P)
    hands.type("Clear and short.")
    hands.save()
    assert [(note.kind, note.text) for note in hands.workshop.all(Note)] == [("praise", "Clear and short.")]


def test_an_empty_note_is_refused_in_a_sentence(reading):
    hands = reading
    hands.mark("ENG-2")
    hands.key(Qt.Key.Key_N)
    hands.save()
    assert not hands.workshop.all(Note)
    assert any("Write what you want to say" in text for text in hands.place.banners.texts())
    assert hands.writing()


def test_a_suggestion_begins_with_the_marked_words_selected(reading):
    hands = reading
    hands.mark("ENG-1.2", "Range left")
    hands.key(Qt.Key.Key_S)
    assert hands.writing().textCursor().selectedText() == "Range left"
    hands.type("Share of range")
    assert "of range" in hands.margin.composing.framed.composer._diff.text()
    hands.save()
    note = hands.newest()
    assert (note.kind, note.wording, note.quote) == ("suggestion", "Share of range at −5 °C", "Range left")


def test_a_suggestion_of_the_same_words_is_refused(reading):
    hands = reading
    hands.mark("ENG-1.2", "Range left")
    hands.key(Qt.Key.Key_S)
    hands.save()
    assert not hands.workshop.all(Note)


def test_a_reliance_says_which_card_needs_it_by_when(reading):
    hands = reading
    hands.mark("ENG-2")
    hands.key(Qt.Key.Key_R)
    composer = hands.margin.composing.framed.composer
    hands.type("We sell the alerts.")
    hands.key(Qt.Key.Key_Tab)
    assert hands.focus is composer.needs
    hands.qtbot.keyClicks(hands.focus, "SAL-2")
    hands.key(Qt.Key.Key_Tab)
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Down)
    hands.save()
    note = hands.newest()
    assert hands.workshop[note.needs].code.startswith("SAL-2")
    assert note.by_week == 2


def test_where_one_writes_is_in_view_though_one_had_scrolled_away(reading):
    """The caret was far above what was in view: the note was written above the margin's top."""
    hands = reading
    hands.mark("ENG-1")
    bar = hands.reader.verticalScrollBar()
    bar.setValue(bar.maximum())
    hands.settle()
    assert bar.value() > 0
    hands.key(Qt.Key.Key_N)
    hands.settle()
    composer, strip = hands.margin.composing.framed, hands.margin.strip
    top = composer.mapTo(strip, composer.rect().topLeft()).y()
    assert top >= 0 and top + composer.height() <= strip.height()


def test_what_a_note_will_be_on_is_said_where_it_is_written(reading):
    hands = reading
    hands.mark("ENG-2")
    hands.key(Qt.Key.Key_N)
    stand, card = hands.reader.draft.painter.stand, hands.card("ENG-2")
    assert hands.margin.composing.framed.on.text() == f"On ENG-2 {card.title}"
    assert stand.written == card.id and not stand.focused  # the line at its edge stays
    hands.key(Qt.Key.Key_Escape)
    assert not stand.written
    story = card.story.split()[0]
    hands.reader.mark(Spot(card.id, "story", 0, len(story)))
    hands.settle()
    hands.key(Qt.Key.Key_B)
    assert hands.margin.composing.framed.on.text() == f"On the story of ENG-2 {card.title}"


def test_the_kind_can_be_another_while_writing(reading):
    hands = reading
    hands.mark("ENG-2")
    hands.key(Qt.Key.Key_N)
    hands.type("Is that sure?")
    hands.key(Qt.Key.Key_Backtab)
    hands.qtbot.keyClicks(hands.focus, KINDS["question"][0])
    hands.save()
    assert (hands.newest().kind, hands.newest().text) == ("question", "Is that sure?")


def test_what_esc_leaves_is_offered_again(reading):
    hands = reading
    hands.mark("ENG-2.1", "three days")
    hands.key(Qt.Key.Key_C)
    hands.type("Half a thought")
    hands.key(Qt.Key.Key_Escape)
    assert hands.margin.composing.framed is None and not hands.workshop.all(Note)
    assert hands.margin.strip.made["hint"].go_on.isVisible()
    hands.mark("ENG-2.1", "three days")
    hands.key(Qt.Key.Key_N)
    assert hands.writing().toPlainText() == "Half a thought"
    hands.save()
    assert (hands.newest().kind, hands.newest().text) == ("challenge", "Half a thought")
    assert not Drafts(hands.workshop.id).all()
    assert not hands.margin.strip.made["hint"].go_on.isVisible()


def test_the_kind_asked_for_is_that_of_words_that_were_left(reading):
    """A blocker would have gone out as the reliance that was begun there."""
    hands = reading
    hands.mark("ENG-2")
    hands.key(Qt.Key.Key_R)
    hands.type("We cannot plan without it")
    hands.key(Qt.Key.Key_Escape)
    hands.mark("ENG-2")
    hands.key(Qt.Key.Key_B)
    hands.save()
    assert (hands.newest().kind, hands.newest().text) == ("blocker", "We cannot plan without it")


def test_words_typed_without_a_pause_are_kept_as_well(reading, monkeypatch):
    monkeypatch.setattr("ui.inspector.texts.PAUSE_MS", 60_000)
    monkeypatch.setattr("ui.review.margin.writing.LATEST_MS", 0)
    hands = reading
    hands.mark("ENG-2.1", "three days")
    hands.key(Qt.Key.Key_N)
    hands.type("On and on")
    hands.qtbot.waitUntil(
        lambda: [one["text"] for one in Drafts(hands.workshop.id).all().values()] == ["On and on"]
    )


def test_a_draft_survives_a_restart(reading, open_window, file):
    from tests.ui.review.margin.conftest import Hands

    hands = reading
    hands.mark("ENG-2.1", "three days")
    hands.key(Qt.Key.Key_Q)
    hands.type("Unfinished")
    hands.place.close_anyway()
    later = Hands(hands.qtbot, open_window(file))
    later.read("Engineering", "Sales")
    later.qtbot.mouseClick(later.margin.strip.made["hint"].go_on, Qt.MouseButton.LeftButton)
    later.settle()
    assert later.writing().toPlainText() == "Unfinished"
    later.save()
    assert (later.newest().kind, later.newest().quote) == ("question", "three days")


def test_letters_in_a_note_are_letters(reading):
    hands = reading
    hands.mark("ENG-2")
    hands.key(Qt.Key.Key_N)
    hands.type("nqcksropbyead")
    hands.key(Qt.Key.Key_Return)
    hands.type("1")
    hands.save()
    assert hands.newest().text == "nqcksropbyead\n1"
    assert len(hands.workshop.all(Note)) == 1


def test_a_broken_draft_file_is_no_draft(reading):
    hands = reading
    drafts = Drafts(hands.workshop.id)
    drafts.keep("x", {"text": "a"})
    for broken in (b"{", b"[]", b'{"x": 1}', b"\xff"):
        drafts._file.write_bytes(broken)
        assert drafts.all() == {}
    hands.read("Sales", "Engineering")


def test_a_note_that_is_left_is_never_placed_again_before_the_notes_are_shown_anew(reading):
    hands = reading
    hands.mark("ENG-2.1", "three days")
    hands.key(Qt.Key.Key_N)
    hands.type("Working days?")
    hands.qtbot.keyClick(hands.focus, Qt.Key.Key_Escape)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    hands.margin.strip.place()  # as when the window gets another size just then
    assert "new" not in hands.margin.strip.made


@pytest.mark.parametrize("called", ["", "Una Berg"])
def test_notes_written_before_the_name_is_said_stay_their_writers(hands, called):
    """They were somebody else's as soon as a name was given: gone from the margin and never handed in."""
    (app_home() / "profile.json").unlink()
    hands.place._name = called  # by --as
    hands.place.reload()
    hands.place.rooms.enter("review")
    hands.read("Engineering", "Sales")
    hands.mark("ENG-1", "winter")
    hands.key(Qt.Key.Key_Q)
    hands.type("Which winter?")
    hands.save()
    note = hands.newest()
    hands.place.met("Una Berg")
    hands.place._name = ""  # as at the next start
    hands.place.reload()
    hands.read("Engineering", "Sales")
    assert note.key == saying.key_of(hands.place.session.desk.author) == hands.review.key
    assert note.id in hands.margin._order


LONG = "This is a note that goes on, because the reviewer is thorough. " * 40


def test_a_long_note_scrolls_in_its_field_and_its_buttons_stay_in_view(reading):
    """One typed blind: caret and buttons were below the window's edge, and first letters were cut."""
    hands = reading
    hands.place.window.resize(1180, 800)
    hands.mark("ENG-2.1")
    hands.key(Qt.Key.Key_N)
    field = hands.writing()
    field.insertPlainText(LONG)
    for key in (Qt.Key.Key_A, Qt.Key.Key_Space, Qt.Key.Key_B):
        hands.key(key)
    composer, strip = hands.margin.composing.framed, hands.margin.strip

    def in_view():
        hands.settle()
        caret = field.viewport().rect().contains(field.cursorRect().center())
        top = composer.mapTo(strip, composer.rect().topLeft()).y()
        return caret and top >= 0 and top + composer.height() <= strip.height()

    assert in_view() and field.horizontalScrollBar().value() == 0
    hands.key(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert in_view() and field.verticalScrollBar().value() == 0
    hands.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert in_view() and field.verticalScrollBar().value() > 0
    hands.place.window.resize(900, 600)
    hands.qtbot.waitUntil(in_view)
    field.selectAll()
    hands.key(Qt.Key.Key_X)
    assert in_view() and field.verticalScrollBar().maximum() == 0


def test_what_is_answered_to_a_very_long_note_is_in_view(hands):
    note = hands.said(TOMAS, "Service", "SAL-2", "question", LONG)
    hands.read("Sales", "Sales")
    hands.turn_to(note)
    hands.key(Qt.Key.Key_Y)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_A):
        hands.key(key)
    editor, strip = hands.note_card(note).editor, hands.margin.strip
    assert hands.writing().toPlainText() == "\na"
    assert editor.mapTo(strip, editor.rect().bottomLeft()).y() <= strip.height()
