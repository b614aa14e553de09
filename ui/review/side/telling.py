"""How far reviews are, in a few words for the room's left side."""

from __future__ import annotations

from okrdesk.cards import Objective, Team
from okrdesk.i18n import _, ngettext
from okrdesk.naming import how_many
from okrdesk.review.coverage import Received, Standing
from okrdesk.review.records import NoteKind
from okrdesk.workshop import Workshop


def standing_words(standing: Standing) -> str:
    """How far I am with a draft."""
    if not standing.opened and not standing.notes:
        return _("not started")
    words = [notes_words(standing.notes)] if standing.notes else []
    if standing.submitted:
        words.insert(0, _("submitted"))
    elif not words:
        words.append(_("reading"))
    if standing.waiting:
        n = standing.waiting
        words.append(ngettext("{n} answer waiting", "{n} answers waiting", n).format(n=n))
    return " · ".join(words)


def notes_words(n: int) -> str:
    """So many notes."""
    return ngettext("{n} note", "{n} notes", n).format(n=n)


def received_words(workshop: Workshop, received: Received) -> str:
    """What a team that reads our draft said of it, the worst first."""
    team = workshop.find(Team, received.team)
    name = team.name if team else _("without a team")
    if received.worst is not None:
        said = _("{count} to answer").format(count=_counted(received.worst, received.of_worst))
        more = received.unanswered - received.of_worst
        if more:
            said += " " + _("(+{n})").format(n=more)
    elif received.notes:
        said = _("all answered")
    else:
        said = _("nothing yet")
    return _("{team}: {what}").format(team=name, what=said)


def draft_words(workshop: Workshop, team: str) -> str:
    """How large a draft is."""
    n = len(workshop.objectives(team))
    return how_many(Objective, n) if n else _("no objectives yet")


def _counted(kind: NoteKind, n: int) -> str:
    words: dict[NoteKind, str] = {
        "blocker": ngettext("{n} blocker", "{n} blockers", n),
        "challenge": ngettext("{n} challenge", "{n} challenges", n),
        "risk": ngettext("{n} risk", "{n} risks", n),
        "question": ngettext("{n} question", "{n} questions", n),
        "suggestion": ngettext("{n} suggestion", "{n} suggestions", n),
        "reliance": ngettext("{n} reliance", "{n} reliances", n),
        "overlap": ngettext("{n} overlap", "{n} overlaps", n),
    }
    return words.get(kind, ngettext("{n} note", "{n} notes", n)).format(n=n)
