"""Out of a file that is not sound: what can be read of it as a new workshop, or its newest good backup."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from okrdesk.i18n import _
from ui.files.asking import ask_target
from ui.widgets.banner import shortened

if TYPE_CHECKING:
    from okrdesk.store.backups import Backup
    from ui.widgets.banner import WayOut
    from ui.workplace import Workplace


class Rescuing(QObject):
    """Makes new files only; the damaged one stays as it is."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place

    def rescue(self, path: Path) -> None:
        """Make a new workshop of what can be read of `path`, open it, and tell what is missing."""
        from okrdesk.store.errors import StoreError
        from okrdesk.store.rescue import rescue

        title, name = _("Rescue into a new workshop"), _("{name} rescued").format(name=path.stem)
        if (target := self._ask(title, path.with_name(f"{name}.okrdesk"))) is None:
            return
        try:
            rescued = rescue(path, target, self._place.author())
        except StoreError as error:
            self._trouble(str(error), path)
            return
        self._place.files.show(rescued.document)
        text = _("This is what could be read of {file}.").format(file=path.name)
        if rescued.backup and rescued.differs:
            text = _("{text} The newest backup differs:").format(text=text)
        ways: list[WayOut] = []
        if rescued.backup:
            ways.append((_("Restore the backup…"), partial(self.restore, rescued.backup, path)))
        lines = shortened((*rescued.lost, text, *rescued.differs))
        self._place.banners.say("\n".join(lines), "warn", ways)

    def restore(self, backup: Backup, path: Path) -> None:
        """Write a backup of the workshop at `path` to a new file, and open that."""
        from okrdesk.store.backups import restore
        from okrdesk.store.errors import StoreError

        name = _("{name} backup of {day}").format(name=path.stem, day=f"{backup.made:%Y-%m-%d}")
        if target := self._ask(_("Restore the backup"), path.with_name(f"{name}.okrdesk")):
            try:
                restore(backup, target)
            except StoreError as error:
                self._place.banners.say(str(error), "bad", topic="open")
                return
            self._place.files.open(target)

    def _ask(self, title: str, start: Path) -> Path | None:
        return ask_target(self._place.window, title, start, _("Workshops (*.okrdesk)"), ".okrdesk")[0]

    def _trouble(self, sentence: str, path: Path) -> None:
        again = (_("Choose another place…"), partial(self.rescue, path))
        self._place.banners.say(sentence, "bad", [again], topic="open")
