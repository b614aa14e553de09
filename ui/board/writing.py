"""Writing in place: opens the editor over the board, saves what is typed, and goes on to the next text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor

from okrdesk import writing as texts
from okrdesk import written
from okrdesk.card_shape import Band
from okrdesk.cards import KeyResult, Objective, Pillar, Team
from okrdesk.i18n import _
from okrdesk.writing import Spot
from ui.board import drafts
from ui.board import write_words as words
from ui.board.chips import Guess
from ui.board.editor import EditorBox, LineEditor
from ui.board.editor_place import bring_into_view, lay
from ui.board.given_up import GivenUp, lay_beneath
from ui.board.line_reader import LineReader
from ui.board.loads.base import shortened
from ui.board.moves import gap_at
from ui.board.team_field import TeamField

if TYPE_CHECKING:
    from okrdesk.phrase import Phrase
    from ui.board.view import BoardView

PAUSE_MS = 900  # of typing, after which the text is safe from a crash


class Writing(QObject):
    """At most one editor at a time. A new card comes into being with its first save."""

    def __init__(self, view: BoardView) -> None:
        super().__init__(view)
        self._view = view
        self.spot: Spot | None = None
        self.last_team = ""  # the team that was written in last
        self._enabler = ""  # the team that was chosen last for an objective that enables another
        self._box: EditorBox | None = None
        self._team: TeamField | None = None
        self._on = False  # whether Enter goes on to the next text
        self._base = ""  # the text that was there when the editor was opened
        self._reader: LineReader | None = None  # of a key result
        self.given_up = GivenUp()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._keep_draft)
        self._leaving = QTimer(self, singleShot=True, interval=0)
        self._leaving.timeout.connect(self._finish_left)

    # ------------------------------------------------------------ beginning
    @property
    def editor(self) -> LineEditor | None:
        """The text field while something is written."""
        return self._box.line if self._box else None

    @property
    def box(self) -> EditorBox | None:
        """The box round it."""
        return self._box

    @property
    def team_field(self) -> TeamField | None:
        """The choice of the new card's team, where it is asked for."""
        return self._team

    def edit(self, id_: str, field: str = "", *, on: bool = False) -> bool:
        """Write the text of a card or part; with `on`, Enter goes on to the next. Whether there is a text."""
        spot = texts.spot_of(self._view.board.workshop, id_, field)
        return spot is not None and self.write(spot, on=on)

    def new_at(self, point: QPointF) -> bool:
        """Write a new card at a point of the board, in a band or a lane without teams. Whether it can."""
        placement, x, y = self._view.board.placement, point.x(), point.y()
        if band := placement.band_at(x, y):
            return self.new_in(band, gap_at(placement, band, (), y)[0])
        vacant = placement.vacant_at(x)
        return vacant is not None and self.new_in(vacant)

    def new_in(self, band: Band, before: str = "") -> bool:
        """Write a new card in a band ahead of its card `before`, or last."""
        placement = self._view.board.placement
        if band is placement.vacant:
            with_team = texts.new_with_team(self._view.board.workshop, self.last_team)
            return with_team is not None and self.write(with_team)
        kind = placement.lanes[band.lane].kind
        if kind == "strategy":
            return self.write(Spot(Pillar, before=before))
        if kind == "level":
            return self.write(Spot(Objective, parent=band.team, before=before))
        return self.write(texts.new_parked(self._view.board.workshop, before, self.last_team))

    def write(self, spot: Spot, *, on: bool = False, text: str | None = None) -> bool:
        """Open the editor at a spot, with the text that is there or `text`. Whether it could be opened."""
        self.finish()
        self._view.pointer.end_gesture()
        desk = self._view.desk
        if desk is None:
            return False
        if desk.read_only:
            self._view.refuse(desk.read_only)
            return False
        self.spot, self._on = spot, on
        self.given_up.just_now = False
        self._base = texts.text_of(desk.workshop, spot)
        self._reader = LineReader(desk.workshop, spot, self._base) if spot.kind is KeyResult else None
        self._select(spot.id or spot.target or spot.parent)
        self._open(self._base if text is None else text)
        return True

    def enabling_team(self, target: str) -> str:
        """The team that a new objective for this card likely is of: the one chosen last for its lane."""
        workshop = self._view.board.workshop
        record = workshop.get(target)
        likely = texts.likely_team(workshop, record) if record else ""
        last = self._enabler if self._enabler in workshop else ""
        return last if last and workshop.level(last) == workshop.level(likely) else likely

    def resume(self) -> None:
        """Go on with what a crash left unsaved."""
        desk = self._view.desk
        draft = drafts.left_over(desk.workshop.id) if desk and not desk.read_only else None
        if desk is None or draft is None:
            return
        if not self._write_draft(draft):
            drafts.forget(desk.workshop.id)
            return
        self._view.tell(
            _("This was typed, and not saved, when the window closed: Enter saves it, Esc drops it")
        )

    def _write_draft(self, draft: drafts.Draft) -> bool:
        spot = draft.spot_in(self._view.board.workshop)
        return spot is not None and self.write(spot, text=draft.text)

    # ------------------------------------------------------------ ending
    def finish(self) -> None:
        """Save what is typed and close; what cannot be saved goes to the clipboard: no word is lost."""
        if self._box is None:
            return
        text = self._box.line.text
        saved = self._save()
        self._close()
        if saved is None and text:
            QGuiApplication.clipboard().setText(text)
            self._view.tell(_("Your text could not be saved here. It is on the clipboard."))

    def leave(self) -> None:
        """Close, and leave the text as it was; Ctrl+Z brings back what was typed."""
        if self._box is None or self.spot is None or self._view.desk is None:
            return
        draft, altered = drafts.Draft(self.spot, self._box.line.text), self._altered()
        self._close(focus=True)
        if draft.text and altered and self.given_up.take(self._view.desk.workshop.id, draft):
            words = _("Not saved: “{text}”. Ctrl+Z brings it back.")
            self._view.tell(words.format(text=shortened(draft.text)))

    def come_back(self) -> None:
        """Go on with what Esc gave up just now."""
        if draft := self.given_up.of(self._view.board.workshop.id):
            self._write_draft(draft)

    def _close(self, *, focus: bool = False) -> None:
        box, self._box, self._team = self._box, None, None
        self.spot = None
        self._pause.stop()
        if self._view.desk is not None:
            drafts.forget(self._view.desk.workshop.id)
        if box is not None:
            if focus:
                self._view.setFocus()
            box.hide()
            box.deleteLater()
        self._view.tell("")

    # ------------------------------------------------------------ the editor
    def _open(self, text: str) -> None:
        spot = self.spot
        assert spot is not None
        box = self._box = EditorBox(
            text, words.caption(self._view.board.workshop, spot), words.prompt(spot), self._view.viewport()
        )
        if spot.new and not text and (draft := self.given_up.of(self._view.board.workshop.id)):
            lay_beneath(box.line, draft.text)
        box.line.textChanged.connect(self._typed)
        box.line.asked.connect(self._asked)
        box.line.asked_back.connect(box.chips.take_back)
        box.line.lines.connect(self._pasted)
        box.line.left.connect(self._left)
        box.chips.pressed.connect(self._take_back)
        if spot.new and spot.kind is Objective and (spot.target or not spot.parent):
            self._ask_team(box, spot)
        box.line.moveCursor(QTextCursor.MoveOperation.End)
        bring_into_view(self._view, spot)
        self._show_reading()
        self.place()
        box.show()
        box.raise_()
        (self._team or box.line).setFocus()
        self._tell()

    def _ask_team(self, box: EditorBox, spot: Spot) -> None:
        assert self._view.desk is not None
        field = self._team = TeamField(self._view.desk.workshop, spot, box)
        box.put_on_top(field)
        field.chosen.connect(self._choose_team)
        field.asked.connect(self._asked)
        field.left.connect(self._left)
        field.grew.connect(self.place)

    def _choose_team(self, team: str) -> None:
        if self.spot is not None and self._box is not None and self._team is not None:
            self.spot = replace(
                self.spot, parent=team, before="", founds=self._team.founds, over=self._team.over
            )
            self._enabler = team
            bring_into_view(self._view, self.spot)
            self.place()
            self._box.line.setFocus()
            self._tell()

    def place(self) -> None:
        """Lie over the text again: the board was scrolled, zoomed or altered."""
        if self._box is not None and self.spot is not None:
            lay(self._view, self._box, self.spot)

    def follow(self) -> None:
        """The workshop has changed: what is typed stays, the card that it belongs to may be another now."""
        self.given_up.just_now = False
        if self._box is None or self.spot is None:
            return
        workshop, line = self._view.board.workshop, self._box.line
        if self.spot.id and self.spot.id not in workshop:
            if line.text == self._base:
                self._close(focus=True)
                return
            self.spot = replace(self.spot, id="", field="")
        elif (now := texts.text_of(workshop, self.spot)) != self._base:
            if line.text == self._base:
                line.setPlainText(now)
            self._base = now
        self.place()

    # ------------------------------------------------------------ typing
    def _typed(self) -> None:
        self._show_reading()
        self.place()
        self._tell()
        if not self._pause.isActive():  # also who never pauses loses no more than this
            self._pause.start()

    def _keep_draft(self) -> None:
        desk = self._view.desk
        if desk is not None and self._box is not None and self.spot is not None and self._altered():
            drafts.keep(desk.workshop.id, drafts.Draft(self.spot, self._box.line.text))

    def _altered(self) -> bool:
        return self._box is not None and self._box.line.text != self._base

    def _left(self, by_mouse: bool = False) -> None:
        """The keys go elsewhere: within the box that is nothing, else what is typed is saved.

        A press on the board finds first what is under it: saving may move that away.
        """
        if by_mouse and QGuiApplication.focusObject() is self._view:
            self._leaving.start()
        elif not self._has_keys():
            self.finish()

    def _has_keys(self) -> bool:
        now = QGuiApplication.focusObject()
        return isinstance(now, QObject) and self._box is not None and now.parent() in (self._box, self._team)

    def _finish_left(self) -> None:
        if not self._has_keys():
            self.finish()

    def _asked(self, ask: str) -> None:
        """What a key that ends the writing asks for; see `editor.ASKS`."""
        if ask == "leave":
            self.leave()
            return
        if self._box is None or self.spot is None:
            return
        if ask == "before" and self._team is not None and not self._team.hasFocus():
            self._team.setFocus()
            return
        spot, on = self.spot, self._on
        written = self._save()
        if written is None:
            return
        here = replace(spot, id=written) if written else spot
        if here.id and not here.field:
            here = replace(here, field=texts.FIELD[here.kind])
        self._go(ask, spot, here, on=on)

    def _go(self, ask: str, spot: Spot, here: Spot, *, on: bool) -> None:
        workshop = self._view.board.workshop
        going: Spot | None = None
        if ask == "next" and spot.new and here.id:
            going = spot if spot.before in workshop or not spot.before else replace(spot, before="")
        elif ask == "next" and not spot.new and on:
            going = texts.next_text(workshop, here)
        elif ask == "inner":
            going = texts.inner(workshop, here)
        elif ask == "before":
            going = texts.before(workshop, here)
        elif ask == "card":
            going = texts.next_card(workshop, here)
        self._close(focus=True)
        self._select(here.id or here.parent)
        if going is not None:
            self.write(going, on=on or ask in ("inner", "before"))

    # ------------------------------------------------------------ saving
    def _save(self) -> str | None:
        """Save what is typed. The id of the card, "" where nothing was written, None when it was refused."""
        assert self._box is not None
        assert self.spot is not None
        text, spot = self._box.line.text, self.spot
        if not text or text == self._base:
            if spot.id and not text:
                self._view.tell(_("A card needs words: it keeps those it had. Delete takes it away."))
            return spot.id
        if self._reader is not None:
            return self._write_all([self._reader.read(text)])
        return self._write_all([written.read_line(self._view.board.workshop, spot, text)])

    def _write_all(self, lines: list[Phrase]) -> str | None:
        from okrdesk.desk import Refused

        assert self.spot is not None
        try:
            change, last = written.save(self._view.board.workshop, self.spot, lines)
        except Refused as refusal:
            self._view.refuse(str(refusal))
            return None
        text = self._base = self._box.line.text if self._box else ""
        if change.steps and not self._view.carry_out(change):
            self._base = "\0"  # whatever is typed is still to be saved
            return None
        self.given_up.saved(text)
        if self.spot and self.spot.kind is Objective:
            self.last_team = self.spot.parent
        return last

    def _pasted(self, lines: list[str]) -> None:
        """Several lines were pasted: each becomes a card, all as one change."""
        if self.spot is None or self._view.desk is None:
            return
        spot, on = self.spot, self._on
        read = [written.read_line(self._view.desk.workshop, spot, line) for line in lines]
        last = self._write_all(read)
        if last is not None:
            here = replace(spot, id=last, field=texts.FIELD[spot.kind])
            self._go("next", replace(spot, id="", field=""), here, on=on)

    # ------------------------------------------------------------ what is read
    def _show_reading(self) -> None:
        if self._box is not None and self._reader is not None:
            text = self._box.line.text
            self._box.chips.show_guesses(self._reader.read(text).metric, self._reader.guesses(text))

    def _take_back(self, guess: Guess) -> None:
        """A guess is taken back; pressed again, it is taken up again."""
        if self._reader is not None:
            self._reader.turn(guess)
            self._show_reading()
            self.place()

    # ------------------------------------------------------------ what is said
    def _select(self, id_: str) -> None:
        """Select a card; where there is none yet, what was selected stays so."""
        record = self._view.board.workshop.get(id_)
        if record is not None and not isinstance(record, Team):
            self._view.selection.show(id_)

    def _tell(self) -> None:
        """Say in the status bar where the keys lead."""
        if self.spot is not None:
            team = self._team is not None and self._team.hasFocus()
            self._view.tell(words.hint(self.spot, self._on, team=team))
