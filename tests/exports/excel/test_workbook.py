"""The workbook as an Excel user finds it."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from exports import words
from exports.excel import write_workbook
from exports.job import Job
from okrdesk.cards import Condition, KeyResult, Link, Objective, Organisation, Person, Pillar, Team
from okrdesk.workshop import Workshop
from tests.exports.excel.reading import everything, parts, records
from tests.factory import sample_workshop

WORKSHOP = sample_workshop(objectives=50, key_results=120)
SHEETS = ["Overview", "OKRs", "Links", "Strategy", "People", "Not this quarter"]


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("excel") / "plan.xlsx"
    assert write_workbook(WORKSHOP, target, Job()).notes == ()
    return target


@pytest.fixture(scope="module")
def book(path):
    return load_workbook(path)


@pytest.fixture(scope="module")
def okrs(book):
    return records(book["OKRs"])


def column(ws, header):
    return next(cell.column_letter for cell in ws[1] if cell.value == header)


def links_of(ws):
    cells = (cell for row in ws.iter_rows() for cell in row if cell.hyperlink)
    return {cell.coordinate: cell.hyperlink.location for cell in cells}


def test_sheets_in_order_with_titles_that_excel_takes(book):
    assert book.sheetnames == SHEETS
    for title in SHEETS:
        assert len(title) <= 31
        assert not re.search(r"[\[\]:*?/\\]", title)


def test_a_row_for_each_key_result_and_for_each_objective_without_one(okrs):
    live = {o.id for o in WORKSHOP.all(Objective) if not o.parked}
    assert {row["Objective id"] for row in okrs} == live
    key_results = [kr.id for kr in WORKSHOP.all(KeyResult) if kr.objective in live]
    found = [row["Key result id"] for row in okrs if "Key result id" in row]
    assert sorted(found) == sorted(key_results)
    bare = {id_ for id_ in live if not WORKSHOP.key_results(id_)}
    assert {row["Objective id"] for row in okrs if "Key result id" not in row} == bare


def test_an_objective_without_key_results_is_kept(tmp_path):
    team, card = Team("t", name="Crew"), Objective("o", code="C-1", team="t", title="Steady")
    write_workbook(Workshop("w", [team, card]), tmp_path / "bare.xlsx", Job())
    assert [(r["Code"], r["Objective"]) for r in everything(tmp_path / "bare.xlsx")["OKRs"]] == [
        ("C-1", "Steady")
    ]


def test_the_objectives_words_are_on_each_of_its_rows(okrs):
    for row in okrs:
        card = WORKSHOP.find(Objective, row["Objective id"])
        assert card
        assert (row["Code"], row["Objective"], row["Story"]) == (card.code, card.title, card.story)
        team = WORKSHOP.find(Team, card.team)
        assert team and row["Team"] == team.name
        assert row.get("Style", "") == words.style_label(card.style)
        assert row.get("Objective owner", "") == WORKSHOP.name_of(card.owner)


def test_numbers_are_numbers(okrs):
    fields = {"From": "baseline", "To": "target", "Upper end": "upper", "Now": "current"}
    seen = 0
    for row in okrs:
        kr = WORKSHOP.find(KeyResult, row.get("Key result id", ""))
        for header, field in fields.items() if kr else ():
            value = getattr(kr, field)
            if value is not None:
                assert row[header] == float(value / 100 if kr and kr.unit == "%" else value)
                seen += 1
        if kr and kr.baseline_unknown:
            assert row["From"] == "unknown"
    assert seen > 200


@pytest.mark.parametrize(
    ("fields", "value", "number_format"),
    [
        ({"unit": "%", "target": Decimal(31)}, 0.31, "#,##0%"),
        ({"unit": "%", "target": Decimal("31.5")}, 0.315, "#,##0.0%"),
        ({"unit": "USD", "target": Decimal(2500000)}, 2500000, '"$"#,##0'),
        ({"unit": "$M", "target": Decimal(200)}, 200, '"$"#,##0"M"'),
        ({"unit": "ms", "target": Decimal("410.25")}, 410.25, '#,##0.00" ms"'),
        ({"unit": "", "target": Decimal("4.80")}, 4.8, "#,##0.0"),
        ({"unit": "ms", "target": Decimal(450), "kind": "no_more_than"}, 450, '"≤ "#,##0" ms"'),
        ({"unit": "", "target": Decimal(-5), "kind": "no_less_than"}, -5, '"≥ "#,##0;"≥ "-#,##0'),
        ({"unit": "calls a week", "target": Decimal(62)}, 62, "#,##0"),
        ({"unit": 'a"b', "target": Decimal(62)}, 62, "#,##0"),
        ({"unit": "ms", "target": Decimal("0.1234567890123456789")}, "0.1234567890123456789 ms", "General"),
        ({"unit": "", "target": Decimal("1E+400")}, None, "General"),
    ],
)
def test_units(tmp_path, fields, value, number_format):
    records_ = [Team("t"), Objective("o", team="t"), KeyResult("k", objective="o", **fields)]
    write_workbook(Workshop("w", records_), tmp_path / "units.xlsx", Job())
    ws = load_workbook(tmp_path / "units.xlsx")["OKRs"]
    cell = ws[f"{column(ws, 'To')}2"]
    if fields["target"] == Decimal("1E+400"):
        assert cell.value.replace(",", "") == "1" + "0" * 400
    else:
        assert cell.value == value
    assert cell.number_format == number_format
    assert ws[f"{column(ws, 'Unit')}2"].value == (fields["unit"] or None)


def test_excel_takes_the_number_of_formats(tmp_path):
    krs = [
        KeyResult(f"k{n}", objective="o", unit=f"u{n}", target=Decimal(n), kind="no_more_than")
        for n in range(400)
    ]
    write_workbook(Workshop("w", [Team("t"), Objective("o", team="t"), *krs]), tmp_path / "f.xlsx", Job())
    styles = dict(parts(tmp_path / "f.xlsx", "xl/styles"))["xl/styles.xml"]
    assert 100 < styles.count("<numFmt ") < 200
    found = everything(tmp_path / "f.xlsx")["OKRs"]
    assert [row["To"] for row in found if row["Unit"] == "u399"] == [399]


def test_columns_of_numbers_are_wide_enough_for_them(book, okrs):
    ws = book["OKRs"]
    widest = max(len(words.number_text(kr.target, kr.unit)) for kr in WORKSHOP.all(KeyResult))
    assert ws.column_dimensions[column(ws, "To")].width >= widest + 2


@pytest.mark.parametrize("title", SHEETS[1:])
def test_a_table_with_filter_and_frozen_header(book, title):
    ws = book[title]
    (table,) = ws.tables.values()
    assert table.ref == table.autoFilter.ref == ws.dimensions
    assert [c.name for c in table.tableColumns] == [cell.value for cell in ws[1]]
    assert ws.freeze_panes.endswith("2")
    assert ws.max_row - 1 == max(1, len(records(ws)))


@pytest.mark.parametrize(
    ("title", "headers"),
    [
        ("OKRs", ["Objective id", "Key result id"]), ("Links", ["Link id", "From id", "To id"]),
        ("Strategy", ["Id"]), ("People", ["Person id"]), ("Not this quarter", ["Id"]),
    ],
)  # fmt: skip
def test_ids_are_there_but_hidden(book, title, headers):
    ws = book[title]
    for header in headers:
        assert ws.column_dimensions[column(ws, header)].hidden


def test_lists_of_choices(book):
    ws = book["OKRs"]
    rules = {str(rule.sqref).split(":")[0][:-1]: rule for rule in ws.data_validations.dataValidation}
    assert rules[column(ws, "Style")].formula1 == '"Committed,Stretch"'
    assert rules[column(ws, "Kind")].formula1.strip('"').split(",") == list(words.KINDS.values())
    assert rules[column(ws, "State")].type == rules[column(ws, "Read every")].type == "list"
    assert rules[column(ws, "Owner")].formula1 == f"'People'!$A$2:$A${WORKSHOP.count(Person) + 1}"
    assert all(len(rule.formula1) <= 255 for rule in rules.values())
    assert all(str(rule.sqref).endswith(str(ws.max_row)) for rule in rules.values())


def test_colours_follow_the_cells(book):
    ws = book["OKRs"]
    kinds = [rule.type for found in ws.conditional_formatting for rule in found.rules]
    assert "colorScale" in kinds
    assert kinds.count("expression") > 10


@pytest.mark.parametrize("title", SHEETS)
def test_print_set_up(book, title):
    ws = book[title]
    assert ws.sheet_properties.pageSetUpPr.fitToPage
    assert (ws.page_setup.orientation, ws.page_setup.fitToWidth) == ("landscape", 1)
    assert ws.page_setup.paperSize == 9
    assert title == "Overview" or ws.print_title_rows == "$1:$1"
    assert ws.oddHeader.right.text == "DRAFT"
    assert ws.oddHeader.left.text == "Acorn Mills · Q1 2027"
    assert ws.oddFooter.right.text == "Page &P of &N"


def test_letter_paper_and_no_draft(tmp_path):
    write_workbook(
        Workshop("w", [Organisation("o", page_size="Letter")]), tmp_path / "l.xlsx", Job(), draft=False
    )
    for ws in load_workbook(tmp_path / "l.xlsx").worksheets:
        assert ws.page_setup.paperSize == 1
        assert ws.oddHeader is None or not ws.oddHeader.right.text
    assert not any("DRAFT" in text for _name, text in parts(tmp_path / "l.xlsx"))


def test_a_link_leads_to_the_row_that_it_names(book):
    ws = book["Links"]
    found = links_of(ws)
    assert len(found) == 2 * WORKSHOP.count(Link)
    for ref, location in found.items():
        title, place = location.split("!")
        row = int(re.sub(r"\D", "", place))
        target = book[title.strip("'")]
        codes = {target.cell(row, n).value for n in range(1, target.max_column + 1)}
        assert ws[ref].value in codes


def test_parents_and_teams_are_linked(book):
    ws = book["OKRs"]
    links = links_of(ws)
    for row in range(2, ws.max_row + 1):
        parent, team = f"{column(ws, 'Parent')}{row}", f"{column(ws, 'Team')}{row}"
        first = ws[f"A{row}"].value != ws[f"A{row - 1}"].value
        if first and ws[parent].value:
            title, place = links[parent].split("!")
            row_there = book[title.strip("'")][int(place.removeprefix("A"))]
            assert ws[parent].value.split(", ")[0] in {cell.value for cell in row_there}
        if first:
            title, place = links[team].split("!")
            assert book["Overview"][place].value == ws[team].value


def test_links_say_what_they_are(book):
    rows = records(book["Links"])
    assert len(rows) == WORKSHOP.count(Link)
    for row in rows:
        link = WORKSHOP.find(Link, row["Link id"])
        assert link
        assert (row["How"], row["In a sentence"]) == (words.link_label(link.kind), link.sentence)
        assert (row["From id"], row["To id"], row.get("By week")) == (link.source, link.target, link.by_week)


def test_strategy_holds_pillars_and_conditions(book):
    rows = records(book["Strategy"])
    ids = [card.id for kind in (Pillar, Condition) for card in WORKSHOP.all(kind)]
    assert sorted(row["Id"] for row in rows) == sorted(ids)
    for row in rows:
        if condition := WORKSHOP.find(Condition, row["Id"]):
            assert row["State"] == words.condition_state(WORKSHOP, condition)
            assert row["In words"] == condition.text


def test_people_and_what_they_own(book):
    rows = {row["Person id"]: row for row in records(book["People"])}
    assert rows.keys() == {person.id for person in WORKSHOP.people()}
    for id_, row in rows.items():
        owned = [o for o in WORKSHOP.all(Objective) if o.owner == id_ and not o.parked]
        assert row["Objectives owned"] == len(owned)
    live = [kr for o in WORKSHOP.all(Objective) if not o.parked for kr in WORKSHOP.key_results(o.id)]
    assert sum(row["Key results owned"] for row in rows.values()) == sum(bool(kr.owner) for kr in live)


def test_what_has_to_wait(book):
    rows = records(book["Not this quarter"])
    parked = {row["Id"]: row for row in rows if row["What"] == "Objective"}
    assert parked.keys() == {o.id for o in WORKSHOP.parked()}
    for objective in WORKSHOP.parked():
        row = parked[objective.id]
        assert (row["Why not"], row["Look again"]) == (objective.parked_why, objective.parked_until)
        for kr in WORKSHOP.key_results(objective.id):
            assert kr.text in row["Key results"]
    assert [row["What"] for row in rows if row["Id"] not in parked] == ["No role"]


def test_overview_counts(book):
    rows = {row[0]: row for row in book["Overview"].iter_rows(values_only=True) if row[0]}
    assert "Acorn Mills" in rows
    assert "Q1 2027 · 4 Jan – 4 Apr 2027 · 13 weeks" in rows
    total = rows["All teams"]
    parked = len(WORKSHOP.parked())
    live = [kr for o in WORKSHOP.all(Objective) if not o.parked for kr in WORKSHOP.key_results(o.id)]
    assert total[2:6] == (50 - parked, len(live), 0, parked)


def test_metadata_names_the_plan_and_nobody(book, path):
    properties = book.properties
    assert (properties.title, properties.creator) == ("Acorn Mills · Q1 2027", "OKR Desk")
    assert properties.subject
    assert not properties.lastModifiedBy
    home = str(Path.home())
    for _name, text in parts(path):
        assert home not in text and str(path.parent) not in text


def test_no_formulas_and_no_calculation(path):
    for _name, text in parts(path, "xl/worksheets/"):
        assert not re.search(r"<f[\s>/]", text)


def test_an_empty_workshop_makes_a_workbook_too(tmp_path):
    write_workbook(Workshop("w"), tmp_path / "empty.xlsx", Job())
    book = load_workbook(tmp_path / "empty.xlsx")
    assert book.sheetnames == SHEETS
    for ws in book.worksheets[1:]:
        (table,) = ws.tables.values()
        assert table.ref == f"A1:{get_column_letter(ws.max_column)}2"
