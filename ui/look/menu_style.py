"""Menus whose entries can all be reached, also those that make no sense now: they can say why."""

from __future__ import annotations

from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from ui.process.errors import guarded


class MenuStyle(QProxyStyle):
    """As Qt's Fusion, but that arrow keys and the pointer stop at disabled entries, too."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    @guarded(default=0)
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_Menu_AllowActiveAndDisabled:
            return 1
        return super().styleHint(hint, option, widget, returnData)
