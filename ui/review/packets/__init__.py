"""Review packets in the window: made for reviewers, opened, handed in, and what they say merged."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from okrdesk.i18n import _

if TYPE_CHECKING:
    from okrdesk.profile import Profile
    from okrdesk.workshop import Workshop
    from ui.widgets.banner import WayOut
    from ui.workplace import Workplace


MADE = "packets made"  # the topic of the banner that tells so


class Packets(QObject):
    """What can be done with packets, as commands and for files that are opened or dropped.

    `names` are those that were typed for packets, by the ids of workshop and team, while the window is open.
    """

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self.names: dict[tuple[str, str], str] = {}

    def add_commands(self) -> None:
        """Add them to the menu; what was made is told as long as the page of packets is in front."""
        self._place.rooms.shown.connect(self._gone_on)
        add = self._place.actions.add
        self.make = add(
            "review", "packets", _("Packets for reviewers…"), self.show_making, needs="workshop",
            tip=_("One file for each reviewer, to read the drafts and write notes without the workshop"),
        )  # fmt: skip
        self.merge = add(
            "review", "packets", _("Take in reviews…"), self.ask_take_in, needs="workshop",
            tip=_("What reviewers sent back: look at it, and merge it"),
        )  # fmt: skip
        self.save = add(
            "review", "packets", _("Save packet…"), self._place.files.save_copy, when=self._in_packet,
            why=_("open a packet first"), tip=_("Write this packet with your notes to another file, too"),
        )  # fmt: skip

    # ------------------------------------------------------------ for the facilitator
    def show_making(self) -> None:
        """Let the facilitator make packets."""
        from ui.review.packets.making import MakingPage

        self._place.pages.show(MakingPage(self._place))

    def ask_take_in(self) -> None:
        """Let the person choose packets that came back."""
        chosen, _kind = QFileDialog.getOpenFileNames(
            self._place.window,
            _("Take in reviews"),
            self._folder(),
            _("Packets and review workbooks (*.okrreview *.xlsx)"),
        )
        if chosen:
            self.take_in([Path(path) for path in chosen])

    def take_in(self, paths: list[Path]) -> None:
        """Read packets that came back, and show what merging them would do, with those that are shown."""
        from ui.review.packets.taking_in import show_taking_in

        self._place.banners.clear("taken in")  # what was merged before
        show_taking_in(self._place, paths)

    def can_take_in(self) -> bool:
        """Whether a workshop is open into which reviews can be merged."""
        return self._workshop() is not None

    def is_taking_in(self) -> bool:
        """Whether what came back is in front, not merged yet: more can be added to it."""
        page = self._place.pages.front
        if page is None:
            return False
        from ui.review.packets.taking_in import TakingInPage

        return isinstance(page, TakingInPage)

    # ------------------------------------------------------------ for the reviewer
    def open(self, path: Path) -> None:
        """Open a packet to read and write in; what came back for the open workshop is taken in instead."""
        from okrdesk.desk import Refused
        from okrdesk.review.packet_desk import open_packet
        from okrdesk.store.errors import Locked, StoreError
        from ui.session import Session

        try:
            if self._came_back(path):
                self.take_in([path])
                return
            profile, new = self._profile(path)
            document = open_packet(path, profile)
        except Locked:
            text = _("{file} is open already, in another window.").format(file=path.name)
            self._tell(text, [(_("Try again"), partial(self._place.files.open, path))])
        except (Refused, StoreError) as error:
            ways = [(_("Open another…"), self._place.files.ask_open)]
            self._tell(f"{path.name}: {error}", ways)
        except OSError as error:
            self._tell(_("{file} cannot be opened: {why}.").format(file=path.name, why=error.strerror), [])
        else:
            session = Session(document, self._place.jobs, self._place, packet=document)
            self._place.show_session(session)
            if new:
                self._place.ask_name(profile.name)

    def submit(self, leaving: Collection[str] = ()) -> None:
        """Say that the reviewer is done with every draft but those of the teams `leaving`, write the file,
        and say which one to hand back.
        """
        from okrdesk.review.signing import fingerprint

        session = self._place.session
        if session is None or session.packet is None:
            return
        self._place.finish_typing()
        session.desk.do(session.packet.submitting(leaving))
        session.publish_now()
        if session.saved:
            self._tell_handing_back(session.packet.path, fingerprint(session.desk.author.public_key))

    def reopen(self) -> None:
        """Go on after all: the file says so when it is written next."""
        session = self._place.session
        if session is not None and session.packet is not None:
            session.desk.do(session.packet.reopening())
            self._place.banners.clear("handed in")

    def merge_way(self) -> WayOut | None:
        """What can be done with somebody else's review that is open; None where none is."""
        session = self._place.session
        if session is None or session.packet is None or not session.packet.read_only:
            return None
        return _("Merge it…"), partial(self._merge_into, session.packet.path)

    # ------------------------------------------------------------ within
    def _gone_on(self, _room: str) -> None:
        self._place.banners.clear(MADE)

    def _in_packet(self) -> bool:
        session = self._place.session
        return session is not None and session.packet is not None

    def _workshop(self) -> Workshop | None:
        session = self._place.session
        return session.workshop if session is not None and session.packet is None else None

    def _came_back(self, path: Path) -> bool:
        """Whether somebody wrote in this packet of the open workshop. Raises as reading it does."""
        from okrdesk.review.packet import read_packet
        from okrdesk.review.packet_file import read_bytes

        workshop = self._workshop()
        if workshop is None:
            return False
        packet = read_packet(read_bytes(path))
        return packet.back is not None and packet.sent.workshop_id == workshop.id

    def _profile(self, path: Path) -> tuple[Profile, bool]:
        """Who sits here, and whether that is only known from the packet."""
        from okrdesk import profile
        from okrdesk.review.packet import read_packet
        from okrdesk.review.packet_file import read_bytes
        from ui.process.person import user_name

        if known := profile.load():
            return known, False
        packet = read_packet(read_bytes(path))
        invited = "" if packet.back else packet.sent.reviewer  # that one had their say on another computer
        return profile.save(invited or user_name()), True

    def _merge_into(self, packet: Path) -> None:
        """Let the person choose the workshop into which a packet is merged."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self._place.window, _("Merge into which workshop?"), self._folder(), _("Workshops (*.okrdesk)")
        )
        if chosen:
            self._place.files.open(Path(chosen))
            if self.can_take_in():
                self.take_in([packet])

    def _tell_handing_back(self, path: Path, key: str) -> None:
        commands = self._place.commands
        text = _("Your review is submitted. Hand back this file: {file}\nYour key, should anybody ask: {key}")
        text = text.format(file=path, key=key)
        ways = [(_("Show in folder"), commands.show_folder), (_("Copy where it is"), commands.copy_path)]
        self._place.banners.say(text, "good", ways, topic="handed in")

    def _tell(self, sentence: str, ways: list[WayOut]) -> None:
        self._place.show_hint("")
        self._place.banners.say(sentence, "bad", ways, topic="open")
        if self._place.session is None:  # else all stays in front, such as what is being taken in
            self._place.show_room()

    def _folder(self) -> str:
        session = self._place.session
        return str(session.document.path.parent if session else Path.home())
