"""The little QSS of the window's own parts, in a theme's colours: the files of `resources/styles`, in order.

They name a colour as $token (with _ for -). Sizes of text are those at 100 %.
"""

from __future__ import annotations

import re
from string import Template

from okrdesk.paths import RESOURCES
from ui.look import sizes
from ui.look.theme import Theme

_TOKENS = (
    "bg", "panel", "card", "line", "line-strong", "ink", "ink-2", "ink-3", "accent", "accent-bg", "on-accent",
    "violet", "violet-bg", "amber", "amber-bg", "green", "green-bg", "red", "red-bg",
)  # fmt: skip
_SIZE = re.compile(r"((?<![-\w])(?:font-size|width|height): *)(\d+)px")  # what grows with the text


def window_style(theme: Theme) -> str:
    """The style sheet of the window's parts."""
    files = sorted((RESOURCES / "styles").glob("*.qss"))
    source = "".join(file.read_text(encoding="utf-8") for file in files)
    style = Template(_SIZE.sub(_sized, source))
    return style.substitute({token.replace("-", "_"): theme.color(token).name() for token in _TOKENS})


def _sized(match: re.Match[str]) -> str:
    return f"{match[1]}{sizes.px(int(match[2]))}px"
