"""The order in which Tab goes through the window: part by part as they stand, the details from top to
bottom however often they were filled anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QWidget

if TYPE_CHECKING:
    from ui.workplace import Workplace


def go_on(place: Workplace, *, forward: bool) -> bool:
    """Give the keys to the next stop, or the one before; False where Tab knows no way from here."""
    here = QApplication.focusWidget()
    stops = _stops(place)
    if here not in stops or len(stops) < 2:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[(stops.index(here) + (1 if forward else -1)) % len(stops)].setFocus(reason)
    return True


def _stops(place: Workplace) -> list[QWidget]:
    window = place.window
    parts = (window.topbar, place.banners, window.rail, place.rooms, place.inspector, None, window.status)
    order: dict[QWidget | None, list[QWidget]] = {part: [] for part in parts}
    inside = {id(part): part for part in parts if part is not None}
    for widget in _chain(window):
        if _is_stop(widget, window):
            order[_part_of(widget, inside)].append(widget)
    for part in (place.banners, place.inspector):  # they are filled anew again and again
        order[part] = [widget for widget in _as_laid_out(part) if _is_stop(widget, window)]
    return [widget for part in parts for widget in order[part]]


def _chain(window: QWidget) -> Iterator[QWidget]:
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        yield widget
        widget = widget.nextInFocusChain()


def _is_stop(widget: QWidget, window: QWidget) -> bool:
    return bool(
        widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
    )


def _part_of(widget: QWidget, parts: Mapping[int, QWidget]) -> QWidget | None:
    above: QWidget | None = widget
    while above is not None and id(above) not in parts:
        above = above.parentWidget()
    return above


def _as_laid_out(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all in it, in the order of their layouts; what floats over them comes last."""
    yield widget
    layout = widget.layout()
    laid = list(_widgets_in(layout)) if layout is not None else []
    floating = (child for child in widget.children() if isinstance(child, QWidget) and child not in laid)
    for child in (*laid, *floating):
        yield from _as_laid_out(child)


def _widgets_in(layout: QLayout) -> Iterator[QWidget]:
    for n in range(layout.count()):
        item = layout.itemAt(n)
        inner = item.layout() if item is not None else None
        widget = item.widget() if item is not None else None
        if inner is not None:
            yield from _widgets_in(inner)
        elif widget is not None:
            yield widget
