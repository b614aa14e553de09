"""Reviewers with packets, for tests: invited from a workshop, reading and writing on their own copy."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from okrdesk.cards import Objective
from okrdesk.change import Change, Put
from okrdesk.desk import Desk
from okrdesk.profile import Profile
from okrdesk.review import saying
from okrdesk.review.form import PacketRefused, canonical
from okrdesk.review.merging import Preview, merge_preview
from okrdesk.review.notes import Reviewing, Spot, add_note
from okrdesk.review.packet import answer_packet, read_packet
from okrdesk.review.packing import invite, pack
from okrdesk.review.records import SAID, Invitation, Note, NoteKind, Reviewer, Said, Stage
from okrdesk.review.signing import sign
from okrdesk.review.verdicts import note_progress
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.okrdesk.small import RECORDS


def person(name: str) -> Profile:
    """A profile whose key follows from the name."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = sha256(name.encode()).digest()
    public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return Profile(f"id of {name}", name, name[:2].upper(), public.hex(), private.hex())


FACILITATOR = person("Ines Albrecht")


def small_desk(workshop_id: str = "workshop-1") -> Desk:
    """The small workshop, open."""
    return desk_for(Workshop(workshop_id, RECORDS))


def sent_to(
    desk: Desk, reviewer: str, team: str = "shop", about: Iterable[str] = ("eng",), round_: str = ""
) -> tuple[Invitation, bytes]:
    """Invite a reviewer; the invitation and the packet that goes out."""
    change, invitation = invite(desk.workshop, round_, team, reviewer, about, 1)
    desk.do(change)
    return invitation, pack(desk.workshop, FACILITATOR, invitation, 1)


class Reader:
    """A reviewer who reads a packet and writes on a copy of what it holds."""

    def __init__(self, data: bytes, who: Profile, workshop: Workshop | None = None) -> None:
        self.packet = read_packet(data)
        self.who = who
        sent = self.packet.sent
        self.workshop = workshop or Workshop(sent.workshop_id, sent.everything)
        self.reviewing = Reviewing(sent.round.id if sent.round else "", sent.team)

    def copy(self) -> Reader:
        """The same packet on another computer, with all that was said so far."""
        twin = object.__new__(Reader)
        twin.packet, twin.who, twin.reviewing = self.packet, self.who, self.reviewing
        twin.workshop = self.workshop.snapshot()
        return twin

    def do(self, change: Change) -> None:
        """Carry out a change as it would be in the reviewer's own window, with who they are."""
        met = saying.introduce(
            self.who.author, self.workshop, initials=self.who.initials, team=self.packet.sent.team,
            invitation=self.packet.sent.invitation,
        )  # fmt: skip
        self.workshop.apply(met)
        known = {step.record.id for step in met if isinstance(step, Put)}
        about = [s for s in change.steps if not (isinstance(s, Put) and s.record.id in known)]
        self.workshop.apply(about)

    def note(
        self, card: str = "o2", text: str = "Says who?", kind: NoteKind = "question", **more: Any
    ) -> Note:
        """Write a note."""
        spot = Spot(card, more.pop("field", ""), more.pop("start", None), more.pop("end", None))
        self.do(add_note(self.workshop, self.who.author, self.reviewing, spot, kind, text, seq=1, **more))
        return max(self.mine(Note), key=lambda note: note.clock)

    def submit(self) -> None:
        """Say that all drafts are read."""
        for team in self.packet.sent.about:
            self.do(note_progress(self.workshop, self.who.author, self.reviewing, team, stage="submitted"))

    def mine(self, kind: type[Any]) -> list[Any]:
        """What this reviewer said, of one kind."""
        return [one for one in self.workshop.all(kind) if one.key == self.who.public_key]

    def said(self) -> list[Said]:
        """All that this reviewer said."""
        return [one for kind in SAID for one in self.mine(kind)]

    def answer(self, stage: Stage = "submitted") -> bytes:
        """The packet as it goes back."""
        return answer_packet(self.packet, self.who, self.said(), stage)


def previewed(desk: Desk, *packets: bytes | PacketRefused) -> Preview:
    """What merging these packets would do."""
    return merge_preview(desk.workshop, [(f"{n}.okrreview", data) for n, data in enumerate(packets)])


def answered(desk: Desk, name: str = "Rita Moss", notes: int = 3) -> bytes:
    """A packet that came back with some notes and a verdict."""
    reader = Reader(sent_to(desk, name)[1], person(name))
    for n in range(notes):
        reader.note(text=f"Question {n}")
    reader.submit()
    return reader.answer()


def merged(desk: Desk, *packets: bytes) -> Preview:
    """Merge packets, each named by its number."""
    preview = merge_preview(desk.workshop, [(str(n), data) for n, data in enumerate(packets)])
    if preview.change:
        desk.do(preview.change)
    return preview


def opened(data: bytes) -> dict[str, Any]:
    """A packet's plain data, to be altered."""
    return json.loads(data)


def signed(plain: dict[str, Any], who: Profile) -> bytes:
    """Altered plain data with a good signature by `who` on what came back."""
    back = plain["back"]
    back["key"] = who.public_key
    back["signature"] = sign(who.private_key, "back", canonical(back["body"]))
    return canonical(plain)


def objectives_of(workshop: Workshop, team: str) -> set[str]:
    """The ids of a team's objectives."""
    return {objective.id for objective in workshop.all(Objective) if objective.team == team}


def reviewer_of(workshop: Workshop, who: Profile) -> Reviewer | None:
    """Who stands behind a profile's key in a workshop."""
    return saying.reviewer_of(workshop, who.public_key)
