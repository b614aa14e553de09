"""The order in which Tab goes through the window: part by part as they stand, and in each of them from top
to bottom however often it was filled anew.

Qt's chain of focus is not asked: to PySide each widget of it belongs to the next, and goes with that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLayout, QWidget

if TYPE_CHECKING:
    from ui.workplace import Workplace

LAST = "tab-last"


def go_on(place: Workplace, *, forward: bool) -> bool:
    """Give the keys to the next stop, or the one before; False where Tab knows no way from here."""
    here = QApplication.focusWidget()
    if here is None or not (here.isVisible() and here.isEnabled()):
        return False  # no Tab: what had the keys is being hidden or deleted, and is not to be walked through
    stops = _stops(place)
    if here not in stops or len(stops) < 2:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    at = stops.index(here)
    for stop in stops[at + 1 :] + stops[:at] if forward else stops[:at][::-1] + stops[:at:-1]:
        stop.setFocus(reason)
        if QApplication.focusWidget() is stop:  # else it only hands the keys on
            break
    return True


def _stops(place: Workplace) -> list[QWidget]:
    """Found by the layouts: `nextInFocusChain` and `focusProxy` would make each widget's Python side a child
    of the one before, and die with it.
    """
    window = place.window
    beside = [place.help.panel()] if place.help.showing else [place.inspector]
    parts = (window.topbar, place.banners, window.rail, place.rooms, *beside, window.status)
    return [widget for part in parts for widget in _as_laid_out(part) if _is_stop(widget, window)]


def _is_stop(widget: QWidget, window: QWidget) -> bool:
    return bool(
        widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and not _is_viewport(widget)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
    )


def _is_viewport(widget: QWidget) -> bool:
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget


def _as_laid_out(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all in it, as it is laid out; what has the property LAST, or floats, comes last."""
    yield widget
    layout = widget.layout()
    laid = list(_widgets_in(layout)) if layout is not None else []
    floating = (child for child in widget.children() if isinstance(child, QWidget) and child not in laid)
    laid.sort(key=lambda child: bool(child.property(LAST)))
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
