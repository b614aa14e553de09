"""Where a workshop begins: the sample's place, and names that are still free."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from okrdesk.i18n import _
from okrdesk.paths import app_home


def sample_place() -> Path:
    """Where the first start puts the sample: the documents folder, else the app's own folder."""
    from platformdirs import user_documents_path

    documents = user_documents_path()
    folder = documents if documents.is_dir() and os.access(documents, os.W_OK) else app_home()
    return free_name(folder)


def free_name(folder: Path) -> Path:
    """A name for the sample in `folder` that no file there has yet."""
    for n in count(1):
        name = _("OKR Desk sample") if n == 1 else _("OKR Desk sample {n}").format(n=n)
        if not (path := folder / f"{name}.okrdesk").exists():
            return path
    raise AssertionError
