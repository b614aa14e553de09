"""What `okrdesk review` says of packets: as facts for programs and as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from okrdesk.cards import KeyResult, Objective, Team
from okrdesk.i18n import _, ngettext
from okrdesk.naming import how_many
from okrdesk.review.merging import Preview, Returned
from okrdesk.review.packet import Packet
from okrdesk.review.records import Invitation, Progress, Reviewer
from okrdesk.review.signing import fingerprint
from okrdesk.workshop import Workshop


def team_names(workshop: Workshop, ids: Iterable[str]) -> list[str]:
    """What these teams are called."""
    return [team.name or team.code for id_ in ids if (team := workshop.find(Team, id_))]


def merge_facts(preview: Preview, merged: bool) -> dict[str, Any]:
    """What merging would do, or did, as JSON can hold it."""
    counts = {name: getattr(preview, name) for name in ("new", "updated", "withdrawn", "here", "changed")}
    return counts | {
        "refused": [asdict(refused) for refused in preview.refused],
        "reviewers": [asdict(reviewer) for reviewer in preview.reviewers],
        "merged": merged,
        "change": preview.change.label if preview.change else None,
    }


def merge_lines(workshop: Workshop, preview: Preview, merged: bool) -> Iterator[str]:
    """The same in sentences."""
    for reviewer in preview.reviewers:
        yield _reviewer_line(workshop, reviewer)
    if preview.reviewers:
        yield _("{new} new, {updated} updated, {withdrawn} taken back, {here} here already.").format(
            new=preview.new, updated=preview.updated, withdrawn=preview.withdrawn, here=preview.here
        )
    if preview.changed:
        yield ngettext(
            "{n} note speaks of words that have changed since.",
            "{n} notes speak of words that have changed since.",
            preview.changed,
        ).format(n=preview.changed)
    for refused in preview.refused:
        yield _("Refused: {file}. {why}").format(file=refused.name, why=refused.sentence)
    yield _end(preview, merged)


def packet_facts(packet: Packet) -> dict[str, Any]:
    """What a packet holds, as JSON can hold it."""
    sent, back = packet.sent, packet.back
    shown = Workshop(sent.workshop_id, sent.records)
    drafts = [objective for team in sent.about for objective in shown.objectives(team)]
    facts: dict[str, Any] = {
        "workshop": sent.workshop_id,
        "invitation": sent.invitation,
        "organisation": shown.organisation.name,
        "cycle": shown.cycle.name,
        "round": sent.round.name if sent.round else None,
        "reviewer": sent.reviewer,
        "team": next(iter(team_names(shown, [sent.team])), None),
        "about": team_names(shown, sent.about),
        "objectives": len(drafts),
        "key_results": sum(len(shown.key_results(objective.id)) for objective in drafts),
        "questions": len(sent.questions),
        "seq": sent.seq,
        "made": sent.made,
        "sender": fingerprint(packet.sender),
        "back": None,
    }
    if back:
        words = [one for one in back.said if not isinstance(one, (Reviewer, Progress))]
        facts["back"] = {
            "name": back.name,
            "fingerprint": back.fingerprint,
            "stage": back.stage,
            "said": sum(not one.withdrawn for one in words),
            "withdrawn": sum(one.withdrawn for one in words),
        }
    return facts


def packet_lines(facts: dict[str, Any]) -> Iterator[str]:
    """The same for people to read."""
    yield " · ".join(filter(None, (facts["organisation"], facts["cycle"], facts["round"])))
    team = f" ({facts['team']})" if facts["team"] else ""
    yield _("For {reviewer}, made {when}, sent by {sender}.").format(
        reviewer=facts["reviewer"] + team, when=facts["made"], sender=facts["sender"]
    )
    yield _("Drafts of {teams}: {objectives}, {results}.").format(
        teams=", ".join(facts["about"]),
        objectives=how_many(Objective, facts["objectives"]),
        results=how_many(KeyResult, facts["key_results"]),
    )
    back = facts["back"]
    if back is None:
        yield _("Nobody has written anything into it yet.")
        return
    stage = _("submitted") if back["stage"] == "submitted" else _("not submitted yet")
    yield _("{name} ({fingerprint}) wrote {said}: {stage}.").format(
        name=back["name"], fingerprint=back["fingerprint"], said=_notes(back["said"]), stage=stage
    )


# ---------------------------------------------------------------- within
def _reviewer_line(workshop: Workshop, reviewer: Returned) -> str:
    line = _("{name} ({fingerprint}, {seen}): {notes}").format(
        name=reviewer.name or _("A reviewer without a name"),
        fingerprint=reviewer.fingerprint,
        seen=_("for the first time") if reviewer.first_time else _("same as before"),
        notes=_notes(reviewer.words),
    )
    if reviewer.reopened:
        line += _(", reopened: what nobody answered yet is not seen until it is submitted again")
    elif reviewer.stage != "submitted":
        line += _(", not submitted yet")
    if not reviewer.invited:
        line += _(", not invited from this workshop")
    for id_ in reviewer.second_key_on:
        invitation = workshop.find(Invitation, id_)
        line += _(", a second key on the invitation of {reviewer}").format(
            reviewer=invitation.reviewer if invitation else _("somebody")
        )
    return line + "."


def _notes(n: int) -> str:
    return ngettext("{n} note or answer", "{n} notes and answers", n).format(n=n)


def _end(preview: Preview, merged: bool) -> str:
    if preview.change is None:
        return _("There is nothing new to merge.") if preview.reviewers else _("Nothing was merged.")
    if merged:
        return _("Merged as one change: {label}.").format(label=preview.change.label)
    return _("Nothing was written.")
