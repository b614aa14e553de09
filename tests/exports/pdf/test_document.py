"""The document as a whole: what it holds, where its links lead, and that it comes out the same each time."""

import ctypes
from decimal import Decimal

import pytest
from pypdfium2 import raw

from exports.atomic import CannotWrite
from exports.job import Cancelled, Job
from exports.pdf import write_pdf
from exports.pdf.document import verify
from okrdesk.cards import Condition, KeyResult, Link, Objective, Pillar, RoleAnswer, Team
from okrdesk.workshop import Workshop
from tests.exports.pdf.making import deep, one_objective, renamed, sample_plan, workshop_of
from tests.exports.pdf.reading import all_text, dangers, export, links, page_texts, unpacked
from tests.factory import sample_workshop


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    plan = sample_plan()
    document, report = export(plan, folder)
    assert report.notes == ()
    return plan, document, folder / "okrs.pdf"


def test_every_text_of_the_sample_is_there(sample):
    plan, document, _path = sample
    text = all_text(document)
    for objective in plan.all(Objective):
        assert objective.title in text
        assert objective.story in text
    for kr in plan.all(KeyResult):
        assert kr.text in text
    for condition in plan.all(Condition):
        assert condition.text in text
    for answer in plan.all(RoleAnswer):
        assert answer.reason in text


def test_the_first_page_names_every_team_at_work_and_all_that_is_open(sample):
    plan, document, _path = sample
    first = " ".join(page_texts(document)[:2])
    assert first.startswith("WRENFIELD CARGO BIKES · Q1 2027 · 4 JAN – 4 APR 2027")
    for objective in plan.all(Objective):
        assert objective.title in first
    assert "serves the strategy directly" in first
    assert first.count("nobody yet") == 2


def test_numbers_stand_beside_a_company_objective(tmp_path):
    plan = workshop_of(
        Objective("o", "a0", "CO-1", "t", "Bread"),
        KeyResult("k", "a0", "", "o", "Loaves", unit="loaves", baseline=Decimal(40), target=Decimal(9000)),
        KeyResult("l", "a1", "", "o", "Kept", unit="%", baseline_unknown=True, target=Decimal("90.5")),
        KeyResult("m", "a2", "", "o", "Oven built", kind="milestone", due="week 10"),
        KeyResult("n", "a3", "", "o", "One more"),
    )
    document, _report = export(plan, tmp_path)
    first = page_texts(document)[0]
    for words in (
        "40 → 9,000 loaves · Loaves",
        "unknown → 90.5% · Kept",
        "week 10 · Oven built",
        "and 1 more",
    ):
        assert words in first


def test_the_strategy_is_told_in_full(tmp_path):
    plan = workshop_of(
        Pillar("s", "a0", "S-1", "Go far", "One city a year", "Bakers", "By bike", "Vans", "2029"),
        Pillar("u", "a1", "S-2", "Only a name"),
        Condition("c", "a0", "S-1.c1", "s", "Roads are mended"),
    )
    document, _report = export(plan, tmp_path)
    (page,) = [text for text in page_texts(document) if "Where we want to win".upper() in text]
    for words in (
        "One city a year",
        "For whom: Bakers",
        "How we win: By bike",
        "What we give up: Vans",
        "2029",
    ):
        assert words in page
    assert "Roads are mended Open" in page
    assert "Only a name" not in page


def test_pages_are_numbered_and_each_says_what_it_is(sample):
    _plan, document, _path = sample
    texts = page_texts(document)
    for number, text in enumerate(texts, 1):
        assert f"{number} / {len(texts)}" in text
        assert "DRAFT" in text
        assert "Planning data; not a guarantee and not an appraisal" in text


def test_the_draft_mark_can_be_left_out(tmp_path):
    document, _report = export(one_objective(), tmp_path, draft=False)
    assert "DRAFT" not in all_text(document)


def test_all_fonts_are_embedded(sample):
    _plan, document, _path = sample
    seen = set()
    for page in document:
        for item in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(item)
            name = ctypes.create_string_buffer(200)
            raw.FPDFFont_GetBaseFontName(font, name, 200)
            seen.add(name.value.decode())
            assert raw.FPDFFont_GetIsEmbedded(font) == 1
    assert {"Inter-Regular", "Inter-SemiBold", "Inter-Bold"} <= {name.rpartition("+")[2] for name in seen}


def test_bookmarks_name_sections_teams_and_objectives(sample):
    plan, document, _path = sample
    toc = [(item.level, item.get_title()) for item in document.get_toc()]
    titles = [title for _level, title in toc]
    assert titles[:2] == ["Who is working on what", "Alignment map"]
    for team in plan.teams():
        assert (0, team.name) in toc
    for objective in plan.all(Objective):
        assert (1, f"{objective.code} · {objective.title}") in toc
    pages = [item.get_dest().get_index() for item in document.get_toc()]
    assert pages == sorted(pages)


def test_every_link_leads_to_the_page_of_what_it_names(sample):
    plan, document, _path = sample
    found = links(document)
    assert all(to >= 0 for _page, to in found)
    texts = page_texts(document)
    shown = {o.code: o.title for o in plan.all(Objective)}
    blocks = {
        item.get_title().partition(" · ")[0]: item.get_dest().get_index() for item in document.get_toc()
    }
    for code, title in shown.items():
        assert title in texts[blocks[code]]
        assert any(to == blocks[code] and page < 3 for page, to in found), (
            f"no way from the overview to {code}"
        )


def test_title_author_and_language_are_the_organisations(sample):
    _plan, document, path = sample
    meta = document.get_metadata_dict()
    assert meta["Title"] == "Wrenfield Cargo Bikes · Q1 2027 · OKRs"
    assert meta["Author"] == "Wrenfield Cargo Bikes"
    assert b"/Lang (en)" in path.read_bytes()
    assert b"anonymous" not in path.read_bytes()
    assert str(path.parent).encode() not in unpacked(path)


@pytest.mark.parametrize(("size", "width", "height"), [("A4", 595.28, 841.89), ("Letter", 612, 792)])
def test_paper_sizes(tmp_path, size, width, height):
    document, _report = export(sample_plan(), tmp_path, page_size=size)
    for page in document:
        assert sorted(page.get_size()) == pytest.approx([width, height], abs=0.1)
    assert any(page.get_width() > page.get_height() for page in document), "the map lies on its side"


def test_the_organisations_paper_is_the_default(tmp_path):
    plan = sample_workshop(objectives=2, key_results=2)
    document, _report = export(plan, tmp_path)
    assert document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)


def test_the_same_workshop_gives_the_same_bytes(tmp_path):
    plan = sample_workshop(objectives=12, key_results=36)
    for name in ("a.pdf", "b.pdf"):
        write_pdf(plan, tmp_path / name, Job())
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_sizes_between_nothing_and_some(tmp_path):
    for plan in (
        Workshop("empty"),
        workshop_of(),
        workshop_of(Pillar("s", "a0", "S-1", "Only a pillar")),
        one_objective(),
        workshop_of(Objective("o", "a0", "CO-1", "t")),
        workshop_of(Objective("o", "a0", "CO-1", "t", "Waits", parked=True)),
    ):
        document, _report = export(plan, tmp_path)
        for text in page_texts(document):
            assert len(text) > len("DRAFT 1 / 1 Planning data; not a guarantee and not an appraisal") + 10


def test_nine_levels(tmp_path):
    document, _report = export(deep(9), tmp_path)
    text = all_text(document)
    for n in range(9):
        assert text.count(f"Objective of level {n}") == 3, (
            "in the overview, on the map, and on its team's page"
        )


def test_objectives_without_a_pillar_are_not_missing(tmp_path):
    plan = workshop_of(Pillar("s", "a0", "S-1", "Go far"), Objective("o", "a0", "CO-1", "t", "Left alone"))
    document, _report = export(plan, tmp_path)
    first = page_texts(document)[0]
    assert "Also this quarter" in first
    assert "Left alone" in first


def test_a_card_that_feeds_two_says_so(tmp_path):
    plan = workshop_of(
        Pillar("s", "a0", "S-1", "Go far"),
        Pillar("u", "a1", "S-2", "Go fast"),
        Objective("o", "a0", "CO-1", "t", "Both"),
        Link("l", "o", "s", "serves", "It is far.", primary=True),
        Link("m", "o", "u", "serves", "It is fast."),
    )
    document, _report = export(plan, tmp_path)
    text = all_text(document)
    assert "also serves S-2" in text
    assert "It is far." in text
    assert "It is fast." in text


def test_what_is_relied_on_is_marked_until_it_is_promised(tmp_path):
    def plan(**fields):
        return workshop_of(
            Team("t", "a0", "Company", "CO"),
            Team("u", "a1", "Ovens", "OV", parent="t"),
            Objective("o", "a0", "CO-1", "t", "Bread"),
            Objective("q", "a0", "OV-1", "u", "Heat"),
            Link("l", "o", "q", "relies_on", "No heat, no bread.", by_week=5, **fields),
        )

    open_, _report = export(plan(), tmp_path)
    assert "WE RELY ON Ovens · OV-1 “Heat” · by week 5 UNFINISHED WORK No heat, no bread." in all_text(open_)
    assert "OTHERS RELY ON US Company · CO-1 “Bread” · by week 5" in all_text(open_)
    promised, _report = export(plan(answer="accepted"), tmp_path)
    assert "UNFINISHED WORK" not in all_text(promised)
    declined, _report = export(plan(answer="declined"), tmp_path)
    assert "DECLINED" in all_text(declined)


def test_a_cancelled_export_leaves_the_old_file(tmp_path):
    target = tmp_path / "okrs.pdf"
    target.write_bytes(b"the old one")
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        write_pdf(one_objective(), target, job)
    assert target.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CannotWrite, match=r"nowhere.*choose another place"):
        write_pdf(one_objective(), tmp_path / "nowhere" / "okrs.pdf", Job())


def test_progress_is_told(tmp_path):
    told = []
    write_pdf(
        sample_workshop(objectives=60, key_results=60),
        tmp_path / "okrs.pdf",
        Job(lambda done, total, what: told.append((done, total, what))),
    )
    assert told
    assert all(what for _done, _total, what in told)


def test_nothing_in_the_file_acts_or_is_a_picture(sample):
    _plan, _document, path = sample
    assert not dangers(path)


@pytest.mark.parametrize("cut", [0, 1, 100, -7, -40])
def test_a_file_that_is_not_whole_is_noticed(sample, tmp_path, cut):
    _plan, _document, path = sample
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(OSError, match="did not come out whole"):
        verify(damaged)
    verify(path)


def test_columns_that_nobody_filled_leave_their_room_to_the_text(tmp_path):
    bare, _report = export(one_objective(), tmp_path)
    assert "Key result Loaves a day" in all_text(bare)
    plan = renamed(one_objective(), "k", target=Decimal(40), read_every="week")
    told, _report = export(plan, tmp_path)
    assert "Key result to read every Loaves a day 40 week" in all_text(told)
