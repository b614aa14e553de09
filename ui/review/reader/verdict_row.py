"""The verdicts under an objective: for each question a name and two buttons, yes and no."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QToolButton, QWidget

from okrdesk.cards import Objective
from okrdesk.i18n import _
from okrdesk.review import verdicts
from okrdesk.review.records import Verdict, VerdictAnswer, VerdictQuestion
from ui.look import fonts, sizes
from ui.process.errors import guarded
from ui.review.reader.questions import SHORT
from ui.review.state import Review

# Both ways of the two-way test are for the authors, too: they may find that the results prove something else.
FOR_AUTHORS: tuple[VerdictQuestion, ...] = ("hit_unchanged", "reached_without")
ANSWERS: tuple[VerdictAnswer, ...] = ("yes", "no")
_HEIGHT, _GAP, _PAD, _BUTTON = 28, 8, 10, 46


def labels() -> dict[VerdictAnswer, str]:
    """The answers as words."""
    return {"yes": _("Yes"), "no": _("No")}


def may_answer(review: Review, question: VerdictQuestion) -> bool:
    """Whether the one who reads may answer: of one's own draft only the two-way test."""
    return not review.read_only and (not review.own or question in FOR_AUTHORS)


def why_not(review: Review) -> str:
    """Why a question is not to be answered here, or not by the team itself."""
    return review.read_only or _("This is your own team's draft: the others say this of it.")


def answer(review: Review, objective: str, question: VerdictQuestion, given: VerdictAnswer) -> bool:
    """Answer a question, or ("") take the answer back. Whether that was done."""
    record = review.workshop.find(Objective, objective)
    if record is None:
        return False
    if not may_answer(review, question):
        review.refuse(why_not(review))
        return False
    change = verdicts.judge(review.workshop, review.author, review.reviewing, record, question, given)
    return review.carry_out(change)


def answered(review: Review, objective: str, question: VerdictQuestion) -> VerdictAnswer:
    """What the one who reads has answered."""
    found = verdicts.verdict_of(review.workshop, review.key, objective, question)
    return found.answer if found is not None and not found.withdrawn else ""


def doubted(review: Review) -> set[str]:
    """The objectives of the draft whose results prove something else: as the reader found, or, of one's own
    draft, as anybody did.
    """
    workshop, found = review.workshop, set()
    for objective in workshop.objectives(review.about):
        said = workshop.by(Verdict, "card", objective.id)
        own = (v for v in said if v.key == review.key and not v.withdrawn and v.question in FOR_AUTHORS)
        doubts = any(verdict.answer == "yes" for verdict in own)
        if doubts or (review.own and verdicts.wrong_proof(workshop, objective.id, review.key)):
            found.add(objective.id)
    return found


def places(width: float) -> Iterator[tuple[VerdictQuestion, QRectF]]:
    """Where each question stands in a row of this width; they wrap."""
    metrics = QFontMetricsF(fonts.font(sizes.px(12)))
    x = y = 0.0
    for question, text in SHORT.items():
        wide = metrics.horizontalAdvance(text) + sizes.px(2 * _PAD) + 2 * sizes.px(_BUTTON)
        wide = min(wide, width)
        if x and x + wide > width:
            x, y = 0.0, y + sizes.px(_HEIGHT + _GAP)
        yield question, QRectF(x, y, wide, sizes.px(_HEIGHT))
        x += wide + sizes.px(_GAP)


def strip_height(width: float) -> float:
    """How tall all questions are together in a row of this width."""
    return max(rect.bottom() for _question, rect in places(width))


class VerdictRow(QWidget):
    """The questions on one objective; rows are re-used for the objectives that come into view."""

    def __init__(self, review: Review, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("verdicts")
        self._review = review
        self.objective = ""
        self._reachable = False
        self._frames: dict[VerdictQuestion, QRectF] = {}
        self.buttons: dict[tuple[VerdictQuestion, VerdictAnswer], QToolButton] = {}
        for question in SHORT:
            for given in ANSWERS:
                self.buttons[question, given] = self._button(question, given)

    def show_objective(self, objective: str) -> None:
        """Ask of another objective."""
        self.objective = objective
        self.refresh()

    def set_reachable(self, reachable: bool) -> None:
        """Let Tab come to the buttons, or not: it does where the caret is. A click leaves the keys there."""
        if reachable != self._reachable:
            self._reachable = reachable
            policy = Qt.FocusPolicy.TabFocus if reachable else Qt.FocusPolicy.NoFocus
            for button in self.buttons.values():
                button.setFocusPolicy(policy)

    def lay(self, rect: QRectF) -> None:
        """Stand here, in the parent's pixels."""
        self.setGeometry(rect.toAlignedRect())
        button = sizes.px(_BUTTON)
        self._frames = dict(places(rect.width()))
        for question, frame in self._frames.items():
            box = frame.toAlignedRect()
            for n, given in enumerate(ANSWERS):
                left, room = box.right() - (2 - n) * button, button - 1
                self.buttons[question, given].setGeometry(left, box.top() + 2, room, box.height() - 4)
        self.update()

    def refresh(self) -> None:
        """Show what was answered; on one's own draft also how many others answered so."""
        review, words = self._review, labels()
        if self.objective not in review.workshop:
            return
        for question in SHORT:
            mine = answered(review, self.objective, question)
            tally = None
            if review.own:
                tally = verdicts.tally(review.workshop, self.objective, question, review.key)
            free = may_answer(review, question)
            for given in ANSWERS:
                button, text = self.buttons[question, given], words[given]
                count = (tally.yes if given == "yes" else tally.no) if tally else 0
                if count:
                    text = f"{text} {count}"
                said = mine == given or (not free and count > 0)
                speaks = verdicts.QUESTIONS[question][1] == given
                button.setText(text)
                button.setChecked(mine == given)
                button.setEnabled(free)
                look = ("good" if speaks else "bad") if said else ""
                if button.property("said") != look:
                    button.setProperty("said", look)
                    button.style().unpolish(button)
                    button.style().polish(button)
                button.setToolTip(verdicts.QUESTIONS[question][0] + ("" if free else f"\n{why_not(review)}"))
                button.setAccessibleName(f"{verdicts.QUESTIONS[question][0]}: {text}")
        self.update()

    def _button(self, question: VerdictQuestion, given: VerdictAnswer) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("verdict")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(partial(self._press, question, given))
        return button

    def _press(self, question: VerdictQuestion, given: VerdictAnswer) -> None:
        checked = self.buttons[question, given].isChecked()
        answer(self._review, self.objective, question, given if checked else "")
        self.refresh()

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        painter.setFont(fonts.font(sizes.px(12)))
        for question, frame in self._frames.items():
            painter.setPen(palette.color(QPalette.ColorRole.Midlight))
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
            painter.setPen(palette.color(QPalette.ColorRole.Text))
            room = frame.adjusted(sizes.px(_PAD), 0, -2 * sizes.px(_BUTTON) - 4, 0)
            metrics = painter.fontMetrics()
            text = metrics.elidedText(SHORT[question], Qt.TextElideMode.ElideRight, int(room.width()) + 1)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
