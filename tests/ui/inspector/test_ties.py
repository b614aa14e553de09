"""Lines of sight, links and parts: what they say, where they lead, how they are changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from okrdesk import edits, linking
from okrdesk.cards import Link
from ui.inspector.line_of_sight import LineOfSight, way_up
from ui.inspector.links import LinkList, LinkRow, links_of
from ui.inspector.parts import PartList
from ui.inspector.pieces import Line, TextButton

KEY = Qt.Key


def lines(section):
    return [line.accessibleName() for line in section.findChildren(Line) if line.isVisible() and line.text()]


def row(hands, code) -> LinkRow:
    """The row of the link whose other end has that short name."""
    found = [row for row in hands.shown(LinkRow) if row.end.accessibleName().startswith(f"{code} ")]
    assert len(found) == 1
    return found[0]


def line_button(section, text) -> TextButton:
    return next(b for b in section.findChildren(TextButton) if b.isVisible() and text in b.accessibleName())


def menu() -> QMenu:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


# ---------------------------------------------------------------- line of sight
def test_the_line_of_sight_runs_from_the_strategy_to_the_card(hands):
    hands.select("SRV-3")
    (sight,) = hands.shown(LineOfSight)
    assert lines(sight) == [
        "Line of sight",
        "A bike earns for ten years",
        "Returned bikes go out again",
        "must be true: Making a bike ready takes a day, not a week",
        "this objective",
        "and 1 more link upward",
    ]


def test_each_line_leads_to_what_it_names(hands):
    hands.select("SRV-3")
    (sight,) = hands.shown(LineOfSight)
    button = line_button(sight, "Returned bikes")
    button.setFocus()
    hands.key(KEY.Key_Space)
    assert hands.place.selection.ids == (hands.card("CO-3").id,)
    board = hands.place.room.board
    at = board.board.placement.cards[hands.card("CO-3").id]
    assert board.mapToScene(board.viewport().rect()).boundingRect().contains(at.x + 5, at.y + 5)


def test_no_line_of_sight_is_said(hands):
    hands.select("SRV-3")
    desk, workshop = hands.place.session.desk, hands.workshop
    for link in [link for link in workshop.all(Link) if link.source in _parts(hands, "SRV-3")]:
        desk.do(linking.unlink(workshop, link.id))
    (sight,) = hands.shown(LineOfSight)
    assert lines(sight) == ["Line of sight", "No line of sight to the strategy yet."]


def _parts(hands, code):
    card = hands.card(code)
    return {card.id, *(kr.id for kr in hands.workshop.key_results(card.id))}


@pytest.mark.parametrize(("code", "first", "last"), [("SRV-3.1", "S-2", "SRV-3"), ("CO-1.c4", "S-1", "CO-1")])
def test_parts_see_the_strategy_through_their_card(hands, code, first, last):
    way, _others = way_up(hands.workshop, hands.card(code).id)
    assert (way[0].id, way[-1].id) == (hands.card(first).id, hands.card(last).id)


# ---------------------------------------------------------------- parts
def test_a_key_result_is_reached_and_leads_back(hands):
    hands.select("SRV-3")
    results = hands.shown(PartList)[0]
    button = line_button(results, "Bikes made ready")
    assert button.accessibleName() == "Bikes made ready in one day, 5% → 70% · Yusuf Demir"
    hands.click(button)
    assert hands.place.selection.current == hands.card("SRV-3.1").id
    assert "SRV-3.1 · Key result" in hands.texts()
    hands.click(next(b for b in hands.shown(TextButton) if b.accessibleName().startswith("SRV-3 ")))
    assert hands.place.selection.current == hands.card("SRV-3").id


def test_a_condition_says_how_it_stands_and_is_answered(hands):
    hands.select("CO-1")
    asked = hands.shown(PartList)[1]
    hands.click(line_button(asked, "A fleet's own insurer accepts our bikes, Open"))
    assert "Nobody yet." in hands.texts()
    hands.click(hands.field("Answer").buttons["normal_work"])
    hands.retype("Reason", "The broker does it every year")
    hands.key(KEY.Key_Tab)
    condition = hands.card("CO-1.c4")
    assert (condition.answer, condition.reason) == ("normal_work", "The broker does it every year")


# ---------------------------------------------------------------- links
def test_a_links_sentence_is_written_in_the_card(hands):
    hands.select("SRV-3")
    editor = row(hands, "CO-3.c2").sentence.editor
    hands.enter(editor)
    hands.key(KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    hands.type("One shift, one bike")
    hands.key(KEY.Key_Tab)
    (link,) = hands.workshop.links_from(hands.card("SRV-3").id)
    assert link.sentence == "One shift, one bike"


def test_a_links_kind_is_chosen_and_what_cannot_be_says_why(hands):
    hands.select("SRV-3")
    chip = row(hands, "CO-3.c2").kind
    chip.setFocus()
    hands.key(KEY.Key_Space)
    actions = {action.text(): action for action in menu().actions() if action.text()}
    assert not actions["serves"].isEnabled()
    assert actions["serves"].toolTip() == "Only pillars are served; link these as “enables”."
    assert actions["enables"].isChecked()
    hands.qtbot.mouseClick(
        menu(), Qt.MouseButton.LeftButton, pos=menu().actionGeometry(actions["relies on"]).center()
    )
    (link,) = hands.workshop.links_from(hands.card("SRV-3").id)
    assert link.kind == "relies_on"
    captions = [section.caption.accessibleName() for section in hands.shown(LinkList)]
    assert "Relies on" in captions
    hands.undo()
    assert row(hands, "CO-3.c2").kind.text() == "enables"


def test_the_main_link_is_starred_and_a_link_removed(hands):
    hands.select("SRV-3.2")
    desk, workshop = hands.place.session.desk, hands.workshop
    desk.do(linking.link(workshop, hands.card("SRV-3.2").id, hands.card("S-1").id))
    other = row(hands, "S-1")
    assert (other.star.text(), row(hands, "CO-3.1").star.text()) == ("☆", "★")
    hands.click(other.star)
    assert (row(hands, "S-1").star.text(), row(hands, "CO-3.1").star.text()) == ("★", "☆")
    cross = row(hands, "CO-3.1").cross
    cross.setFocus()
    hands.key(KEY.Key_Space)
    assert [link.target for link in workshop.links_from(hands.card("SRV-3.2").id)] == [hands.card("S-1").id]


def test_a_links_own_page(hands):
    hands.select("SRV-3")
    (link,) = hands.workshop.links_from(hands.card("SRV-3").id)
    hands.click(row(hands, "CO-3.c2").open)
    assert hands.place.selection.current == link.id
    hands.retype("By week", "6")
    hands.key(KEY.Key_Return)
    hands.click(hands.field("Answer").buttons["declined"])
    now = hands.workshop.find(Link, link.id)
    assert (now.by_week, now.answer) == (6, "declined")
    assert not hands.button("Turn around").isEnabled()  # conditions claim nothing
    hands.click(hands.button("Remove this link"))
    assert hands.place.selection.current == hands.card("SRV-3").id
    assert not hands.workshop.links_from(hands.card("SRV-3").id)


def test_links_turn_around(hands):
    a, b = hands.card("SAL-1").id, hands.card("SRV-1").id
    desk = hands.place.session.desk
    desk.do(linking.link(hands.workshop, a, b, "relies_on"))
    link = next(link for link in hands.workshop.links_from(a) if link.kind == "relies_on")
    hands.place.selection.show(link.id)
    hands.click(hands.button("Turn around"))
    now = hands.workshop.find(Link, link.id)
    assert (now.source, now.target) == (b, a)


def test_both_sides_read_what_is_agreed_of_a_card_that_is_relied_on(hands):
    a, b = hands.card("SAL-1").id, hands.card("SRV-1").id
    desk = hands.place.session.desk
    desk.do(linking.link(hands.workshop, a, b, "relies_on"))
    link = next(link for link in hands.workshop.links_from(a) if link.kind == "relies_on")

    def told():
        found = []
        for card, other in (("SAL-1", "SRV-1"), ("SRV-1", "SAL-1")):
            hands.select(card)
            found.append(row(hands, other).promise.text())
        return found

    assert told() == ["Unfinished work: nobody has confirmed a week yet."] * 2
    desk.do(edits.set_field(hands.workshop, link.id, "by_week", 6))
    assert told() == ["Unfinished work: asked for by week 6, not confirmed yet."] * 2
    desk.do(edits.set_field(hands.workshop, link.id, "answer", "accepted"))
    assert told() == ["Confirmed by week 6."] * 2
    desk.do(edits.set_field(hands.workshop, link.id, "answer", "declined"))
    assert told() == ["Declined by those it relies on.", "Declined."]


# ---------------------------------------------------------------- very many
def test_of_very_many_links_the_first_are_shown_and_further_ones_when_asked_for(hands, monkeypatch):
    monkeypatch.setattr("ui.inspector.links.AT_ONCE", 1)
    hands.select("CO-1")
    links = max(hands.shown(LinkList), key=lambda each: len(links_of(hands.workshop, each.card, each.side)))
    total = len(links_of(hands.workshop, links.card, links.side))
    assert total > 2 and len(links.rows.rows()) == 1
    assert links.further.text() == f"Show 1 more of {total - 1}"
    for n in range(2, total + 1):
        hands.click(links.further)
        assert len(links.rows.rows()) == n
    assert not links.further.isVisible()
    hands.select("SRV-3")
    hands.select("CO-1")
    assert len(links.rows.rows()) == 1 and links.further.isVisible()
