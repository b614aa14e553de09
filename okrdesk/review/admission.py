"""Which records a packet may hold: of known kinds, in their one written form, of values that can be meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from okrdesk.cards import KIND, FieldInfo, Record, fields_of, texts_of
from okrdesk.change import from_plain, record_to_plain, to_plain
from okrdesk.i18n import _
from okrdesk.review.form import LARGEST, PacketRefused
from okrdesk.review.notes import CONTEXT
from okrdesk.review.records import Note, Progress, Reviewer, Said, Verdict
from okrdesk.review.saying import LAST_CLOCK, is_bound
from okrdesk.text import all_clean, one_line

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
    rules = _rules(kind)
    try:
        found = kind(**{name: rules[name].read(value) for name, value in plain.items() if name != "record"})
    except (KeyError, ValueError, TypeError):
        raise wrong(kind.__name__) from None
    if not found.id or not all_clean(texts_of(found)):  # characters that no workshop holds
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
        record(plain_record(one))
    except PacketRefused:
        return False
    return True


def wrong(what: str) -> PacketRefused:
    """The refusal of a piece that is not what it should be."""
    return PacketRefused("fields", _("This packet is not as the app writes it ({what}).").format(what=what))


# ---------------------------------------------------------------- within
@dataclass(frozen=True, slots=True)
class _Rule:
    """What a field may hold in a packet: nothing that is its default, and of texts `most` characters."""

    info: FieldInfo
    default: Any
    most: int
    is_text: bool  # of any words

    def read(self, plain: Any) -> Any:
        """The field's value. Raises ValueError where a workshop cannot hold it or it is written otherwise,
        PacketRefused where it is too long.
        """
        if self.is_text and type(plain) is str and len(plain) <= self.most:
            value = plain  # most fields by far
        else:
            value = self._read_other(plain)
        if value == self.default:
            raise ValueError("not in its one written form")
        return value

    def _read_other(self, plain: Any) -> Any:
        value = from_plain(self.info, plain)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                self._check(text)
        if isinstance(value, Decimal) and _digits(value) > _MOST_DIGITS:
            raise ValueError("a number that nobody can write")
        if type(value) is not type(plain) and to_plain(value) != plain:
            raise ValueError("not in its one written form")
        return value

    def _check(self, text: str) -> None:
        if len(text) > self.most:
            sentence = _("This packet holds a text of {n} characters, where {most} are the most.")
            raise PacketRefused("long", sentence.format(n=len(text), most=self.most))


def _digits(value: Decimal) -> int:
    return max(len(value.as_tuple().digits), abs(value.adjusted()))


@cache
def _rules(kind: type[Record]) -> dict[str, _Rule]:
    defaults = {field.name: field.default for field in dataclass_fields(kind)}
    return {
        name: _Rule(info, defaults[name], _most(kind, name), info.type is str and not info.choices)
        for name, info in fields_of(kind).items()
    }


def _most(kind: type[Record], name: str) -> int:
    """How long a text may be: what is said is bounded, a draft only by the packet's size."""
    return _LONG.get(name, LONGEST_NAME) if name == "id" or issubclass(kind, Said) else LARGEST


def _check_said(one: Said) -> None:
    """Refuse what nobody can have said with the app."""
    if not is_bound(one):
        raise PacketRefused("unbound", _("This packet holds a note under an id that its author cannot have."))
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
        case Progress(round=round_, about=about, team=team):
            return one.seed in (f"{round_}:{about}", f"{round_}:{about}:{team}")
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
