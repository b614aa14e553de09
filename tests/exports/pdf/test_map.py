"""The alignment map: every card once, none cut, nothing too small to read."""

from itertools import pairwise
from unittest.mock import Mock

import pytest
from pypdfium2 import raw
from reportlab.pdfbase.pdfdoc import PDFDocument

from exports.job import Job
from exports.pdf.map_pages import MapPages
from exports.pdf.map_ways import Ways
from exports.pdf.tiles import FLAT_FOOT, SEVERAL, deal, flatten, whole
from exports.pdf.typeset import Typesetter
from okrdesk.cards import Condition, Objective, Pillar
from okrdesk.layout import place
from tests.exports.pdf.making import deep, one_objective, sample_plan
from tests.exports.pdf.reading import export, page_texts
from tests.factory import sample_workshop


@pytest.fixture(scope="module")
def measure():
    document = PDFDocument()
    yield Typesetter(document, ())
    assert document


WIDE, HIGH = 758 / SEVERAL, 425 / SEVERAL
PLANS = {
    "sample": sample_plan,
    "60": lambda: sample_workshop(objectives=60, key_results=60),
    "deep": lambda: deep(9),
}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_every_card_stands_once_and_whole_on_a_page(measure, plan):
    workshop = plan()
    placement = place(workshop, measure)
    flatten(placement, FLAT_FOOT)
    tiles = deal(placement, WIDE, HIGH)
    ids = [card.id for tile in tiles for card in tile.cards]
    active = {o.id for o in workshop.all(Objective) if not o.parked}
    shown = {p.id for p in workshop.pillars()} | active
    assert sorted(ids) == sorted(shown | {c.id for c in workshop.all(Condition) if c.parent in shown})
    for tile in tiles:
        assert tile.cards or tile.headers
        assert tile.w <= WIDE
        for card in tile.cards:
            assert card.x >= 0
            assert card.x + card.w <= tile.w
            assert card.y >= 0
            assert card.y + card.h <= tile.h
        boxes = sorted(tile.cards, key=lambda c: (c.x // 300, c.y))
        for one, other in pairwise(boxes):
            if abs(one.x - other.x) < 30:
                assert one.y + one.h <= other.y, "two cards lie on one another"


def test_links_run_between_cards_not_over_them(measure):
    placement = place(sample_plan(), measure)
    tile = whole(placement)
    ways = Ways(tile)
    first = next(c for c in tile.cards if c.kind == "pillar")
    for card in (c for c in tile.cards if c.kind == "objective"):
        points = ways.way(card, first)
        assert len(points) % 2 == 0
        for (x0, y0), (x1, y1) in zip(points[1:-1:2], points[2:-1:2], strict=True):
            assert y0 == y1
            crossed = [c for c in tile.cards if c.x < x1 and c.x + c.w > x0 and c.y < y0 < c.y + c.h]
            assert not crossed


def test_a_small_board_fits_one_page_with_its_key_results(tmp_path):
    document, _report = export(one_objective(), tmp_path)
    (page,) = [text for text in page_texts(document) if "Alignment map" in text]
    assert "Loaves a day" in page


def test_a_large_board_takes_several_pages_that_name_each_other(tmp_path):
    plan = sample_workshop(objectives=60, key_results=60)
    document, _report = export(plan, tmp_path)
    pages = {n: text for n, text in enumerate(page_texts(document), 1) if "Alignment map · " in text}
    assert len(pages) >= 2
    assert any(f"p. {n}" in text for n in pages for text in pages.values())
    joined = " ".join(pages.values())
    for objective in plan.all(Objective):
        if not objective.parked:
            assert objective.code in joined


def test_text_on_the_map_is_never_smaller_than_five_and_a_half_points(tmp_path):
    for name, plan in PLANS.items():
        folder = tmp_path / name
        folder.mkdir()
        document, _report = export(plan(), folder)
        for page in (p for p in document if p.get_width() > p.get_height()):
            text = page.get_textpage()
            sizes = [raw.FPDFText_GetFontSize(text, n) for n in range(text.count_chars())]
            assert min(size for size in sizes if size > 1) >= 5.5  # spaces that pdfium adds have size 1


def test_no_map_where_there_is_no_card():
    paper = Mock(width=0, height=0)

    class NoPlan:
        active = ()

        class workshop:
            @staticmethod
            def pillars() -> tuple[Pillar, ...]:
                return ()

    MapPages(paper, NoPlan(), Job()).write()  # type: ignore[arg-type]
    assert not paper.method_calls
