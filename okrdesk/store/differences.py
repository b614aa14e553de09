"""Two copies of a workshop side by side: what differs, record by record and field by field."""

from __future__ import annotations

from typing import Any

from okrdesk.cards import KINDS, Record, fields_of
from okrdesk.change import to_plain
from okrdesk.check import name
from okrdesk.i18n import _
from okrdesk.naming import words_of
from okrdesk.workshop import Workshop

_LONGEST = 80  # characters of a value shown


def differences(mine: Workshop, theirs: Workshop, labels: tuple[str, str] = ("", "")) -> list[str]:
    """One line for each record that only one copy has, and for each field that differs.

    `labels` says what to call the two copies: "yours" and "theirs" if nothing else.
    """
    lines: list[str] = []
    labels = (labels[0] or _("yours"), labels[1] or _("theirs"))
    for kind in KINDS:
        for record in mine.all(kind):
            other = theirs.get(record.id)
            if other is None:
                lines.append(_only(mine, record, labels[0]))
            elif other != record:
                lines += _fields(mine, theirs, record, other, labels)
        for record in theirs.all(kind):
            if record.id not in mine:
                lines.append(_only(theirs, record, labels[1]))
    return lines


def _only(workshop: Workshop, record: Record, copy: str) -> str:
    card = name(workshop, record)
    words = words_of(record)
    if words and words != card:
        card = f"{card} {_shown(workshop, (), words)}"
    return _("{card} is only in {copy}.").format(card=card, copy=copy)


def _fields(
    mine: Workshop, theirs: Workshop, record: Record, other: Record, labels: tuple[str, str]
) -> list[str]:
    lines = []
    for info in fields_of(type(record)).values():
        a, b = getattr(record, info.name), getattr(other, info.name, None)
        if a != b and info.name == "rank":  # its value means nothing to people
            lines.append(_("{card} stands in another place.").format(card=name(mine, record)))
        elif a != b and info.name == "logo":  # nobody reads a picture's letters
            lines.append(_("The two copies have different logos."))
        elif a != b:
            line = _("{card}, {field}: {mine} in {copy}, {theirs} in {other_copy}")
            lines.append(
                line.format(
                    card=name(mine, record),
                    field=info.name.replace("_", " "),
                    mine=_shown(mine, info.ref, a),
                    theirs=_shown(theirs, info.ref, b),
                    copy=labels[0],
                    other_copy=labels[1],
                )
            )
    return lines


def _shown(workshop: Workshop, is_reference: tuple[str, ...], value: Any) -> str:
    if value in (None, "", ()):
        return _("nothing")
    if is_reference:
        ids = value if isinstance(value, tuple) else (value,)
        return ", ".join(name(workshop, found) if (found := workshop.get(id_)) else "?" for id_ in ids)
    text = "; ".join(value) if isinstance(value, tuple) else str(to_plain(value))
    text = " ".join(text.split())
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
