"""The canonical form of a workshop: the same bytes wherever the same plan is held.

It holds the live records sorted by id, without versions, times, authors, counters, tombstones or view
state, as canonical JSON (RFC 8785). Numbers that are decimals stand as normalised text.
"""

from __future__ import annotations

import rfc8785

from okrdesk.change import record_to_plain
from okrdesk.workshop import Workshop


def canonical(workshop: Workshop) -> bytes:
    """The workshop's canonical form, UTF-8."""
    records = sorted(workshop, key=lambda record: record.id)
    return rfc8785.dumps([{"record": type(r).__name__, **record_to_plain(r)} for r in records])
