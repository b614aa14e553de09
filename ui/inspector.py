"""The inspector's Details: the selected card, to read at leisure. Never covers the board."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from exports import words
from okrdesk.alignment import links_up
from okrdesk.cards import Condition, KeyResult, Objective, Person, Pillar, Record, Team
from okrdesk.check import card_of
from okrdesk.i18n import _
from okrdesk.workshop import Workshop

WIDTH = 330
_DEEPEST = 8


class Inspector(QScrollArea):
    """Shows one card of a workshop; what to do when none is selected."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Details"))
        self._workshop: Workshop | None = None
        self._id = ""
        self.refresh()

    def show_card(self, workshop: Workshop | None, id_: str) -> None:
        """Show the card with this id; "" shows none."""
        if (workshop, id_) != (self._workshop, self._id):
            self._workshop, self._id = workshop, id_
            self.refresh()

    def refresh(self) -> None:
        """Show the card as it is now."""
        page = QWidget()
        page.setObjectName("details")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        record = self._workshop.get(self._id) if self._workshop and self._id else None
        if isinstance(record, Objective):
            self._objective(record)
        elif isinstance(record, Pillar):
            self._pillar(record)
        elif isinstance(record, Condition):
            self._condition(record)
        elif isinstance(record, Team):
            self._section(_("Team"), _head(record.name), _soft(record.purpose))
        else:
            self._section(
                "", _soft(_("Select a card to see its story, its line of sight and its key results."))
            )
        self._column.addStretch(1)
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(page)

    # ------------------------------------------------------------ the cards
    @property
    def _here(self) -> Workshop:
        assert self._workshop is not None
        return self._workshop

    def _objective(self, card: Objective) -> None:
        team = self._here.find(Team, card.team)
        caption = _("{code} · {team}").format(code=card.code, team=team.name if team else "")
        self._section(caption, _head(card.title), self._owner_row(card.owner, card.style))
        if card.parked:
            until = _("Until: {when}").format(when=card.parked_until) if card.parked_until else ""
            self._section(_("Not this quarter"), _soft(card.parked_why), _soft(until))
        story = _soft(card.story) if card.story else _faint(_("Not told yet."))
        self._section(_("Story — how this feeds the strategy"), story)
        if lines := list(line_of_sight(self._here, card)):
            self._section(_("Line of sight"), *(_sight(depth, text, last) for depth, text, last in lines))
        results = [self._result(kr) for kr in self._here.key_results(card.id)]
        self._section(_("Key results"), *(results or [_faint(_("None yet."))]))
        if conditions := self._here.conditions(card.id):
            self._section(_("What must be true"), *(_soft(self._state_of(c)) for c in conditions))
        if card.note:
            self._section(_("Note"), _soft(card.note))

    def _pillar(self, card: Pillar) -> None:
        self._section(
            _("{code} · Strategy").format(code=card.code),
            _head(card.title or card.statement),
            _soft(card.statement if card.title else ""),
        )
        for caption, text in (
            (_("For whom"), card.for_whom),
            (_("How we win"), card.how_we_win),
            (_("What we give up"), card.what_we_give_up),
            (_("Horizon"), card.horizon),
        ):
            if text:
                self._section(caption, _soft(text))

    def _condition(self, card: Condition) -> None:
        self._section(_("{code} · Must be true").format(code=card.code), _head(card.text), _soft(card.reason))
        claims = [self._here.get(card_of(self._here, link.source)) for link in self._here.claims(card.id)]
        texts = [_soft(getattr(claim, "title", "")) for claim in claims]
        self._section(_("Claimed by"), *(texts or [_faint(_("Nobody yet."))]))

    def _state_of(self, condition: Condition) -> str:
        return f"{condition.text}\n{words.condition_state(self._here, condition)}"

    def _result(self, kr: KeyResult) -> QWidget:
        box, column = _box()
        column.addWidget(_named("soft", kr.text or kr.metric))
        style = self._here.organisation.number_format
        numbers = " → ".join(filter(None, (words.baseline_text(kr, style), words.target_text(kr, style))))
        facts = filter(None, (numbers or words.kind_label(kr.kind), self._here.name_of(kr.owner)))
        column.addWidget(_named("strong", " · ".join(facts)))
        return box

    def _owner_row(self, owner: str, style: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 4, 0, 0)
        person = self._here.find(Person, owner)
        if person:
            mark = _named("initials", person.initials[:3])
            mark.setFixedSize(20, 20)
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            row.addWidget(mark)
        row.addWidget(_named("soft", person.name if person else _("No owner yet")), 1)
        if style:
            badge = _named("commit" if style == "committed" else "stretch", words.style_label(style))
            row.addWidget(badge, 0, Qt.AlignmentFlag.AlignRight)
        return box

    def _section(self, caption: str, *parts: QWidget | None) -> None:
        frame = QFrame()
        frame.setObjectName("section")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(6)
        if caption:
            column.addWidget(_named("caption", caption.upper()))
        for part in parts:
            if part is not None:
                column.addWidget(part)
        self._column.addWidget(frame)


def line_of_sight(workshop: Workshop, card: Objective) -> Iterator[tuple[int, str, bool]]:
    """The way from the strategy down to `card` along its primary links: depth, words, is it `card`."""
    way: list[str] = []
    at: Record | None = card
    while isinstance(at, Objective) and len(way) < _DEEPEST:
        links = list(links_up(workshop, at.id))
        if not links:
            break
        link = next((link for link in links if link.primary), links[0])
        target = workshop[link.target]
        if isinstance(target, Condition):
            way.append(_("must be true: {text}").format(text=target.text))
        at = workshop.get(card_of(workshop, link.target))
        way.append(getattr(at, "title", "") or getattr(at, "statement", ""))
    for depth, text in enumerate(reversed(way)):
        yield depth, text, False
    if way:
        yield len(way), _("this objective"), True


def _sight(depth: int, text: str, last: bool) -> QLabel:
    label = _named("strong" if last else "soft", f"└ {text}" if depth else text)
    label.setContentsMargins(max(0, depth - 1) * 10, 0, 0, 0)
    return label


def _named(name: str, text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(name not in ("initials", "commit", "stretch"))
    return label


def _head(text: str) -> QLabel:
    return _named("head", text)


def _soft(text: str) -> QLabel | None:
    return _named("soft", text) if text else None


def _faint(text: str) -> QLabel:
    return _named("faint", text)


def _box() -> tuple[QWidget, QVBoxLayout]:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 4)
    column.setSpacing(1)
    return box, column
