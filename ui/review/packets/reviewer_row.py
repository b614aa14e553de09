"""One reviewer whose packet came back: who it is, by which key, what comes, and the facilitator's mark."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from okrdesk.i18n import _, ngettext
from okrdesk.review.merge_counts import Counts
from okrdesk.review.merging import Returned
from okrdesk.review.paper import is_paper
from okrdesk.review.records import Trust, TrustMark
from okrdesk.review.trust import trust_mark
from okrdesk.workshop import Workshop
from ui.bars import Line
from ui.pages.page import label
from ui.widgets.choice import Choice

MARKS: tuple[tuple[TrustMark, str], ...] = (
    ("", _("no mark")),
    ("known", _("known")),
    ("doubted", _("doubted")),
)


class ReviewerRow(QFrame):
    """`marked` tells the key, its new mark, and the invitation whose second key was asked about ("")."""

    marked = Signal(str, str, str)

    def __init__(self, workshop: Workshop, returned: Returned, team: str, counts: Counts) -> None:
        super().__init__()
        self.setObjectName("returned")
        self.key = returned.key
        name = returned.name or _("A reviewer")
        self.setAccessibleName(name)
        self.trust = Choice()
        for mark, title in MARKS:
            self.trust.addItem(title, mark)
        self.trust.setAccessibleName(_("What you think of {name}’s key").format(name=name))
        self.trust.setToolTip(_("Your own mark beside this name. It keeps nothing from being merged."))
        self.trust.activated.connect(self._choose)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Line("strong", name))
        if team:
            head.addWidget(Line("soft", team))
        badges = [_badge(*_standing(returned))]
        if returned.reopened:
            badges.append(_badge(_("reopened"), "warn"))
        elif returned.stage == "submitted":
            badges.append(_badge(_("submitted"), "good"))
        for badge in badges:
            head.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addWidget(self.trust)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(label(counts_text(counts), "soft"))
        if returned.reopened:
            text = _("What nobody answered yet is not seen by the teams until it is submitted again.")
            column.addWidget(label(text, "soft"))
        key, tip = _("Key {fingerprint}"), _("Compare it by voice: the reviewer sees it on submitting.")
        if is_paper(returned.key):
            key, tip = _("From a workbook, not signed"), _("Ask the reviewer if you doubt it.")
        fingerprint = label(key.format(fingerprint=returned.fingerprint), "fingerprint", wrap=False)
        fingerprint.setToolTip(tip)
        fingerprint.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column.addWidget(fingerprint)
        self._invitations = returned.second_key_on
        self.question = self._question(returned.beside)
        self.question.setVisible(bool(returned.second_key_on))
        column.addWidget(self.question)
        self.show_mark(workshop)

    def show_mark(self, workshop: Workshop) -> None:
        """Show the facilitator's mark as it is now; a question that was answered goes."""
        self.trust.setCurrentIndex(self.trust.findData(trust_mark(workshop, self.key)))
        asked = {trust.invitation for trust in workshop.all(Trust) if trust.key == self.key}
        if self.question.isVisible() and asked.issuperset(self._invitations):
            self.trust.setFocus()
            self.question.hide()

    def _question(self, others: tuple[str, ...]) -> QFrame:
        """Asked once: did the same person answer with two keys?"""
        asked = QFrame()
        asked.setObjectName("secondkey")
        row = QHBoxLayout(asked)
        row.setContentsMargins(12, 8, 8, 8)
        names = ", ".join(name or _("A reviewer") for name in others)
        text = _("This is a second key on the invitation that {names} answered. Is it the same person?")
        row.addWidget(label(text.format(names=names)), 1)
        self.yes, self.no = QPushButton(_("Yes, the same")), QPushButton(_("I doubt it"))
        self.yes.clicked.connect(self._known)
        self.no.clicked.connect(self._doubted)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        return asked

    def _choose(self, _index: int) -> None:
        self.marked.emit(self.key, self.trust.currentData(), "")

    def _known(self) -> None:
        self._answer("known")

    def _doubted(self) -> None:
        self._answer("doubted")

    def _answer(self, mark: TrustMark) -> None:
        for invitation in self._invitations:
            self.marked.emit(self.key, mark, invitation)


def counts_text(counts: Counts) -> str:
    """What comes, in words; only what there is."""
    changed = ngettext("{n} on words that have changed", "{n} on words that have changed", counts.changed)
    parts = (
        (counts.new, _("{n} new")),
        (counts.updated, _("{n} updated")),
        (counts.withdrawn, _("{n} taken back")),
        (counts.here, _("{n} already here")),
        (counts.changed, changed),
    )
    return " · ".join(text.format(n=n) for n, text in parts if n) or _("no notes")


def _standing(returned: Returned) -> tuple[str, str]:
    if not returned.invited:
        return _("not invited from here"), "warn"
    if returned.second_key_on:
        return _("second key"), "warn"
    if returned.first_time:
        return _("first time"), ""
    return _("same as before"), ""


def _badge(text: str, tone: str) -> QLabel:
    made = label(text, "badge", wrap=False)
    made.setProperty("tone", tone)
    return made
