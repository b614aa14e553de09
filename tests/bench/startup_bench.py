"""From the command to the first painted window, the sample's board, and a board of 10,000 objectives."""

from __future__ import annotations

import statistics
from pathlib import Path

from tests.bench.measure import Row, process

ROUNDS = 7

_WATCH = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

def resident_mb():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

def painted():
    print("painted", time.monotonic(), flush=True)
    if "okrdesk" in sys.modules:
        import okrdesk.store.repository
    print("resident", resident_mb(), flush=True)
    os._exit(0)
"""

# What any Qt program pays: a bare main window up to its first paint.
_BARE = (
    _WATCH
    + """
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)

def done():
    if "sqlalchemy" in sys.argv:
        import sqlalchemy
    painted()

app = QApplication([])
window = Window()
window.resize(1600, 1000)
window.show()
app.exec()
"""
)

# The app itself, and nothing but its own work: the watch stands on one widget (a filter of all events would
# have Python wrap every object of Qt's), and Qt is imported the way the app does. `window` ends at the main
# window's first paint, `board` at the first paint of the board's viewport once its scene holds a card. Memory
# is taken with what the window imports after that.
_OURS = (
    "from ui.process.lean import plain_imports\nplain_imports()\n"
    + _WATCH
    + """
until = sys.argv.pop(1)

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            if until == "window" or len(view().board.placement.cards) > 5:
                QTimer.singleShot(0, painted)
        return False

def view():
    return QApplication.instance().window.workplace.room.board

def seek():
    view().viewport().installEventFilter(watch)
    view().viewport().update()

plain_exec = QApplication.exec
def watched_exec(*args):
    window = QApplication.instance().window
    if until == "window":
        window.installEventFilter(watch)
    else:
        window.painted.connect(seek)
    return plain_exec()
QApplication.exec = watched_exec
watch = Watch()
sys.argv[0] = "okrdesk"
from okrdesk.__main__ import main
sys.exit(main())
"""
)

_ROWS = """
import sqlite3, sys, time
from okrdesk.cards import KINDS, fields_of
from okrdesk.store.names import table_name
start = time.perf_counter()
database = sqlite3.connect(sys.argv[1])
found = []
for kind in KINDS:
    names = ", ".join(f'"{name}"' for name in fields_of(kind))
    found += [kind(*row) for row in database.execute(f"SELECT {names} FROM {table_name(kind)}")]
print("painted", time.monotonic())
print("read", (time.perf_counter() - start) * 1000, len(found))
"""


def _resident(lines: list[str]) -> float:
    return next(float(line.split()[1]) for line in lines if line.startswith("resident"))


def startup(sample: Path) -> list[Row]:
    """The first two rows of the table: first painted window, and first painted board of the sample."""
    bare, window, with_sql, board = [], [], [], []
    for _ in range(ROUNDS):
        bare.append(process(_BARE)[0])
        window.append(process(_OURS, "window", str(sample))[0])
        with_sql.append(process(_BARE, "sqlalchemy")[0])
        board.append(process(_OURS, "board", str(sample))[0])
    middle = statistics.median
    return [
        Row("command to first painted window", middle(window), middle(bare), "bare main window", 1.6),
        Row(
            "command to the sample's board", middle(board), middle(with_sql), "bare window + sqlalchemy", 1.6
        ),
    ]


def big(workshop: Path) -> list[Row]:
    """A large workshop from the command to its painted board, and what it takes of memory."""
    ours, floor, resident = [], [], []
    for _ in range(3):
        lines = process(_ROWS, str(workshop))[1]
        floor.append(float(next(line.split()[1] for line in lines if line.startswith("read"))))
        milliseconds, lines = process(_OURS, "board", str(workshop))
        ours.append(milliseconds)
        resident.append(_resident(lines))
    allowed = 3 * statistics.median(floor) + 700
    name = f"3 × bare sqlite3 ({statistics.median(floor):.0f} ms) + 0.7 s"
    return [
        Row("command to the board of 10,000 objectives", statistics.median(ours), allowed, name, 1.0),
        Row(
            "resident memory with 10,000 objectives", statistics.median(resident), 150.0, "allowed", 1.0, "MB"
        ),
    ]
