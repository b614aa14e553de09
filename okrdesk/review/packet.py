"""A review packet: the drafts that a reviewer gets, sealed by who sends them, and what the reviewer said.

A file is one canonical JSON object:

    {"back": null or {"body": {...}, "key": hex, "signature": hex}, "form": "okrreview",
     "sent": {"body": {...}, "key": hex, "signature": hex}, "version": 1}

`sent` is sealed with the sender's key and never altered again; `back` with the reviewer's, and bound to the
very bytes that were sent by their SHA-256. Records stand as plain data with their kind under "record".
Reading is strict and bounded; what does not fit is refused with a sentence of its own. To merge, only `back`
is taken apart: of the drafts that it speaks of, the seal is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, cast, get_args

from okrdesk.cards import (
    Condition,
    Cycle,
    KeyResult,
    Link,
    Objective,
    Organisation,
    Person,
    Pillar,
    Record,
    Team,
)
from okrdesk.i18n import _
from okrdesk.profile import Profile
from okrdesk.review import admission, soundness
from okrdesk.review.admission import mapping, plain_record, short_line, wrong
from okrdesk.review.form import PacketRefused, canonical, parse, small
from okrdesk.review.records import SAID, Assignment, Question, Reviewer, Round, Said, Stage
from okrdesk.review.signing import Domain, fingerprint, is_signed, sign

VERSION = 1
# What a packet can show of a workshop.
SHOWN: tuple[type[Record], ...] = (
    Organisation, Cycle, Team, Person, Pillar, Objective, KeyResult, Condition, Link, Assignment, *SAID,
)  # fmt: skip

_SENT = (
    "about", "invitation", "made", "questions", "records", "reviewer", "round", "seq", "team", "workshop",
)  # fmt: skip
_BACK = ("initials", "invitation", "name", "records", "sent", "stage", "workshop")
# The canonical form fixes every byte around the two bodies; no text in them can look like the middle.
_BEGIN, _MIDDLE, _END = b'{"back":', b',"form":"okrreview","sent":', b',"version":%d}' % VERSION
_SEAL = re.compile(
    rb'\{"body":(?P<body>.*),"key":"(?P<key>[0-9a-f]{64})","signature":"(?P<signature>[0-9a-f]{128})"\}',
    re.DOTALL,
)

Seal = re.Match[bytes]


@dataclass(frozen=True)
class Sent:
    """What goes out: the drafts of the teams `about` at the journal's entry `seq`, for `reviewer` of `team`.

    `invitation` is the random id of the invitation; `made` a UTC time as ISO text. `round` is the record of
    the round or None. `records` are what the reviewer must see, `questions` what may be asked while reading.
    """

    workshop_id: str
    invitation: str
    round: Round | None
    team: str
    about: tuple[str, ...]
    reviewer: str
    seq: int
    made: str
    records: tuple[Record, ...]
    questions: tuple[Question, ...]

    @property
    def everything(self) -> tuple[Record, ...]:
        """The round, the questions and the records: what an empty workshop can hold as it is."""
        return (*((self.round,) if self.round else ()), *self.questions, *self.records)


@dataclass(frozen=True)
class Back:
    """What came back: `said` is all that the holder of `key` said, what they took back too.

    `name` and `initials` are by the reviewer's own word.
    """

    workshop_id: str
    invitation: str
    key: str
    name: str
    initials: str
    stage: Stage
    said: tuple[Said, ...]

    @property
    def fingerprint(self) -> str:
        """The reviewer's key as people compare it by voice."""
        return fingerprint(self.key)


@dataclass(frozen=True)
class Packet:
    """A packet whose signatures are good. `sender` is the public key of who sent it, as hex.

    `sealed` is what was sent as it stands in the file, to be handed back untouched. `back` is None until a
    reviewer writes into it.
    """

    sent: Sent
    sender: str
    sealed: bytes = field(repr=False)
    back: Back | None = None

    @property
    def sealed_body(self) -> bytes:
        """The bytes that the sender signed."""
        found = _SEAL.fullmatch(self.sealed)
        assert found is not None
        return found["body"]

    @property
    def key(self) -> str:
        """The reviewer's public key as hex; "" while nothing came back."""
        return self.back.key if self.back else ""

    @property
    def said(self) -> tuple[Said, ...]:
        """What the reviewer said, what they took back too."""
        return self.back.said if self.back else ()


def read_packet(data: bytes) -> Packet:
    """The packet that a file's bytes are. Raises PacketRefused with a sentence and a code."""
    sent_seal, back_seal = _framed(data)
    body = _opened(sent_seal, "sent")
    back = None if back_seal is None else _back(back_seal, body)
    sent = _sent(parse(body))
    soundness.check(sent.everything, (*sent.about, *filter(None, [sent.team])))
    if back and (back.workshop_id, back.invitation) != (sent.workshop_id, sent.invitation):
        raise PacketRefused("mixed", _("This packet answers another invitation than the one that it holds."))
    return Packet(sent, sent_seal["key"].decode(), sent_seal[0], back)


def read_back(data: bytes) -> Back:
    """What came back in a packet, without the drafts. Raises PacketRefused as `read_packet` does, and when
    nobody has written into it.
    """
    sent_seal, back_seal = _framed(data)
    body = _opened(sent_seal, "sent")
    if back_seal is None:
        raise PacketRefused("unanswered", _("Nobody has written anything into this packet yet."))
    return _back(back_seal, body)


def seal(sent: Sent, profile: Profile) -> bytes:
    """The file of a packet that goes out, sealed by `profile`. Raises PacketRefused when it is too large."""
    body = {
        "about": list(sent.about),
        "invitation": sent.invitation,
        "made": sent.made,
        "questions": [plain_record(question) for question in sent.questions],
        "records": [plain_record(record) for record in sent.records],
        "reviewer": sent.reviewer,
        "round": plain_record(sent.round) if sent.round else None,
        "seq": sent.seq,
        "team": sent.team,
        "workshop": sent.workshop_id,
    }
    data = _file(_sealed(body, "sent", profile), b"null")
    read_packet(data)
    return data


def answer_packet(packet: Packet, profile: Profile, said: Iterable[Said], stage: Stage) -> bytes:
    """The file of `packet` with what `profile` says of it: the whole list, what was taken back too.

    Raises PacketRefused when any of it was not said by `profile`, or is too large to be taken in.
    """
    body = {
        "initials": profile.initials,
        "invitation": packet.sent.invitation,
        "name": profile.name,
        "records": [plain_record(record) for record in sorted(said, key=lambda record: record.id)],
        "sent": sha256(packet.sealed_body).hexdigest(),
        "stage": stage,
        "workshop": packet.sent.workshop_id,
    }
    data = _file(packet.sealed, _sealed(body, "back", profile))
    read_back(data)
    return data


# ---------------------------------------------------------------- the file
def _file(sent_seal: bytes, back_seal: bytes) -> bytes:
    return _BEGIN + back_seal + _MIDDLE + sent_seal + _END


def _sealed(body: dict[str, Any], domain: Domain, profile: Profile) -> bytes:
    written = canonical(body)
    signature = sign(profile.private_key, domain, written)
    return b'{"body":%b,"key":"%b","signature":"%b"}' % (
        written, profile.public_key.encode(), signature.encode(),
    )  # fmt: skip


def _framed(data: bytes) -> tuple[Seal, Seal | None]:
    """The sealed part that was sent, and the one that came back or None."""
    small(data)
    middle, end = data.find(_MIDDLE), len(data) - len(_END)
    sent = _SEAL.fullmatch(data, middle + len(_MIDDLE), end)
    back = _SEAL.fullmatch(data, len(_BEGIN), max(middle, 0))
    framed = middle > 0 and data.startswith(_BEGIN) and data.endswith(_END)
    if not framed or sent is None or (back is None and data[len(_BEGIN) : middle] != b"null"):
        raise _what_is_wrong(data)
    return sent, back


def _opened(sealed: Seal, domain: Domain) -> bytes:
    """The body in a sealed part, whose signature is good."""
    body = sealed["body"]
    if not is_signed(sealed["key"].decode(), sealed["signature"].decode(), domain, body):
        parse(sealed.string)  # says more closely what is wrong, where it is no longer what the app writes
        sentence = _("This packet was changed outside the app: its signature does not fit.")
        raise PacketRefused("changed", sentence)
    return body


def _what_is_wrong(data: bytes) -> PacketRefused:
    """Why a file is not framed as a packet is."""
    plain = parse(data)
    if not isinstance(plain, dict) or plain.get("form") != "okrreview":
        return PacketRefused("no packet", _("This is not a review packet."))
    if type(plain.get("version")) is int and plain["version"] > VERSION:
        return PacketRefused("newer", _("This packet is of a newer OKR Desk. Update this one to read it."))
    return wrong(_("the whole"))


# ---------------------------------------------------------------- the bodies
def _back(sealed: Seal, sent: bytes) -> Back:
    """What came back about the very bytes that were `sent`."""
    body, key = parse(_opened(sealed, "back")), sealed["key"].decode()
    mapping(body, _BACK, _("what came back"))
    if body["sent"] != sha256(sent).hexdigest():
        raise PacketRefused("mixed", _("This packet answers other drafts than those that it holds."))
    if not isinstance(body["records"], list) or body["stage"] not in get_args(Stage):
        raise wrong(_("what came back"))
    said = admission.said(body["records"], key)
    name, initials = short_line(body, "name"), short_line(body, "initials")
    who = next((record for record in said if isinstance(record, Reviewer)), None)
    if who is not None:
        name, initials = who.name, who.initials or initials
    workshop_id, invitation = short_line(body, "workshop"), short_line(body, "invitation")
    return Back(workshop_id, invitation, key, name, initials, body["stage"], said)


def _sent(plain: Any) -> Sent:
    body: Mapping[str, Any] = mapping(plain, _SENT, _("what was sent"))
    about, records, questions = body["about"], body["records"], body["questions"]
    if not all(isinstance(part, list) for part in (about, records, questions)):
        raise wrong(_("what was sent"))
    if not all(isinstance(team, str) for team in about) or type(body["seq"]) is not int:
        raise wrong(_("what was sent"))
    round_ = None if body["round"] is None else cast(Round, admission.record(body["round"], Round))
    times = [body["made"], *((round_.starts, round_.ends) if round_ else ())]
    if not (isinstance(body["made"], str) and all(not time or admission.is_time(time) for time in times)):
        raise wrong(_("its times"))
    return Sent(
        short_line(body, "workshop"), short_line(body, "invitation"), round_,
        short_line(body, "team"), tuple(about), short_line(body, "reviewer"), body["seq"],
        short_line(body, "made"), tuple(admission.record(one, *SHOWN) for one in records),
        cast("tuple[Question, ...]", tuple(admission.record(one, Question) for one in questions)),
    )  # fmt: skip
