"""A review packet: its one form, its seals, and everything that is refused with a sentence of its own."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from okrdesk.review import saying
from okrdesk.review.form import LARGEST, LARGEST_NUMBER, PacketRefused, canonical, parse, read_file
from okrdesk.review.notes import Reviewing
from okrdesk.review.packet import answer_packet, read_back, read_packet, seal
from okrdesk.review.records import Note, Progress
from okrdesk.review.signing import fingerprint, is_signed, sign
from okrdesk.review.verdicts import note_progress
from tests.okrdesk.review.packets import Reader, answered, opened, person, sent_to, signed, small_desk

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-LARGEST_NUMBER, LARGEST_NUMBER)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abcXYZ_09", max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def returned() -> bytes:
    return answered(small_desk())


def code_of(data: Any, read: Callable[[Any], object] = read_packet) -> str:
    with pytest.raises(PacketRefused) as refused:
        read(data)
    assert str(refused.value).endswith(".")
    return refused.value.code


# ---------------------------------------------------------------- the form
@given(PLAIN)
@settings(max_examples=150, deadline=None)
def test_the_writer_gives_the_canonical_form_and_the_reader_takes_it_back(plain):
    written = canonical(plain)
    assert written == rfc8785.dumps(plain)
    if written.strip():
        assert parse(written) == plain


def test_control_characters_and_quotes_are_written_as_rfc_8785_has_them():
    text = "".join(map(chr, range(0x80))) + "\u2028é漢🎯"
    assert canonical([text]) == rfc8785.dumps([text])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"hello", "no packet"),
        (b"[1]", "no packet"),
        (b"{}", "no packet"),
        (b'{"form":"letter","version":1}', "no packet"),
        (b"PK\x03\x04 a workbook", "no packet"),
        (b"SQLite format 3\0", "no packet"),
        (b'{"form":"okrreview","version":2}', "newer"),
        (b'{"form":"okrreview","version":true}', "fields"),
        (b'{"form":"okrreview","version":1}', "fields"),
        (b'{"back":{"body":{"initials":"RM"', "cut off"),
        ('{"form":"okrreview"}'.encode("utf-16"), "encoding"),
        (b'{"a":"\xff"}', "encoding"),
        (b'\xef\xbb\xbf{"a":1}', "cut off"),
        (b'{"a":NaN}', "number"),
        (b'{"a":-Infinity}', "number"),
        (b'{"a":1.0}', "number"),
        (b'{"a":1e3}', "number"),
        (b'{"a":9007199254740992}', "number"),
        (b'{"a":' + b"9" * 5000 + b"}", "number"),
        (b'{"a":1,"a":2}', "twice"),
        (b'{"a":"\\ud83c"}', "surrogate"),
        (b'{"a": 1}', "written anew"),
        (b'{"b":1,"a":2}', "written anew"),
        (b'{"a":"\\u0041"}', "written anew"),
        (b'{"a":-0}', "written anew"),
        (b"[" * 10_000 + b"]" * 10_000, "deep"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "deep"),
        (b"[" + b"[]," * 400_000 + b"[]]", "much"),
        (b'{"a":[' + b'"bb",' * 700_000 + b'"b"]}', "much"),
        (b'{"a":"' + b"x" * LARGEST + b'"}', "large"),
    ],
)  # fmt: skip
def test_what_is_no_packet_is_refused_by_its_form(data, code):
    assert code_of(data) == code
    assert code_of(data, read_back) == code


def test_a_file_is_read_no_further_than_a_packet_may_be_long(tmp_path):
    file = tmp_path / "huge.okrreview"
    with file.open("wb") as out:
        out.truncate(LARGEST + 1)
    assert code_of(file, read_file) == "large"
    file.write_bytes(b"{}")
    assert read_file(file) == b"{}"


def test_brackets_and_backslashes_within_texts_are_no_nesting():
    plain = {"a": ["[" * 500, '\\"[{' * 500, "\\" * 501]}
    assert parse(canonical(plain)) == plain


# ---------------------------------------------------------------- out and back
def test_a_packet_goes_out_and_comes_back(returned):
    packet = read_packet(returned)
    assert packet.back is not None
    assert (packet.back.name, packet.back.initials, packet.back.stage) == ("Rita Moss", "RI", "submitted")
    assert packet.key == person("Rita Moss").public_key
    texts = {one.text for one in packet.said if isinstance(one, Note)}
    assert texts == {"Question 0", "Question 1", "Question 2"}
    assert read_back(returned) == packet.back
    assert packet.sent.workshop_id == "workshop-1"
    assert packet.sent.about == ("eng",)
    assert packet.sent.questions


def test_what_was_sent_is_handed_back_untouched_and_can_be_answered_again():
    _invitation, data = sent_to(small_desk(), "Rita Moss")
    reader = Reader(data, person("Rita Moss"))
    assert (reader.packet.key, reader.packet.said, reader.packet.back) == ("", (), None)
    assert code_of(data, read_back) == "unanswered"
    reader.note()
    first = reader.answer("reading")
    again = Reader(first, person("Rita Moss"), reader.workshop)
    again.note(text="And by when?")
    second = again.answer()
    assert opened(first)["sent"] == opened(second)["sent"] == opened(data)["sent"]
    assert len(read_packet(second).said) == len(read_packet(first).said) + 1
    assert again.answer() == second  # the same words give the same file


def test_nobody_can_answer_with_what_somebody_else_said(returned):
    packet = read_packet(returned)
    with pytest.raises(PacketRefused) as refused:
        answer_packet(packet, person("Somebody"), packet.said, "submitted")
    assert refused.value.code == "author"


def test_a_packet_is_sealed_only_when_it_can_be_read(returned):
    sent = read_packet(returned).sent
    with pytest.raises(PacketRefused):
        seal(replace(sent, about=("nobody",)), person("Ines"))
    big = replace(sent.records[-1], sentence="x" * LARGEST)
    with pytest.raises(PacketRefused):
        seal(replace(sent, records=(*sent.records[:-1], big)), person("Ines"))


# ---------------------------------------------------------------- seals
def test_signatures_hold_for_their_words_key_and_purpose_only():
    ann, ben = person("Ann"), person("Ben")
    signature = sign(ann.private_key, "back", b"words")
    assert is_signed(ann.public_key, signature, "back", b"words")
    assert not is_signed(ann.public_key, signature, "sent", b"words")
    assert not is_signed(ann.public_key, signature, "back", b"word")
    assert not is_signed(ben.public_key, signature, "back", b"words")
    assert not is_signed("00" * 31, signature, "back", b"words")
    groups = fingerprint(ann.public_key).split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 4]
    assert fingerprint(ben.public_key) != fingerprint(ann.public_key)


def altered(returned: bytes, *path: str | int, to: object) -> dict[str, Any]:
    plain = opened(returned)
    at: Any = plain
    for name in path[:-1]:
        at = at[name]
    at[path[-1]] = to
    return plain


@pytest.mark.parametrize(
    ("path", "to", "code"),
    [
        (("sent", "body", "reviewer"), "Mallory", "changed"),
        (("sent", "key"), "0" * 64, "changed"),
        (("sent", "signature"), "0" * 128, "changed"),
        (("sent", "signature"), "zz", "fields"),
        (("back", "body", "name"), "Mallory", "changed"),
        (("back", "key"), "0" * 64, "changed"),
        (("back", "extra"), 1, "changed"),
        (("extra",), 1, "fields"),
        (("version",), 2, "newer"),
        (("version",), 0, "fields"),
        (("form",), "okrletter", "no packet"),
        (("back",), [], "fields"),
    ],
)
def test_what_was_changed_outside_the_app_is_refused(returned, path, to, code):
    data = canonical(altered(returned, *path, to=to))
    assert code_of(data) == code
    assert code_of(data, read_back) == code


def test_a_packet_that_was_only_laid_out_anew_is_refused(returned):
    assert code_of(json.dumps(opened(returned), indent=1).encode()) == "written anew"
    assert code_of(returned + b"\n") == "written anew"
    assert code_of(returned[:-1]) == "cut off"


# ---------------------------------------------------------------- by the reviewer's own key
def note_index(returned: bytes) -> int:
    records = opened(returned)["back"]["body"]["records"]
    return next(n for n, one in enumerate(records) if one["record"] == "Note")


@pytest.mark.parametrize(
    ("field", "to", "code"),
    [
        ("text", "x" * 20_001, "long"),
        ("card", "x" * 301, "long"),
        ("text", "bell \x07", "fields"),
        ("text", "a\r\nb", "fields"),
        ("text", 3, "fields"),
        ("text", "", "fields"),  # what holds its default is not written
        ("kind", "rant", "fields"),
        ("colour", 1, "fields"),
        ("rev", 0, "absurd"),
        ("rev", 2**40, "absurd"),
        ("rev", True, "fields"),
        ("clock", -1, "absurd"),
        ("clock", saying.LAST_CLOCK + 1, "absurd"),
        ("at", "yesterday", "absurd"),
        ("at", "0001-01-01T00:00:00+00:00", "absurd"),
        ("at", "2026-01-01T00:00:00+05:00", "absurd"),
        ("at", "2026-01-01T00:00:00", "absurd"),
        ("by_week", 0, "absurd"),
        ("by_week", 54, "absurd"),
        ("seq", -1, "absurd"),
        ("start", 0, "absurd"),
        ("quote", "words", "absurd"),
        ("seed", "another", "unbound"),
        ("id", "k1", "unbound"),
        ("id", [], "fields"),
        ("key", person("Ann").public_key, "unbound"),
        ("record", "Settlement", "fields"),
        ("record", "Author", "kind"),
        ("record", 5, "fields"),
    ],
)
def test_what_the_app_cannot_have_written_is_refused_although_it_is_signed(returned, field, to, code):
    plain = altered(returned, "back", "body", "records", note_index(returned), field, to=to)
    data = signed(plain, person("Rita Moss"))
    assert code_of(data) == code
    assert code_of(data, read_back) == code


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ({"record": "Objective", "id": "o9", "team": "eng", "title": "Mine"}, "not said"),
        ({"record": "Trust", "id": "t", "key": "k", "mark": "known"}, "not said"),
        ({"record": "Invitation", "id": "i", "reviewer": "Me"}, "not said"),
        ({"record": "Nonsense", "id": "i"}, "kind"),
        ({"id": "i"}, "fields"),
        ([], "fields"),
        ("text", "fields"),
        (None, "fields"),
    ],
)
def test_a_packet_brings_nothing_but_what_was_said(returned, record, code):
    plain = opened(returned)
    plain["back"]["body"]["records"].append(record)
    assert code_of(signed(plain, person("Rita Moss"))) == code


def test_a_packet_speaks_for_its_own_author_only(returned):
    theirs = opened(answered(small_desk(), "Ann Lee"))["back"]["body"]["records"]
    plain = opened(returned)
    plain["back"]["body"]["records"] += theirs
    assert code_of(signed(plain, person("Rita Moss"))) == "author"
    assert code_of(signed(opened(returned), person("Ann Lee"))) == "author"


def test_verdicts_and_progress_have_one_place_each(returned):
    plain = opened(returned)
    progress = next(one for one in plain["back"]["body"]["records"] if one["record"] == "Progress")
    key = person("Rita Moss").public_key
    twin = progress | {"seed": "again", "id": saying.bound_id(Progress, key, "again")}
    plain["back"]["body"]["records"].append(twin)
    assert code_of(signed(plain, person("Rita Moss"))) == "absurd"
    plain["back"]["body"]["records"][-1] = progress
    assert code_of(signed(plain, person("Rita Moss"))) == "twice"


@pytest.mark.parametrize(
    ("name", "to", "code"),
    [
        ("workshop", "workshop-2", "mixed"),
        ("invitation", "another", "mixed"),
        ("sent", "0" * 64, "mixed"),
        ("stage", "done", "fields"),
        ("stage", [], "fields"),
        ("records", {}, "fields"),
        ("name", "two\nlines", "fields"),
        ("name", 1, "fields"),
        ("initials", "x" * 301, "fields"),
        ("extra", 1, "fields"),
    ],
)
def test_an_answer_fits_what_was_sent(returned, name, to, code):
    assert code_of(signed(altered(returned, "back", "body", name, to=to), person("Rita Moss"))) == code


def test_who_reads_a_draft_for_two_teams_brings_both_readings():
    rita = Reader(sent_to(small_desk(), "Rita Moss")[1], person("Rita Moss"))
    rita.submit()
    rita.do(note_progress(rita.workshop, rita.who.author, Reviewing("", "co"), "eng"))
    back = read_back(rita.answer())
    found = [(one.team, one.about, one.stage) for one in back.said if isinstance(one, Progress)]
    assert sorted(found) == [("co", "eng", "submitted"), ("shop", "eng", "submitted")]


def test_marked_words_have_to_stand_in_what_was_read():
    reader = Reader(sent_to(small_desk(), "Rita Moss")[1], person("Rita Moss"))
    reader.note("o2", field="title", start=7, end=11)
    data = reader.answer()
    assert any(one.quote == "that" for one in read_packet(data).said if isinstance(one, Note))
    for field, to in (("quote", "this"), ("start", 8), ("before", ""), ("after", "x"), ("read", "Frames")):
        plain = altered(data, "back", "body", "records", note_index(data), field, to=to)
        if not to:
            del plain["back"]["body"]["records"][note_index(data)][field]
        assert code_of(signed(plain, person("Rita Moss"))) == "absurd"


# ---------------------------------------------------------------- what is opened to be read
def resealed(data: bytes, **body: object) -> bytes:
    """An unanswered packet with an altered body under a good seal."""
    plain = opened(data)
    plain["sent"]["body"] |= body
    ines = person("Ines")
    plain["sent"] |= {
        "key": ines.public_key,
        "signature": sign(ines.private_key, "sent", canonical(plain["sent"]["body"])),
    }
    return canonical(plain)


LINK = {"record": "Link", "source": "o2", "target": "o3"}
TEAMS = [{"record": "Team", "id": f"t{n}", "parent": f"t{n - 1}" if n else "co"} for n in range(40)]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ([{"record": "Objective", "id": "o2", "team": "eng"}], "twice"),
        ([{"record": "Objective", "id": "o9", "team": "nobody"}], "fields"),
        ([LINK | {"id": "a", "target": "nobody"}, LINK | {"id": "z", "source": "co"}], "fields"),
        ([LINK | {"id": "l8"}, {"record": "Link", "id": "l9", "source": "o3", "target": "o2"}], "unsound"),
        ([{"record": "RoleAnswer", "id": "r", "team": "eng", "target": "o2"}], "kind"),
        ([{"record": "KeyResult", "id": "k9", "objective": "o2", "target": "1E+999999"}], "fields"),
        ([{"record": "KeyResult", "id": "k9", "objective": "o2", "target": "1.50"}], "fields"),
        (TEAMS, "much"),
        ([LINK | {"id": f"l{n}x"} for n in range(300)], "much"),
        ([{"record": "Objective", "id": f"o{n}x", "team": "eng"} for n in range(10_001)], "much"),
    ],
)  # fmt: skip
def test_records_that_make_no_workshop_are_refused_before_they_are_opened(more, code):
    _invitation, data = sent_to(small_desk(), "Rita Moss")
    assert code_of(resealed(data, records=opened(data)["sent"]["body"]["records"] + more)) == code


def test_cards_above_one_another_without_end_are_refused():
    _invitation, data = sent_to(small_desk(), "Rita Moss")
    cards = [{"record": "Objective", "id": f"above-{n}", "team": "eng"} for n in range(2000)]
    chain = [
        {"record": "Link", "id": f"x{n}", "source": f"above-{n}", "target": f"above-{n + 1}"}
        for n in range(1999)
    ]
    records = opened(data)["sent"]["body"]["records"]
    assert code_of(resealed(data, records=records + cards + chain)) == "much"


@pytest.mark.parametrize(
    "body",
    [
        {"about": "eng"}, {"about": [1]}, {"about": ["nobody"]}, {"team": "nobody"}, {"seq": "1"},
        {"made": "now"}, {"made": 5}, {"records": {}}, {"questions": [{"record": "Note", "id": "n"}]},
        {"round": {"record": "Cycle", "id": "r"}}, {"round": {"record": "Round", "id": "r", "ends": "soon"}},
        {"round": 0}, {"reviewer": "two\nlines"}, {"more": 1},
    ],
)  # fmt: skip
def test_a_sealed_body_is_as_the_app_writes_it(body):
    _invitation, data = sent_to(small_desk(), "Rita Moss")
    assert code_of(resealed(data, **body)) in ("fields", "kind")
