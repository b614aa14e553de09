"""The order in which Tab goes through rows that came one after another."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.inspector.fields import Field


def tab_through(*rows: QWidget) -> None:
    """Let Tab go through rows in this order, within each in the order in which it was made.

    A field only hands the keys on to its editor, and comes along: Qt stops there, too.
    """
    chain = [
        widget
        for row in rows
        for widget in (row, *row.findChildren(QWidget))
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(widget, Field)
    ]
    for one, next_ in pairwise(chain):
        QWidget.setTabOrder(one, next_)
