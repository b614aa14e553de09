"""Who may do what: asked by the desk before each change. No view decides on its own."""

from __future__ import annotations

from typing import Literal

from okrdesk.cards import Author
from okrdesk.change import Change, Set
from okrdesk.i18n import _
from okrdesk.review.records import Said
from okrdesk.review.saying import key_of
from okrdesk.workshop import Workshop

# What somebody is told who has no name yet; the window asks for it then.
NAME_FIRST = _("Tell OKR Desk your name first: what you do is recorded with it.")

# What is open: a workshop, or somebody's packet, in which only their own words can be altered.
Scope = Literal["workshop", "packet"]


def refusal(author: Author, change: Change, workshop: Workshop, scope: Scope = "workshop") -> str | None:
    """Why `author` may not make `change`, as a sentence for that person; None when they may.

    Every author with a name may alter a workshop that is open for writing, but for what others said in
    reviews: that comes by merging alone. Roles, the step of the day,
    locks and signed editions narrow this where the workshop holds them.
    """
    if not author.id or not author.name.strip():
        return NAME_FIRST
    for step in change.steps if change.kind == "do" or scope == "packet" else ():
        said = workshop.get(step.id) if isinstance(step, Set) else step.record
        if isinstance(said, Said) and said.key != key_of(author):
            return _("This was said by somebody else: only they can change it.")
        if scope == "packet" and not isinstance(said, Said):
            return _("A packet is for reading a draft and saying what you think: it cannot be changed here.")
    return None
