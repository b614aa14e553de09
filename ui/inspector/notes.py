"""What was said of the selected card in reviews: its threads, to answer and to settle here too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

from okrdesk.cards import Author
from okrdesk.change import Change
from okrdesk.i18n import _
from okrdesk.review import anchors, asking, saying, threads
from okrdesk.review.anchors import Place
from okrdesk.review.notes import Reviewing
from okrdesk.review.records import Note
from okrdesk.review.threads import Thread
from okrdesk.workshop import Workshop
from ui.inspector.bench import Bench
from ui.inspector.pieces import Section
from ui.process.errors import guarded

if TYPE_CHECKING:
    from ui.review.margin.card import NoteCard
    from ui.review.margin.talking import Talk


class BenchParty:
    """Who sits at the inspector, as a note card asks for it."""

    answers = True  # where cards are edited, they are answered for

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    @property
    def workshop(self) -> Workshop:
        """The open workshop."""
        return self._bench.workshop

    @property
    def author(self) -> Author:
        """Who sits here."""
        return self._bench.desk.author

    @property
    def read_only(self) -> str:
        """The sentence that says why nothing can be said here; "" where it can."""
        return self._bench.desk.read_only

    @property
    def key(self) -> str:
        """Under which key what is said here stands."""
        return saying.key_of(self.author)

    @property
    def reviewing(self) -> Reviewing:
        """For which team it is answered: one's own, in no round."""
        return Reviewing("", asking.home_team(self.workshop, self.author))

    def place_of(self, note: Note) -> Place:
        """Where a note stands in its card as it is now."""
        return anchors.place(self.workshop, note)

    def carry_out(self, change: Change) -> bool:
        """Do a change; a refusal is told as a sentence. Whether it was done."""
        return self._bench.carry_out(change)

    def refuse(self, sentence: str) -> None:
        """Tell why something cannot be."""
        self._bench.refuse(sentence)


class NotesPart(Section):
    """The notes on a card and its parts that the person may see; nothing where there are none."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(_("Notes"))
        self.column.setSpacing(8)
        self._bench, self._party = bench, BenchParty(bench)
        self._ids: tuple[str, ...] = ()
        self._picked = ""
        self._theme = bench.theme
        self._talk: Talk | None = None
        self.cards: dict[str, NoteCard] = {}
        self.hide()

    def show_records(self, ids: tuple[str, ...]) -> None:
        """Show the notes of another card."""
        self.commit()
        self._ids, self._picked = ids, ""
        self._clear()
        self.refresh()

    def refresh(self) -> None:
        """Show them as they are now; what is being written stays."""
        found = self._threads()
        still_open = sum(thread.open for thread in found)
        self.name(_("Notes · {n} open").format(n=still_open))
        self.setVisible(bool(found))
        if not found and not self.cards:
            return
        for id_ in self.cards.keys() - {thread.note.id for thread in found}:
            self._remove(id_)
        for n, thread in enumerate(found):
            self._show(n, thread)

    def commit(self) -> None:
        """Keep what is being written as a draft."""
        if self._talk is not None and self._bench.open:
            self._talk.keep()

    # ------------------------------------------------------------ within
    def _threads(self) -> list[Thread]:
        workshop, key = self._party.workshop, self._party.key
        id_ = self._ids[0]
        if not workshop.has(Note, "card", id_) and not self._parts(id_):
            return []
        return [found for part in (id_, *self._parts(id_)) for found in threads.on_card(workshop, part, key)]

    def _parts(self, id_: str) -> list[str]:
        workshop = self._party.workshop
        return [part.id for part in (*workshop.key_results(id_), *workshop.conditions(id_))]

    def _show(self, n: int, thread: Thread) -> None:
        from ui.review.margin.card import NoteCard

        id_ = thread.note.id
        card = self.cards.get(id_)
        if card is None:
            card = self.cards[id_] = NoteCard(self._party, self._bench.theme, thread, quotes=True)
            card.picked.connect(self._pick)
            card.wanted.connect(self._act)
        card.stale = True  # its words may be others now, though nobody said anything
        card.show_thread(thread, current=id_ == self._picked)
        if self.column.indexOf(card) != n + 1:
            self.column.insertWidget(n + 1, card)
            card.show()

    def _remove(self, id_: str) -> None:
        card = self.cards.pop(id_)
        if self._talk is not None and self._talk.card is card:
            self._talk.forget()
        self.column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _clear(self) -> None:
        for id_ in list(self.cards):
            self._remove(id_)

    def _pick(self, id_: str) -> None:
        if id_ != self._picked:
            if self._talk is not None:
                self._talk.close()
            self._picked = id_
            self.refresh()

    def _act(self, id_: str, act: str) -> None:
        from ui.review.margin.talking import Talk

        if self._talk is None:
            self._talk = Talk(self._party, self)
        self._pick(id_)
        if (card := self.cards.get(id_)) is not None:
            self._talk.act(card, act)

    @guarded()
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._bench.theme is not self._theme:
            self._theme = self._bench.theme
            for card in self.cards.values():
                card.show_again(self._theme)
