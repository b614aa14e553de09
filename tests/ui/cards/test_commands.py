"""The commands of the menu Card, each by its key on the real window, and undone."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from okrdesk.canonical import canonical
from okrdesk.cards import KeyResult, Link, Objective, Pillar
from tests.acting import card, on_view
from ui.cards.clipboard import MIME

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ENTER, ESC, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete


class Person:
    """Somebody at the keyboard."""

    def __init__(self, qtbot, place):
        self.qtbot, self.place = qtbot, place

    @property
    def workshop(self):
        return self.place.session.workshop

    def card(self, code):
        return card(self.place, code)

    def select(self, *codes):
        self.place.selection.show(*(self.card(code).id for code in codes))
        self.place.room.board.setFocus()

    def key(self, key, modifier=NONE):
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def type(self, text):
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    @property
    def hint(self):
        return self.place.status.hint.text()


@pytest.fixture
def person(qtbot, place):
    return Person(qtbot, place)


@pytest.fixture
def undone(person):
    """What was done in the test is undone in the end, and the plan is then what it was."""
    begin = canonical(person.workshop)
    yield
    assert canonical(person.workshop) != begin
    while person.place.session.desk.undo():
        pass
    assert canonical(person.workshop) == begin


def test_delete_is_one_step_and_says_what_went(person, undone):
    srv3 = person.card("SRV-3").id
    person.select("SRV-3")
    person.key(DELETE)
    assert srv3 not in person.workshop
    assert person.hint.startswith("Deleted 1 objective, 2 key results")
    assert person.hint.endswith("Ctrl+Z brings it back.")
    assert person.place.selection.current == person.card("SRV-2").id
    person.key(Qt.Key.Key_Z, CTRL)
    assert srv3 in person.workshop
    person.key(Qt.Key.Key_Y, CTRL)


def test_several_cards_are_deleted_at_once(person, undone):
    person.select("SRV-2", "SRV-3", "S-1")
    before = person.workshop.count(Objective)
    person.key(DELETE)
    assert person.workshop.count(Objective) == before - 2
    assert "1 pillar, 2 objectives" in person.hint


def test_a_link_is_deleted(person, undone):
    link = person.workshop.all(Link)[0]
    person.place.selection.show(link.id)
    person.place.room.board.setFocus()
    person.key(DELETE)
    assert link.id not in person.workshop


def test_duplicate_keeps_every_field(person, undone):
    person.select("SRV-3")
    person.key(Qt.Key.Key_D)
    original, copy = person.card("SRV-3"), person.workshop[person.place.selection.current]
    assert (copy.title, copy.story, copy.owner, copy.style) == (
        original.title, original.story, original.owner, original.style,
    )  # fmt: skip
    titles = [o.id for o in person.workshop.objectives(original.team)]
    assert titles.index(copy.id) == titles.index(original.id) + 1
    assert [kr.target for kr in person.workshop.key_results(copy.id)] == [
        kr.target for kr in person.workshop.key_results(original.id)
    ]


def test_not_this_quarter_and_back(person, undone):
    person.select("SRV-2", "SRV-3")
    person.key(Qt.Key.Key_P)
    assert person.card("SRV-2").parked
    assert person.card("SRV-3").parked
    person.key(Qt.Key.Key_P)
    assert not person.card("SRV-2").parked
    person.key(Qt.Key.Key_Z, CTRL)


def test_committed_and_stretch(person, undone):
    person.select("SRV-1", "SRV-2", "SRV-3")
    person.key(Qt.Key.Key_S, SHIFT)
    assert {person.card(f"SRV-{n}").style for n in (1, 2, 3)} == {"aspirational"}
    person.key(Qt.Key.Key_C, SHIFT)
    assert {person.card(f"SRV-{n}").style for n in (1, 2, 3)} == {"committed"}
    person.key(Qt.Key.Key_C, SHIFT)
    assert {person.card(f"SRV-{n}").style for n in (1, 2, 3)} == {""}


def test_control_and_an_arrow_move(person, undone):
    person.select("SRV-3")
    person.key(Qt.Key.Key_Up, CTRL)
    ids = [o.code for o in person.workshop.objectives(person.card("SRV-3").team)]
    assert ids == ["SRV-1", "SRV-3", "SRV-2"]


def test_picked_up_with_a_key_and_put_down_with_a_key(person, undone):
    before = [o.code for o in person.workshop.objectives(person.card("SRV-1").team)]
    person.select("SRV-1")
    person.key(Qt.Key.Key_M)
    assert person.place.room.board.pointer.gesture is not None
    person.key(Qt.Key.Key_Down)
    person.key(Qt.Key.Key_Down)
    person.key(ENTER)
    assert person.place.room.board.pointer.gesture is None
    codes = [o.code for team in person.workshop.teams() for o in person.workshop.objectives(team.id)]
    assert sorted(codes) == sorted(set(codes))
    assert before != [o.code for o in person.workshop.objectives(person.card("SRV-2").team)]


def test_link_to_by_words(person, undone):
    person.select("PEO-1")
    person.key(Qt.Key.Key_L)
    chooser = person.place.card_commands.asking.chooser
    assert chooser.question.text() == "Link PEO-1 to …"
    title = person.card("CO-3").title
    person.type(title[:14])
    person.key(ENTER)
    links = {link.target: link for link in person.workshop.links_from(person.card("PEO-1").id)}
    assert links[person.card("CO-3").id].kind == "enables"
    assert person.place.room.board.hasFocus()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert person.place.card_commands.asking.chooser is None


def test_link_to_with_another_kind_by_tab(person, undone):
    person.select("PEO-1", "PEO-2")
    person.key(Qt.Key.Key_L)
    chooser = person.place.card_commands.asking.chooser
    while chooser.kind != "relies_on":
        person.key(Qt.Key.Key_Tab)
    person.type("SUP-2")
    person.key(ENTER)
    target = person.card("SUP-2").id
    for code in ("PEO-1", "PEO-2"):
        kinds = [ln.kind for ln in person.workshop.links_from(person.card(code).id) if ln.target == target]
        assert kinds == ["relies_on"]
    person.place.undo()
    assert not [ln for ln in person.workshop.links_to(target) if ln.source == person.card("PEO-1").id]
    person.place.redo()


def test_what_cannot_be_linked_says_why_and_is_not_taken(person):
    def is_up(link):
        ends = person.workshop[link.source], person.workshop[link.target]
        return link.kind == "enables" and all(isinstance(end, Objective) for end in ends)

    link = next(filter(is_up, person.workshop.all(Link)))
    source, target = person.workshop[link.source], person.workshop[link.target]
    person.select(target.code)  # the other way round would close a circle
    person.key(Qt.Key.Key_L)
    person.type(source.code)
    picker = person.place.card_commands.asking.chooser.picker
    assert "circle" in picker.note.text()
    person.key(ENTER)
    assert picker.isVisible()
    person.key(ESC)
    assert person.place.session.desk.history.undo_label is None
    assert person.place.room.board.hasFocus()


def test_a_chooser_goes_when_the_keys_go_elsewhere(person):
    person.select("PEO-1")
    person.key(Qt.Key.Key_L)
    chooser = person.place.card_commands.asking.chooser
    person.place.room.board.setFocus()
    assert chooser.isHidden()


def test_a_key_result_becomes_a_teams_objective(person, undone):
    kr = person.workshop.key_results(person.card("CO-1").id)[0]
    person.place.selection.show(kr.id)
    person.place.room.board.setFocus()
    person.key(Qt.Key.Key_P, SHIFT)
    person.type("eng")
    person.key(ENTER)
    made = person.workshop[person.place.selection.current]
    assert (made.title, made.team) == (kr.text, person.card("ENG-1").team)
    assert [link.target for link in person.workshop.links_from(made.id)] == [kr.id]


def test_all_cards_of_the_lane(person):
    person.select("CO-1")
    person.key(Qt.Key.Key_A, CTRL)
    company = person.workshop.root.id
    assert {o.id for o in person.workshop.objectives(company)} == set(person.place.selection.ids)
    person.select("S-1")
    person.key(Qt.Key.Key_A, CTRL)
    assert {p.id for p in person.workshop.all(Pillar)} == set(person.place.selection.ids)


# ---------------------------------------------------------------- the clipboard
def test_copy_and_paste(person, undone):
    person.select("SRV-3")
    person.key(Qt.Key.Key_C, CTRL)
    assert person.hint == "1 card copied."
    assert "SRV-3\t" in QGuiApplication.clipboard().text()
    assert QGuiApplication.clipboard().mimeData().hasFormat(MIME)
    person.select("ENG-1")
    person.key(Qt.Key.Key_V, CTRL)
    pasted = person.workshop[person.place.selection.current]
    assert (pasted.title, pasted.team) == (person.card("SRV-3").title, person.card("ENG-1").team)
    assert len(person.workshop.key_results(pasted.id)) == 2


def test_cut_and_paste(person, undone):
    title = person.card("SRV-3").title
    person.select("SRV-3")
    person.key(Qt.Key.Key_X, CTRL)
    assert person.hint.startswith("Cut 1 objective")
    assert title not in [o.title for o in person.workshop.all(Objective)]
    person.key(Qt.Key.Key_V, CTRL)
    assert person.workshop[person.place.selection.current].title == title


def test_cards_are_pasted_into_another_workshop(person, open_window, tmp_path, sample_file):
    import shutil

    person.select("SRV-3")
    person.key(Qt.Key.Key_C, CTRL)
    there = open_window(shutil.copy(sample_file, tmp_path / "other.okrdesk"))
    before = there.session.workshop.count(KeyResult)
    there.card_commands.paste.trigger()
    assert there.session.workshop.count(KeyResult) == before + 2
    there.undo()
    assert there.session.workshop.count(KeyResult) == before


def test_what_is_being_written_is_saved_before_a_command(person):
    person.select("SRV-3")
    person.key(ENTER)
    person.type(" now")
    person.place.card_commands.commit.trigger()
    assert person.card("SRV-3").title.endswith(" now")
    assert person.card("SRV-3").style in ("committed", "")


def test_nothing_selected_offers_only_a_new_card(person):
    person.place.selection.show()
    commands = person.place.card_commands
    assert commands.new.isEnabled()
    for action in (
        commands.edit,
        commands.delete,
        commands.link,
        commands.duplicate,
        commands.copy,
        commands.park,
    ):
        assert not action.isEnabled()
    person.select("S-1")
    assert commands.edit.isEnabled()
    for action in (commands.new_key_result, commands.link, commands.park, commands.promote):
        assert not action.isEnabled()


def test_every_shortcut_is_used_once_where_it_holds(place):
    everywhere, seen = set(), {}
    for command in place.actions.commands:
        wide = command.action.shortcutContext() == Qt.ShortcutContext.WindowShortcut
        for keys in map(QKeySequence.toString, command.action.shortcuts()):
            where = "" if wide else "review" if command.menu == "review" else "cards"
            seen.setdefault((where, keys), []).append(command.action.text())
            everywhere |= {keys} if wide else set()
    twice = {place: names for place, names in seen.items() if len(names) > 1}
    assert twice == {("cards", "P"): ["Not this quarter", "Bring back"]}  # one of them at a time makes sense
    assert not [keys for where, keys in seen if where and keys in everywhere]


# ---------------------------------------------------------------- the right button
def test_the_right_button_shows_the_menu_of_the_card(person, monkeypatch):
    shown = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: shown.append(menu))
    person.place.selection.show()
    view, at = person.place.room.board, on_view(person.place, person.card("SRV-3").id)
    context_click(view.viewport(), at)
    (menu,) = shown
    offered = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert offered[:2] == ["New card", "New key result"] and "Not this quarter" in offered
    assert "Bring back" not in offered  # what makes no sense now is not in the way
    menu.deleteLater()
    assert person.place.selection.current == person.card("SRV-3").id


def test_the_right_button_on_an_empty_place_offers_a_new_card_there(person, monkeypatch):
    shown = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: shown.append(menu))
    view = person.place.room.board
    context_click(view.viewport(), view.mapFromScene(120, view.board.placement.size[1] - 20))
    (menu,) = shown
    menu.actions()[0].trigger()
    assert view.writing.spot.kind is Pillar
    assert view.writing.spot.new
    menu.deleteLater()


def context_click(widget, at):
    QApplication.sendEvent(
        widget, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    )


def test_where_no_cards_are_shown_nothing_is_done_to_them(person):
    person.select("SRV-3")
    person.key(Qt.Key.Key_C, CTRL)
    person.place.rooms.enter("setup")
    commands = person.place.card_commands
    for action in (
        commands.edit,
        commands.delete,
        commands.link,
        commands.new,
        commands.paste,
        commands.select_lane,
    ):
        assert not action.isEnabled()
    person.place.rooms.enter("board")
    for action in (
        commands.edit,
        commands.delete,
        commands.link,
        commands.new,
        commands.paste,
        commands.select_lane,
    ):
        assert action.isEnabled()
