"""`okrdesk review`: packets for reviewers go out, and what they said comes back and is merged.

Other ways of taking part in a review add their commands to the group `review`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from okrdesk.desk import Refused
from okrdesk.i18n import _
from ui.cli.base import PATH, Who, as_option, command, opened, say_json
from ui.cli.review_words import merge_facts, merge_lines, packet_facts, packet_lines, team_names
from ui.cli.trouble import FINE, PROBLEMS, REFUSED

if TYPE_CHECKING:
    from okrdesk.cards import Team
    from okrdesk.profile import Profile
    from okrdesk.workshop import Workshop


@command.group()
def review() -> None:
    """Let teams review each other's drafts: packets out, packets in.

    A packet is one small file for one reviewer. It holds the drafts to read and nothing else of the
    workshop; the reviewer opens it with OKR Desk, writes notes, and sends it back.
    """


@review.command()
@click.argument("file", type=PATH)
@click.option("--team", required=True, metavar="TEAM", help="The reviewer's team, by its short name or name.")
@click.option("--reviewer", required=True, metavar="NAME", help="Who reviews.")
@click.option("--round", "number", metavar="N", help="The review round, by its number or name.")
@click.option("-o", "--output", type=PATH, required=True, metavar="OUT", help="The packet to write.")
@as_option
@click.pass_obj
def pack(who: Who, file: Path, team: str, reviewer: str, number: str | None, output: Path) -> None:
    """Write a packet with the drafts that somebody of TEAM is to review.

    They are the drafts that the round gives this team to read: the newest round that gives it any, where
    no --round is named. Where there is none, they are those of all other teams. The invitation is recorded
    in FILE.

    \b
    Example:
      okrdesk review pack q1.okrdesk --team SAL --reviewer "Rosa Luna" -o sales.okrreview
    """
    from okrdesk.review import packing
    from okrdesk.store.errors import Unwritable

    output = output if output.suffix else output.with_suffix(".okrreview")
    with opened(file, who, read_only=False) as document:
        if document.read_only:
            sentence = _("No packet was made of {file}. {why}")
            raise Unwritable(sentence.format(file=file, why=document.read_only))
        workshop = document.workshop
        its, seq = team_named(workshop, team), document.repository.count()
        round_ = round_named(workshop, its.id, number)
        about = packing.teams_for(workshop, its.id, round_)
        change, invitation = packing.invite(workshop, round_, its.id, reviewer, about, seq)
        data = packing.pack(workshop, _profile(who), invitation, seq)
        _write(output, data)
        document.desk.do(change)
        document.publish()
        drafts = ", ".join(team_names(workshop, invitation.about))
    sentence = _("Wrote {file} for {reviewer}: the drafts of {teams}.")
    click.echo(sentence.format(file=output, reviewer=invitation.reviewer, teams=drafts))


@review.command()
@click.argument("file", type=PATH)
@click.argument("packets", type=PATH, nargs=-1, required=True, metavar="PACKET...")
@click.option("--dry-run", is_flag=True, help="Say what would be merged, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON, for programs.")
@as_option
@click.pass_obj
def merge(who: Who, file: Path, packets: Sequence[Path], dry_run: bool, as_json: bool) -> int:
    """Take packets in that reviewers sent back, as one change that one undo takes back.

    Any order will do, and any number of times. A packet that is refused hinders no other; the exit code is
    then 1, and 3 when all of them are refused.

    \b
    Example:
      okrdesk review merge q1.okrdesk *.okrreview --dry-run
    """
    from okrdesk.review.merging import gathered, merge_preview
    from okrdesk.store.errors import Unwritable

    with opened(file, who, read_only=dry_run) as document:
        if document.read_only and not dry_run:
            sentence = _("Nothing was merged into {file}. {why}")
            raise Unwritable(sentence.format(file=file, why=document.read_only))
        preview = merge_preview(document.workshop, gathered(packets))
        if preview.change and not dry_run:
            document.desk.do(preview.change)
            document.publish()
        merged = preview.change is not None and not dry_run
        if as_json:
            say_json(merge_facts(preview, merged))
        else:
            click.echo("\n".join(merge_lines(document.workshop, preview, merged)))
    if not preview.refused:
        return FINE
    return PROBLEMS if preview.reviewers else REFUSED


@review.command("info")
@click.argument("packet", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def info_(packet: Path, as_json: bool) -> None:
    """Say what a packet holds: for whom, which drafts, and what was said of them."""
    from okrdesk.review.form import read_file
    from okrdesk.review.packet import read_packet

    facts = packet_facts(read_packet(read_file(packet)))
    if as_json:
        say_json(facts)
    else:
        click.echo("\n".join(packet_lines(facts)))


# ---------------------------------------------------------------- within
def team_named(workshop: Workshop, named: str) -> Team:
    """The team of this short name or name. Raises Refused, naming those that there are."""
    teams = workshop.teams()
    for team in teams:
        if named.casefold() in (team.code.casefold(), team.name.casefold()):
            return team
    sentence = _("There is no team {name!r}. There are: {teams}.")
    raise Refused(sentence.format(name=named, teams=", ".join(team.code for team in teams)))


def round_named(workshop: Workshop, team: str, named: str | None) -> str:
    """The id of the round of this number or name; with none named, of the newest that `team` reviews in."""
    from okrdesk.review.packing import teams_for
    from okrdesk.review.records import Round

    rounds = workshop.all(Round)
    if named is None:
        return next((r.id for r in reversed(rounds) if teams_for(workshop, team, r.id)), "")
    for number, round_ in enumerate(rounds, 1):
        if named.casefold() in (str(number), round_.name.casefold()):
            return round_.id
    names = ", ".join(f"{n} {round_.name}".strip() for n, round_ in enumerate(rounds, 1)) or _("none yet")
    raise Refused(_("There is no round {name!r}. There are: {rounds}.").format(name=named, rounds=names))


def _profile(who: Who) -> Profile:
    """Who seals packets at this computer; at the first time a key is made for them."""
    from okrdesk import profile

    return profile.load() or profile.save(who.author().name)


def _write(output: Path, data: bytes) -> None:
    from exports.atomic import write_atomically
    from okrdesk.review.packet import read_packet

    def write(part: Path) -> None:
        part.write_bytes(data)

    def verify(part: Path) -> None:
        read_packet(part.read_bytes())

    write_atomically(output, write, verify)
