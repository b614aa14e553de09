"""The choice of a team in the first line of a new card's editor; one that is not there yet can be founded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from okrdesk.cards import new_id
from okrdesk.edits import name_of_team
from okrdesk.founding import team_over, teams_over
from okrdesk.i18n import _
from okrdesk.text import one_line
from okrdesk.workshop import Workshop
from okrdesk.writing import Spot
from ui.cards.picker import Choice, Picker, new_team_choice, team_choices


class TeamField(Picker):
    """Begins with the team that is likely; its list is there while it is typed in.

    In a lane that waits for its first team none is likely: its name is asked for, and, where there are
    several, the team that it belongs to.
    """

    def __init__(self, workshop: Workshop, spot: Spot, parent: QWidget) -> None:
        self._workshop = workshop
        self._team = spot.parent  # the one that Enter takes where nothing else is typed
        self.founds = "" if spot.parent in workshop else spot.founds  # its name, where it is not there yet
        self.over = spot.over  # the team that it will belong to
        places = _places(workshop, spot)
        self._new = {over: new_id() for over in places}  # of the team that is founded if it is chosen
        if self.founds:
            self._new[places[0]] = spot.parent
        self._first = not spot.target and not spot.parent
        name = self.founds or name_of_team(workshop, spot.parent)
        prompt = _("Which team will be the first here?") if self._first else _("Which team?")
        super().__init__(self._teams, prompt, parent, text=name)
        self.entered.connect(self._ask_again)
        self.chosen.connect(self._settle)

    def _teams(self, text: str) -> Sequence[Choice]:
        """The teams that are meant, and, where none has this name, a new one in each team it can be in."""
        if self._first and not one_line(text) and not self._team:
            return ()
        found = team_choices(self._workshop, text, first=self._team)
        name = one_line(text) or self.founds
        places = sorted(self._new, key=lambda over: over != self.over)
        asked = (new_team_choice(self._workshop, name, over, self._new[over]) for over in places)
        new = [choice for choice in asked if choice]
        return [*new, *found] if self._first or name == self.founds else [*found, *new]

    def _ask_again(self) -> None:
        self.refresh("")
        self.field.selectAll()

    def _choose(self) -> None:
        current = self.current
        over = next((over for over, id_ in self._new.items() if current and current.id == id_), "")
        self.founds, self.over = one_line(self.field.text()) if over else "", over
        super()._choose()

    def _settle(self, team: str) -> None:
        self._team = team
        self.field.setText(self.founds or name_of_team(self._workshop, team))
        self.close_list()


def _places(workshop: Workshop, spot: Spot) -> list[str]:
    """The teams that a new one can belong to, the likely one first."""
    if spot.over not in workshop:
        return [team_over(workshop, spot.target)]
    beside = teams_over(workshop, workshop.level(spot.over) + 1)
    return [spot.over, *(team for team in beside if team != spot.over)]
