"""The kinds of notes in words, and how people type them who write by hand or into a cell."""

from __future__ import annotations

import re

from okrdesk.i18n import _
from okrdesk.review.records import NoteKind

# As they are offered to choose from.
WORDS: dict[NoteKind, str] = {
    "question": _("Question"),
    "challenge": _("Challenge"),
    "risk": _("Risk"),
    "suggestion": _("Suggestion"),
    "reliance": _("We rely on this"),
    "overlap": _("Overlap"),
    "praise": _("Praise"),
    "blocker": _("Blocker"),
    "note": _("Note"),
}
# The letters by which they are written in the review room, too.
LETTERS: dict[str, NoteKind] = {
    "N": "note",
    "Q": "question",
    "C": "challenge",
    "K": "risk",
    "S": "suggestion",
    "R": "reliance",
    "O": "overlap",
    "P": "praise",
    "B": "blocker",
}
_ALSO: dict[NoteKind, str] = {
    "question": _("question questions ask asks query unclear why how what ?"),
    "challenge": _("challenge challenges doubt disagree objection too-easy too-soft"),
    "risk": _("risk risks risky danger threat concern worry"),
    "suggestion": _("suggestion suggestions suggest suggested rewrite reword wording proposal propose edit"),
    "reliance": _("rely relies reliance we-rely we-rely-on-this dependency depends need needs we-need"),
    "overlap": _("overlap overlaps overlapping duplicate duplication same same-work we-do-the-same"),
    "praise": _("praise good great like love well-done nice thanks +1"),
    "blocker": _("block blocks blocker blocking blocked blocks-us this-blocks-us stop"),
    "note": _("note notes comment comments remark fyi"),
}
_KNOWN: dict[str, NoteKind] = {}
for _kind, _words in _ALSO.items():
    _KNOWN |= {word.replace("-", " "): _kind for word in (*_words.split(), WORDS[_kind].casefold())}


def kind_of(text: str) -> NoteKind | None:
    """The kind that somebody means by `text`: one of the words, a synonym, its letter; None for no kind."""
    word = re.sub(r"[\s_/-]+", " ", text).strip(" .:!").casefold()
    return LETTERS.get(word.upper()) or _KNOWN.get(word)
