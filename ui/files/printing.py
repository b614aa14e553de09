"""File › Print: what is seen. The board as a drawing on one page or several, a table as a table."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import ceil
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMarginsF, QModelIndex, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QTextDocument, QTransform
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QTreeView, QWidget

from exports import words
from okrdesk.i18n import _
from ui.board.lane_titles import HEIGHT, paint_titles
from ui.look import fonts
from ui.look.theme import Theme

if TYPE_CHECKING:
    from ui.board.view import BoardView
    from ui.workplace import Workplace

_MARGIN = 12.0  # millimetres; a table's pages have a margin of their own besides
_INDENT = 14  # pixels for each level of a table's rows
_READABLE = 0.45  # a board drawn smaller than this takes several pages; 1.0 is as on the screen
_SCREEN = 96  # pixels an inch
_TEXT = 11  # pixels of a table's text on paper
_FOOT = 22.0  # pixels at the page's foot, for what it is and its number


def print_room(place: Workplace) -> None:
    """Ask for a printer, and print the room that is open."""
    session = place.session
    if session is None:
        return
    printer = printer_for(place)
    if QPrintDialog(printer, place.window).exec() != QDialog.DialogCode.Accepted:
        return
    if print_to(printer, place):
        place.show_hint(_("Sent to the printer."))
    else:
        place.refuse(_("It could not be printed. Is the printer there, and may you write to this place?"))


def printer_for(place: Workplace) -> QPrinter:
    """A printer with the organisation's size of paper, lying for a wide board and for a table."""
    assert place.session is not None
    workshop = place.session.workshop
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setResolution(_SCREEN)  # all is drawn in lines and curves; sizes of text are in these pixels
    letter = workshop.organisation.page_size == "Letter"
    paper = QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)
    width, height = place.room.board.board.placement.size
    drawn = place.rooms.name == "board"
    lying = not drawn or width > height
    margins = QMarginsF(*[_MARGIN if drawn else 0.0] * 4)
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, way, margins, QPageLayout.Unit.Millimeter))
    printer.setDocName(words.heading(workshop))
    return printer


def print_to(printer: QPrinter, place: Workplace) -> bool:
    """Print the room that is open; False when the printer cannot."""
    tree = None if place.rooms.name == "board" else table_of(place)
    return print_board(place.room.board, printer) if tree is None else print_table(tree, printer)


def table_of(place: Workplace) -> QTreeView | None:
    """The table of the room that is open, if it is one."""
    return cast("QWidget", place.rooms.current).findChild(QTreeView)


# ---------------------------------------------------------------- the board
def print_board(view: BoardView, printer: QPrinter) -> bool:
    """Draw the board as it is seen now (folded, focused), on as few pages as can be read."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    scene, selected, theme = view.board, view.board.selected, view.board.painter.theme
    view.setUpdatesEnabled(False)
    try:
        scene.select(())
        scene.set_theme(Theme.on_paper())
        _draw_pages(view, painter, printer)
    finally:
        scene.set_theme(theme)
        scene.select(selected)
        view.setUpdatesEnabled(True)
        painter.end()
    return True


def _draw_pages(view: BoardView, painter: QPainter, printer: QPrinter) -> None:
    scene = view.board
    page = printer.pageLayout().paintRectPixels(_SCREEN)
    wide, high = page.width(), page.height() - _FOOT
    board_wide, board_high = scene.placement.size
    whole = min(wide / board_wide, high / (board_high + HEIGHT), 1.0)
    scale = max(whole, _READABLE)
    across = max(1, ceil(board_wide * scale / wide - 0.01))
    down = max(1, ceil(board_high * scale / (high - HEIGHT * scale) - 0.01))
    part_wide, part_high = wide / scale, high / scale - HEIGHT
    for n, (column, row) in enumerate((c, r) for r in range(down) for c in range(across)):
        if n:
            printer.newPage()
        part = QRectF(column * part_wide, row * part_high, part_wide, part_high)
        painter.save()
        _draw_foot(painter, printer.docName(), f"{n + 1} / {across * down}", QRectF(0, high, wide, _FOOT))
        painter.scale(scale, scale)
        _draw_part(view, painter, part)
        painter.restore()


def _draw_part(view: BoardView, painter: QPainter, part: QRectF) -> None:
    scene = view.board
    painter.setClipRect(QRectF(0, 0, part.width(), part.height() + HEIGHT))
    shift = QTransform.fromTranslate(-part.left(), 0)
    paint_titles(painter, scene.placement, scene.painter.theme, shift, part.width())
    painter.translate(-part.left(), HEIGHT - part.top())
    painter.setClipRect(part)
    scene.paint_board(painter, part, 1.0)


def _draw_foot(painter: QPainter, title: str, number: str, room: QRectF) -> None:
    painter.setFont(fonts.font(10))
    painter.setPen(Theme.on_paper().color("ink-2"))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, title)
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, number)


# ---------------------------------------------------------------- a table
def print_table(tree: QTreeView, printer: QPrinter) -> bool:
    """Print a table's columns and rows that are seen: what is folded stays folded."""
    theme = Theme.on_paper()
    document = QTextDocument()
    document.setDefaultFont(fonts.font(_TEXT))
    ink, soft = theme.color("ink").name(), theme.color("ink-2").name()
    document.setDefaultStyleSheet(
        f"td {{ color: {ink}; }} th {{ color: {soft}; text-align: left; }} h1 {{ font-size: 17px; }}"
    )
    document.setHtml(_html(tree, printer.docName()))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    painter.end()
    document.print_(printer)
    return True


def _html(tree: QTreeView, title: str) -> str:
    model, header = tree.model(), tree.header()
    order = [header.logicalIndex(n) for n in range(header.count())]
    columns = [column for column in order if not tree.isColumnHidden(column)]
    whole = sum(header.sectionSize(column) for column in columns) or 1
    heads = [
        f"<th width='{100 * header.sectionSize(column) // whole}%' style='padding-left: 0px'>"
        f"{escape(_text(model.headerData(column, Qt.Orientation.Horizontal)))}</th>"
        for column in columns
    ]
    rows = [f"<tr>{''.join(heads)}</tr>"]
    for index, depth in _rows(tree, QModelIndex(), 0):
        texts = [escape(_text(index.siblingAtColumn(column).data())) for column in columns]
        texts = [f"<b>{text}</b>" if model.hasChildren(index) else text for text in texts]
        first = f"<td style='padding-left: {_INDENT * depth}px'>{texts[0]}</td>"
        others = "".join(f"<td style='padding-left: 0px'>{text}</td>" for text in texts[1:])
        rows.append(f"<tr>{first}{others}</tr>")
    table = f"<table width='100%' cellpadding='2'><thead>{rows[0]}</thead>{''.join(rows[1:])}</table>"
    return f"<h1>{escape(title)}</h1>{table}"


def _rows(tree: QTreeView, parent: QModelIndex, depth: int) -> Iterator[tuple[QModelIndex, int]]:
    """The rows that are open, with how deep they stand."""
    model = tree.model()
    for n in range(model.rowCount(parent)):
        index = model.index(n, 0, parent)
        if not tree.isRowHidden(n, parent):
            yield index, depth
            if tree.isExpanded(index):
                yield from _rows(tree, index, depth + 1)


def _text(value: object) -> str:
    return "" if value is None else str(value)
