"""What is done about notes in their cards: replies, settling, answers, and one's own notes altered."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from okrdesk.cards import KeyResult, Objective
from okrdesk.change import Change
from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.review import fields, notes, threads
from okrdesk.review.notes import Spot
from okrdesk.review.wording import field_of
from okrdesk.workshop import Workshop
from ui.review.drafts import Drafts
from ui.review.margin.telling import Party, short
from ui.review.margin.writing import Writer

if TYPE_CHECKING:
    from ui.review.margin.card import NoteCard


def cards_of(workshop: Workshop, team: str) -> dict[str, str]:
    """What a team has that can rely on something, by id, as it stands in a list to choose from."""
    if not team:
        return {}
    found = (workshop.get(id_) for id_ in threads.cards_of(workshop, team))
    return {card.id: short(workshop, card) for card in found if isinstance(card, (Objective, KeyResult))}


class Talk(QObject):
    """Carries out what people choose on note cards. `closed` tells that nothing is written any more."""

    closed = Signal()

    def __init__(self, party: Party, parent: QObject) -> None:
        super().__init__(parent)
        self._party = party
        self.card: NoteCard | None = None  # in which something is written

    @property
    def drafts(self) -> Drafts:
        """What is being written in the open workshop."""
        return Drafts(self._party.workshop.id)

    def act(self, card: NoteCard, act: str) -> None:
        """Do what was chosen on a card: at once, or by letting the person write there first."""
        note, party = card.topic.note, self._party
        workshop, author, team = party.workshop, party.author, party.reviewing.team
        match act:
            case "settle" | "reopen":
                self._do(partial(notes.settle, workshop, author, note, act == "settle", team=team))
            case "withdraw":
                self._do(partial(notes.withdraw, workshop, note))
            case "accept" if note.kind == "reliance" and note.needs not in workshop:
                self._choose(card)
            case "accept":
                self._do(partial(notes.accept, workshop, author, note, team=team))
            case "reply":
                self._write(card, "reply", _("Reply"), _("What do you answer?"))
            case "decline":
                self._write(card, "decline", _("Decline"), _("Why not? The reviewer will read it."))
            case "edit":
                self._edit(card)

    def keep(self) -> None:
        """Keep what is being written as a draft."""
        if isinstance(writer := self._writer, Writer):
            writer.keep()

    def close(self) -> None:
        """Write no longer; the words are kept."""
        self.keep()
        card, self.card = self.card, None
        if card is not None:
            card.edit(None)
            self.closed.emit()

    def forget(self) -> None:
        """The card that was written in is gone; what was typed was kept before."""
        self.card = None

    # ------------------------------------------------------------ within
    @property
    def _writer(self) -> QWidget | None:
        return self.card.editor if self.card else None

    def _do(self, make: Callable[[], Change]) -> bool:
        try:
            change = make()
        except Refused as refusal:
            self._party.refuse(str(refusal))
            return False
        return self._party.carry_out(change)

    def _open(self, card: NoteCard, writer: Writer) -> None:
        self.close()
        self.card = card
        card.edit(writer)
        writer.left.connect(self.close)
        writer.begin()

    def _write(self, card: NoteCard, what: str, title: str, hint: str) -> None:
        place = json.dumps([what, card.topic.note.id])
        writer = Writer(card.theme, self.drafts, place, title, hint)
        writer.said.connect(partial(self._written, what))
        self._open(card, writer)

    def _written(self, what: str) -> None:
        card, writer = self.card, self._writer
        if card is None or not isinstance(writer, Writer):
            return
        party, note, text = self._party, card.topic.note, writer.text
        make = notes.reply if what == "reply" else notes.decline
        team = party.reviewing.team
        self._end(writer, partial(make, party.workshop, party.author, note, text, team=team))

    def _choose(self, card: NoteCard) -> None:
        from ui.review.margin.composer import Chooser

        note = card.topic.note
        cards = cards_of(self._party.workshop, note.team)
        if not cards:
            self._party.refuse(_("The reviewer’s team has no card yet that could rely on this one."))
            return
        writer = Chooser(card.theme, self.drafts, json.dumps(["accept", note.id]), cards)
        writer.said.connect(self._chosen)
        self._open(card, writer)

    def _chosen(self) -> None:
        from ui.review.margin.composer import Chooser

        card, writer = self.card, self._writer
        if card is None or not isinstance(writer, Chooser):
            return
        party, note, needs = self._party, card.topic.note, writer.chosen
        team = party.reviewing.team
        self._end(writer, partial(notes.accept, party.workshop, party.author, note, needs=needs, team=team))

    def _edit(self, card: NoteCard) -> None:
        from ui.review.margin.composer import Composer

        note, workshop = card.topic.note, self._party.workshop
        record, place = workshop.get(note.card), self._party.place_of(note)
        now = fields.read(record, field_of(record, note)) if record else note.read
        spot = Spot(note.card, note.field, place.start, place.end)
        writer = Composer(
            card.theme, self.drafts, json.dumps(["edit", note.id]), spot, now, note.kind,
            cards_of(workshop, note.team), workshop.cycle.weeks,
        )  # fmt: skip
        writer.save.setText(_("Save"))
        writer.take({key: asdict(note)[key] for key in ("kind", "text", "needs", "by_week")})
        writer.take({"text": note.text, "wording": note.wording or now})
        writer.said.connect(self._edited)
        self._open(card, writer)

    def _edited(self) -> None:
        from ui.review.margin.composer import Composer

        card, writer = self.card, self._writer
        if card is None or not isinstance(writer, Composer):
            return
        note, what = card.topic.note, writer.note()
        if not (what["text"].strip() or what["wording"] or what["kind"] in ("praise", "reliance")):
            self._party.refuse(_("Write what you want to say first."))
            return
        self._end(writer, partial(notes.alter_note, self._party.workshop, note, **what))

    def _end(self, writer: Writer, make: Callable[[], Change]) -> None:
        if self._do(make):
            writer.finish()
            self.close()
