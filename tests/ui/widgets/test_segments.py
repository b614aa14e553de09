"""A few choices side by side, by keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.segments import Segments


def test_tab_comes_to_what_is_taken_and_the_arrows_go_on_from_there(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    above, segments, below = QLineEdit(), Segments("Size", [(n, str(n)) for n in (1, 2, 3)], 2), QLineEdit()
    column = QVBoxLayout(window)
    for widget in (above, segments, below):
        column.addWidget(widget)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    above.setFocus()
    qtbot.keyClick(above, Qt.Key.Key_Tab)
    assert window.focusWidget() is segments.button(2)
    with qtbot.waitSignal(segments.chosen) as taken:
        qtbot.keyClick(segments.button(2), Qt.Key.Key_Right)
    assert taken.args == [3] and window.focusWidget() is segments.button(3)
    qtbot.keyClick(segments.button(3), Qt.Key.Key_Tab)
    assert window.focusWidget() is below
    qtbot.keyClick(below, Qt.Key.Key_Backtab)
    assert window.focusWidget() is segments.button(3)
    segments.show_value(1)
    above.setFocus()
    qtbot.keyClick(above, Qt.Key.Key_Tab)
    assert window.focusWidget() is segments.button(1)
