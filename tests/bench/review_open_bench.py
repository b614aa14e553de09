"""Opening the review of a team with 20 objectives and 400 notes: the whole room, to painted.

Run as a program it prints its figures, one a line: what it measured and milliseconds.
"""

from __future__ import annotations

import gc
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.measure import Row

if TYPE_CHECKING:
    from okrdesk.desk import Desk

ALLOWED: dict[str, float] = {
    "open the review of 20 objectives with 400 notes": 150,
    "take in an edit of the draft under review": 50,
}
OBJECTIVES, NOTES, ROUNDS = 20, 400, 5
SIZE = (1600, 1000)
_KINDS = ("question", "challenge", "risk", "suggestion", "praise", "note")


def rows() -> list[Row]:
    """Each figure beside what is allowed, from a process of its own."""
    command = [sys.executable, "-m", "tests.bench.review_open_bench"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    found = dict(line.rsplit(" ", 1) for line in done.stdout.splitlines())
    return [Row(what, float(found[what]), allowed, "allowed", 1) for what, allowed in ALLOWED.items()]


def fill(desk: Desk, team: str) -> None:
    """Give a team 20 objectives of four results each, and 400 notes on them by ten reviewers."""
    from okrdesk.cards import Author, KeyResult, Objective, new_id
    from okrdesk.change import Change, Put
    from okrdesk.edits import ranks
    from okrdesk.review import notes
    from okrdesk.review.notes import Reviewing, Spot

    draw = random.Random(4)
    word = "customers find answers faster every working day than any week before".split()
    steps: list[Put] = []
    for rank in ranks(OBJECTIVES):
        title, story = " ".join(draw.sample(word, 7)), " ".join(draw.choices(word, k=40))
        objective = Objective(new_id(), rank=rank, team=team, title=title, story=story)
        steps.append(Put(objective))
        for place in ranks(4):
            text = " ".join(draw.sample(word, 6))
            steps.append(Put(KeyResult(new_id(), rank=place, objective=objective.id, text=text, unit="%")))
    desk.do(Change("Fill", tuple(steps)))
    cards: list[Any] = [step.record for step in steps]
    for n in range(NOTES):
        card = cards[n % len(cards)]
        field = "title" if isinstance(card, Objective) else "text"
        words = getattr(card, field)
        start = words.index(" ") + 1
        spot = Spot(card.id, field, start, start + draw.randint(4, 12)) if n % 5 else Spot(card.id)
        who = Author(f"reviewer-{n % 10}", f"Reviewer {n % 10}")
        kind: Any = _KINDS[n % len(_KINDS)]
        said = notes.add_note(desk.workshop, who, Reviewing(), spot, kind, "Why is that so?", wording="x")
        desk.do(replace(said, kind="merge"))


def figures() -> dict[str, float]:
    """Measure in a window off-screen; medians."""
    from PySide6.QtWidgets import QApplication

    from okrdesk.cards import Objective
    from okrdesk.edits import set_field
    from okrdesk.review.notes import Reviewing
    from okrdesk.sample import sample
    from okrdesk.store.document import create
    from ui.settings import Settings
    from ui.window import MainWindow
    from ui.workplace import Workplace

    folder = Path(tempfile.mkdtemp())
    os.environ["OKRDESK_HOME"] = str(folder / "home")
    from okrdesk import profile

    author = profile.save("Ana Cruz").author
    document = create(folder / "plan.okrdesk", author, sample(), synchronous="OFF")
    team = document.workshop.teams()[2].id
    fill(document.desk, team)
    document.close()
    window = MainWindow(Settings())
    place: Any = Workplace(window)
    window.resize(*SIZE)
    window.show()
    place.files.begin(str(folder / "plan.okrdesk"))
    place.rooms.enter("review")
    review = place.rooms.current.review
    review.set_reviewing(Reviewing("", place.session.workshop.teams()[1].id))
    opened, edited = [], []
    for n in range(ROUNDS + 1):
        review.set_about("")
        place.rooms.current.reader.draft.painter.tiles.clear()
        QApplication.processEvents()
        gc.collect()
        start = time.perf_counter()
        review.set_about(team)
        QApplication.processEvents()
        assert place.rooms.current.reader.draft.painter.tiles  # it was painted
        opened.append((time.perf_counter() - start) * 1000)
        objective: Objective = place.session.workshop.objectives(team)[n]
        change = set_field(place.session.workshop, objective.id, "title", objective.title + " now")
        start = time.perf_counter()
        place.session.desk.do(change)
        QApplication.processEvents()
        edited.append((time.perf_counter() - start) * 1000)
    place.close_anyway()
    shutil.rmtree(folder, ignore_errors=True)
    names = list(ALLOWED)
    return {names[0]: statistics.median(opened), names[1]: statistics.median(edited)}


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.app import gui

    application = gui()
    for what, milliseconds in figures().items():
        print(what, f"{milliseconds:.3f}", flush=True)
