"""Tells how saving stands: a word in the top bar, and a banner with a way out when something hinders it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from okrdesk.i18n import _

if TYPE_CHECKING:
    from ui.rooms import Unfinished
    from ui.session import Session
    from ui.widgets.banner import WayOut
    from ui.workplace import Workplace


class Saving(QObject):
    """Follows the open workshop's session."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place

    def attend(self, session: Session) -> None:
        """Tell of this session from now on."""
        session.saved_changed.connect(self.show)
        session.failed.connect(self._cannot_save)
        session.replaced.connect(self._file_replaced)

    def show(self) -> None:
        """Say in the top bar whether all is saved."""
        session = self._place.session
        if session is None:
            self._place.topbar.show_state("")
        elif session.document.read_only:
            self._place.topbar.show_state(_("read only"))
        elif session.trouble:
            self._place.topbar.show_state(_("not saved"), trouble=True)
        else:
            self._place.topbar.show_state(_("saved") if session.saved else _("saving…"))
            self._place.banners.clear("save")

    def _cannot_save(self, sentence: str) -> None:
        ways = [
            (_("Try again"), self._place.files.save_now),
            (_("Save a copy…"), self._place.files.save_copy),
        ]
        self._place.banners.say(sentence, "bad", ways, topic="save")

    def ask_to_close(self) -> None:
        """Say what closing means while the file does not hold everything, and let the person decide."""
        text = _(
            "The last changes are not in the file yet. This computer keeps them, and brings them back "
            "when you open the file here again, or from the first page."
        )
        ways = [
            (_("Close anyway"), self._place.close_anyway),
            (_("Save a copy…"), self._place.files.save_copy),
        ]
        self._place.banners.say(text, "warn", ways, topic="close")

    def ask_to_finish(self, unfinished: Unfinished) -> None:
        """Say what was typed and would be lost, and let the person decide before the window closes."""
        ways = [
            (unfinished.keep_title, partial(self._close_after, unfinished.keep)),
            (unfinished.drop_title, partial(self._close_after, unfinished.drop)),
        ]
        self._place.banners.say(unfinished.sentence, "warn", ways, topic="close")

    def _close_after(self, step: Callable[[], bool]) -> None:
        if step():
            self._place.window.close()

    def _file_replaced(self, sentence: str) -> None:
        session, files = self._place.session, self._place.files
        ways: list[WayOut] = []  # while it is closed there is none
        if session and session.document.path.exists():
            ways = [(_("Keep both"), files.keep_both), (_("Show differences"), files.show_differences)]
        elif session:
            ways = [(_("Save a copy…"), files.save_copy)]  # nothing is left to compare with
        self._place.banners.say(sentence, "warn", ways, topic="save")
