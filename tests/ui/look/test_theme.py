"""Themes, fonts, icons: every token is there, text is Inter, and the same words have the same width twice."""

import json

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from okrdesk.card_shape import TITLE_SIZE, TITLE_WEIGHT
from okrdesk.paths import RESOURCES
from ui.look import fonts, icons
from ui.look.style import window_style
from ui.look.theme import Theme

NAMES = ("light", "dark")


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_has_every_token_of_its_file(name):
    theme = Theme.load(name)
    raw = json.loads((RESOURCES / "themes" / f"{name}.json").read_text(encoding="utf-8"))
    teams = raw.pop("team")
    assert {token: theme.color(token).name().upper() for token in raw} == raw
    assert [theme.team(n).name().upper() for n in range(len(teams) + 1)] == [*teams, teams[0]]


@pytest.mark.parametrize("name", NAMES)
def test_applying_a_theme_dresses_the_widgets(qtbot, qapp, name):
    theme = Theme.load(name)
    before = qapp.palette(), qapp.styleSheet(), qapp.font()
    theme.apply(qapp)
    label = QLabel("text")
    qtbot.addWidget(label)
    try:
        assert label.palette().color(QPalette.ColorRole.WindowText) == theme.color("ink")
        assert label.palette().color(QPalette.ColorRole.Window) == theme.color("panel")
        assert QFontInfo(label.font()).family() == "Inter"
        assert QFontInfo(label.font()).pixelSize() == 13
        assert "$" not in theme.style_sheet()
    finally:
        qapp.setPalette(before[0])
        qapp.setStyleSheet(before[1])
        qapp.setFont(before[2])


def test_boxes_of_the_systems_dialogs_keep_their_arrows(qtbot, qapp):
    """A style sheet for QComboBox would take the arrow off each; ours paint their own (`Choice`)."""
    window, theme = QWidget(), Theme.load("dark")
    qtbot.addWidget(window)
    box = QComboBox(window)
    before = qapp.palette(), qapp.styleSheet(), qapp.font()
    theme.apply(qapp)
    window.setStyleSheet(window_style(theme))
    try:
        window.show()
        image = box.grab().toImage()
        middle, end = image.height() // 2, image.width()
        colors = (
            image.pixelColor(x, y) for x in range(end - 20, end - 5) for y in range(middle - 4, middle + 4)
        )
        assert max(color.lightness() for color in colors) > 150
    finally:
        qapp.setPalette(before[0])
        qapp.setStyleSheet(before[1])
        qapp.setFont(before[2])


def test_both_themes_name_the_same_tokens():
    light, dark = (json.loads((RESOURCES / "themes" / f"{n}.json").read_text()) for n in NAMES)
    assert light.keys() == dark.keys()


def test_digits_are_of_one_width_so_that_numbers_line_up(qapp):
    measure = fonts.QtMeasure()
    assert measure.width("1111", 12.5, 600) == measure.width("8888", 12.5, 600)


def test_the_measure_is_what_qt_draws_but_for_kerning(qapp):
    measure = fonts.QtMeasure()
    text = "Riders get a bike that is ready when they are"
    drawn = QFontMetricsF(fonts.fine(TITLE_SIZE, TITLE_WEIGHT)).horizontalAdvance(text) / fonts.FINE
    assert drawn <= measure.width(text, TITLE_SIZE, TITLE_WEIGHT) <= drawn * 1.03
    assert measure.width("", TITLE_SIZE, TITLE_WEIGHT) == 0


def test_text_of_other_scripts_is_measured_whole(qapp):
    measure = fonts.QtMeasure()
    assert measure.width("مرحبا", 13, 400) > 0
    assert measure.width("漢字 and more", 13, 400) > measure.width(" and more", 13, 400)


@pytest.mark.parametrize("path", sorted((RESOURCES / "icons").glob("*.svg")), ids=lambda p: p.stem)
def test_an_icon_takes_the_colour_of_its_token(qapp, path):
    theme = Theme.load("light")
    image = icons.pixmap(path.stem, theme.color("accent"), 24, 2.0).toImage()
    assert (image.width(), image.devicePixelRatio()) == (48, 2.0)
    solid = {
        image.pixelColor(x, y).name()
        for x in range(48)
        for y in range(48)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid
    if path.stem != "okrdesk":
        assert solid == {theme.color("accent").name()}


def test_an_icon_fades_when_it_is_disabled(qapp):
    theme = Theme.load("light")
    icon = icons.icon("plus", theme)
    mode = type(icon).Mode
    normal, faded = (icon.pixmap(20, m).toImage().pixelColor(10, 10) for m in (mode.Normal, mode.Disabled))
    assert normal.lightness() < faded.lightness()


def test_an_icon_without_a_file_is_an_error(qapp):
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", Theme.load("light").color("ink"))
