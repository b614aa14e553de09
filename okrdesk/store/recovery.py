"""What a crash left behind: edits in a working copy that had not reached the person's file."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from okrdesk.i18n import _, ngettext
from okrdesk.store import disk, migrate, publish, safe_open, working
from okrdesk.store.database import connect
from okrdesk.store.errors import StoreError
from okrdesk.store.formats import FORMAT
from okrdesk.store.working import Place, State


@dataclass(frozen=True, slots=True)
class Recovered:
    """A working copy to go on with (None: start afresh from the file), and what to tell the person."""

    place: Place | None
    state: State | None
    notices: list[str]


def recover(file: Path, checked: safe_open.Checked) -> Recovered:
    """Look through the leftovers of `file`, whose lock we hold and whose present content is `checked`.

    Edits that were on their way into this very file are taken up again. When another copy has taken the
    file's place meanwhile, they are put into a file beside it, and nothing is overwritten.
    """
    found, notices = Recovered(None, None, []), []
    for place in working.places_of(file):
        state = place.read_state()
        if state is None:
            place.remove()
            continue
        state = state.settled(checked.sha256.hex())
        disk.remove(publish.part_of(file, state))
        try:
            count, since = place.unpublished(state.published)
            if not count:
                place.remove()
                continue
            number = safe_open.check_tables(place.database, file)
            if number < FORMAT:
                migrate.bring_up(place.database, file)
        except (StoreError, sqlite3.Error):
            notices.append(_set_aside(place))
            continue
        said = ngettext("{n} change made since {time}", "{n} changes made since {time}", count)
        said = said.format(n=count, time=_local(since))
        if place.workshop_id == checked.workshop_id and state.seen == checked.sha256.hex():
            notices.append(_("Recovered {changes}.").format(changes=said))
            found = Recovered(
                place, replace(state, device=file.parent.stat().st_dev, file=str(file)), notices
            )
        else:
            notices.append(_beside(file, place, said))
    return Recovered(found.place, found.state, notices)


def _beside(file: Path, place: Place, said: str) -> str:
    """Put recovered edits into a file of their own beside the one that another copy took over."""
    target = publish.conflict_name(file, datetime.now().astimezone())
    write_out(place, target)
    place.remove()
    sentence = _("{file} was replaced by another copy while {changes} had not been saved to it. "
                 "They are in {other}; nothing was overwritten.")  # fmt: skip
    return sentence.format(file=file.name, changes=said, other=target.name)


def write_out(place: Place, target: Path) -> None:
    """Write a closed working copy to a new file. Raises Unwritable."""
    part = target.with_name(f".{target.name}.part")
    try:
        connection = connect(place.database)
        try:
            publish.snapshot(connection, place.snapshot)
        finally:
            connection.close()
        publish.finish(place.snapshot, part)
        disk.replace(part, target)
    except (OSError, sqlite3.Error) as error:
        raise disk.unwritable(target, error) from error
    finally:
        disk.remove(part)


def _set_aside(place: Place) -> str:
    """Keep a working copy that cannot be used out of the way, for a rescue."""
    aside = place.folder.with_name(f"damaged-{working.scratch().stem.strip('.')}-{place.folder.name}")
    place.folder.rename(aside)
    sentence = _(
        "A working copy with changes that had not been saved was damaged. It was set aside as {folder}."
    )
    return sentence.format(folder=aside)


def _local(at: str) -> str:
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%H:%M")
    except ValueError:
        return "?"
