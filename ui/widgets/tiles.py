"""Large buttons with a title and a sentence: where there is time to read what comes of a press."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from ui.look import icons, sizes
from ui.look.theme import Theme
from ui.pages.page import label
from ui.process.errors import guarded

_ICON = 22


class Tile(QPushButton):
    """A button with an icon (a file's stem, or none), a title and a sentence that may need several lines."""

    def __init__(self, title: str, sentence: str, icon: str = "") -> None:
        super().__init__()
        self.setObjectName("tile")
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self._icon = icon
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 12, 16, 14)
        self._row.setSpacing(14)
        self._picture = QLabel()
        if icon:
            self._row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(title, "tiletitle"))
        words.addWidget(label(sentence, "soft"))
        words.addStretch(1)
        self._row.addLayout(words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        """Tint the icon."""
        if self._icon:
            side, ratio = sizes.px(_ICON), self.devicePixelRatioF()
            self._picture.setPixmap(icons.pixmap(self._icon, theme.color("accent"), side, ratio))

    @guarded(default=0)
    def heightForWidth(self, width: int) -> int:
        return self._row.totalHeightForWidth(width)

    @guarded(default=QSize())
    def sizeHint(self) -> QSize:
        return self._row.totalSizeHint()  # a button would count its own text only

    @guarded(default=QSize())
    def minimumSizeHint(self) -> QSize:
        return self._row.totalMinimumSize()
