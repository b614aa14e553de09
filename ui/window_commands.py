"""The commands of the window itself: its files, undo, and how it looks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from okrdesk.i18n import _
from ui.settings import ThemeChoice

if TYPE_CHECKING:
    from ui.workplace import Workplace


class WindowCommands(QObject):
    """Adds its commands to the menus, and keeps those that others name."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self._add_files()
        self._add_history()
        self._add_looks()

    def name_history(self) -> None:
        """Say in the Edit menu what would be undone and redone."""
        session = self._place.session
        history = session.desk.history if session else None
        undo = history.undo_label if history else None
        redo = history.redo_label if history else None
        self.undo.setText(_("Undo {what}").format(what=undo) if undo else _("Undo"))
        self.redo.setText(_("Redo {what}").format(what=redo) if redo else _("Redo"))

    # ------------------------------------------------------------ within
    def _add_files(self) -> None:
        place, add, keys = self._place, self._place.actions.add, QKeySequence.StandardKey
        files = place.files
        self.new = add("file", "open", _("New…"), files.new, keys.New, needs="")
        self.sample = add("file", "open", _("New sample"), files.new_sample, needs="")
        self.open = add("file", "open", _("Open…"), files.ask_open, keys.Open, needs="")
        self.recents = place.actions.add_menu("file", "open", _("Open recent"))
        self.recents.aboutToShow.connect(self._fill_recents)
        self.recents.triggered.connect(self._choose_recent)
        self.save = add("file", "keep", _("Save now"), files.save_now, keys.Save)
        self.copy = add("file", "keep", _("Save a copy…"), files.save_copy, keys.SaveAs)
        self.import_ = add("file", "exchange", _("Import…"), place.importing.ask, "Ctrl+I", needs="")
        self.excel = add("file", "exchange", _("Export to Excel…"), place.exporting.ask_excel, "Ctrl+Shift+E")
        self.pdf = add("file", "exchange", _("Export to PDF…"), place.exporting.ask_pdf, "Ctrl+Shift+P")
        self.close_file = add("file", "end", _("Close"), files.close, keys.Close)
        self.quit = add("file", "end", _("Quit"), place.window.close, keys.Quit, needs="")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _add_history(self) -> None:
        place, keys = self._place, QKeySequence.StandardKey
        self.undo = place.actions.add("edit", "history", _("Undo"), place.undo, keys.Undo)
        self.redo = place.actions.add("edit", "history", _("Redo"), place.redo, "Ctrl+Shift+Z", "Ctrl+Y")
        self.paste = place.actions.add(
            "edit", "clipboard", _("Paste as objectives…"), place.importing.paste, keys.Paste, needs=""
        )
        place.actions.menus["edit"].aboutToShow.connect(self.name_history)

    def _add_looks(self) -> None:
        place = self._place
        self.details = place.actions.add(
            "view", "parts", _("Details"), place.show_details, "Ctrl+D", checkable=True
        )
        self.details.setChecked(True)
        self._themes = QActionGroup(self)
        choices: tuple[tuple[ThemeChoice, str], ...] = (
            ("light", _("Light")),
            ("dark", _("Dark")),
            ("system", _("Follow system")),
        )
        for choice, title in choices:
            action = place.actions.add("view", "looks", title, self._choose_theme, needs="", checkable=True)
            action.setData(choice)
            action.setChecked(place.settings.theme == choice)
            self._themes.addAction(action)

    def _choose_theme(self) -> None:
        chosen = self._themes.checkedAction()
        if chosen is not None:
            self._place.window.choose_theme(chosen.data())

    def _fill_recents(self) -> None:
        self.recents.clear()
        settings = self._place.settings
        for recent in settings.recents:
            path = Path(recent.path)
            entry = self.recents.addAction(f"{path.stem}   ({path.parent})".replace("&", "&&"))
            entry.setData(recent.path)
        self.recents.addSeparator()
        forget = self.recents.addAction(_("Forget these"))
        forget.setEnabled(bool(settings.recents))

    def _choose_recent(self, action: QAction) -> None:
        if action.data():
            self._place.files.open(Path(action.data()))
        else:
            self._place.files.forget_recents()
