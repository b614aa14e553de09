"""The commands of the window itself: its files, undo, and how it looks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QAction, QActionGroup, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from okrdesk.i18n import _
from ui.bars import Rail
from ui.files.files import SUFFIX
from ui.look.sizes import TEXT_SIZES
from ui.settings import ThemeChoice

if TYPE_CHECKING:
    from ui.palette.palette import Palette
    from ui.workplace import Workplace

_NATIVE = QKeySequence.SequenceFormat.NativeText


class WindowCommands(QObject):
    """Adds its commands to the menus, and keeps those that others name."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self._palette: Palette | None = None
        self._add_files()
        self._add_history()
        self._add_rooms()
        self._add_looks()
        self._add_file_menu()

    def name_history(self) -> None:
        """Say in the Edit menu and at the buttons what would be undone and redone."""
        session = self._place.session
        history = session.desk.history if session else None
        for action, word, what in (
            (self.undo, _("Undo"), history.undo_label if history else None),
            (self.redo, _("Redo"), history.redo_label if history else None),
        ):
            text = f"{word} {what}" if what else word
            action.setText(text.replace("&", "&&"))
            action.setToolTip(f"{text} ({action.shortcut().toString(_NATIVE)})")

    def name_file(self, path: Path | None) -> None:
        """What a press on the workshop's name offers, and where its file is; None: nothing is open."""
        self._place.topbar.names.setMenu(self._file_menu if path else None)  # type: ignore[arg-type]
        self._where.setText(str(path).replace("&", "&&") if path else "")

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
        self.save = add("file", "keep", _("Save now"), files.save_now, keys.Save, needs="open")
        self.copy = add("file", "keep", _("Save a copy…"), files.save_copy, keys.SaveAs, needs="open")
        self.restore = add(
            "file",
            "keep",
            _("Restore an earlier version…"),
            self._restore,
            tip=_("The plan as it was before: bring it back, or open it as a copy"),
        )
        self.import_ = add("file", "exchange", _("Import…"), place.importing.ask, "Ctrl+I", needs="")
        self.excel = add("file", "exchange", _("Export to Excel…"), place.exporting.ask_excel, "Ctrl+Shift+E")
        self.pdf = add("file", "exchange", _("Export to PDF…"), place.exporting.ask_pdf, "Ctrl+Shift+P")
        self.print = add(
            "file",
            "print",
            _("Print…"),
            self._print,
            keys.Print,
            when=self._can_print,
            why=_("go to the board or the outline"),
        )
        self.close_file = add("file", "end", _("Close"), files.close, keys.Close, needs="open")
        self.quit = add("file", "end", _("Quit"), place.window.close, "Ctrl+Q", needs="")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

    def _add_history(self) -> None:
        place, keys = self._place, QKeySequence.StandardKey
        add = place.actions.add
        self.undo = add(
            "edit",
            "history",
            _("Undo"),
            place.undo,
            keys.Undo,
            needs="open",
            when=self._can_undo,
            why=_("there is nothing to undo"),
        )
        self.redo = add(
            "edit",
            "history",
            _("Redo"),
            place.redo,
            "Ctrl+Shift+Z",
            "Ctrl+Y",
            needs="open",
            when=self._can_redo,
            why=_("there is nothing to redo"),
        )
        place.topbar.add_button("undo", self.undo)
        place.topbar.add_button("redo", self.redo)
        self.palette = add("edit", "find", _("Find or do…"), self._open_palette, "Ctrl+K", needs="")
        place.topbar.add_button("search", self.palette, words=True)
        self.settings = add("edit", "settings", _("Settings…"), self._open_settings, "Ctrl+,", needs="")
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        place.window.rail.add_settings(self.settings)

    def _open_palette(self) -> None:
        if self._palette is None:
            from ui.palette.palette import Palette

            self._palette = Palette(self._place)
        self._palette.open()

    def _can_print(self) -> bool:
        return self._place.rooms.name in ("board", "outline")

    def _print(self) -> None:
        from ui.files.printing import print_room

        print_room(self._place)

    def _restore(self) -> None:
        from ui.pages.restoring import show_versions

        show_versions(self._place)

    def _open_settings(self) -> None:
        from ui.pages.settings_page import SettingsPage

        self._place.pages.show(SettingsPage(self._place))

    def _can_undo(self) -> bool:
        session = self._place.session
        return session is not None and bool(session.desk.history.undoable)

    def _can_redo(self) -> bool:
        session = self._place.session
        return session is not None and bool(session.desk.history.redoable)

    def _add_rooms(self) -> None:
        self._rooms = QActionGroup(self)
        for n, (name, title) in enumerate(Rail.ROOMS, 1):
            action = self._place.actions.add(
                "view",
                "rooms",
                title,
                self._enter,
                f"Ctrl+{n}",
                checkable=True,
                tip=_("Go to this room"),
                needs="open" if name == "review" else "workshop",
            )
            action.setData(name)
            self._rooms.addAction(action)
        self._place.rooms.shown.connect(self._mark_room)

    def _enter(self) -> None:
        chosen = self._rooms.checkedAction()
        if chosen is not None:
            self._place.rooms.enter(chosen.data())

    def _mark_room(self, name: str) -> None:
        for action in self._rooms.actions():
            action.setChecked(action.data() == name)

    def _add_looks(self) -> None:
        place = self._place
        self.details = place.actions.add(
            "view", "parts", _("Details"), place.show_details, "Ctrl+D", checkable=True
        )
        self.details.setChecked(True)
        self.full_screen = place.actions.add(
            "view", "parts", _("Full screen"), self._full_screen, "F11", needs="", checkable=True
        )
        place.actions.add(
            "view", "looks", _("Larger text"), self._larger, needs="", tip=_("Text size, projector")
        )
        place.actions.add("view", "looks", _("Smaller text"), self._smaller, needs="", tip=_("Text size"))
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
        place.window.theme_chosen.connect(self._mark_theme)

    def _full_screen(self) -> None:
        window = self._place.window
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()

    def _larger(self) -> None:
        self._text_step(1)

    def _smaller(self) -> None:
        self._text_step(-1)

    def _text_step(self, step: int) -> None:
        """Text one size larger or smaller, as far as the sizes go."""
        at = TEXT_SIZES.index(self._place.settings.text_size) + step
        if 0 <= at < len(TEXT_SIZES):
            self._place.choose_text_size(TEXT_SIZES[at])
            self._place.show_hint(_("Text size {percent}%").format(percent=TEXT_SIZES[at]))

    def _mark_theme(self, choice: ThemeChoice) -> None:
        for action in self._themes.actions():
            action.setChecked(action.data() == choice)

    def _choose_theme(self) -> None:
        chosen = self._themes.checkedAction()
        if chosen is not None:
            self._place.window.choose_theme(chosen.data())

    def _add_file_menu(self) -> None:
        """The menu of the workshop's name: where its file is, and what can be done with it."""
        self._file_menu = menu = QMenu(self._place.topbar.names)
        self._where = menu.addAction("")
        self._where.setEnabled(False)
        menu.addAction(_("Show in folder"), self.show_folder)
        menu.addAction(_("Copy where it is"), self.copy_path)
        menu.addSeparator()
        menu.addAction(self.copy)
        menu.addAction(self.restore)

    def show_folder(self) -> None:
        """Show the folder of the file that is open."""
        if self._place.session is not None:
            folder = self._place.session.document.path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def copy_path(self) -> None:
        """Copy where the file is that is open."""
        if self._place.session is not None:
            QGuiApplication.clipboard().setText(str(self._place.session.document.path))
            self._place.show_hint(_("Copied where the file is."))

    def _fill_recents(self) -> None:
        self.recents.clear()
        settings = self._place.settings
        for recent in settings.recents:
            path = Path(recent.path)
            name = path.stem if path.suffix == SUFFIX else path.name
            entry = self.recents.addAction(f"{name}   ({path.parent})".replace("&", "&&"))
            entry.setData(recent.path)
        self.recents.addSeparator()
        forget = self.recents.addAction(_("Forget these"))
        forget.setEnabled(bool(settings.recents))

    def _choose_recent(self, action: QAction) -> None:
        if action.data():
            self._place.files.open(Path(action.data()))
        else:
            self._place.files.forget_recents()
