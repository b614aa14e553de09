"""The review room: on the left whose draft, in the middle the draft, on the right what is said of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from okrdesk.i18n import _
from okrdesk.review.notes import Reviewing
from ui.look.theme import Theme
from ui.review.commands import ReviewCommands
from ui.review.margin.margin import Margin
from ui.review.reader.commands import ReaderCommands
from ui.review.reader.reader import Reader
from ui.review.side.side import Side
from ui.review.state import Review

if TYPE_CHECKING:
    from ui.session import Session
    from ui.workplace import Workplace


class ReviewRoom(QWidget):
    """Puts the three parts side by side. Shortcuts of one letter hold in `review_keys`."""

    keys: tuple[QWidget, ...] = ()  # no card can be altered here

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setObjectName("reviewroom")
        self.setAccessibleName(_("Review room"))
        self.review = Review(place)
        self.side = Side(self.review)
        self.reader = Reader(self.review)
        self.margin = Margin(self.review, self.reader)
        self.review_keys = (self.reader, self.margin)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.reader, 1)
        row.addWidget(self.margin)
        self.commands = ReviewCommands(place, self.review, self)
        self.reading = ReaderCommands(place, self.reader)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The draft takes the keys."""
        self.reader.setFocus(reason)

    # ------------------------------------------------------------ as every room
    def show_session(self, session: Session | None) -> None:
        """Show an open workshop and follow its changes, or (None) nothing."""
        self.review.show_session(session)

    def set_theme(self, theme: Theme) -> None:
        """Paint all in another theme."""
        for part in (self.side, self.reader, self.margin):
            part.set_theme(theme)

    def finish_writing(self) -> None:
        """Keep what is being written as drafts."""
        self.margin.finish_writing()

    def view(self) -> str:
        """Whose draft is read for which team, for `show_again`."""
        reviewing = self.review.reviewing
        return json.dumps({"round": reviewing.round, "team": reviewing.team, "about": self.review.about})

    def show_again(self, view: str) -> None:
        """Stand as `view()` told."""
        try:
            plain = json.loads(view)
            reviewing, about = Reviewing(str(plain["round"]), str(plain["team"])), str(plain["about"])
        except (ValueError, KeyError, TypeError):
            return
        self.review.set_reviewing(reviewing)
        self.review.set_about(about if about in self.review.workshop else "")

    def edit_card(self, id_: str) -> None:
        """Drafts are read-only here: the card is only shown."""
        self.reveal(id_)

    def reveal(self, id_: str) -> None:
        """Bring a card into view, in its team's draft."""
        from okrdesk.review.notes import team_of

        if about := team_of(self.review.workshop, id_):
            self.review.set_about(about)
            self.reader.show_card(id_)
