"""A team's or pillar's colour: one of the theme's hues."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from okrdesk.cards import TEAM_HUES
from okrdesk.i18n import _
from ui.inspector.fields import Field
from ui.look import icons, sizes
from ui.process.errors import guarded
from ui.setup.bench import SetupBench

HUES = (
    _("Blue"), _("Magenta"), _("Teal"), _("Ochre"), _("Violet"), _("Olive"), _("Azure"), _("Rosewood"),
)  # fmt: skip
_SIDE = 26  # pixels at 100 %
_LARGEST = 36  # pixels: all of them stay in one row beside large text


class Swatch(QAbstractButton):
    """One hue; a tick marks the one that is taken."""

    def __init__(self, bench: SetupBench, hue: int, caption: str) -> None:
        super().__init__()
        self._bench, self._hue = bench, hue
        self.setCheckable(True)
        self.setAccessibleName(f"{caption}: {HUES[hue]}")
        self.setToolTip(HUES[hue])
        side = min(sizes.px(_SIDE), _LARGEST)
        self.setFixedSize(side, side)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._bench.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.team(self._hue))
        painter.drawRoundedRect(inside, 5, 5)
        if self.isChecked():
            side = round(inside.width()) - 4
            tick = icons.pixmap("check", theme.color("on-accent"), side, self.devicePixelRatioF())
            painter.drawPixmap(inside.adjusted(2, 2, -2, -2).topLeft(), tick)
        painter.end()


class SwatchField(Field):
    """The hue of a record: by a click, or by the arrow keys."""

    def __init__(self, bench: SetupBench, caption: str) -> None:
        super().__init__(bench, "colour", caption)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(4, 1, 0, 1)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self.swatches: list[Swatch] = []
        for hue in range(TEAM_HUES):
            swatch = Swatch(bench, hue, caption)
            swatch.clicked.connect(partial(self._pressed, hue))
            self._group.addButton(swatch)
            self.swatches.append(swatch)
            row.addWidget(swatch)
        row.addStretch(1)
        self.put(box)

    def refresh(self) -> None:
        """Tick the hue of the record."""
        if self.there():
            taken = self.swatches[self.value() % TEAM_HUES]
            taken.setChecked(True)
            self.setFocusProxy(taken)

    def _pressed(self, hue: int, _checked: bool = False) -> None:
        self.write(hue)
        self.refresh()
