"""What the window shows while no workshop is open: what shall we plan? And the workshops used last."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from okrdesk.i18n import _
from ui.bars import Line
from ui.files.files import SUFFIX
from ui.files.kept import title
from ui.pages.page import Page, label
from ui.process.errors import guarded
from ui.when import when_text
from ui.widgets.tiles import Tile

if TYPE_CHECKING:
    from okrdesk.store.stranded import Stranded
    from ui.look.theme import Theme
    from ui.session import Session
    from ui.settings import Recent
    from ui.workplace import Workplace

_MOST = 6  # recent workshops


class Welcome(Page):
    """No workshop is open: what would you like to do?"""

    def __init__(self, place: Workplace) -> None:
        lead = _(
            "Choose below, or drop a workshop, a review packet or last quarter’s spreadsheet anywhere here."
        )
        super().__init__(_("What shall we plan?"), lead)
        self._place = place
        self.cross.hide()
        self.column.insertStretch(0, 1)
        commands = place.commands
        ways = (
            (commands.new, _("New workshop…"), _("Your company, your quarter: choose how to begin."), "plus"),
            (commands.open, _("Open…"), _("A workshop that was saved before, or a packet to review."),
             "folder-open"),
            (commands.sample, _("Look at the sample"), _("A whole quarter of an invented company."), "board"),
            (commands.import_, _("Import…"), _("Objectives out of a spreadsheet or a document."), "import"),
        )  # fmt: skip
        grid = QGridLayout()
        grid.setSpacing(12)
        self._tiles = []
        for n, (action, name, sentence, icon) in enumerate(ways):
            tile = Tile(name, sentence, icon)
            tile.clicked.connect(action.trigger)
            grid.addWidget(tile, n // 2, n % 2)
            grid.setColumnStretch(n % 2, 1)
            self._tiles.append(tile)
        self.setFocusProxy(self._tiles[0])
        self.column.addSpacing(8)
        self.column.addLayout(grid)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.column.addLayout(self._list)
        self.column.addStretch(2)
        self._recents: list[QWidget] = []
        place.files.kept.thrown_away.connect(self.refresh)

    def show_session(self, session: Session | None) -> None:
        """The workshops used last, when none is open."""
        if session is None:
            self.refresh()

    def refresh(self) -> None:
        """Look anew at what there is to go on with."""
        for widget in self._recents:
            widget.hide()
            widget.deleteLater()
        self._recents.clear()
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Tint the icons."""
        super().set_theme(theme)
        for tile in self.findChildren(Tile):
            tile.set_theme(theme)

    def _fill(self) -> None:
        for stranded in self._place.files.kept.any():
            self._recents.append(self._stranded(stranded))
        recents = self._place.settings.recents[:_MOST]
        if recents:
            self._recents.append(label(_("Go on with"), "caption"))
            self._recents += [self._row(recent) for recent in recents]
        for widget in self._recents:
            self._list.addWidget(widget)

    def _stranded(self, stranded: Stranded) -> QWidget:
        """What is kept of a file: the way to bring it back, and beside it the one to throw it away."""
        tile = Tile(title(stranded), f"{stranded.said} {_('Click to bring it back.')}", "file")
        tile.set_theme(self._place.window.theme)
        tile.clicked.connect(partial(self._bring_back, stranded))
        away = QPushButton(_("Throw away…"))
        away.setAccessibleDescription(title(stranded))
        away.clicked.connect(partial(self._ask_to_throw_away, stranded))
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(12)
        row.addWidget(tile, 1)
        row.addWidget(away)
        return both

    def _ask_to_throw_away(self, stranded: Stranded, _checked: bool = False) -> None:
        self._place.files.kept.ask_to_throw_away(stranded)

    def _bring_back(self, stranded: Stranded, _checked: bool = False) -> None:
        self._place.files.kept.way(stranded)[1]()

    def _row(self, recent: Recent) -> QPushButton:
        row = _Row(recent)
        row.clicked.connect(partial(self._open, recent.path))
        return row

    def _open(self, path: str, _checked: bool = False) -> None:
        self._place.files.open(Path(path))


class _Row(QPushButton):
    """A recent workshop: its name, where it is, and when it was open last."""

    def __init__(self, recent: Recent) -> None:
        super().__init__()
        path, opened = Path(recent.path), when_text(recent.opened)
        name = path.stem if path.suffix == SUFFIX else path.name
        self.setObjectName("recent")
        self.setAccessibleName(_("Open {name}, {opened}").format(name=name, opened=opened))
        self.setToolTip(recent.path)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 7, 12, 7)
        self._row.setSpacing(12)
        self._row.addWidget(Line("tiletitle", name))
        folder = Line("soft", str(path.parent))
        folder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row.addWidget(folder, 1)
        self._row.addWidget(Line("soft", opened), 0, Qt.AlignmentFlag.AlignRight)

    @guarded(default=QSize())
    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    @guarded(default=QSize())
    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize()
