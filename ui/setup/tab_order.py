"""The order in which Tab goes through widgets that came one after another."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_through(*boxes: QWidget) -> None:
    """Let Tab go through the boxes in this order, and within each in the order in which it was filled."""
    chain = [
        widget
        for box in boxes
        for widget in (box, *box.findChildren(QWidget))
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is box.window()
    ]
    for one, next_ in pairwise(chain):
        QWidget.setTabOrder(one, next_)
