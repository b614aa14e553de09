"""Invented OKRs, and the many ways in which people lay them out, by chance."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, field

VERBS = ("Win", "Bake", "Make", "Earn", "Halve", "Keep", "Open", "Teach", "Ship", "Grow")
THINGS = (
    "bread", "ovens", "every shop", "rye dough",
    "the early van", "städtische Kunden", "café orders", "new bakers",
    "the Nordic towns", "flour, salt and yeast", "our “warm” hour", "half the waste", "loaves per hour",
)  # fmt: skip
TEAMS = ("Ovens", "Night Shift", "Vans", "Marketing", "Shop Floor", "Data & Analytics", "Rye Lab")
NAMES = ("Dana Ruiz", "Tom Beck", "Ida Berg", "Uma Patel", "Jonas", "Mei Lin", "Chloé Faure")
HEADERS = {
    "objective": ("Objective", "Goal", "OBJECTIVES", "What we want", "Ziel", "Objectif", "Objective title"),
    "key_result": ("Key Result", "KR", "Key results", "How we know", "Schlüsselergebnis", "Résultats clés"),
    "team": ("Team", "Department", "Squad", "Group", "Abteilung", "Équipe"),
    "owner": ("Owner", "DRI", "Lead", "Responsible", "KR owner", "Verantwortlich", "Assignee"),
    "parent": ("Rolls up to", "Parent", "Supports", "Aligned to", "Contributes to", "Parent objective"),
    "note": ("Notes", "Comments", "Kommentar", "Remarks"),
}


@dataclass
class Result:
    text: str
    owner: str
    note: str = ""


@dataclass
class Goal:
    title: str
    team: str
    parent: str = ""
    results: list[Result] = field(default_factory=list)


def plan(rng: random.Random) -> list[Goal]:
    """A few objectives of a few teams, each text with a word of its own; some feed one before them."""
    goals: list[Goal] = []
    for n in range(rng.randint(2, 6)):
        goal = Goal(_sentence(rng, f"zo{n}"), rng.choice(TEAMS) if n else TEAMS[0])
        if goals and rng.random() < 0.5:
            goal.parent = rng.choice(goals).title
        for m in range(rng.randint(0 if n else 2, 4)):
            owner = NAMES[m] if n == 0 else rng.choice(NAMES)
            note = rng.choice(("", f"remark zn{n}k{m}"))
            goal.results.append(Result(_sentence(rng, f"zk{n}k{m}"), owner, note))
        goals.append(goal)
    return goals


def _sentence(rng: random.Random, word: str) -> str:
    things = " and ".join(rng.sample(THINGS, rng.randint(1, 3)))
    return f"{rng.choice(VERBS)} {things} {word}{rng.choice(('', '.', ' by 20%', ' from 3 to 9'))}"


@dataclass
class Sheet:
    """A table: its rows, and which rows (from, to) of which columns are merged."""

    rows: list[list[str]]
    merges: list[tuple[int, int, int]]
    fields: list[str]
    junk: list[str]


def table(rng: random.Random, goals: list[Goal]) -> Sheet:
    """`goals` as a table: columns in any order, headers from synonyms, banners, blanks and totals around."""
    fields = ["objective", "key_result", "team"]
    fields += rng.sample(("owner", "parent", "note"), rng.randint(0, 3))
    rng.shuffle(fields)
    mode = rng.choice(("repeated", "merged", "first"))
    rows: list[list[str]] = []
    merges: list[tuple[int, int, int]] = []
    junk: list[str] = []
    if rng.random() < 0.5:
        junk = ["Bakery OKRs zbanner", *rng.choice(([], ["please fill in zplease"]))]
        rows += [[text] + [""] * (len(fields) - 1) for text in junk] + [[""] * len(fields)]
    rows.append([rng.choice(HEADERS[name]) for name in fields])
    for goal in goals:
        start = len(rows)
        for n, result in enumerate(goal.results or [Result("", "")]):
            again = n == 0 or mode == "repeated"
            stated = {"objective": goal.title, "team": goal.team, "parent": goal.parent} if again else {}
            cells = {**stated, "key_result": result.text, "owner": result.owner, "note": result.note}
            rows.append([cells.get(name, "") for name in fields])
        if mode == "merged" and len(rows) - start > 1:
            merges += [
                (start, len(rows) - 1, fields.index(n))
                for n in ("objective", "team", "parent")
                if n in fields
            ]
        if rng.random() < 0.5:
            rows.append([""] * len(fields))
    if rng.random() < 0.5:
        junk.append("Total")
        rows.append(["Total"] + [""] * (len(fields) - 1))
    return Sheet(rows, merges, fields, junk)


def as_csv(sheet: Sheet, delimiter: str, encoding: str) -> bytes:
    """A sheet as a file of text; merged cells show only in their first row, as spreadsheets save them."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(sheet.rows)
    return text.getvalue().encode(encoding)


def outline(goals: list[Goal], style: str) -> str:
    """`goals` as Markdown or plain text; headings name the teams."""
    lines: list[str] = []
    for team in dict.fromkeys(goal.team for goal in goals):
        lines += _HEAD[style](team)
        for n, goal in enumerate((g for g in goals if g.team == team), 1):
            lines += [_OBJECTIVE[style].format(n=n, text=goal.title)]
            lines += [_RESULT[style].format(n=n, m=m, text=r.text) for m, r in enumerate(goal.results, 1)]
            lines += [""] if style not in ("indents", "tabs", "nested", "numbers") else []
    return "\n".join(lines) + "\n"


_HEAD = {
    "headings": lambda team: [f"## {team}", ""],
    "labels": lambda team: [f"## {team}", ""],
    "bold": lambda team: [f"## {team}", ""],
    "nested": lambda team: ["", f"## {team}", ""],
    "boxes": lambda team: [f"# {team}", ""],
    "indents": lambda team: [team],
    "tabs": lambda team: [team],
    "numbers": lambda team: ["", f"# {team}", ""],
    "mail": lambda team: [f"> {team.upper()}", ">"],
}
_OBJECTIVE = {
    "headings": "### {text}\n",
    "labels": "### Objective {n}: {text}",
    "bold": "**O{n}: {text}**\n",
    "nested": "- {text}",
    "boxes": "## {text}\n\n**Key Results:**\n",
    "indents": "  {text}",
    "tabs": "\t{text}",
    "numbers": "{n}. {text}",
    "mail": "> Objective: {text}",
}
_RESULT = {
    "headings": "* {text}",
    "labels": "- KR{n}.{m}: {text}",
    "bold": "{m}. {text}",
    "nested": "    - {text}",
    "boxes": "- [ ] {text}",
    "indents": "    - {text}",
    "tabs": "\t\t{text}",
    "numbers": "   {n}.{m}. {text}",
    "mail": ">   - {text}",
}
STYLES = tuple(_HEAD)
