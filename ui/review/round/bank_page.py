"""The question bank: who may ask whom what, altered in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from okrdesk.change import Change
from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.review import questions
from okrdesk.review.records import Question
from okrdesk.store.errors import StoreError
from ui.inspector.pieces import IconButton
from ui.look import sizes
from ui.pages.page import Page, label
from ui.process.errors import guarded
from ui.review.drafts import LATEST_MS, Drafts

if TYPE_CHECKING:
    from okrdesk.workshop import Touched
    from ui.look.theme import Theme
    from ui.workplace import Workplace

_WIDTH = 960  # pixels at 100 %
_FUNCTION = 150
_PLACE = "question"  # of the question that is typed and not added, among the drafts


class _Field(QLineEdit):
    """A line in which Esc gives back what `stood` there; when nothing else is typed, Esc is the page's."""

    stood = ""

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self.stood:
            self.setText(self.stood)
        else:
            super().keyPressEvent(event)


class BankRow(QWidget):
    """One question. `altered` names a field and what it is now; `dropped`: it is to go."""

    altered = Signal(str, str)
    dropped = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        names = {"asker": _("Who asks"), "asked": _("Who is asked"), "text": _("Question")}
        self.fields: dict[str, _Field] = {}
        for field, name in names.items():
            edit = _Field()
            edit.setAccessibleName(name)
            if field != "text":
                edit.setPlaceholderText(_("anybody"))
                edit.setFixedWidth(sizes.px(_FUNCTION))
            edit.editingFinished.connect(partial(self._finish, field))
            self.fields[field] = edit
            row.addWidget(edit, 1 if field == "text" else 0)
        self.cross = IconButton("trash", _("Remove this question"))
        self.cross.clicked.connect(self.dropped)
        row.addWidget(self.cross)
        self.show_question(question)

    def show_question(self, question: Question) -> None:
        """Show the question as it is now; what is being typed stays."""
        self.question = question
        for field, edit in self.fields.items():
            text = edit.stood = getattr(question, field)
            if edit.text() != text and not edit.hasFocus():
                edit.setText(text)
                edit.setCursorPosition(0)
        self.setAccessibleName(question.text)

    def finish(self) -> None:
        """Tell what is typed now."""
        for field in self.fields:
            self._finish(field)

    def _finish(self, field: str) -> None:
        text = self.fields[field].text().strip()
        if text != getattr(self.question, field):
            self.altered.emit(field, text)


class BankPage(Page):
    """All questions, what is meant for any team first, and a line for a new one: that one is kept until it is
    added.
    """

    def __init__(self, place: Workplace) -> None:
        lead = _(
            "While a team reads another’s draft, it sees what is meant for both their functions, and what "
            "anybody may ask. A team’s function stands in the set-up."
        )
        super().__init__(_("Questions to ask"), lead, _WIDTH)
        assert place.session is not None
        self._place, self._session = place, place.session
        self.rows: dict[str, BankRow] = {}
        self._made: list[QWidget] = []
        self._drafts = Drafts(place.session.workshop.id)
        self._latest = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._latest.timeout.connect(self._keep_new)
        self._build_new()
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.column.addLayout(self._list)
        self.column.addStretch(1)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show_bank)
        self._session.bridge.changed.connect(self._later)
        self.show_bank()
        self.setFocusProxy(self.new)

    def _build_new(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.asker, self.asked, self.new = QLineEdit(), QLineEdit(), QLineEdit()
        functions = ((self.asker, _("Who asks")), (self.asked, _("Who is asked")))
        for edit, name in functions:
            edit.setPlaceholderText(name)
            edit.setAccessibleName(_("New question: {what}").format(what=name))
            edit.setFixedWidth(sizes.px(_FUNCTION))
            row.addWidget(edit)
        self.new.setPlaceholderText(_("A new question; Enter adds it"))
        self.new.setAccessibleName(_("New question"))
        draft = self._drafts.of(_PLACE) or {}
        for field, edit in self._new_fields().items():
            edit.setText(str(draft.get(field, "")))
            edit.returnPressed.connect(self.add)
            edit.textChanged.connect(self._keep_soon)
        row.addWidget(self.new, 1)
        self.column.addSpacing(6)
        self.column.addLayout(row)

    def _new_fields(self) -> dict[str, QLineEdit]:
        return {"asker": self.asker, "asked": self.asked, "text": self.new}

    # ------------------------------------------------------------ showing
    def show_bank(self) -> None:
        """Show the questions as they are now."""
        self._soon.stop()
        bank = sorted(questions.bank(self._session.workshop), key=_pair)
        order = [(question.id, _pair(question)) for question in bank]
        if order != [(id_, _pair(row.question)) for id_, row in self.rows.items()]:
            self._rebuild(bank)
        for question in bank:
            self.rows[question.id].show_question(question)

    def _rebuild(self, bank: list[Question]) -> None:
        for widget in self._made:
            self._list.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._made, self.rows = [], {}
        before: tuple[str, str] | None = None
        for question in bank:
            if _pair(question) != before:
                before = _pair(question)
                self._take(label(_heading(question), "bankhead"))
            row = self.rows[question.id] = BankRow(question)
            row.altered.connect(partial(self._alter, question.id))
            row.dropped.connect(partial(self._drop, question.id))
            self._take(row)

    def _take(self, widget: QWidget) -> None:
        self._list.addWidget(widget)
        self._made.append(widget)
        widget.show()  # now, not when Qt comes round to it

    # ------------------------------------------------------------ acting
    def add(self) -> None:
        """Add what is typed."""
        text, asker, asked = (edit.text().strip() for edit in (self.new, self.asker, self.asked))
        if not text:
            self.new.setFocus()
            return
        try:
            change = questions.add(self._session.workshop, asker, asked, text)
        except Refused as refusal:
            self._place.refuse(str(refusal))
            return
        if self._do(change):
            self.new.clear()
            self.new.setFocus()

    def _alter(self, question: str, field: str, text: str) -> None:
        try:
            change = questions.alter(self._session.workshop, question, **{field: text})
        except Refused as refusal:
            self._place.refuse(str(refusal))
            row = self.rows[question]
            row.fields[field].setText(getattr(row.question, field))
            return
        self._do(change)

    def _drop(self, question: str) -> None:
        self._do(questions.drop(self._session.workshop, question))

    def _do(self, change: Change) -> bool:
        try:
            self._session.desk.do(change)
        except (Refused, StoreError) as error:
            self._place.refuse(str(error))
            return False
        return True

    # ------------------------------------------------------------ following
    def finish_writing(self) -> None:
        """Keep what is being typed, in a question or for a new one."""
        for row in self.rows.values():
            row.finish()
        self._keep_new()

    def _keep_soon(self) -> None:
        if not self._latest.isActive():
            self._latest.start()

    def _keep_new(self) -> None:
        draft = {field: edit.text() for field, edit in self._new_fields().items()}
        if draft["text"].strip():
            self._drafts.keep(_PLACE, draft)
        else:
            self._drafts.forget(_PLACE)

    @guarded()
    def hideEvent(self, event: QHideEvent) -> None:
        self._keep_new()
        super().hideEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme, or with text of another size."""
        super().set_theme(theme)
        if self.rows:
            self._rebuild([row.question for row in self.rows.values()])

    def _later(self, _touched: Touched) -> None:
        self._soon.start()


def show_bank(place: Workplace) -> BankPage:
    """Show the page."""
    page = BankPage(place)
    place.pages.show(page)
    return page


def _pair(question: Question) -> tuple[str, str]:
    return question.asker.casefold(), question.asked.casefold()


def _heading(question: Question) -> str:
    asker, asked = question.asker or _("Anybody"), question.asked or _("anybody")
    said = _("{asker} asks {asked}").format(asker=asker, asked=asked)
    return said[:1].upper() + said[1:]
