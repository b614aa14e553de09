"""The way from the strategy down to a card, as a tree of lines that lead to what they name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from okrdesk.alignment import links_up
from okrdesk.cards import UPWARD, Condition, KeyResult, Link, Pillar
from okrdesk.check import card_of
from okrdesk.i18n import _, ngettext
from okrdesk.naming import called
from okrdesk.workshop import Workshop
from ui.inspector.bench import Bench
from ui.inspector.pieces import INSET, Line, Section, TextButton, quiet_button
from ui.look import sizes
from ui.process.errors import guarded

_DEEPEST = 12
_STEP = 12  # px that each level stands further in


@dataclass(frozen=True, slots=True)
class Sight:
    """One line of the tree: a record, and what it reads."""

    id: str
    text: str


def way_up(workshop: Workshop, id_: str) -> tuple[list[Sight], int]:
    """The way from the strategy down to a record along main links, itself left out, and how many other links
    upward there are on it.
    """
    way: list[Sight] = []
    others, at = 0, id_
    while len(way) < _DEEPEST:
        links = _upward(workshop, at)
        if links:
            others += len(links) - 1
            at = next((link for link in links if link.primary), links[0]).target
        elif isinstance(workshop.get(at), (KeyResult, Condition)):
            at = card_of(workshop, at)
        else:
            break
        way.append(_sight(workshop, at))
    way.reverse()
    return way, others


def _upward(workshop: Workshop, id_: str) -> list[Link]:
    if isinstance(workshop.get(id_), KeyResult):
        return [link for link in workshop.links_from(id_) if link.kind in UPWARD]
    return list(links_up(workshop, id_))


def _sight(workshop: Workshop, id_: str) -> Sight:
    record = workshop[id_]
    if isinstance(record, Condition):
        return Sight(id_, _("must be true: {text}").format(text=record.text))
    return Sight(id_, called(record))


class LineOfSight(Section):
    """The tree; where there is none yet, a button to make one."""

    def __init__(self, bench: Bench, here: str) -> None:
        super().__init__(_("Line of sight"))
        self._bench, self._here = bench, here
        self._shown: object = None
        self._tree = QWidget()
        self._lines = QVBoxLayout(self._tree)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._none = Line("faint", _("No line of sight to the strategy yet."))
        self._link = quiet_button(_("Link to…"))
        self._link.clicked.connect(self._make_link)
        for widget in (self._tree, self._none, self._link):
            self.column.addWidget(widget)

    def show_records(self, ids: tuple[str, ...]) -> None:
        """Show the way to another record."""
        self._id = ids[0]
        self.refresh()

    def refresh(self) -> None:
        """Show the way as it is now."""
        workshop = self._bench.workshop
        way, others = way_up(workshop, self._id)
        sighted = bool(way) and isinstance(workshop.get(way[0].id), Pillar)
        self._none.setVisible(not sighted)
        self._link.setVisible(not sighted and self._bench.command("L") is not None)
        if (way, others, self._id) != self._shown:
            self._shown = (way, others, self._id)
            self._show(way, others)

    def commit(self) -> None:
        """Nothing is typed here."""

    def _show(self, way: list[Sight], others: int) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for depth, sight in enumerate(way):
            button = TextButton("soft" if isinstance(self._bench.workshop[sight.id], Condition) else "value")
            button.say(sight.text)
            button.clicked.connect(partial(self._bench.go_to, sight.id))
            self._add(_Branch(depth, button))
        if way:
            here = Line("strong", self._here)
            here.setContentsMargins(INSET, 3, INSET, 3)
            self._add(_Branch(len(way), here))
        if others:
            text = ngettext("and {n} more link upward", "and {n} more links upward", others)
            self._add(Line("faint", text.format(n=others)))
        self._tree.setVisible(bool(way))

    def _add(self, line: QWidget) -> None:
        self._lines.addWidget(line)
        line.show()  # now, not when Qt comes round to it: all is laid out at once

    def _make_link(self) -> None:
        if command := self._bench.command("L"):
            command.trigger()


class _Branch(QWidget):
    """A line of the tree, set in, with the elbow that ties it to the one above."""

    def __init__(self, depth: int, line: QWidget) -> None:
        super().__init__()
        self._at = sizes.px(_STEP) * max(0, depth - 1) + INSET
        self._elbow = depth > 0
        column = QVBoxLayout(self)
        column.setContentsMargins(self._at + sizes.px(_STEP) - INSET - 2 if depth else 0, 0, 0, 0)
        column.addWidget(line)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._elbow:
            painter = QPainter(self)
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            middle = sizes.px(12)
            painter.drawLine(self._at + 2, 1, self._at + 2, middle)
            painter.drawLine(self._at + 2, middle, self._at + 2 + sizes.px(5), middle)
            painter.end()
