"""The bar below the room: counts at its left, at its right what the pointer would do now.

It is part of the first paint: what only a workshop needs is imported when there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from okrdesk.i18n import _, ngettext
from ui.access import announce
from ui.bars import Line
from ui.look import sizes
from ui.process.errors import guarded

if TYPE_CHECKING:
    from okrdesk.workshop import Workshop

_TIP_SHARE, _HINT_SHARE = 1000, 1  # the tip takes what it needs, the hint has all that is left


class StatusBar(QFrame):
    """Counts at the left; at the right what the pointer would do now."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(18)
        self.objectives, self.results = Line("objectives"), Line("results")
        self.open, self.parked, self.hint = Line("open"), Line("parked"), Line("hint")
        self.facts = Line("facts")
        self._counts = (self.objectives, self.results, self.open, self.parked)
        for label in (*self._counts, self.facts):
            row.addWidget(label)
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self.hint, _HINT_SHARE)
        self._row = row
        self._tip: QFrame | None = None
        self.fit()

    def fit(self) -> None:
        """Take the size that goes with the size of text."""
        self.setFixedHeight(sizes.px(30))
        self.share_room()

    def add_tip(self, tip: QFrame) -> None:
        """A further part, between the counts and the hint; property "wanted" says whether it has words."""
        self._tip = tip
        self._row.insertWidget(self._row.count() - 1, tip, _TIP_SHARE)

    def share_room(self) -> None:
        """What the pointer would do now comes first: it is read whole. Then come the counts, from the left,
        and the tip where there is room for all.
        """
        gap, margins = self._row.spacing(), self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        told = self.facts.text()
        counts = [] if told else [label for label in self._counts if label.text()]
        room -= _wide(self.hint, gap) + (_wide(self.facts, gap) if told else 0)
        tip = self._tip if self._tip is not None and self._tip.property("wanted") else None
        if tip is not None:
            fits = not self.hint.text() or sum(_wide(each, gap) for each in (*counts, tip)) <= room
            room -= _wide(tip, gap) if fits else 0
            tip.setVisible(fits)
        elif self._tip is not None:
            self._tip.hide()
        for label in counts:
            room -= _wide(label, gap)
            label.setVisible(room >= 0)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_room()

    def tell(self, text: str = "") -> None:
        """Say what the pointer would do now; "" when it would do nothing."""
        if text != self.hint.text():
            self.hint.setText(text)
            self.share_room()

    def say(self, text: str) -> None:
        """Show what just happened, and have it read out to who listens."""
        self.tell(text)
        announce(self.hint, text)

    def show_workshop(self, workshop: Workshop | None) -> None:
        """Count what is planned for this quarter; nothing when no workshop is open."""
        from okrdesk.cards import KeyResult, Objective
        from okrdesk.counts import open_conditions, this_quarter
        from okrdesk.naming import how_many

        if workshop is None:
            for label in self._counts:
                label.clear()
            return
        objectives, results, parked = this_quarter(workshop)
        conditions = open_conditions(workshop)
        texts = (
            how_many(Objective, objectives),
            how_many(KeyResult, results),
            ngettext("{n} open condition", "{n} open conditions", conditions).format(n=conditions)
            if conditions
            else "",
            _("{n} not this quarter").format(n=parked) if parked else "",
        )
        for label, text in zip(self._counts, texts, strict=True):
            label.setText(text)
        self._share_left()

    def show_facts(self, facts: str) -> None:
        """What a room tells of what is read in it, in place of the counts; "" shows these again."""
        self.facts.setText(facts)
        self._share_left()

    def _share_left(self) -> None:
        told = bool(self.facts.text())
        self.facts.setVisible(told)
        for label in self._counts:
            if told or not label.text():
                label.hide()
        self.share_room()


def _wide(part: QFrame, gap: int) -> int:
    """What a part of the status bar takes, in pixels; nothing when it is a line without words."""
    if isinstance(part, QLabel) and not part.text():
        return 0
    return part.sizeHint().width() + gap
