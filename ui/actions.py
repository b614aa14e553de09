"""The menus: every action of the window, with its shortcut, in one place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from okrdesk.i18n import _
from ui.settings import Settings, ThemeChoice

if TYPE_CHECKING:
    from ui.workplace import Workplace

Key = QKeySequence.StandardKey | str | None


class Actions(QObject):
    """Makes the window's actions and puts them into its menu bar."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        files, board = place.files, place.room.board
        keys = QKeySequence.StandardKey
        self.new = self._action(_("New…"), files.new, keys.New)
        self.sample = self._action(_("New sample"), files.new_sample)
        self.open = self._action(_("Open…"), files.ask_open, keys.Open)
        self.copy = self._action(_("Save a copy…"), files.save_copy, keys.SaveAs)
        self.save = self._action(_("Save now"), files.save_now, keys.Save)
        self.import_ = self._action(_("Import…"), place.importing.ask, "Ctrl+I")
        self.excel = self._action(_("Excel…"), place.exporting.ask_excel, "Ctrl+Shift+E")
        self.pdf = self._action(_("PDF…"), place.exporting.ask_pdf, "Ctrl+Shift+P")
        self.close_file = self._action(_("Close"), files.close, keys.Close)
        self.quit = self._action(_("Quit"), place.window.close, keys.Quit)
        self.undo = self._action(_("Undo"), place.undo, keys.Undo)
        self.redo = self._action(_("Redo"), place.redo)
        self.paste = self._action(_("Paste as objectives…"), place.importing.paste, keys.Paste)
        self.zoom_in = self._action(_("Zoom in"), board.zoom_in, keys.ZoomIn)
        self.zoom_out = self._action(_("Zoom out"), board.zoom_out, keys.ZoomOut)
        self.full_size = self._action(_("100%"), place.room.full_size, "Ctrl+0")
        self.fit = self._action(_("Fit"), board.fit, "Ctrl+9")
        self.details = self._action(_("Details"), place.show_details, "Ctrl+D")
        self.details.setCheckable(True)
        self.details.setChecked(True)
        self.redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.zoom_in.setShortcuts([*QKeySequence.keyBindings(keys.ZoomIn), QKeySequence("Ctrl+=")])
        self.themes = QActionGroup(self)
        self.needs_workshop = (
            self.copy, self.save, self.excel, self.pdf, self.close_file, self.zoom_in, self.zoom_out,
            self.full_size, self.fit, self.details, self.undo, self.redo,
        )  # fmt: skip
        self._fill(place.window.menuBar())

    def name_history(self, undo: str | None, redo: str | None) -> None:
        """Say in the Edit menu what would be undone and redone; None when there is nothing."""
        self.undo.setText(_("Undo {what}").format(what=undo) if undo else _("Undo"))
        self.redo.setText(_("Redo {what}").format(what=redo) if redo else _("Redo"))

    # ------------------------------------------------------------ within
    def _action(self, text: str, slot: Callable[..., object], key: Key = None) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(slot)  # a bound method: a lambda would keep the window alive for ever
        if key is not None:
            action.setShortcut(QKeySequence(key))
        self._place.window.addAction(action)
        return action

    def _fill(self, bar: QMenuBar) -> None:
        file = bar.addMenu(_("&File"))
        file.addActions([self.new, self.sample, self.open])
        self.recents = file.addMenu(_("Open recent"))
        self.recents.aboutToShow.connect(self._fill_recents)
        self.recents.triggered.connect(self._choose_recent)
        file.addSeparator()
        file.addActions([self.save, self.copy])
        file.addSeparator()
        file.addAction(self.import_)
        self.export = file.addMenu(_("Export"))
        self.export.addActions([self.excel, self.pdf])
        file.addSeparator()
        file.addActions([self.close_file, self.quit])
        edit = bar.addMenu(_("&Edit"))
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        edit.addAction(self.paste)
        edit.aboutToShow.connect(self._place.name_history)
        view = bar.addMenu(_("&View"))
        view.addActions([self.zoom_in, self.zoom_out, self.full_size, self.fit])
        view.addSeparator()
        view.addAction(self.details)
        view.addSeparator()
        self._fill_themes(view, self._place.settings)

    def _fill_themes(self, menu: QMenu, settings: Settings) -> None:
        choices: tuple[tuple[ThemeChoice, str], ...] = (
            ("light", _("Light")),
            ("dark", _("Dark")),
            ("system", _("Follow system")),
        )
        for choice, title in choices:
            action = self.themes.addAction(title)
            action.setCheckable(True)
            action.setChecked(settings.theme == choice)
            action.setData(choice)
            menu.addAction(action)
        self.themes.triggered.connect(self._choose_theme)

    def _choose_theme(self, action: QAction) -> None:
        self._place.window.choose_theme(action.data())

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
