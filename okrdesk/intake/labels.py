"""What stands before and behind the words of a line: labels, numbers, bullets, owners, scores."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from okrdesk.intake.words import plain

_OBJECTIVE = (
    r"objectives?|objektiv|objectif|objetivo|obiettivo|goals?|ziel|obj|company objective|team objective"
    r"|(?:company|team|department|strategic|top[- ]level|our|main) (?:goal|objective)|目标|目標"
    r"|цель|الهدف|목표"
)
_KEY_RESULT = (
    r"key[ -]?results?|krs?|measure|success (?:metric|measure)|schlüsselergebnis|schluesselergebnis"
    r"|résultat clé|resultat cle|resultado[s]? clave|关键结果|關鍵結果"
    r"|主要な成果|主な成果|ключевой результат|النتيجة الرئيسية|핵심 결과"
)
_NUMBER = r"#?\s*\(?(?P<number>\d{1,3}(?:\.\d{1,3})*)\)?"
_LABELLED = {
    role: re.compile(
        rf"(?:{words})\s*(?:{_NUMBER}\s*(?:[:.)\-–—=|]+\s*|\s+|$)|\s*(?:[:：]|\s[-–—]\s)\s*|$)(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    )
    for role, words in (("key_result", _KEY_RESULT), ("objective", _OBJECTIVE))
}
# "Measure 40 repairs a week", "Company objective 1 wins back ...": the number counts, the words go on
_SENTENCE = re.compile(r"(?:Measure|Goals?|[A-Z][a-z]+[ -](?:goal|objective))\s+\d{1,3}\s+[a-z].*", re.DOTALL)
_SHORT = re.compile(
    r"\[?(?P<letter>O|KR)(?:[\s-]?(?P<number>\d{1,3}(?:[.-]\d{1,3})*)\]?(?:\s*[:.)\-–—=|]+\s*|\s+|$)|\s?[:：]\s*)"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_PATH = re.compile(
    r"(?:O\d{1,2}[\s.\-/]*)?KR[\s-]?(?P<number>\d{1,2}(?:\.\d{1,2})*)\b\s*[:.)\-–—]*\s*(?P<rest>.*)",
    re.DOTALL,
)
_COUNTED = re.compile(
    r"(?:\(?(?P<number>\d{1,3}(?:\.\d{1,3})*)(?:[.)](?=\s)|(?<=\.\d)(?=\s+[^\W\d_]))"
    r"|\(?(?P<letter>[a-zA-Z]|[ivx]{1,4})\)(?=\s))\s+(?P<rest>.*)",
    re.DOTALL,
)
_SIGNS = re.compile(
    r"(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff][\ufe0f\u200d]?\s*)+"
)  # emoji before a label
_FURTHER = re.compile(
    r"(?<=[\w.,;!?%)\]])[^\S\n]+(?:[|;,/–—-][^\S\n]+)?(?=(?:KR|Key [Rr]esult)\s?(?:\d[\d.]*)?\s?[:：]\s)"
)
BULLET = re.compile(
    r"(?P<mark>[-*+•–—◦‣▪●○■□◆▸►➢✓✔☐☑✅➔→»·](?=\s)|[•◦‣▪●○■□◆▸►➢☐☑✅·](?=\S))\s*(?P<rest>.*)", re.DOTALL
)
CHECKBOX = re.compile(r"\[(?P<done>[ xX✓✔-])\]\s+(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Labelled:
    """Words without their label: `role` is "" when no label told it; `number` is as written."""

    role: str
    number: str
    words: str


def unlabel(text: str, *, counted: bool = True) -> Labelled:
    """Take a label ("Objective 2:", "KR 1.2 –", "O3", and with `counted` also "1." or "a)") off `text`."""
    text = text.strip()
    if (found := _SIGNS.match(text)) and (label := unlabel(text[found.end() :], counted=False)).role:
        return label
    if found := _PATH.fullmatch(text):
        return Labelled("key_result", found["number"], found["rest"].strip())
    if found := _SHORT.fullmatch(text):
        role = "objective" if found["letter"] == "O" else "key_result"
        return Labelled(role, found["number"] or "", found["rest"].strip())
    for role, pattern in _LABELLED.items():
        if (found := pattern.fullmatch(text)) and not _SENTENCE.fullmatch(text):
            return Labelled(role, found["number"] or "", found["rest"].strip())
    if counted and (found := _COUNTED.fullmatch(text)):
        return Labelled("", found["number"] or found["letter"] or "", found["rest"].strip())
    return Labelled("", "", text)


def labelled_lines(text: str) -> str:
    """`text` with a line for each key result that a label announces behind others: "O: … KR1: … KR2: …"."""
    return _FURTHER.sub("\n", text) if unlabel(text, counted=False).role else text


def items(text: str) -> list[str]:
    """The items of a cell that lists several, one a line or bullet; a single one when it does not."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return [bare(line) for line in lines]
    marked = [bool(BULLET.fullmatch(line) or unlabel(line).number or unlabel(line).role) for line in lines]
    if sum(marked) >= 2 or (marked[0] and any(marked)):
        return _joined(lines, marked)
    opens = [not line[0].islower() and line[0] not in "(,;" for line in lines]
    wordy = sum(len(line.split()) >= 2 for line in lines)
    return [bare(line) for line in lines] if all(opens) and wordy > 0.6 * len(lines) else [" ".join(lines)]


def _joined(lines: list[str], starts: list[bool]) -> list[str]:
    """Lines joined to items, each beginning where `starts` says."""
    found: list[str] = []
    for line, start in zip(lines, starts, strict=True):
        if start or not found:
            found.append(bare(line))
        else:
            found[-1] += f" {line}"
    return found


def bare(line: str) -> str:
    """A line without its bullet."""
    found = BULLET.fullmatch(line)
    return found["rest"] if found and found["rest"] else line


_LONGEST_TAIL = 300  # characters
_SCORE_BEHIND = re.compile(
    r"\s*(?:=+>|⇒|(?<![\d%])(?<![\d%]\s)→\s*(?=\d+\s*%$))\s*(?P<arrow>\d+(?:[.,]\d+)?)\s*(?P<percent>%?)\.?$"
    r"|\s*[(\[](?:score|grade|graded|progress|final score|bewertung)[:\s]+"
    r"(?P<word>\d+(?:[.,]\d+)?)\s*(?P<word_percent>%?)"
    r"[)\]]$"
    r"|\s*[-–—|,;]\s*(?:score|grade|bewertung)[:\s]+(?P<dash>\d+(?:[.,]\d+)?)\s*(?P<dash_percent>%?)$"
    r"|\s*[(\[](?P<bare>0[.,]\d{1,2}|1[.,]0)[)\]]$",
    re.IGNORECASE,
)
_OWNER_WORD = (
    r"(?:owners?|dri|lead|responsible|owned by|assignees?|verantwortlich|responsable|accountable|led by)"
)
_OWNER_BEHIND = re.compile(
    rf"\s*(?:[-–—|,;]\s*|[(\[]\s*){_OWNER_WORD}\s*[:=]?\s+(?P<word>[^()\[\]]{{2,60}}?)\s*[)\]]?$"
    r"|\s*(?:[-–—|]\s*|[(\[]\s*)?(?P<at>@[\w.\-]+(?:\s*(?:,|/|&|\+|and|und)?\s*@[\w.\-]+)*)\s*[)\]]?\.?$",
    re.IGNORECASE,
)
_PARENT_BEHIND = re.compile(
    r"\s*(?:[(\[]|[-–—|]\s)\s*(?:supports?|aligned (?:to|with)|aligns (?:to|with)|contributes to"
    r"|rolls up to|ladders up to|parent|feeds|zahlt ein auf)\s*:?\s+(?P<parent>[^()\[\]]{1,200}?)\s*[)\]]?$",
    re.IGNORECASE,
)
_BRACKET = re.compile(
    r"\s*[(\[](?P<names>[^()\[\]]{2,60})[)\]]\.?$|\s+[-–—]\s+(?P<dashed>\w+ [\w'’ ]{2,40})$"
)


def _behind(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Where `pattern` fits the end of `text`; it looks at no more than could be meant."""
    return pattern.search(text, max(0, len(text) - _LONGEST_TAIL))


@dataclass(slots=True)
class Tail:
    """What stood behind the words of a line."""

    words: str
    owner: str = ""
    parent: str = ""
    score: Decimal | None = None


def untail(text: str) -> Tail:
    """Take a score ("=> 80%"), an owner ("— Owner: Dana", "@dana") and a parent off the end of `text`."""
    tail = Tail(text.strip())
    for _round in range(3):
        before = tail.words
        if tail.score is None and (found := _behind(_SCORE_BEHIND, tail.words)):
            number = found["arrow"] or found["word"] or found["dash"] or found["bare"]
            percent = found["percent"] or found["word_percent"] or found["dash_percent"]
            value = Decimal(number.replace(",", "."))
            tail.score = value / 100 if percent or value > 1 else value
            tail.words = tail.words[: found.start()].rstrip()
        if not tail.owner and (found := _behind(_OWNER_BEHIND, tail.words)) and found.start():
            tail.owner, tail.words = found["word"] or found["at"], tail.words[: found.start()].rstrip()
        if not tail.parent and (found := _behind(_PARENT_BEHIND, tail.words)) and found.start():
            tail.parent, tail.words = found["parent"], tail.words[: found.start()].rstrip()
        if tail.words == before:
            break
    return tail


def bracketed(text: str) -> tuple[str, str]:
    """The words in brackets, or two and more behind a dash, at the end of `text` that can be people's names.

    Comes with the text before them; ("", text) when there are none.
    """
    found = _behind(_BRACKET, text)
    if not found or not found.start():
        return "", text
    names, before = (found["names"] or found["dashed"]).strip(), text[: found.start()].rstrip()
    people = re.split(r"\s*(?:[,/&+]|\band\b|\bund\b)\s*", names)
    if not all(
        re.fullmatch(r"[A-ZÀ-Þ][a-zß-ÿ'’]+(?:[ -](?:[A-ZÀ-Þ][a-zß-ÿ'’]*\.?|van|von|de|der|da)){0,3}", p)
        for p in people
    ):
        return "", text
    initials = "".join(word[0] for word in names.split())
    last = before.split()[-1] if before.split() else ""
    if len(initials) > 1 and plain(last) == plain(initials):
        return "", text  # an abbreviation spelled out: NPS (Net Promoter Score)
    return names, before


PROPERTY = re.compile(
    r"(?P<key>owners?|dri|lead|responsible|accountable|owned by|assignees?|verantwortlich|responsable"
    r"|team|department|squad|group|supports?|parent|aligned (?:to|with)|aligns (?:to|with)|contributes to"
    r"|rolls up to|ladders up to|parent objective"
    r"|score|grade|progress|status|confidence|rag|due|due date|deadline|by"
    r"|baseline|from|start|target|to|current|unit|metric|notes?|comments?|why|story|rationale"
    r"|why it matters|context"
    r"|initiatives?|actions?|tasks|quarter|cycle|period|pillar|type|style|kind|contributors?|involved|level)"
    r"\s*[:：=]\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
