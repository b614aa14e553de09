"""The questions of the verdicts by their short names, in their order."""

from okrdesk.i18n import _
from okrdesk.review.records import VerdictQuestion

SHORT: dict[VerdictQuestion, str] = {
    "story": _("The story holds"),
    "sceptic": _("Convinces a sceptic"),
    "moves_us": _("Moves the company"),
    "hit_unchanged": _("All hit, nothing changed"),
    "reached_without": _("Reached without these"),
}
