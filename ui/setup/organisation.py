"""Whose plan it is: name, purpose, logo, and how it writes numbers and days."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from PySide6.QtCore import QLocale

from okrdesk.i18n import _
from okrdesk.numbers import CODES
from okrdesk.workshop import Workshop
from ui.look.theme import Theme
from ui.setup.logo import LogoField
from ui.setup.ones import ORGANISATION, OneChoice, OneLine, OneText
from ui.setup.section import SetupSection

LANGUAGES = (
    "ar bg cs da de el en es et fi fr he hi hr hu id it ja ko lt lv nl no pl pt ro ru sk sl sr sv th "
    "tr uk vi zh"
).split()
NUMBER_FORMATS = ("1,234.5", "1.234,5", "1 234,5", "1’234.5", "1234.5", "1234,5")
PAGE_SIZES = {"A4": "A4 (210 × 297 mm)", "Letter": "Letter (8½ × 11 in)"}


@cache
def language_names() -> dict[str, str]:
    """Languages by code, in order of their names."""
    names = {code: QLocale.languageToString(QLocale(code).language()) for code in LANGUAGES}
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


@cache
def zone_names() -> dict[str, str]:
    """Time zones by IANA name, called by their city, in order of that."""
    zones = {}
    for zone in available_timezones():
        region, _slash, city = zone.replace("_", " ").partition("/")
        if city and region not in ("Etc", "SystemV", "US", "Brazil", "Canada", "Chile", "Mexico"):
            place, _slash, last = city.rpartition("/")
            zones[zone] = " · ".join(filter(None, (last, place, region)))
    return {"UTC": "UTC", **dict(sorted(zones.items(), key=lambda pair: pair[1]))}


@cache
def currency_names() -> dict[str, str]:
    """Currencies by ISO code."""
    return {code.upper(): code.upper() for code in sorted(CODES)}


def _languages(workshop: Workshop) -> dict[str, str]:
    return _with(language_names(), workshop.organisation.language)


def _zones(workshop: Workshop) -> dict[str, str]:
    return _with(zone_names(), workshop.organisation.time_zone)


def _currencies(workshop: Workshop) -> dict[str, str]:
    return _with(currency_names(), workshop.organisation.currency)


def _number_formats(workshop: Workshop) -> dict[str, str]:
    return _with({sample: sample for sample in NUMBER_FORMATS}, workshop.organisation.number_format)


def _with(names: dict[str, str], held: str) -> dict[str, str]:
    """`names`, and what a file of another origin holds, if it is none of them."""
    return names if held in names else {**names, held: held}


class OrganisationSection(SetupSection):
    """The organisation."""

    key = "organisation"
    title = _("Organisation")
    lead = _("Whose plan this is, and how you write. What you hand out carries this name.")

    def build(self) -> None:
        """Who, and how they write."""
        bench = self.bench
        self.name = OneLine(ORGANISATION, bench, "name", _("Name"), hint=_("What do people call you?"))
        hint = _("What are you there for, in a sentence that a newcomer understands?")
        self.purpose = OneText(ORGANISATION, bench, "purpose", _("Purpose"), hint=hint, many_lines=True)
        self.logo = LogoField(bench)
        self.sheet("", self.name, self.purpose, self.logo)
        ways = self.sheet(_("How you write"))
        self.language = OneChoice(ORGANISATION, bench, "language", _("Language"), _languages)
        note = _("The language you write your plan in. OKR Desk itself speaks English.")
        self.put(ways, self.language, note)
        self.zone = OneChoice(ORGANISATION, bench, "time_zone", _("Time zone"), _zones)
        self.numbers = OneChoice(ORGANISATION, bench, "number_format", _("Numbers"), _number_formats)
        self.currency = OneChoice(ORGANISATION, bench, "currency", _("Currency"), _currencies)
        self.paper = OneChoice(ORGANISATION, bench, "page_size", _("Paper"), PAGE_SIZES)
        for field in (self.zone, self.numbers, self.currency, self.paper):
            self.put(ways, field)
        self.end()

    def set_theme(self, theme: Theme) -> None:
        """The logo lies on paper."""
        self.logo.set_theme(theme)
