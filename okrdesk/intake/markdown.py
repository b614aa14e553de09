"""Markdown as lines of an outline, and its tables as grids."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from okrdesk.i18n import _
from okrdesk.intake.grid import Cell, Grid, squared
from okrdesk.intake.labels import BULLET, PROPERTY, labelled_lines, unlabel
from okrdesk.intake.lines import BOLD, Line, read_line
from okrdesk.intake.proposal import LeftOut

_SIGNS = re.compile(r"#{1,6}\s|(\*\*|__)\S.*(\*\*|__)|[-*+]\s\[[ xX]\]\s|.*\]\(\w")
_BREAK = re.compile(r"<(br\s*/?|/?(ul|ol|li|p|div))>", re.IGNORECASE)  # tags by which table cells hold lists
_SEPARATOR = frozenset("|:- \t")
_FRONT = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)


@dataclass(slots=True)
class Document:
    """A Markdown text: lines, tables, and what is neither.

    `headings` holds for each table the headings above it, the outermost first, as (line, text).
    """

    lines: list[Line] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    headings: list[tuple[tuple[int, str], ...]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def is_markdown(text: str) -> bool:
    """Whether `text` shows signs that only Markdown has."""
    for line in map(str.strip, text.split("\n")):
        if _SIGNS.match(line) or ("|" in line and "---" in line and _SEPARATOR.issuperset(line)):
            return True
    return False


def read_markdown(text: str) -> Document:
    """`text` taken apart. Lists nest by their indent, which people keep to better than CommonMark."""
    document = Document()
    if front := _FRONT.match(text):
        why = _("The document's own header.")
        document.left_out.append(LeftOut(_("line {n}").format(n=1), front[1].strip(), why))
        text = "\n" * front[0].count("\n") + text[front.end() :]
    raw = text.expandtabs(4).split("\n")
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code").parse("\n".join(raw))
    _Walk(document, raw, tokens).run()
    return document


class _Walk:
    """Goes through the tokens once."""

    def __init__(self, document: Document, raw: Sequence[str], tokens: Sequence[Token]) -> None:
        self._to = document
        self._raw = raw
        self._tokens = tokens
        self._headings: list[tuple[int, int, str]] = []
        self._at = 0
        self._fresh_item = False
        self._last_end = 0

    def run(self) -> None:
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            match token.type:
                case "heading_open":
                    self._heading(token)
                case "list_item_open":
                    self._fresh_item = True
                case "paragraph_open":
                    self._paragraph(token)
                case "table_open":
                    self._table(token)
                case "fence" | "code_block" | "html_block":
                    self._other(token)

    def _inline(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _add(self, line: Line) -> None:
        line.gap = line.number > self._last_end + 1
        self._to.lines.append(line)
        self._last_end = line.number

    def _heading(self, token: Token) -> None:
        level, number = int(token.tag[1]), (token.map or [0])[0] + 1
        for text, _bold, beside in _texts(self._inline()):
            self._add(Line(number, text, heading=level, beside=beside))
            self._headings = [h for h in self._headings if h[0] < level] + [(level, number, text)]

    def _paragraph(self, token: Token) -> None:
        """A paragraph or an item's text: one line, or several where its own lines say so."""
        start, end = token.map or [0, 0]
        first = self._fresh_item
        self._fresh_item = False
        texts = _texts(self._inline())
        for n, (text, bold, beside) in enumerate(_joined(texts)):
            number = min(start + n, max(start, end - 1)) + 1
            if n == 0 and first:
                line = read_line(number, self._raw[start], gap=False)
                line.marker = line.marker or "-"
                line.text = _unticked(text)
            else:
                indent = len(self._raw[start]) - len(self._raw[start].lstrip())
                line = read_line(number, " " * indent + text, gap=False)
                if bold and not line.marker and not first:
                    line.heading = BOLD
                if first:
                    line.indent += 2
            line.beside = beside
            self._add(line)
        self._last_end = end

    def _table(self, token: Token) -> None:
        start = (token.map or [0])[0] + 1
        rows: list[list[Cell]] = []
        while self._tokens[self._at].type != "table_close":
            inner = self._tokens[self._at]
            self._at += 1
            if inner.type == "tr_open":
                rows.append([])
            elif inner.type == "inline":
                rows[-1].append(
                    Cell("\n".join(text for text, _b, beside in _texts(inner) for text in (text, *beside)))
                )
        self._to.grids.append(Grid("", squared(rows), start))
        self._to.headings.append(tuple((number, text) for _level, number, text in self._headings))

    def _other(self, token: Token) -> None:
        where = _("line {n}").format(n=(token.map or [0])[0] + 1)
        self._to.left_out.append(LeftOut(where, token.content.strip(), _("Code or HTML, not an outline.")))


def _unticked(text: str) -> str:
    return re.sub(r"^\[[ xX]\]\s+", "", text)


def _texts(inline: Token) -> list[tuple[str, bool, list[str]]]:
    """The lines of an inline token: text, whether all of it is bold, and the addresses its links lead to."""
    lines: list[tuple[list[str], list[bool], list[str]]] = [([], [], [])]
    bold = 0
    for token in inline.children or ():
        words, bolds, beside = lines[-1]
        if token.type in ("strong_open", "strong_close"):
            bold += 1 if token.type == "strong_open" else -1
        elif token.type in ("softbreak", "hardbreak") or _BREAK.fullmatch(token.content):
            lines.append(([], [], []))
        elif token.type == "link_open":
            beside.append(str(token.attrs.get("href", "")))
        elif token.type == "image":
            words.append(token.content)
            beside.append(str(token.attrs.get("src", "")))
        elif token.content:
            words.append(token.content)
            bolds += [bold > 0] if token.content.strip() else []
    found = []
    for words, bolds, beside in lines:
        text = " ".join("".join(words).split())
        if text or beside:
            first, *more = labelled_lines(text).split("\n")
            found.append((first, bool(bolds) and all(bolds), [b for b in beside if b and b not in text]))
            found += [(line, False, []) for line in more]
    return found


def _joined(texts: list[tuple[str, bool, list[str]]]) -> list[tuple[str, bool, list[str]]]:
    """A paragraph's lines, on their own where they begin with a label or bullet, or are all bold."""
    found: list[tuple[str, bool, list[str]]] = []
    for text, bold, beside in texts:
        label = unlabel(text)
        own = bold or label.role or label.number or BULLET.fullmatch(text) or PROPERTY.fullmatch(text)
        if found and not own and not found[-1][1]:
            before, was_bold, addresses = found[-1]
            found[-1] = (f"{before} {text}", was_bold, addresses + beside)
        else:
            found.append((text, bold, beside))
    return found
