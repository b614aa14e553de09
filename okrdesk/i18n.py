"""The one door through which every visible string goes, so that a translation needs no code."""

from __future__ import annotations

import gettext

from okrdesk.paths import RESOURCES

_translations = gettext.translation("okrdesk", RESOURCES / "translations", fallback=True)
_ = _translations.gettext
ngettext = _translations.ngettext
