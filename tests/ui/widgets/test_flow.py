"""Widgets in rows that wrap."""

from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.flow import Flow


def test_rows_wrap_within_the_margins(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    flow = Flow(box, 4)
    flow.setContentsMargins(6, 2, 8, 3)
    buttons = [QPushButton(parent=box) for _n in range(3)]
    for button in buttons:
        button.setFixedSize(50, 20)
        flow.addWidget(button)
    assert flow.sizeHint().width() == 6 + 3 * 50 + 2 * 4 + 8
    assert flow.heightForWidth(172) == 2 + 20 + 3 and flow.heightForWidth(171) == 2 + 20 + 4 + 20 + 3
    box.resize(171, 100)
    box.show()
    assert [button.pos().toTuple() for button in buttons] == [(6, 2), (60, 2), (6, 26)]
