"""Who sits at this computer, as far as the operating system knows."""

from __future__ import annotations

import sys

from okrdesk.i18n import _
from okrdesk.text import one_line


def user_name() -> str:
    """The full name of the system's user, else the account's name; never empty."""
    return one_line(_full_name() or _account()) or _("Somebody")


def _full_name() -> str:
    if sys.platform == "win32":
        return ""
    import os
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0]
    except KeyError:
        return ""


def _account() -> str:
    from okrdesk.store import process

    name = process.user()
    return "" if name == "?" else name
