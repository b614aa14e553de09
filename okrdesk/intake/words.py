"""The words by which people call columns, rows and teams: vocabulary.toml, and what follows from it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

# Words inside a longer header, each with the field it hints at; the last that fits counts.
_INSIDE: tuple[tuple[str, str], ...] = (
    (r"\b(objectives?|goals?|ziele?|objectifs?|objetivos?)\b", "objective"),
    (
        r"\b(key results?|krs?|measurable|schlusselergebnis\w*|resultats? cles?|resultados? clave)\b",
        "key_result",
    ),
    (
        r"\bhow (will|do|can|would|are) we (measur\w+|know)\b|\bmeasured?( by|$)|\bmeasure success\b",
        "key_result",
    ),
    (r"\bmeasures? of\b|\bsuccess (criteria|metrics?|measures?)\b", "key_result"),
    (r"\b(team|department|squad|abteilung|equipe)\b", "team"),
    (r"\b(notes?|comments?|kommentare?|updates?|bemerkung\w*)\b", "note"),
    (r"\b(current|actual|istwert)\b", "current"),
    (r"\b(baseline|start|starting|startwert)\b", "baseline"),
    (r"\b(target|zielwert|cible)\b", "target"),
    (r"\b(units?|einheit)\b", "unit"),
    (r"\b(confidence|status|rag|health)\b", "status"),
    (r"\b(progress|completion|fortschritt)\b|% (complete|done|achieved)", "progress"),
    (r"\b(scores?|grade|scoring)\b", "score"),
    (r"\b(due|deadline|by when|date)\b", "due"),
    (r"\b(quarter|period)\b", "cycle"),
    (r"\b(owner|responsible|dri|accountable|owned by|verantwortlich\w*|responsable)\b", "owner"),
    (r"\b(supports?|align\w*|parent|rolls? up|ladders?|contributes?|cascad\w+|linked to)\b", "parent"),
    (r"\bpillar\b|\bstrategic (priority|theme)", "pillar"),
    (r"\b(id|number|no|nr|code|key)$", "number"),
    (r"\b(type|category|kategorie)$", "note"),
)

TOTALS = re.compile(
    r"(grand |sub[- ]?|overall |column )?(total|totals|sum|average|avg|mean|count|median|overall|gesamt|summe"
    r"|gesamtsumme|zwischensumme|durchschnitt|mittelwert|moyenne|somme|total general|promedio|suma|totale"
    r"|totaal|media|overall score|overall progress|average score|average progress|total score|anzahl)"
    r"( of .{1,30}| \(.{1,30}\)| score| progress)?[:=]?( [\d.,%]+)?"
)
# Remarks of whoever keeps the sheet: told by their first words. NOTES: those that cards may share.
REMARKS = re.compile(
    r"(notes?:|notiz:|n\.?b\.?[:\s]|hint:|tip:|legend\b|legende|key:|sources?:"
    r"|last (updated?|edited|modified)\b"
    r"|updated?( on|:| by| \d)|as of\b|stand:|instructions?:|anleitung|confidential\b|vertraulich"
    r"|internal( use)?( only)?$|\*|†|disclaimer|©|\(c\)|scoring:|scale:|rating:|todo:|tbd:|hinweis|remarque"
    r"|nota:|version \d|page \d|generated (on|by|at)|exported|printed|created (on|by)|prepared by|copyright)",
    re.IGNORECASE,
)
NOTES = re.compile(
    rf"{REMARKS.pattern}|"
    r"(enter|insert|type|write|add) (your |the |an? |new )?(objectives?|key results?|krs?|goals?)\b"
    r"|(please|note|do not|don't|draft|template|remember|fill in|how to|instructions?|bitte"
    r"|merci)\b",
    re.IGNORECASE,
)
# The first cell of a row that explains signs and colours.
LEGENDS = re.compile(
    r"(legende?|key|scale|rating|scoring|colou?rs?|farben|notes?|instructions?)\s*:?", re.IGNORECASE
)
_ROLES = re.compile(
    r"\b(c[efimoprstx]o|cco|ciso|evp|svp|vp|avp|head|director|leads?|manager|chief|president|officer|partner"
    r"|founder|pm|em|leiter|leiterin|responsable|directeur|chair|secretary|coordinator|owner)\b",
    re.IGNORECASE,
)
UNKNOWN = frozenset(
    (
        "unknown",
        "tbd",
        "tba",
        "tbc",
        "n/a",
        "na",
        "n.a.",
        "?",
        "??",
        "???",
        "unbekannt",
        "inconnu",
        "desconocido",
    )
)
_GROUPS = frozenset(("team", "squad", "department", "dept", "group", "crew", "tribe"))
_JOINING = frozenset(("the", "and", "of", "for", "und", "et"))


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text("utf-8"))


def _list(words: str) -> list[str]:
    return [word.strip() for word in words.replace("\n", " ").split(",")]


@cache
def _headers() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for fields, phrases in _vocabulary()["headers"].items():
        for phrase in _list(phrases):
            for field in fields.split():
                if field not in found.get(phrase, ()):
                    found[phrase] = (*found.get(phrase, ()), field)
    return found


@cache
def _by_word(section: str) -> dict[str, str]:
    """What each word of a section stands for: the key under which it is listed."""
    return {word: key for key, words in _vocabulary()[section].items() for word in _list(words)}


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_list(_vocabulary()[name]["words"]))


_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "ł": "l", "Ł": "l"})


@cache
def plain(text: str) -> str:
    """`text` as it is compared: lower case, without accents and punctuation, single spaces."""
    folded = unicodedata.normalize("NFKD", text.translate(_LETTERS)).casefold()
    kept = "".join(
        " " if not (c.isalnum() or c == "%") else c for c in folded if not unicodedata.combining(c)
    )
    return " ".join(kept.split())


def header_fields(text: str) -> tuple[tuple[str, ...], float]:
    """The fields a header may stand for, likeliest first, and how sure (1: the whole header is known)."""
    text = re.sub(r"#(?!\s*\d)", " no ", text)
    words = plain(re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", text)) or plain(text)
    words = " ".join(words.replace("%", " ").split()) or words
    if not words or len(words) > 60:
        return (), 0.0
    bare = re.sub(r"(?<=[a-z])\s*\d{1,2}$|\bq[1-4]\b|\b20\d\d\b|\b[hfy]{1,2}\d+\b", "", words).strip()
    for form in (words, bare):
        if found := _headers().get(form):
            return found, 1.0
    hints = [field for pattern, field in _INSIDE if re.search(pattern, plain(text))]
    return (hints[-1],) if hints else (), 0.6 if hints and len(words.split()) <= 7 else 0.0


def row_type(text: str) -> str:
    """What a type column's cell says its row is: "objective", "key_result", "note", or ""."""
    words = re.sub(r"(\s*\d+)+$", "", plain(text))
    types, (first, _space, rest) = _by_word("types"), words.partition(" ")
    return types.get(words) or (types.get(rest, "") if level_of(first) is not None else "")


def level_of(text: str) -> int | None:
    """The depth of a level that a word names: 0 for the company; None when it names none."""
    depth = _by_word("levels").get(plain(text))
    return None if depth is None else int(depth)


def kind_word(text: str) -> str | None:
    """The kind of key result (as `cards.KeyResultKind`) that a word names; None when it names none."""
    return _by_word("kinds").get(plain(text))


def is_company(name: str) -> bool:
    """Whether a team's name means the whole company."""
    return plain(name) in _set("company")


def looks_like_team(name: str) -> bool:
    """Whether `name` is made of what teams are called after ("Ops", "Data & Analytics", "the web team")."""
    words = [word for word in plain(name).split() if word not in _JOINING]
    if not words or len(words) > 5 or _ROLES.search(name):
        return False
    grouped = len(name.split()) <= 4 and (words[0] in _GROUPS or words[-1] in _GROUPS)
    return grouped or _set("functions").issuperset(words)


def is_generic(word: str) -> bool:
    """Whether a word of a title says nothing of the organisation ("OKRs", "draft")."""
    return plain(word) in _set("generic")
