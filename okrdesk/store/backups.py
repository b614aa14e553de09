"""Backups of published files: made before the first publishing of a session, an import or a migration.

The newest ten are kept, one a day of the last fourteen days that have any, and one a month. They are told
apart by a running number, so that a clock that jumps does no harm. Restoring always makes a new file.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from okrdesk.i18n import _
from okrdesk.paths import app_home
from okrdesk.store import checksum, disk, safe_open, working
from okrdesk.store.errors import StoreError

NEWEST, DAYS = 10, 14
_NAME = re.compile(r"(\d{6}) (\d{8})T(\d{6})Z ([\w ]+)\.okrdesk")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup, its running number, when it was made (UTC) and why."""

    path: Path
    number: int
    made: datetime
    reason: str


def _folder(workshop_id: str) -> Path:
    root = app_home() / "backups"
    root.mkdir(mode=0o700, exist_ok=True)
    return root / workshop_id


def listing(workshop_id: str) -> list[Backup]:
    """The backups of a workshop, the newest first."""
    found = []
    for path in _folder(workshop_id).glob("*.okrdesk"):
        if match := _NAME.fullmatch(path.name):
            number, day, hour, reason = match.groups()
            try:
                made = datetime.strptime(day + hour, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            except ValueError:
                continue
            found.append(Backup(path, int(number), made, reason))
    return sorted(found, key=lambda backup: -backup.number)


def keep(file: Path, workshop_id: str, reason: str, sha256: str) -> Path:
    """Back up a published file whose SHA-256 is known, verify the copy, and let old ones go.

    Raises OSError when it cannot be written, StoreError when the copy is not the same.
    """
    folder = _folder(workshop_id)
    folder.mkdir(mode=0o700, exist_ok=True)
    there = listing(workshop_id)
    number = there[0].number + 1 if there else 1
    path = folder / f"{number:06} {datetime.now(UTC):%Y%m%dT%H%M%SZ} {reason}.okrdesk"
    part = path.with_suffix(".part")
    try:
        shutil.copyfile(file, part)
        part.chmod(0o600)
        if checksum.sha256(part).hex() != sha256:
            raise StoreError(_("The backup of {file} came out wrong, so nothing was done.").format(file=file))
        disk.flush(part)
        disk.replace(part, path)
    finally:
        disk.remove(part)
    for old in _superfluous(listing(workshop_id)):
        disk.remove(old.path)
    return path


def _superfluous(newest_first: list[Backup]) -> list[Backup]:
    days: dict[str, Backup] = {}
    months: dict[str, Backup] = {}
    for backup in newest_first:
        days.setdefault(f"{backup.made:%Y-%m-%d}", backup)
        months.setdefault(f"{backup.made:%Y-%m}", backup)
    kept = {*newest_first[:NEWEST], *list(days.values())[:DAYS], *months.values()}
    return [backup for backup in newest_first if backup not in kept]


def newest_good(workshop_id: str) -> Backup | None:
    """The newest backup that is sound, checked now; None when there is none."""
    for backup in listing(workshop_id):
        copy = working.scratch()
        try:
            safe_open.checked_copy(backup.path, copy)
        except StoreError:
            continue
        finally:
            disk.remove(copy)
        return backup
    return None


def restore(backup: Backup, target: Path) -> None:
    """Write a sound backup to a new file. Raises Unreadable or Unwritable."""
    if target.exists():
        raise StoreError(_("{file} is there already. Choose a new name.").format(file=target))
    part = target.with_name(f".{target.name}.restored.part")
    try:
        safe_open.copy(backup.path, part)
        safe_open.check(part, backup.path)
        disk.flush(part)
        disk.replace(part, target)
    except OSError as error:
        raise disk.unwritable(target, error) from error
    finally:
        disk.remove(part)
