"""The themes keep their promises: text can be read, and teams told apart, also by colour-blind eyes."""

import json
import math
from itertools import combinations
from pathlib import Path

import pytest

THEMES = Path(__file__).resolve().parent.parent / "resources" / "themes"
GROUNDS = ("bg", "panel", "card")
BADGES = ("accent", "violet", "amber", "green", "red")

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

# Full dichromacy in linear RGB (Machado, Oliveira and Fernandes 2009).
EYES: dict[str, Matrix] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red cones": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green cones": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


def times(matrix: Matrix, v: Triple) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, v, strict=True)) for row in matrix)
    return x, y, z


def linear(colour: str) -> Triple:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    r, g, b = (channel(byte / 255) for byte in bytes.fromhex(colour.removeprefix("#")))
    return r, g, b


def contrast(one: str, other: str) -> float:
    """As WCAG 2 counts it: 1 for the same colour, 21 for black on white."""
    low, high = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other)))
    return (high + 0.05) / (low + 0.05)


def oklab(rgb: Triple) -> Triple:
    """A space in which distance is what the eye sees; the first number is lightness."""
    cones = times(
        (
            (0.4122214708, 0.5363325363, 0.0514459929),
            (0.2119034982, 0.6806995451, 0.1073969566),
            (0.0883024619, 0.2817188376, 0.6299787005),
        ),
        rgb,
    )
    l, m, s = (math.cbrt(cone) for cone in cones)  # noqa: E741
    return times(
        (
            (0.2104542553, 0.7936177850, -0.0040720468),
            (1.9779984951, -2.4285922050, 0.4505937099),
            (0.0259040371, 0.7827717662, -0.8086757660),
        ),
        (l, m, s),
    )


@pytest.fixture(params=["light", "dark"])
def theme(request):
    return json.loads((THEMES / f"{request.param}.json").read_text("utf-8"))


def test_both_themes_have_the_same_tokens():
    light, dark = (json.loads((THEMES / f"{name}.json").read_text("utf-8")) for name in ("light", "dark"))
    assert light.keys() == dark.keys()
    assert len(light["team"]) == len(dark["team"]) == 8


@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read(theme, ground):
    for ink in ("ink", "ink-2", *BADGES):
        assert contrast(theme[ink], theme[ground]) >= 4.5, ink
    assert contrast(theme["ink-3"], theme[ground]) >= 3


@pytest.mark.parametrize("badge", BADGES)
def test_badges_can_be_read(theme, badge):
    for ink in (badge, "ink", "ink-2"):
        assert contrast(theme[ink], theme[f"{badge}-bg"]) >= 4.5, ink


def test_text_on_accent_can_be_read(theme):
    assert contrast(theme["on-accent"], theme["accent"]) >= 4.5


def test_team_names_can_be_read(theme):
    for colour in theme["team"]:
        for ground in GROUNDS:
            assert contrast(colour, theme[ground]) >= 4.5, (colour, ground)


def test_the_company_is_blue_and_no_team_is_louder_than_another(theme):
    assert theme["team"][0] == theme["accent"]
    lightness = [oklab(linear(colour))[0] for colour in theme["team"]]
    assert max(lightness) - min(lightness) < 0.01


@pytest.mark.parametrize("badge", BADGES)
def test_what_the_keys_are_on_and_badges_stand_out_from_their_grounds(theme, badge):
    """Rings round what is focused, selected or found, marks of what is open: WCAG 1.4.11."""
    for ground in (*GROUNDS, *(f"{each}-bg" for each in BADGES)):
        assert contrast(theme[badge], theme[ground]) >= 3, ground


def test_tooltips_can_be_read(theme):
    assert contrast(theme["panel"], theme["ink"]) >= 4.5


def test_hints_on_badge_grounds_can_be_read(theme):
    for badge in BADGES:
        assert contrast(theme["ink-3"], theme[f"{badge}-bg"]) >= 3, badge


@pytest.mark.parametrize(
    ("eyes", "least"), [("all cones", 0.08), ("no red cones", 0.038), ("no green cones", 0.038)]
)
def test_teams_can_be_told_apart(theme, eyes, least):
    # 0.02 is where two patches side by side begin to differ.
    seen = {colour: oklab(times(EYES[eyes], linear(colour))) for colour in theme["team"]}
    for one, other in combinations(seen, 2):
        assert math.dist(seen[one], seen[other]) >= least, (one, other)
