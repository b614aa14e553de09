"""Line icons from `resources/icons/`, tinted by a theme's token."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
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
    """The icon `name` in the colour of `token`, faded when disabled, in the colour of `on` when it is on.

    It is as sharp as the sharpest screen that is there.
    """
    drawn = pixmap(name, theme.color(token), size, _app_ratio())
    made = QIcon(drawn)
    made.addPixmap(_tinted(drawn, theme.color("line-strong")), QIcon.Mode.Disabled)
    made.addPixmap(_tinted(drawn, theme.color(on)), QIcon.Mode.Normal, QIcon.State.On)
    return made


def _app_ratio() -> float:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    return app.devicePixelRatio()


def _tinted(drawn: QPixmap, color: QColor) -> QPixmap:
    """The same lines in another colour: a fill costs a tenth of reading and drawing the file again."""
    image = QPixmap(drawn)
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(QRectF(0, 0, drawn.width(), drawn.height()), color)
    painter.end()
    return image
