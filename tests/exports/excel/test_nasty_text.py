"""Text comes out as typed, whatever it looks like to Excel."""

import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.excel import write_workbook
from exports.excel.cells import CELL_LIMIT, inline, pieces, protect
from exports.job import Job
from okrdesk.cards import (
    KINDS,
    Condition,
    Cycle,
    KeyResult,
    Link,
    Objective,
    Organisation,
    Person,
    Pillar,
    RoleAnswer,
    Team,
    fields_of,
)
from okrdesk.review.records import (
    Answer,
    Assignment,
    Invitation,
    Note,
    Progress,
    Question,
    Reply,
    Reviewer,
    Round,
    Said,
    Settlement,
    Trust,
    Verdict,
)
from okrdesk.review.saying import bound_id
from okrdesk.text import clean
from okrdesk.workshop import Workshop
from tests.exports.excel.reading import everything, parts, said, sheet

PAYLOADS = [
    "=1+1",
    '=HYPERLINK("https://example.org","x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\tindented",
    "\r\nsecond line",
    "|cmd' /C calc'!A0",
    "#N/A",
    "#REF!",
    "_x0041_ and _x005F_x0041_",
    "nul \x00 esc \x1b end",
    "non-character \ufffe \uffff",
    "lone \ud800 surrogate",
    "\u202eright to left override",
    "x" * 40_000,
    "many words " * 4_000,
    "🎯" * 20_000,
    "🎯 漢字 العربية ≥ é",
    "<b>&amp;</b> ]]> \"'",
    "  spaces  at  both ends ",
    "TRUE",
    "1E5",
    "2027-01-04",
]

REVIEWER = bound_id(Reviewer, "key", "reviewer")

# Where each text that people type is to be found, by the id of its record in `workshop_of`: sheet and header.
PLACES = {
    "team": {"name": ("OKRs", "Team")},
    "live": {
        "code": ("OKRs", "Code"), "title": ("OKRs", "Objective"), "story": ("OKRs", "Story"),
        "note": ("OKRs", "Note"), "why_now": ("OKRs", "Why now"), "carried_from": ("OKRs", "Carried from"),
    },
    "kr": {
        "code": ("OKRs", "KR"), "text": ("OKRs", "Key result"), "unit": ("OKRs", "Unit"),
        "metric": ("OKRs", "Metric"), "source": ("OKRs", "Source of the number"), "due": ("OKRs", "Due"),
        "method": ("OKRs", "How it is measured"), "theme": ("OKRs", "Theme"),
        "numerator": ("OKRs", "Numerator"), "denominator": ("OKRs", "Denominator"),
        "evidence": ("OKRs", "Evidence"), "note": ("OKRs", "Note on the key result"),
    },
    "link": {"sentence": ("Links", "In a sentence")},
    "pillar": {
        "code": ("Strategy", "Code"), "title": ("Strategy", "In words"), "horizon": ("Strategy", "Horizon"),
        "statement": ("Strategy", "Statement"), "for_whom": ("Strategy", "For whom"),
        "how_we_win": ("Strategy", "How we win"), "what_we_give_up": ("Strategy", "What we give up"),
    },
    "condition": {
        "code": ("Strategy", "Code"), "text": ("Strategy", "In words"), "reason": ("Strategy", "Why"),
    },
    "person": {"name": ("People", "Name"), "initials": ("People", "Initials"), "title": ("People", "Title")},
    "parked": {
        "code": ("Not this quarter", "Code"), "title": ("Not this quarter", "In words"),
        "story": ("Not this quarter", "Story"), "note": ("Not this quarter", "Note"),
        "parked_why": ("Not this quarter", "Why not"), "parked_until": ("Not this quarter", "Look again"),
    },
    "role": {"reason": ("Not this quarter", "Why not")},
    "note": {
        "text": ("Comments", "Text"), "wording": ("Comments", "Suggested wording"),
        "quote": ("Comments", "Words it is about"),
    },
    "reply": {"text": ("Comments", "Text")},
    REVIEWER: {"name": ("Comments", "Who")},
}  # fmt: skip
ID_HEADERS = {"OKRs": "Objective id", "Links": "Link id", "People": "Person id"}
ROW_OF = {"kr": "live", "team": "live", REVIEWER: "note"}  # the record in whose row another's texts stand
SAID_AGAIN = ("Code", "KR", "Team")  # on the rows in which another text goes on

# Texts that stand on the overview, which is no table, or that steer the app and are not handed out.
ELSEWHERE = {
    (Organisation, "name"), (Cycle, "name"), (Team, "purpose"), (Team, "code"),
    (Organisation, "language"), (Organisation, "time_zone"), (Organisation, "number_format"),
    (Organisation, "currency"), (Team, "function"),
    (Organisation, "logo"), (Organisation, "purpose"), (Cycle, "constraints"),
    (Reviewer, "initials"), (Note, "before"), (Note, "after"), (Note, "read"), (Answer, "reason"),
}  # fmt: skip


# How a review is led is not handed out with the plan; nor is what ties what was said to its author and card.
NOT_HANDED_OUT = (Round, Assignment, Invitation, Question, Trust, Settlement, Verdict, Progress)
TIES = {
    "id", "rank", "key", "seed", "at", "round", "team", "about", "card", "field", "needs", "note",
    "invitation",
}  # fmt: skip


def text_fields(kind):
    said = issubclass(kind, Said)
    for info in fields_of(kind).values():
        tie = info.name in (TIES if said else ("id", "rank"))
        if info.type is str and not info.ref and not info.choices and not tie:
            yield info.name


def workshop_of(text) -> Workshop:
    """A workshop in which every text that people type is `text`, or what `text` gives when it is called."""

    def make(record, id_, **fields):
        typed = {name: text() if callable(text) else text for name in text_fields(record)}
        return record(id_, **{**typed, **fields})

    return Workshop(
        "w",
        [
            make(Organisation, "org", number_format="1,234.5"), make(Cycle, "cycle"), make(Team, "team"),
            make(Person, "person", team="team"), make(Pillar, "pillar", owner="person"),
            make(Objective, "live", team="team", owner="person"),
            make(Objective, "parked", team="team", parked=True),
            make(KeyResult, "kr", objective="live", target=Decimal(5)),
            make(Condition, "condition", parent="live"),
            make(Link, "link", source="live", target="pillar", kind="serves"),
            make(RoleAnswer, "role", team="team", target="pillar"),
            make(Reviewer, REVIEWER, key="key", seed="reviewer"),
            make(Note, "note", key="key", at="2026-06-01T08:00:00+00:00", card="kr", field="text"),
            make(Reply, "reply", key="key", note="note"),
            make(Answer, "answer", key="key", note="note", accepted=False),
        ],
    )  # fmt: skip


def check(workshop, path):
    """Each text of the workshop is in its place, word for word, also where it goes on in further rows."""
    tables = everything(path)
    for id_, places in PLACES.items():
        row_id = ROW_OF.get(id_, id_)
        for field, (title, header) in places.items():
            typed = getattr(workshop[id_], field)
            if field == "quote" and not typed:  # no words are marked: the field stands there as it was read
                typed = workshop[id_].read
            rows = [row for row in tables[title] if row[ID_HEADERS.get(title, "Id")] == row_id]
            if header in SAID_AGAIN:
                rows = rows[: len(pieces(typed))]
            assert "".join(str(row.get(header, "")) for row in rows) == clean(typed), (title, header)


def test_each_text_field_has_its_place():
    workshop = workshop_of("x")
    known = {(type(workshop[id_]), field) for id_, places in PLACES.items() for field in places} | ELSEWHERE
    assert {
        (kind, name) for kind in KINDS if kind not in NOT_HANDED_OUT for name in text_fields(kind)
    } == known


@pytest.mark.parametrize("text", PAYLOADS, ids=lambda text: ascii(text[:20]))
def test_comes_out_as_typed(tmp_path, text):
    workshop = workshop_of(text)
    path = tmp_path / "nasty.xlsx"
    report = write_workbook(workshop, path, Job(), with_notes=True)
    check(workshop, path)
    assert bool(report.notes) == (len(pieces(text)) > 1)
    for _name, xml in parts(path, "xl/worksheets/"):
        assert not re.search(r"<f[\s>/]", xml)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "|cmd"])
def test_stays_text_when_it_is_edited(tmp_path, text):
    write_workbook(workshop_of(text), tmp_path / "q.xlsx", Job())
    ws = sheet(tmp_path / "q.xlsx", "OKRs")
    cell = next(below for head, below in zip(ws[1], ws[2], strict=True) if head.value == "Objective")
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    title = sheet(tmp_path / "q.xlsx", "Overview")["A1"]
    assert (title.data_type, title.quotePrefix) == ("s", text != "\tx")  # one line: no tab at its start


def test_the_overview_says_all_of_a_long_name(tmp_path):
    name = "Long name " * 5000
    write_workbook(
        Workshop("w", [Organisation("o", name=name), Team("t", name="T")]), tmp_path / "o.xlsx", Job()
    )
    column = [
        said(row[0]) or "" for row in sheet(tmp_path / "o.xlsx", "Overview").iter_rows(values_only=True)
    ]
    assert "".join(column).startswith(name.strip())


nasty = st.text(st.characters() | st.sampled_from("=+-@|_x0041_<&>\"' \t\r\n\ud800\ufffe🎯漢é≥"), max_size=40)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_text_comes_out_word_for_word(tmp_path, data):
    workshop = workshop_of(lambda: data.draw(nasty))
    write_workbook(workshop, tmp_path / "any.xlsx", Job(), with_notes=True)
    check(workshop, tmp_path / "any.xlsx")


@pytest.mark.slow
@pytest.mark.timeout(600)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_text_comes_out_word_for_word_in_full(tmp_path, data):
    workshop = workshop_of(lambda: data.draw(nasty))
    write_workbook(workshop, tmp_path / "any.xlsx", Job(), with_notes=True)
    check(workshop, tmp_path / "any.xlsx")


@given(st.text(max_size=200), st.integers(0, 3))
def test_pieces_are_the_whole_text_and_fit(text, times):
    text = (text + "🎯 ") * (400 * times + 1)
    found = pieces(text)
    assert "".join(found) == clean(text)
    assert all(len(piece.encode("utf-16-le")) // 2 <= CELL_LIMIT for piece in found)


@given(st.text("_x0041F5aA", max_size=30))
def test_excels_own_escapes_are_undone_by_excel(text):
    assert said(protect(text)) == text
    assert inline(clean(text))[1].startswith("<is><t")
