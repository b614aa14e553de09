"""An open workshop and its file: opened safely, edited in a private working copy, published in one step."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from okrdesk.cards import Author, new_id
from okrdesk.change import Change
from okrdesk.desk import Desk
from okrdesk.history import Entry
from okrdesk.i18n import _
from okrdesk.review.privacy import kept_private
from okrdesk.store import backups, checksum, disk, migrate, publish, recovery, safe_open, working
from okrdesk.store import lock as locks
from okrdesk.store.database import connect
from okrdesk.store.differences import differences
from okrdesk.store.errors import Locked, StoreError, Unreadable
from okrdesk.store.formats import FORMAT
from okrdesk.store.late import LateJournal
from okrdesk.store.publish import Publication
from okrdesk.store.reading import read_workshop
from okrdesk.store.stranded import with_waiting
from okrdesk.store.working import Place, State

if TYPE_CHECKING:
    from okrdesk.store.repository import Repository

PAUSE_S = 2.0  # publish so long after the last edit,
LATEST_S = 20.0  # and at the latest so long after the first that is not in the file
_BACK_UP_BEFORE = ("import", "merge")


class Document:
    """A workshop that is open. Belongs to the thread that opened it; only `Publication.run` may be elsewhere.

    `read_only` is "" or the sentence for the banner; `notices` are sentences to show once.
    """

    def __init__(
        self,
        path: Path,
        author: Author,
        database: Path,
        *,
        place: Place | None = None,
        state: State | None = None,
        lock: locks.Lock | None = None,
        read_only: str = "",
        notices: list[str] | None = None,
        synchronous: str = "EXTRA",
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.notices = notices or []
        self._database = database
        self._place, self._state, self._lock = place, state, lock
        self._connection = connect(database, synchronous=synchronous)
        try:
            self.workshop = read_workshop(self._connection, path)
            (self._seq,) = self._connection.execute("SELECT coalesce(max(seq), 0) FROM entry").fetchone()
        except BaseException:
            self._connection.close()
            raise
        self._journal = LateJournal(self._connection, self.workshop, self._written)
        self.desk = Desk(self.workshop, self._journal, author, read_only=read_only)
        if place:
            place.use()
        self._publication: Publication | None = None
        self._backup = "session"
        self._first_edit = self._last_edit = time.monotonic() if self.unpublished else None

    @property
    def repository(self) -> Repository:
        """The journal's tables."""
        return self._journal.repository()

    # ------------------------------------------------------------ publishing
    @property
    def unpublished(self) -> bool:
        """Whether there are changes that the person's file does not hold yet."""
        return self._state is not None and self._seq != self._state.published

    def publish_due(self, now: float) -> bool:
        """Whether it is time to publish, by `time.monotonic()`."""
        if not self.unpublished or self._first_edit is None or self._last_edit is None:
            return False
        if self._publication and not self._publication.done.is_set():
            return False
        return now - self._last_edit >= PAUSE_S or now - self._first_edit >= LATEST_S

    def begin_publish(self) -> Publication | None:
        """Take a snapshot to publish; None when there is nothing to, or one is under way.

        Raises Unwritable when there is no room for the snapshot.
        """
        if not self.unpublished or self._place is None or self._state is None:
            return None
        if self._publication:
            if not self._publication.done.is_set():
                return None
            self._backup = self._backup or self._publication.backup  # it did not get through
        # If it does not get through, the next try is a while away.
        self._first_edit = self._last_edit = time.monotonic() + LATEST_S - PAUSE_S
        try:
            publish.snapshot(self._connection, self._place.snapshot)
        except (OSError, sqlite3.Error) as error:
            raise disk.unwritable(self.path, error) from error
        self._publication = Publication(self.path, self._place, self._state, self._seq, backup=self._backup)
        self._backup = ""
        return self._publication

    def published(self, publication: Publication) -> None:
        """Take note of a publication that got through. Call on the document's own thread."""
        if publication is not self._publication or publication.state is None or self._place is None:
            return
        self._state, self._publication = publication.state, None
        with suppress(OSError):  # what it replaces says the same, once the file's hash is seen
            self._place.write_state(self._state)
        disk.remove(self._place.snapshot)
        if not self.unpublished:
            self._first_edit = self._last_edit = None

    def publish(self) -> None:
        """Publish now, on this thread; does nothing when the file holds everything.

        Raises Replaced or Unwritable; the file is then as it was and the edits stay in the working copy.
        """
        if self._publication:
            if self._publication.take():
                self._publication.done.set()
            self._publication.done.wait()
            self.published(self._publication)
        if publication := self.begin_publish():
            publication.run()
            self.published(publication)

    def _written(self, entry: Entry) -> None:
        """A change has become durable: from here on it waits to be published."""
        now = time.monotonic()
        self._seq, self._last_edit = entry.seq, now
        self._first_edit = now if self._first_edit is None else min(self._first_edit, now)
        if entry.kind in _BACK_UP_BEFORE:
            self._backup = entry.kind

    # ------------------------------------------------------------ copies
    def save_copy(self, path: Path, *, with_history: bool = True) -> None:
        """Write the workshop as it is now to another file, whole or (False) without who changed what when and
        what reviewers keep to themselves as yet.

        Raises StoreError when `path` is this very file, Unwritable when it cannot be written.
        """
        if _real(path) == self.path:
            raise StoreError(_("{file} is the workshop itself. Choose another name.").format(file=path))
        part = path.with_name(f".{path.name}.part")
        snap = working.scratch()
        try:
            publish.snapshot(self._connection, snap)
            if not with_history:
                publish.forget_history(snap, kept_private(self.workshop))
            publish.finish(snap, part)
            disk.replace(part, path)
        except (OSError, sqlite3.Error) as error:
            raise disk.unwritable(path, error) from error
        finally:
            disk.remove(part)
            disk.remove(snap)

    def keep_both(self) -> Path:
        """After a colleague's copy took the file's place: save ours beside it and return where.

        Close this document then, and open the one to go on with.
        """
        target = publish.conflict_name(self.path, datetime.now().astimezone())
        self.move_to(target)
        return target

    def move_to(self, target: Path) -> None:
        """Save all to another file that one goes on in: nothing waits for the file of old then.

        Close this document then, and open that one. Raises as `save_copy` does, Locked when somebody has
        `target` open.
        """
        try:
            lock = locks.acquire(target)
            try:
                self.save_copy(target)
            finally:
                lock.release()
        except OSError as error:
            raise disk.unwritable(target, error) from error
        if self._state is not None:
            self._state = replace(self._state, published=self._seq)

    def differences(self, other: Path | None = None) -> list[str]:
        """What differs between this workshop and another copy (None: what stands in its file now), as lines.

        Raises Unreadable when that copy is not sound.
        """
        theirs = open_document(other or self.path, self.desk.author, read_only=True)
        with closing(theirs):
            return differences(self.workshop, theirs.workshop)

    def verify(self) -> list[str]:
        """Check the working copy thoroughly, and the file against its checksum; the problems as sentences."""
        found = self._connection.execute("PRAGMA integrity_check")
        problems = [str(row[0]) for row in found if row[0] != "ok"]
        if self._state is None or self._state.seen:
            copy = working.scratch()
            try:
                safe_open.checked_copy(self.path, copy)
            except StoreError as error:
                problems.append(str(error))
            finally:
                disk.remove(copy)
        return problems

    def close(self, *, leave_unpublished: bool = False) -> None:
        """Publish, forget the working copy and give the lock back.

        Raises as `publish` does, and is then still open. With `leave_unpublished` it closes nevertheless,
        and the edits wait in the working copy for the next opening.
        """
        try:
            self.publish()
        except StoreError:
            if not leave_unpublished:
                raise
        self._shut(forget=not self.unpublished)

    def abandon(self) -> None:
        """Close without publishing, and forget the working copy: for one that never became a file."""
        self._shut(forget=True)

    def _shut(self, *, forget: bool) -> None:
        self._journal.close()
        if self._place is None:
            shutil.rmtree(self._database.parent, ignore_errors=True)
        elif forget:
            self._place.remove()
        else:
            self._place.let_go()
        if self._lock:
            self._lock.release()
            self._lock = None


# ---------------------------------------------------------------- making and opening
def create(
    path: Path,
    author: Author,
    change: Change | None = None,
    *,
    overwrite: bool = False,
    synchronous: str = "EXTRA",
) -> Document:
    """A new workshop with its file, `change` being its first; that one is never undone.

    Refuses an existing file unless `overwrite`.

    Raises StoreError when the file is there, Locked when it is open, Unwritable when it cannot be made.
    """
    path = _real(path)
    if disk.there(path) and (path.is_dir() or not overwrite):
        raise StoreError(_("{file} is there already. Choose another name.").format(file=path))
    try:
        lock = locks.acquire(path)
    except OSError as error:
        raise disk.unmade(path, error) from error
    document = place = None
    try:
        from okrdesk.store import schema

        workshop_id = new_id()
        place = working.place_for(path, workshop_id)
        place.folder.mkdir(mode=0o700)
        seen = checksum.sha256(path).hex() if disk.there(path) else ""
        state = State(seen, -1, path.parent.stat().st_dev, file=str(path))
        schema.make_file(place.database, workshop_id)
        document = Document(
            path, author, place.database, place=place, state=state, lock=lock, synchronous=synchronous
        )
        if change:
            document.desk.do(replace(change, kind="begin"))
        document.publish()
        return document
    except BaseException as error:
        if document:
            document.abandon()
        elif place:
            place.remove()
        lock.release()
        if isinstance(error, (OSError, sqlite3.Error)):
            raise disk.unmade(path, error) from error
        raise


def open_document(
    path: Path,
    author: Author,
    *,
    read_only: bool = False,
    lock: Literal["respect", "take", "copy"] = "respect",
    synchronous: str = "EXTRA",
) -> Document:
    """Open a workshop's file. `read_only` and `lock="copy"` look at a private copy and leave the lock alone.

    `lock="take"` opens in spite of a lock that another computer left. A file or folder that may not be
    written is opened as a copy, with the reason in `read_only`.
    Raises Unreadable for what is no sound workshop, Locked when somebody has it open, StoreError when the
    disk is at fault.
    """
    path = _real(path)
    if read_only:
        return _open_copy(path, author, _("This is a copy to look at: changes are not possible here."))
    if lock == "copy":
        owner = locks.owner_of(locks.path_for(path))
        return _open_copy(path, author, _("{owner} has this workshop open. This is a copy as last saved.")
                          .format(owner=owner or _("Somebody")))  # fmt: skip
    copy = working.scratch()
    try:
        return _open_to_edit(path, author, copy, take=lock == "take", synchronous=synchronous)
    finally:
        disk.remove(copy)


def _open_to_edit(path: Path, author: Author, copy: Path, *, take: bool, synchronous: str) -> Document:
    if not disk.may_write(path):
        return _open_copy(path, author, _("You may not write to this file or its folder: this is a copy. "
                                          "Save a copy somewhere else to make changes."))  # fmt: skip
    try:
        held = locks.acquire(path, take=take)
    except Locked:
        safe_open.checked_copy(path, copy)  # what is wrong with the file itself is said first
        raise
    except OSError as error:
        if not disk.there(path):
            safe_open.checked_copy(path, copy)
        raise disk.unwritable(path, error) from error
    try:
        try:
            checked = safe_open.checked_copy(path, copy)
        except Unreadable as error:
            raise with_waiting(error, path) from error
        found = recovery.recover(path, checked)
        place, state = found.place, found.state
        if place is None or state is None:
            place, state = _fresh(path, copy, checked)
        return Document(path, author, place.database, place=place, state=state, lock=held,
                        notices=found.notices, synchronous=synchronous)  # fmt: skip
    except BaseException:
        held.release()
        raise


def _fresh(path: Path, copy: Path, checked: safe_open.Checked) -> tuple[Place, State]:
    """A new working copy out of a checked copy, brought to today's format after a backup."""
    if checked.format < FORMAT:
        backups.keep(path, checked.workshop_id, f"format {checked.format}", checked.sha256.hex())
        migrate.bring_up(copy, path)
    place = working.place_for(path, checked.workshop_id)
    place.folder.mkdir(mode=0o700, exist_ok=True)
    copy.replace(place.database)
    disk.flush(place.database)  # before the state, which says that it is there and whole
    state = State(checked.sha256.hex(), place.last_seq(), path.parent.stat().st_dev, file=str(path))
    place.write_state(state)
    return place, state


def _open_copy(path: Path, author: Author, sentence: str) -> Document:
    folder = Path(tempfile.mkdtemp(prefix="okrdesk-"))
    try:
        copy = folder / working.DATABASE
        if safe_open.checked_copy(path, copy).format < FORMAT:
            migrate.bring_up(copy, path)
        return Document(path, author, copy, read_only=sentence)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, Unreadable):
            raise with_waiting(error, path) from error
        raise


def _real(path: Path) -> Path:
    """The file's real path, links followed. Raises Unreadable when it cannot be one."""
    try:
        return path.expanduser().resolve()
    except (RuntimeError, OSError):
        raise Unreadable(_("{file} is a link that leads in a circle.").format(file=path), "loop") from None
    except ValueError:
        raise Unreadable(_("{file} is not a name that a file can have.").format(file=path), "name") from None
