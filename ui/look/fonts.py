"""The bundled fonts: Inter for all text, and fonts of other scripts that are read when a text needs them."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from okrdesk.paths import RESOURCES
from ui.look import sizes

FAMILY = "Inter"
BASE_SIZE = 13
FINE = 2
WEIGHTS = {
    400: QFont.Weight.Normal,
    500: QFont.Weight.Medium,
    600: QFont.Weight.DemiBold,
    700: QFont.Weight.Bold,
}
_FOLDER = RESOURCES / "fonts"


@cache
def load() -> None:
    """Register Inter with Qt. Once for each process; needs a QGuiApplication.

    Raises FileNotFoundError when the files are not where they belong: text would turn into boxes.
    """
    for path in sorted(_FOLDER.glob("Inter-*.ttf")):
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)
    if FAMILY not in QFontDatabase.families():
        raise FileNotFoundError(_FOLDER / "Inter-Regular.ttf")


@cache
def load_other_scripts() -> None:
    """Register the fonts for what Inter lacks: Arabic, Hindi, Chinese, emoji and others."""
    load()
    for path in sorted(_FOLDER.glob("Noto*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


@cache
def font(size: int, weight: int = 400) -> QFont:
    """Inter at `size` pixels, `weight` 400, 500, 600 or 700. Do not alter it: copy first.

    Without hinting, so that widths grow in step with zoom and scale.
    """
    load()
    made = QFont(FAMILY)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setPixelSize(size)
    made.setWeight(WEIGHTS[weight])
    return made


def fine(size: float, weight: int = 400) -> QFont:
    """Inter at FINE times `size`, for painters that are scaled down by as much.

    Qt's pixel sizes are whole numbers; this way there are halves, and 13.5 is neither 13 nor 14.
    """
    return font(round(size * FINE), weight)


def base_font() -> QFont:
    """The font of all widgets, as large as the settings say."""
    return font(sizes.px(BASE_SIZE))


class QtMeasure:
    """Widths of text by Qt's own metrics, from the advances of single characters, which are kept.

    Kerning only makes Inter's text narrower, so that what fits by this count fits when it is drawn. Text with
    characters that Inter lacks is shaped by Qt each time.
    """

    def __init__(self) -> None:
        self._tables: dict[tuple[float, int], dict[str, float]] = {}
        self._metrics: dict[tuple[float, int], QFontMetricsF] = {}

    def width(self, text: str, size: float, weight: int) -> float:
        """The advance of one line of text in pixels."""
        key = (size, weight)
        table = self._tables.get(key)
        if table is None:
            table = self._tables[key] = {}
            self._metrics[key] = QFontMetricsF(fine(size, weight))
        try:
            return sum(map(table.__getitem__, text))
        except KeyError:
            return self._learn(text, table, self._metrics[key])

    def _learn(self, text: str, table: dict[str, float], metrics: QFontMetricsF) -> float:
        strange = False
        for character in set(text).difference(table):
            if metrics.inFontUcs4(ord(character)):
                table[character] = metrics.horizontalAdvance(character) / FINE
            else:
                strange = True
        if strange:
            load_other_scripts()
            return metrics.horizontalAdvance(text) / FINE
        return sum(map(table.__getitem__, text))
