"""Motion shows where a thing went, and nothing else. It is short, and off for those who want it so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

MILLISECONDS = 150


class _Choice:
    reduced = False


def set_reduced(reduced: bool) -> None:
    """Whether things jump to where they go instead of moving there."""
    _Choice.reduced = reduced


def duration() -> int:
    """How long a motion takes, in milliseconds; 0: there is none."""
    return 0 if _Choice.reduced else MILLISECONDS


class Motion(QObject):
    """One motion at a time: calls `step` with 0.0 to 1.0, eased out, the last time with exactly 1.0."""

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._step: Callable[[float], None] | None = None
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._clock.valueChanged.connect(self._tick)
        self._clock.finished.connect(self.end)

    @property
    def running(self) -> bool:
        """Whether something moves now."""
        return self._step is not None

    def start(self, step: Callable[[float], None]) -> None:
        """End what moves, and begin this; without motion it is at its end at once."""
        self.end()
        if not duration():
            step(1.0)
            return
        self._step = step
        step(0.0)
        self._clock.setDuration(duration())
        self._clock.start()

    def end(self) -> None:
        """Be at the end now."""
        step, self._step = self._step, None
        if step is not None:
            self._clock.stop()
            step(1.0)

    def _tick(self, share: float) -> None:
        if self._step is not None and share < 1.0:
            self._step(share)
