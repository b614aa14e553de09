"""`okrdesk review`: packets out and in on the command line, what it says, and with which exit code."""

import json
import shutil
from pathlib import Path

import pytest

from okrdesk import profile
from okrdesk.cards import Author, Objective
from okrdesk.change import Change, Put
from okrdesk.edits import set_field
from okrdesk.review.packet import read_packet
from okrdesk.review.records import Assignment, Invitation, Note, Round
from okrdesk.store.document import open_document
from tests.okrdesk.review.packets import Reader, person
from ui.cli.commands import run
from ui.cli.trouble import CANNOT_WRITE, PROBLEMS, REFUSED, USAGE

INES = Author("id of Ines", "Ines Albrecht")


@pytest.fixture
def sample(tmp_path, monkeypatch, sample_file) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OKRDESK_HOME", str(tmp_path / "home"))
    return Path(shutil.copy(sample_file, tmp_path / "plan.okrdesk"))


def said(capsys) -> tuple[str, str]:
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return out, err


def packed(file: Path, reviewer: str, team: str = "SAL") -> Path:
    out = file.with_name(f"{reviewer}.okrreview")
    assert run(["review", "pack", str(file), "--team", team, "--reviewer", reviewer, "-o", str(out)]) == 0
    return out


def answered(file: Path, reviewer: str, notes: int = 2) -> Path:
    """A packet that its reviewer wrote into."""
    packet = packed(file, reviewer)
    reader = Reader(packet.read_bytes(), person(reviewer))
    card = reader.workshop.objectives(reader.packet.sent.about[0])[0]
    for n in range(notes):
        reader.note(card.id, f"Note {n}")
    reader.submit()
    packet.write_bytes(reader.answer())
    return packet


def held(file: Path, kind: type) -> list:
    document = open_document(file, INES, read_only=True)
    try:
        return list(document.workshop.all(kind))
    finally:
        document.close()


# ---------------------------------------------------------------- out
def test_a_packet_is_written_and_the_invitation_recorded(sample, capsys):
    packet = packed(sample, "Tomas Perez")
    assert said(capsys)[0].startswith(f"Wrote {packet} for Tomas Perez: the drafts of Service, Engineering")
    sent = read_packet(packet.read_bytes()).sent
    (invitation,) = held(sample, Invitation)
    assert (invitation.id, invitation.reviewer) == (sent.invitation, "Tomas Perez")
    assert profile.load() is not None  # a key to seal with was made


def test_a_packet_gets_its_ending_and_the_team_may_be_named_any_way(sample, capsys):
    for name in ("sal", "SAL", "sales"):
        assert run(["review", "pack", str(sample), "--team", name, "--reviewer", "Ada", "-o", name]) == 0
        assert Path(f"{name}.okrreview").exists()
    said(capsys)


def test_a_round_says_what_is_to_be_read(sample, capsys):
    document = open_document(sample, INES)
    codes = {team.code: team.id for team in document.workshop.teams()}
    made = (Round("r", "a0", "First"), Assignment("a", "r", codes["SAL"], codes["ENG"]))
    document.desk.do(Change("Plan", tuple(map(Put, made))))
    document.close()
    for named in ([], ["--round", "1"], ["--round", "first"]):
        rest = ["--reviewer", "Ada", "-o", "a.okrreview", *named]
        assert run(["review", "pack", str(sample), "--team", "SAL", *rest]) == 0
        assert said(capsys)[0] == "Wrote a.okrreview for Ada: the drafts of Engineering.\n"
    rest = ["--reviewer", "Ada", "-o", "b.okrreview", "--round", "2"]
    assert run(["review", "pack", str(sample), "--team", "SAL", *rest]) == REFUSED
    assert "There is no round '2'. There are: 1 First." in said(capsys)[1]


@pytest.mark.parametrize(
    ("args", "code", "sentence"),
    [
        (["--team", "XXX", "--reviewer", "Ada", "-o", "a.okrreview"], REFUSED, "There is no team 'XXX'"),
        (["--team", "SAL", "--reviewer", " ", "-o", "a.okrreview"], REFUSED, "Say who the reviewer is."),
        (["--team", "SAL", "--reviewer", "Ada", "-o", "no/a.okrreview"], CANNOT_WRITE, "Cannot"),
        (["--team", "SAL", "--reviewer", "Ada"], USAGE, "--output"),
    ],
)
def test_a_packet_that_cannot_be_made(sample, capsys, args, code, sentence):
    assert run(["review", "pack", str(sample), *args]) == code
    assert sentence in said(capsys)[1]
    assert held(sample, Invitation) == []


# ---------------------------------------------------------------- in
def test_packets_are_previewed_and_merged_as_one_change(sample, capsys):
    packets = [str(answered(sample, name)) for name in ("Tomas Perez", "Ada Lum")]
    said(capsys)
    assert run(["review", "merge", str(sample), *packets, "--dry-run"]) == 0
    out = said(capsys)[0]
    assert "Tomas Perez (" in out
    assert "for the first time): 2 notes and answers." in out
    assert "4 new, 0 updated, 0 taken back, 0 here already." in out
    assert out.endswith("Nothing was written.\n")
    assert held(sample, Note) == []
    assert run(["review", "merge", str(sample), *packets]) == 0
    assert "Merged as one change: Merge reviews from Ada Lum, Tomas Perez." in said(capsys)[0]
    assert len(held(sample, Note)) == 4
    assert run(["review", "merge", str(sample), *packets]) == 0
    assert "There is nothing new to merge." in said(capsys)[0]
    document = open_document(sample, INES)
    document.desk.undo()
    assert document.workshop.count(Note) == 0
    document.close()


def test_notes_on_words_that_changed_are_counted(sample, capsys):
    packet = packed(sample, "Tomas Perez")
    reader = Reader(packet.read_bytes(), person("Tomas Perez"))
    card = reader.workshop.objectives(reader.packet.sent.about[0])[0]
    reader.note(card.id, field="title")
    packet.write_bytes(reader.answer("reading"))
    document = open_document(sample, INES)
    document.desk.do(set_field(document.workshop, card.id, "title", "Something else"))
    document.close()
    said(capsys)
    assert run(["review", "merge", str(sample), str(packet)]) == 0
    out = said(capsys)[0]
    assert "1 note speaks of words that have changed since." in out
    assert "not submitted yet" in out


def test_refused_packets_are_told_and_the_good_ones_merged(sample, capsys):
    good = answered(sample, "Tomas Perez")
    bad = sample.with_name("bad.okrreview")
    bad.write_bytes(good.read_bytes()[:-40])
    said(capsys)
    assert run(["review", "merge", str(sample), str(bad), str(good), "nowhere"]) == PROBLEMS
    out = said(capsys)[0]
    assert "Refused: bad.okrreview. This packet is cut off or damaged." in out
    assert "Refused: nowhere. This file cannot be read: No such file or directory." in out
    assert len(held(sample, Note)) == 2
    assert run(["review", "merge", str(sample), str(bad), str(sample)]) == REFUSED
    assert said(capsys)[0].endswith("Nothing was merged.\n")


def test_merging_says_it_as_json(sample, capsys):
    packet = answered(sample, "Tomas Perez")
    said(capsys)
    assert run(["review", "merge", str(sample), str(packet), "nowhere", "--json"]) == PROBLEMS
    facts = json.loads(said(capsys)[0])
    assert (facts["new"], facts["here"], facts["merged"]) == (2, 0, True)
    assert facts["change"] == "Merge reviews from Tomas Perez"
    assert [refused["code"] for refused in facts["refused"]] == ["unreadable"]
    assert facts["reviewers"][0]["first_time"] is True


# ---------------------------------------------------------------- looked at
def test_a_packet_says_what_it_holds(sample, capsys):
    packet = packed(sample, "Tomas Perez")
    said(capsys)
    assert run(["review", "info", str(packet)]) == 0
    out = said(capsys)[0]
    assert "For Tomas Perez (Sales), made " in out
    assert "Nobody has written anything into it yet." in out
    packet = answered(sample, "Ada Lum")
    said(capsys)
    assert run(["review", "info", str(packet), "--json"]) == 0
    facts = json.loads(said(capsys)[0])
    assert facts["back"]["name"] == "Ada Lum"
    assert facts["back"]["said"] == 2
    drafts = [o for o in held(sample, Objective) if not (o.parked or o.private)]
    assert 0 < facts["objectives"] < len(drafts)
    assert run(["review", "info", str(packet)]) == 0
    assert "wrote 2 notes and answers: submitted." in said(capsys)[0]
    assert run(["review", "info", str(sample)]) == REFUSED
    assert "This is not a review packet." in said(capsys)[1]
