"""Line icons from `resources/icons/`, tinted by a theme's token."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from okrdesk.paths import RESOURCES
from ui.look.theme import Theme

_FOLDER = RESOURCES / "icons"


@cache
def _source(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, color: QColor, size: int = 20, ratio: float = 1.0) -> QPixmap:
    """The icon `name` (a file's stem) in one colour, `size` logical pixels square.

    Raises FileNotFoundError for a name that has no file.
    """
    svg = _source(name).replace("currentColor", color.name())
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def icon(name: str, theme: Theme, token: str = "ink-2", size: int = 20, on: str = "accent") -> QIcon:
    """The icon `name` in the colour of `token`, faded when disabled, in the colour of `on` when it is on."""
    made = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        for mode, state, shade in (
            (QIcon.Mode.Normal, QIcon.State.Off, token),
            (QIcon.Mode.Disabled, QIcon.State.Off, "line-strong"),
            (QIcon.Mode.Normal, QIcon.State.On, on),
        ):
            made.addPixmap(pixmap(name, theme.color(shade), size, ratio), mode, state)
    return made
