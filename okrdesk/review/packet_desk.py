"""A packet that is open: a private working document in the app's folder, and the reviewer's own file.

Every note is durable in the working document at once, with undo and history; the signed packet is written
over the person's file a moment later. A packet of the same invitation that comes again, with an older or a
newer draft, keeps all notes and shows the newer draft.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

from okrdesk.cards import Record, new_id
from okrdesk.change import Change, Put
from okrdesk.desk import Desk
from okrdesk.i18n import _, ngettext
from okrdesk.paths import reviews_home
from okrdesk.policy import NAME_FIRST
from okrdesk.profile import Profile, load
from okrdesk.review import saying, threads
from okrdesk.review.form import PacketRefused
from okrdesk.review.merging import union_preview
from okrdesk.review.notes import Reviewing, team_of
from okrdesk.review.packet import Packet, Sent, answer_packet, read_packet
from okrdesk.review.packet_file import SUFFIX, PacketFile, read_bytes, write_new
from okrdesk.review.records import SAID, Invitation, Note, Progress, Reviewer, Said, Stage, Verdict
from okrdesk.review.verdicts import note_progress
from okrdesk.store import disk, publish
from okrdesk.store.document import LATEST_S, PAUSE_S, Document, create, open_document
from okrdesk.store.errors import StoreError, Unwritable
from okrdesk.store.repository import Repository
from okrdesk.workshop import Touched, Workshop

_NEWEST = f"newest{SUFFIX}"


class PacketPublication:
    """One writing of what was said over the person's file; `run` it on any thread."""

    def __init__(self, file: PacketFile, packet: Packet, profile: Profile, said: tuple[Said, ...],
                 stage: Stage, seq: int) -> None:  # fmt: skip
        self._file, self._packet, self._profile = file, packet, profile
        self._said, self._seq = said, seq
        self._stage: Stage = stage

    def run(self) -> None:
        """Sign and write. Raises Replaced or Unwritable; the notes are safe in the working document."""
        self._file.write(self.data(), self._seq)

    def data(self) -> bytes:
        """The signed packet. Raises Unwritable when it grew larger than a packet may be."""
        try:
            return answer_packet(self._packet, self._profile, self._said, self._stage)
        except PacketRefused as refused:
            raise Unwritable(str(refused)) from refused


class PacketDocument:
    """A packet that is open, as a window asks it of any document (see `store.document.Document`).

    `read_only` is "" or the sentence for the banner; `packet` what was sent and, at the opening, came back.
    """

    def __init__(self, file: PacketFile, document: Document, packet: Packet, *, read_only: str = "") -> None:
        self.packet = packet
        self.read_only = read_only
        self.notices = document.notices
        self._file = file
        self._document = document
        self.desk.scope = "packet"
        self.desk.read_only = read_only
        self._seq = self.repository.count()
        self._first_edit = self._last_edit = time.monotonic()
        self.desk.listen(self._changed)

    # ------------------------------------------------------------ what is there
    @property
    def path(self) -> Path:
        """The person's file."""
        return self._file.path

    @property
    def desk(self) -> Desk:
        """The desk, at which nothing but the reviewer's own words can be altered."""
        return self._document.desk

    @property
    def workshop(self) -> Workshop:
        """The draft, and what was said of it."""
        return self._document.workshop

    @property
    def repository(self) -> Repository:
        """The journal of what was said here."""
        return self._document.repository

    @property
    def sent(self) -> Sent:
        """What was sent to the reviewer."""
        return self.packet.sent

    @property
    def reviewing(self) -> Reviewing:
        """As what the reviewer reads."""
        return Reviewing(self.sent.round.id if self.sent.round else "", self.sent.team)

    @property
    def said(self) -> tuple[Said, ...]:
        """All that the reviewer said here."""
        key = saying.key_of(self.desk.author)
        return tuple(one for kind in SAID for one in self.workshop.all(kind) if one.key == key)

    @property
    def stage(self) -> Stage:
        """Submitted, once the reading of every draft that was opened is."""
        key, round_ = saying.key_of(self.desk.author), self.reviewing.round
        far = [threads.progress_of(self.workshop, key, round_, team) for team in self.opened]
        return "submitted" if far and all(each and each.stage == "submitted" for each in far) else "reading"

    @property
    def opened(self) -> list[str]:
        """The teams whose drafts were opened: it was noted, or something was said of them."""
        said = [one for one in self.said if not one.withdrawn]
        teams = {one.about for one in said if isinstance(one, (Note, Progress))}
        teams |= {team_of(self.workshop, one.card) for one in said if isinstance(one, Verdict) and one.answer}
        return [team for team in self.sent.about if team in teams]

    def opening(self, before: str, team: str) -> Change:
        """Note that a team's draft is read now, and that of the team `before` was; a change the first time
        only.
        """
        teams = [one for one in (before, team) if one in self.sent.about]
        return self._progress(teams, None, _("Open a draft"))

    def submitting(self, leaving: Collection[str] = ()) -> Change:
        """The change by which the reviewer hands the review in, but for the drafts of the teams `leaving`."""
        teams = [team for team in self.sent.about if team not in leaving]
        return self._progress(teams, "submitted", _("Submit the review"))

    def reopening(self) -> Change:
        """The change by which the reviewer goes on after all."""
        return self._progress(self.opened, "reading", _("Reopen the review"))

    def _progress(self, teams: Iterable[str], stage: Stage | None, label: str) -> Change:
        then, steps = self.workshop.snapshot(), ()
        for team in teams:
            far = note_progress(then, self.desk.author, self.reviewing, team, stage=stage)
            then.apply(far.steps)
            steps += far.steps
        return Change(label, steps)

    # ------------------------------------------------------------ publishing
    @property
    def unpublished(self) -> bool:
        """Whether something was said that the person's file does not hold yet."""
        return not self.read_only and self._file.seq != self._seq

    def publish_due(self, now: float) -> bool:
        """Whether it is time to write the file, by `time.monotonic()`."""
        return self.unpublished and (now - self._last_edit >= PAUSE_S or now - self._first_edit >= LATEST_S)

    def begin_publish(self) -> PacketPublication | None:
        """What is to be written now; None when there is nothing. Raises StoreError where nobody can sign."""
        if not self.unpublished:
            return None
        self._first_edit = self._last_edit = time.monotonic() + LATEST_S - PAUSE_S  # the next try
        return self._publication()

    def published(self, publication: PacketPublication) -> None:
        """Take note of a publication that got through."""

    def publish(self) -> None:
        """Write the file now. Raises Replaced or Unwritable."""
        if publication := self.begin_publish():
            publication.run()

    def save_copy(self, path: Path, *, with_history: bool = True) -> None:
        """Write the packet as it is now to another file. Raises StoreError."""
        if path.expanduser().resolve() == self.path:
            raise StoreError(_("{file} is the packet itself. Choose another name.").format(file=path))
        write_new(path, self._data())

    def move_to(self, target: Path) -> None:
        """Write the packet to another file, and go on there. Raises StoreError."""
        self._file.move_to(target.expanduser().resolve(), self._data(), self._seq)

    def keep_both(self) -> Path:
        """After another file took this one's place: save ours beside it, and return where."""
        from datetime import datetime

        target = publish.conflict_name(self.path, datetime.now().astimezone())
        self.move_to(target)
        return target

    def differences(self) -> list[str]:
        """What is said here and not in the file that stands there now, and the other way round, as lines.

        Raises StoreError or PacketRefused when that is no packet.
        """
        there = set(_words(read_packet(read_bytes(self.path)).said))
        here = set(_words(self.said))
        only_here, only_there = len(here - there), len(there - here)
        return [
            ngettext("{n} note is only here.", "{n} notes are only here.", only_here).format(n=only_here),
            ngettext("{n} note is only there.", "{n} notes are only there.", only_there).format(n=only_there),
        ]

    def close(self, *, leave_unpublished: bool = False) -> None:
        """Write the file, and let go of it. The notes stay in the working document, too."""
        try:
            self.publish()
        except StoreError:
            if not leave_unpublished:
                raise
        self._document.close(leave_unpublished=True)

    # ------------------------------------------------------------ within
    def _changed(self, _touched: Touched, _initiator: object) -> None:
        now = time.monotonic()
        self._first_edit = min(self._first_edit, now) if self.unpublished else now
        self._seq, self._last_edit = self.repository.count(), now

    def _data(self) -> bytes:
        if self.read_only:
            return read_bytes(self.path)
        return self._publication().data()

    def _publication(self) -> PacketPublication:
        profile = load()
        if profile is None:
            raise StoreError(NAME_FIRST)
        return PacketPublication(self._file, self.packet, profile, self.said, self.stage, self._seq)


# ---------------------------------------------------------------- opening
def open_packet(path: Path, profile: Profile) -> PacketDocument:
    """Open a reviewer's packet. One that somebody else answered is only looked at.

    Raises PacketRefused when it is no sound packet, StoreError when the disk is at fault, Locked when it is
    open already.
    """
    path = path.expanduser().resolve()
    data = read_bytes(path)
    packet = read_packet(data)
    if packet.back and packet.key != profile.public_key:
        return _look_at(path, data, packet, profile)
    folder = _folder(packet, profile)
    packet = _with_newest_draft(folder, packet, data)
    document = _working_document(folder, packet, profile)
    try:
        if packet.back and (change := union_preview(document.workshop, [packet.back]).change):
            document.desk.do(change)
        file = PacketFile(path, data, -1)
        opened = PacketDocument(file, document, packet)
        if set(_words(opened.said)) == set(_words(read_packet(data).said)):
            file.seq = document.repository.count()
    except BaseException:
        document.close(leave_unpublished=True)
        raise
    return opened


def _folder(packet: Packet, profile: Profile) -> Path:
    """The folder of an invitation; its name says nothing of it."""
    sent = packet.sent
    invited = f"{sent.workshop_id}\n{sent.invitation}\n{packet.sender}\n{profile.public_key}"
    folder = reviews_home() / sha256(invited.encode()).hexdigest()[:32]
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise disk.unmade(folder, error) from error
    return folder


def _with_newest_draft(folder: Path, packet: Packet, data: bytes) -> Packet:
    """`packet` with the newest draft that this invitation brought so far."""
    try:
        kept = read_packet(read_bytes(folder / _NEWEST))
    except (StoreError, PacketRefused):
        kept = None
    if kept and (kept.sent.seq, kept.sent.made) > (packet.sent.seq, packet.sent.made):
        return Packet(kept.sent, kept.sender, kept.sealed, packet.back)
    if kept is None or kept.sealed != packet.sealed:
        write_new(folder / _NEWEST, data)
    return packet


def _working_document(folder: Path, packet: Packet, profile: Profile) -> Document:
    """The working document of a draft: the one that is there, or a new one with all notes of those before."""
    target = folder / f"{sha256(packet.sealed).hexdigest()[:16]}.okrdesk"
    if disk.there(target):
        return open_document(target, profile.author)
    before = [open_document(old, profile.author) for old in sorted(folder.glob("*.okrdesk"))]
    made = None
    try:
        own = [one for old in before for kind in SAID for one in old.workshop.all(kind)
               if one.key == profile.public_key]  # fmt: skip
        made = create(target, profile.author, _beginning(packet, own, profile))
        return made
    finally:
        for old in before:
            old.close(leave_unpublished=True)
            if made is not None:
                disk.remove(old.path)  # or what was undone since would come back from there


def _beginning(packet: Packet, own: Iterable[Said], reviewer: Profile | None = None) -> Change:
    """The change that makes the working document of a packet's draft; `reviewer` is who says who they are."""
    sent = packet.sent
    round_ = sent.round.id if sent.round else ""
    records: dict[str, Record] = {}
    invitation = Invitation(
        sent.invitation, round_, sent.team, sent.about, sent.reviewer, sent.made, sent.seq
    )
    for record in (*sent.everything, invitation, *own, *packet.said):
        before = records.get(record.id)
        if isinstance(before, Said) and isinstance(record, Said):
            record = saying.newer(before, record)
        records[record.id] = record
    if reviewer and (me := _myself(Workshop(sent.workshop_id, records.values()), packet, reviewer)):
        records[me.id] = me
    return Change(_("Open a packet"), tuple(map(Put, records.values())), "begin")


def _myself(workshop: Workshop, packet: Packet, profile: Profile) -> Reviewer | None:
    """Who reviews here, unless the packet knows already."""
    known = saying.reviewer_of(workshop, profile.public_key)
    if known is not None and known.invitation == packet.sent.invitation:
        return None
    steps = saying.introduce(
        profile.author, workshop, initials=profile.initials, team=packet.sent.team,
        invitation=packet.sent.invitation,
    )  # fmt: skip
    workshop.apply(steps)
    return saying.reviewer_of(workshop, profile.public_key)


def _look_at(path: Path, data: bytes, packet: Packet, profile: Profile) -> PacketDocument:
    """Somebody else's packet with what they said: a private copy that goes when it is closed."""
    assert packet.back is not None
    scratch = reviews_home() / f"look-{new_id()}.okrdesk"
    sentence = _("{reviewer} wrote this review: you can read it here. Merge it into the workshop to answer.")
    try:
        create(scratch, profile.author, _beginning(packet, ())).close()
        document = open_document(scratch, profile.author, read_only=True)
    finally:
        disk.remove(scratch)
    name = packet.back.name or _("Somebody else")
    file = PacketFile(path, data, document.repository.count())
    return PacketDocument(file, document, packet, read_only=sentence.format(reviewer=name))


def _words(said: Iterable[Said]) -> Iterable[tuple[object, ...]]:
    """What was said, in a form to compare; who somebody is says nothing."""
    for one in said:
        if not isinstance(one, Reviewer):
            yield type(one).__name__, *(getattr(one, field.name) for field in fields(one))
