"""One open workshop in the window: its desk, its bridge, and its publishing over the person's file."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from okrdesk.store.errors import Replaced, StoreError
from ui.bridge import Bridge
from ui.process.jobs import Jobs

if TYPE_CHECKING:
    from okrdesk.desk import Desk
    from okrdesk.finding import Finder
    from okrdesk.review.packet_desk import PacketDocument
    from okrdesk.store.repository import Repository
    from okrdesk.workshop import Touched, Workshop

_LOOK_EVERY_MS = 250


class Publishing(Protocol):
    """One writing of the person's file."""

    def run(self) -> None:
        """Write it, on any thread. Raises StoreError."""
        ...


class OpenFile(Protocol):
    """What a window asks of what is open: a `store.document.Document`, or a packet."""

    read_only: str
    notices: list[str]

    @property
    def path(self) -> Path: ...
    @property
    def desk(self) -> Desk: ...
    @property
    def repository(self) -> Repository: ...
    @property
    def unpublished(self) -> bool: ...
    def publish_due(self, now: float) -> bool: ...
    def begin_publish(self) -> Publishing | None: ...
    def published(self, publication: Any) -> None: ...
    def publish(self) -> None: ...
    def save_copy(self, path: Path, *, with_history: bool = True) -> None: ...
    def move_to(self, target: Path) -> None: ...
    def keep_both(self) -> Path: ...
    def differences(self) -> list[str]: ...
    def close(self, *, leave_unpublished: bool = False) -> None: ...


class Session(QObject):
    """Publishes the document when it is due, on the worker; the window hears how that stands.

    `packet` is the packet that is open, None when it is a workshop.
    """

    saved_changed = Signal()
    failed = Signal(str)
    replaced = Signal(str)

    def __init__(
        self,
        document: OpenFile,
        jobs: Jobs,
        parent: QObject | None = None,
        *,
        packet: PacketDocument | None = None,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.packet = packet
        self.bridge = Bridge(document.desk, self)
        self.trouble = ""
        self.conflict = False
        self._jobs = jobs
        self._publication: Publishing | None = None
        self._finder: Finder | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self.bridge.changed.connect(self._changed)
        if document.unpublished:
            self._timer.start()

    @property
    def desk(self) -> Desk:
        """The open workshop's desk."""
        return self.document.desk

    @property
    def workshop(self) -> Workshop:
        """The open workshop."""
        return self.document.desk.workshop

    @property
    def finder(self) -> Finder:
        """The index of the workshop's words, for all who find: made when first asked for, then kept up."""
        if self._finder is None:
            from okrdesk.finding import Finder

            self._finder = Finder(self.workshop)
        return self._finder

    @property
    def saved(self) -> bool:
        """Whether the person's file holds all that was done."""
        return not self.document.unpublished

    def publish_soon(self) -> None:
        """Publish what is not yet in the person's file, on the worker, without waiting for it to be due."""
        if self._publication is not None or not self.document.unpublished or self.conflict:
            return
        try:
            publication = self.document.begin_publish()
        except StoreError as error:
            self._fail(error)
            return
        if publication is not None:
            self._publication = publication
            done, failed = partial(self._published, publication), partial(self._not_published, publication)
            self._jobs.run(publication.run, done, failed)
            self.saved_changed.emit()

    def try_again(self) -> None:
        """Publish because a person asks for it: what is still in the way is told anew."""
        self.trouble, self.conflict = "", False
        self.publish_soon()

    def publish_now(self) -> None:
        """Publish before going on: at close, at the session's end. Trouble is told, never raised."""
        self._publication = None  # the document waits for it, and takes it in
        if self.document.unpublished:
            try:
                self.document.publish()
                self._settled()
            except StoreError as error:
                self._fail(error)

    def close(self) -> None:
        """Stop publishing and let go of the file. What could not be published waits in the working copy."""
        self._timer.stop()
        self._publication = None
        self.bridge.close()
        self.document.close(leave_unpublished=True)

    # ------------------------------------------------------------ within
    def _changed(self, touched: Touched) -> None:
        if self._finder is not None:
            self._finder.update(touched)
        self._timer.start()
        self.saved_changed.emit()

    def _look(self) -> None:
        if not self.document.unpublished:
            self._timer.stop()
        elif self.document.publish_due(time.monotonic()):
            self.publish_soon()

    def _published(self, publication: Publishing, _nothing: None = None) -> None:
        if publication is not self._publication:
            return  # `publish_now` took it in already
        self._publication = None
        self.document.published(publication)
        self._settled()

    def _not_published(self, publication: Publishing, error: BaseException) -> None:
        if publication is not self._publication:
            return
        self._publication = None
        if not isinstance(error, StoreError):
            raise error
        self._fail(error)

    def _settled(self) -> None:
        self.trouble, self.conflict = "", False
        self.saved_changed.emit()

    def _fail(self, error: StoreError) -> None:
        first = not self.trouble
        self.trouble = str(error)
        self.saved_changed.emit()
        if isinstance(error, Replaced):
            self.conflict = True  # a person decides
            self.replaced.emit(str(error))
        elif first:
            self.failed.emit(str(error))
