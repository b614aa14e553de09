"""The page of a link: how one card feeds another, from when on, and what the other says to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from okrdesk import linking
from okrdesk.cards import UPWARD, Link
from okrdesk.check import card_of
from okrdesk.i18n import _
from ui.inspector.choices import SwitchField, YesField
from ui.inspector.fields import TextField, WeekField
from ui.inspector.links import KindChip, named
from ui.inspector.pages import Page
from ui.inspector.pieces import TextButton, beside, quiet_button

ANSWERS = (("accepted", _("Accepted")), ("declined", _("Declined")))


class LinkPage(Page):
    """A link."""

    def build(self) -> None:
        """Its ends and kind, its sentence, what was agreed, and what can be done with it."""
        bench = self.bench
        self._ends = (TextButton("head"), TextButton("head"))
        for n, end in enumerate(self._ends):
            end.clicked.connect(partial(self._go, n))
        self._kind = KindChip(bench)
        kind = beside(self._kind, QWidget(), stretch=1)
        kind.setContentsMargins(6, 2, 6, 2)
        self.section(_("Link"), self._ends[0], kind, self._ends[1])
        hint = _("How does the one help the other, in a sentence?")
        self.section(_("How"), TextField(bench, "sentence", _("How"), hint=hint, many_lines=True, bare=True))
        self.section(
            _("Agreed"),
            SwitchField(bench, "answer", _("Answer"), ANSWERS),
            WeekField(bench, "by_week", _("By week"), hint=_("of this cycle")),
            YesField(bench, "later", _("Pays off in a later cycle")),
        )
        self._main = self._button(_("Make it the main link"), self._make_primary)
        self._turn = self._button(_("Turn around"), self._turn_around)
        self._delete = self._button(_("Remove this link"), self._remove)
        self.section("", self._main, self._turn, self._delete)

    def describe(self) -> None:
        """Name the ends, and offer what can be done."""
        workshop = self.bench.workshop
        link = workshop.find(Link, self.ids[0])
        if link is None:
            return
        self._kind.show_link(link.id)
        for end, id_ in zip(self._ends, (link.source, link.target), strict=True):
            end.say(named(workshop, id_))
        self._main.setVisible(link.kind in UPWARD)
        self._main.setEnabled(not link.primary)
        self._main.setText(_("This is the main link") if link.primary else _("Make it the main link"))
        why_not = linking.turn_refusal(workshop, link.id)
        self._turn.setEnabled(not why_not)
        self._turn.setToolTip(why_not)

    # ------------------------------------------------------------ within
    def _button(self, text: str, slot: object) -> QPushButton:
        button = quiet_button(text)
        button.clicked.connect(slot)
        return button

    def _go(self, end: int, _checked: bool = False) -> None:
        link = self.bench.workshop.find(Link, self.ids[0])
        if link is not None:
            self.bench.go_to((link.source, link.target)[end])

    def _make_primary(self) -> None:
        self.bench.carry_out(linking.make_primary(self.bench.workshop, self.ids[0]))

    def _turn_around(self) -> None:
        self.bench.carry_out(linking.turn(self.bench.workshop, self.ids[0]))

    def _remove(self) -> None:
        workshop = self.bench.workshop
        link = workshop.find(Link, self.ids[0])
        if link is not None and self.bench.carry_out(linking.unlink(workshop, link.id)):
            self.bench.go_to(card_of(workshop, link.source))
