"""What the records' tables are called."""

from __future__ import annotations

from okrdesk.records import Record


def table_name(kind: type[Record]) -> str:
    """The table that holds a kind of record: KeyResult → key_result."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in kind.__name__).lstrip("_")
