"""What can be done about a thread by whoever looks at it; the same list for buttons, keys and menus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from okrdesk.i18n import _
from okrdesk.review.threads import ANSWERABLE, Thread
from ui.review.margin.telling import Party

ActName = Literal["reply", "settle", "reopen", "accept", "decline", "edit", "withdraw"]


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do, and the word on its button."""

    name: ActName
    title: str


def acts_for(party: Party, thread: Thread) -> list[Act]:
    """What can be done about a thread now, the main thing first."""
    note = thread.note
    acts: list[Act] = []
    if party.read_only:
        return acts
    if thread.taken_back:
        return [Act("reply", _("Reply"))]
    card_there = note.card in party.workshop
    if thread.open and note.kind in ANSWERABLE and party.answers:
        if card_there:
            acts.append(Act("accept", _("Accept")))
        acts.append(Act("decline", _("Decline with reason…")))
    acts.append(Act("reply", _("Reply")))
    if thread.state != "open":
        acts.append(Act("reopen", _("Reopen")))
    elif note.kind != "praise":
        acts.append(Act("settle", _("Settle")))
    if note.key == party.key:
        if thread.state == "open":
            acts.append(Act("edit", _("Edit")))
        acts.append(Act("withdraw", _("Take back")))
    return acts
