"""What a card holds: its key results and what must be true for it. Each line leads to its own page."""

from __future__ import annotations

from exports import words
from okrdesk.alignment import is_open
from okrdesk.cards import Condition, KeyResult
from okrdesk.i18n import _
from okrdesk.naming import called
from ui.inspector.bench import Bench
from ui.inspector.pieces import Line, Row, Rows, Section, TextButton, fill, quiet_button


class _Part(Row):
    """One part: its text, and below it a line in the look `look`."""

    look = "faint"

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._button = TextButton("value")
        self._below = self._button.add_line(self.look)
        self._button.clicked.connect(self._go)
        fill(self, self._button)

    def _go(self) -> None:
        self._bench.go_to(self.key)


class _Result(_Part):
    look = "strong"

    def refresh(self) -> None:
        """Show its text, its numbers and its owner."""
        workshop, style = self._bench.workshop, self._bench.number_format
        kr = workshop.find(KeyResult, self.key)
        if kr is not None:
            numbers = " → ".join(filter(None, (words.baseline_text(kr, style), words.target_text(kr, style))))
            facts = " · ".join(
                filter(None, (numbers or words.kind_label(kr.kind), workshop.name_of(kr.owner)))
            )
            self._button.say(called(kr))
            self._below.say(facts)
            self._button.setAccessibleName(f"{called(kr)}, {facts}")


class _Asked(_Part):
    def refresh(self) -> None:
        """Show its text and how it stands."""
        workshop = self._bench.workshop
        condition = workshop.find(Condition, self.key)
        if condition is not None:
            state = words.condition_state(workshop, condition)
            self._button.say(condition.text)
            self._below.say(state)
            self._below.setObjectName("open" if is_open(workshop, condition) else "faint")
            self._below.style().polish(self._below)
            self._button.setAccessibleName(f"{condition.text}, {state}")


class PartList(Section):
    """Key results or conditions of a card, and a button for a new one (the Card menu's command)."""

    def __init__(self, bench: Bench, kind: type[KeyResult] | type[Condition]) -> None:
        results = kind is KeyResult
        super().__init__(_("Key results") if results else _("What must be true"))
        self._bench, self._kind, self._id = bench, kind, ""
        self._key = "K" if results else "C"
        self.rows = Rows(self._row)
        self._none = Line("faint", _("None yet.") if results else _("Nobody asked yet."))
        self.new = quiet_button(_("+ Key result") if results else _("+ Condition"))
        self.new.clicked.connect(self._add)
        for widget in (self.rows, self._none, self.new):
            self.column.addWidget(widget)

    def show_records(self, ids: tuple[str, ...]) -> None:
        """Show the parts of another card."""
        self._id = ids[0]
        self.refresh()

    def refresh(self) -> None:
        """Show the parts as they are now."""
        workshop = self._bench.workshop
        results = self._kind is KeyResult
        parts = workshop.key_results(self._id) if results else workshop.conditions(self._id)
        self.rows.show_keys(part.id for part in parts)
        self._none.setVisible(not parts)
        self.new.setVisible(self._bench.command(self._key) is not None)

    def commit(self) -> None:
        """Nothing is typed here."""

    def _row(self) -> Row:
        return _Result(self._bench) if self._kind is KeyResult else _Asked(self._bench)

    def _add(self) -> None:
        if command := self._bench.command(self._key):
            command.trigger()
