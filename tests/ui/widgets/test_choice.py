"""A combo box in a narrow place."""

from PySide6.QtCore import Qt
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


def test_its_list_stands_below_it_as_a_menu_does_and_has_room_for_its_words(place, qtbot):
    place.rooms.enter("review")
    box = place.rooms.current.side.head.choice
    box.addItem("A team with a name of very many words", "x")
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    popup = view.window()
    assert popup.y() >= box.mapToGlobal(box.rect().bottomLeft()).y()
    last = view.visualRect(view.model().index(box.count() - 1, 0))
    assert view.viewport().height() - last.bottom() <= 2  # no empty strip
    assert last.width() >= view.fontMetrics().horizontalAdvance(box.itemText(box.count() - 1)) + 16
    assert popup.grab().toImage().pixelColor(0, 20) == place.window.theme.color("line-strong")
    qtbot.keyClick(view, Qt.Key.Key_Down)
    ground = view.grab(view.visualRect(view.currentIndex())).toImage()
    at = ground.pixelColor(ground.width() - 12, ground.height() // 2)
    assert view.currentIndex().row() == 1 and at == place.window.theme.color("accent-bg")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert box.currentIndex() == 1 and not popup.isVisible()
