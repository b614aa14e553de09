"""The inspector: what is selected, to read and to edit. It stands beside the board and never covers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QTabBar, QVBoxLayout, QWidget

from okrdesk.cards import Condition, KeyResult, Link, Objective, Pillar, Record, Team
from okrdesk.i18n import _
from ui.inspector.bench import Bench
from ui.inspector.pages import Page
from ui.inspector.pieces import Line
from ui.inspector.texts import GrowingText
from ui.look import sizes
from ui.process.errors import guarded

if TYPE_CHECKING:
    from ui.workplace import Workplace

NARROWEST, WIDEST = 300, 340  # px at a text size of 100 %
_SHARE = 0.36  # of the window, at most: in large text the board comes first
_HISTORY = 1  # the tab
_KEPT = 3  # pages
_ROUNDS = 8  # until a long page has come to rest: its texts' heights, the scroll bar, their heights beside it
REST_MS = 60  # so long a selection rests before it is shown: what a held arrow key runs past is not


class Inspector(QFrame):
    """Shows the selected records of the open workshop; what to do when none is selected."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setAccessibleName(_("Details"))
        self._place = place
        self._fit_width()
        place.window.centre.installEventFilter(self)
        self._bench = Bench(place)
        self._ids: tuple[str, ...] = ()
        self._pages: dict[object, Page] = {}
        self._page: Page | None = None
        self._stale = False
        self._scale = sizes.px(100)
        self._resting = QTimer(self, singleShot=True)
        self._resting.timeout.connect(self._rest)
        self._dressing = QTimer(self, singleShot=True, interval=0)
        self._dressing.timeout.connect(self._dress)
        self.tabs = QTabBar()
        self.tabs.setObjectName("tabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for title in (_("Details"), _("History")):
            self.tabs.addTab(title)
        self.tabs.currentChanged.connect(self._turn_tab)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("details-scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._inside = QWidget()
        self._inside.setObjectName("details")
        self._stack = QVBoxLayout(self._inside)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._nothing = Line(
            "soft", _("Select a card to see its story, its line of sight and its key results.")
        )
        self._nothing.setContentsMargins(16, 16, 16, 16)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack.addWidget(self._nothing)
        self._scroll.setWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._scroll, 1)

    # ------------------------------------------------------------ what is shown
    def show_selection(self) -> None:
        """Show what is selected now, as soon as that rests. What was typed for the records before is written
        first.
        """
        self.commit()
        self._show_soon()

    def follow(self) -> None:
        """The workshop has changed: show that, at once where it was changed here, else after the room."""
        if self.isAncestorOf(self._place.window.focusWidget() or self._place.window):
            self.refresh()
        else:
            self._show_soon()

    def refresh(self) -> None:
        """Show the selected records as they are now; what is being typed stays."""
        self._resting.stop()
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        workshop = self._place.session.workshop if self._place.session else None
        ids = tuple(id_ for id_ in self._place.selection.ids if workshop is not None and id_ in workshop)
        page = self._page_for(ids)
        if page is not self._page:
            self._turn_to(page)
        if page is not None and ids != self._ids:
            page.show_records(ids)
            self._lay_out()
            self._scroll.verticalScrollBar().setValue(0)
        elif page is not None:
            page.refresh()
        self._ids = ids

    def _show_soon(self) -> None:
        session = self._place.session
        still_there = session is not None and all(id_ in session.workshop for id_ in self._ids)
        if REST_MS and still_there and self._place.selection.ids:
            self._resting.start(REST_MS)
        else:
            self.refresh()

    def _rest(self) -> None:
        self.commit()
        self.refresh()

    def commit(self) -> None:
        """Write what is typed and not yet written."""
        if self._page is not None and self._ids and self._place.session is not None:
            self._page.commit()

    def enter(self) -> None:
        """Give the keys to the first field, or to the tabs when nothing is selected."""
        if self._resting.isActive():
            self._rest()
        (self._page or self.tabs).setFocus(Qt.FocusReason.TabFocusReason)
        if self._page is not None:
            self.focusNextChild()

    def leave(self) -> None:
        """Give the keys back to the room."""
        self._bench.back_to_room()

    # ------------------------------------------------------------ within
    def _turn_to(self, page: Page | None) -> None:
        if self._page is not None:
            self._page.hide()
        self._page = page
        self._ids = ()
        self._nothing.setVisible(page is None)
        if page is not None:
            if self._stack.indexOf(page) < 0:
                self._stack.addWidget(page)
            page.show()
            self._keep_few(page)

    @staticmethod
    def _lay_out() -> None:
        """Give each text the room it needs now: by itself that takes several rounds, all of them seen."""
        for _round in range(_ROUNDS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def _keep_few(self, page: Page) -> None:
        """Keep the pages used last: each costs time when the window is dressed anew."""
        key = next(key for key, each in self._pages.items() if each is page)
        self._pages[key] = self._pages.pop(key)
        while len(self._pages) > _KEPT:
            self._pages.pop(next(iter(self._pages))).deleteLater()

    def _page_for(self, ids: tuple[str, ...]) -> Page | None:
        if not ids:
            return None
        workshop, first = self._bench.workshop, next(iter(ids))
        if self.tabs.currentIndex() == _HISTORY:
            return self._history()
        key: object = type(workshop[first])
        if len(ids) > 1:
            from ui.inspector.many import ManyPage, common_fields

            key = common_fields(workshop, ids)
            if key not in self._pages:
                self._pages[key] = ManyPage(self._bench, key)
        elif key not in self._pages:
            maker = _maker(type(workshop[first]))
            if maker is None:
                return None
            self._pages[key] = maker(self._bench)
        return self._pages[key]

    def _history(self) -> Page:
        from ui.inspector.history import HistoryPage

        if HistoryPage not in self._pages:
            self._pages[HistoryPage] = HistoryPage(self._bench)
        return self._pages[HistoryPage]

    def _turn_tab(self) -> None:
        self.commit()
        self._ids = ()
        self.refresh()

    @guarded()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    @guarded()
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and not self._dressing.isActive():
            self._dressing.start()

    def _fit_width(self) -> None:
        most = max(int(self._place.window.width() * _SHARE), NARROWEST)
        self.setMinimumWidth(min(sizes.px(NARROWEST), most))
        self.setMaximumWidth(min(sizes.px(WIDEST), most))

    @guarded(default=False)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fit_width()
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        """Another theme or text size: what is fixed in size is made anew, texts take the room they need."""
        if self._scale != sizes.px(100):
            self._scale = sizes.px(100)
            self._fit_width()
            self.commit()
            self._turn_to(None)
            for page in self._pages.values():
                page.deleteLater()
            self._pages.clear()
            self.refresh()
        for editor in self.findChildren(GrowingText):
            editor.fit()

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def _maker(kind: type[Record]) -> type[Page] | None:
    from ui.inspector import cards
    from ui.inspector.link_page import LinkPage

    pages: dict[type[Record], type[Page]] = {
        Objective: cards.ObjectivePage,
        Pillar: cards.PillarPage,
        KeyResult: cards.KeyResultPage,
        Condition: cards.ConditionPage,
        Team: cards.TeamPage,
        Link: LinkPage,
    }
    return pages.get(kind)
