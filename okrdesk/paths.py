"""Where things are: the files that ship with the app, and the folder that holds its private data."""

from __future__ import annotations

import os
from pathlib import Path

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def app_home() -> Path:
    """The app's private data folder, made with mode 0700 when missing. OKRDESK_HOME names another one."""
    if chosen := os.environ.get("OKRDESK_HOME"):
        home = Path(chosen)
    else:
        from platformdirs import user_data_path

        home = user_data_path("okrdesk", appauthor=False)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home


def reviews_home() -> Path:
    """Where what is written into packets is kept, until it is in the packets' files and after."""
    home = app_home() / "reviews"
    home.mkdir(mode=0o700, exist_ok=True)
    return home.resolve()
