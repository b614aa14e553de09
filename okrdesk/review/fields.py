"""Which fields of a card can be spoken of, and the words that stand in them as a reviewer reads them."""

from __future__ import annotations

from okrdesk.cards import Condition, KeyResult, Objective, Pillar, Record
from okrdesk.change import to_plain
from okrdesk.i18n import _

# Fields of words come first: in these, words can be marked.
WORDS: dict[type[Record], tuple[str, ...]] = {
    Pillar: ("title", "statement", "for_whom", "how_we_win", "what_we_give_up"),
    Objective: ("title", "story", "why_now"),
    KeyResult: ("text", "source", "method"),
    Condition: ("text",),
}
NUMBERS: dict[type[Record], tuple[str, ...]] = {
    KeyResult: ("baseline", "target", "upper", "due"),
}
NAMES = {
    "title": _("title"),
    "statement": _("statement"),
    "for_whom": _("for whom"),
    "how_we_win": _("how we win"),
    "what_we_give_up": _("what we give up"),
    "story": _("story"),
    "why_now": _("why now"),
    "text": _("words"),
    "source": _("source"),
    "method": _("method"),
    "baseline": _("baseline"),
    "target": _("target"),
    "upper": _("upper limit"),
    "due": _("due"),
}


def can_be_noted(record: Record, field: str) -> bool:
    """Whether a note can be about this field of a record; "" stands for the card as a whole."""
    kind = type(record)
    return kind in WORDS and (not field or field in WORDS[kind] or field in NUMBERS.get(kind, ()))


def main_field(record: Record) -> str:
    """The field that says what a card is about."""
    return "title" if isinstance(record, (Objective, Pillar)) else "text"


def read(record: Record, field: str) -> str:
    """What stands in a field, as text; "" for the card as a whole, and where nothing stands."""
    value = to_plain(getattr(record, field)) if field else ""
    return "" if value is None else str(value)


def kept(record: Record, field: str) -> str:
    """What a note keeps of the field it is about: for the card as a whole, what the card was about."""
    return read(record, field or main_field(record))
