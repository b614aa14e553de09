"""Makes the files in resources/fonts from the packages that hold the original fonts.

    .venv/bin/python .ci/build_fonts.py

The result is committed, so only a change of fonts calls for this. Qt and reportlab both want static
TrueType; reportlab cannot switch OpenType features on, so Inter gets its tabular figures for good.
"""

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).resolve().parent.parent / "resources" / "fonts"

INTER = "fontpkg-inter==4.1.post1"
NOTO = "manimgx-fonts==2026.9.26.post1"
NOTO_CJK = "manimgx-fonts-cjk==2026.9.26.post1"
NOTO_MATH = "@fontsource/noto-sans-math@5.3.0"
NOTO_SYMBOLS_2 = "@fontsource/noto-sans-symbols-2@5.3.0"

WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
# Signs that stand in columns of figures. The space and the comma keep their width: they are in sentences too.
FIGURES = "0123456789+−±×÷=≠≈<>≤≥"
# Positioning and spelling only. No stylistic sets; nor contextual alternates, which paper cannot follow.
INTER_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]

NOTO_FACES = {  # other scripts, signs and emoji; in one weight
    "NotoSansArabic": "NotoSansArabic[wght].ttf",
    "NotoSansHebrew": "NotoSansHebrew[wght].ttf",
    "NotoSansDevanagari": "NotoSansDevanagari[wght].ttf",
    "NotoSansThai": "NotoSansThai[wght].ttf",
    "NotoSansSymbols": "NotoSansSymbols[wght].ttf",
    "NotoEmoji": "NotoEmoji[wght].ttf",
}

# Of two large collections, the blocks that turn up in pasted text (the 1D400s are 𝗯𝗼𝗹𝗱 and 𝘪𝘵𝘢𝘭𝘪𝘤).
MATH_BLOCKS = [(0x2100, 0x214F), (0x2190, 0x22FF), (0x27C0, 0x27FF), (0x1D400, 0x1D7FF)]
SYMBOLS_2_BLOCKS = [(0x2300, 0x27BF), (0x2B00, 0x2BFF)]

# Chinese, Japanese and Korean as people write them: the character sets of the standards before Unicode.
# A codec's two bytes: from the first byte to the last, both ends included.
CJK_SETS = [
    ("gb2312", 0xA1, 0xF7),  # simplified Chinese, both levels; kana; full-width forms
    ("euc_jp", 0xA1, 0xF4),  # Japanese, both levels
    ("big5", 0xA1, 0xC6),  # traditional Chinese, the frequent level
    ("euc_kr", 0xA1, 0xC8),  # Korean, the 2,350 syllables in daily use
]
CJK_REGULAR = {"wght": 400}
BOXES_AND_BARS = range(0x2500, 0x25A0)  # ▓ and ┃: of the fonts here, only this one draws them
CJK_OWN_BLOCKS = [
    (0x20, 0x20),
    (0x2500, 0x259F),
    (0x2E80, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
]


def fetch_from_npm(package: str, folder: Path) -> Path:
    target = folder / package.replace("/", "-")
    target.mkdir()
    subprocess.run(["npm", "pack", "--silent", package], cwd=target, check=True, stdout=subprocess.DEVNULL)
    (archive,) = target.glob("*.tgz")
    with tarfile.open(archive) as content:
        content.extractall(target, filter="data")
    return target


def fetch(requirement: str, folder: Path) -> Path:
    """The unpacked package; pip finds it as it finds all others."""
    target = folder / requirement.partition("==")[0]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(target)]
    subprocess.run([*pip, requirement], check=True)
    (wheel,) = target.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def find(folder: Path, name: str) -> Path:
    return next(path for path in sorted(folder.rglob("*")) if path.name == name)


def open_font(path: Path, number: int = -1) -> TTFont:
    return TTFont(path, fontNumber=number, recalcTimestamp=False)


def cut(font: TTFont, characters: Iterable[int], features: list[str]) -> None:
    options = Options()
    options.layout_features = features
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    options.glyph_names = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def within(blocks: list[tuple[int, int]], characters: Iterable[int]) -> set[int]:
    return {c for c in characters if any(low <= c <= high for low, high in blocks)}


def is_private(character: int) -> bool:
    return 0xE000 <= character <= 0xF8FF or character >= 0xF0000


def rename(font: TTFont, family: str, style: str, weight: int) -> None:
    """Files the face as `style` of `family`; Qt takes its family from the first name record alone."""
    full = f"{family} {style}"
    names = {1: family, 2: style, 3: f"{full} for OKR Desk", 4: full, 6: f"{family}-{style}".replace(" ", "")}
    for number in (*names, 16, 17):
        font["name"].removeNames(nameID=number)
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection &= ~0b1100001  # italic, bold, regular
    font["OS/2"].fsSelection |= {"Bold": 1 << 5, "Regular": 1 << 6}.get(style, 0)
    font["head"].macStyle = int(style == "Bold")


def make_figures_tabular(font: TTFont) -> None:
    substitutes: dict[str, str] = {}
    layout = font["GSUB"].table
    for record in layout.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in layout.LookupList.Lookup[index].SubTable:
                    substitutes |= getattr(table, "ExtSubTable", table).mapping
    for table in font["cmap"].tables:
        for figure in map(ord, FIGURES):
            glyph = table.cmap[figure]
            table.cmap[figure] = substitutes.get(glyph, glyph)  # two tables may share one map


def build_inter(package: Path) -> None:
    for style, weight in WEIGHTS.items():
        font = open_font(find(package, "Inter[opsz,wght].ttf"))
        make_figures_tabular(font)
        instantiateVariableFont(font, {"opsz": 14, "wght": weight}, inplace=True)
        cut(font, [c for c in font.getBestCmap() if not is_private(c)], INTER_FEATURES)
        rename(font, "Inter", style, weight)
        font.save(HERE / f"Inter-{style}.ttf")


def build_noto(package: Path) -> None:
    for name, file in NOTO_FACES.items():
        font = open_font(find(package, file))
        instantiateVariableFont(font, {"wght": 400}, inplace=True)
        cut(font, [c for c in font.getBestCmap() if not is_private(c)], ["*"])
        rename(font, str(font["name"].getBestFamilyName()), "Regular", 400)
        font.save(HERE / f"{name}-Regular.ttf")


def build_blocks(package: Path, file: str, blocks: list[tuple[int, int]], name: str) -> None:
    """Static already, but packed for the web."""
    font = open_font(find(package, file))
    font.flavor = None
    cut(font, within(blocks, font.getBestCmap()), [])
    rename(font, str(font["name"].getBestFamilyName()), "Regular", 400)
    font.save(HERE / f"{name}-Regular.ttf")


def cjk_characters() -> set[int]:
    found: set[int] = set()
    for codec, first, last in CJK_SETS:
        for lead in range(first, last + 1):
            for trail in range(0x40, 0xFF):
                text = bytes((lead, trail)).decode(codec, "ignore")
                if len(text) == 1:
                    found.add(ord(text))
    return within(CJK_OWN_BLOCKS, {*found, ord(" "), *BOXES_AND_BARS})


def build_cjk(package: Path) -> None:
    """One face for the three languages: PostScript outlines of a variable font to static TrueType ones."""
    path = find(package, "NotoSansCJK-VF.otf.ttc")
    source = open_font(path, number=2)  # the simplified Chinese face of the collection
    characters = source.getBestCmap()
    wanted = {c: characters[c] for c in sorted(cjk_characters() & characters.keys())}
    drawings = source.getGlyphSet(location=CJK_REGULAR)

    glyphs, widths = {}, {}
    for name in dict.fromkeys([".notdef", *wanted.values()]):
        pen = TTGlyphPen(None)
        drawings[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
        widths[name] = round(drawings[name].width)

    build = FontBuilder(source["head"].unitsPerEm, isTTF=True)
    build.setupGlyphOrder(list(glyphs))
    build.setupCharacterMap(wanted)
    build.setupGlyf(glyphs)
    table = build.font["glyf"]
    build.setupHorizontalMetrics({name: (width, table[name].xMin) for name, width in widths.items()})
    build.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
    system = source["OS/2"]
    build.setupOS2(
        sTypoAscender=system.sTypoAscender,
        sTypoDescender=system.sTypoDescender,
        usWinAscent=system.usWinAscent,
        usWinDescent=system.usWinDescent,
    )
    build.setupNameTable({})
    for number in (0, 5, 13, 14):
        build.font["name"].setName(source["name"].getDebugName(number), number, 3, 1, 0x409)
    build.setupPost(keepGlyphNames=False)
    build.font["head"].created = build.font["head"].modified = source["head"].modified
    build.font["head"].fontRevision = source["head"].fontRevision
    build.font.recalcTimestamp = False
    rename(build.font, "Noto Sans CJK SC", "Regular", 400)
    build.save(HERE / "NotoSansCJK-Regular.ttf")


def write_licence(package: Path) -> None:
    """Whose work each file is, then the one licence that all of them are under."""
    text = find(package, "LICENSE").read_text("utf-8")
    notices = [
        f"{path.name}: {open_font(path)['name'].getDebugName(0)}" for path in sorted(HERE.glob("*.ttf"))
    ]
    heading = "These fonts were cut and made static for OKR Desk by .ci/build_fonts.py."
    body = text[text.index("-----") :]
    (HERE / "OFL.txt").write_text("\n".join([heading, "", *notices, "", body]), "utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        inter, noto, cjk = (fetch(name, Path(folder)) for name in (INTER, NOTO, NOTO_CJK))
        math, symbols = (fetch_from_npm(name, Path(folder)) for name in (NOTO_MATH, NOTO_SYMBOLS_2))
        build_inter(inter)
        build_noto(noto)
        build_blocks(math, "noto-sans-math-latin-400-normal.woff", MATH_BLOCKS, "NotoSansMath")
        file = "noto-sans-symbols-2-symbols-400-normal.woff"
        build_blocks(symbols, file, SYMBOLS_2_BLOCKS, "NotoSansSymbols2")
        build_cjk(cjk)
        write_licence(inter)
    for path in sorted(HERE.glob("*.ttf")):
        print(f"{path.name:32} {path.stat().st_size / 1000:8,.0f} kB")


if __name__ == "__main__":
    main()
