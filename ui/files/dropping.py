"""Files that are dragged over the window: it says what a drop would do, and does it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from okrdesk.i18n import _, ngettext
from ui.files.files import PACKET, SUFFIX
from ui.pages.page import label

if TYPE_CHECKING:
    from ui.workplace import Workplace

_INSET = 3  # pixels


class DropPlace(QFrame):
    """Lies over the whole window while files are dragged; a drop opens a workshop or imports from a file."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.window.centre)
        self.setObjectName("dropplace")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._place = place
        self._words = label("", "dropwords", wrap=False)
        column = QVBoxLayout(self)
        column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def offer(self, paths: Sequence[Path]) -> None:
        """Say what a drop of these files would do."""
        self._words.setText(self._what(paths))
        self.setGeometry(self._place.window.centre.rect().adjusted(_INSET, _INSET, -_INSET, -_INSET))
        self.show()
        self.raise_()

    def take(self, paths: Sequence[Path]) -> None:
        """Take all reviews in, or open the workshop among the files, or import from the first; of others,
        say that they wait.
        """
        self.hide()
        workshops, packets = _of_kind(paths, SUFFIX), _of_kind(paths, PACKET)
        if self._reviews(paths):
            self._place.packets.take_in(list(paths))  # what is no review is refused there, with a sentence
            return
        taken = (workshops or packets or list(paths))[0]
        self._place.take(taken)
        if len(paths) > 1:
            text = _("One at a time: {file} was taken. Drop the next one when you are done with it.")
            self._place.banners.say(text.format(file=taken.name), topic="dropped")

    def _reviews(self, paths: Sequence[Path]) -> list[Path]:
        """Those that are taken in as reviews for the open workshop. Of one alone that is seen when it is
        read, unless others are looked at already.
        """
        if _of_kind(paths, SUFFIX) or not self._place.packets.can_take_in():
            return []
        packets = _of_kind(paths, PACKET)
        found = [path for path in paths if path in packets or _is_review_workbook(path)]
        return found if len(found) > 1 or (found and self._place.packets.is_taking_in()) else []

    def _what(self, paths: Sequence[Path]) -> str:
        workshops, packets = _of_kind(paths, SUFFIX), _of_kind(paths, PACKET)
        if n := len(self._reviews(paths)):
            return ngettext("Drop to take in {n} review", "Drop to take in {n} reviews", n).format(n=n)
        if packets and not workshops and self._place.packets.can_take_in():
            return _("Drop to read or take in {file}").format(file=packets[0].name)
        if workshops or packets:
            return _("Drop to open {file}").format(file=(workshops or packets)[0].name)
        return _("Drop to import from {file}").format(file=paths[0].name)


def take_copy(event: QDropEvent) -> None:
    """Take what is dropped as a copy: who drags it takes their own away where it is said to be moved."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def local_files(data: QMimeData) -> list[Path]:
    """The files on this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _is_review_workbook(path: Path) -> bool:
    from okrdesk.review.sheet import is_review_workbook

    return is_review_workbook(path)


def _of_kind(paths: Sequence[Path], suffix: str) -> list[Path]:
    return [path for path in paths if path.suffix.lower() == suffix]
