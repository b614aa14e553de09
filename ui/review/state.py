"""What the parts of the review room share: whose draft is read, by whom, which note and words are current."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from okrdesk.cards import Author, Condition, KeyResult, Objective, Team
from okrdesk.change import Change
from okrdesk.desk import Refused
from okrdesk.review import saying, threads
from okrdesk.review.anchors import Anchors, Place
from okrdesk.review.notes import Reviewing, Spot
from okrdesk.review.records import Note, NoteKind
from okrdesk.review.relying import came_of
from okrdesk.review.threads import Thread
from okrdesk.store.errors import StoreError
from okrdesk.workshop import Touched, Workshop

if TYPE_CHECKING:
    from okrdesk.review.packet_desk import PacketDocument
    from ui.session import Session
    from ui.workplace import Workplace

_DRAFT = (Objective, KeyResult, Condition)  # what people plan, and speak of


@dataclass(slots=True)
class Filter:
    """Which notes are shown: of these kinds (none: all), by this key ("": anybody), only open ones."""

    kinds: set[NoteKind] = field(default_factory=set)
    person: str = ""
    open_only: bool = False

    def takes(self, thread: Thread) -> bool:
        """Whether a thread is shown."""
        note = thread.note
        return (
            (not self.kinds or note.kind in self.kinds)
            and (not self.person or note.key == self.person)
            and (not self.open_only or thread.open)
        )


class Review(QObject):
    """The one state of a review room. Its signals say what became different; nobody polls.

    `opened`: another draft, round or workshop. `changed`: the draft or what was said of it, with what was
    touched. `compose_wanted`: a person wants to write a note of a kind on `spot`.
    """

    opened = Signal()
    changed = Signal(object)
    current_changed = Signal()
    spot_changed = Signal()
    filter_changed = Signal()
    compose_wanted = Signal(str)

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self.session: Session | None = None
        self.reviewing = Reviewing()
        self.about = ""
        self.current = ""
        self.spot: Spot | None = None
        self.filter = Filter()
        self.anchors: Anchors | None = None
        # The threads of the draft that is read: for whom they were found, on which cards. None: find anew.
        self._known: tuple[tuple[str, str], list[str], list[Thread]] | None = None
        # What the latest change may have altered for notes: their own ids and those of cards. None: all.
        self._concerned: set[str] | None = None

    # ------------------------------------------------------------ what is there
    @property
    def workshop(self) -> Workshop:
        """The open workshop; only while there is a session."""
        assert self.session is not None
        return self.session.workshop

    @property
    def packet(self) -> PacketDocument | None:
        """The packet that is open; None when it is a workshop, or nothing."""
        return self.session.packet if self.session else None

    @property
    def author(self) -> Author:
        """Who sits here."""
        assert self.session is not None
        return self.session.desk.author

    @property
    def read_only(self) -> str:
        """The sentence that says why nothing can be said here; "" where it can."""
        return self.session.desk.read_only if self.session else ""

    @property
    def key(self) -> str:
        """The key under which what is said here stands, and by which it is decided what may be seen: in
        somebody else's review that is only looked at, theirs.
        """
        if self.packet and self.packet.read_only:
            return self.packet.packet.key
        return saying.key_of(self.author)

    @property
    def own(self) -> bool:
        """Whether the draft that is read is the reader's own team's: there one answers, and reviews not."""
        return bool(self.about) and self.about == self.reviewing.team

    @property
    def answers(self) -> bool:
        """Whether suggestions are answered here: by the team itself, and by whoever sits for no team."""
        return self.packet is None and (self.own or not self.reviewing.team)

    @property
    def seq(self) -> int:
        """The journal's newest entry: the state in which the draft is read."""
        assert self.session is not None
        return self.packet.sent.seq if self.packet else self.session.document.repository.count()

    def all_threads(self) -> list[Thread]:
        """The threads on the draft that is read, in the order of its cards."""
        if self.session is None or not self.about:
            return []
        asked = (self.about, self.key)
        if self._known is None or self._known[0] != asked:
            cards = threads.cards_of(self.workshop, self.about)
            self._known = asked, cards, threads.about(self.workshop, *asked)
        return list(self._known[2])

    def threads(self) -> list[Thread]:
        """Those of `all_threads` that the filter lets through."""
        return [thread for thread in self.all_threads() if self.filter.takes(thread)]

    def orphans(self) -> list[Thread]:
        """The threads of this draft whose card is gone."""
        return threads.orphans(self.workshop, self.about, self.key) if self.session and self.about else []

    def place_of(self, note: Note) -> Place:
        """Where a note stands in the draft as it is now."""
        assert self.anchors is not None
        return self.anchors.of(note.id)

    def concerned(self, note: Note) -> bool:
        """Whether there may be something else to tell of a note since the latest change. A change of drafts
        concerns the notes on what it altered, those that rely on it, and those whose words it moved; any
        other change may concern all.
        """
        if self._concerned is None:
            return True
        link = came_of(self.workshop, note)
        return not self._concerned.isdisjoint((note.id, note.card, note.needs, link.source if link else ""))

    # ------------------------------------------------------------ following
    def show_session(self, session: Session | None) -> None:
        """Follow another open workshop, or (None) none."""
        if self.session is not None:
            self.session.bridge.changed.disconnect(self._take)
        self.session, self._known = session, None
        self.about, self.current, self.spot, self.filter = "", "", None, Filter()
        self.anchors = Anchors(session.workshop) if session else None
        if self.packet:
            self.reviewing, self.about = self.packet.reviewing, next(iter(self.packet.sent.about), "")
        if session is not None:
            session.bridge.changed.connect(self._take)
        self.opened.emit()

    def set_about(self, team: str) -> None:
        """Read another team's draft."""
        if team != self.about:
            self.about, self.current, self.spot = team, "", None
            self.opened.emit()

    def set_reviewing(self, reviewing: Reviewing) -> None:
        """Review in another round, or for another team."""
        if reviewing != self.reviewing:
            self.reviewing = reviewing
            self.opened.emit()

    def set_current(self, note: str) -> None:
        """Make a note the current one; "" for none."""
        if note != self.current:
            self.current = note
            self.current_changed.emit()

    def turn_to(self, note: str) -> None:
        """Make a note the current one that was asked for by name: it comes into view, whatever the filter."""
        if any(thread.note.id == note and not self.filter.takes(thread) for thread in self.all_threads()):
            self.set_filter(Filter())
        self.current = note
        self.current_changed.emit()

    def set_spot(self, spot: Spot | None) -> None:
        """What a note would speak of, if one were written now."""
        if spot != self.spot:
            self.spot = spot
            self.spot_changed.emit()

    def set_filter(self, filter_: Filter) -> None:
        """Show other notes."""
        self.filter = filter_
        self.filter_changed.emit()

    def compose(self, kind: NoteKind) -> None:
        """Let the person write a note of this kind on the spot that is current."""
        self.compose_wanted.emit(kind)

    # ------------------------------------------------------------ doing
    def carry_out(self, change: Change) -> bool:
        """Do a change; a refusal is told as a sentence. Whether it was done."""
        if self.session is None:
            return False
        try:
            self.session.desk.do(change)
        except (Refused, StoreError) as error:
            self._place.refuse(str(error))
            return False
        return True

    def refuse(self, sentence: str) -> None:
        """Tell why something cannot be."""
        self._place.refuse(sentence)

    def _take(self, touched: Touched) -> None:
        assert self.anchors is not None
        ids = touched.added | touched.altered | touched.removed.keys()
        moved = self.anchors.update(touched)
        drafts = all(isinstance(self.workshop.get(id_) or touched.removed.get(id_), _DRAFT) for id_ in ids)
        self._concerned = ids | moved if drafts else None
        if self._known is not None:
            (about, _key), cards, _threads = self._known
            if not drafts or cards != threads.cards_of(self.workshop, about):
                self._known = None
        if self.about and self.workshop.find(Team, self.about) is None:
            self.set_about("")
        self.changed.emit(touched)
