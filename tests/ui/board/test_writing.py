"""Writing in place, with real keys on the real window."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from okrdesk.canonical import canonical
from okrdesk.cards import Condition, KeyResult, Link, Objective, Person, Pillar, Team
from okrdesk.edits import drop, set_field
from tests.acting import card, in_file, on_view
from ui.board import drafts

NONE, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER, ESC, TAB, F2 = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_F2


class Writer:
    """Types into whatever has the keys, as a person would."""

    def __init__(self, qtbot, place):
        self.qtbot, self.place, self.board = qtbot, place, place.room.board

    @property
    def workshop(self):
        return self.place.session.workshop

    @property
    def line(self):
        return self.board.writing.editor

    def select(self, *codes):
        self.board.selection.show(*(card(self.place, code).id for code in codes))
        self.board.setFocus()

    def key(self, key, modifier=NONE):
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def type(self, text, key=None, modifier=NONE):
        self.qtbot.keyClicks(QApplication.focusWidget(), text)
        if key is not None:
            self.key(key, modifier)

    def undo_all(self):
        while self.place.session.desk.undo():
            pass

    def titles(self, team):
        return [o.title for o in self.workshop.objectives(team)]


@pytest.fixture
def writer(qtbot, place):
    return Writer(qtbot, place)


# ---------------------------------------------------------------- texts that are there
def test_enter_edits_the_selected_card_and_esc_gives_the_old_text_back(writer):
    before = card(writer.place, "SRV-3").title
    writer.select("SRV-3")
    writer.key(ENTER)
    assert writer.line.text == before
    writer.type(" and more", ESC)
    assert writer.line is None
    assert card(writer.place, "SRV-3").title == before
    assert writer.place.session.desk.history.undo_label is None
    assert writer.board.hasFocus()


def test_one_save_is_one_change(writer):
    writer.select("SRV-3")
    writer.key(F2)
    writer.line.selectAll()
    writer.type("Bikes come back the same day", ENTER, SHIFT)
    assert card(writer.place, "SRV-3").title == "Bikes come back the same day"
    writer.place.undo()
    assert writer.place.session.desk.history.undo_label is None


def test_enter_goes_through_a_card_and_on_to_the_next(writer):
    writer.select("SRV-3")
    writer.key(ENTER)
    srv3 = card(writer.place, "SRV-3")
    results = [kr.id for kr in writer.workshop.key_results(srv3.id)]
    seen = []
    while writer.line is not None and len(seen) < 9:
        seen.append(writer.board.writing.spot.id)
        writer.key(ENTER)
    assert seen == [srv3.id, *results]  # it is its team's last card
    writer.select("SRV-1")
    writer.key(ENTER)
    for _step in range(1 + len(writer.workshop.key_results(card(writer.place, "SRV-1").id))):
        writer.key(ENTER)
    assert writer.board.writing.spot.id == card(writer.place, "SRV-2").id
    assert writer.place.session.desk.history.undo_label is None  # nothing was altered


def test_whoever_fixes_one_word_with_the_mouse_is_left_alone(writer):
    writer.board.writing.edit(card(writer.place, "SRV-3").id)
    writer.type("!", ENTER)
    assert writer.line is None
    assert card(writer.place, "SRV-3").title.endswith("!")


def test_an_empty_text_is_not_saved(writer):
    before = card(writer.place, "SRV-3").title
    writer.select("SRV-3")
    writer.key(F2)
    writer.line.selectAll()
    writer.key(Qt.Key.Key_Delete)
    writer.key(ENTER, SHIFT)
    assert card(writer.place, "SRV-3").title == before


def test_tab_goes_to_the_first_key_result_and_shift_tab_back(writer):
    writer.select("SRV-3")
    writer.key(F2)
    writer.key(TAB)
    first, second = (kr.id for kr in writer.workshop.key_results(card(writer.place, "SRV-3").id))
    assert writer.board.writing.spot.id == first
    writer.key(TAB)
    assert writer.board.writing.spot.id == second
    writer.key(TAB)
    assert writer.board.writing.spot.new
    for expected in (second, first, card(writer.place, "SRV-3").id):
        writer.key(Qt.Key.Key_Backtab, SHIFT)
        assert writer.board.writing.spot.id == expected


def test_a_pillars_statement_is_written_after_its_title(writer):
    writer.select("S-1")
    writer.key(F2)
    writer.key(TAB)
    writer.line.selectAll()
    writer.type("Because it lasts", ENTER, SHIFT)
    assert card(writer.place, "S-1").statement == "Because it lasts"


# ---------------------------------------------------------------- new cards
def test_new_cards_come_into_being_with_their_first_save(writer):
    begin = canonical(writer.workshop)
    writer.select("SRV-1")
    writer.key(Qt.Key.Key_N)
    assert writer.workshop.count(Objective) == 20
    writer.type("One", ENTER)
    writer.type("Two", ENTER)
    writer.key(ENTER)
    service = card(writer.place, "SRV-1").team
    assert writer.titles(service)[1:3] == ["One", "Two"]
    assert writer.line is None
    assert writer.workshop[writer.board.selected].title == "Two"
    writer.undo_all()
    assert canonical(writer.workshop) == begin


def test_a_new_objective_its_key_results_and_the_next_objective(writer):
    writer.select("SRV-1")
    writer.key(Qt.Key.Key_N)
    writer.type("One", TAB)
    writer.type("Orders from 12 to 20", ENTER)
    writer.type("Complaints no more than 3%", ENTER, CTRL)
    writer.type("Two", ENTER, SHIFT)
    service = card(writer.place, "SRV-1").team
    one = writer.workshop.objectives(service)[1]
    orders, complaints = writer.workshop.key_results(one.id)
    assert (orders.text, orders.baseline, orders.target) == ("Orders", 12, 20)
    assert (complaints.kind, complaints.target, complaints.unit) == ("no_more_than", 3, "%")
    assert writer.titles(service)[1:3] == ["One", "Two"]
    for _undo in range(4):
        writer.place.undo()
    assert writer.place.session.desk.history.undo_label is None


def test_single_letters_are_words_while_one_writes(writer):
    writer.select("SRV-1")
    writer.key(Qt.Key.Key_N)
    writer.type("nkcdplm", ENTER, SHIFT)
    assert "nkcdplm" in writer.titles(card(writer.place, "SRV-1").team)
    assert writer.workshop.count(Objective) == 21


def test_a_condition_and_who_claims_it(writer):
    writer.select("CO-1")
    writer.key(Qt.Key.Key_C)
    writer.type("Snow is cleared by seven", TAB)  # on to the objective that claims it
    writer.type("serv", ENTER)
    writer.type("Lanes are clear", ENTER, SHIFT)
    condition = next(c for c in writer.workshop.all(Condition) if c.text == "Snow is cleared by seven")
    (claim,) = writer.workshop.claims(condition.id)
    made = writer.workshop[claim.source]
    assert (made.title, claim.kind, claim.primary) == ("Lanes are clear", "enables", True)
    assert made.team == card(writer.place, "SRV-1").team
    writer.place.undo()
    assert condition.id in writer.workshop
    assert made.id not in writer.workshop  # card and link were one change


def test_objectives_for_a_card_remember_the_team(writer):
    writer.select("CO-1")
    writer.key(Qt.Key.Key_N, SHIFT)
    writer.type("peo", ENTER)
    writer.type("One", ENTER)
    writer.key(ENTER)  # the same team
    writer.type("Two", ENTER)
    writer.key(ESC)
    people = card(writer.place, "PEO-1").team
    assert writer.titles(people)[-2:] == ["One", "Two"]
    feeding = {
        writer.workshop[link.source].title for link in writer.workshop.links_to(card(writer.place, "CO-1").id)
    }
    assert {"One", "Two"} <= feeding


def lies_below_the_lanes_last_team(writer):
    band = [band for band in writer.board.board.placement.bands if band.lane == 2][-1]
    foot = writer.board.mapFromScene(QPointF(band.x, band.y + band.h))
    box = writer.board.writing.box
    return 0 <= box.x() - foot.x() < 30 and abs(box.y() - foot.y()) < 30


def test_a_team_that_is_not_there_yet_comes_with_its_first_objective(writer):
    before = writer.workshop.count(Team)
    writer.select("CO-1")
    writer.key(Qt.Key.Key_N, SHIFT)
    writer.type("Marketing")
    assert [choice.text for choice in writer.board.writing.team_field.choices] == [
        "New team “Marketing” in Company"
    ]
    writer.key(ENTER)
    writer.key(Qt.Key.Key_Backtab, SHIFT)  # back to the choice: Enter keeps it
    writer.key(ENTER)
    assert lies_below_the_lanes_last_team(writer)
    assert writer.workshop.count(Team) == before  # an objective that is given up leaves no team behind
    writer.type("The street knows us", ENTER)
    writer.key(ENTER)  # the same team again
    writer.type("Every rider tells one more", ENTER)
    writer.key(ESC)
    (team,) = [team for team in writer.workshop.all(Team) if team.name == "Marketing"]
    assert writer.titles(team.id) == ["The street knows us", "Every rider tells one more"]
    assert (team.parent, team.code) == (writer.workshop.root.id, "MAR")
    assert [o.code for o in writer.workshop.objectives(team.id)] == ["MAR-1", "MAR-2"]
    assert all(writer.workshop.links_from(o.id) for o in writer.workshop.objectives(team.id))
    writer.place.undo()
    writer.place.undo()
    assert writer.workshop.count(Team) == before  # team, card and link were one change
    writer.place.redo()
    assert writer.titles(team.id) == ["The street knows us"]


def test_a_new_team_is_offered_only_for_a_name_that_no_team_has(writer):
    writer.select("CO-1")
    writer.key(Qt.Key.Key_N, SHIFT)
    writer.type("sales")
    texts = [choice.text for choice in writer.board.writing.team_field.choices]
    assert not any("New team" in text for text in texts)
    writer.type(" north")
    writer.key(Qt.Key.Key_Down)
    writer.key(ENTER)
    assert writer.board.writing.spot.founds == "sales north"


def test_from_nothing_the_first_card_is_a_pillar_and_tab_goes_on_to_the_next_lane(qtbot, place):
    writer = Writer(qtbot, place)
    place.session.desk.do(
        drop(writer.workshop, *(r.id for r in (*writer.workshop.pillars(), *writer.workshop.all(Objective))))
    )
    writer.board.setFocus()
    writer.key(Qt.Key.Key_N)
    writer.type("First", ENTER)
    writer.type("Second", ENTER)
    writer.key(TAB)
    writer.type("A company objective", ENTER, SHIFT)
    assert [p.title for p in writer.workshop.pillars()] == ["First", "Second"]
    assert writer.titles(writer.workshop.root.id) == ["A company objective"]


def test_pasted_lines_become_cards_as_one_change(writer):
    writer.select("SRV-3")
    writer.key(Qt.Key.Key_K)
    before = len(writer.workshop.key_results(card(writer.place, "SRV-3").id))
    QGuiApplication.clipboard().setText("Orders from 12 to 20\n\nVisits 30%\nCalls")
    writer.key(Qt.Key.Key_V, CTRL)
    results = writer.workshop.key_results(card(writer.place, "SRV-3").id)
    assert [kr.text for kr in results[before:]] == ["Orders", "Visits", "Calls"]
    assert writer.board.writing.spot.new  # and on to the next
    writer.key(ESC)
    writer.place.undo()
    assert len(writer.workshop.key_results(card(writer.place, "SRV-3").id)) == before


# ---------------------------------------------------------------- what was read
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


# ---------------------------------------------------------------- no word is lost
def test_going_elsewhere_saves(writer, qtbot):
    writer.select("SRV-3")
    writer.key(F2)
    writer.type(" now")
    qtbot.mouseClick(
        writer.board.viewport(),
        Qt.MouseButton.LeftButton,
        pos=on_view(writer.place, card(writer.place, "CO-1").id),
    )
    assert card(writer.place, "SRV-3").title.endswith(" now")
    assert writer.line is None


def test_closing_the_window_saves(writer, file):
    writer.select("SRV-3")
    writer.key(F2)
    writer.type(" now")
    writer.place.window.close()
    assert in_file(file, "SRV-3").title.endswith(" now")


def test_what_others_change_meanwhile_leaves_the_typed_text_alone(writer):
    desk = writer.place.session.desk
    writer.select("SRV-3")
    writer.key(F2)
    writer.type(" mine")
    desk.do(set_field(writer.workshop, card(writer.place, "SRV-3").id, "title", "Theirs"))
    assert writer.line.text.endswith(" mine")
    writer.key(ENTER, SHIFT)
    assert card(writer.place, "SRV-3").title.endswith(" mine")


def test_a_card_that_goes_while_one_writes_in_it_comes_back_with_the_text(writer):
    service = card(writer.place, "SRV-3").team
    writer.select("SRV-3")
    writer.key(F2)
    writer.type(" mine")
    writer.place.session.desk.do(drop(writer.workshop, card(writer.place, "SRV-3").id))
    assert writer.line.text.endswith(" mine")
    writer.key(ENTER, SHIFT)
    assert writer.titles(service)[-1].endswith(" mine")


def test_a_card_that_goes_untouched_closes_the_editor(writer):
    writer.select("SRV-3")
    writer.key(F2)
    writer.place.session.desk.do(drop(writer.workshop, card(writer.place, "SRV-3").id))
    assert writer.line is None


def test_text_without_a_home_goes_to_the_clipboard(writer):
    srv3 = card(writer.place, "SRV-3").id
    writer.select("SRV-3")
    writer.key(Qt.Key.Key_K)
    writer.type("A precious thought")
    writer.place.session.desk.do(drop(writer.workshop, srv3))
    writer.key(ENTER)
    assert writer.line is not None  # nothing is thrown away unasked
    assert "is gone" in " ".join(writer.place.banners.texts())
    writer.board.finish_writing()
    assert QGuiApplication.clipboard().text() == "A precious thought"
    assert "on the clipboard" in writer.place.status.hint.text()


def test_a_crash_loses_no_more_than_the_last_second(writer, qtbot, file):
    writer.select("SRV-3")
    writer.key(Qt.Key.Key_K)
    writer.type("Orders from 12 to 20")
    id_ = writer.workshop.id
    writer.board.writing._pause.timeout.emit()  # the pause is over
    assert drafts.left(id_)
    draft = drafts.left_over(id_)
    assert draft is not None
    writer.key(ESC)
    assert not drafts.left(id_)
    drafts.keep(id_, draft)  # as the crash leaves it
    writer.place.show_session(None)
    writer.place.files.open(file)
    qtbot.waitUntil(lambda: writer.line is not None)
    assert writer.line.text == "Orders from 12 to 20"
    writer.key(ENTER, SHIFT)
    assert writer.workshop.key_results(card(writer.place, "SRV-3").id)[-1].target == 20
    assert not drafts.left(id_)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"text": 3}', '{"kind": "Link", "text": "x"}'])
def test_a_damaged_draft_is_no_draft(home, text):
    drafts._file("w").write_text(text)
    assert drafts.left_over("w") is None


def test_a_workshop_that_cannot_be_altered_is_not_written_in(writer):
    writer.place.session.desk.read_only = "Only to look at."
    writer.select("SRV-3")
    writer.key(F2)
    assert writer.line is None
    assert writer.place.banners.texts() == ["Only to look at."]


# ---------------------------------------------------------------- where the editor lies
@pytest.mark.parametrize("zoom", [0.3, 0.6, 1.0, 1.5, 3.0])
def test_the_editor_stays_over_its_text_and_in_view(writer, zoom):
    writer.select("SRV-3")
    writer.board.camera.zoom_to(zoom)
    writer.key(F2)
    view, box = writer.board.viewport().rect(), writer.board.writing.box
    assert view.contains(box.geometry())
    assert box.line.font().pixelSize() >= 9
    place = writer.board.board.placement.cards[card(writer.place, "SRV-3").id]
    shown = writer.board.mapFromScene(place.x, place.y)
    before = box.pos()
    bar = writer.board.verticalScrollBar()
    bar.setValue(bar.value() + 15 if bar.value() < bar.maximum() - 15 else bar.value() - 15)
    moved = writer.board.mapFromScene(place.x, place.y) - shown
    assert box.pos() - before == moved or not view.adjusted(8, 8, -8, -8).contains(box.geometry())


def test_long_text_grows_the_editor(writer):
    writer.select("SRV-3")
    writer.key(F2)
    before = writer.board.writing.box.height()
    writer.type(" and so on" * 12)
    assert writer.board.writing.box.height() > before
    assert writer.board.viewport().rect().contains(writer.board.writing.box.geometry())


def test_presses_on_the_editor_are_not_for_the_board(writer, qtbot):
    writer.select("SRV-3")
    writer.key(F2)
    box = writer.board.writing.box
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert writer.board.writing.box is box


def test_the_status_bar_says_where_the_keys_lead(writer):
    writer.select("SRV-3")
    writer.key(F2)
    assert writer.place.status.hint.text().startswith("Enter saves and opens the next")


def test_links_and_teams_are_nothing_to_write_in(writer):
    link = writer.workshop.all(Link)[0]
    assert not writer.board.writing.edit(link.id)
    assert not writer.board.writing.edit("nobody")
    assert {Pillar, Objective, KeyResult, Condition} == set(
        __import__("okrdesk.writing", fromlist=["FIELD"]).FIELD
    )
