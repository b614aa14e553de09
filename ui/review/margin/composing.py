"""A new note in the margin: from the wish to write one to its change; what is left stays a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.review import fields, notes
from okrdesk.review.notes import Spot
from okrdesk.review.records import Note, NoteKind
from ui.look.theme import Theme
from ui.review import drafts
from ui.review.drafts import Draft, Drafts
from ui.review.margin import telling
from ui.review.margin.talking import cards_of
from ui.review.state import Review

if TYPE_CHECKING:
    from ui.review.margin.composer import Framed


class Composing(QObject):
    """At most one note is written at a time. `begun`: its card is to be shown. `said`: it is a note now, with
    this id. `ended`: nothing is written any more.
    """

    begun = Signal()
    said = Signal(str)
    ended = Signal()

    def __init__(self, review: Review, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._review = review
        self.theme = theme
        self.framed: Framed | None = None

    def compose(self, kind: NoteKind) -> None:
        """Let the person write a note on the current spot."""
        spot = self._review.spot
        if sentence := self._review.read_only:
            self._review.refuse(sentence)
        elif spot is None or self._review.workshop.get(spot.card) is None:
            self._review.refuse(_("Click a card, or mark words in it, then say what you think of them."))
        else:
            self.begin(spot, kind)

    def begin(self, spot: Spot, kind: NoteKind) -> None:
        """Let the person write a note on a spot; what was begun there before is there again."""
        from ui.review.margin.composer import Composer, Framed

        self.close()
        workshop = self._review.workshop
        now = fields.read(workshop[spot.card], spot.field or fields.main_field(workshop[spot.card]))
        composer = Composer(
            self.theme, self._drafts, drafts.place_of(spot), spot, now, kind,
            cards_of(workshop, self._review.reviewing.team), workshop.cycle.weeks,
        )  # fmt: skip
        composer.said.connect(self._finish)
        composer.left.connect(self.close)
        self.framed = Framed(composer, self.theme, spot, telling.about_to_note(workshop, spot))
        self.begun.emit()
        composer.begin()

    def keep(self) -> None:
        """Keep what is being written as a draft."""
        if self.framed is not None:
            self.framed.composer.keep()

    def close(self) -> None:
        """Write no longer; the words are a draft."""
        if self.framed is not None:
            self.keep()
            self.framed = None
            self.ended.emit()

    def left_over(self) -> list[tuple[Spot, Draft]]:
        """What was begun on the draft that is read, and left."""
        found = ((drafts.spot_of(place), draft) for place, draft in self._drafts.all().items())
        workshop, about = self._review.workshop, self._review.about
        return [
            (spot, draft)
            for spot, draft in found
            if spot is not None and spot.card in workshop and notes.team_of(workshop, spot.card) == about
        ]

    # ------------------------------------------------------------ within
    @property
    def _drafts(self) -> Drafts:
        return Drafts(self._review.workshop.id)

    def _finish(self) -> None:
        framed = self.framed
        if framed is None:
            return
        what = framed.composer.note()
        if what["kind"] == "suggestion" and not what["wording"]:
            self._review.refuse(_("Write the new words first; they are the same as those that stand there."))
        elif self._say(framed.spot, what):
            framed.composer.finish()
            self.close()

    def _say(self, spot: Spot, what: dict[str, Any]) -> bool:
        """Write a note. Whether it was done."""
        review = self._review
        workshop = review.workshop
        record = workshop.get(spot.card)
        if what["kind"] == "suggestion" and record is not None and not spot.field:
            spot = Spot(spot.card, fields.main_field(record))
        before = {note.id for note in workshop.by(Note, "card", spot.card)}
        try:
            change = notes.add_note(
                workshop, review.author, review.reviewing, spot, seq=review.seq, **what
            )  # fmt: skip
        except Refused as refusal:
            review.refuse(str(refusal))
            return False
        if not review.carry_out(change):
            return False
        new = {note.id for note in review.workshop.by(Note, "card", spot.card)} - before
        self.said.emit(next(iter(new), ""))
        return True
