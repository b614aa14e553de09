"""Notes from paper: what each typed line becomes, and that typing them twice doubles nothing."""

import pytest

from okrdesk.change import Drop, Put
from okrdesk.desk import Refused
from okrdesk.policy import refusal
from okrdesk.review import threads
from okrdesk.review.by_hand import read_lines, take_down
from okrdesk.review.paper import PaperReviewer, is_paper
from okrdesk.review.records import Note, Progress
from okrdesk.review.threads import submitted
from okrdesk.workshop import Workshop
from tests.okrdesk.small import ANN, small_change

NOA = PaperReviewer("Noa Berg", "shop")


@pytest.fixture
def workshop() -> Workshop:
    made = Workshop("w")
    made.apply(small_change().steps)
    return made


# The line; then the card, field, kind and text or wording, and the marked words.
LINES = [
    ("ENG-1 Is this weekly?", "o2", "title", "question", "Is this weekly?", ""),
    ("ENG-1 C who owns it", "o2", "title", "challenge", "who owns it", ""),
    ("ENG-1.1 S Cracked frames a month", "k2", "text", "suggestion", "Cracked frames a month", ""),
    ('ENG-1 "Frames" why not wheels?', "o2", "title", "question", "why not wheels?", "Frames"),
    ("eng-1 lower case will do", "o2", "title", "note", "lower case will do", ""),
    ("ENG–1 a long dash", "o2", "title", "note", "a long dash", ""),
    ("ENG-1: a colon", "o2", "title", "note", "a colon", ""),
    ("(ENG-1) in brackets", "o2", "title", "note", "in brackets", ""),
    ("ENG-1. a full stop", "o2", "title", "note", "a full stop", ""),
    ("ENG-1.2 N noted", "k3", "text", "note", "noted", ""),
    ("ENG-1.2 Q noted", "k3", "text", "question", "noted", ""),
    ("ENG-1.2 K may slip", "k3", "text", "risk", "may slip", ""),
    ("ENG-1.2 R we need it by week 6", "k3", "text", "reliance", "we need it by week 6", ""),
    ("ENG-1.2 O we run benches too", "k3", "text", "overlap", "we run benches too", ""),
    ("ENG-1.2 P clear and short", "k3", "text", "praise", "clear and short", ""),
    ("ENG-1.2 P", "k3", "text", "praise", "", ""),
    ("ENG-1.2 R", "k3", "text", "reliance", "", ""),
    ("ENG-1.2 B no bench in the shops", "k3", "text", "blocker", "no bench in the shops", ""),
    ("ENG-1.2 B: no bench", "k3", "text", "blocker", "no bench", ""),
    ("ENG-1.2 risk: may slip", "k3", "text", "risk", "may slip", ""),
    ("ENG-1.2 We rely on this: from May", "k3", "text", "reliance", "from May", ""),
    ("ENG-1.2 Remember: a colon is no kind", "k3", "text", "note", "Remember: a colon is no kind", ""),
    ("ENG-1.2 Benches are sold out", "k3", "text", "note", "Benches are sold out", ""),
    ("ENG-1.2 a letter that is none", "k3", "text", "note", "a letter that is none", ""),
    ("ENG-1.2 b small letters are words", "k3", "text", "note", "b small letters are words", ""),
    ("ENG-1/story say why", "o2", "story", "note", "say why", ""),
    ("ENG-1/why Q now?", "o2", "why_now", "question", "now?", ""),
    ("ENG-1.1/target too high", "k2", "target", "note", "too high", ""),
    ("ENG-1.1/target S 2", "k2", "target", "suggestion", "2", ""),
    ("ENG-1.2/due end of June?", "k3", "due", "question", "end of June?", ""),
    ('CO-1 "next shop" which one?', "o1", "story", "question", "which one?", "next shop"),
    ('CO-1/story "riders" whose', "o1", "story", "note", "whose", "riders"),
    ('CO-1 "EVERY RIDER" really?', "o1", "title", "question", "really?", "Every rider"),
    ("CO-1 “every rider” really?", "o1", "title", "question", "really?", "Every rider"),
    ("CO-1 «back» when", "o1", "title", "note", "when", "back"),
    ('CO-1 S "Every rider" Each rider', "o1", "title", "suggestion", "Each rider comes back", "Every rider"),
    ('CO-1 C "comes  back", how often', "o1", "title", "challenge", "how often", "comes back"),
    ('CO-1 "no such words" hm', "o1", "title", "note", "“no such words” hm", ""),
    ('CO-1 "unclosed words', "o1", "title", "note", '"unclosed words', ""),
    ("S-1 for all of us?", "p1", "title", "question", "for all of us?", ""),
    ("CO-1.c1 P =1+1", "c1", "text", "praise", "=1+1", ""),
    ("CO-1.1 31 is not the number", "k1", "text", "note", "31 is not the number", ""),
    ("SHOP-1\tمن يملك هذا؟", "o3", "title", "question", "من يملك هذا؟", ""),
]


@pytest.mark.parametrize(
    ("line", "card", "field", "kind", "said", "marked"), LINES, ids=[x[0] for x in LINES]
)
def test_a_line_becomes_a_note(workshop, line, card, field, kind, said, marked):
    (entry,) = read_lines(workshop, line)
    assert entry.trouble == ""
    workshop.apply(take_down(workshop, NOA, [entry]).steps)
    (note,) = workshop.all(Note)
    assert (note.card, note.field, note.kind) == (card, field, kind)
    assert (note.wording if kind == "suggestion" else note.text) == said
    assert note.quote == marked
    assert note.read[note.start or 0 :].startswith(marked)


@pytest.mark.parametrize(
    ("line", "trouble"),
    [
        ("HR-7 who?", "There is no card “HR-7”. Begin each line with a card’s short name, such as CO-1."),
        ("who is it", "There is no card “who”."),
        ("ENG-1/target high", "ENG-1 has no “target”. It has: title, story, why."),
        ("ENG-1", "Write the note behind ENG-1."),
        ("ENG-1 Q", "Write the note behind ENG-1."),
        ('ENG-1 "Frames"', "Write the note behind ENG-1."),
    ],
)
def test_what_a_line_lacks_is_said(workshop, line, trouble):
    (entry,) = read_lines(workshop, line)
    assert entry.trouble.startswith(trouble)
    with pytest.raises(Refused, match="no note"):
        take_down(workshop, NOA, [entry])


def test_lines_go_on_and_empty_ones_are_left_out(workshop):
    entries = read_lines(workshop, "ENG-1 first\n  and more\n\n\nENG-1.1 second\n\n   \nCO-1 third")
    assert [(entry.line, entry.text) for entry in entries] == [
        (1, "first\nand more"), (5, "second"), (8, "third"),
    ]  # fmt: skip


def test_words_that_stand_there_twice_are_remarked_on(workshop):
    (entry,) = read_lines(workshop, 'CO-1/story "y" which')
    assert entry.remark == "The words stand there 2 times; the first is marked."
    (entry,) = read_lines(workshop, 'CO-1 "nothing like it" which')
    assert entry.remark.startswith("These words do not stand in CO-1")


def test_a_reliance_knows_its_week(workshop):
    weeks = [
        e.by_week for e in read_lines(workshop, "CO-1 R by week 6\nCO-1 R w12\nCO-1 R soon\nCO-1 week 6")
    ]
    assert weeks == [6, 12, None, None]


def test_they_are_the_reviewers_and_shown_at_once(workshop):
    change = take_down(
        workshop, PaperReviewer("Noa Berg", "shop", "r"), read_lines(workshop, "ENG-1 Why?"), 9
    )
    assert change.label == "1 note from paper by Noa Berg"
    assert refusal(ANN, change, workshop) is None
    workshop.apply(change.steps)
    (note,) = workshop.all(Note)
    assert (note.team, note.about, note.round, note.seq) == ("shop", "eng", "r", 9)
    assert is_paper(note.key)
    assert submitted(workshop, note)
    assert threads.byline(workshop, note.key, "", None) == "Noa Berg"


def test_typing_them_twice_doubles_nothing(workshop):
    entries = read_lines(workshop, "ENG-1 Why?\nENG-1 Why?\nCO-1 P")
    workshop.apply(take_down(workshop, NOA, entries).steps)
    assert workshop.count(Note) == 2
    with pytest.raises(Refused, match="here already"):
        take_down(workshop, NOA, entries)
    more = take_down(workshop, NOA, [*entries, *read_lines(workshop, "ENG-1 Really?")])
    assert more.label == "1 note from paper by Noa Berg"
    workshop.apply(more.steps)
    assert workshop.count(Note) == 3
    assert workshop.count(Progress) == 2


def test_it_is_one_change_that_can_be_taken_back(workshop):
    before = {record.id: record for record in workshop}
    change = take_down(workshop, NOA, read_lines(workshop, "ENG-1 Why?\nCO-1 P"))
    workshop.apply(change.steps)
    workshop.apply(tuple(Drop(step.record) for step in reversed(change.steps) if isinstance(step, Put)))
    assert {record.id: record for record in workshop} == before


def test_nobodys_notes_are_not_taken_down(workshop):
    with pytest.raises(Refused, match="whose notes"):
        take_down(workshop, PaperReviewer("  "), read_lines(workshop, "ENG-1 Why?"))


@pytest.mark.parametrize(
    "line",
    [
        "eng-1.1 Q why", "ENG 1.1 Q why", "ENG1.1 Q why", "ENG - 1.1 Q why", "ENG-1,1 Q why", "ENG-1.1Q why",
        "ENG-1.1: Q: why", "• ENG-1.1 Q why", "1. ENG-1.1 Q why", "12) eng-1.1 Q why", "(ENG-1.1) Q why",
        "- ENG–1.1 Q why", "Q ENG-1.1 why", '"ENG-1.1" Q why', "ENG-1.1\u200b Q why", "ENG-1.1 ? why",
        "ENG-1.1\tQ\twhy", "ENG-1.1 question: why", "ENG-1.1 q: why", "#ENG-1.1. Q why",
    ],
)  # fmt: skip
def test_a_short_name_is_understood_as_people_type_it(workshop, line):
    (entry,) = read_lines(workshop, line)
    assert (entry.code, entry.kind, entry.text, entry.trouble, entry.remark) == (
        "ENG-1.1", "question", "why", "", "",
    )  # fmt: skip


def test_a_card_that_is_not_there_is_never_taken_for_another(workshop):
    for line in (
        "ENG-1.9 why",
        "ENG-11 why",
        "ENG1 1.1 why",
        "ENG-1.1.1 why",
        "ENG",
        "ENG why",
        "1.1 why",
        "ENGX-1.1 x",
    ):
        (entry,) = read_lines(workshop, line)
        assert entry.trouble or entry.code == "ENG-1", line
    assert read_lines(workshop, "eng why")[0].trouble.startswith("Which card of eng? Write its number")


def test_the_field_may_be_named_with_spaces_or_a_colon(workshop):
    found = read_lines(workshop, "ENG-1 / story why\nENG-1 Story: why\nENG-1 nothing: why")
    assert [(e.spot.field, e.text) for e in found if e.spot] == [
        ("story", "why"), ("story", "why"), ("title", "nothing: why"),
    ]  # fmt: skip


def test_what_may_be_meant_otherwise_is_said(workshop):
    small, two = read_lines(workshop, "ENG-1.1 q why\nENG-1.1 why? ENG-1 and this?")
    assert (small.kind, small.text, small.remark) == (
        "note",
        "q why",
        "If “q” stands for Question, write it large.",
    )
    assert two.remark.startswith("ENG-1 is named in it") and two.text.endswith("and this?")


def test_an_indented_list_is_read_line_by_line(workshop):
    found = read_lines(workshop, "  • ENG-1.1 one\n  • ENG-1 two\n    and more of it\n")
    assert [(entry.code, entry.text) for entry in found] == [
        ("ENG-1.1", "one"),
        ("ENG-1", "two\nand more of it"),
    ]
