"""The little QSS of the window's own parts, in a theme's colours."""

from __future__ import annotations

from string import Template

from ui.theme import Theme

_TOKENS = (
    "bg", "panel", "card", "line", "line-strong", "ink", "ink-2", "ink-3", "accent", "accent-bg", "on-accent",
    "violet", "violet-bg", "amber", "amber-bg", "green", "green-bg", "red", "red-bg",
)  # fmt: skip

_STYLE = Template("""
#topbar QLabel, #statusbar QLabel { qproperty-textFormat: PlainText; }
#topbar #logo { qproperty-alignment: AlignCenter; }
#rail QToolButton { qproperty-toolButtonStyle: ToolButtonTextUnderIcon; }
#topbar { background: $panel; border-bottom: 1px solid $line; }
#logo { background: $accent; color: $on_accent; border-radius: 6px; font-weight: 700; font-size: 11px; }
#title { font-weight: 600; font-size: 14px; color: $ink; }
#state { color: $ink_2; font-size: 12px; }
#state[trouble="true"] { color: $red; }
#rail { background: $panel; border-right: 1px solid $line; }
#rail QToolButton { border: none; border-radius: 8px; padding: 6px 2px 4px 2px; color: $ink_2;
    font-size: 11px; }
#rail QToolButton:checked { background: $accent_bg; color: $accent; }
#rail QToolButton:focus { border: 2px solid $accent; }
#statusbar { background: $panel; border-top: 1px solid $line; }
#statusbar QLabel { color: $ink_2; font-size: 12px; }
#statusbar #open { color: $amber; }
#zoom { background: $panel; border: 1px solid $line; border-radius: 8px; }
#zoom QToolButton { border: none; border-radius: 6px; padding: 4px 6px; color: $ink_2;
    background: transparent; }
#zoom QToolButton:hover { background: $bg; color: $ink; }
#zoom QToolButton:focus { border: 1px solid $accent; }
#banner { background: $accent_bg; border: none; border-bottom: 1px solid $line; }
#banner QLabel { color: $ink; background: transparent; }
#banner[tone="good"] { background: $green_bg; }
#banner[tone="warn"] { background: $amber_bg; }
#banner[tone="bad"] { background: $red_bg; }
#cross { border: none; font-size: 17px; color: $ink_2; padding: 2px 6px; background: transparent; }
#cross:focus { border: 1px solid $accent; border-radius: 4px; }
#empty { background: $bg; }
#empty QLabel { color: $ink_2; }
#empty #question { color: $ink; font-size: 19px; font-weight: 600; }
#inspector, #inspector > QWidget, #details { background: $panel; border: none; }
#inspector { border-left: 1px solid $line; }
#details #section { border: none; border-bottom: 1px solid $line; }
#details #caption { color: $ink_3; font-size: 11px; font-weight: 600; }
#details #head { color: $ink; font-size: 15px; font-weight: 600; }
#details #soft { color: $ink_2; }
#details #strong { color: $ink; font-weight: 600; }
#details #initials { background: $violet_bg; color: $violet; border-radius: 10px; font-size: 10px;
    font-weight: 600; }
#details #commit { background: $accent_bg; color: $accent; border-radius: 5px; padding: 2px 7px;
    font-weight: 600; font-size: 11px; }
#details #stretch { background: $violet_bg; color: $violet; border-radius: 5px; padding: 2px 7px;
    font-weight: 600; font-size: 11px; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTreeView { background: $card; color: $ink; border: 1px solid $line; border-radius: 8px; outline: none; }
QTreeView::item { padding: 3px 2px; }
QTreeView::item:selected { background: $accent_bg; color: $ink; }
QHeaderView::section { background: $panel; color: $ink_2; border: none; border-bottom: 1px solid $line;
    padding: 5px 6px; font-weight: 600; font-size: 11px; }
Choice::drop-down { border: none; width: 24px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab { background: transparent; color: $ink_2; border: none; border-bottom: 2px solid transparent;
    padding: 7px 12px; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { background: $accent_bg; }
QSplitter::handle { background: $line; }
""")


def window_style(theme: Theme) -> str:
    """The style sheet of the window's parts."""
    return _STYLE.substitute({token.replace("-", "_"): theme.color(token).name() for token in _TOKENS})
