"""What was read in a line, shown at once: a chip for each part; clicking it takes the guess back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from exports import words
from okrdesk.cards import KeyResult
from okrdesk.i18n import _

if TYPE_CHECKING:
    from okrdesk.phrase import Phrase
    from okrdesk.workshop import Workshop

_GAP = 5
_METRIC_SHARE = 0.6  # of the room, at most, for what is left as the metric


@dataclass(frozen=True, slots=True)
class Guess:
    """One part that was read: the field it gives, how it is said, and whether it still holds."""

    field: str
    text: str
    holds: bool = True


def guesses(workshop: Workshop, whole: Phrase, kept: Phrase) -> list[Guess]:
    """What was read in a line (`whole`), and what of it still holds (`kept`)."""
    style = workshop.organisation.number_format
    fields = whole.fields()
    kr = KeyResult("", **fields)
    found: list[tuple[str, str]] = []
    if kr.baseline is not None or kr.baseline_unknown:
        found.append(("baseline", _("from {value}").format(value=words.baseline_text(kr, style))))
    if kr.target is not None:
        text = words.target_text(kr, style)
        plain = kr.kind in ("increase", "decrease", "reach")
        found.append(("target", _("to {value}").format(value=text) if plain else text))
    if kr.unit:
        found.append(("unit", _("unit: {unit}").format(unit=kr.unit)))
    if kr.kind != "reach":
        found.append(("kind", words.kind_label(kr.kind)))
    if whole.owner:
        found.append(("owner", workshop.name_of(whole.owner)))
    elif whole.owner_name:
        found.append(("owner", _("new person: {name}").format(name=whole.owner_name)))
    if whole.due:
        found.append(("due", _("due: {when}").format(when=whole.due)))
    return [Guess(field, text, holds(kept, whole, field)) for field, text in found]


def holds(kept: Phrase, whole: Phrase, field: str) -> bool:
    """Whether what was read for a field is still taken so."""
    fields = ("owner", "owner_name") if field == "owner" else (field,)
    if field == "baseline":
        fields = ("baseline", "baseline_unknown")
    return all(getattr(kept, each) == getattr(whole, each) for each in fields)


class Chips(QWidget):
    """A row of chips that wraps. `pressed` tells the guess that is to be taken back or up again."""

    pressed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chips")
        self._metric = QLabel(self)
        self._metric.setObjectName("metric")
        self._metric.setTextFormat(Qt.TextFormat.PlainText)
        self._words = ""
        self._chips: list[QPushButton] = []
        self.guesses: list[Guess] = []

    def show_guesses(self, metric: str, found: list[Guess]) -> None:
        """Show what is left as the metric, and each guess."""
        self._words = metric
        if found != self.guesses:
            self.guesses = found
            for chip in self._chips:
                chip.hide()
                chip.deleteLater()
            self._chips = [self._chip(n, guess) for n, guess in enumerate(found)]
        self.setVisible(bool(found))

    def take_back(self, n: int) -> None:
        """Press the n-th chip, if there is one."""
        if n < len(self.guesses):
            self.pressed.emit(self.guesses[n])

    def _chip(self, n: int, guess: Guess) -> QPushButton:
        chip = QPushButton(f"{guess.text}  ×" if guess.holds else guess.text, self)
        chip.setObjectName("chip")
        chip.setProperty("holds", guess.holds)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        way = _("Not meant? Click, or press Alt+{n}") if guess.holds else _("Meant? Click, or press Alt+{n}")
        chip.setToolTip(way.format(n=n + 1))
        chip.setAccessibleName(f"{guess.text}. {way.format(n=n + 1)}")
        chip.clicked.connect(partial(self.take_back, n))
        chip.show()
        return chip

    def fit(self, width: int) -> None:
        """Lay the chips out in rows of this width."""
        x = y = row = 0
        metrics = self._metric.fontMetrics()
        most = round(width * _METRIC_SHARE)
        self._metric.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, most))
        self._metric.setToolTip(self._words)
        for widget in (self._metric, *self._chips):
            widget.ensurePolished()
            size = widget.sizeHint()
            if x and x + size.width() > width:
                x, y = 0, y + row + _GAP
            widget.setGeometry(x, y, min(size.width(), width), size.height())
            x += size.width() + _GAP
            row = size.height()
        self.setFixedHeight(y + row)
