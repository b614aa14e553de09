"""The commands that ask one thing first: what to link to, and whose objective a key result becomes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from okrdesk.cards import KeyResult, Objective
from okrdesk.i18n import _

if TYPE_CHECKING:
    from okrdesk.workshop import Workshop
    from ui.cards.chooser import Chooser
    from ui.cards.commands import CardCommands
    from ui.cards.picker import Choice
    from ui.workplace import Workplace


class Asking(QObject):
    """Holds the chooser that is open, if one is."""

    def __init__(self, place: Workplace, commands: CardCommands) -> None:
        super().__init__(commands)
        self._place = place
        self._commands = commands
        self.chooser: Chooser | None = None

    def link(self) -> None:
        """Ask what the selected cards feed."""
        from ui.cards.link_picker import LinkChooser

        session, sources = self._place.session, self._commands.selected(Objective, KeyResult)
        assert session is not None
        chooser = LinkChooser(self._place.rooms, session, sources)
        chooser.linked.connect(partial(self._link, sources))
        self._open(chooser)

    def promote(self) -> None:
        """Ask for the team whose objective the selected key result becomes."""
        from okrdesk.cards import new_id
        from okrdesk.check import name
        from ui.cards.chooser import Chooser

        workshop, key_result = self._commands.workshop, self._commands.selected(KeyResult)[-1]
        record = workshop[key_result]
        question = _("Make {card} an objective of …").format(card=name(workshop, record))
        new = new_id()  # of the team that is founded if a name is typed that none has
        find = partial(_teams_for, workshop, key_result, new)
        chooser = Chooser(self._place.rooms, question, find, _("Which team? Type a name to found one"))
        chooser.picker.chosen.connect(partial(self._promote, key_result, new))
        self._open(chooser)

    # ------------------------------------------------------------ within
    def _open(self, chooser: Chooser) -> None:
        self.chooser = chooser
        chooser.destroyed.connect(partial(self._forget, chooser))
        chooser.ask()

    def _forget(self, gone: Chooser, _object: object = None) -> None:
        if self.chooser is gone:
            self.chooser = None

    def _link(self, sources: list[str], target: str, kind: str) -> None:
        from okrdesk import linking
        from okrdesk.desk import Refused

        try:
            change = linking.link_all(self._commands.workshop, sources, target, kind)
        except Refused as refusal:
            self._place.refuse(str(refusal))
            return
        if self._commands.do(change):
            self._place.show_hint(_("Done: {what}").format(what=change.label))

    def _promote(self, key_result: str, new: str, team: str) -> None:
        from okrdesk import edits, founding
        from okrdesk.change import Put

        workshop = self._commands.workshop
        if key_result not in workshop or self.chooser is None:
            return
        if team == new:
            change = founding.promoted(workshop, key_result, new, self.chooser.picker.field.text())
        else:
            change = edits.promote(workshop, key_result, team)
        if self._commands.do(change):
            records = (step.record for step in change.steps if isinstance(step, Put))
            made = next(record.id for record in records if isinstance(record, Objective))
            self._place.selection.show(made)
            self._place.rooms.current.reveal(made)


def _teams_for(workshop: Workshop, key_result: str, new: str, text: str) -> list[Choice]:
    """The teams whose objective a key result can become, and one that is founded with it."""
    from okrdesk.founding import team_over
    from okrdesk.writing import likely_team
    from ui.cards.picker import new_team_choice, team_choices

    found = team_choices(workshop, text, first=likely_team(workshop, workshop[key_result]))
    founded = new_team_choice(workshop, text, team_over(workshop, key_result), new)
    return [*found, founded] if founded else found
