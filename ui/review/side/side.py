"""The left side of the review room."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from okrdesk.cards import Team
from okrdesk.desk import Refused
from okrdesk.i18n import _
from okrdesk.review import asking, coverage, questions
from okrdesk.review.records import Question
from okrdesk.review.threads import Thread, byline, progress_of
from ui.inspector.pieces import IconButton
from ui.look.theme import Theme
from ui.review.side.foot import Foot
from ui.review.side.head import Head
from ui.review.side.questions import QuestionRow
from ui.review.side.rows import AnswerFacts, AnswerRow, Stop, TeamFacts, TeamRow
from ui.review.side.sections import Section
from ui.review.side.telling import draft_words, received_words, standing_words
from ui.review.state import Review

_TEXT = 120  # characters of a note that a row shows
_MOST_ANSWERS = 20  # shown at a time: the worst


class Side(QFrame):
    """Whom I review, who reviews my team, what to answer, and the questions to ask.

    `team_chosen`: this team's draft is to be read. `questions_wanted`: the question bank is to be shown.
    `keys_free`: what had the keys is gone.
    """

    team_chosen = Signal(str)
    questions_wanted = Signal()
    keys_free = Signal()

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.setObjectName("reviewside")
        self.setAccessibleName(_("Reviews"))
        self._review = review
        self._theme = Theme.load("light")
        self.head, self.foot = Head(review), Foot(review)
        self.mine = Section(self._team_row, _team_of, TeamRow.show_facts)
        self.ours = Section(self._team_row, _team_of, TeamRow.show_facts)
        self.answers = Section(self._answer_row, _note_of, AnswerRow.show_facts)
        self.asks = Section(self._question_row, _question_of, self._show_question)
        self.bank = IconButton("dots", _("Questions to ask…"))
        self.bank.clicked.connect(self.questions_wanted)
        self.asks.head.addWidget(self.bank)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show_all)
        for signal in (review.opened, review.changed, review.current_changed):
            signal.connect(self._later)

    def _lay_out(self) -> None:
        ground = QWidget()
        ground.setObjectName("reviewsideground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        for section in (self.mine, self.ours, self.answers, self.asks):
            column.addWidget(section)
            section.keys_free.connect(self.keys_free)
            section.hide()
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("reviewsidescroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(ground)
        all_ = QVBoxLayout(self)
        all_.setContentsMargins(0, 0, 0, 0)
        all_.setSpacing(0)
        all_.addWidget(self.head)
        all_.addWidget(self._scroll, 1)
        all_.addWidget(self.foot)

    # ------------------------------------------------------------ showing
    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme, or with text of another size."""
        self._theme = theme
        for section in (self.mine, self.ours, self.answers, self.asks):
            section.forget()
        self._later()

    def show_all(self) -> None:
        """Show how all stands now."""
        self._soon.stop()
        if self._review.session is None:
            return
        self.head.show_teams()
        self._show_mine()
        self._show_ours()
        self._show_asks()
        self.foot.show_round()
        self.bank.setVisible(self._review.packet is None)

    def _show_mine(self) -> None:
        review = self._review
        planned = review.reviewing.round and review.reviewing.team and not review.packet
        facts = self._assigned() if planned else self._others()
        caption, note = _("My reviews"), ""
        if not review.reviewing.team or review.read_only:
            caption = _("Drafts")
        elif review.reviewing.round and not facts:
            note = _("Your team reads no draft in this round.")
        elif not facts:
            note = _("No other team has a draft yet.")
        if review.about and not review.own and review.about not in {each.team for each in facts}:
            facts.append(self._facts(review.about, (draft_words(review.workshop, review.about),)))
        self.mine.show_facts(caption, facts, self._theme, note)

    def _assigned(self) -> list[TeamFacts]:
        """The drafts that my team reads in the round."""
        review, reviewing = self._review, self._review.reviewing
        found = coverage.my_reviews(review.workshop, review.key, reviewing.round, reviewing.team)
        return [self._facts(each.about, (standing_words(each),), each.share) for each in found]

    def _others(self) -> list[TeamFacts]:
        """Without a round, and by who is of no team, every other team's draft can be read; of a packet, what
        it is about.
        """
        review = self._review
        facts = []
        for team in review.workshop.teams():
            if review.packet:
                readable = team.id in review.packet.sent.about
            else:
                readable = team.id != review.reviewing.team and bool(review.workshop.objectives(team.id))
            if readable:
                standing = coverage.standing(review.workshop, review.key, review.reviewing.round, team.id)
                begun = standing.opened or standing.notes
                words = standing_words(standing) if begun else draft_words(review.workshop, team.id)
                facts.append(self._facts(team.id, (words,), standing.share if begun else None))
        return facts

    def _show_ours(self) -> None:
        review, reviewing = self._review, self._review.reviewing
        facts: list[TeamFacts] = []
        if reviewing.team:
            found = coverage.reviews_of(review.workshop, reviewing.team, reviewing.round, review.key)
            lines = tuple(received_words(review.workshop, each) for each in found)
            if lines or not review.packet:  # a packet need not know who reads its reviewer's team
                facts.append(self._facts(reviewing.team, lines or (_("nobody has said anything yet"),)))
        self.ours.show_facts(_("Reviews of my team"), facts, self._theme)
        waiting = coverage.to_answer(review.workshop, review.about, review.key) if review.own else []
        note = _("Everything is answered.") if review.own and not waiting else ""
        if len(waiting) > _MOST_ANSWERS:
            note = _("The worst {n}; more come as these are answered.").format(n=_MOST_ANSWERS)
        caption = _("To answer · {n}").format(n=len(waiting)) if waiting else _("To answer")
        shown = [self._answer(each) for each in waiting[:_MOST_ANSWERS]]
        self.answers.show_facts(caption, shown, self._theme, note)

    def _show_asks(self) -> None:
        review = self._review
        asking_now: list[Question] = []
        if review.about and not review.own:
            reader = review.workshop.find(Team, review.reviewing.team)
            read = review.workshop.find(Team, review.about)
            asking_now = questions.for_pair(review.workshop, reader, read)
        self.asks.show_facts(_("Ask while you read"), asking_now, self._theme)

    def _facts(self, team: str, lines: tuple[str, ...], share: float | None = None) -> TeamFacts:
        found = self._review.workshop.find(Team, team)
        name, colour = (found.name, found.colour) if found else ("?", 0)
        return TeamFacts(team, name or _("without a name"), colour, lines, share, team == self._review.about)

    def _answer(self, thread: Thread) -> AnswerFacts:
        review, note = self._review, thread.note
        text = " ".join((note.text or note.wording or note.quote or note.read).split())
        team = review.workshop.find(Team, note.team)
        name = byline(review.workshop, note.key, note.round, review.key)
        who = team.name if team else name
        shown = text if len(text) <= _TEXT else text[:_TEXT].rstrip() + "…"
        return AnswerFacts(note.id, note.kind, shown, who, note.id == review.current)

    # ------------------------------------------------------------ rows
    def _team_row(self, facts: TeamFacts, theme: Theme) -> TeamRow:
        row = TeamRow(facts, theme)
        row.setProperty("key", facts.team)
        row.clicked.connect(self._choose)
        row.stepped.connect(self._step)
        return row

    def _answer_row(self, facts: AnswerFacts, theme: Theme) -> AnswerRow:
        row = AnswerRow(facts, theme)
        row.setProperty("key", facts.note)
        row.clicked.connect(self._turn)
        row.stepped.connect(self._step)
        return row

    def _question_row(self, question: Question, theme: Theme) -> QuestionRow:
        row = QuestionRow(question, theme)
        row.ticked.connect(self._tick)
        row.asked.connect(self._ask)
        row.tick.stepped.connect(self._step)
        return row

    def _show_question(self, row: QuestionRow, question: Question) -> None:
        review = self._review
        progress = progress_of(review.workshop, review.key, review.reviewing.round, review.about)
        asked = progress is not None and question.id in progress.asked
        row.show_ticked(asked, free=not review.read_only)

    # ------------------------------------------------------------ acting
    def stops(self) -> list[Stop]:
        """What Up and Down lead through, from top to bottom."""
        found = [row for section in (self.mine, self.ours, self.answers) for row in section.rows.values()]
        return [*found, *(row.tick for row in self.asks.rows.values())]

    def drafts(self) -> list[str]:
        """The teams whose drafts are to be read, in order."""
        return [*self.mine.rows]

    def take_focus(self) -> None:
        """Let the first row have the keys."""
        self.show_all()
        if stops := self.stops():
            stops[0].setFocus()

    def _step(self, step: int) -> None:
        stops, focused = self.stops(), self.window().focusWidget()
        at = next((n for n, stop in enumerate(stops) if stop is focused), -1)
        if 0 <= at + step < len(stops):
            stops[at + step].setFocus()
            self._scroll.ensureWidgetVisible(stops[at + step], 0, 24)

    def _choose(self) -> None:
        self.team_chosen.emit(str(self.sender().property("key")))

    def _turn(self) -> None:
        self._review.turn_to(str(self.sender().property("key")))

    def _tick(self, question: str) -> None:
        review = self._review
        review.carry_out(
            asking.tick(review.workshop, review.author, review.reviewing, review.about, question)
        )
        self.show_all()  # a refused tick goes back

    def _ask(self, question: str) -> None:
        review = self._review
        found = next((q for q in questions.bank(review.workshop) if q.id == question), None)
        if found is None:
            return
        if review.spot is None:
            review.refuse(_("Click a card or select words in the draft first: the question goes there."))
            return
        try:
            change = asking.ask(
                review.workshop, review.author, review.reviewing, review.spot, found, review.about,
                seq=review.seq,
            )  # fmt: skip
        except Refused as refusal:
            review.refuse(str(refusal))
            return
        review.carry_out(change)

    def _later(self, _touched: object = None) -> None:
        self._soon.start()


def _team_of(facts: TeamFacts) -> str:
    return facts.team


def _note_of(facts: AnswerFacts) -> str:
    return facts.note


def _question_of(question: Question) -> str:
    return question.id
