"""New cards and parts are written in place, one after the other, with real keys on the real window."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication

from okrdesk.canonical import canonical
from okrdesk.card_shape import TEXT_LINE
from okrdesk.cards import Condition, Objective, Team
from okrdesk.edits import drop
from tests.acting import card, on_view
from tests.ui.board.writer import CTRL, ENTER, ESC, SHIFT, TAB, Writer


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


# ---------------------------------------------------------------- what has to wait
def tray_band(writer):
    placement = writer.board.board.placement
    return next(band for band in placement.bands if placement.lanes[band.lane].kind == "tray")


def test_a_double_click_in_the_tray_writes_a_card_that_waits(writer, qtbot):
    begin, band = canonical(writer.workshop), tray_band(writer)
    below = writer.board.mapFromScene(QPointF(band.x + band.w / 2, band.y + band.h + 60))
    qtbot.mouseMove(writer.board.viewport(), below)
    assert writer.place.status.hint.text().startswith("Double-click to write a card that has to wait")
    qtbot.mouseDClick(writer.board.viewport(), Qt.MouseButton.LeftButton, pos=below)
    assert writer.board.writing.box.caption.text().startswith("New objective · Sales · not this")
    box, last = writer.board.writing.box, on_view(writer.place, card(writer.place, "SAL-4").id)
    assert box.y() > last.y()
    writer.type("A boat for the canals", ENTER)
    writer.type("A sledge", ENTER)
    writer.key(ESC)
    waiting = [o.title for o in writer.workshop.parked()]
    assert waiting == ["A bike for families", "A boat for the canals", "A sledge"]
    writer.undo_all()
    assert canonical(writer.workshop) == begin


def test_n_writes_a_card_that_waits_where_the_selected_one_does(writer):
    writer.select("SAL-4")
    writer.key(Qt.Key.Key_N)
    writer.type("A boat for the canals", TAB)
    writer.type("Boats from 0 to 4", ENTER, SHIFT)
    (made,) = [o for o in writer.workshop.parked() if o.title == "A boat for the canals"]
    assert made.team == card(writer.place, "SAL-4").team
    assert [kr.target for kr in writer.workshop.key_results(made.id)] == [4]


def test_the_first_card_that_waits_leaves_what_the_tray_asks_to_be_read(writer, qtbot):
    writer.place.session.desk.do(drop(writer.workshop, card(writer.place, "SAL-4").id))
    band = tray_band(writer)
    writer.board.camera.full_size()
    writer.board.ensureVisible(band.x, band.y, band.w, band.h + 200)
    inside = writer.board.mapFromScene(QPointF(band.x + band.w / 2, band.y + band.h + 90))
    qtbot.mouseDClick(writer.board.viewport(), Qt.MouseButton.LeftButton, pos=inside)
    question = writer.board.mapFromScene(QPointF(band.x, band.y + len(band.question) * TEXT_LINE))
    assert writer.board.writing.box.y() >= question.y()
    writer.type("A boat for the canals", ENTER, SHIFT)
    (made,) = writer.workshop.parked()
    assert made.team == writer.workshop.root.id
