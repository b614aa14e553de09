"""What must hold after every change: values fit, references lead somewhere, links run in no circle."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Mapping
from decimal import Decimal

from okrdesk.cards import (
    KIND,
    KINDS,
    UPWARD,
    Condition,
    Cycle,
    FieldInfo,
    KeyResult,
    Link,
    Organisation,
    Record,
    Settings,
    Team,
    fields_of,
    values_of,
)
from okrdesk.i18n import _
from okrdesk.review.records import Said
from okrdesk.review.saying import is_bound
from okrdesk.workshop import INDEXED, Touched, Workshop

LARGEST_LOGO = 256 * 1024  # bytes of the picture
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # how PNG and JPEG begin


def fault(workshop: Workshop, touched: Touched) -> str | None:
    """The first thing that `touched` broke in `workshop`, as a sentence; None when all is well."""
    for id_ in sorted(touched.added | touched.altered):
        if problem := _record_fault(workshop, workshop[id_]):
            return problem
    return _dangling(workshop, touched.removed)


def _record_fault(workshop: Workshop, record: Record) -> str | None:
    for info, value in zip(fields_of(type(record)).values(), values_of(record), strict=True):
        if value is None:
            if not info.optional:
                return _("{name} of {card} must not be empty.").format(
                    name=info.name, card=name(workshop, record)
                )
            continue
        good = type(value) is info.type and (not info.choices or value in info.choices)
        if not good or (info.type is Decimal and not value.is_finite()):
            return _("{name} of {card} cannot be {value!r:.60}.").format(
                name=info.name, card=name(workshop, record), value=value
            )
        named = info.ref and (value or info.required)
        if named and (problem := _reference_fault(workshop, record, info)):
            return problem
    return _shape_fault(workshop, record)


def _reference_fault(workshop: Workshop, record: Record, info: FieldInfo) -> str | None:
    value = getattr(record, info.name)
    for id_ in value if isinstance(value, tuple) else (value,):
        if not isinstance(workshop.get(id_), tuple(KIND[k] for k in info.ref)):
            return _("{name} of {card} leads to a card that is not there.").format(
                name=info.name, card=name(workshop, record)
            )
    return None


def _shape_fault(workshop: Workshop, record: Record) -> str | None:
    if isinstance(record, (Organisation, Cycle, Settings)) and workshop.count(type(record)) > 1:
        return _("A workshop has one organisation, one cycle and one set of settings.")
    if isinstance(record, Organisation) and record.logo:
        return logo_fault(record.logo)
    if isinstance(record, Settings):
        return _settings_fault(record)
    if isinstance(record, Cycle) and not 1 <= record.weeks <= 53:
        return _("A cycle has 1 to 53 weeks.")
    if isinstance(record, Team):
        return _team_fault(workshop, record)
    if isinstance(record, Link):
        return _link_fault(workshop, record)
    if isinstance(record, (KeyResult, Condition)):
        return _place_fault(workshop, record)
    if isinstance(record, Said) and not is_bound(record):
        return _("What somebody said must keep the id that is bound to their key.")
    return None


def _place_fault(workshop: Workshop, part: KeyResult | Condition) -> str | None:
    """What is wrong with a part's links: they moved with it or its unit changed, and may not fit any more."""
    for link in (*workshop.links_from(part.id), *workshop.links_to(part.id)):
        if problem := _unit_fault(workshop, link) or _path_fault(workshop, link):
            return problem
    return None


def logo_fault(logo: str) -> str | None:
    """Why a text is no logo that a workshop can hold, as a sentence: a PNG or JPEG in base64."""
    if len(logo) > LARGEST_LOGO * 4 // 3 + 4:
        return _("The logo is larger than {n} KB. Choose a smaller picture.").format(n=LARGEST_LOGO // 1024)
    try:
        picture = b64decode(logo, validate=True)
    except ValueError:
        picture = b""
    if len(picture) > LARGEST_LOGO:
        return _("The logo is larger than {n} KB. Choose a smaller picture.").format(n=LARGEST_LOGO // 1024)
    if not picture.startswith(_PICTURES):
        return _("The logo has to be a PNG or JPEG picture.")
    return None


def _settings_fault(settings: Settings) -> str | None:
    limits = (
        settings.company_objectives_at_most,
        settings.team_objectives_at_most,
        settings.key_results_at_most,
    )
    return None if all(1 <= n <= 99 for n in limits) else _("A limit is a number from 1 to 99.")


def _team_fault(workshop: Workshop, team: Team) -> str | None:
    if not team.parent and len(workshop.by(Team, "parent", "")) > 1:
        return _("Every team but the company belongs under another team.")
    seen, at = {team.id}, workshop.find(Team, team.parent)
    while at:
        if at.id in seen:
            return _("{team} cannot be below itself.").format(team=team.name)
        seen.add(at.id)
        at = workshop.find(Team, at.parent)
    return None


def _link_fault(workshop: Workshop, link: Link) -> str | None:
    source, target = workshop[link.source], workshop[link.target]
    if problem := _unit_fault(workshop, link):
        return problem
    for other in workshop.links_from(link.source):
        if other.id != link.id and (other.target, other.kind) == (link.target, link.kind):
            return _("{a} is already linked to {b} that way.").format(
                a=name(workshop, source), b=name(workshop, target)
            )
    return _path_fault(workshop, link)


def _unit_fault(workshop: Workshop, link: Link) -> str | None:
    source, target = workshop[link.source], workshop[link.target]
    if link.kind != "sums_into":
        return None
    if isinstance(source, KeyResult) and isinstance(target, KeyResult) and source.unit == target.unit:
        return None
    return _("Only key results with the same unit add up; link these as “enables”.")


def _path_fault(workshop: Workshop, link: Link) -> str | None:
    if card_of(workshop, link.source) == card_of(workshop, link.target):
        return _("A card cannot be linked to itself.")
    if link.kind in UPWARD and closes_circle(workshop, link.source, link.target, ignore=link.id):
        return _("Linking {a} to {b} would close a circle.").format(
            a=name(workshop, workshop[link.source]), b=name(workshop, workshop[link.target])
        )
    return None


def card_of(workshop: Workshop, id_: str) -> str:
    """The id of the card that shows this record: a key result's objective, a condition's parent."""
    record = workshop.get(id_)
    if isinstance(record, KeyResult):
        return record.objective
    if isinstance(record, Condition):
        return record.parent
    return id_


def above(workshop: Workshop, card_id: str, *, ignore: str = "") -> Iterable[str]:
    """The cards that this card feeds directly by links upward (its own or its key results')."""
    for part in (card_id, *(kr.id for kr in workshop.key_results(card_id))):
        for link in workshop.links_from(part):
            if link.kind in UPWARD and link.id != ignore:
                yield card_of(workshop, link.target)


def closes_circle(workshop: Workshop, source: str, target: str, *, ignore: str = "") -> bool:
    """Whether a link upward from `source` to `target` would close a circle (link `ignore` left out)."""
    start, seen, to_do = card_of(workshop, source), set(), [card_of(workshop, target)]
    while to_do:
        card = to_do.pop()
        if card == start:
            return True
        if card not in seen:
            seen.add(card)
            to_do.extend(above(workshop, card, ignore=ignore))
    return False


def _dangling(workshop: Workshop, removed: Mapping[str, Record]) -> str | None:
    for id_, gone in removed.items():
        for kind in KINDS:
            for info in fields_of(kind).values():
                if type(gone).__name__ in info.ref and (left := _referring(workshop, kind, info, id_)):
                    return _("{card} still needs {gone}.").format(
                        card=name(workshop, left), gone=name(workshop, gone)
                    )
    return None


def _referring(workshop: Workshop, kind: type[Record], info: FieldInfo, id_: str) -> Record | None:
    """A record of `kind` whose field refers to `id_`, if there is one."""
    if info.name in INDEXED.get(kind, ()):
        return next(iter(workshop.by(kind, info.name, id_)), None)
    for record in workshop.all(kind):
        value = getattr(record, info.name)
        if id_ == value or (isinstance(value, tuple) and id_ in value):
            return record
    return None


def name(workshop: Workshop, record: Record) -> str:
    """What to call a record in a sentence: its short name, else its words."""
    if isinstance(record, Link):
        ends = (workshop.get(record.source), workshop.get(record.target))
        return " → ".join(name(workshop, end) if end else "?" for end in ends)
    for attribute in ("code", "name", "title", "text"):
        if words := getattr(record, attribute, ""):
            return words if len(words) <= 60 else words[:59] + "…"
    return type(record).__name__
