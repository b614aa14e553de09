"""A new workshop: how to begin, whose it is, and where its file goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLineEdit, QPushButton

from okrdesk.i18n import _
from okrdesk.templates import TEMPLATES, template_change
from okrdesk.text import one_line
from ui.access import announce
from ui.pages.page import Page, label
from ui.widgets.tiles import Tile

if TYPE_CHECKING:
    from ui.workplace import Workplace

_UNFIT = frozenset('<>:"/\\|?*')  # characters that a file's name must not hold somewhere


class NewPage(Page):
    """Templates as tiles, the organisation's name, and the way to go on."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(_("A new workshop"), _("How do you want to begin? Everything can be changed later."))
        self._place = place
        self.tiles = QButtonGroup(self)
        grid = QGridLayout()
        grid.setSpacing(12)
        for n, template in enumerate(TEMPLATES):
            tile = Tile(template.title, template.purpose)
            tile.setCheckable(True)
            self.tiles.addButton(tile, n)
            grid.addWidget(tile, n // 2, n % 2)
            grid.setColumnStretch(n % 2, 1)
        self.tiles.button(0).setChecked(True)
        self.column.addSpacing(4)
        self.column.addLayout(grid)
        self.column.addSpacing(12)
        self.column.addWidget(label(_("Your organisation"), "strong"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Its name, as it should stand above the plan"))
        self.name.setAccessibleName(_("Your organisation’s name"))
        self.name.returnPressed.connect(self._begin)
        self.column.addWidget(self.name)
        self.begin = QPushButton(_("Choose where to keep it…"))
        self.begin.setDefault(True)
        self.begin.setAutoDefault(True)
        self.begin.clicked.connect(self._begin)
        self.trouble = label("", "problem")
        self.trouble.hide()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.trouble, 1)
        row.addStretch(0)
        row.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.column.addSpacing(8)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.setFocusProxy(self.tiles.button(0))
        self.setTabOrder(self.name, self.begin)

    def _begin(self) -> None:
        template, name = TEMPLATES[self.tiles.checkedId()], one_line(self.name.text())
        trouble = self._place.files.make_new(template_change(template.id, name), file_name(name))
        if trouble:  # else the page is gone
            self.trouble.setText(trouble)
            self.trouble.show()
            announce(self.trouble, trouble)
            self.begin.setFocus()


def file_name(organisation: str) -> str:
    """A name for the file of an organisation's plan, without what file systems refuse."""
    fit = "".join(" " if character in _UNFIT else character for character in organisation)
    return " ".join(fit.split()).strip(".") or _("Workshop")
