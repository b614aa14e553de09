"""A theme: the colour tokens of `resources/themes/`, and what Qt makes of them (palette and a little QSS).

Widgets and painters take colours only from here. Token names are those of the JSON files ("ink-2").
"""

from __future__ import annotations

import json
from string import Template
from typing import Literal

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from okrdesk.paths import RESOURCES
from ui.look import fonts

ThemeName = Literal["light", "dark"]

_ROLES: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "panel",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "bg",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink-3",
    QPalette.ColorRole.Button: "panel",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "red",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on-accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "violet",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "panel",
    QPalette.ColorRole.Light: "card",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line-strong",
    QPalette.ColorRole.Dark: "line-strong",
    QPalette.ColorRole.Shadow: "shadow",
    QPalette.ColorRole.Accent: "accent",
}
_FADED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)

_STYLE = Template("""
QToolTip { color: ${panel}; background: ${ink}; border: 1px solid ${ink}; padding: 4px 6px; }
QMenuBar { background: ${panel}; color: ${ink}; padding: 2px 6px; }
QMenuBar::item { padding: 4px 8px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: ${accent_bg}; color: ${accent}; }
QMenu { background: ${panel}; color: ${ink}; border: 1px solid ${line_strong}; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 12px; border-radius: 6px; }
QMenu::item:selected { background: ${accent_bg}; color: ${accent}; }
QMenu::item:disabled { color: ${ink_3}; }
QMenu::separator { height: 1px; background: ${line}; margin: 4px 8px; }
QStatusBar { background: ${panel}; color: ${ink_2}; border-top: 1px solid ${line}; }
QStatusBar::item { border: none; }
QPushButton { background: ${panel}; color: ${ink}; border: 1px solid ${line_strong}; border-radius: 8px;
    padding: 6px 14px; }
QPushButton:hover { border-color: ${ink_3}; }
QPushButton:focus { border: 2px solid ${accent}; padding: 5px 13px; }
QPushButton:pressed { background: ${accent_bg}; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton:disabled { color: ${ink_3}; border-color: ${line}; }
QPushButton:default { background: ${accent}; color: ${on_accent}; border: 2px solid ${accent};
    padding: 5px 13px; }
QPushButton:default:focus { border-color: ${ink}; }
QPushButton:default:disabled { background: ${line}; color: ${ink_3}; border-color: ${line}; }
QLineEdit, QPlainTextEdit, Choice { background: ${card}; color: ${ink}; border: 1px solid ${line_strong};
    border-radius: 8px; padding: 5px 8px; selection-background-color: ${accent};
    selection-color: ${on_accent}; }
QLineEdit:focus, QPlainTextEdit:focus, Choice:focus { border: 2px solid ${accent}; padding: 4px 7px; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: ${line_strong}; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: ${ink_3}; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
""")


class Theme:
    """The colours of one theme. `name` is "light" or "dark"."""

    def __init__(self, name: ThemeName, tokens: dict[str, str], teams: list[str]) -> None:
        self.name: ThemeName = name
        self._names = tokens
        self._colors = {token: QColor(value) for token, value in tokens.items()}
        self._teams = [QColor(value) for value in teams]

    @classmethod
    def load(cls, name: ThemeName) -> Theme:
        """Read a theme from `resources/themes/`."""
        raw = json.loads((RESOURCES / "themes" / f"{name}.json").read_text(encoding="utf-8"))
        teams = raw.pop("team")
        return cls(name, raw, teams)

    @classmethod
    def on_paper(cls) -> Theme:
        """The light theme on a white ground."""
        light = cls.load("light")
        return cls(
            "light", light._names | {"bg": light._names["panel"]}, [hue.name() for hue in light._teams]
        )

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self.name == "dark"

    def color(self, token: str) -> QColor:
        """The colour of a token; do not alter it, copy it. Raises KeyError for a name that no theme has."""
        return self._colors[token]

    def team(self, index: int) -> QColor:
        """A team's colour: `index` counts the hues, and begins again after the last."""
        return self._teams[index % len(self._teams)]

    def palette(self) -> QPalette:
        """Qt's palette in this theme's colours."""
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self._colors[token])
        for role in _FADED:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self._colors["ink-3"])
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, self.color("line"))
        return palette

    def style_sheet(self) -> str:
        """The little QSS that Fusion needs to look like this theme."""
        return _STYLE.substitute({token.replace("-", "_"): value for token, value in self._names.items()})

    def apply(self, app: QApplication) -> None:
        """Dress the application: font, palette, style sheet. Its style is Fusion from its beginning."""
        app.setFont(fonts.base_font())
        app.setPalette(self.palette())
        app.setStyleSheet(self.style_sheet())
