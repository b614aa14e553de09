"""What the kinds of notes are called and in which tone they stand: the word says it, the colour helps."""

from __future__ import annotations

from okrdesk.i18n import _
from okrdesk.review.kinds import WORDS
from okrdesk.review.records import NoteKind, TrustMark

# The word, and the theme's token of its colour; its ground is that token with "-bg".
_COLOURS: dict[NoteKind, str] = {
    "note": "grey",
    "question": "accent",
    "challenge": "amber",
    "risk": "amber",
    "suggestion": "violet",
    "reliance": "grey",
    "overlap": "grey",
    "praise": "green",
    "blocker": "red",
}
KINDS: dict[NoteKind, tuple[str, str]] = {kind: (WORDS[kind], colour) for kind, colour in _COLOURS.items()}

# The facilitator's mark beside a name, in the same way.
TRUST: dict[TrustMark, tuple[str, str]] = {"known": (_("known"), "grey"), "doubted": (_("doubted"), "amber")}

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
