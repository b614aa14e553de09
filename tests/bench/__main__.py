"""`make bench`: every speed figure beside its floor or peer, measured in this run, as a ratio.

Names on the command line choose parts: startup, big, edit, excel, intake, pdf, board,
gesture, memory, notes, review, gaps. Nothing chosen: all.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from okrdesk.cards import Author
from okrdesk.change import Change, Put
from okrdesk.sample import sample
from okrdesk.store.document import create
from tests.bench import (
    board_bench,
    excel_bench,
    gap_bench,
    gesture_bench,
    intake_bench,
    memory_bench,
    pdf_bench,
    review_anchor_bench,
    review_merge_bench,
    review_note_bench,
    review_open_bench,
    startup_bench,
    store_bench,
)
from tests.bench.measure import Row
from tests.factory import sample_workshop

_AUTHOR = Author("bench", "Bench")


def _startup(folder: Path) -> Iterable[Row]:
    file = folder / "sample.okrdesk"
    create(file, _AUTHOR, sample()).close()
    return startup_bench.startup(file)


def _big(folder: Path) -> Iterable[Row]:
    file = folder / "big.okrdesk"
    records = tuple(Put(record) for record in sample_workshop(objectives=10_000))
    create(file, _AUTHOR, Change("Begin", records, "import")).close()
    return startup_bench.big(file)


PARTS: dict[str, Callable[[Path], Iterable[Row]]] = {
    "startup": _startup,
    "big": _big,
    "edit": store_bench.rows,
    "excel": excel_bench.rows,
    "intake": intake_bench.rows,
    "pdf": lambda _folder: pdf_bench.rows(),
    "board": lambda _folder: board_bench.rows(),
    "gesture": gesture_bench.rows,
    "memory": memory_bench.rows,
    "notes": review_note_bench.rows,
    "review": lambda _folder: review_open_bench.rows(),
    "merge": review_merge_bench.rows,
    "gaps": lambda _folder: gap_bench.gaps(),
    "anchors": lambda _folder: review_anchor_bench.rows(),
}


def main(chosen: list[str]) -> int:
    """Measure the chosen parts and print their rows, then how many are met. 2 for an unknown name."""
    if unknown := set(chosen) - PARTS.keys():
        print(f"bench: there is no part {min(unknown)!r}; choose from {', '.join(PARTS)}", file=sys.stderr)
        return 2
    met: list[bool] = []
    for name in chosen or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            for row in PARTS[name](Path(folder)):
                print(row, flush=True)
                met.append(row.ratio <= row.limit)
    print(f"{sum(met)} of {len(met)} figures met")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
