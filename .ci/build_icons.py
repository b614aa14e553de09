"""Makes the files in resources/icons: line icons from Tabler's npm package, and the app's own icon.

    .venv/bin/python .ci/build_icons.py

The result is committed, so only a new icon calls for this. The line icons draw in currentColor, which
the app replaces by a colour of the theme.
"""

import os
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "resources" / "icons"
TABLER = "@tabler/icons@3.51.0"

ICONS = {  # our name: Tabler's
    # the rooms
    "board": "layout-kanban",
    "outline": "list-tree",
    "review": "eye-check",
    "setup": "adjustments-horizontal",
    # what people do
    "undo": "arrow-back-up",
    "redo": "arrow-forward-up",
    "fit": "maximize",
    "plus": "plus",
    "search": "search",
    "filter": "filter",
    "export": "download",
    "import": "upload",
    "file": "file",
    "folder-open": "folder-open",
    "settings": "settings",
    "copy": "copy",
    "trash": "trash",
    # what they see
    "target": "target",
    "link": "link",
    "check": "check",
    "user": "user",
    "users": "users",
    "history": "history",
    "x": "x",
    "dots": "dots",
    "chevron-down": "chevron-down",
    "chevron-right": "chevron-right",
    "chevron-up": "chevron-up",
}

BLUE = "#2F5FE0"
SIZE = 256
CAPITALS = 88  # their height


def tidy(svg: str) -> str:
    """Tabler's drawing without its class name and its invisible frame, a tag a line."""
    svg = re.sub(r'\s*class="[^"]*"', "", svg)
    svg = re.sub(r'\s*<path stroke="none" d="M0 0h24v24H0z" fill="none" ?/>', "", svg)
    svg = re.sub(r"\s+", " ", svg).replace(" />", "/>").replace(" >", ">")
    return svg.replace("> <", ">\n<").strip() + "\n"


def build_line_icons() -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", TABLER], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (package,) = Path(folder).glob("*.tgz")
        with tarfile.open(package) as archive:
            archive.extractall(folder, filter="data")
        source = Path(folder) / "package"
        for name, original in ICONS.items():
            svg = (source / "icons" / "outline" / f"{original}.svg").read_text("utf-8")
            (HERE / f"{name}.svg").write_text(tidy(svg), "utf-8")
        (HERE / "LICENSE-Tabler.txt").write_text((source / "LICENSE").read_text("utf-8"), "utf-8")


def build_app_icon() -> None:
    """OK in white on blue; the letters are outlines, so that no font is needed to show them."""
    font = TTFont(ROOT / "resources" / "fonts" / "Inter-Bold.ttf")
    glyphs, names, widths = font.getGlyphSet(), font.getBestCmap(), font["hmtx"].metrics
    letters = [names[ord(letter)] for letter in "OK"]
    scale = CAPITALS / font["OS/2"].sCapHeight
    left = (SIZE - scale * sum(widths[name][0] for name in letters)) / 2
    baseline = (SIZE + scale * font["OS/2"].sCapHeight) / 2
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.1f}".removesuffix(".0"))
    for name in letters:
        glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, left, baseline)))
        left += scale * widths[name][0]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}" '
        f'viewBox="0 0 {SIZE} {SIZE}">\n'
        f'<rect x="8" y="8" width="{SIZE - 16}" height="{SIZE - 16}" rx="60" fill="{BLUE}"/>\n'
        f'<path fill="#FFFFFF" d="{pen.getCommands()}"/>\n'
        "</svg>\n"
    )
    (HERE / "okrdesk.svg").write_text(svg, "utf-8")

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication, QIcon

    application = QGuiApplication([])
    QIcon(str(HERE / "okrdesk.svg")).pixmap(SIZE, SIZE).save(str(HERE / "okrdesk.png"))
    application.quit()


if __name__ == "__main__":
    build_line_icons()
    build_app_icon()
