"""What tests of the outline do with it as a person would, and what they look at."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.outline.columns import COLUMNS

COLUMN = {column.id: n for n, column in enumerate(COLUMNS)}


def outline(place):
    """The outline room, entered."""
    place.rooms.enter("outline")
    return place.rooms.current


def shown(tree):
    """The rows that are to be seen, from top to bottom: short names, else words."""
    found = []
    index = tree.rows.index(0, 0)
    while index.isValid():
        record = tree.rows.record_at(index)
        found.append(getattr(record, "code", "") or index.data())
        index = tree.indexBelow(index)
    return found


def press(tree, *keys):
    """Press keys where they go now, as "Down", "Ctrl+Up" or "K"."""
    for key in keys:
        *modifiers, name = key.split("+")
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= getattr(
                Qt.KeyboardModifier, {"Ctrl": "ControlModifier"}.get(modifier, f"{modifier}Modifier")
            )
        QTest.keyClick(target(tree), getattr(Qt.Key, f"Key_{name}"), held)


def write(tree, text):
    QTest.keyClicks(target(tree), text)


def target(tree):
    """Where the keys go: the editor that is open, else the widget with the focus."""
    editor = tree.writer.editor
    if editor is not None:
        return getattr(editor, "field", editor)
    return tree.window().focusWidget() or tree


def go(tree, code, column="title"):
    """Click a cell of the row with this short name."""
    index = tree.rows.index_of(record_of(tree, code).id, COLUMN[column])
    tree.scrollTo(index)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center())
    return index


def text(tree, code, column):
    return tree.rows.index_of(record_of(tree, code).id, COLUMN[column]).data()


def record_of(tree, code):
    """The record with this short name."""
    return next(r for r in tree.rows.workshop if getattr(r, "code", "") == code)
