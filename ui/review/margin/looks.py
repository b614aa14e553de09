"""What the kinds of notes are called and in which tone they stand: the word says it, the colour helps."""

from __future__ import annotations

from okrdesk.i18n import _
from okrdesk.review.records import NoteKind

# The word, and the theme's token of its colour; its ground is that token with "-bg".
KINDS: dict[NoteKind, tuple[str, str]] = {
    "note": (_("Note"), "grey"),
    "question": (_("Question"), "accent"),
    "challenge": (_("Challenge"), "amber"),
    "risk": (_("Risk"), "amber"),
    "suggestion": (_("Suggestion"), "violet"),
    "reliance": (_("We rely on this"), "grey"),
    "overlap": (_("Overlap"), "grey"),
    "praise": (_("Praise"), "green"),
    "blocker": (_("Blocker"), "red"),
}

HINTS: dict[NoteKind, str] = {
    "note": _("What do you want to say?"),
    "question": _("What do you want to know?"),
    "challenge": _("What do you doubt, and why?"),
    "risk": _("What could go wrong?"),
    "suggestion": _("Why is that better? (may stay empty)"),
    "reliance": _("What do you need from it?"),
    "overlap": _("Who does the same work?"),
    "praise": _("What is good about it? (may stay empty)"),
    "blocker": _("What has to change before you can agree?"),
}
