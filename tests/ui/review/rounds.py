"""What tests of rounds do: enter the room for a team, plan and start a round, and let others review."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from okrdesk.cards import Author
from okrdesk.change import Change, Put
from okrdesk.review import saying
from okrdesk.review.records import Note, Progress, Reviewer, Said
from tests.ui.review.reading import team

TOMAS = Author("author-tomas", "Tomas Perez", "ab" * 32)


def settle():
    QCoreApplication.processEvents()


def click(qtbot, widget: QWidget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def enter(place, ours="Service"):
    """Enter the review room as a team chosen at its left side; the room."""
    place.rooms.enter("review")
    room = place.rooms.current
    settle()
    choice = room.side.head.choice
    assert choice.isVisible()
    choice.setCurrentIndex(choice.findText(ours))
    choice.activated.emit(choice.currentIndex())
    settle()
    return room


def plan(place, room, qtbot):
    """Open the plan by its button at the left; the page."""
    click(qtbot, room.side.foot.plan)
    return place.rooms.current


def start(place, room, qtbot):
    """Plan a round as it is proposed, and start it; whom our team reads, in order."""
    page = plan(place, room, qtbot)
    click(qtbot, page.start)
    return room.side.drafts()


def cell(grid, about, reads):
    """The index of a pair's cell in a grid, by the names of the teams."""
    rows, columns = ([t.name for t in teams] for teams in (grid.cells.rows, grid.cells.columns))
    return grid.cells.index(rows.index(about), columns.index(reads))


def click_cell(qtbot, grid, about, reads):
    index = cell(grid, about, reads)
    grid.scrollTo(index)
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(index).center())
    settle()


def text(grid, about, reads):
    return grid.cells.data(cell(grid, about, reads))


def others_say(place, room, reads, about, *said, submitted=True):
    """A packet comes back: Tomas of team `reads` said these (kind, text) of the first card of `about`."""
    workshop, round_ = place.session.workshop, room.review.reviewing.round
    reader, read = team(place, reads).id, team(place, about).id
    card = workshop.objectives(read)[0].id
    where = {"round": round_, "team": reader, "about": read}
    records: list[Said] = [
        saying.say(Reviewer, TOMAS, workshop, seed="reviewer", name=TOMAS.name, team=reader)
    ]
    records += [
        saying.say(Note, TOMAS, workshop, seed=f"{n}", card=card, kind=kind, text=words, **where)
        for n, (kind, words) in enumerate(said)
    ]
    stage = "submitted" if submitted else "reading"
    seed = f"{round_}:{read}"
    records.append(saying.say(Progress, TOMAS, workshop, seed=seed, stage=stage, **where))
    place.session.desk.do(Change("Take in reviews", tuple(Put(r) for r in records), "merge"))
    settle()


def button(widget, title):
    """The visible button of that title in a widget."""
    (found,) = [b for b in widget.findChildren(QPushButton) if b.text() == title and b.isVisible()]
    return found
