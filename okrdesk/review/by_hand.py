"""Notes from paper, typed in line by line: `ENG-2.1 Q "median" why not the mean?`.

A line begins with a card's short name, with /story or the like behind it for another field than the main one.
Then may come a letter for the kind (N Q C K S R O P B) and words of the draft in quotes, to mark them; the
rest is the note, or with S the new wording. A line that begins with a space goes on with the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from okrdesk.cards import Objective, Record
from okrdesk.change import Change, Put
from okrdesk.desk import Refused
from okrdesk.i18n import _, ngettext
from okrdesk.review import fields
from okrdesk.review.draft import SHORT
from okrdesk.review.kinds import LETTERS, kind_of
from okrdesk.review.notes import Spot
from okrdesk.review.paper import PaperReviewer, Written, about_of, said_on_paper
from okrdesk.review.records import Note, NoteKind, Said
from okrdesk.text import clean, one_line
from okrdesk.workshop import Workshop

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»", "”": "”"}
_CODE = re.compile(r"\s*(\S+)\s*(.*)", re.DOTALL)
_LETTER = re.compile(rf"([{''.join(LETTERS)}])[:.]?(?:\s+|$)(.*)", re.DOTALL)
_NAMED_KIND = re.compile(r"([^\W\d_][\w ]{2,20}):\s*(.*)", re.DOTALL)
_WEEK = re.compile(r"\b(?:by\s+)?(?:week|wk|w)\s?(\d{1,2})\b", re.IGNORECASE)
_FIELDS = {name: field for field, name in SHORT.items()}


@dataclass(frozen=True, slots=True)
class Entry:
    """What one line becomes; with `trouble`, a sentence, nothing. `remark` says what to look at."""

    line: int
    raw: str
    spot: Spot | None = None
    code: str = ""
    kind: NoteKind = "note"
    text: str = ""
    wording: str = ""
    quote: str = ""
    by_week: int | None = None
    trouble: str = ""
    remark: str = ""


def read_lines(workshop: Workshop, typed: str) -> list[Entry]:
    """What each of the typed lines becomes; empty ones become nothing and are left out."""
    codes = {code.casefold(): r for kind in fields.WORDS for r in workshop.all(kind) if (code := _code(r))}
    return [_entry(workshop, codes, number, raw) for number, raw in _lines(typed)]


def take_down(workshop: Workshop, who: PaperReviewer, entries: Iterable[Entry], seq: int = 0) -> Change:
    """The notes of these entries, those with trouble left out, as one change in the reviewer's name.

    Raises Refused when there is nobody who said it, or nothing new in it.
    """
    if not one_line(who.name):
        raise Refused(_("Say whose notes these are."))
    written = [_written(workshop, entry, seq) for entry in entries if entry.spot and not entry.trouble]
    if not written:
        raise Refused(_("There is no note to take down yet."))
    said = said_on_paper(workshop, who, written)
    new = [one for one in said.values() if one.id not in workshop]
    notes = sum(isinstance(one, Note) for one in new)
    if not notes:
        raise Refused(_("All of these notes are here already."))
    label = ngettext("{n} note from paper by {name}", "{n} notes from paper by {name}", notes)
    return Change(label.format(n=notes, name=one_line(who.name)), tuple(map(Put, _in_order(new))), "merge")


# ---------------------------------------------------------------- lines
def _lines(typed: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, each with those that go on with it."""
    number, gathered = 0, ""
    for n, line in enumerate(clean(typed).split("\n"), 1):
        if line[:1].isspace() and gathered and line.strip():
            gathered += f"\n{line.strip()}"
            continue
        if gathered:
            yield number, gathered
        number, gathered = n, line.strip()
    if gathered:
        yield number, gathered


def _entry(workshop: Workshop, codes: dict[str, Record], number: int, raw: str) -> Entry:
    entry = Entry(number, raw)
    found = _CODE.fullmatch(raw)
    assert found, "no line is empty"
    code, _slash, short = found[1].translate(_DASHES).strip(":;,()[]").rstrip(".").partition("/")
    card = codes.get(code.casefold())
    if card is None:
        sentence = _("There is no card {code}. Begin each line with a card’s short name, such as {example}.")
        example = next((_code(r) for r in codes.values() if isinstance(r, Objective)), "ENG-2.1")
        return replace(entry, trouble=sentence.format(code=f"“{code:.20}”", example=example))
    entry = replace(entry, code=_code(card))
    field = _FIELDS.get(short.casefold(), short.casefold()) or fields.main_field(card)
    if not fields.can_be_noted(card, field):
        names = ", ".join(SHORT.get(f, f) for f in _fields_of(card))
        sentence = _("{code} has no “{field}”. It has: {names}.")
        return replace(entry, trouble=sentence.format(code=_code(card), field=short, names=names))
    return _read_rest(card, replace(entry, spot=Spot(card.id, field)), found[2].strip(), bool(short))


def _read_rest(card: Record, entry: Entry, rest: str, named: bool) -> Entry:
    """Read what stands behind the short name: kind, quoted words, text. `named`: the field was given."""
    kind, rest = _kind(rest)
    quote, rest = _quote(rest)
    if quote:
        entry = _marked(card, replace(entry, quote=quote), named)
        rest = (
            f"“{quote}” {rest}".strip() if entry.remark and entry.spot and entry.spot.start is None else rest
        )
    if kind is None:
        kind = "question" if rest.endswith(("?", "؟", "？")) else "note"
    if not rest and kind not in ("praise", "reliance"):
        return replace(entry, trouble=_("Write the note behind {code}.").format(code=entry.code))
    if kind == "suggestion":
        return _suggested(card, replace(entry, kind=kind), rest)
    week = _WEEK.search(rest) if kind == "reliance" else None
    by_week = int(week[1]) if week and 1 <= int(week[1]) <= 53 else None
    return replace(entry, kind=kind, text=rest, by_week=by_week)


def _suggested(card: Record, entry: Entry, words: str) -> Entry:
    """A suggestion: of the whole field, or with marked words, of the field with these written anew."""
    spot = entry.spot
    assert spot
    quote, words_ = _quote(words)
    words = quote if quote and not words_ else words
    if spot.start is None or spot.end is None:
        return replace(entry, wording=words)
    whole = fields.read(card, spot.field)
    return replace(entry, wording=whole[: spot.start] + words + whole[spot.end :])


def _kind(rest: str) -> tuple[NoteKind | None, str]:
    """The kind that a letter or a word with a colon says, and what stands behind it."""
    if found := _LETTER.fullmatch(rest):
        return LETTERS[found[1]], found[2].strip()
    if (found := _NAMED_KIND.fullmatch(rest)) and (kind := kind_of(found[1])):
        return kind, found[2].strip()
    return None, rest


def _quote(rest: str) -> tuple[str, str]:
    """The words in quotes at the beginning, and what stands behind them."""
    closing = _QUOTES.get(rest[:1], "")
    ends = [at for mark in closing if (at := rest.find(mark, 1)) > 0]
    if not ends:
        return "", rest
    end = min(ends)
    return rest[1:end].strip(), rest[end + 1 :].lstrip(" ,:–-—").strip()


def _marked(card: Record, entry: Entry, named: bool) -> Entry:
    """The entry with its quoted words marked where they stand: in the field that was named, or in any."""
    assert entry.spot
    main = entry.spot.field
    order = (main,) if named else (main, *(f for f in _fields_of(card) if f != main))
    for exact in (True, False):
        for field in order:
            whole = fields.read(card, field)
            hits = [found.start() for found in _pattern(entry.quote, exact).finditer(whole)]
            if hits:
                found = _pattern(entry.quote, exact).match(whole, hits[0])
                assert found
                several = _("The words stand there {n} times; the first is marked.").format(n=len(hits))
                spot = Spot(card.id, field, found.start(), found.end())
                return replace(entry, spot=spot, remark=several if len(hits) > 1 else "")
    remark = _("These words do not stand in {code}: the note is on the card, with them in it.")
    return replace(entry, remark=remark.format(code=entry.code))


def _pattern(quote: str, exact: bool) -> re.Pattern[str]:
    """`quote` with any white space between its words; not `exact`: in capitals or not."""
    return re.compile(r"\s+".join(map(re.escape, quote.split())), 0 if exact else re.IGNORECASE)


def _fields_of(card: Record) -> tuple[str, ...]:
    return (*fields.WORDS[type(card)], *fields.NUMBERS.get(type(card), ()))


def _code(card: Record) -> str:
    return getattr(card, "code", "")


# ---------------------------------------------------------------- records
def _written(workshop: Workshop, entry: Entry, seq: int) -> Written:
    spot = entry.spot
    assert spot
    read = fields.read(workshop[spot.card], spot.field)
    about = about_of(workshop, spot.card)
    return Written(spot, about, read, entry.kind, entry.text, entry.wording, entry.by_week, seq)


def _in_order(said: Iterable[Said]) -> list[Said]:
    return sorted(said, key=lambda one: one.id)
