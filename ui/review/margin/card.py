"""A note as a card: who said what, the replies to it, and what can be done about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from okrdesk.i18n import _
from okrdesk.review import fields
from okrdesk.review.records import Reply, TrustMark
from okrdesk.review.threads import ANSWERABLE, Thread
from okrdesk.review.wording import field_of
from ui.look import sizes
from ui.look.theme import Theme
from ui.process.errors import guarded
from ui.review.margin import telling
from ui.review.margin.acts import Act, acts_for
from ui.review.margin.folding import shortened
from ui.review.margin.looks import KINDS, TRUST
from ui.review.margin.pieces import Avatar, Badge, Diff, Facts, Label, button, paint_card, words
from ui.review.margin.telling import Party
from ui.widgets.flow import Flow

PAD, GAP = 14, 7
_BESIDE = 3  # px at 100 %: a name's first line stands beside the middle of the avatar
_LARGE = 150  # per cent: with text so large, a name has no room beside the kind


class NoteCard(QWidget):
    """Shows a thread. `picked` tells that the person turned to it, `wanted` which act they chose, `grew` that
    its height may be another now.

    With `quotes`, it shows the words it speaks of, where no draft stands beside it.
    """

    picked = Signal(str)
    wanted = Signal(str, str)
    grew = Signal()

    def __init__(
        self, party: Party, theme: Theme, thread: Thread, *, current: bool = False, quotes: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("note")
        self._party, self.theme, self._quotes = party, theme, quotes
        self.topic, self.current = thread, current
        self.stale = False  # what it speaks of may be different now
        self.editor: QWidget | None = None
        self._then = False  # whether the words of then are shown
        self._whole = current  # whether long texts are shown to their end
        self._body: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PAD, 11, PAD, 12)
        self._column.setSpacing(8)
        self._show()

    @property
    def folded(self) -> bool:
        """Whether only a line tells how it ended."""
        return not self.current and self.editor is None and self.topic.state != "open"

    def show_thread(self, thread: Thread, *, current: bool) -> None:
        """Show it as it is now."""
        if self.stale or (thread, current) != (self.topic, self.current):
            if current != self.current:
                self._whole = current
            self.topic, self.current = thread, current
            self.show_again()

    def show_again(self, theme: Theme | None = None) -> None:
        """Show the same anew: what it speaks of has changed, or the colours have."""
        self.theme = theme or self.theme
        self._show()
        self.grew.emit()

    def edit(self, editor: QWidget | None) -> None:
        """Let something be written below the note, or (None) no longer."""
        if self.editor is not None:
            self._keep_keys(self.editor)
            self._column.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = editor
        self._show()
        if editor is not None:
            self._column.addWidget(editor)
            editor.show()
        self.grew.emit()

    # ------------------------------------------------------------ what it shows
    def _show(self) -> None:
        self.stale = False
        if self._body is not None:
            self._keep_keys(self._body)
            self._column.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget(self)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        if self.folded:
            column.addWidget(self._fold())
        else:
            self._fill(column)
        self._column.insertWidget(0, self._body)
        if self.isVisible():
            self._body.show()  # now, not when Qt comes round to it
        self.setAccessibleName(telling.spoken(self._party, self.topic))
        self.update()

    def _keep_keys(self, part: QWidget) -> None:
        """Before a part goes: the keys that are in it stay on this card, or Qt turns to the next one."""
        focus = QApplication.focusWidget()
        if focus is not None and part.isAncestorOf(focus) and self.isVisible():
            self.setFocus()

    def _fold(self) -> QWidget:
        line = self._state_line()
        reopen = self._button(Act("reopen", _("Reopen")), look="notequiet")
        badge = Badge(*KINDS[self.topic.note.kind])
        if self.topic.state != "declined" and self.topic.note.kind != "reliance":
            said = QWidget()
            flow = Flow(said, 8, 3)
            flow.addWidget(badge)
            flow.addWidget(line)
            return _row(said, reopen, stretch=0)
        box = QWidget()  # the reason, and for which card, take more room than is left beside the kind
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(_row(badge, QWidget(), reopen, stretch=1))
        column.addWidget(line)
        return box

    def _fill(self, column: QVBoxLayout) -> None:
        note, party = self.topic.note, self._party
        who = telling.writer(party, note)
        team = telling.team_name(party.workshop, note.team)
        about = telling.about(party.workshop, note)
        hue = self.theme.team(telling.hue(party.workshop, note.team))
        badge: Badge | None = Badge(*KINDS[note.kind])
        if sizes.px(100) >= _LARGE:
            column.addWidget(badge, 0, Qt.AlignmentFlag.AlignLeft)
            badge = None
        mark = telling.mark_beside(party, note, note.key)
        said = self._said(who, (team, telling.at(note.at), about), hue, mark, badge)
        said.setToolTip(telling.behind_name(party, note))
        column.addWidget(said)
        self._tell_place(column)
        if note.text:
            self._add_text(column, note.text)
        if note.kind == "suggestion":
            column.addWidget(self._suggested())
        if facts := telling.reliance(party.workshop, note):
            column.addWidget(words("notefacts", facts[:1].upper() + facts[1:]))
        for reply in self.topic.replies:
            self._add_reply(column, reply)
        if self.topic.state != "open":
            column.addWidget(self._state_line())
        if self.editor is None:
            self._add_buttons(column)

    def _said(
        self, who: str, facts: tuple[str, ...], hue: QColor, mark: TrustMark, badge: Badge | None = None
    ) -> QWidget:
        names = QWidget()
        flow = Flow(names, 6, 1)
        flow.setContentsMargins(0, sizes.px(_BESIDE), 0, 0)
        flow.addWidget(Label("notename", who))
        if mark:
            flow.addWidget(Badge(*TRUST[mark]))
        flow.addWidget(Facts("notemeta", facts))
        avatar = Avatar(telling.initials(self._party.workshop, who), hue)
        parts = (avatar, names, _lowered(badge)) if badge else (avatar, names)
        return _row(*parts, stretch=1, top=True)

    def _tell_place(self, column: QVBoxLayout) -> None:
        """What has become of the words that the note speaks of."""
        note, place = self.topic.note, self._party.place_of(self.topic.note)
        accepted = self.topic.state == "accepted" and note.kind == "suggestion" and place.state != "gone"
        if place.state in ("exact", "whole") or accepted:  # accepting is what changed them
            if self._quotes and note.quote:
                column.addWidget(words("notequote", f"“{note.quote}”"))
            return
        said = {
            "changed": _("The words have changed. They were:"),
            "similar": _("The words have changed a little. They were:"),
            "gone": _("Its card is gone. It spoke of:"),
        }
        quote = note.quote or note.read
        column.addWidget(words("notewarn", said[place.state] if quote else _("Its card is gone.")))
        if quote:
            column.addWidget(words("notequote", f"“{quote}”"))
        record = self._party.workshop.get(note.card)
        if record is None or not note.field:
            return
        then = button(_("Hide what it said then") if self._then else _("What it said then"), look="notelink")
        then.clicked.connect(self._turn_then)
        column.addWidget(then, 0, Qt.AlignmentFlag.AlignLeft)
        if self._then:
            column.addWidget(words("notemeta", _("From what was read then to what stands there now:")))
            column.addWidget(_boxed(Diff(note.read, fields.read(record, note.field), self.theme)))

    def _suggested(self) -> QWidget:
        note, record = self.topic.note, self._party.workshop.get(self.topic.note.card)
        now = fields.read(record, field_of(record, note)) if record else note.read
        if self.topic.state == "accepted":
            now = note.read or now
        return _boxed(Diff(now, note.wording, self.theme))

    def _add_reply(self, column: QVBoxLayout, reply: Reply) -> None:
        line = QFrame()
        line.setObjectName("noterule")
        line.setFixedHeight(1)
        column.addWidget(line)
        party, note = self._party, self.topic.note
        who = telling.speaker(party, note, reply)
        facts = (telling.role(party, note, reply), telling.at(reply.at))
        team = note.team if reply.key == note.key else note.about
        hue = self.theme.team(telling.hue(party.workshop, team))
        column.addWidget(self._said(who, facts, hue, telling.mark_beside(party, note, reply.key)))
        self._add_text(column, reply.text)

    def _add_text(self, column: QVBoxLayout, text: str) -> None:
        """A long text is cut while another note is the current one, or as the person likes."""
        short = shortened(text)
        column.addWidget(words("notetext", text if self._whole else short))
        if short != text:
            title = _("Show less") if self._whole else _("Show all")
            more = button(title, f"{title}: {telling.spoken(self._party, self.topic)}", look="notelink")
            more.clicked.connect(self._turn_whole)
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _state_line(self) -> QWidget:
        said, when, answer = telling.state(self._party, self.topic), "", self.topic.answer
        if said and not self.folded:
            when = telling.ended(self.topic)
        if self.topic.state == "declined" and answer is not None and answer.reason:
            line = words("notestate", f"{' · '.join(filter(None, (said, when)))}: {answer.reason}")
        else:
            line = Facts("notestate", (said, when)) if when else Label("notestate", said)
        line.setProperty("tone", self.topic.state)
        return line

    def _add_buttons(self, column: QVBoxLayout) -> None:
        wanted = acts_for(self._party, self.topic)
        if not self.current:
            answerable = self.topic.note.kind in ANSWERABLE and self.topic.open
            wanted = [act for act in wanted if answerable and act.name in ("accept", "decline")]
        if not wanted:
            return
        box = QWidget()
        flow = Flow(box)
        for act in wanted:
            look = {"accept": "notemain", "edit": "notequiet", "withdraw": "notequiet"}.get(
                act.name, "noteact"
            )
            flow.addWidget(self._button(act, look))
        column.addWidget(box)

    def _button(self, act: Act, look: str) -> QPushButton:
        title = _("Decline…") if act.name == "decline" and sizes.px(100) >= _LARGE else act.title
        made = button(title, f"{act.title}: {telling.spoken(self._party, self.topic)}", look=look)
        made.clicked.connect(partial(self._want, act.name))
        return made

    # ------------------------------------------------------------ what is done to it
    def _want(self, act: str) -> None:
        self.wanted.emit(self.topic.note.id, act)

    def _turn_whole(self) -> None:
        whole = not self._whole
        self.picked.emit(self.topic.note.id)
        self._whole = whole
        self.show_again()

    def _turn_then(self) -> None:
        self._then = not self._then
        self.picked.emit(self.topic.note.id)
        self.show_again()

    @guarded()
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.OtherFocusReason,
        ):
            self.picked.emit(self.topic.note.id)
        self.update()

    @guarded()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.picked.emit(self.topic.note.id)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            names = [act.name for act in acts_for(self._party, self.topic)]
            self._want("edit" if "edit" in names else "reply")
        elif event.key() == Qt.Key.Key_Space:
            self.picked.emit(self.topic.note.id)
        else:
            super().keyPressEvent(event)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_card(self, self.theme, current=self.current or self.hasFocus())

    @guarded(QSize())
    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(280))


def _boxed(diff: Diff) -> QFrame:
    box = QFrame()
    box.setObjectName("notewording")
    column = QVBoxLayout(box)
    column.setContentsMargins(10, 7, 10, 7)
    column.addWidget(diff)
    return box


def _lowered(badge: Badge) -> QWidget:
    """Beside the middle of the avatar, as the name is."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, sizes.px(2), 0, 0)
    column.addWidget(badge)
    return box


def _row(*parts: QWidget, stretch: int, top: bool = False) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for n, part in enumerate(parts):
        row.addWidget(part, 1 if n == stretch else 0)
        if top and n != stretch:
            row.setAlignment(part, Qt.AlignmentFlag.AlignTop)
    return box
