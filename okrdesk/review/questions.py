"""What reviewers may ask while they read: a bank of questions by the functions of both teams, to be edited.

A workshop without questions of its own has the shipped ones; the first edit gives it a copy of all of them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any
from uuid import UUID, uuid5

from okrdesk.cards import Team, new_id
from okrdesk.change import Change, Drop, Put, Set, Step
from okrdesk.desk import Refused
from okrdesk.edits import rank_at, ranks
from okrdesk.i18n import _
from okrdesk.paths import RESOURCES
from okrdesk.review.records import Question
from okrdesk.workshop import Workshop

_SHIPPED = RESOURCES / "review" / "questions.toml"
_OURS = UUID("0b7f7a0e-6f0d-4a53-8a66-3a6b1f2d9c41")  # the namespace of the shipped questions' ids
_WORD = re.compile(r"[\w&]+")


# ---------------------------------------------------------------- asking
def bank(workshop: Workshop) -> tuple[Question, ...]:
    """All questions in their order: the workshop's own, or the shipped ones while it has none."""
    return workshop.all(Question) or shipped()


@cache
def shipped() -> tuple[Question, ...]:
    """The questions that come with the app; each has the same id everywhere."""
    rows = _data()["questions"]
    return tuple(
        Question(str(uuid5(_OURS, row["key"])), rank, row.get("asker", ""), row.get("asked", ""), row["text"])
        for row, rank in zip(rows, ranks(len(rows)), strict=True)
    )


def for_pair(workshop: Workshop, reviewer: Team | None, author: Team | None) -> list[Question]:
    """What a reviewer of one team may ask another: what is meant for just these two first, then what one of
    them is told by, then what anybody may ask.
    """
    asks, is_asked = _functions_of(reviewer), _functions_of(author)
    fitting = [q for q in bank(workshop) if _meant(q.asker, asks) and _meant(q.asked, is_asked)]
    return sorted(fitting, key=lambda q: -bool(q.asker) - bool(q.asked))


def have_something_to_ask(workshop: Workshop, reviewer: Team, author: Team) -> bool:
    """Whether there is a question that is meant for just these two functions (rule 1.24)."""
    asks, is_asked = _functions_of(reviewer), _functions_of(author)
    return any(
        q.asker and q.asked and _meant(q.asker, asks) and _meant(q.asked, is_asked) for q in bank(workshop)
    )


@lru_cache(maxsize=512)
def functions_in(text: str) -> frozenset[str]:
    """Which functions a free text names, by their synonyms; one that is not known stands for itself."""
    words = _WORD.findall(text.casefold())
    known = _synonyms()
    return frozenset(known[word] for word in words if word in known) or frozenset({" ".join(words)} - {""})


# ---------------------------------------------------------------- editing
def add(workshop: Workshop, asker: str, asked: str, text: str) -> Change:
    """A new question at the end of the bank. Raises Refused when it asks nothing."""
    _need_text(text)
    rank = rank_at(bank(workshop))
    return Change(
        _("Add a question"), (*_adoption(workshop), Put(Question(new_id(), rank, asker, asked, text)))
    )


def alter(workshop: Workshop, question: str, **fields: Any) -> Change:
    """Alter a question's `text`, `asker` or `asked`. Raises Refused when it then asks nothing."""
    old = _find(workshop, question)
    _need_text(fields.get("text", old.text))
    if workshop.find(Question, question):
        steps: tuple[Step, ...] = tuple(
            Set(question, name, getattr(old, name), new)
            for name, new in fields.items()
            if getattr(old, name) != new
        )
    else:
        steps = _adoption(workshop, {question: replace(old, **fields)})
    return Change(_("Change a question"), steps)


def drop(workshop: Workshop, question: str) -> Change:
    """Take a question out of the bank. When none is left, the shipped ones are asked again."""
    old = _find(workshop, question)
    steps = (Drop(old),) if workshop.find(Question, question) else _adoption(workshop, {question: None})
    return Change(_("Remove a question"), steps)


# ---------------------------------------------------------------- within
def _find(workshop: Workshop, question: str) -> Question:
    found = next((q for q in bank(workshop) if q.id == question), None)
    if found is None:
        raise Refused(_("That question is not there any more."))
    return found


def _need_text(text: str) -> None:
    if not text.strip():
        raise Refused(_("Write the question first."))


def _adoption(workshop: Workshop, instead: dict[str, Question | None] | None = None) -> tuple[Step, ...]:
    """The steps that give a workshop its own copy of the shipped questions, some of them altered or gone."""
    if workshop.count(Question):
        return ()
    copies = ((instead or {}).get(q.id, q) for q in shipped())
    return tuple(Put(q) for q in copies if q is not None)


def _functions_of(team: Team | None) -> frozenset[str]:
    return functions_in(team.function or team.name) if team else frozenset()


def _meant(function: str, functions: frozenset[str]) -> bool:
    return not function or not functions.isdisjoint(functions_in(function))


@cache
def _synonyms() -> dict[str, str]:
    functions: dict[str, list[str]] = _data()["functions"]
    return {word: function for function, words in functions.items() for word in (*words, function)}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_SHIPPED.read_text(encoding="utf-8"))
