"""Harm done to a workshop's file, and how opening it is refused."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from okrdesk.store import checksum
from okrdesk.store.document import open_document
from okrdesk.store.errors import Unreadable
from tests.okrdesk.small import ANN

ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"


def refusal(path: Path) -> Unreadable:
    """The refusal to open `path`; fails when it opens. The file must be as it was."""
    before = path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else None
    with pytest.raises(Unreadable) as caught:
        open_document(path, ANN, synchronous="OFF").abandon()
    if before is not None:
        assert path.read_bytes() == before
    assert str(path) in str(caught.value)
    return caught.value


def alter(path: Path, *statements: str, stamped: bool = True) -> Path:
    """Alter a file with an SQL tool; `stamped`: by somebody who means harm and puts a right checksum in."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        mark = checksum.put_mark(connection) if stamped else b""
        connection.execute("VACUUM")
    if stamped:
        assert checksum.stamp(path, mark)
    return path
