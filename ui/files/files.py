"""Opening, making, copying and closing workshops from the window, with a way out of each trouble."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from okrdesk.i18n import _
from ui.files.asking import ask_target
from ui.files.kept import Kept
from ui.files.rescuing import Rescuing
from ui.session import Session
from ui.widgets.banner import shortened

if TYPE_CHECKING:
    from okrdesk.change import Change
    from okrdesk.store.document import Document
    from ui.widgets.banner import WayOut
    from ui.workplace import Workplace

SUFFIX = ".okrdesk"
PACKET = ".okrreview"


class Files(QObject):
    """What the File menu does with workshops' files."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self.rescuing = Rescuing(place)
        self.kept = Kept(place)

    # ------------------------------------------------------------ opening
    def begin(self, file: str | None) -> None:
        """At the start: open `file`, else the workshop used last, else the sample, made on the first day."""
        self._place.ask_who()
        if file is not None:
            self.open(Path(file))
        elif self._place.settings.recents:
            self.open(Path(self._place.settings.recents[0].path))
            self.kept.offer_all()
        elif self.kept.any():
            self._place.show_room()
        else:
            self.new_sample()

    def open(self, path: Path, lock: Literal["respect", "take", "copy"] = "respect") -> None:
        """Open a workshop in place of the one that is open; trouble becomes a banner."""
        from okrdesk.store.document import open_document

        def work() -> Document:
            return open_document(path, self._place.author(), lock=lock)

        if not path.exists():
            self._place.settings.forget(str(path))
            ways = [(_("Open…"), self.ask_open), (_("New sample"), self.new_sample)]
            sentence = _("{file} is not there. Was it moved or renamed, or is its drive not connected?")
            sentence = sentence.format(file=path)
            for stranded in self.kept.of(path):
                sentence = f"{sentence} {stranded.said}"
                ways.insert(0, self.kept.way(stranded))
            self._trouble(sentence, ways)
        elif self._same(path):
            self._place.show_hint(_("This file is open already."))
        elif path.suffix.lower() == PACKET:
            self._place.packets.open(path)
        else:
            self._begin_session(path, work)

    def _begin_session(self, path: Path, work: Callable[[], Document]) -> None:
        """Show what `work` opens."""
        from okrdesk.store.errors import Locked, StoreError, Unreadable

        self._place.show_hint(_("Opening {file} …").format(file=path.name))
        ways: list[WayOut]
        try:
            document = work()
        except Locked as error:
            ways = [(_("Open a copy"), partial(self.open, path, "copy"))]
            if error.can_take:
                ways.append((_("Open anyway"), partial(self.open, path, "take")))
            self._trouble(str(error), ways)
            return
        except StoreError as error:
            ways = [(_("Open another…"), self.ask_open)]
            if isinstance(error, Unreadable) and error.rescuable:
                ways.insert(0, (_("Rescue into a new workshop…"), partial(self.rescuing.rescue, path)))
            elif isinstance(error, Unreadable) and error.reason == "excel":
                ways.insert(0, (_("Import it…"), partial(self._place.importing.read, path)))
            self._trouble(str(error), ways)
            return
        self.show(document)

    def show(self, document: Document) -> None:
        """Show an open document in place of the one before."""
        self._place.show_session(Session(document, self._place.jobs, self._place))

    def _trouble(self, sentence: str, ways: list[WayOut]) -> None:
        self._place.show_hint("")
        self._place.banners.say(sentence, "bad", ways, topic="open")
        self._place.show_room()

    def _same(self, path: Path) -> bool:
        session = self._place.session
        return session is not None and session.document.path.resolve() == path.resolve()

    # ------------------------------------------------------------ asking
    def ask_open(self) -> None:
        """Let the person choose a workshop, and open it."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self._place.window,
            _("Open a workshop"),
            self._folder(),
            _("Workshops and review packets (*.okrdesk *.okrreview);;All (*)"),
        )
        if chosen:
            self.open(Path(chosen))

    def new(self) -> None:
        """Let the person choose how a new workshop begins."""
        from ui.pages.new_page import NewPage

        self._place.pages.show(NewPage(self._place))

    def make_new(self, change: Change, name: str) -> str:
        """Let the person choose where a new workshop goes, a file called `name`; make and open it. A sentence
        when it cannot be made there.
        """
        from okrdesk.store.document import create
        from okrdesk.store.errors import StoreError

        target, _kind = self._ask_target(_("New workshop"), _("Workshops (*.okrdesk)"), name)
        if target is None:
            return ""
        try:
            document = create(
                target, self._place.author(), change, overwrite=True
            )  # the dialog asked already
        except StoreError as error:
            return str(error)
        self.show(document)
        return ""

    def new_sample(self) -> None:
        """Make the sample where it does not stand in anybody's way, and open it."""
        from okrdesk.sample import sample
        from okrdesk.store.document import create
        from ui.files.starting import sample_place

        target = sample_place()
        self._begin_session(target, partial(create, target, self._place.author(), sample()))

    def save_copy(self) -> None:
        """Write a copy elsewhere: whole, or without its history and what is private."""
        from okrdesk.store.errors import StoreError

        session = self._place.session
        assert session is not None
        whole, bare = (
            _("Workshop (*.okrdesk)"),
            _("Workshop without history, private notes and votes (*.okrdesk)"),
        )
        kinds, suffix = f"{whole};;{bare}", SUFFIX
        if session.packet:
            kinds, suffix = _("Review packet (*.okrreview)"), PACKET
        name = _("{name} copy").format(name=session.document.path.stem)
        target, kind = self._ask_target(_("Save a copy"), kinds, name, suffix)
        if target is None:
            return
        try:
            session.document.save_copy(target, with_history=kind != bare)
        except StoreError as error:
            self._place.banners.say(
                str(error), "bad", [(_("Choose another place…"), self.save_copy)], topic="copy"
            )
            return
        self._place.tell_saved(target)
        document = session.document
        if kind != bare and (session.trouble or document.read_only or not document.path.exists()):
            text = _("{file} holds everything. Your changes still go to {old}, which cannot be saved.")
            ways = [(_("Go on in the copy"), partial(self.go_on_in, target, _sha256(target)))]
            text = text.format(file=target.name, old=document.path.name)
            self._place.banners.say(text, "warn", ways, topic="written")

    def go_on_in(self, target: Path, as_left: bytes) -> None:
        """Move to a copy saved before, with what was changed since; nothing waits for the file of old.

        `as_left` is the copy's SHA-256: one that somebody else went on in is not written over.
        """
        from okrdesk.store.errors import StoreError

        session = self._place.session
        assert session is not None
        self._place.finish_typing()
        again = (_("Save a copy…"), self.save_copy)
        if target.exists() and _sha256(target) != as_left:
            text = _("{file} was changed after the copy was saved. Save another copy to go on in.")
            self._place.banners.say(text.format(file=target.name), "bad", [again], topic="copy")
            return
        try:
            session.document.move_to(target)
        except StoreError as error:
            self._place.banners.say(str(error), "bad", [again], topic="copy")
            return
        self.open(target)

    def save_now(self) -> None:
        """What the person is used to; here everything is saved all the time."""
        session = self._place.session
        if session is not None:
            session.try_again()
            if session.saved:
                self._place.show_hint(_("Saved. OKR Desk saves by itself, a moment after each change."))

    def close(self) -> None:
        """Close the workshop; the window stays."""
        self._place.show_session(None)

    def show_differences(self) -> None:
        """After a colleague's copy took the file's place: what the two hold differently."""
        from okrdesk.store.errors import StoreError

        session = self._place.session
        assert session is not None
        ways: list[WayOut] = [(_("Keep both"), self.keep_both)]
        try:
            lines = session.document.differences()
        except StoreError as error:
            self._place.banners.say(str(error), "bad", ways, topic="save")
            return
        text = "\n".join(shortened(lines)) or _("Both hold the same cards.")
        self._place.banners.say(text, "warn", ways, topic="save")

    def keep_both(self) -> None:
        """After a colleague's copy took the file's place: go on in a file of our own beside it."""
        from okrdesk.store.errors import StoreError

        session = self._place.session
        assert session is not None
        theirs = session.document.path
        try:
            ours = session.document.keep_both()
        except StoreError as error:
            self._place.banners.say(str(error), "bad", [(_("Save a copy…"), self.save_copy)], topic="save")
            return
        self.open(ours)
        text = _("Both are kept. You go on in {file}.").format(file=ours.name)
        self._place.banners.say(text, "good", [(_("Open the other one"), partial(self.open, theirs))])

    def forget_recents(self) -> None:
        """Forget which workshops were open."""
        self._place.settings.recents.clear()
        self._place.window.save_settings()

    def _folder(self) -> str:
        session = self._place.session
        return str(session.document.path.parent if session else Path.home())

    def _ask_target(self, title: str, kinds: str, name: str, suffix: str = SUFFIX) -> tuple[Path | None, str]:
        start = Path(self._folder()) / f"{name}{suffix}"
        return ask_target(self._place.window, title, start, kinds, suffix)


def _sha256(file: Path) -> bytes:
    """What tells a file from what it becomes; nothing where it cannot be read."""
    from okrdesk.store import checksum

    try:
        return checksum.sha256(file)
    except OSError:
        return b""
