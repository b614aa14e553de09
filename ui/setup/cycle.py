"""The quarter that is planned."""

from __future__ import annotations

from exports import words
from okrdesk.i18n import _
from ui.inspector.pieces import Line
from ui.setup.ones import CYCLE, OneCount, OneDay, OneLine, OneText
from ui.setup.section import SetupSection


class CycleSection(SetupSection):
    """The cycle."""

    key = "cycle"
    title = _("Cycle")
    lead = _("The stretch of time you plan for. Thirteen weeks is a quarter; a young company may want four.")

    def build(self) -> None:
        """When, and what everybody has to reckon with."""
        bench = self.bench
        self.name = OneLine(CYCLE, bench, "name", _("Name"), hint=_("such as Q1 2027"))
        self.starts = OneDay(CYCLE, bench, "starts", _("First day"), hint=_("such as 4 Jan 2027"))
        self.weeks = OneCount(CYCLE, bench, "weeks", _("Weeks"), low=1, high=53)
        self.span = Line("note")
        sheet = self.sheet("", self.name, self.starts, self.weeks)
        sheet.add_note(self.span)
        self.freeze = OneDay(CYCLE, bench, "freeze", _("Planning ends"), hint=_("such as 18 Dec 2026"))
        self.put(sheet, self.freeze, _("The day from which on the plan stands."))
        hint = _("Budgets, hiring, dates that stand, promises made to others …")
        self.constraints = OneText(
            CYCLE, bench, "constraints", _("What we cannot change"), hint=hint, many_lines=True
        )
        note = _("What everybody has to reckon with. Said once here, it need not be argued on the day.")
        self.put(self.sheet(_("To reckon with")), self.constraints, note)
        self.end()

    def begin(self) -> None:
        """Show another workshop's cycle."""
        super().begin()
        self._tell_span()

    def refresh(self) -> None:
        """Show the cycle as it is now, and from when to when it runs."""
        super().refresh()
        self._tell_span()

    def _tell_span(self) -> None:
        span = words.cycle_dates(self.bench.workshop.cycle)
        self.span.say(_("It runs {dates}.").format(dates=span) if span else "")
        self.span.setVisible(bool(span))
