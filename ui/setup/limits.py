"""How much is enough: what this workshop advises."""

from __future__ import annotations

from okrdesk import guidance
from okrdesk.i18n import _, ngettext
from ui.inspector.pieces import Line
from ui.setup.ones import SETTINGS, OneCount, OneYes
from ui.setup.section import SetupSection


class LimitsSection(SetupSection):
    """The settings of the workshop."""

    key = "limits"
    title = _("Limits")
    lead = _("Focus is what you leave out. These are advice, never a lock.")

    def build(self) -> None:
        """At most so many, and how calm the year is."""
        bench = self.bench
        sheet = self.sheet(_("At most"))
        fields = (
            ("company_objectives_at_most", _("Objectives of the company")),
            ("team_objectives_at_most", _("Objectives of a team")),
            ("key_results_at_most", _("Key results of an objective")),
        )
        self.counts = {
            name: OneCount(SETTINGS, bench, name, caption, low=1, high=99) for name, caption in fields
        }
        for field in self.counts.values():
            self.put(sheet, field)
        self.volatile = OneYes(SETTINGS, bench, "volatile", _("Much is changing this year"))
        self.meaning = Line("note")
        year = self.sheet(_("The year"), self.volatile)
        year.add(self.meaning)
        self.end()

    def begin(self) -> None:
        """Show another workshop's limits."""
        super().begin()
        self._tell_meaning()

    def refresh(self) -> None:
        """Show the limits as they are now."""
        super().refresh()
        self._tell_meaning()

    def _tell_meaning(self) -> None:
        n = guidance.at_most(self.bench.workshop, 0)
        text = ngettext(
            "In a year that shakes, less holds longer. As it stands: at most {n} objective for the company.",
            "In a year that shakes, less holds longer. As it stands: at most {n} objectives for the company.",
            n,
        )
        self.meaning.say(text.format(n=n))
