"""The links of a card: what it feeds and what feeds it, relies on and shares, each with its sentence."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from exports import words
from okrdesk import linking
from okrdesk.alignment import links_down, links_up, promise
from okrdesk.cards import UPWARD, Condition, KeyResult, Link, LinkKind, Objective, Record, Team
from okrdesk.check import card_of
from okrdesk.i18n import _
from okrdesk.naming import words_of
from okrdesk.workshop import Workshop
from ui.inspector.bench import Bench
from ui.inspector.fields import TextField
from ui.inspector.pieces import IconButton, Line, Row, Rows, Section, TextButton, beside, quiet_button

AT_ONCE = 20  # rows

Side = Literal["up", "down", "relies_on", "relied_on", "shares"]
CAPTIONS: dict[Side, str] = {
    "up": _("Feeds"),
    "down": _("Fed by"),
    "relies_on": _("Relies on"),
    "relied_on": _("Relied on by"),
    "shares": _("Shares"),
}


def _agreed(workshop: Workshop, link: Link, *, outward: bool) -> str:
    """What is agreed of a card that is relied on, as its two sides say it; "" for links of other kinds."""
    if link.kind != "relies_on":
        return ""
    week = _("by week {n}").format(n=link.by_week) if link.by_week is not None else ""
    match promise(workshop, link):
        case "declined":
            return _("Declined by those it relies on.") if outward else _("Declined.")
        case "" if link.answer == "accepted":
            return _("Confirmed {week}.").format(week=week) if week else ""
        case "unfinished" if week:
            return _("Unfinished work: asked for {week}, not confirmed yet.").format(week=week)
        case "unfinished":
            return _("Unfinished work: nobody has confirmed a week yet.")
    return ""


def links_of(workshop: Workshop, id_: str, side: Side) -> list[Link]:
    """A record's links on one side: an objective's with those of its parts, a part's its own."""
    if side == "up" and not _is_part(workshop, id_):
        return list(links_up(workshop, id_))
    if side == "down" and not _is_part(workshop, id_):
        return list(links_down(workshop, id_))
    parts = [id_, *(kr.id for kr in workshop.key_results(id_)), *(c.id for c in workshop.conditions(id_))]
    leaving = [link for part in parts for link in workshop.links_from(part)]
    coming = [link for part in parts for link in workshop.links_to(part)]
    match side:
        case "up":
            return [link for link in leaving if link.kind in UPWARD]
        case "down":
            return [link for link in coming if link.kind in UPWARD]
        case "relies_on":
            return [link for link in leaving if link.kind == "relies_on"]
        case "relied_on":
            return [link for link in coming if link.kind == "relies_on"]
        case "shares":
            return [link for link in (*leaving, *coming) if link.kind == "shares"]


def _is_part(workshop: Workshop, id_: str) -> bool:
    return isinstance(workshop.get(id_), (KeyResult, Condition))


def kind_menu(bench: Bench, link: Link, parent: QWidget) -> QMenu:
    """The kinds that a link may be; those that it may not be say why."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    for kind, label in words.LINKS.items():
        action = menu.addAction(label)
        action.setData(kind)
        action.setCheckable(True)
        action.setChecked(kind == link.kind)
        why_not = linking.relink_refusal(bench.workshop, link.id, kind)  # type: ignore[arg-type]
        action.setEnabled(not why_not)
        action.setToolTip(why_not)
    menu.addSeparator()
    turn = menu.addAction(_("Turn around"))
    turn.setData("turn")
    why_not = linking.turn_refusal(bench.workshop, link.id)
    turn.setEnabled(not why_not)
    turn.setToolTip(why_not)
    return menu


class KindChip(QToolButton):
    """A link's kind; pressing it offers the others."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.setObjectName("kind")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._bench, self._link = bench, ""
        self.setToolTip(_("Choose another kind, or turn the link around"))
        self.clicked.connect(self._offer)

    def show_link(self, link: str) -> None:
        """Show another link's kind."""
        self._link = link
        self.refresh()

    def refresh(self) -> None:
        """Name the kind."""
        link = self._bench.workshop.find(Link, self._link)
        if link is not None:
            self.setProperty("kind", link.kind)
            self.setText(words.link_label(link.kind))
            self.setAccessibleName(_("Kind of link: {kind}").format(kind=words.link_label(link.kind)))
            self.style().polish(self)

    def _offer(self) -> None:
        link = self._bench.workshop.find(Link, self._link)
        if link is not None:
            menu = kind_menu(self._bench, link, self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.triggered.connect(self._chosen)
            menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _chosen(self, action: QAction) -> None:
        if action.data() == "turn":
            self._bench.carry_out(linking.turn(self._bench.workshop, self._link))
        else:
            kind: LinkKind = action.data()
            self._bench.carry_out(linking.relink(self._bench.workshop, self._link, kind))


class LinkRow(Row):
    """A link as it is seen from one of its ends: kind, other end, and how the one feeds the other."""

    def __init__(self, bench: Bench, links: LinkList) -> None:
        super().__init__()
        self._bench, self._links = bench, links
        self.kind = KindChip(bench)
        self.star = QToolButton()
        self.star.setObjectName("star")
        self.star.setCheckable(True)
        self.star.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.star.clicked.connect(self._make_primary)
        self.promise = Line("open")
        self.cross = IconButton("x", _("Remove this link"))
        self.cross.clicked.connect(self._remove)
        self.open = IconButton("dots", _("Week, answer and all else of this link"))
        self.open.clicked.connect(self._select)
        self._from = Line("faint")
        self.end = TextButton("value")
        self.end.clicked.connect(self._go)
        self.sentence = TextField(
            bench, "sentence", _("How?"), hint=_("How?"), look="sentence", many_lines=True, bare=True
        )
        top = beside(self.kind, self._from, self.star, self.open, self.cross, stretch=1, spacing=2)
        top.setContentsMargins(6, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(1)
        for widget in (top, self.end, self.promise, self.sentence):
            column.addWidget(widget)

    def show_key(self, key: str) -> None:
        """Show another link."""
        super().show_key(key)
        self.kind.show_link(key)
        self.sentence.show_records((key,))

    def refresh(self) -> None:
        """Show the link as it is now."""
        workshop = self._bench.workshop
        link = workshop.find(Link, self.key)
        if link is None:
            return
        outward = self._outward(link)
        end, own = (link.target, link.source) if outward else (link.source, link.target)
        self.kind.refresh()
        self._from.say(self._through(own))
        self.end.say(named(workshop, end))
        upward = link.kind in UPWARD and self._links.side == "up"
        self.star.setVisible(upward)
        self.star.setChecked(link.primary)
        self.star.setText("★" if link.primary else "☆")
        main = _("This is the main link to the strategy") if link.primary else _("Make it the main link")
        self.star.setToolTip(main)
        self.star.setAccessibleName(main)
        self.sentence.refresh()
        self.promise.say(said := _agreed(workshop, link, outward=outward))
        self.promise.setVisible(bool(said))

    def commit(self) -> None:
        """Write the sentence."""
        self.sentence.commit()

    def _outward(self, link: Link) -> bool:
        return card_of(self._bench.workshop, link.source) == card_of(self._bench.workshop, self._links.card)

    def _through(self, own: str) -> str:
        """Which part of the card the link is tied to, where that is not the card itself."""
        code = "" if own == self._links.card else words.code_of(self._bench.workshop, own)
        if self._links.side == "up":
            return _("from {code}").format(code=code) if code else ""
        return code or _("this")

    def _make_primary(self) -> None:
        self._bench.carry_out(linking.make_primary(self._bench.workshop, self.key))
        self.refresh()

    def _remove(self) -> None:
        self._bench.carry_out(linking.unlink(self._bench.workshop, self.key))

    def _select(self) -> None:
        self._bench.go_to(self.key)

    def _go(self) -> None:
        link = self._bench.workshop.find(Link, self.key)
        if link is not None:
            self._bench.go_to(link.target if self._outward(link) else link.source)


class LinkList(Section):
    """The links on one side of a card. `none` stands there for none; else it is not there.

    Of very many, the first are shown, and further ones each time that they are asked for: hundreds of rows
    take seconds to make.
    """

    def __init__(self, bench: Bench, side: Side, caption: str, none: str = "") -> None:
        super().__init__(caption)
        self._bench, self.card = bench, ""
        self.side: Side = side
        self._room = AT_ONCE
        self.rows = Rows(self._row, spacing=8)
        self.further = quiet_button("")
        self.further.clicked.connect(self._show_further)
        self._none = Line("faint", none)
        for widget in (self.rows, self.further, self._none):
            self.column.addWidget(widget)

    def show_records(self, ids: tuple[str, ...]) -> None:
        """Show the links of another card."""
        self.rows.show_keys(())
        self.card, self._room = ids[0], AT_ONCE
        self.refresh()

    def refresh(self) -> None:
        """Show the links as they are now."""
        links = links_of(self._bench.workshop, self.card, self.side)
        links.sort(key=_not_main)
        self.rows.show_keys(link.id for link in links[: self._room])
        rest = len(links) - self._room
        text = _("Show {n} more of {all}") if rest > AT_ONCE else _("Show {n} more")
        self.further.setText(text.format(n=min(rest, AT_ONCE), all=rest))
        self.further.setVisible(rest > 0)
        self._none.setVisible(not links)
        self.setVisible(bool(links or self._none.accessibleName()))

    def commit(self) -> None:
        """Write the sentences."""
        self.rows.commit()

    def _show_further(self) -> None:
        self._room += AT_ONCE
        self.refresh()

    def _row(self) -> Row:
        return LinkRow(self._bench, self)


def _not_main(link: Link) -> bool:
    return not link.primary  # the main ones come first


def link_lists(bench: Bench, *sides: Side) -> list[LinkList]:
    """The lists of a card's links on these sides."""
    return [LinkList(bench, side, CAPTIONS[side]) for side in sides]


def named(workshop: Workshop, id_: str) -> str:
    """A card by its short name and its words."""
    record: Record | None = workshop.get(id_)
    parts = [getattr(record, "code", ""), words_of(record)]
    if isinstance(record, Objective) and not record.code:
        team = workshop.find(Team, record.team)
        parts[0] = team.name if team else ""
    return "  ".join(part for part in parts if part)
