"""A packet is handed in: what was not opened is said first, and is not submitted unseen."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QPushButton

from okrdesk.review import coverage, rounds, threads
from okrdesk.review.notes import reply
from okrdesk.review.packet import read_packet
from okrdesk.review.records import Note, Progress, Round

ASKED = "You have not opened the draft of {team} yet."


@pytest.fixture
def tomas(facilitator, reviewer, post):
    """Reads two drafts in a round; the first of them is in front."""
    session = facilitator.place.session
    pairs = rounds.plan(session.workshop)
    session.desk.do(rounds.start_round(session.workshop, pairs, "Morning", datetime.now(UTC), 45, False))
    (packet,) = post.sent(facilitator.place, "Tomas Perez")
    made = reviewer(packet)
    made.press("That’s me")
    made.file, made.about = packet, made.place.session.packet.sent.about
    assert len(made.about) == 2
    return made


def name(person, team):
    return person.place.session.workshop[team].name


def asked(person):
    return [text for text in person.place.banners.texts() if text.startswith("You have not opened")]


def offered(person):
    return [b.text() for b in person.place.banners.findChildren(QPushButton) if b.isVisible()]


def stages(person):
    return {each.about: each.stage for each in person.place.session.workshop.all(Progress)}


def handed_in(person):
    return any("Hand back this file" in text for text in person.place.banners.texts())


def test_only_what_was_read_is_submitted(tomas, facilitator, post):
    first, second = tomas.about
    tomas.write_note("Q", "Who counts the calls?")
    tomas.click(tomas.room.top.submit)
    assert asked(tomas) == [ASKED.format(team=name(tomas, second))] and not handed_in(tomas)
    tomas.press("Submit what I have read")
    assert handed_in(tomas) and not asked(tomas) and tomas.room.top.reopen.isVisible()
    assert stages(tomas) == {first: "submitted"}
    assert tomas.room.side.mine.rows[first].accessibleDescription().startswith("being read now, submitted")
    tomas.place.window.close()

    post.sit("home")
    facilitator.place.packets.take_in([tomas.file])
    facilitator.read_through()
    assert "submitted" in facilitator.words
    facilitator.click(facilitator.page.merge)
    workshop = facilitator.place.session.workshop
    (round_,) = workshop.all(Round)
    cells = coverage.grid(workshop, round_.id)
    reader = read_packet(tomas.file.read_bytes()).sent.team
    assert [cells[reader, about].state for about in (first, second)] == ["submitted", "not_opened"]
    assert [note.text for note in workshop.all(Note)] == ["Who counts the calls?"]


def test_who_would_rather_read_on_is_led_there_and_not_asked_again(tomas):
    second = tomas.about[1]
    tomas.click(tomas.room.top.submit)
    tomas.press("Read on")
    assert tomas.room.review.about == second and tomas.room.reader.hasFocus() and not asked(tomas)
    tomas.click(tomas.room.top.submit)
    assert handed_in(tomas) and not asked(tomas)
    assert stages(tomas) == dict.fromkeys(tomas.about, "submitted")


def test_the_keys_are_in_the_draft_again_once_it_is_handed_in(tomas):
    """They went to whatever stood next to the banner: the letters that write notes did nothing."""
    tomas.click(tomas.room.top.submit)
    tomas.press("Submit what I have read")
    assert handed_in(tomas) and tomas.room.reader.draft.hasFocus()
    tomas.click(tomas.room.top.reopen)
    assert tomas.room.reader.draft.hasFocus()


def test_a_draft_that_was_opened_afterwards_is_handed_in_as_well(tomas):
    first, second = tomas.about
    tomas.click(tomas.room.top.submit)
    tomas.press("Submit what I have read")
    tomas.click(tomas.room.side.mine.rows[second])
    assert not handed_in(tomas) and stages(tomas) == {first: "submitted", second: "reading"}
    tomas.click(tomas.room.top.submit)
    assert handed_in(tomas) and set(stages(tomas).values()) == {"submitted"}


def test_what_was_not_opened_stays_so_when_the_review_is_reopened(tomas):
    tomas.click(tomas.room.top.submit)
    tomas.press("Submit what I have read")
    tomas.click(tomas.room.top.reopen)
    assert stages(tomas) == {tomas.about[0]: "reading"} and tomas.room.top.submit.isVisible()
    tomas.click(tomas.room.top.submit)
    assert len(asked(tomas)) == 1


def test_where_nothing_is_open_there_is_nothing_to_submit(tomas):
    tomas.click(tomas.room.side.mine.rows[tomas.about[1]])
    tomas.place.undo()  # closes the draft again
    tomas.settle()
    assert tomas.room.review.about == "" and not stages(tomas)
    tomas.click(tomas.room.top.submit)
    assert asked(tomas)[0].startswith("You have not opened 2 drafts yet: ")
    assert "Read on" in offered(tomas) and "Submit what I have read" not in offered(tomas)
    tomas.press("Read on")
    assert tomas.room.review.about == tomas.about[0]


def test_looking_at_a_packet_alone_leaves_the_file_as_it_came(tomas):
    assert not tomas.place.session.packet.unpublished
    tomas.click(tomas.room.side.mine.rows[tomas.about[1]])
    assert stages(tomas) == dict.fromkeys(tomas.about, "reading")
    assert tomas.place.session.packet.unpublished


def test_what_was_answered_stays_seen_when_the_review_is_reopened(tomas, facilitator, post):
    desk = facilitator.place.session.desk

    def take_in():
        post.sit("home")
        facilitator.drop(tomas.file)
        facilitator.read_through()
        words = facilitator.words
        facilitator.click(facilitator.page.merge)
        return words

    def seen():
        return [found.note.text for found in threads.about(desk.workshop, tomas.about[0], "")]

    tomas.write_note("Q", "Who counts?")
    tomas.write_note("Q", "Since when?")
    tomas.open_all()
    tomas.click(tomas.room.top.submit)
    assert "submitted" in take_in() and seen() == ["Who counts?", "Since when?"]
    asked = next(note for note in desk.workshop.all(Note) if note.text == "Who counts?")
    desk.do(reply(desk.workshop, desk.author, asked, "We do"))
    post.sit("tomas")
    tomas.click(tomas.room.top.reopen)
    tomas.place.window.close()
    hidden = "What nobody answered yet is not seen by the teams until it is submitted again."
    assert {"reopened", hidden} <= set(take_in()) and seen() == ["Who counts?"]
