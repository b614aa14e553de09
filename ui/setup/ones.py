"""Fields of what a workshop has one of: the organisation, the cycle, the settings. None need be there yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from okrdesk import team_edits
from okrdesk.cards import Record
from okrdesk.change import Change
from okrdesk.entering import Unreadable
from okrdesk.i18n import _
from okrdesk.text import one_line
from okrdesk.workshop import Workshop
from ui.inspector.choices import ChoiceField, YesField
from ui.inspector.fields import CountField, DayField, Field, TextField


@dataclass(frozen=True, slots=True)
class One:
    """What there is one of: how it is read, and how its fields are changed."""

    read: Callable[[Workshop], Record]
    change: Callable[..., Change]


ORGANISATION = One(attrgetter("organisation"), team_edits.organisation_change)
CYCLE = One(attrgetter("cycle"), team_edits.cycle_change)
SETTINGS = One(attrgetter("settings"), team_edits.settings_change)


class OfOne(Field):
    """A field of what there is one of; goes in front of the kind of field."""

    def __init__(self, one: One, *arguments: Any, **more: Any) -> None:
        self._one = one
        super().__init__(*arguments, **more)

    def value(self) -> Any:
        """What it holds, or would by default."""
        return getattr(self._one.read(self.workshop), self.name)

    def change(self, value: Any) -> Change:
        """The change that gives it this value; it comes into being if need be."""
        return self._one.change(self.workshop, **{self.name: value})

    def there(self) -> bool:
        """It always is."""
        return True


class OneText(OfOne, TextField):
    """A text."""


class OneLine(OneText):
    """A text of one line."""

    def to_change(self, text: str) -> Change:
        """The text without line ends."""
        return self.change(one_line(text))


class OneDay(OfOne, DayField):
    """A day."""


class OneChoice(OfOne, ChoiceField):
    """One of several words."""


class OneYes(OfOne, YesField):
    """Yes or no."""


class OneCount(OfOne, CountField):
    """A whole number that has to be there."""

    def to_change(self, text: str) -> Change:
        """The number. Raises Unreadable when there is none."""
        if not text.strip():
            raise Unreadable(
                _("Write a whole number from {low} to {high}.").format(low=self._low, high=self._high)
            )
        return super().to_change(text)
