"""Composes the help's text: our own words for each room, and what the program itself knows of its keys."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from okrdesk.i18n import _
from okrdesk.paths import RESOURCES
from ui.actions import plain
from ui.look import sizes
from ui.look.theme import Theme

if TYPE_CHECKING:
    from ui.actions import Actions

_FOLDER = RESOURCES / "help"
_RARE = Qt.Key.Key_Back  # from here on keys follow that only some keyboards have
_NATIVE = QKeySequence.SequenceFormat.NativeText


def html_for(room: str, actions: Actions, lines: str) -> str:
    """The help for a room; one that has no words of its own gets the rest. `lines` tells what links mean."""
    chapters = [_words(room), *([lines] if room == "board" else []), keys_table(actions), _words("file")]
    return "".join(chapters)


def keys_table(actions: Actions) -> str:
    """All shortcuts as a table, menu by menu, read from the commands themselves."""
    rows: list[str] = []
    for name, menu in actions.menus.items():
        found = (command for command in actions.commands if command.menu == name)
        of_menu = [
            _row(plain(each.title), keys) for each in found if (keys := _keys(each.action.shortcuts()))
        ]
        if of_menu:
            title = escape(plain(menu.title()))
            rows += [f"<tr><td colspan='2' class='menu'>{title}</td></tr>", *of_menu]
    head = escape(_("All keys"))
    return f"<h2><a name='keys'></a>{head}</h2><table width='100%' cellpadding='2'>{''.join(rows)}</table>"


def style_for(theme: Theme) -> str:
    """The help's style sheet in a theme's colours, as large as text is now."""
    ink, soft, faint = (theme.color(token).name() for token in ("ink", "ink-2", "ink-3"))
    accent, ground = theme.color("accent").name(), theme.color("bg").name()
    return (
        f"body, p, li, td {{ color: {ink}; font-size: {sizes.px(13)}px; }}"
        f"h1 {{ color: {ink}; font-size: {sizes.px(19)}px; font-weight: 600; margin-bottom: 8px; }}"
        f"h2 {{ color: {ink}; font-size: {sizes.px(15)}px; font-weight: 600; margin-top: 20px; }}"
        f"p, li {{ margin-top: 4px; margin-bottom: 8px; line-height: 135%; }}"
        f"code {{ background: {ground}; font-family: Inter; }}"
        f"a {{ color: {accent}; text-decoration: none; }}"
        f"td.menu {{ color: {faint}; font-weight: 600; font-size: {sizes.px(11)}px; padding-top: 10px; }}"
        f"td.keys, td.soft {{ color: {soft}; }}"
    )


def _words(name: str) -> str:
    path = _FOLDER / f"{name}.md"
    if not path.exists():
        return ""
    html = MarkdownIt("commonmark").render(path.read_text(encoding="utf-8"))
    return f"<a name='{name}'></a>{html}"


def _row(what: str, keys: str) -> str:
    return f"<tr><td>{escape(what)}</td><td class='keys'>{escape(keys)}</td></tr>"


def _keys(sequences: list[QKeySequence]) -> str:
    """The first two of them that every keyboard has."""
    usual = (each for each in sequences if not each.isEmpty() and each[0].key() < _RARE)  # type: ignore[index]
    texts = dict.fromkeys(sequence.toString(_NATIVE) for sequence in usual)
    return _(" or ").join(list(texts)[:2])
