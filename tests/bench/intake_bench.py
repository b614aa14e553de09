"""How long the worst of the hostile workbooks keeps a person waiting for its refusal."""

from __future__ import annotations

from pathlib import Path

from okrdesk.intake import IntakeError, propose
from tests.bench.measure import Row, timed
from tests.okrdesk.intake import hostile


def rows(folder: Path) -> list[Row]:
    """The slowest refusal beside the second that is allowed (reliability: hostile workbooks)."""
    file = folder / "hostile.xlsx"

    def refuse() -> None:
        try:
            propose(file)
        except IntakeError:
            return  # some are harmless once guarded, and taken

    took = []
    for make, _words in hostile.HOSTILE.values():
        file.write_bytes(make())
        took.append(timed(refuse))
    return [Row(f"slowest of {len(took)} hostile workbooks", max(took), 1000.0, "allowed", 1.0)]
