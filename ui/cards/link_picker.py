"""Link to…: choose by words the card, key result or condition that the selected ones feed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from exports import words
from okrdesk import linking
from okrdesk.cards import Condition, KeyResult, LinkKind, Objective, Pillar, Record
from okrdesk.check import name
from okrdesk.i18n import _
from okrdesk.naming import words_of
from okrdesk.workshop import Workshop
from ui.cards.chooser import Chooser
from ui.cards.picker import Choice

if TYPE_CHECKING:
    from okrdesk.finding import Finder
    from ui.session import Session

KINDS: tuple[LinkKind, ...] = ("enables", "serves", "sums_into", "relies_on", "shares")
_FOUND = 40  # hits that are looked at


def targets(workshop: Workshop, finder: Finder, text: str, sources: Sequence[str]) -> list[Record]:
    """What `text` may mean to be linked to, in this cycle; with nothing typed, what lies one lane up."""
    if text.strip():
        found = [workshop.get(hit.id) for hit in finder.find(text, _FOUND)]
    else:
        found = [*workshop.pillars(), *_above(workshop, sources)]
    ends = (Pillar, Objective, KeyResult, Condition)
    return [r for r in found if isinstance(r, ends) and not _parked(workshop, r) and r.id not in sources]


def _above(workshop: Workshop, sources: Sequence[str]) -> list[Record]:
    """The objectives of the teams above those of the sources, each with what must be true for it."""
    found: list[Record] = []
    for id_ in sources:
        source = workshop.get(id_)
        card = workshop.get(source.objective) if isinstance(source, KeyResult) else source
        team = workshop.get(card.team) if isinstance(card, Objective) else None
        for objective in workshop.objectives(getattr(team, "parent", "") or "-"):
            found += [objective, *workshop.conditions(objective.id)]
    return list(dict.fromkeys(found))


def _parked(workshop: Workshop, record: Record) -> bool:
    card = workshop.get(record.objective) if isinstance(record, KeyResult) else record
    return isinstance(card, Objective) and card.parked


class LinkChooser(Chooser):
    """Asks for the target; Tab changes what kind of link it will be. `linked` tells target and kind."""

    linked = Signal(str, str)

    def __init__(self, room: QWidget, session: Session, sources: Sequence[str]) -> None:
        workshop = session.workshop
        self._workshop, self._sources = workshop, tuple(sources)
        self._finder = session.finder
        self.kind = ""  # "" is what dropping the one on the other makes
        first = workshop[sources[0]]
        whose = name(workshop, first) if len(sources) == 1 else _("{n} cards").format(n=len(sources))
        super().__init__(
            room,
            _("Link {card} to …").format(card=whose),
            self._find,
            _("Words of a card, a condition, a pillar, or a short name"),
            tab_chooses=False,
        )
        self.kinds = QLabel(self)
        self.kinds.setObjectName("soft")
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.kinds)
        self.picker.tabbed.connect(self._next_kind)
        self.picker.chosen.connect(self._chosen)
        self._say_kind()

    def _find(self, text: str) -> list[Choice]:
        records = targets(self._workshop, self._finder, text, self._sources)
        return [Choice(r.id, self._line(r), self._refusal(r)) for r in records]

    def _refusal(self, record: Record) -> str:
        refusals = [linking.refusal(self._workshop, id_, record.id, self.kind) for id_ in self._sources]
        return refusals[0] if all(refusals) else ""

    def _line(self, record: Record) -> str:
        kind = self.kind or linking.kind_for(self._workshop, self._sources[0], record.id)
        text = words_of(record)
        if isinstance(record, Condition):
            text = _("must be true: {text}").format(text=text)
        return f"{words.link_label(kind)}   {getattr(record, 'code', '')}   {text}"

    def _next_kind(self) -> None:
        kinds = ("", *KINDS)
        self.kind = kinds[(kinds.index(self.kind) + 1) % len(kinds)]
        self.picker.refresh()
        self._say_kind()

    def _say_kind(self) -> None:
        kind = words.link_label(self.kind) if self.kind else _("as fits")
        self.kinds.setText(_("Kind of link: {kind} — Tab changes it").format(kind=kind))

    def _chosen(self, target: str) -> None:
        self.linked.emit(target, self.kind)
