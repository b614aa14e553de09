"""Everything in the window can be reached by the keyboard, has a name, and shows when the keys are on it."""

from itertools import combinations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from okrdesk.cards import Condition, KeyResult, Link, Objective, Pillar
from ui import access
from ui.widgets.banner import Banners

NOT_BY_TAB = ("qt_",)  # Qt's own helpers
BY_ESC = ("Back", "Close the help")  # what stands in a page that hands the keys on: Tab passes it by


def select(*kinds, many=1):
    """Shows the inspector's page of the first records of some kinds."""

    def show(place):
        place.rooms.enter("board")
        ids = [record.id for kind in kinds for record in list(place.session.workshop.all(kind))[:many]]
        place.selection.show(*ids)

    return show


def room(name):
    return lambda place: place.rooms.enter(name)


def command(text):
    """Carries out a command of the menus."""

    def run(place):
        (action,) = (a for a in place.window.findChildren(QAction) if a.text().replace("&", "") == text)
        action.trigger()

    return run


def welcome(place):
    place.show_session(None)


VIEWS = {
    "board": room("board"),
    "outline": room("outline"),
    "set-up": room("setup"),
    "pillar": select(Pillar),
    "objective": select(Objective),
    "key result": select(KeyResult),
    "condition": select(Condition),
    "link": select(Link),
    "several cards": select(Objective, many=3),
    "find": command("Find on the board…"),
    "palette": command("Find or do…"),
    "settings": command("Settings…"),
    "new workshop": command("New…"),
    "earlier version": command("Restore an earlier version…"),
    "help": command("Help on this room"),
    "about": command("About OKR Desk"),
    "welcome": welcome,
}


@pytest.fixture
def shown(request, qtbot, place):
    """The window with one of its views open."""
    qtbot.waitUntil(place.window.isActiveWindow)
    request.param(place)
    QCoreApplication.processEvents()
    return place


def stops(window):
    """Where Tab stops: what is shown, enabled and takes the keys."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.focusProxy()
        and not widget.objectName().startswith(NOT_BY_TAB)
    ]


def about(widget):
    return f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parentWidget()).__name__}"


each_view = pytest.mark.parametrize("shown", VIEWS.values(), ids=VIEWS, indirect=True)


def assert_all_that_takes_the_keys_has_a_name(shown):
    nameless = []
    for widget in stops(shown.window):
        known = QAccessible.queryAccessibleInterface(widget)
        if known is None or not known.text(QAccessible.Text.Name).strip():
            nameless.append(about(widget))
    assert nameless == []


@each_view
def test_it_shows_when_the_keys_are_on_it(shown):
    window, unseen = shown.window, []
    for widget in stops(window):
        window.setFocus()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is widget and widget.grab().toImage() == before:
            unseen.append(about(widget))
        if not widget.isVisible():
            break
    assert unseen == []


@each_view
def test_tab_leads_everywhere_and_is_never_caught(shown):
    window = shown.window
    seen = set()
    for _turn in range(2 * len(stops(window)) + 10):
        window.focusNextPrevChild(True)
        seen.add(id(QApplication.focusWidget()))
    missed = [widget for widget in stops(window) if id(widget) not in seen]
    assert [about(widget) for widget in missed if widget.accessibleName() not in BY_ESC] == []


def where(action):
    """The widgets in which an action's keys hold; the window stands for all of it."""
    context, window = action.shortcutContext(), Qt.ShortcutContext.WindowShortcut
    everywhere = context in (window, Qt.ShortcutContext.ApplicationShortcut)
    return {None} if everywhere else {id(each) for each in action.associatedObjects()}


def assert_no_two_commands_want_the_same_keys(shown):
    menus = shown.topbar.menus.actions()
    wanted = [(QKeySequence.mnemonic(menu.text()).toString(), {None}, menu) for menu in menus]
    for action in {id(a): a for a in shown.window.findChildren(QAction)}.values():
        if action.isEnabled():
            wanted += [(keys.toString(), where(action), action) for keys in action.shortcuts()]
    assert len(wanted) > 15
    clashes = [
        (keys, one.text(), other.text())
        for (keys, here, one), (too, there, other) in combinations(wanted, 2)
        if keys == too and (here & there or None in here | there)
    ]
    assert clashes == []


def assert_what_is_clicked_is_large_enough(shown):
    """WCAG 2.5.8: 24 pixels each way, but for lines of text."""
    small = {
        about(widget): widget.size().toTuple()
        for widget in shown.window.findChildren(QAbstractButton)
        if widget.isVisible() and min(widget.width(), widget.height()) < 24
    }
    assert small == {}


@each_view
def test_all_has_a_name_keys_of_its_own_and_room_for_a_click(shown):
    assert_all_that_takes_the_keys_has_a_name(shown)
    assert_no_two_commands_want_the_same_keys(shown)
    assert_what_is_clicked_is_large_enough(shown)


def test_a_banner_is_read_out(qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(access, "send", lambda event: told.append(event.message()))
    banners = Banners()
    qtbot.addWidget(banners)
    banners.say("Nobody listens")
    QAccessible.setActive(True)
    banners.say("A link that would close a circle", "warn")
    QAccessible.setActive(False)
    assert told == ["A link that would close a circle"]
