"""What is read beside a draft, and how it scrolls along."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt

from okrdesk import linking
from tests.acting import card
from tests.ui.review.reading import read
from ui.review.reader.partners import parents, partner, sheets_beside

SHIFTED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def team_id(place, name):
    return next(team.id for team in place.session.workshop.teams() if team.name == name)


def test_our_draft_is_read_beside_theirs(place, qtbot):
    reader = read(place)
    assert not reader.beside.isVisible()
    qtbot.keyClick(reader.draft, Qt.Key.Key_2, SHIFTED)
    assert reader.beside.isVisible()
    assert card(place, "SAL-1").title in reader.beside.view.toPlainText()
    assert reader.head.beside.text() == "Beside it: our draft"
    qtbot.keyClick(reader.draft, Qt.Key.Key_2, SHIFTED)
    text = reader.beside.view.toPlainText()
    assert "A broken bike rides again the same day" in text
    assert "Strategy" in text
    qtbot.keyClick(reader.draft, Qt.Key.Key_2, SHIFTED)
    assert not reader.beside.isVisible()


def test_all_that_a_draft_leads_up_to_stands_in_its_order(place):
    workshop = place.session.workshop
    sheets = sheets_beside(workshop, "above", team_id(place, "Service"), "")
    kinds = [type(workshop[sheet.card]).__name__ for sheet in sheets]
    assert kinds == sorted(kinds, reverse=True)
    assert {"Pillar", "Objective"} == set(kinds)


def test_the_parent_comes_to_stand_beside_what_is_read(place):
    place.window.resize(1300, 600)
    reader = read(place)
    reader.show_beside("above")
    QCoreApplication.processEvents()
    workshop, bar = place.session.workshop, reader.verticalScrollBar()
    for page in reader.draft.pages[1:2]:
        bar.setValue(round(page.top - 60))
        parent = parents(workshop, page.sheet.card)[0]
        other = reader.beside.view.pages_layout.page_of(parent)
        along = reader.beside.view.verticalScrollBar().value()
        assert other.top - along == pytest.approx(page.top - bar.value(), abs=1)


def test_objectives_with_one_parent_belong_together(place):
    workshop = place.session.workshop
    ours, theirs = card(place, "SAL-1"), card(place, "SRV-2")
    others = [ours.id, card(place, "SAL-2").id]
    parent = parents(workshop, theirs.id)[0]
    place.session.desk.do(linking.link(workshop, others[1], parent, "enables", "As they do."))
    assert partner(workshop, theirs.id, others) == others[1]
    assert partner(workshop, theirs.id, [*others, parent]) == parent
    assert partner(workshop, theirs.id, []) == ""


def test_it_follows_changes_and_shows_nothing_else(place, qtbot):
    reader = read(place)
    reader.show_beside("ours")
    place.session.desk.do(linking.link(place.session.workshop, card(place, "SAL-1").id,
                                       card(place, "CO-1").id, "enables", "So."))  # fmt: skip
    assert "City fleets choose us and stay" in reader.beside.view.toPlainText()
    spot = reader._review.spot
    qtbot.mouseClick(reader.beside.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, 60))
    assert reader._review.spot == spot
    assert not reader.beside.view.findChildren(type(reader.strips.row(card(place, "SRV-1").id)))


def test_ones_own_draft_has_none_of_ours_beside_it(place, qtbot):
    reader = read(place, ours="Service")
    assert not reader.head.choices["ours"].isEnabled()
    qtbot.keyClick(reader.draft, Qt.Key.Key_2, SHIFTED)
    assert reader.beside.what == "above"


def test_the_grid_and_back_leaves_the_place_and_what_is_beside(place):
    place.window.resize(1300, 600)
    reader = read(place)
    room = place.rooms.current
    reader.show_beside("ours")
    service, last = room.review.about, reader.draft.pages[-1]
    reader.show_card(last.sheet.card)
    at = reader.verticalScrollBar().value()
    assert at > 0
    room.review.set_about("")
    room.open_draft(team_id(place, "Engineering"))
    assert reader.verticalScrollBar().value() == 0
    room.open_draft(service)
    QCoreApplication.processEvents()
    assert reader.verticalScrollBar().value() == at
    assert reader.draft.spot().card == last.sheet.card
    assert reader.beside.what == "ours" and reader.beside.isVisible()


def test_a_workshop_opens_again_where_it_was_read(place, open_window, file):
    place.window.resize(1300, 600)
    reader = read(place)
    reader.show_beside("above")
    last = reader.draft.pages[-1].sheet.card
    reader.show_card(last)
    at = reader.verticalScrollBar().value()
    place.files.close()
    place.files.open(file)
    QCoreApplication.processEvents()
    reader = place.rooms.current.reader
    assert reader.beside.what == "above" and reader.beside.isVisible()
    assert reader.draft.spot().card == last
    assert reader.verticalScrollBar().value() == pytest.approx(at, abs=2)
    assert reader.draft.hasFocus()
    reader.show_again({"beside": "x", "card": 1, "top": "y"})
    assert reader.draft.spot().card == last
    reader.show_again({"top": ["gone", 10], "card": "gone"})
    assert reader.draft.spot().card == reader.draft.cards()[0]


def test_large_text_leaves_room_to_read(place, qtbot):
    place.window.resize(1280, 800)
    place.choose_text_size(200)
    reader = read(place)
    reader.show_beside("ours")
    qtbot.waitUntil(lambda: reader.panes.orientation() is Qt.Orientation.Vertical)
    assert reader.head.height() <= 90
    assert reader.head.beside.text() == "Beside it" and not reader.head.purpose.isVisible()
    assert reader.draft.height() + reader.beside.height() > 500
    assert reader.beside.width() == reader.draft.width() > 400
    place.choose_text_size(100)
    qtbot.waitUntil(lambda: reader.panes.orientation() is Qt.Orientation.Horizontal)
    assert reader.head.beside.text() == "Beside it: our draft" and reader.head.purpose.isVisible()
