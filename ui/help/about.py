"""What this program is: its version, what it runs on, and whose work it stands on."""

from __future__ import annotations

import platform
import re
import sqlite3
from html import escape
from importlib import metadata
from typing import Any

from PySide6 import __version__ as qt_version
from PySide6.QtWidgets import QFrame, QTextBrowser

from okrdesk import __version__
from okrdesk.i18n import _
from okrdesk.paths import app_home
from ui.help.text import style_for
from ui.look.theme import Theme
from ui.pages.page import Page, label

_LONGEST = 60  # characters of a licence's name


class AboutPage(Page):
    """Versions and licences."""

    def __init__(self) -> None:
        super().__init__(_("OKR Desk {version}").format(version=__version__), about())
        self.column.addSpacing(8)
        self.column.addWidget(label(_("It stands on the work of others"), "strong"))
        self.browser = QTextBrowser()
        self.browser.setObjectName("sheet")
        self.browser.setFrameShape(QFrame.Shape.NoFrame)
        self.browser.setAccessibleName(_("Licences"))
        self.column.addWidget(self.browser, 1)
        self.setFocusProxy(self.browser)

    def set_theme(self, theme: Theme) -> None:
        """Write the table in the theme's colours."""
        super().set_theme(theme)
        self.browser.document().setDefaultStyleSheet(style_for(theme))
        self.browser.document().setDocumentMargin(14)
        self.browser.setHtml(_table())


def about() -> str:
    """What it runs on, and where it keeps what is its own."""
    return _(
        "On Python {python}, Qt {qt} and SQLite {sqlite}, {system}. Its settings and backups: {home}"
    ).format(
        python=platform.python_version(),
        qt=qt_version,
        sqlite=sqlite3.sqlite_version,
        system=platform.system(),
        home=app_home(),
    )


def licences() -> list[tuple[str, str, str]]:
    """Name, version and licence of what the program needs: its packages, fonts and icons."""
    rows = [(_("Inter and Noto, typefaces"), "", "OFL-1.1"), (_("Tabler, icons"), "", "MIT")]
    for name in _packages():
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # as for another system, or built into one file
        rows.append((found.metadata["Name"], found.version, _licence(found.metadata.json)))
    return rows


def _packages() -> list[str]:
    try:
        wanted = metadata.requires("okrdesk") or []
    except metadata.PackageNotFoundError:
        return []
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in wanted if "extra ==" not in line]


def _licence(facts: dict[str, Any]) -> str:
    said = facts.get("license_expression") or facts.get("license", "").partition("\n")[0]
    if not said or len(said) > _LONGEST:
        classes = [line for line in facts.get("classifier", ()) if line.startswith("License")]
        said = classes[0].rpartition(" :: ")[2] if classes else said[:_LONGEST]
    return said


def _table() -> str:
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td class='soft'>{escape(version)}</td>"
        f"<td class='soft'>{escape(licence)}</td></tr>"
        for name, version, licence in licences()
    )
    return f"<table width='100%' cellpadding='3'>{rows}</table>"
