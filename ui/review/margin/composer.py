"""Writing a note: its kind, its words, and what a suggestion or a reliance needs besides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from okrdesk.i18n import _
from okrdesk.review.notes import Spot
from okrdesk.review.records import NoteKind
from ui.look.theme import Theme
from ui.process.errors import guarded
from ui.review.drafts import Draft, Drafts
from ui.review.margin.looks import HINTS, KINDS
from ui.review.margin.pieces import Diff, paint_card, words
from ui.review.margin.writing import NoteText, Writer
from ui.widgets.choice import Choice

_PRESSED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Composer(Writer):
    """Writes a note on `spot`, whose field holds the words `now`; `cards` are those of the own team that can
    need something, by id, and `weeks` is the cycle's length.
    """

    def __init__(
        self, theme: Theme, drafts: Drafts, place: str, spot: Spot, now: str, kind: NoteKind,
        cards: Mapping[str, str], weeks: int,
    ) -> None:  # fmt: skip
        self.spot, self._now = spot, now
        self.kind = _choice(_("Kind of note"), {each: title for each, (title, _tone) in KINDS.items()})
        self.wording = NoteText(_("The new words"), _("New wording"))
        self.wording.show_text(now)
        self.needs = _choice(_("Which of our cards needs it"), {"": _("No card of ours yet"), **cards})
        each_week = {n: _("by week {n}").format(n=n) for n in range(1, weeks + 1)}
        self.week = _choice(_("By which week"), {None: _("By no fixed week"), **each_week})
        self._cards = cards
        super().__init__(theme, drafts, place, _("Add note"), HINTS[kind])
        self.show_kind(kind)
        self.kind.currentIndexChanged.connect(self._turn)
        self.wording.textChanged.connect(self._compare)
        self._attend(self.wording)

    def fill(self) -> None:
        """The kind on top, what it needs, then the text."""
        self._box = QFrame()
        self._box.setObjectName("notewording")
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(10, 7, 10, 7)
        self._diff = Diff(self._now, self._now, self._theme)
        inside.addWidget(self._diff)
        quote = self._now[self.spot.start : self.spot.end] if self.spot.start is not None else ""
        self._quote = words("notequote", f"“{quote}”")
        parts: tuple[QWidget, ...] = (
            self.kind, self._quote, self.wording, self._box, self.field, self.needs, self.week
        )  # fmt: skip
        for part in (*parts, self._buttons()):
            self.column.addWidget(part)

    def show_kind(self, kind: NoteKind) -> None:
        """Write a note of another kind; the words stay."""
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self._turn()

    def first(self) -> QWidget:
        """A suggestion's wording comes first, the marked words in it selected; else the text."""
        if self.kind.currentData() != "suggestion":
            return self.field
        cursor = self.wording.textCursor()
        start, end = self.spot.start, self.spot.end
        text = self.wording.toPlainText()
        if text == self._now and start is not None and end is not None:
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        elif text == self._now:
            cursor.select(QTextCursor.SelectionType.Document)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        self.wording.setTextCursor(cursor)
        return self.wording

    def values(self) -> Draft:
        """All that makes the note."""
        return {
            "kind": self.kind.currentData(), "text": self.text, "wording": self.wording.toPlainText(),
            "needs": self.needs.currentData(), "by_week": self.week.currentData(),
        }  # fmt: skip

    def note(self) -> dict[str, Any]:
        """What the note holds: only what its kind knows."""
        values = self.values()
        if values["kind"] != "suggestion" or values["wording"] == self._now:
            values["wording"] = ""
        if values["kind"] != "reliance":
            values |= {"needs": "", "by_week": None}
        return values

    def take(self, draft: Draft) -> None:
        """Let it hold what was written before, as far as that still makes sense."""
        super().take(draft)
        asked = self.kind.currentData()  # a kind that was asked for by its name is meant
        if draft.get("kind") in KINDS and asked == "note":
            self.show_kind(draft["kind"])
        if isinstance(wording := draft.get("wording"), str):
            self.wording.show_text(wording)
        for choice, field in ((self.needs, "needs"), (self.week, "by_week")):
            if (at := choice.findData(draft.get(field))) >= 0:
                choice.setCurrentIndex(at)

    # ------------------------------------------------------------ within
    def _turn(self) -> None:
        kind: NoteKind = self.kind.currentData()
        self.field.show_hint(HINTS[kind])
        self.wording.setVisible(kind == "suggestion")
        self._quote.setVisible(kind != "suggestion" and self.spot.start is not None)
        self.needs.setVisible(kind == "reliance" and bool(self._cards))
        self.week.setVisible(kind == "reliance")
        self._compare()

    def _compare(self) -> None:
        new = self.wording.toPlainText()
        self._box.setVisible(self.kind.currentData() == "suggestion" and new != self._now)
        self._diff.show_words(self._now, new, self._theme)


class Framed(QWidget):
    """A composer on a card of its own, for a note on `spot`; above it, in words, what the note is on."""

    def __init__(self, composer: Composer, theme: Theme, spot: Spot, on: str) -> None:
        super().__init__()
        self._theme, self.composer, self.spot = theme, composer, spot
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        self.on = words("notemeta", on)
        column.addWidget(self.on)
        column.addWidget(composer)
        composer.field.setAccessibleDescription(on)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_card(self, self._theme, current=True)

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(280))


class Chooser(Writer):
    """Chooses which of the reviewer's cards, by id, relies on the one of the note."""

    def __init__(self, theme: Theme, drafts: Drafts, place: str, cards: Mapping[str, str]) -> None:
        self._choice = _choice(_("Which card relies on this?"), cards)
        super().__init__(theme, drafts, place, _("Accept"), "")

    def fill(self) -> None:
        """The list, and the button."""
        self.field.hide()
        for part in (words("notemeta", _("Which of their cards relies on this one?")), self._choice):
            self.column.addWidget(part)
        self.column.addWidget(self._buttons())

    @property
    def chosen(self) -> str:
        """The id of the card that was chosen."""
        return self._choice.currentData() or ""

    def first(self) -> QWidget:
        """The list."""
        return self._choice

    def enter(self, *, control: bool) -> None:
        """In the list, Enter takes what is chosen."""
        super().enter(control=control or self._choice.hasFocus())

    def keep(self) -> None:
        """Nothing is typed here."""


class _Letters(Choice):
    """A choice in which letters find entries, whatever commands they are elsewhere."""

    @guarded(False)
    def event(self, event: QEvent) -> bool:
        plain = not (isinstance(event, QKeyEvent) and event.modifiers() & _PRESSED)
        if event.type() is QEvent.Type.ShortcutOverride and plain:
            event.accept()
            return True
        return super().event(event)


def _choice(name: str, options: Mapping[Any, str]) -> Choice:
    made = _Letters()
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    for value, title in options.items():
        made.addItem(title, value)
    return made
