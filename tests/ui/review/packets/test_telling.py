"""What the window tells around packets: at its foot, in banners, and of somebody else's review."""

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from okrdesk import profile
from okrdesk.policy import NAME_FIRST
from okrdesk.review import verdicts
from okrdesk.review.notes import Spot, add_note
from okrdesk.review.packet_desk import open_packet


def judged(post, path, name):
    """Somebody says two things and judges, and sends the packet back."""
    post.sit(name)
    opened = open_packet(path, profile.save(name))
    desk, objective = opened.desk, opened.workshop.objectives(opened.sent.about[0])[0]
    for text in ("Who?", "When?"):
        desk.do(add_note(opened.workshop, desk.author, opened.reviewing, Spot(objective.id), "note", text))
    desk.do(verdicts.judge(opened.workshop, desk.author, opened.reviewing, objective, "story", "yes"))
    opened.close()
    post.sit("home")
    return objective.id


def test_the_foot_tells_of_the_draft_and_when_the_team_sees_the_notes(facilitator, reviewer, post):
    (packet,) = post.sent(facilitator.place, "Tomas Perez")
    tomas = reviewer(packet)
    status, team = tomas.place.status, tomas.place.session.packet.sent.about[0]
    name = tomas.place.session.workshop[team].name
    assert status.facts.text().startswith(f"{name} · ")
    assert status.facts.text().endswith("your notes reach the team when you submit")
    assert status.facts.isVisible() and not status.objectives.isVisible()
    tomas.place.commands.settings.trigger()
    assert not status.objectives.isVisible()  # what was cut out of the plan is no count to tell
    tomas.place.pages.leave()
    tomas.open_all()
    tomas.click(tomas.room.top.submit)
    assert status.facts.text().endswith("submitted: hand the file back")
    assert any("Hand back this file" in text for text in tomas.place.banners.texts())
    tomas.place.undo()
    tomas.settle()
    assert not any("Hand back this file" in text for text in tomas.place.banners.texts())
    assert status.facts.text().endswith("your notes reach the team when you submit")


def test_on_the_board_the_foot_counts_the_plan_again(facilitator):
    place = facilitator.place
    place.rooms.enter("review")
    place.rooms.current.open_draft(place.session.workshop.teams()[2].id)
    assert place.status.facts.isVisible() and not place.status.objectives.isVisible()
    assert place.status.facts.text().endswith("the team sees your notes")
    place.rooms.enter("board")
    assert place.status.objectives.isVisible() and not place.status.facts.isVisible()
    assert place.status.open.isVisible()


def test_somebody_elses_review_can_only_be_read(facilitator, post):
    place = facilitator.place
    (packet,) = post.sent(place, "Grace Liu")
    objective = judged(post, packet, "Grace Liu")
    place.files.close()
    place.files.open(packet)
    room = facilitator.room
    facilitator.settle()
    assert place.topbar.state.text() == "Review by Grace Liu"
    row = room.reader.strips.row(objective)
    assert row.buttons["story", "yes"].isChecked()  # hers, though she has not submitted them
    assert not any(button.isEnabled() for button in row.buttons.values())
    assert len(room.review.all_threads()) == 2
    room.margin.go(1)
    assert room.margin.current and not room.margin.can("reply") and not room.margin.can("withdraw")
    room.reader.setFocus()
    facilitator.key(Qt.Key.Key_N)
    assert room.margin.composing.framed is None
    assert not any(row.tick.isEnabled() for row in room.side.asks.rows.values())
    assert not room.side.ours.isVisible()


def test_what_was_made_is_told_once_and_until_one_goes_on(facilitator, post, choose_folder):
    place = facilitator.place
    place.packets.make.trigger()
    page = facilitator.page
    for row, name in zip(page.rows, ("Tomas Perez", "Grace Liu"), strict=False):
        row.name.setText(name)
        facilitator.make(row.make)
    facilitator.make(page.all)
    assert place.banners.texts() == [f"Made 2 packets in {post.folder}."]
    facilitator.key(Qt.Key.Key_Escape)
    assert place.banners.texts() == []


def test_a_name_that_came_in_a_packet_is_shown_as_it_was_typed(facilitator, post):
    (packet,) = post.sent(facilitator.place, "Grace Liu")
    post.answered(packet, "<h1>Grace</h1>", "Who?", home="grace")
    facilitator.drop(packet)
    facilitator.read_through()
    (name,) = [x for x in facilitator.page.findChildren(QLabel) if x.text() == "<h1>Grace</h1>"]
    assert name.textFormat() is Qt.TextFormat.PlainText


def test_what_was_merged_is_counted_by_kind(facilitator, post):
    place = facilitator.place
    (packet,) = post.sent(place, "Grace Liu")
    judged(post, packet, "Grace Liu")
    facilitator.drop(packet)
    facilitator.read_through()
    facilitator.click(facilitator.page.merge)
    assert place.banners.texts() == ["2 notes, 1 verdict merged from 1 reviewer."]
    facilitator.drop(packet)
    facilitator.read_through()
    assert place.banners.texts() == [] and "3 already here" in facilitator.words


def test_who_has_no_name_yet_tells_it_where_it_is_asked_for(facilitator, post, choose_folder):
    place = facilitator.place
    (Path(os.environ["OKRDESK_HOME"]) / "profile.json").unlink()
    place.packets.make.trigger()
    row = facilitator.page.rows[0]
    row.name.setText("Tomas Perez")
    facilitator.click(row.make)
    assert place.banners.texts() == [NAME_FIRST] and not list(post.folder.iterdir())
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    facilitator.qtbot.keyClicks(field, "Ines Albrecht")
    facilitator.key(Qt.Key.Key_Return)
    me = profile.load()
    assert me and me.name == "Ines Albrecht"
    facilitator.qtbot.waitUntil(row.make.isEnabled)  # what was asked for is gone on with
    assert [path.suffix for path in post.folder.iterdir()] == [".okrreview"]
    assert place.banners.texts() == ["Made Sales - Tomas Perez.okrreview."]


def test_the_bar_says_the_name_as_soon_as_it_was_told(facilitator, reviewer, post):
    (packet,) = post.sent(facilitator.place, "Tomas Perez")
    tomas = reviewer(packet)
    field = tomas.place.banners.findChild(QLineEdit)
    field.selectAll()
    tomas.qtbot.keyClicks(field, "Tom Perez")
    tomas.press("That’s me")
    assert tomas.place.topbar.state.text().endswith(" · Tom Perez")


def test_who_says_their_name_reviews_for_their_team(facilitator):
    place = facilitator.place
    workshop = place.session.workshop
    person = next(p for p in workshop.people() if p.team and workshop[p.team].parent)
    place.rooms.enter("review")
    place.ask_name(person.name)
    facilitator.press("That’s me")
    room = place.rooms.current
    assert room.review.reviewing.team == person.team and not room.side.head.isVisible()
    assert place.topbar.state.text().endswith(f" · {person.name}")


def test_a_drop_of_packets_is_foretold_by_their_names(facilitator, post):
    torn = post.folder / "torn.OKRREVIEW"
    torn.write_text("no packet at all")
    assert facilitator.drop(torn) == "Drop to read or take in torn.OKRREVIEW"
    assert any("not a review packet" in text for text in facilitator.place.banners.texts())
