"""What can be done with cards, in the menus and by keys: write, move, link, park, copy, delete."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from okrdesk.cards import Condition, KeyResult, Link, Objective, Pillar, Record
from okrdesk.i18n import _
from ui.cards.asking import Asking
from ui.cards.clipboard import Clipboard

if TYPE_CHECKING:
    from okrdesk.change import Change
    from okrdesk.workshop import Workshop
    from okrdesk.writing import Spot
    from ui.workplace import Workplace

CARDS = (Pillar, Objective, KeyResult, Condition)


class CardCommands(QObject):
    """Adds its commands to the menus, and carries them out on what is selected."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._place = place
        self.clipboard = Clipboard(place, self)
        self.asking = Asking(place, self)
        self._add_writing()
        self._add_moves()
        self._add_links()
        self._add_states()
        self._add_clipboard()
        place.room.board.menu_wanted.connect(self._show_menu)

    # ------------------------------------------------------------ the menus
    def _show_menu(self, at: QPoint) -> None:
        """The menu of what is selected, or of an empty place of the board."""
        self._place.actions.refresh()
        if self._place.selection.ids:
            self._place.actions.short_menu("card").popup(at)
        elif self._place.session is not None:
            self._ground_menu(at).popup(at)

    def _ground_menu(self, at: QPoint) -> QMenu:
        menu = QMenu(self._place.room)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        board = self._place.room.board
        point = board.mapToScene(board.viewport().mapFromGlobal(at))
        menu.addAction(_("New card here"), partial(self._write_at, point))
        menu.addAction(self.paste)
        menu.addSeparator()
        menu.addAction(self.select_lane)
        menu.addAction(self._place.board_commands.fit)
        return menu

    def _write_at(self, point: QPointF) -> None:
        if not self._place.room.board.writing.new_at(point):
            self._place.show_hint(_("Cards are written in the lanes of strategy and teams."))

    def _add_writing(self) -> None:
        add, shown = self._place.actions.add, self._can_write
        self.new = add("card", "new", _("New card"), self.write_new, "N", scope="cards", when=shown,
                       why=_("go to the board or the outline"))  # fmt: skip
        self.new_key_result = add(
            "card", "new", _("New key result"), self.write_key_result, "K", scope="cards",
            needs="selection", when=partial(self._writable, Objective, KeyResult),
            why=_("select an objective first"),
        )  # fmt: skip
        self.new_condition = add(
            "card", "new", _("New condition: what must be true"), self.write_condition, "C", scope="cards",
            needs="selection", when=partial(self._writable, *CARDS), why=_("select a card first"),
        )  # fmt: skip
        self.new_enabling = add(
            "card", "new", _("New objective for this…"), self.write_enabling, "Shift+N", scope="cards",
            needs="selection", when=partial(self._writable, *CARDS), why=_("select a card first"),
            tip=_("A team’s new objective, linked to the selected card or condition"),
        )  # fmt: skip
        self.edit = add(
            "card", "write", _("Edit"), self.edit_selected, "Return", "Enter", "F2", scope="cards",
            needs="selection", when=partial(self.has, *CARDS), why=_("select a card first"),
        )  # fmt: skip
        self.duplicate = add(
            "card", "write", _("Duplicate"), self.duplicate_selected, "D", scope="cards",
            needs="selection", when=partial(self.has, *CARDS), why=_("select a card first"),
        )  # fmt: skip

    def _add_moves(self) -> None:
        add, movable = self._place.actions.add, partial(self.has, *CARDS)
        self.pick_up = add(
            "card", "move", _("Pick up"), self.pick_up_selected, "M", scope="cards",
            needs="selection", when=partial(self._board_has, *CARDS), why=_("select a card on the board"),
            tip=_("Then arrows or the pointer choose the place, Enter or a click puts it down"),
        )  # fmt: skip
        arrows = (("up", _("Move up")), ("down", _("Move down")), ("left", _("Move to the lane on the left")),
                  ("right", _("Move to the lane on the right")))  # fmt: skip
        self.moves = {
            arrow: add(
                "card", "move", title, getattr(self, f"move_{arrow}"), f"Ctrl+{arrow.title()}",
                scope="cards", needs="selection", when=movable, why=_("select a card first"),
            )
            for arrow, title in arrows
        }  # fmt: skip
        self.promote = add(
            "card", "move", _("Make it a team’s objective…"), self.asking.promote, "Shift+P", scope="cards",
            needs="selection", when=partial(self.has, KeyResult), why=_("select a key result first"),
            tip=_("The key result becomes an objective of a team, linked to it"),
        )  # fmt: skip

    def _add_links(self) -> None:
        add = self._place.actions.add
        self.link = add(
            "card", "link", _("Link to…"), self.asking.link, "L", scope="cards",
            needs="selection", when=partial(self.has, Objective, KeyResult),
            why=_("select an objective or a key result first"),
        )  # fmt: skip
        self.draw_link = add(
            "card", "link", _("Draw a link"), self.draw_link_up, "Shift+L", scope="cards",
            needs="selection", when=partial(self._board_has, Objective, KeyResult),
            why=_("select an objective or a key result on the board"),
            tip=_("Then arrows or the pointer choose the card that this one feeds"),
        )  # fmt: skip

    def _add_states(self) -> None:
        add = self._place.actions.add
        self.park = add(
            "card", "state", _("Not this quarter"), self.park_selected, "P", scope="cards",
            needs="selection", when=partial(self._has_parked, parked=False),
            why=_("select an objective first"),
        )  # fmt: skip
        self.unpark = add(
            "card", "state", _("Bring back"), self.unpark_selected, "P", scope="cards",
            needs="selection", when=self._only_parked,
            why=_("select an objective that is not this quarter"),
        )  # fmt: skip
        self.commit = add(
            "card", "state", _("Committed"), self.toggle_committed, "Shift+C", scope="cards",
            needs="selection", when=partial(self.has, Objective), why=_("select an objective first"),
        )  # fmt: skip
        self.stretch = add(
            "card", "state", _("Stretch"), self.toggle_stretch, "Shift+S", scope="cards",
            needs="selection", when=partial(self.has, Objective), why=_("select an objective first"),
        )  # fmt: skip
        self.delete = add(
            "card", "delete", _("Delete"), self.delete_selected, QKeySequence.StandardKey.Delete,
            scope="cards", needs="selection", when=self._among_cards,
            why=_("go to the board or the outline"),
        )  # fmt: skip

    def _add_clipboard(self) -> None:
        add, keys, clipboard = self._place.actions.add, QKeySequence.StandardKey, self.clipboard
        movable = partial(self.has, *CARDS)
        self.cut = add("edit", "clipboard", _("Cut"), clipboard.cut, keys.Cut, scope="cards",
                       needs="selection", when=movable, why=_("select a card first"))  # fmt: skip
        self.copy = add("edit", "clipboard", _("Copy"), clipboard.copy, keys.Copy, scope="cards",
                        needs="selection", when=movable, why=_("select a card first"))  # fmt: skip
        self.paste = add("edit", "clipboard", _("Paste"), clipboard.paste, keys.Paste, needs="",
                         when=self._can_paste, why=_("go to the board or the outline"))  # fmt: skip
        self.select_lane = add("edit", "select", _("Select all of the lane"), self.select_all,
                               keys.SelectAll, scope="cards", when=self._among_cards,
                               why=_("go to the board or the outline"))  # fmt: skip

    # ------------------------------------------------------------ what is selected
    @property
    def workshop(self) -> Workshop:
        """The open workshop."""
        assert self._place.session is not None
        return self._place.session.workshop

    def selected(self, *kinds: type[Record]) -> list[str]:
        """The selected ids of these kinds (none given: of all), in the order they were chosen."""
        if self._place.session is None:
            return []
        wanted = kinds or (Record,)
        return [id_ for id_ in self._place.selection.ids if isinstance(self.workshop.get(id_), wanted)]

    def has(self, *kinds: type[Record]) -> bool:
        """Whether something of these kinds is selected, in a room that shows cards."""
        return self._among_cards() and bool(self.selected(*kinds))

    def _among_cards(self) -> bool:
        rooms = self._place.rooms
        return bool(rooms.name and getattr(rooms.current, "keys", ()))

    def _can_paste(self) -> bool:
        return self._place.session is None or self._among_cards()

    def _on_board(self) -> bool:
        return self._place.rooms.name == "board"

    def _can_write(self) -> bool:
        return self._on_board() or self._place.rooms.writer is not None

    def _writable(self, *kinds: type[Record]) -> bool:
        return self._can_write() and self.has(*kinds)

    def _board_has(self, *kinds: type[Record]) -> bool:
        return self._on_board() and self.has(*kinds)

    def _objectives(self, *, parked: bool) -> list[str]:
        return [
            id_ for id_ in self.selected(Objective) if getattr(self.workshop[id_], "parked", None) is parked
        ]

    def _has_parked(self, *, parked: bool) -> bool:
        return bool(self._objectives(parked=parked))

    def _only_parked(self) -> bool:
        return self._has_parked(parked=True) and not self._has_parked(parked=False)

    def do(self, change: Change) -> bool:
        """Carry a change out; why it cannot be is told. Whether it was done."""
        from okrdesk.desk import Refused

        if self._place.session is None or not change.steps:
            return False
        try:
            self._place.session.desk.do(change, self)
        except Refused as refusal:
            self._place.refuse(str(refusal))
            return False
        return True

    # ------------------------------------------------------------ writing
    def _write(self, begin: Callable[[Workshop, str], Spot | None]) -> None:
        from okrdesk.desk import Refused

        try:
            spot = begin(self.workshop, self._place.selection.current)
        except Refused as refusal:
            self._place.refuse(str(refusal))
            return
        if spot is not None:
            write = self._place.rooms.writer or self._place.room.board.writing.write
            write(spot)

    def write_new(self) -> None:
        """Write a new card like the selected one, right behind it; the first where none is selected."""
        self._write(self._new_spot)

    def _new_spot(self, workshop: Workshop, current: str) -> Spot | None:
        from okrdesk import writing

        team = self._place.room.board.writing.last_team
        on_board = self._place.rooms.writer is None
        return writing.new_behind(workshop, current) or writing.first_spot(workshop, team, founding=on_board)

    def write_key_result(self) -> None:
        """Write a new key result of the selected objective."""
        from okrdesk.writing import new_key_result

        self._write(new_key_result)

    def write_condition(self) -> None:
        """Write a new condition under the selected card."""
        from okrdesk.writing import new_condition

        self._write(new_condition)

    def write_enabling(self) -> None:
        """Write a team's new objective that is linked to what is selected."""
        self._write(self._enabling_spot)

    def _enabling_spot(self, workshop: Workshop, current: str) -> Spot | None:
        from okrdesk.writing import new_enabling

        return new_enabling(workshop, current, self._place.room.board.writing.enabling_team(current))

    def edit_selected(self) -> None:
        """Write in the selected card, in place; Enter goes on to its parts and to the next card."""
        if ids := self.selected(*CARDS):
            self._place.rooms.current.edit_card(ids[-1])

    # ------------------------------------------------------------ copies and deletions
    def duplicate_selected(self) -> None:
        """Copies of the selected cards, each behind its original, with every field."""
        from okrdesk import edits

        ids = self.selected(*CARDS)
        change, new_ids = edits.duplicate(self.workshop, *ids)
        if self.do(change):
            self._place.selection.show(*(new_ids[id_] for id_ in ids if id_ in new_ids))
            self._place.rooms.current.reveal(self._place.selection.current)

    def delete_selected(self) -> None:
        """Delete what is selected, and say what went and how it comes back."""
        from okrdesk import edits

        self.drop(edits.drop(self.workshop, *self.selected(*CARDS, Link)), _("Deleted {what}."))

    def drop(self, change: Change, sentence: str) -> bool:
        """Carry out a change that deletes the selected cards; what lies next is selected then."""
        from exports import words
        from okrdesk.change import Drop
        from okrdesk.writing import behind_or_before

        following = behind_or_before(self.workshop, self.selected())
        what = ", ".join(words.counted(step.record for step in change.steps if isinstance(step, Drop)))
        if not self.do(change):
            return False
        self._place.selection.show(following)
        text = f"{sentence.format(what=what)} {_('Ctrl+Z brings it back.')}"
        self._place.show_hint(text)
        return True

    # ------------------------------------------------------------ moves
    def move_up(self) -> None:
        """One place up."""
        self._move("up")

    def move_down(self) -> None:
        """One place down."""
        self._move("down")

    def move_left(self) -> None:
        """To the lane on the left."""
        self._move("left")

    def move_right(self) -> None:
        """To the lane on the right."""
        self._move("right")

    def _move(self, arrow: str) -> None:
        self._place.room.board.keyboard.move(arrow)

    def pick_up_selected(self) -> None:
        """Take what is selected into the hand: arrows carry it, Enter puts it down."""
        self._place.room.board.pointer.pick_up(self.selected(*CARDS))

    def draw_link_up(self) -> None:
        """Draw a link from what is selected to a card that arrows or the pointer choose."""
        self._place.room.board.pointer.draw_link(*self.selected(Objective, KeyResult))

    # ------------------------------------------------------------ states
    def park_selected(self) -> None:
        """Leave the selected objectives for a later quarter; the inspector asks why."""
        from okrdesk import edits

        self.do(edits.park_many(self.workshop, self._objectives(parked=False)))

    def unpark_selected(self) -> None:
        """Bring the selected objectives back into this quarter."""
        from okrdesk import edits

        self.do(edits.unpark(self.workshop, *self._objectives(parked=True)))

    def toggle_committed(self) -> None:
        """The selected objectives are commitments; where all are already, that is taken back."""
        self._toggle_style("committed")

    def toggle_stretch(self) -> None:
        """The selected objectives are stretch goals; where all are already, that is taken back."""
        self._toggle_style("aspirational")

    def _toggle_style(self, style: str) -> None:
        from okrdesk import edits

        ids = self.selected(Objective)
        there = all(getattr(self.workshop[id_], "style", "") == style for id_ in ids)
        self.do(edits.set_on_all(self.workshop, ids, style="" if there else style))

    # ------------------------------------------------------------ selecting
    def select_all(self) -> None:
        """Select all cards of the lane that the selected one lies in."""
        from ui.board.keys import lane_of

        board = self._place.room.board.board
        current = self._place.selection.current
        ids = lane_of(board.placement, board.shown_on(current) if current else "")
        self._place.selection.show(*ids)
