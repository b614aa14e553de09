"""Notes from paper, typed in line by line: `ENG-2.1 Q "median" why not the mean?`.

A line begins with a card's short name, with /story or the like behind it for another field than the main one.
Then may come a letter for the kind (N Q C K S R O P B) and words of the draft in quotes, to mark them; the
rest is the note, or with S the new wording. A line that begins with a space goes on with the one before.
Short names are understood as people type them, too: `eng 2,1`, `• ENG-2.1Q why?`, `Q ENG2.1 why?`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from okrdesk.cards import Objective, Record
from okrdesk.change import Change, Put
from okrdesk.desk import Refused
from okrdesk.i18n import _, ngettext
from okrdesk.review import fields
from okrdesk.review.draft import SHORT
from okrdesk.review.kinds import LETTERS, WORDS, kind_of
from okrdesk.review.notes import Spot
from okrdesk.review.paper import PaperReviewer, Written, about_of, said_on_paper
from okrdesk.review.records import Note, NoteKind, Said
from okrdesk.text import clean, one_line
from okrdesk.workshop import Workshop

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»", "”": "”"}
_CLOSING = "".join({*_QUOTES.values()})
_CODE = re.compile(r"\s*(\S+)\s*(.*)", re.DOTALL)
_LOOSE = re.compile(r"([^\W\d_]+)[\s-]*(\d+(?:[.,]\d+)*)[\W_]*?(?=[\s\w/\"“„«?]|$)(.*)", re.DOTALL)
_LIST_MARK = re.compile(r"(?:[^\w\s]|\s)*(?:\d{1,3}[.)]\s+)?[^\w]*")
_MENTION = re.compile(r"(?<![\w-])[^\W\d_]+-\d+(?:\.\d+)*")
_SLASH = re.compile(r"\s*/\s*(\w+)\s*(.*)", re.DOTALL)
_LETTER = re.compile(rf"([{''.join(LETTERS)}])[:.]?(?:\s+|$)(.*)", re.DOTALL)
_SMALL = "".join(LETTERS).lower()
_SMALL_LETTER = re.compile(rf"([{_SMALL}])\s+.*", re.DOTALL)
_SMALL_LETTER_NAMED = re.compile(rf"([{_SMALL}]):\s*(.*)", re.DOTALL)
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
    known = _Codes(codes, {_bare(code): card for code, card in reversed(codes.items())})
    return [_entry(known, number, raw) for number, raw in _lines(typed, known)]


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
def _lines(typed: str, codes: _Codes) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, each with those that go on with it; indented lists are lines, too."""
    number, gathered = 0, ""
    for n, line in enumerate(clean(typed).split("\n"), 1):
        if line[:1].isspace() and gathered and line.strip() and not codes.find(line.strip()):
            gathered += f"\n{line.strip()}"
            continue
        if gathered:
            yield number, gathered
        number, gathered = n, line.strip()
    if gathered:
        yield number, gathered


@dataclass(frozen=True, slots=True)
class _Codes:
    """The cards by their short names, and by these without what people leave out or mistake."""

    exact: dict[str, Record]
    bare: dict[str, Record]

    def find(self, raw: str) -> tuple[Record, str] | None:
        """The card with whose short name a line begins, and what stands behind it."""
        found = _CODE.fullmatch(raw)
        assert found, "no line is empty"
        code, slash, short = found[1].translate(_DASHES).strip(":;,()[]").rstrip(".").partition("/")
        if card := self.exact.get(code.casefold()):
            return card, f"{slash}{short} {found[2]}".strip()
        plain = "".join(sign for sign in raw if unicodedata.category(sign) != "Cf").translate(_DASHES)
        mark = _LIST_MARK.match(plain)
        line = plain[mark.end() :] if mark else plain
        kind = _LETTER.fullmatch(line)
        for text, before in ((line, ""), (kind[2], f"{kind[1]} ") if kind else (line, "")):
            loose = _LOOSE.match(text)
            if loose and (card := self.bare.get(_bare(loose[1] + loose[2]))):
                quoted = bool(mark) and mark[0][-1:] in _QUOTES
                return card, f"{before}{loose[3].strip().lstrip(_CLOSING if quoted else '')}".strip()
        return None

    def mentioned(self, text: str, card: Record) -> str:
        """The short name of another card that stands in a text; "" for none."""
        names = (found[0].translate(_DASHES) for found in _MENTION.finditer(text.translate(_DASHES)))
        return next((n for n in names if self.exact.get(n.casefold(), card) is not card), "")

    def trouble(self, raw: str) -> str:
        """Why a line begins with no card, and what to write."""
        first = raw.split(maxsplit=1)[0].translate(_DASHES).strip(":;,.()[]")
        of_team = [r for code, r in self.exact.items() if code.startswith(f"{first.casefold()}-")]
        if of_team:
            sentence = _("Which card of {code}? Write its number, too, such as {example}.")
            return sentence.format(code=first, example=_code(of_team[0]))
        sentence = _("There is no card {code}. Begin each line with a card’s short name, such as {example}.")
        example = next((_code(r) for r in self.exact.values() if isinstance(r, Objective)), "ENG-2.1")
        return sentence.format(code=f"“{first:.20}”", example=example)


def _bare(code: str) -> str:
    return re.sub(r"[\s-]", "", code).replace(",", ".").casefold()


def _entry(codes: _Codes, number: int, raw: str) -> Entry:
    entry = Entry(number, raw)
    found = codes.find(raw)
    if found is None:
        return replace(entry, trouble=codes.trouble(raw))
    card, rest = found
    short, rest = _field(card, rest)
    entry = replace(entry, code=_code(card))
    field = _FIELDS.get(short.casefold(), short.casefold()) or fields.main_field(card)
    if not fields.can_be_noted(card, field):
        names = ", ".join(SHORT.get(f, f) for f in _fields_of(card))
        sentence = _("{code} has no “{field}”. It has: {names}.")
        return replace(entry, trouble=sentence.format(code=_code(card), field=short, names=names))
    entry = _read_rest(card, replace(entry, spot=Spot(card.id, field)), rest, bool(short))
    if not entry.trouble and (other := codes.mentioned(rest, card)):
        sentence = _("{other} is named in it: what is about that one goes on a line of its own.")
        entry = replace(entry, remark=f"{entry.remark} {sentence.format(other=other)}".strip())
    return entry


def _field(card: Record, rest: str) -> tuple[str, str]:
    """The field that is named behind a short name, "" for none, and what stands behind it."""
    if found := _SLASH.fullmatch(rest):
        return found[1], found[2].strip()
    if found := _NAMED_KIND.fullmatch(rest):
        field = _FIELDS.get(found[1].casefold(), found[1].casefold())
        if fields.can_be_noted(card, field):
            return found[1], found[2].strip()
    return "", rest


def _read_rest(card: Record, entry: Entry, rest: str, named: bool) -> Entry:
    """Read what stands behind the short name: kind, quoted words, text. `named`: the field was given."""
    kind, rest = _kind(rest)
    if kind is None and (small := _SMALL_LETTER.fullmatch(rest)):
        said = _("If “{letter}” stands for {kind}, write it large.")
        meant = WORDS[LETTERS[small[1].upper()]]
        entry = replace(entry, remark=said.format(letter=small[1], kind=meant))
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
    """The kind that a letter or a word with a colon says, and what stands behind it. Small letters alone are
    words.
    """
    if found := _LETTER.fullmatch(rest):
        return LETTERS[found[1]], found[2].strip()
    if found := _SMALL_LETTER_NAMED.fullmatch(rest):
        return LETTERS[found[1].upper()], found[2].strip()
    if (found := _NAMED_KIND.fullmatch(rest)) and (kind := kind_of(found[1])):
        return kind, found[2].strip()
    if rest.startswith("?"):
        return "question", rest.lstrip("? ")
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
    read = fields.kept(workshop[spot.card], spot.field)
    about = about_of(workshop, spot.card)
    return Written(spot, about, read, entry.kind, entry.text, entry.wording, entry.by_week, seq)


def _in_order(said: Iterable[Said]) -> list[Said]:
    return sorted(said, key=lambda one: one.id)
