"""Work that is kept on this computer and has no file any more: offered until it is in one again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from okrdesk.i18n import _, ngettext
from ui.files.asking import ask_target
from ui.widgets.banner import shortened

if TYPE_CHECKING:
    from okrdesk.store.stranded import Stranded
    from ui.widgets.banner import WayOut
    from ui.workplace import Workplace


class Kept(QObject):
    """Finds such work, offers it, and writes it where the person chooses, or throws it away."""

    thrown_away = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place

    def any(self) -> list[Stranded]:
        """All of it, what was begun last first."""
        from okrdesk.store.stranded import all_stranded

        return all_stranded()

    def of(self, file: Path) -> list[Stranded]:
        """What is kept of one file."""
        from okrdesk.store.stranded import stranded_of

        return stranded_of(file)

    def way(self, stranded: Stranded) -> WayOut:
        """The button that brings it back."""
        if stranded.file and stranded.file.exists():
            return _("Open…"), partial(self._place.files.open, stranded.file)
        return _("Save what is kept here…"), partial(self.save, stranded)

    def offer_all(self) -> None:
        """Say in banners what is kept, when a workshop opened by itself; the first page shows it anyway."""
        if self._place.session is not None:
            for stranded in self.any():
                text = f"{title(stranded)} {stranded.said}"
                ways = [self.way(stranded), (_("Throw away…"), partial(self.ask_to_throw_away, stranded))]
                self._place.banners.say(text, "warn", ways, topic=str(stranded.place.folder))

    def ask_to_throw_away(self, stranded: Stranded) -> None:
        """Say what would be lost for good, and let the person decide."""
        from okrdesk.store.stranded import changes_in

        asks = ngettext("Throw {n} change away? It is in no file, and cannot be brought back then:",
                        "Throw {n} changes away? They are in no file, and cannot be brought back then:",
                        stranded.changes)  # fmt: skip
        lost = (f"• {what}" for what in shortened(changes_in(stranded)))
        ways = [(_("Throw away for good"), partial(self.throw_away, stranded)), self.way(stranded)]
        text = "\n".join((asks.format(n=stranded.changes), *lost))
        self._place.banners.say(text, "warn", ways, topic=str(stranded.place.folder))

    def throw_away(self, stranded: Stranded) -> None:
        """Forget it, and offer it no more."""
        from okrdesk.store.errors import StoreError
        from okrdesk.store.stranded import throw_away

        try:
            throw_away(stranded)
        except StoreError as error:
            self._place.banners.say(str(error), "bad", topic="open")
        else:
            self._place.show_hint(_("Thrown away: {what}").format(what=title(stranded)))
        self.thrown_away.emit()

    def save(self, stranded: Stranded) -> None:
        """Let the person choose where it goes, write it there, and open that."""
        from okrdesk.store.errors import StoreError, Unreadable
        from okrdesk.store.stranded import bring_back

        start = stranded.file or Path.home() / f"{_('Workshop')}.okrdesk"
        if not start.parent.is_dir():
            start = Path.home() / start.name
        asked = _("Save what is kept here")
        kinds = _("Workshops (*.okrdesk)")
        target, _kind = ask_target(self._place.window, asked, start, kinds, ".okrdesk")
        if target is None:
            return
        try:
            bring_back(stranded, target)
        except StoreError as error:
            ways: list[WayOut] = [(_("Choose another place…"), partial(self.save, stranded))]
            if isinstance(error, Unreadable) and stranded.file:
                rescue = partial(self._place.files.rescuing.rescue, stranded.file)
                ways = [(_("Rescue into a new workshop…"), rescue)]
            self._place.banners.say(str(error), "bad", ways, topic="open")
            return
        self._place.files.open(target)


def title(stranded: Stranded) -> str:
    """What it is called on the first page."""
    name = stranded.file.stem if stranded.file else _("a workshop")
    return _("Unsaved work of {name} found.").format(name=name)
