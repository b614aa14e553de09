"""The Help menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from okrdesk.i18n import _

if TYPE_CHECKING:
    from ui.help.panel import HelpPanel
    from ui.workplace import Workplace


class HelpCommands(QObject):
    """Adds its commands to the menus; the panel is made when it is first asked for."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self._panel: HelpPanel | None = None
        add = place.actions.add
        self.help = add("help", "help", _("Help on this room"), self._toggle, "F1", needs="")
        self.keys = add("help", "help", _("All keys"), self._show_keys, needs="")
        self.hints = add("help", "help", _("Show the first hints again"), place.hints.bring_back, needs="")
        self.about = add("help", "about", _("About OKR Desk"), self._show_about, needs="")
        place.commands.details.triggered.connect(self._make_room)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)

    @property
    def showing(self) -> bool:
        """Whether the help stands where the inspector would."""
        return self._panel is not None and not self._panel.isHidden()

    def panel(self) -> HelpPanel:
        """The panel, made now if need be."""
        if self._panel is None:
            from ui.help.panel import HelpPanel

            self._panel = HelpPanel(self._place)
            self._place.window.put_beside(self._panel)
        return self._panel

    def _make_room(self) -> None:
        """Details are asked for: they stand where the help is."""
        if self._panel is not None and self.showing:
            self._place.commands.details.setChecked(True)
            self._panel.toggle()

    def _toggle(self) -> None:
        self.panel().toggle()

    def _show_keys(self) -> None:
        self.panel().show_keys()

    def _show_about(self) -> None:
        from ui.help.about import AboutPage

        self._place.pages.show(AboutPage())
