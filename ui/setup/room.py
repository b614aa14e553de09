"""The set-up room: a list of sections at the left, the one that is chosen as a page at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from okrdesk.cards import Person, Pillar, Team
from okrdesk.i18n import _, ngettext
from okrdesk.people_edits import people_from
from okrdesk.workshop import Touched
from ui.look import sizes
from ui.look.theme import Theme
from ui.process.errors import guarded
from ui.rooms import Unfinished
from ui.setup.bench import SetupBench
from ui.setup.cycle import CycleSection
from ui.setup.lanes import LanesSection
from ui.setup.limits import LimitsSection
from ui.setup.organisation import OrganisationSection
from ui.setup.people import PeopleSection
from ui.setup.section import SetupSection
from ui.setup.strategy import StrategySection
from ui.setup.teams import TeamsSection

if TYPE_CHECKING:
    from ui.session import Session
    from ui.workplace import Workplace

SECTIONS: tuple[type[SetupSection], ...] = (
    OrganisationSection, CycleSection, LanesSection, TeamsSection, PeopleSection, StrategySection,
    LimitsSection,
)  # fmt: skip
_SHOWN_IN = {Team: "teams", Person: "people", Pillar: "strategy"}
_LIST, _ROW = 148, 34  # pixels at 100 %
_SIDE = 10  # pixels beside the list
_PAD = 36  # pixels beside the words of the list
_NARROW = 640  # a room less wide, in pixels at 100 %, has a list that is no wider than its words


class SectionList(QListWidget):
    """The sections. Enter and Right go into the one that is shown."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sections")
        self.setAccessibleName(_("Sections of the set-up"))
        self.addItems([section.title for section in SECTIONS])
        self.fit()
        self.setFrameShape(QFrame.Shape.NoFrame)

    def fit(self, *, narrow: bool = False) -> None:
        """Take the sizes that go with the size of text; where it is `narrow`, no more than the words need."""
        words = max(self.fontMetrics().horizontalAdvance(section.title) for section in SECTIONS) + _PAD
        self.setFixedWidth(min(words, sizes.px(_LIST)) if narrow else sizes.px(_LIST))
        for n in range(self.count()):
            self.item(n).setSizeHint(QSize(0, sizes.px(_ROW)))

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class SetupRoom(QWidget):
    """Holds the sections; each is made when it is first looked at."""

    keys: tuple[QWidget, ...] = ()

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("setup")
        self.setAccessibleName(_("Set-up room"))
        self._place = place
        self._bench = SetupBench(place)
        self._session: Session | None = None
        self._pages: dict[str, SetupSection] = {}
        self._stale: set[str] = set()
        self.list = SectionList()
        self._for_size = sizes.px(_LIST)  # what text size the pages are made for
        self.setFocusProxy(self.list)
        self._stack = QStackedWidget()
        self._stack.setObjectName("setupground")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        side = QFrame()
        side.setObjectName("setupside")
        column = QVBoxLayout(side)
        column.setContentsMargins(_SIDE, 24, _SIDE, 10)
        column.addWidget(self.list)
        row.addWidget(side)
        row.addWidget(self._stack, 1)
        for section in SECTIONS:
            scroll = QScrollArea()
            scroll.setObjectName("setupscroll")
            scroll.setAccessibleName(section.title)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setWidgetResizable(True)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._stack.addWidget(scroll)
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self._turn)
        self.list.entered.connect(self._enter_page)

    # ------------------------------------------------------------ sections
    @property
    def section(self) -> SetupSection:
        """The section that is shown, made now if need be."""
        kind = SECTIONS[max(0, self.list.currentRow())]
        if kind.key not in self._pages:
            page = self._pages[kind.key] = kind(self._bench)
            page.set_theme(self._bench.theme)
            scroll = self._stack.widget(SECTIONS.index(kind))
            assert isinstance(scroll, QScrollArea)
            scroll.setWidget(page)
            if self._session is not None:
                page.begin()
            self._fit()
        return self._pages[kind.key]

    def choose(self, key: str) -> SetupSection:
        """Show a section by its key."""
        self.list.setCurrentRow([section.key for section in SECTIONS].index(key))
        return self.section

    # ------------------------------------------------------------ as every room
    def show_session(self, session: Session | None) -> None:
        """Show an open workshop and follow its changes, or (None) nothing."""
        if self._session is not None:
            self.finish_writing()
            for page in self._pages.values():
                page.leave()
            self._session.bridge.changed.disconnect(self._take)
        self._session = self._bench.session = session
        self._stale.clear()
        if session is not None:
            session.bridge.changed.connect(self._take)
            for page in self._pages.values():
                page.begin()
            self._turn()

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme; in another size of text, all is made anew."""
        if sizes.px(_LIST) != self._for_size:
            self._for_size = sizes.px(_LIST)
            self.finish_writing()
            for page in self._pages.values():
                page.deleteLater()
            self._pages.clear()
            self._fit()
            self._turn()
        for page in self._pages.values():
            page.set_theme(theme)

    def view(self) -> str:
        """Which section is shown."""
        return SECTIONS[max(0, self.list.currentRow())].key

    def show_again(self, view: str) -> None:
        """Show the section that `view()` told, or the first."""
        keys = [section.key for section in SECTIONS]
        self.list.setCurrentRow(keys.index(view) if view in keys else 0)

    def edit_card(self, id_: str) -> None:
        """Cards are written on the board."""
        self._place.rooms.enter("board")
        self._place.rooms.current.edit_card(id_)

    def reveal(self, id_: str) -> None:
        """Go to a team, a person or a pillar; other cards are shown on the board."""
        record = self._session.workshop.get(id_) if self._session is not None else None
        key = _SHOWN_IN.get(type(record)) if record is not None else None  # type: ignore[arg-type]
        if key is not None:
            self.choose(key).reveal(id_)
        else:
            self._place.rooms.enter("board")
            self._place.rooms.current.reveal(id_)

    def finish_writing(self) -> None:
        """Write what is typed and not yet written."""
        if self._session is not None:
            for page in self._pages.values():
                page.commit()

    def unfinished(self) -> Unfinished | None:
        """The list of people that is typed and not yet added."""
        if self._session is None:
            return None
        n = len(people_from(self._bench.workshop, self._bench.unadded.get(self._bench.workshop.id, "")).steps)
        if not n:
            return None
        sentence = ngettext(
            "In the set-up, {n} person is typed and not yet added.",
            "In the set-up, {n} people are typed and not yet added.",
            n,
        ).format(n=n)
        add, drop = _("Add them and close"), _("Close without them")
        return Unfinished(sentence, add, self._add_people, drop, self._drop_people)

    # ------------------------------------------------------------ within
    @property
    def _people(self) -> PeopleSection:
        section = self.choose(PeopleSection.key)
        assert isinstance(section, PeopleSection)
        return section

    def _add_people(self) -> bool:
        return self._people.add_all()

    def _drop_people(self) -> bool:
        self._people.forget()
        return True

    def _turn(self, _row: int = 0) -> None:
        if self._session is None:
            return
        page = self.section
        self._stack.setCurrentIndex(self.list.currentRow())
        self._catch_up(page)

    def _take(self, _touched: Touched, _initiator: object) -> None:
        self._stale.update(self._pages)
        if self.isVisible():
            self._catch_up(self.section)

    def _catch_up(self, page: SetupSection) -> None:
        if page.key in self._stale:
            self._stale.discard(page.key)
            page.refresh()
            self._fit()

    def _fit(self) -> None:
        """Share the room out between the list and the page."""
        self.list.fit(narrow=self.width() < sizes.px(_NARROW))
        room = self.width() - self.list.width() - 2 * _SIDE
        for page in self._pages.values():
            page.fit(room)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _enter_page(self) -> None:
        self.section.enter()

    @guarded()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._session is not None:
            self._catch_up(self.section)
