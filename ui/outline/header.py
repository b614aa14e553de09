"""The outline's columns as one likes them: wide, narrow, in another order, left out; kept for next time."""

from __future__ import annotations

import contextlib
import json
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QMenu

from okrdesk.i18n import _
from ui.look import sizes
from ui.outline.columns import COLUMNS, SPARE, TITLE

if TYPE_CHECKING:
    from ui.outline.tree import OutlineTree

_LEAST = 44
_LEAST_TITLE = 240
_GOOD_TITLE = 320
_MOST = 2000


class Columns:
    """Sets the columns up, and their menu. The first takes the room that is left, until it is set by hand."""

    def __init__(self, tree: OutlineTree) -> None:
        self._tree = tree
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        self._scale = sizes.px(100)
        header.setMinimumSectionSize(sizes.px(_LEAST))
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_menu_at)
        header.sectionResized.connect(self._resized)
        self._header: QHeaderView = header
        self._fitting = False
        self._chosen = False  # whether the person set the first column's width
        self._picked = False  # whether the person chose which columns are shown
        self.reset()

    def reset(self) -> None:
        """As on the first day."""
        self._chosen = self._picked = False
        self._fitting = True
        for n, column in enumerate(COLUMNS):
            self._header.moveSection(self._header.visualIndex(n), n)
            self._header.setSectionHidden(n, not column.shown)
            self._header.resizeSection(n, sizes.px(column.width))
        self._fitting = False
        self.fit()

    def fit(self) -> None:
        """Give the first column the room that the others leave."""
        if self._chosen or self._fitting:
            return
        self._fitting = True
        if not self._picked:
            self._header.setSectionHidden(SPARE, False)
            self._header.setSectionHidden(SPARE, self._room() < sizes.px(_GOOD_TITLE))
        self._header.resizeSection(TITLE, max(sizes.px(_LEAST_TITLE), self._room()))
        self._fitting = False

    def fit_text(self) -> None:
        """Text has another size: each column is as wide for it as it was."""
        factor, self._scale = sizes.px(100) / self._scale, sizes.px(100)
        header, self._fitting = self._header, True
        header.setMinimumSectionSize(sizes.px(_LEAST))
        for n in range(len(COLUMNS)):
            if gone := header.isSectionHidden(n):
                header.setSectionHidden(n, False)
            header.resizeSection(n, round(header.sectionSize(n) * factor))
            header.setSectionHidden(n, gone)
        self._fitting = False
        self.fit()

    def _room(self) -> int:
        """What the other columns leave to the first one."""
        others = sum(self._header.sectionSize(n) for n in range(len(COLUMNS)) if n != TITLE)
        return self._tree.viewport().width() - others

    def fill(self, menu: QMenu) -> None:
        """The menu of the columns: which are shown, and back to the first day."""
        menu.clear()
        for n, column in enumerate(COLUMNS):
            if n == TITLE:
                continue
            entry = menu.addAction(column.title)
            entry.setCheckable(True)
            entry.setChecked(not self._header.isSectionHidden(n))
            entry.toggled.connect(partial(self._show, n))
        menu.addSeparator()
        menu.addAction(_("Columns as at first")).triggered.connect(self.reset)

    # ------------------------------------------------------------ kept for next time
    def view(self) -> dict[str, Any]:
        """How the columns stand, for `show_again`."""
        header = self._header
        order = [COLUMNS[header.logicalIndex(n)].id for n in range(len(COLUMNS))]
        gone = [COLUMNS[n].id for n in range(len(COLUMNS)) if header.isSectionHidden(n)]
        widths = {
            COLUMNS[n].id: round(header.sectionSize(n) * 100 / self._scale)  # as at 100 %
            for n in range(len(COLUMNS))
            if not header.isSectionHidden(n) and (n != TITLE or self._chosen)
        }
        return {"order": order, "hidden": gone if self._picked else None, "widths": widths}

    def show_again(self, view: dict[str, Any]) -> None:
        """Let the columns stand as `view` told; what cannot be understood is as on the first day."""
        self.reset()
        places = {column.id: n for n, column in enumerate(COLUMNS)}
        order, hidden, widths = (view.get(key) for key in ("order", "hidden", "widths"))
        self._fitting = True
        if isinstance(order, list):
            known = [name for name in order if name in places and places[name] != TITLE]
            for at, name in enumerate(known, 1):
                self._header.moveSection(self._header.visualIndex(places[name]), at)
        if isinstance(hidden, list):
            self._picked = True
            for name, n in places.items():
                self._header.setSectionHidden(n, name in hidden and n != TITLE)
        if isinstance(widths, dict):
            for name, width in widths.items():
                if name in places and isinstance(width, int) and 0 < width < _MOST:
                    self._header.resizeSection(places[name], sizes.px(width))
            self._chosen = COLUMNS[TITLE].id in widths
        self._fitting = False
        self.fit()

    # ------------------------------------------------------------ within
    def _show(self, n: int, shown: bool) -> None:
        self._picked = True
        self._header.setSectionHidden(n, not shown)
        self.fit()

    def _resized(self, n: int, _old: int, _new: int) -> None:
        if self._fitting:
            return
        if n == TITLE:
            self._chosen = True
        else:
            self.fit()

    def _show_menu_at(self, at: QPoint) -> None:
        menu = QMenu(self._tree)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(self._header.mapToGlobal(at))


def as_text(view: dict[str, Any]) -> str:
    """A view as text for the settings."""
    return json.dumps(view, separators=(",", ":"))


def from_text(text: str) -> dict[str, Any]:
    """The view that a text told; an empty one when it cannot be understood."""
    with contextlib.suppress(ValueError):
        view = json.loads(text)
        if isinstance(view, dict):
            return view
    return {}
