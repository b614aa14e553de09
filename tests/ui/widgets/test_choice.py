"""A combo box in a narrow place."""

from PySide6.QtWidgets import QStyleOptionComboBox

from ui.widgets.choice import Choice


def shown(box):
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    return option.currentText


def test_words_that_do_not_fit_end_with_dots(qtbot):
    box = Choice()
    qtbot.addWidget(box)
    box.addItem("Weekly users and everybody who reads")
    box.resize(500, 30)
    assert shown(box) == box.currentText()
    box.resize(130, 30)
    assert shown(box).startswith("Weekly") and shown(box).endswith("…")
    assert box.fontMetrics().horizontalAdvance(shown(box)) < 130
