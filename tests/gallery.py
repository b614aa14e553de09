"""The pictures that are looked at: `python -m tests.gallery` into build/gallery/, README's into docs/.

The window is the real one, on the sample; the pages are those of the exported PDF.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pypdfium2
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from exports.job import Job
from exports.pdf import write_pdf
from okrdesk import profile
from okrdesk.cards import Author
from okrdesk.intake import propose_text
from okrdesk.sample import sample
from okrdesk.store.document import create, open_document
from ui.app import gui
from ui.importing.preview import Preview
from ui.settings import Settings, ThemeChoice
from ui.window import MainWindow
from ui.workplace import Workplace

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "build" / "gallery"
SIZES = ((1600, 1000), (1280, 800))
THEMES: tuple[ThemeChoice, ...] = ("light", "dark")
SELECTED = "SRV-3"
PAGE_SCALE = 2  # pixels a point

CELLS = """Team\tObjective\tKey result\tWho\tFrom\tTo\tFeeds
Sales\tMore schools ride our bikes\tSchools under contract\tSigne Holm\t3\t12\tCity fleets choose us and stay
\t\tHead teachers who ask for a test ride\tPaul Okafor\t10\t40
Service\tSchool bikes are checked each term\tBikes checked on time\tClara Neumann\t60%\t98%\tSame day
\t\tMinutes for a check\tYusuf Demir\t1.234\t0.900
Total\t\t4
"""


def main() -> int:
    """Draw all pictures."""
    shutil.rmtree(GALLERY, ignore_errors=True)
    GALLERY.mkdir(parents=True)
    (ROOT / "docs").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OKRDESK_HOME"] = folder
        app = gui()
        author = profile.save("Ines Albrecht").author
        file = Path(folder) / "Q1 2027.okrdesk"
        create(file, author, sample()).close()
        for theme in THEMES:
            _windows(file, theme)
        _pages(file, author)
        del app
    shutil.copy(GALLERY / "window-light-1600.png", ROOT / "docs" / "board.png")
    print(f"The pictures are in {GALLERY.relative_to(ROOT)}; README's is docs/board.png.")
    return 0


def _windows(file: Path, theme: ThemeChoice) -> None:
    """The window in one theme, at each size; and the import preview over it."""
    window = MainWindow(Settings(theme=theme))
    place = Workplace(window)
    window.resize(*SIZES[0])
    window.show()
    place.files.begin(str(file))
    assert place.session is not None
    workshop = place.session.workshop
    card = next(record for record in workshop if getattr(record, "code", "") == SELECTED)
    for size in SIZES:
        window.resize(*size)
        _settle()
        place.room.board.camera.show_all_if_readable()
        place.room.board.select(card.id)
        _draw(window, f"window-{theme}-{size[0]}")
    place.room.board.camera.full_size()
    _draw(window, f"close-{theme}")
    preview = Preview(propose_text(CELLS), workshop, place.jobs, window)
    preview.show()
    _draw(preview, f"import-{theme}")
    preview.close()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
    sys.exit(main())
