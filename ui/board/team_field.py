"""The choice of a team in the first line of a new card's editor; one that is not there yet can be founded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from okrdesk.cards import new_id
from okrdesk.edits import name_of_team
from okrdesk.i18n import _
from okrdesk.text import one_line
from okrdesk.workshop import Workshop
from okrdesk.writing import Spot
from ui.cards.picker import Choice, Picker, new_team_choice, team_choices


class TeamField(Picker):
    """Begins with the team that is likely; its list is there while it is typed in."""

    def __init__(self, workshop: Workshop, spot: Spot, parent: QWidget) -> None:
        self._workshop, self._target = workshop, spot.target
        self._team = spot.parent  # the one that Enter takes where nothing else is typed
        self.founds = "" if spot.parent in workshop else spot.founds  # its name, where it is not there yet
        self._new = spot.parent if self.founds else new_id()  # of the team that is founded if it is chosen
        name = self.founds or name_of_team(workshop, spot.parent)
        super().__init__(self._teams, _("Which team?"), parent, text=name)
        self.entered.connect(self._ask_again)
        self.chosen.connect(self._settle)

    def _teams(self, text: str) -> Sequence[Choice]:
        """The teams that are meant, and, where none has this name, a new one."""
        found = team_choices(self._workshop, text, first=self._team)
        name = one_line(text) or self.founds
        new = new_team_choice(self._workshop, name, self._target, self._new)
        if new is None:
            return found
        return [new, *found] if name == self.founds else [*found, new]

    def _ask_again(self) -> None:
        self.refresh("")
        self.field.selectAll()

    def _choose(self) -> None:
        current = self.current
        self.founds = one_line(self.field.text()) if current and current.id == self._new else ""
        super()._choose()

    def _settle(self, team: str) -> None:
        self._team = team
        self.field.setText(self.founds or name_of_team(self._workshop, team))
        self.close_list()
