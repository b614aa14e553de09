"""Rows that flow over pages."""

from typing import Any

import pytest

from exports.job import Job
from exports.pdf.flow import Flow, Row
from exports.pdf.look import TOP


class Pages:
    """Pages that remember on which of them something was drawn."""

    bottom = TOP + 100.0

    def __init__(self) -> None:
        self.number = 0
        self.drawn: list[tuple[str, int]] = []

    def open_page(self, _head: str = "") -> float:
        self.number += 1
        return TOP

    def close_page(self) -> None:
        pass

    def row(self, name: str, tied: bool) -> Row:
        return Row(10.0, lambda _x, _y: self.drawn.append((name, self.number)), tied)


@pytest.mark.parametrize("before", range(12))
def test_what_is_tied_stays_together_however_much_stands_before_it(before):
    pages: Any = Pages()
    rows = [pages.row("before", False) for _n in range(before)]
    rows += [
        pages.row("who", True),
        pages.row("words", True),
        pages.row("says", False),
        pages.row("on", False),
    ]
    Flow(pages, Job(), "").rows(rows)
    page = dict(pages.drawn)
    assert page["who"] == page["words"] == page["says"]
