"""What is typed into one cell of a table, as a change: words, choices, owners, where numbers start and go.

Each raises Refused with a sentence when what was typed cannot be taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from okrdesk import entering, owning
from okrdesk.cards import KeyResult
from okrdesk.change import Change
from okrdesk.desk import Refused
from okrdesk.edits import set_fields
from okrdesk.i18n import _
from okrdesk.text import one_line
from okrdesk.workshop import Workshop

Affixes = tuple[str, str]  # what the app writes before and behind a number of the key result's unit

_LIMIT = re.compile(r"([≤<]=?|[≥>]=?)\s*")
_RANGE = re.compile(r"(.*\d[^-–—]*?)\s*(?:[-–—]|\bto\b|\band\b)\s*(\D*\d.*)")


def set_words(workshop: Workshop, id_: str, field: str, typed: str) -> Change:
    """Write the words of a field, in one line."""
    return set_fields(workshop, id_, **{field: one_line(typed)})


def set_choice(workshop: Workshop, id_: str, field: str, typed: str, labels: Mapping[str, str]) -> Change:
    """Choose what `typed` is or begins; `labels` gives the words of each choice."""
    text = one_line(typed).casefold()
    whole = [choice for choice, label in labels.items() if label.casefold() == text]
    begun = [choice for choice, label in labels.items() if text and label.casefold().startswith(text)]
    if found := whole or begun:
        return set_fields(workshop, id_, **{field: found[0]})
    options = ", ".join(filter(None, labels.values()))
    raise Refused(_("“{text}” is none of these: {options}.").format(text=one_line(typed), options=options))


def set_owner(workshop: Workshop, id_: str, typed: str) -> Change:
    """Give a card to the person of this name or these initials, added when not known; "": to nobody."""
    if not (wanted := one_line(typed)):
        return owning.give_to(workshop, (id_,), "owner", None)
    return owning.give_to(workshop, (id_,), "owner", owning.person_meant(workshop, wanted))


def set_baseline(workshop: Workshop, id_: str, typed: str, shown: Affixes = ("", "")) -> Change:
    """Say where a key result starts: a number, "unknown", or nothing. A first unit is taken with it."""
    text = one_line(typed)
    if text.casefold() in ("unknown", _("unknown"), "?"):
        return set_fields(workshop, id_, baseline=None, baseline_unknown=True)
    if not text:
        return set_fields(workshop, id_, baseline=None, baseline_unknown=False)
    value, unit = _number(workshop, id_, text, shown)
    return set_fields(workshop, id_, baseline=value, baseline_unknown=False, **unit)


def set_target(workshop: Workshop, id_: str, typed: str, shown: Affixes = ("", "")) -> Change:
    """Say where a key result goes: a number, a limit (≤ 450), a range (72–78%) or nothing."""
    text, now = one_line(typed), _key_result(workshop, id_)
    if not text:
        return set_fields(workshop, id_, target=None, upper=None)
    if both := _RANGE.fullmatch(text):
        (low, low_unit), (high, unit) = (_number(workshop, id_, end, shown) for end in both.groups())
        if low > high:
            raise Refused(_("This range ends before it begins: write the lower number first."))
        unit = low_unit | unit
        return set_fields(workshop, id_, target=low, upper=high, kind="keep_within", **unit)
    limit = _LIMIT.match(text)
    value, unit = _number(workshop, id_, text[limit.end() :] if limit else text, shown)
    kind = now.kind
    if limit:
        kind = "no_more_than" if limit[1][0] in "≤<" else "no_less_than"
    elif kind == "keep_within":
        kind = "reach"
    return set_fields(workshop, id_, target=value, upper=None, kind=kind, **unit)


# ---------------------------------------------------------------- within
def _key_result(workshop: Workshop, id_: str) -> KeyResult:
    record = workshop[id_]
    assert isinstance(record, KeyResult)
    return record


def _number(workshop: Workshop, id_: str, text: str, shown: Affixes) -> tuple[Decimal, dict[str, Any]]:
    """The number that was typed, and the unit where it is the key result's first."""
    now = _key_result(workshop, id_)
    try:
        value, unit = entering.number(text, workshop.organisation.number_format, now.unit, shown)
    except entering.Unreadable as problem:
        raise Refused(str(problem)) from None
    return value, {"unit": unit} if unit and not now.unit else {}
