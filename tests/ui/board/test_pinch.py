"""Two fingers zoom the board, and so does a wheel that turns finely."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

CTRL, NO_BUTTON = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.NoButton


@pytest.fixture(scope="module")
def touch_screen(qapp):
    return QTest.createTouchDevice()


def pinch_on_pad(board, at, by):
    point = QPointF(at)
    QApplication.sendEvent(
        board.view.viewport(),
        QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture,
            QPointingDevice.primaryPointingDevice(),
            2,
            point,
            point,
            QPointF(board.view.viewport().mapToGlobal(at)),
            by,
            QPointF(),
            1,
        ),
    )


def test_a_pinch_on_a_pad_zooms_round_the_fingers(board):
    at = QPoint(300, 200)
    board.view.camera.zoom_to(1.5)
    under = board.view.mapToScene(at)
    for _step in range(10):
        pinch_on_pad(board, at, 0.05)
    assert board.view.camera.zoom == pytest.approx(1.5 * 1.05**10)
    assert (board.view.mapToScene(at) - under).manhattanLength() < 25
    pinch_on_pad(board, at, -0.2)
    assert board.view.camera.zoom < 2.0


@pytest.mark.parametrize("by", [0.01, -0.01])
def test_a_slow_pinch_leaves_100_percent(board, by):
    for _step in range(10):
        pinch_on_pad(board, QPoint(300, 200), by)
    assert board.view.camera.zoom == pytest.approx((1 + by) ** 10)


def test_a_wheel_that_turns_finely_leaves_100_percent(board):
    at = QPointF(300, 200)
    for _step in range(15):
        turn = QWheelEvent(
            at, at, QPoint(), QPoint(0, 8), NO_BUTTON, CTRL, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(board.view.viewport(), turn)
    assert board.view.camera.zoom == pytest.approx(1.2)


def test_steps_up_and_down_again_end_at_100_percent(board):
    board.view.camera.zoom_to(1.01 * 1.2)
    board.view.camera.zoom_out()
    assert board.view.camera.zoom == 1.0


@pytest.fixture
def fingers(board, touch_screen):
    """Puts fingers on points of the viewport, moves them there, or lifts them there."""

    def put(doing, *points):
        touch = QTest.touchEvent(board.view, touch_screen)
        offset = board.view.viewport().mapToGlobal(QPoint()) - board.view.mapToGlobal(QPoint())
        for n, point in enumerate(points):
            getattr(touch, doing)(n, point + offset)
        touch.commit()

    return put


def test_two_fingers_on_a_touch_screen_zoom_and_carry_nothing(board, fingers):
    before, a, b = board.teams(), board.at("eng1"), board.at("eng1") + QPoint(120, 0)
    fingers("press", a, b)
    for n in range(1, 8):
        fingers("move", a - QPoint(12 * n, 0), b + QPoint(12 * n, 0))
    assert board.view.camera.zoom > 1.5
    assert board.view.pointer.gesture is None
    fingers("release", a - QPoint(84, 0), b + QPoint(84, 0))
    assert board.teams() == before
    board.assert_at_rest()


def test_one_finger_still_drags_a_card(board, fingers):
    start, end = board.at("mkt1"), board.at("eng1", dy=-4)
    fingers("press", start)
    for share in (0.1, 0.5, 1.0):
        fingers("move", start + (end - start) * share)
    fingers("release", end)
    assert board.teams()["eng"] == ["mkt1", "eng1", "eng2"]
    board.assert_at_rest()
