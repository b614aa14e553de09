"""The whole board as a picture, drawn without a window."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from okrdesk.workshop import Workshop
from ui.board.lane_titles import HEIGHT, paint_titles
from ui.board.scene import BoardScene
from ui.look.theme import Theme

LARGEST = 16384  # pixels a side: beyond this a picture takes gigabytes


def render(workshop: Workshop, theme: Theme, width: int, scale: float = 1.0) -> QImage:
    """All of the board with its lane titles, `width` pixels wide and as high as that makes it.

    `scale` is how many of the pixels make one logical one: 2.0 draws what a screen at 200 % shows.
    """
    board = BoardScene(theme)
    board.show_workshop(workshop)
    board_width, board_height = board.placement.size
    width = max(1, min(width, LARGEST))
    zoom = width / board_width
    titles = HEIGHT * min(zoom * 1.25, max(zoom, scale))
    image = QImage(
        width, min(LARGEST, round(board_height * zoom + titles)), QImage.Format.Format_ARGB32_Premultiplied
    )
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    to_picture = QTransform.fromScale(zoom, zoom)
    paint_titles(painter, board.placement, theme, to_picture, float(width), titles / HEIGHT)
    painter.translate(0, titles)
    painter.scale(zoom, zoom)
    board.paint_board(painter, QRectF(0, 0, board_width, board_height), zoom)
    painter.end()
    image.setDevicePixelRatio(scale)
    return image
