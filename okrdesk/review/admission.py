"""Which records a packet may hold: of known kinds, in their one written form, of values that can be meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from okrdesk.cards import KIND, Record, fields_of
from okrdesk.change import record_from_plain, record_to_plain
from okrdesk.i18n import _
from okrdesk.review.form import PacketRefused
from okrdesk.review.notes import CONTEXT
from okrdesk.review.records import Note, Progress, Reviewer, Said, Verdict
from okrdesk.review.saying import LAST_CLOCK, is_bound
from okrdesk.text import clean, one_line

R = TypeVar("R", bound=Record)

LONGEST_NAME = 300  # characters of names, ids and seeds
LONGEST_TEXT = 20_000  # of what is said
LONGEST_WORDS = 200_000  # of a card's field as it was read
_LONG = {"text": LONGEST_TEXT, "reason": LONGEST_TEXT} | dict.fromkeys(
    ("read", "quote", "wording"), LONGEST_WORDS
)
_MOST_DIGITS = 60
_MOST_REVISIONS = 2**31
_MOST_WEEKS = 53


def plain_record(record: Record) -> dict[str, Any]:
    """A record as a packet holds it: with its kind."""
    return {"record": type(record).__name__, **record_to_plain(record)}


def record(plain: Any, *kinds: type[Record]) -> Record:
    """The record that `plain_record` wrote, of one of these kinds (none named: any).

    Raises PacketRefused where it is not exactly that.
    """
    if not isinstance(plain, dict) or not isinstance(plain.get("record"), str):
        raise wrong(_("a record"))
    kind = KIND.get(plain["record"])
    if kind is None or (kinds and kind not in kinds):
        sentence = _("This packet holds a record that has no place in it ({kind}).")
        raise PacketRefused("kind", sentence.format(kind=plain["record"][:40]))
    fields = {name: value for name, value in plain.items() if name != "record"}
    try:
        found = record_from_plain(kind.__name__, fields)
    except (ValueError, TypeError):
        raise wrong(kind.__name__) from None
    if not _sane(found, fields) or record_to_plain(found) != fields:
        raise wrong(kind.__name__)
    if isinstance(found, Said):
        _check_said(found)
    return found


def said(plains: Iterable[Any], key: str) -> tuple[Said, ...]:
    """What the holder of `key` said. Raises PacketRefused when any of it cannot have been said by them."""
    found: dict[str, Said] = {}
    for plain in plains:
        one = record(plain)
        if not isinstance(one, Said):
            sentence = _("This packet wants to alter the plan itself ({kind}); a review never does.")
            raise PacketRefused("not said", sentence.format(kind=type(one).__name__))
        if one.key != key:
            raise PacketRefused("author", _("This packet speaks in the name of somebody else."))
        if one.id in found:
            raise PacketRefused("twice", _("This packet holds one note twice."))
        found[one.id] = one
    return tuple(found.values())


def is_time(text: str) -> bool:
    """Whether a text is a UTC time, of years in which time zones can be reckoned with."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return False
    return time.utcoffset() == timedelta(0) and 2000 <= time.year < 2200


def is_admissible(one: Said) -> bool:
    """Whether a packet can carry what was said: it may have come into the workshop on another way."""
    try:
        _check_said(one)
    except PacketRefused:
        return False
    return True


def wrong(what: str) -> PacketRefused:
    """The refusal of a piece that is not what it should be."""
    return PacketRefused("fields", _("This packet is not as the app writes it ({what}).").format(what=what))


# ---------------------------------------------------------------- within
@cache
def _by_type(kind: type[Record], *types: type) -> tuple[str, ...]:
    return tuple(info.name for info in fields_of(kind).values() if info.type in types)


def _sane(found: Record, plain: Mapping[str, Any]) -> bool:
    """Whether every value is one that a workshop can hold: texts clean, decimals of a size to be written."""
    for value in plain.values():
        if isinstance(value, str) and clean(value) != value:
            return False
        if isinstance(value, list) and any(clean(part) != part for part in value):
            return False
    for name in _by_type(type(found), Decimal):
        value = getattr(found, name)
        if value is not None and max(len(value.as_tuple().digits), abs(value.adjusted())) > _MOST_DIGITS:
            return False
    return 0 < len(found.id) <= LONGEST_NAME


def _check_said(one: Said) -> None:
    """Refuse what nobody can have said with the app."""
    if not is_bound(one):
        raise PacketRefused("unbound", _("This packet holds a note under an id that its author cannot have."))
    for name in _by_type(type(one), str, tuple):
        value, most = getattr(one, name), _LONG.get(name, LONGEST_NAME)
        longest = max((len(part) for part in value), default=0) if isinstance(value, tuple) else len(value)
        if longest > most:
            sentence = _("This packet holds a text of {n} characters, where {most} are the most.")
            raise PacketRefused("long", sentence.format(n=longest, most=most))
    if not _can_be_meant(one):
        sentence = _("This packet holds a note that the app cannot have written ({kind}).")
        raise PacketRefused("absurd", sentence.format(kind=type(one).__name__))


def _can_be_meant(one: Said) -> bool:
    if not (
        1 <= one.rev <= _MOST_REVISIONS and 0 <= one.clock <= LAST_CLOCK and one.seed and is_time(one.at)
    ):
        return False
    match one:
        case Reviewer(seed=seed, name=name, initials=initials):
            return seed == "reviewer" and one_line(name) == name and one_line(initials) == initials
        case Verdict(card=card, question=question):
            return one.seed == f"{card}:{question}"
        case Progress(round=round_, about=about):
            return one.seed == f"{round_}:{about}"
        case Note():
            return _quotes_itself(one)
    return True


def _quotes_itself(note: Note) -> bool:
    """Whether the marked words stand in what was read where the note says."""
    if note.seq < 0 or not (note.by_week is None or 1 <= note.by_week <= _MOST_WEEKS):
        return False
    start, end = note.start, (note.start or 0) + len(note.quote)
    if start is None:
        return not (note.quote or note.before or note.after)
    return (
        0 <= start < end <= len(note.read)
        and note.field != ""
        and note.read[start:end] == note.quote
        and note.read[max(0, start - CONTEXT) : start] == note.before
        and note.read[end : end + CONTEXT] == note.after
    )


def mapping(plain: Any, names: Iterable[str], what: str) -> Mapping[str, Any]:
    """`plain` when it is an object of exactly these names. Raises PacketRefused."""
    if not isinstance(plain, dict) or plain.keys() != set(names):
        raise wrong(what)
    return plain


def short_line(body: Mapping[str, Any], name: str) -> str:
    """The line of text under a name of `body`, as names and ids are. Raises PacketRefused."""
    value = body[name]
    if not isinstance(value, str) or len(value) > LONGEST_NAME or one_line(value) != value:
        raise wrong(name)
    return value
