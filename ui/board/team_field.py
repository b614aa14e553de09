"""The choice of a team in the first line of a new card's editor."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from okrdesk.edits import name_of_team
from okrdesk.i18n import _
from okrdesk.workshop import Workshop
from ui.cards.picker import Picker, team_choices


class TeamField(Picker):
    """Begins with the team that is likely; its list is there while it is typed in."""

    def __init__(self, workshop: Workshop, team: str, parent: QWidget) -> None:
        find = partial(team_choices, workshop, first=team)
        super().__init__(find, _("Which team?"), parent, text=name_of_team(workshop, team))
        self._workshop = workshop
        self.entered.connect(self._ask_again)
        self.chosen.connect(self._settle)

    def _ask_again(self) -> None:
        self.refresh("")
        self.field.selectAll()

    def _settle(self, team: str) -> None:
        self.field.setText(name_of_team(self._workshop, team))
        self.close_list()
