"""What a packet holds of a workshop: the drafts to review with what they lead to, and nothing else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from okrdesk.cards import (
    KeyResult,
    Link,
    Objective,
    Organisation,
    Person,
    Pillar,
    Record,
    RoleAnswer,
    Team,
)
from okrdesk.change import Change, Put, Set
from okrdesk.desk import Desk, Refused
from okrdesk.review import questions, saying, threads
from okrdesk.review.packet import Packet, read_packet
from okrdesk.review.packing import invite, pack, teams_for
from okrdesk.review.records import (
    Assignment,
    Invitation,
    Note,
    Reply,
    Reviewer,
    Round,
    Said,
    Trust,
)
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.okrdesk.review.packets import (
    FACILITATOR,
    Reader,
    merged,
    person,
    sent_to,
    small_desk,
)
from tests.okrdesk.small import RECORDS

SECRET = "nobody-outside-may-read-this"


def with_records(*records: Record, **fields: dict[str, Any]) -> Desk:
    """The small workshop with more records, and with `fields` of those that it has set otherwise."""
    small = [replace(record, **fields.get(record.id, {})) for record in RECORDS]
    return desk_for(Workshop("workshop-1", (*small, *records)))


def shown(desk: Desk, **how: Any) -> Workshop:
    packet = read_packet(sent_to(desk, "Rita Moss", **how)[1])
    return Workshop("shown", packet.sent.records)


def ids(workshop: Workshop, kind: type[Record]) -> set[str]:
    return {record.id for record in workshop.all(kind)}


# ---------------------------------------------------------------- cards
def test_a_packet_holds_the_drafts_to_review_what_they_lead_to_and_the_reviewers_own():
    other = Team("fin", "a2", "Finance", "FIN", 3, "co")
    theirs = Objective("o8", "a0", "FIN-1", "fin", "Books close in a day")
    found = shown(with_records(other, theirs))
    assert ids(found, Objective) == {
        "o2",
        "o3",
        "o1",
    }  # theirs, the reviewer's own, and above that: the company's
    assert ids(found, Team) == {"co", "eng", "shop"}
    assert ids(found, KeyResult) == {"k1", "k2", "k3"}
    assert ids(found, Pillar) == {"p1"}
    assert ids(found, Link) == {"l1", "l2", "l3"}
    assert ids(found, RoleAnswer) == set()


def test_nothing_that_is_private_goes_out():
    hidden = {
        "org": {"logo": "", "purpose": SECRET, "prompts": (SECRET,)},
        "cycle": {"constraints": SECRET},
        "co": {"purpose": SECRET},
        "eng": {"headcount": 4321},
        "rosa": {"title": SECRET},
        "o2": {"note": SECRET, "score": Decimal("0.4321"), "resources_on": date(2026, 6, 1)},
        "k2": {"note": SECRET, "score": Decimal("0.4321"), "current": Decimal("4321")},
        "o3": {"private": True, "title": SECRET},
        "o4": {"title": SECRET},
    }  # fmt: skip
    desk = with_records(Trust("t", person("Ann").public_key, "doubted"), **hidden)
    _invitation, data = sent_to(desk, "Rita Moss")
    assert SECRET.encode() not in data
    assert b"4321" not in data.replace(b"4321-", b"")
    assert b"Trust" not in data
    found = Workshop("shown", read_packet(data).sent.records)
    assert ids(found, Objective) == {"o2"}
    assert ids(found, Link) == {"l1"}
    assert found["o2"] == replace(RECORDS[9], team="eng")
    assert found["eng"].purpose == "Bikes that last"  # type: ignore[attr-defined]


def test_a_picture_stays_at_home():
    desk = small_desk()
    packet = read_packet(sent_to(desk, "Rita Moss")[1])
    organisation = next(r for r in packet.sent.records if isinstance(r, Organisation))
    assert (organisation.name, organisation.logo) == ("Harbour Bikes", "")


def test_of_other_teams_cards_above_a_draft_only_the_title_and_the_part_meant_go_out():
    above = (
        Team("fin", "a2", "Finance", "FIN", 3, "co"),
        Objective("o8", "a0", "FIN-1", "fin", "Books close in a day", SECRET, "kofi", why_now=SECRET),
        KeyResult("k8", "a0", "FIN-1.1", "o8", "Days to close"),
        KeyResult("k9", "a1", "FIN-1.2", "o8", SECRET),
        Link("l8", "o2", "k8", "enables"),
        Link("l9", "k9", "p1", "serves"),
    )
    _invitation, data = sent_to(with_records(*above), "Rita Moss")
    assert SECRET.encode() not in data
    found = Workshop("shown", read_packet(data).sent.records)
    assert found["o8"] == Objective("o8", "a0", "FIN-1", "fin", "Books close in a day", owner="kofi")
    assert ids(found, KeyResult) == {"k1", "k2", "k3", "k8"}
    assert "l8" in found
    assert "l9" not in found
    assert "fin" in found


def test_people_are_named_only_where_a_card_names_them():
    nobody = Person("nora", "a2", "Nora Quist", "NQ", "shop", SECRET)
    found = shown(with_records(nobody), team="", about=("eng",))
    assert ids(found, Person) == {"rosa", "kofi"}
    assert found["kofi"] == Person("kofi", "a1", "Kofi Annor", "KA")  # of a team that is not shown
    assert ids(found, Team) == {"co", "eng"}


def test_a_packet_opens_as_a_workshop_of_its_own():
    packet = read_packet(sent_to(small_desk(), "Rita Moss")[1])
    desk = desk_for(Workshop("reader"))
    assert desk.do(Change("Open", tuple(Put(record) for record in packet.sent.records), "import"))
    assert desk.workshop.objectives("eng")


def test_the_same_workshop_gives_the_same_drafts():
    desk = small_desk()
    invitation, first = sent_to(desk, "Rita Moss")
    second = pack(desk.workshop, FACILITATOR, invitation, 1)
    assert read_packet(first).sent.records == read_packet(second).sent.records


# ---------------------------------------------------------------- invitations
def test_without_a_round_a_reviewer_reads_all_other_teams():
    more = (Team("fin", "a2", "Finance", "FIN", 3, "co"), Team("law", "a3", "Legal", "LAW", 4, "co"),
            Objective("o8", "a0", "FIN-1", "fin", "Books close in a day"),
            Objective("o9", "a0", "LAW-1", "law", "Contracts", private=True))  # fmt: skip
    workshop = with_records(*more).workshop
    assert teams_for(workshop, "shop") == ("eng", "fin")
    assert teams_for(workshop, "") == ("eng", "shop", "fin")


def test_in_a_round_a_reviewer_reads_what_the_round_gives_the_team():
    records = (
        Team("fin", "a2", "Finance", "FIN", 3, "co"), Objective("o8", "a0", "FIN-1", "fin", "Books"),
        Round("round", "a0", "First round"), Assignment("a1", "round", "shop", "eng"),
        Assignment("a2", "round", "eng", "shop"),
    )  # fmt: skip
    desk = with_records(*records)
    assert teams_for(desk.workshop, "shop", "round") == ("eng",)
    packet = read_packet(sent_to(desk, "Rita Moss", round_="round")[1])
    assert packet.sent.round == Round("round", "a0", "First round")
    assert [a.id for a in packet.sent.records if isinstance(a, Assignment)] == ["a1"]


def test_an_invitation_is_recorded_and_names_its_packet():
    desk = small_desk()
    invitation, data = sent_to(desk, "  Rita   Moss ")
    assert desk.workshop.find(Invitation, invitation.id) == invitation
    assert (invitation.reviewer, invitation.team, invitation.about) == ("Rita Moss", "shop", ("eng",))
    assert read_packet(data).sent.invitation == invitation.id
    assert desk.history.undo_label == "Invite Rita Moss to review"
    desk.undo()
    assert desk.workshop.count(Invitation) == 0


@pytest.mark.parametrize(
    ("reviewer", "about"), [(" ", ("eng",)), ("Rita", ()), ("Rita", ("shop",)), ("Rita", ("nobody",))]
)
def test_nobody_is_invited_to_read_nothing(reviewer, about):
    with pytest.raises(Refused):
        invite(small_desk().workshop, "", "shop", reviewer, about, 1)


def test_the_questions_that_fit_go_along():
    desk = small_desk()
    for asker, asked, text in (
        ("", "", "For all"),
        ("Finance", "", "For finance"),
        ("", "Product", "To it"),
    ):
        desk.do(questions.add(desk.workshop, asker, asked, text))
    texts = {question.text for question in read_packet(sent_to(desk, "Rita Moss")[1]).sent.questions}
    assert {"For all", "To it"} <= texts
    assert "For finance" not in texts


# ---------------------------------------------------------------- what was said
def facilitated(names_shown: bool = True, open_: bool = False) -> tuple[Desk, str]:
    """A round in which Rita noted and Ann answered, and Otto noted without submitting; Rita's invitation."""
    planned = (
        Round("round", "a0", "First round", open_from_start=open_, names_shown=names_shown),
        Assignment("a1", "round", "shop", "eng"),
    )
    desk = with_records(*planned)
    rita = Reader(sent_to(desk, "Rita Moss", round_="round")[1], person("Rita Moss"))
    mine = rita.note(text="Rita asks")
    otto = Reader(sent_to(desk, "Otto Falk", round_="round")[1], person("Otto Falk"))
    otto.note(text="Otto has not submitted")
    zoe = Reader(sent_to(desk, "Zoe Lind", round_="round")[1], person("Zoe Lind"))
    zoe.note(text="Zoe submitted")
    zoe.note(text="Zoe took it back")
    taken_back = max(zoe.mine(Note), key=lambda note: note.clock)
    zoe.workshop.apply(saying.revised(taken_back, zoe.workshop, withdrawn=True))
    zoe.submit()
    merged(desk, rita.answer("reading"), otto.answer("reading"), zoe.answer())
    ann = person("Ann Okoro").author
    answer = saying.say(Reply, ann, desk.workshop, note=mine.id, text="Ann answers")
    met = saying.introduce(ann, desk.workshop)
    desk.do(Change("Reply", (*met, Put(answer)), "merge"))
    return desk, mine.id


def said_in(packet: Packet) -> set[str]:
    return {r.text for r in packet.sent.records if isinstance(r, (Note, Reply))}


def names_in(packet: Packet) -> set[str]:
    return {r.name for r in packet.sent.records if isinstance(r, Reviewer)}


def test_a_second_packet_brings_the_answers_and_what_others_have_submitted():
    desk, _note = facilitated()
    packet = read_packet(sent_to(desk, "Rita Moss", round_="round")[1])
    assert said_in(packet) == {"Rita asks", "Ann answers", "Zoe submitted"}
    assert names_in(packet) == {"Rita Moss", "Ann Okoro", "Zoe Lind"}
    rita = Reader(sent_to(desk, "Rita Moss", round_="round")[1], person("Rita Moss"))
    seen = [one.note.text for one in threads.about(rita.workshop, "eng", rita.who.author.public_key)]
    assert sorted(seen) == ["Rita asks", "Zoe submitted"]


def test_the_teams_of_those_who_said_something_go_along():
    fin = Team("fin", "a2", "Finance", "FIN", 3, "co", purpose=SECRET)
    desk = with_records(Round("round"), Assignment("a1", "round", "shop", "eng"), fin)
    zoe = Reader(sent_to(desk, "Zoe Lind", team="fin", round_="round", about=("eng",))[1], person("Zoe Lind"))
    zoe.note(text="Zoe submitted")
    zoe.submit()
    merged(desk, zoe.answer())
    found = {team.id: team for team in shown(desk, round_="round").all(Team)}
    assert found["fin"].name == "Finance" and found["fin"].purpose == ""


def test_a_packet_of_an_open_round_brings_what_others_are_writing():
    desk, _note = facilitated(open_=True)
    packet = read_packet(sent_to(desk, "Rita Moss", round_="round")[1])
    assert said_in(packet) == {"Rita asks", "Ann answers", "Zoe submitted", "Otto has not submitted"}


def test_a_round_without_names_brings_answers_to_ones_own_notes_only():
    desk, _note = facilitated(names_shown=False, open_=True)
    packet = read_packet(sent_to(desk, "Rita Moss", round_="round")[1])
    assert said_in(packet) == {"Rita asks", "Ann answers"}
    assert names_in(packet) == {"Rita Moss"}


def test_somebody_who_was_not_here_yet_gets_nothing_of_their_own():
    desk, _note = facilitated()
    packet = read_packet(sent_to(desk, "Emil Roos", round_="round")[1])
    assert said_in(packet) == {"Zoe submitted"}


def test_what_no_packet_can_carry_stays_at_home():
    desk, note = facilitated()
    found = desk.workshop[note]
    assert isinstance(found, Said)
    desk.do(Change("Spoil", (Set(note, "at", found.at, "some day"),), "merge"))
    packet = read_packet(sent_to(desk, "Rita Moss", round_="round")[1])
    assert said_in(packet) == {"Ann answers", "Zoe submitted"}
