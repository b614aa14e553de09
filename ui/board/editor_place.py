"""Where the editor lies over the board: over its text, in a size that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from ui.board.camera import foot
from ui.board.write_places import WritePlace, place_of
from ui.look import sizes

if TYPE_CHECKING:
    from okrdesk.writing import Spot
    from ui.board.editor import EditorBox
    from ui.board.view import BoardView

SMALLEST_ZOOM = 0.7  # below, the editor is laid over the card in readable size


def bring_into_view(view: BoardView, spot: Spot) -> None:
    """Bring the place of a text into view, with a little room below and clear of the zoom control."""
    if place := _place_of(view, spot):
        view.ensureVisible(QRectF(place.x - 16, place.y - 34, place.w + 32, 110), 8, foot())


def lay(view: BoardView, box: EditorBox, spot: Spot) -> None:
    """Lay the editor over the text of a spot; in the middle where the board does not show its card."""
    viewport = view.viewport()
    at, zoom, readable = _place_of(view, spot), view.camera.zoom, sizes.px(100) / 100
    scale = zoom if zoom >= SMALLEST_ZOOM else readable
    if at is None:
        middle = QPointF(viewport.width() / 2 - 180, viewport.height() / 3)
        box.lay(middle, 360 * readable, 13.5 * readable, 600, viewport)
        return
    corner = QPointF(view.mapFromScene(QPointF(at.x, at.y)))
    box.lay(corner, at.w * scale, at.size * scale, at.weight, viewport)


def _place_of(view: BoardView, spot: Spot) -> WritePlace | None:
    return place_of(view.board.workshop, view.board.placement, spot)
