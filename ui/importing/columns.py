"""The columns of a source, each with what it is taken for; another choice reads the source anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from okrdesk.i18n import _
from okrdesk.intake.proposal import FIELDS, ColumnGuess, TableGuess
from ui.widgets.choice import Choice

_SURE = 0.6  # below this a guess is marked as one to look at


class Columns(QScrollArea):
    """One combo box a column."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.combos: dict[str, Choice] = {}
        self._shown: tuple[tuple[str, str], ...] | None = None

    def show_tables(self, tables: Sequence[TableGuess]) -> None:
        """Show what each column of the tables is taken for. Boxes that are there keep the focus."""
        columns = [column for table in tables for column in table.columns]
        shown = tuple((column.key, column.header) for column in columns)
        if shown == self._shown and len(self.combos) == len({key for key, _header in shown}):
            for column in columns:
                box = self.combos[column.key]
                box.setCurrentIndex(box.findData(column.field))
            return
        self._shown = shown
        self._build(tables)

    def mapping(self) -> dict[str, str]:
        """What the person sees now: column to field."""
        return {key: box.currentData() for key, box in self.combos.items()}

    def _build(self, tables: Sequence[TableGuess]) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(4)
        self.combos = {}
        if not any(table.columns for table in tables):
            text = QLabel(_("An outline: its levels say what is an objective and what a key result."))
            text.setWordWrap(True)
            column.addWidget(text)
        for table in tables:
            if table.columns and len(tables) > 1:
                column.addWidget(_label(table.name, bold=True))
            for guess in table.columns:
                if guess.key not in self.combos:
                    self._add(column, guess)
        column.addStretch(1)
        self.setWidget(page)

    def _add(self, column: QVBoxLayout, guess: ColumnGuess) -> None:
        title = guess.header or _("Column {name}").format(name=guess.key)
        if guess.sure < _SURE and guess.field != "ignore":
            title = _("{column} — please check").format(column=title)
        column.addWidget(_label(title, bold=True))
        samples = _label(" · ".join(sample for sample in guess.samples[:3] if sample))
        samples.setEnabled(False)
        column.addWidget(samples)
        box = Choice()
        for field, words in FIELDS.items():
            box.addItem(words, field)
        box.setCurrentIndex(box.findData(guess.field))
        box.setAccessibleName(_("What {column} means").format(column=guess.header or guess.key))
        box.activated.connect(self._choose)
        column.addWidget(box)
        column.addSpacing(8)
        self.combos[guess.key] = box

    def _choose(self) -> None:
        self.changed.emit()


def _label(text: str, *, bold: bool = False) -> QLabel:
    label = QLabel(text if len(text) <= 90 else text[:89] + "…")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    font = label.font()
    font.setBold(bold)
    label.setFont(font)
    return label
