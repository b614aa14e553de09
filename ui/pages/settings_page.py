"""The settings: how the window looks and moves, and who sits here. Everything applies at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from okrdesk.i18n import _
from ui.look import sizes
from ui.pages.page import Page, label
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.workplace import Workplace


class SettingsPage(Page):
    """Each setting with a word on what it does."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(_("Settings"), _("For you on this computer. All of it applies at once."))
        self._place = place
        settings = place.settings
        themes = (("system", _("Follow the system")), ("light", _("Light")), ("dark", _("Dark")))
        self.theme = Segments(_("Colours"), themes, settings.theme)
        self.theme.chosen.connect(place.window.choose_theme)
        place.window.theme_chosen.connect(self.theme.show_value)
        self._add(_("Colours"), self.theme)
        percents = [(percent, f"{percent}%") for percent in sizes.TEXT_SIZES]
        self.text_size = Segments(_("Text size"), percents, settings.text_size)
        self.text_size.chosen.connect(place.choose_text_size)
        place.window.theme_changed.connect(self._show_text_size)
        self.projector = QPushButton(_("For the projector"))
        self.projector.clicked.connect(self._for_projector)
        size = QHBoxLayout()
        size.addWidget(self.text_size)
        size.addStretch(1)
        size.addWidget(self.projector)
        self._add(_("Text size"), size)
        ways = ((False, _("As the system")), (True, _("Reduced")))
        self.motion = Segments(_("Motion"), ways, settings.reduced_motion)
        self.motion.chosen.connect(place.window.reduce_motion)
        self._add(_("Motion"), self.motion, _("Reduced: cards are at their place at once."))
        self._add_person()
        self._add(_("Language"), label(_("English")))
        self.hints = QPushButton(_("Show the first hints again"))
        self.hints.clicked.connect(place.hints.bring_back)
        self._add(_("Hints"), _left(self.hints))
        self.column.addStretch(1)
        self.setFocusProxy(self.theme)

    def _add_person(self) -> None:
        from okrdesk import profile
        from ui.process.person import user_name

        known = profile.load()
        self.name = QLineEdit(known.name if known else user_name())
        self.name.setAccessibleName(_("Your name"))
        self.initials = QLineEdit(known.initials if known else profile.initials_of(self.name.text()))
        self.initials.setAccessibleName(_("Your initials"))
        self.initials.setMaxLength(3)
        row = QHBoxLayout()
        row.addWidget(self.name, 3)
        row.addWidget(self.initials, 1)
        self._add(_("Your name and initials"), row, _("Every change is recorded with who made it."))
        self.name.textEdited.connect(self._suggest)
        for field in (self.name, self.initials):
            field.editingFinished.connect(self._keep_person)

    def _suggest(self, name: str) -> None:
        from okrdesk.profile import initials_of

        self.initials.setText(initials_of(name))

    def _keep_person(self) -> None:
        from okrdesk import profile

        known = profile.load()
        name, initials = self.name.text().strip(), self.initials.text().strip()
        if name and (known is None or (known.name, known.initials) != (name, initials)):
            self._place.met(name, initials)

    def _show_text_size(self) -> None:
        self.text_size.show_value(self._place.settings.text_size)

    def _for_projector(self) -> None:
        self.text_size.button(sizes.PROJECTOR).setChecked(True)

    def _add(self, title: str, control: QWidget | QHBoxLayout, note: str = "") -> None:
        self.column.addSpacing(10)
        self.column.addWidget(label(title, "strong"))
        if isinstance(control, QWidget):
            flags = Qt.AlignmentFlag.AlignLeft
            self.column.addWidget(control, 0, flags if isinstance(control, Segments) else Qt.AlignmentFlag(0))
        else:
            self.column.addLayout(control)
        if note:
            self.column.addWidget(label(note, "soft"))


def _left(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row
