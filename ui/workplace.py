"""What happens in the main window: one open workshop, its room and inspector, its menus and messages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from okrdesk.i18n import _
from okrdesk.policy import NAME_FIRST
from ui.actions import Actions
from ui.bars import Rail
from ui.board.commands import BoardCommands
from ui.board.fold_commands import FoldCommands
from ui.board.room import BoardRoom
from ui.cards.commands import CardCommands
from ui.files.dropping import DropPlace
from ui.files.exporting import Exporting
from ui.files.files import PACKET, SUFFIX, Files
from ui.files.saving import Saving
from ui.help.commands import HelpCommands
from ui.hints import Hints
from ui.importing import Importing
from ui.inspector import Inspector
from ui.inspector.commands import InspectorCommands
from ui.pages.page import Pages
from ui.pages.welcome import Welcome
from ui.process.jobs import Jobs
from ui.process.log import log_unexpected
from ui.review.commands import ReviewCommands
from ui.review.on_paper import OnPaper
from ui.review.packets import MADE, Packets
from ui.rooms import WITHOUT_DETAILS, Rooms
from ui.selection import Selection
from ui.widgets.banner import Ask, Banners
from ui.window_commands import WindowCommands

if TYPE_CHECKING:
    from okrdesk.cards import Author
    from okrdesk.workshop import Touched
    from ui.look.theme import Theme
    from ui.session import Session
    from ui.window import MainWindow

# The topics of banners that the next change takes away: by then an Undo would take back another one, and
# the person has gone on.
_GONE_ON = ("taken in", "refused", "close", MADE)
WORKROOMS = frozenset(name for name, _title in Rail.ROOMS)  # the rooms of an open workshop
_HINT_MS = 6000
_STORM_MS = 5000  # unexpected errors that follow one another this fast are told once


class Workplace(QObject):
    """Fills a window and runs it. `name` is whom changes are recorded as; "" for the profile's name."""

    known = Signal()  # who sits here has said their name

    def __init__(self, window: MainWindow, name: str = "") -> None:
        super().__init__(window)
        self.window = window
        self.settings = window.settings
        self.topbar, self.status = window.topbar, window.status
        self.session: Session | None = None
        self.ending = False
        self._name = name
        self._room = ""  # the room of the open workshop that was entered last
        self._hint_timer = QTimer(self, singleShot=True)
        self._hint_timer.timeout.connect(self.status.tell)
        self._storm = QTimer(self, singleShot=True)
        self.jobs = Jobs(self)
        self.banners = Banners()
        self.banners.keys_free.connect(self._to_room)
        self.saving = Saving(self)
        self.selection = Selection(self)
        self.inspector = Inspector(self)
        self.actions = Actions(self)
        self.files = Files(self)
        self.exporting = Exporting(self)
        self.importing = Importing(self)
        self.packets = Packets(self)
        self.rooms = Rooms(self)
        self.pages = Pages(self)
        self._stands: set[str] = set()  # the rooms that show again what they showed
        self.room = BoardRoom(window.theme, self.selection)
        self.rooms.add("board", self.room)
        self.drop_place = DropPlace(self)
        self._add_commands()
        self.hints.attend()
        board = self.room.board
        board.hint.connect(self._tell_hint)
        board.refused.connect(self.refuse)
        self.selection.changed.connect(self._selected)
        window.theme_changed.connect(self._dress)
        window.rail.chosen.connect(self.rooms.enter)
        self.rooms.shown.connect(self._entered)
        window.fill(self, self.banners, self.rooms, self.inspector)
        self._dress(window.theme)
        window.apply_motion()

    def _add_commands(self) -> None:
        """Fill the menus: each part adds what it can do."""
        self.hints = Hints(self)
        self.commands = WindowCommands(self)
        self.help = HelpCommands(self)
        self.inspector_commands = InspectorCommands(self)
        self.board_commands = BoardCommands(self)
        self.fold_commands = FoldCommands(self)
        self.card_commands = CardCommands(self)
        self.review_commands = ReviewCommands(self)
        self.packets.add_commands()
        self.on_paper = OnPaper(self)

    def closing(self) -> bool:
        """Save and let go of everything. False when the person has to decide something first."""
        session = self.session
        self.finish_typing()
        if session is not None and not self.ending:
            if unfinished := self.rooms.unfinished():
                self.saving.ask_to_finish(unfinished)
                return False
            session.publish_now()
            if session.trouble:
                self.saving.ask_to_close()
                return False
        self.exporting.cancel()
        self.leave_session()
        self.jobs.close()
        return True

    # ------------------------------------------------------------ the open workshop
    def show_session(self, session: Session | None) -> None:
        """Show another workshop, or (None) none; the one before is saved and let go."""
        self.leave_session()
        self.session = session
        self.banners.clear_all(keep="who")
        if session is not None:
            session.bridge.changed.connect(self._show_counts)
            self.saving.attend(session)
            self.settings.remember(session.document.path)
            self.window.save_settings()
            for notice in session.document.notices:
                self.banners.say(notice, "good")
            if session.document.read_only:
                self.refuse(session.document.read_only)
        self._show_workshop()

    def finish_typing(self) -> None:
        """Save what is being typed, wherever that is."""
        self.inspector.commit()
        self.rooms.finish_writing()

    def leave_session(self) -> None:
        """Save and let go of the open workshop, if there is one."""
        self.finish_typing()
        session, self.session = self.session, None
        if session is None:
            return
        views = {name: room.view() for name, room in self.rooms.each() if name in self._stands}
        self.window.remember(session.document.path, self._room, views)
        self._stands.clear()
        self.selection.show()
        for _name, room in self.rooms.each():
            room.show_session(None)
        session.publish_now()
        session.close()
        session.deleteLater()

    def reload(self) -> None:
        """Read the open workshop anew from its file: the file is the truth."""
        if self.session is not None:
            path = self.session.document.path
            self.show_session(None)
            self.files.open(path)

    def author(self) -> Author:
        """Whom changes are recorded as: `--as NAME`, else the profile, else the system's user."""
        from okrdesk import profile
        from ui.process.person import user_name

        known = profile.load()
        packet = self.session is not None and self.session.packet is not None  # that needs a key
        if known and (packet or not self._name):
            return known.author
        return profile.author_for(self._name) if self._name else profile.author_before(user_name())

    def ask_who(self) -> None:
        """On the first day: ask for the name, without standing in the way."""
        from okrdesk import profile
        from ui.process.person import user_name

        if not self._name and profile.load() is None:
            self.ask_name(user_name())

    def ask_name(self, suggested: str, text: str = "") -> Ask:
        """Ask whether this is the name of who sits here."""
        text = text or _("Welcome! What is your name? Every change is recorded with who made it.")
        asked = Ask(text, suggested, _("That’s me"), self.met)
        self.banners.show_banner(asked, topic="who")
        return asked

    def _to_room(self) -> None:
        self.rooms.current.setFocus()  # type: ignore[attr-defined]

    def met(self, name: str, initials: str = "") -> None:
        """Keep who sits here; the changes that come are recorded as theirs."""
        from okrdesk import profile

        try:
            profile.save(name, initials)
        except OSError as error:
            sentence = _("Your name could not be kept ({why}). Is the disk full, or may you not write there?")
            self.refuse(sentence.format(why=error.strerror))
            return
        self.banners.clear("who")
        if self.session is not None:
            self.session.desk.author = self.author()
        self.known.emit()

    # ------------------------------------------------------------ showing it
    def show_room(self) -> None:
        """Show the room that the person was in, or what to do when nothing is open."""
        if self.session is None:
            if not self.rooms.has("welcome"):
                welcome = Welcome(self)
                welcome.set_theme(self.window.theme)
                welcome.show_session(None)
                self.rooms.add("welcome", welcome)
            self.rooms.enter("welcome")
        elif self.rooms.name not in WORKROOMS:
            self.rooms.enter(self._room or "board")
        self.actions.refresh()

    def _entered(self, name: str) -> None:
        """A room or page is in front now; a room stands as it did when this workshop was last shown."""
        self.window.rail.show_room(name)
        self.show_details()
        if name in WORKROOMS and self.session is not None:
            self._room = name
            if name not in self._stands:
                self._stands.add(name)
                self.window.settle()
                recent = self.settings.remember(self.session.document.path)
                self.rooms.current.show_again(recent.views.get(name, ""))
        self.actions.refresh()

    def show_card(self, id_: str) -> None:
        """Select a card and bring it into view, in the room that is open or else on the board."""
        if self.rooms.name not in WORKROOMS:
            self.rooms.enter(self._room or "board")
        self.selection.show(id_)
        self.rooms.current.reveal(id_)

    def _show_workshop(self) -> None:
        session = self.session
        workshop = session.workshop if session else None
        self.topbar.show_workshop(workshop)
        self.status.show_workshop(workshop)
        self.saving.show()
        self.show_hint("")
        self.window.setWindowTitle(f"{session.document.path.stem} — OKR Desk" if session else _("OKR Desk"))
        for _name, room in self.rooms.each():
            room.show_session(session)
        packet = session is not None and session.packet is not None
        self.window.rail.allow(session is not None, only="review" if packet else "")
        self.actions.menus["card"].menuAction().setVisible(not packet)
        self.commands.name_file(session.document.path if session else None)
        self.commands.name_history()
        if session is not None:
            room = self.settings.remember(session.document.path).room
            self.rooms.enter("review" if packet else room if room in WORKROOMS else "board")
        self.show_room()

    def _show_counts(self, touched: Touched) -> None:
        if self.session is not None:
            self.topbar.show_workshop(self.session.workshop)
            self.status.show_workshop(self.session.workshop)
            self.selection.keep(self.session.workshop)
            self.inspector.follow()
            self.commands.name_history()
            self.actions.refresh()
            self.hints.changed(touched)
            for topic in _GONE_ON:
                self.banners.clear(topic)

    def show_hint(self, text: str) -> None:
        """Say what just happened; goes by itself after a while."""
        self.status.say(text)
        self._hint_timer.start(_HINT_MS)

    def _tell_hint(self, text: str) -> None:
        """Say what the pointer would do now: it stays for as long as that is so."""
        self._hint_timer.stop()
        self.status.tell(text)

    def tell_saved(self, target: Path, notes: tuple[str, ...] = ()) -> None:
        """Say that a file was written, and offer to look at it."""
        ways = [
            (_("Open"), lambda: _show_file(target)),
            (_("Show in folder"), lambda: _show_file(target.parent)),
        ]
        if target.suffix in (SUFFIX, PACKET):
            ways.pop(0)
        text = " ".join((_("Saved {file}.").format(file=target.name), *notes))
        self.banners.say(text, "good", ways, topic="written")

    def close_anyway(self) -> None:
        """Close the window whatever the person's file holds; the working copy holds all."""
        self.ending = True
        self.window.close()

    def unexpected(self, sentence: str) -> None:
        """After an error that nobody foresaw ("": without a sentence for people): say so, and go on from
        what the file holds.
        """
        if sentence:
            self.refuse(sentence)
            return
        if self._storm.isActive():
            return  # a storm: once is enough
        self._storm.start(_STORM_MS)
        text = _("Something went wrong; nothing saved was lost. The workshop was read anew from its file.")
        try:
            self.reload()
        except Exception as error:
            log_unexpected(type(error), error, error.__traceback__)
            text = _("Something went wrong; nothing saved was lost. Open the workshop again.")
        self.banners.say(text, "warn", topic="unexpected")

    # ------------------------------------------------------------ undo and redo
    def undo(self) -> None:
        """Take back the last change, and say which."""
        self._turn(undo=True)

    def redo(self) -> None:
        """Bring back what was undone, and say what."""
        self._turn(undo=False)

    def _turn(self, *, undo: bool) -> None:
        if self.session is None:
            return
        desk = self.session.desk
        entry = desk.undo() if undo else desk.redo()
        if entry is None:
            self.show_hint(_("There is nothing to undo.") if undo else _("There is nothing to redo."))
        else:
            text = _("Undone: {what}") if undo else _("Done again: {what}")
            self.show_hint(text.format(what=entry.label))

    # ------------------------------------------------------------ looks
    def show_details(self) -> None:
        """Show the inspector, or make room for the board."""
        wanted = self.commands.details.isChecked() and not self.help.showing
        self.inspector.setVisible(wanted and self.in_room and self.rooms.name not in WITHOUT_DETAILS)

    @property
    def in_room(self) -> bool:
        """Whether a room of the open workshop is in front, and no page."""
        return self.session is not None and self.rooms.name in WORKROOMS

    def choose_text_size(self, percent: int) -> None:
        """Text as large as this, in per cent; the board grows with it."""
        before, camera = self.settings.text_size, self.room.board.camera
        self.window.choose_text_size(percent)
        camera.grow_text(percent / before)

    def _dress(self, theme: Theme) -> None:
        self.window.topbar.set_theme(theme)
        self.window.rail.set_theme(theme)
        for _name, room in self.rooms.each():
            room.set_theme(theme)

    def _selected(self) -> None:
        self.inspector.show_selection()
        self.actions.refresh()

    def refuse(self, sentence: str) -> None:
        """Say why something was not done, with a way out where there is one."""
        if sentence == NAME_FIRST:
            from ui.process.person import user_name

            self.ask_name(self._name or user_name(), sentence).field.setFocus()
            return
        read_only = self.session is not None and sentence == self.session.document.read_only
        way = self.packets.merge_way() or (_("Save a copy…"), self.files.save_copy)
        self.banners.say(sentence, "warn", [way] if read_only else (), topic="refused")

    def take(self, path: Path) -> None:
        """Open a workshop's or packet's file, or look into any other file for what can be taken in."""
        if path.suffix.lower() in (SUFFIX, PACKET):
            self.files.open(path)
        else:
            self.importing.read(path)


def _show_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
