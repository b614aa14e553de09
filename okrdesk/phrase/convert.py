"""Units of one kind: "from 4h to 90 min" starts at 240 minutes. Only what is exact is converted."""

from __future__ import annotations

from decimal import Decimal

# How many of the first unit of its kind each is. A month has no fixed number of days.
_KINDS: tuple[dict[str, int], ...] = (
    {
        "ms": 1, "millisecond": 1, "s": 1_000, "sec": 1_000, "second": 1_000, "min": 60_000, "minute": 60_000,
        "h": 3_600_000, "hr": 3_600_000, "hour": 3_600_000, "d": 86_400_000, "day": 86_400_000,
        "wk": 604_800_000, "week": 604_800_000,
    },
    {"month": 1, "quarter": 3, "yr": 12, "year": 12},
    {"mg": 1, "g": 1_000, "kg": 1_000_000, "t": 1_000_000_000, "tonne": 1_000_000_000},
    {"ml": 1, "l": 1_000},
    {"KB": 1, "MB": 1_000, "GB": 1_000_000, "TB": 1_000_000_000},
    {"kWh": 1, "MWh": 1_000, "GWh": 1_000_000},
)  # fmt: skip
_MOST_DECIMALS = 3


def converted(number: Decimal, unit: str, wanted: str) -> Decimal | None:
    """The number in the wanted unit; None where the two are not of one kind, or the result is not short."""
    for kind in _KINDS:
        one, other = _size(kind, unit), _size(kind, wanted)
        if one and other:
            result = number * one / other
            short = result == round(result, _MOST_DECIMALS)
            return round(result, _MOST_DECIMALS).normalize() + 0 if short else None
    return None


def _size(kind: dict[str, int], unit: str) -> int:
    return kind.get(unit) or kind.get(unit.removesuffix("s"), 0)
