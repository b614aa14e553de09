"""The grid of teams: long names and long reasons are whole, or end with …."""

import pytest
from PySide6.QtGui import QFontMetricsF

from okrdesk.cards import Team
from tests.ui.review.rounds import click, enter, others_say, start, text
from ui.look import fonts
from ui.review.round.grid import Look, TeamGrid, wrapped

LONG = "Customer Success, Support and Everything After the Sale in All Countries"


@pytest.mark.parametrize("most", [1, 2, 3])
@pytest.mark.parametrize("text", ["They rely on each other or share a result", "short", "x" * 90, ""])
def test_reasons_are_set_in_whole_lines(qapp, most, text):
    metrics = QFontMetricsF(fonts.font(11))
    lines = wrapped(text, metrics, 90, most)
    assert len(lines) <= most
    assert all(metrics.horizontalAdvance(line) <= 90 for line in lines)
    assert " ".join(lines) == text or lines[-1].endswith("…")


def test_headers_have_room_for_their_words(qtbot):
    grid = TeamGrid("Grid")
    qtbot.addWidget(grid)
    grid.resize(500, 400)
    short = [Team(f"t{n}", name=f"Crew {n}") for n in range(8)]
    grid.show_looks(short, short, {(short[0].id, short[1].id): Look()})
    usual = grid.horizontalHeader().height()
    teams = [Team("long", name=LONG), *short]
    grid.show_looks(teams, teams, {})
    header = grid.horizontalHeader()
    assert header.height() > usual
    shown = header.model().headerData(0, header.orientation())
    assert shown.endswith("…") and LONG.startswith(shown[:-1])


def test_a_row_grows_for_a_reason_of_three_lines(qtbot):
    grid = TeamGrid("Grid")
    qtbot.addWidget(grid)
    grid.resize(850, 700)
    teams = [Team(f"t{n}", name=f"Crew {n}") for n in range(6)]
    looks = {(teams[0].id, teams[1].id): Look("reads", "accent", "Short")}
    grid.show_looks(teams, teams, looks)
    usual = grid.rowHeight(0)
    looks[teams[1].id, teams[2].id] = Look("reads", "accent", "Engineering has questions to ask Service now")
    grid.show_looks(teams, teams, looks)
    assert usual < grid.rowHeight(0) == grid.rowHeight(5)
    assert grid.sizeHint().height() >= 6 * grid.rowHeight(0)


def test_two_lines_stand_in_the_middle_of_their_cell(qtbot):
    grid = TeamGrid("Grid", 100)
    qtbot.addWidget(grid)
    grid.resize(850, 700)
    teams = [Team(f"t{n}", name=f"Crew {n}") for n in range(2)]
    grid.show_looks(teams, teams, {(teams[0].id, teams[1].id): Look("reads", "accent", "They talk")})
    grid.show()
    cell = grid.visualRect(grid.cells.index(0, 1)).adjusted(8, 8, -8, -8)
    seen = grid.viewport().grab(cell).toImage()
    ground = seen.pixel(0, 0)
    inked = [y for y in range(seen.height()) if any(seen.pixel(x, y) != ground for x in range(seen.width()))]
    above, below = inked[0], seen.height() - 1 - inked[-1]
    assert abs(above - below) <= 6 and above > 10


def test_a_bar_for_more_rows_calls_for_no_second_one(qtbot):
    """Where not all rows had room, the last column stood under their bar and another bar came below."""
    grid = TeamGrid("Grid")
    qtbot.addWidget(grid)
    teams = [Team(f"t{n}", name=f"Crew {n}") for n in range(6)]
    grid.show_looks(teams, teams, {})
    grid.resize(1100, 300)
    grid.show()
    qtbot.waitUntil(grid.verticalScrollBar().isVisible)
    assert not grid.horizontalScrollBar().isVisible()


def test_who_only_looks_at_a_draft_holds_back_no_review_of_it(place, qtbot):
    room = enter(place)
    start(place, room, qtbot)
    grid = room.round_view.grid
    row = next(iter(room.side.mine.rows.values()))
    name = row.accessibleName()
    others_say(place, room, "Service", name, ("question", "Who?"))
    click(qtbot, row)
    click(qtbot, room.side.foot.show_grid)
    assert text(grid, name, "Service") == "submitted · 1 of 1 to answer"
    counted = "1 of 12 reviews submitted"
    assert counted in room.round_view.lead.text() and counted in room.side.foot.facts.text()
    click(qtbot, row)
    click(qtbot, next(iter(room.side.asks.rows.values())).tick)
    click(qtbot, room.side.foot.show_grid)
    assert text(grid, name, "Service") == "reading · 1 note"
