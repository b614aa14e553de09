"""The pictures that are looked at: `python -m tests.gallery` into build/gallery/, README's into docs/.

The window is the real one: on the sample, in every room and state, and on a larger plan of real OKRs where
the shared corpus is there (`CORPUS=`, default ../shared/corpus). The pages are those of the exported PDF.
With `--large` only the boards are drawn; a run at 200 % is made so (`QT_SCALE_FACTOR=2`); with `--review`
only the review room.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pypdfium2
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from exports.job import Job
from exports.pdf import write_pdf
from okrdesk import profile
from okrdesk.cards import Author
from okrdesk.edits import set_field
from okrdesk.intake import change_for, propose, propose_text
from okrdesk.sample import sample
from okrdesk.store.document import create, open_document
from okrdesk.workshop import Workshop
from tests import gallery_review
from tests.review_round import PlayedRound
from ui.app import gui
from ui.importing.preview import Preview
from ui.inspector import panel
from ui.settings import Settings, ThemeChoice
from ui.window import MainWindow
from ui.workplace import Workplace

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "build" / "gallery"
CORPUS = Path(os.environ.get("CORPUS") or ROOT.parent / "shared" / "corpus")
REAL = CORPUS / "workshops" / "sourcegraph-2021-q2.xlsx"
SIZES = ((1280, 800), (1600, 1000), (2560, 1440))
THEMES: tuple[ThemeChoice, ...] = ("light", "dark")
SELECTED = "SRV-3"
PAGE_SCALE = 2  # pixels a point
LARGE, REVIEW = "--large", "--review"

CELLS = """Team\tObjective\tKey result\tWho\tFrom\tTo\tFeeds
Sales\tMore schools ride our bikes\tSchools under contract\tSigne Holm\t3\t12\tCity fleets choose us and stay
\t\tHead teachers who ask for a test ride\tPaul Okafor\t10\t40
Service\tSchool bikes are checked each term\tBikes checked on time\tClara Neumann\t60%\t98%\tSame day
\t\tMinutes for a check\tYusuf Demir\t1.234\t0.900
Total\t\t4
"""


def main(only: str = "") -> int:
    """Draw all pictures, or only the boards at another scale (LARGE) or the review room (REVIEW)."""
    if not only:
        shutil.rmtree(GALLERY, ignore_errors=True)
    GALLERY.mkdir(parents=True, exist_ok=True)
    (ROOT / "docs").mkdir(exist_ok=True)
    panel.REST_MS = 0  # nobody waits for the details to follow
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OKRDESK_HOME"] = folder
        app = gui()
        author = profile.save("Ines Albrecht").author
        file, real = Path(folder) / "Q1 2027.okrdesk", Path(folder) / "Real.okrdesk"
        create(file, author, sample()).close()
        if REAL.exists():
            create(real, author, change_for(propose(REAL), Workshop("")), overwrite=True).close()
        for theme in THEMES:
            if only != REVIEW:
                _boards(file, theme, "sample", SELECTED)
                if real.exists():
                    _boards(real, theme, "real", "")
            if only != LARGE:
                _review(file, theme)
            if not only:
                _states(file, theme)
        if not only:
            _pages(file, author)
        del app
    if only:
        return 0
    command = [sys.executable, "-m", "tests.gallery", LARGE]
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | {"QT_SCALE_FACTOR": "2"})
    shutil.copy(GALLERY / "sample-light-1600.png", ROOT / "docs" / "board.png")
    there = "" if REAL.exists() else f" Without {REAL.name}: there is no {CORPUS}."
    print(f"The pictures are in {GALLERY.relative_to(ROOT)}; README's is docs/board.png.{there}")
    return 0


def _window(file: Path | None, theme: ThemeChoice) -> Workplace:
    window = MainWindow(Settings(theme=theme, reduced_motion=True))
    place = Workplace(window)
    window.resize(*SIZES[1])
    window.show()
    if file is None:
        place.show_session(None)
    else:
        place.files.begin(str(file))
        assert place.session is not None
    return place


def _close(place: Workplace) -> None:
    place.close_anyway()
    place.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _card(place: Workplace, code: str) -> Any:
    assert place.session is not None
    return next(record for record in place.session.workshop if getattr(record, "code", "") == code)


def _boards(file: Path, theme: ThemeChoice, name: str, selected: str) -> None:
    """The board at each size; at another scale the middle one only."""
    place = _window(file, theme)
    ratio = place.window.devicePixelRatioF()
    for size in SIZES if ratio == 1 else SIZES[1:2]:
        place.window.resize(*size)
        _settle()
        place.room.board.camera.show_all_if_readable()
        if selected:
            place.selection.show(_card(place, selected).id)
        _draw(place.window, f"{name}-{theme}-{size[0]}" + (f"@{ratio:g}" if ratio != 1 else ""))
    _close(place)


# ---------------------------------------------------------------- rooms and states
def _key(place: Workplace, key: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(place.window.focusWidget() or place.window, key, modifier)
    _settle()


def _writing(place: Workplace) -> None:
    place.selection.show(_card(place, "SRV-3").id)
    place.room.board.setFocus()
    _key(place, Qt.Key.Key_K)
    QTest.keyClicks(place.window.focusWidget(), "Weekly active riders from 31% to 55% by Dana Petrova")


def _linking(place: Workplace) -> None:
    place.selection.show(_card(place, "ENG-3").id)
    place.room.board.setFocus()
    _key(place, Qt.Key.Key_L)
    QTest.keyClicks(place.window.focusWidget(), "bike")


def _dragging(place: Workplace) -> None:
    view = place.room.board
    at = view.board.placement.cards

    def point(code: str, dx: float, dy: float) -> Any:
        card = at[_card(place, code).id]
        return view.mapFromScene(QPointF(card.x + dx, card.y + dy))

    start, end = point("SUP-2", 90, 20), point("CO-1.c4", 120, 30)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for n in range(1, 9):
        QTest.mouseMove(view.viewport(), start + (end - start) * (n / 8))


def _fold(place: Workplace) -> None:
    for code in ("SAL-1", "ENG-1"):
        place.selection.show(_card(place, code).id)
        place.fold_commands.team.trigger()
    place.selection.show(_card(place, "CO-1").id)
    place.fold_commands.lane.trigger()


def _focus(place: Workplace) -> None:
    place.selection.show(_card(place, "CO-3").id)
    place.fold_commands.focus.trigger()


def _find(place: Workplace) -> None:
    _key(place, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(place.window.focusWidget(), "bike")


def _palette(place: Workplace) -> None:
    place.commands.palette.trigger()
    _settle()
    QTest.keyClicks(place.window.focusWidget(), "new")


def _room(name: str) -> Callable[[Workplace], None]:
    return lambda place: place.rooms.enter(name)


def _several(place: Workplace) -> None:
    place.selection.show(*(_card(place, code).id for code in ("SRV-1", "SRV-2", "SRV-3")))


def _history(place: Workplace) -> None:
    place.selection.show(_card(place, "SRV-1").id)
    assert place.session is not None
    place.session.desk.do(
        set_field(place.session.workshop, _card(place, "SRV-1").id, "title", "Help is near")
    )
    place.inspector.tabs.setCurrentIndex(1)


STATES: dict[str, Callable[[Workplace], None]] = {
    "close": lambda place: place.room.board.camera.full_size(),
    "writing": _writing,
    "linking": _linking,
    "dragging": _dragging,
    "folded": _fold,
    "focus": _focus,
    "find": _find,
    "palette": _palette,
    "several": _several,
    "history": _history,
    "result": lambda place: place.selection.show(_card(place, "SRV-1.1").id),
    "outline": _room("outline"),
    "setup": _room("setup"),
    "settings": lambda place: place.commands.settings.trigger(),
    "new": lambda place: place.commands.new.trigger(),
    "restore": lambda place: place.commands.restore.trigger(),
    "help": lambda place: place.help.help.trigger(),
    "keys": lambda place: place.help.keys.trigger(),
}


def _states(file: Path, theme: ThemeChoice) -> None:
    """Every room and state, each in a window of its own, on a small screen."""
    for name, act in STATES.items():
        place = _window(Path(shutil.copy(file, file.with_name("Plan.okrdesk"))), theme)
        place.window.resize(*SIZES[0])
        _settle()
        place.room.board.camera.show_all_if_readable()
        act(place)
        _draw(place.window, f"{name}-{theme}")
        _close(place)
    place = _window(None, theme)
    _draw(place.window, f"welcome-{theme}")
    _close(place)
    place = _window(file, theme)
    assert place.session is not None
    preview = Preview(propose_text(CELLS), place.session.workshop, place.jobs, place.window)
    preview.show()
    _draw(preview, f"import-{theme}")
    preview.close()
    _close(place)


def _review(file: Path, theme: ThemeChoice) -> None:
    """The review room in the middle of a round, on a small screen and on a larger one."""
    for name in gallery_review.STATES:
        with gallery_review.elsewhere(file.parent / f"{name}-{theme}"):
            profile.save("Ines Albrecht")
            _review_state(Path(shutil.copy(file, file.with_name("Review.okrdesk"))), theme, name)


def _review_state(file: Path, theme: ThemeChoice, name: str) -> None:
    place = _window(file, theme)
    assert place.session is not None
    PlayedRound(place.session.desk).play()
    for width, height in SIZES[:2]:
        place.window.resize(width, height)
        _settle()
        if width == SIZES[0][0]:
            gallery_review.STATES[name](place)
        _draw(place.window, f"review-{name}-{theme}-{width}")
    _close(place)


def _settle() -> None:
    for _round in range(3):
        QCoreApplication.processEvents()


def _draw(widget: QWidget, name: str) -> None:
    _settle()
    widget.grab().save(str(GALLERY / f"{name}.png"))


def _pages(file: Path, author: Author) -> None:
    """The pages of the PDF."""
    document = open_document(file, author, read_only=True)
    target = GALLERY / "okrs.pdf"
    write_pdf(document.workshop, target, Job())
    document.close()
    pdf = pypdfium2.PdfDocument(target)
    for n, page in enumerate(pdf, 1):
        page.render(scale=PAGE_SCALE).to_pil().save(GALLERY / f"page-{n:02}.png")
    pdf.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if sys.argv[1:] else ""))
