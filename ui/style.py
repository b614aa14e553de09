"""The little QSS of the window's own parts, in a theme's colours: the files of `resources/styles`, in order.

They name a colour as $token (with _ for -).
"""

from __future__ import annotations

from string import Template

from okrdesk.paths import RESOURCES
from ui.theme import Theme

_TOKENS = (
    "bg", "panel", "card", "line", "line-strong", "ink", "ink-2", "ink-3", "accent", "accent-bg", "on-accent",
    "violet", "violet-bg", "amber", "amber-bg", "green", "green-bg", "red", "red-bg",
)  # fmt: skip


def window_style(theme: Theme) -> str:
    """The style sheet of the window's parts."""
    files = sorted((RESOURCES / "styles").glob("*.qss"))
    style = Template("".join(file.read_text(encoding="utf-8") for file in files))
    return style.substitute({token.replace("-", "_"): theme.color(token).name() for token in _TOKENS})
