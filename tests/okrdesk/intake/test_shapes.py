"""Layouts that exports, templates and documents have: each comes out as a sensible person would read it."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment

from okrdesk.intake import DraftKeyResult, Proposal, propose, propose_text

Shape = list[tuple[str, str, list[str]]]


def shape(proposal: Proposal) -> Shape:
    root = proposal.teams[0].name
    return [
        ("" if o.team == root else o.team, o.title, [k.text for k in o.key_results])
        for o in proposal.objectives
    ]


HOTELS = ("Sales", "Win the hotels", ["40 accounts", "Repeat 50%"])
WASTE = ("Kitchen", "Bake with less waste", ["Waste 6%"])

TEXTS = {
    "weeks beside the known headers": """Team,Objective,Key Result,Lead,W1,W2,W3,W4,W5,W6,W7
Sales,Win the hotels,40 accounts,Ida,1,2,3,4,,,
,,Repeat 50%,Tom,1,2,3,4,,,
,,,,,,,,,Average,0.2
Kitchen,Bake with less waste,Waste 6%,Ana,1,2,3,4,,,
""",
    "the same headers side by side": """Sales,,,,Kitchen,
Objective,Key Result,Owner,,Objective,Key Result
Win the hotels,40 accounts,Ida,,Bake with less waste,Waste 6%
,Repeat 50%,Tom,,,
""",
    "key results repeated as pairs of columns": """Team,Objective,Key Result,Target,Key Result,Target
Sales,Win the hotels,40 accounts,40,Repeat 50%,50%
Kitchen,Bake with less waste,Waste 6%,6%,,
""",
    "cards with a small table each": """Plan of the year,,
Team:,Sales,
Objective 1:,Win the hotels,
Key Results,Owner,Target
40 accounts,Ida,40
Repeat 50%,Tom,50%
,,
Team:,Kitchen,
Objective 2:,Bake with less waste,
Key Results,Owner,Target
Waste 6%,Ana,6%
""",
    "a form": """Team,Sales
Objective,Win the hotels
Owner,Ida Moss
KR 1,40 accounts
KR 2,Repeat 50%
,
Team,Kitchen
Objective,Bake with less waste
KR 1,Waste 6%
""",
    "indents in one column": """Name,Lead,Progress
Sales,,
  Win the hotels,Ida,20%
    40 accounts,Ida,20%
      Visit the fair,Tom,
    Repeat 50%,Tom,10%
Kitchen,,
  Bake with less waste,Ana,10%
    Waste 6%,Ana,10%
Total,,15%
""",
    "an export that lists key results first": """Key,Objective type,Type,Summary,Parent,Team
K-9,,Key Result,40 accounts,K-3,Sales
K-3,Team,Objective,Win the hotels,,Sales
K-5,,Key Result,Waste 6%,K-4,Kitchen
K-4,Team,Objective,Bake with less waste,,Kitchen
K-7,,Initiative,Visit the fair,K-9,Sales
K-8,,Key Result,Repeat 50%,K-3,Sales
""",
    "labels before a line and bare objectives": """Sales

Win the hotels
KR1: 40 accounts
KR2: Repeat 50%

Kitchen

Bake with less waste
KR: Waste 6%
""",
    "stars for depth": """* Sales
** Win the hotels
*** 40 accounts
*** Repeat 50%
* Kitchen
** Bake with less waste
*** Waste 6%
""",
    "several labels in a line, emoji before them": """# 🎯 OKRs

## Sales
**🎯 Objective:** Win the hotels **KR1:** 40 accounts **KR2:** Repeat 50%

## Kitchen
🎯 O2: Bake with less waste
- 📈 KR1: Waste 6%
""",
    "a document with other parts": """Background
Last year we grew by 20%.

Team: Sales
Objective: Win the hotels
KR: 40 accounts
KR: Repeat 50%

Team: Kitchen
Objective: Bake with less waste
KR: Waste 6%

Risks
- Flour price

Next steps
1. Present to the board
2. Agree on the budget
""",
    "headings above tables": """# 2027 H1 OKRs

## Sales (lead: Ida Moss)

| **Objective** | **Key Results** | **DRI** |
| --- | --- | --- |
| Win the hotels | <ul><li>40 accounts</li><li>Repeat 50%</li></ul> | @ida |

## Kitchen

| **Objective** | **Key Results** | **DRI** |
| --- | --- | --- |
| Bake with less waste | 1. Waste 6% | @ana |

## Scoring

| Score | Meaning |
|---|---|
| 0.7 | good |
""",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_shapes(text: str):
    assert shape(propose_text(text)) == [HOTELS, WASTE]


def test_numbers_that_count_on_tell_key_results_from_their_tasks():
    proposal = propose_text("""1. Win the hotels
  1.1 40 accounts
    1.1.1 Visit the fair
    1.1.2 Call twice
  1.2 Repeat 50%
2. Bake with less waste
  2.1 Waste 6%
    2.1.1 Weigh it
""")
    assert shape(proposal) == [("", *HOTELS[1:]), ("", *WASTE[1:])]
    assert proposal.objectives[0].key_results[0].note == "1.1.1 Visit the fair\n1.1.2 Call twice"


def test_a_title_over_a_plain_list_is_no_objective():
    proposal = propose_text("# Goals 2027\n- Win the hotels\n- Keep our people\n")
    assert shape(proposal) == [("", "Win the hotels", []), ("", "Keep our people", [])]


def test_parts_that_hold_no_objectives_are_listed():
    left = [o.text for o in propose_text(TEXTS["a document with other parts"]).left_out]
    assert left[-5:] == [
        "Risks",
        "Flour price",
        "Next steps",
        "1. Present to the board",
        "2. Agree on the budget",
    ]


def test_parents_by_place_and_by_label():
    proposal = propose_text("""ID,Objective,Key Result,Aligned to
O1,Win the hotels,40 accounts,
O1,Win the hotels,Repeat 50%,
O2,Welcome guests,2 visits,KR 1.2
O3,Warm bread,2 bakes,KR: 40 accounts
O4,Fresh dough,3 batches,KR 1.9
""")
    found = {link.source.title: link.target for link in proposal.links}
    results = [t.text for t in found.values() if isinstance(t, DraftKeyResult)]
    assert (list(found), results) == (["Welcome guests", "Warm bread"], ["Repeat 50%", "40 accounts"])
    assert [words for _o, words in proposal.pending] == ["KR 1.9"]


def test_a_key_result_whose_objective_is_not_in_the_export_is_listed():
    proposal = propose_text(
        TEXTS["an export that lists key results first"] + "K-10,,Key Result,Stray,K-99,Sales\n"
    )
    assert [o.text for o in proposal.left_out] == ["Stray"]
    assert proposal.objectives[0].key_results[0].note.startswith("Visit the fair")


def test_objectives_and_key_results_each_have_their_progress():
    proposal = propose_text("""Objective;Objective progress;Key Result;KR progress
Win the hotels;35%;40 accounts;30%
Win the hotels;35%;Repeat 50%;40%
""")
    (objective,) = proposal.objectives
    assert objective.score == Decimal("0.35")
    assert [k.score for k in objective.key_results] == [Decimal("0.3"), Decimal("0.4")]


def test_numbered_owners_follow_their_key_results():
    (objective,) = propose_text("Objective,KR1,Owner1,KR2,Owner2\nWin,A 1,Ida,B 2,Tom\n").objectives
    assert [k.owner for k in objective.key_results] == ["Ida", "Tom"]


def test_an_arrow_between_two_numbers_is_no_score():
    (objective,) = propose_text("Objective: Win\nKR: Repeat 2% → 4%\nKR: Hotels → 60%\n").objectives
    first, second = objective.key_results
    assert (first.text, first.score, second.score) == ("Repeat 2% → 4%", None, Decimal("0.6"))


@pytest.mark.parametrize(
    "header",
    [
        "Mål;Nyckelresultat;Ansvarig;Utgångsläge;Målvärde",
        "Mål;Nøkkelresultat;Ansvarlig;Startverdi;Målverdi",
        "Doelstelling;Kernresultaat;Eigenaar;Nulmeting;Streefwaarde",
        "目標;主要な成果;担当者;初期値;目標値",
        "Цель;Ключевой результат;Ответственный;Начальное значение;Целевое значение",
    ],
)
def test_headers_of_other_languages(header: str):
    (objective,) = propose_text(f"{header}\nWin;Accounts;Ida;12;40\n").objectives
    (result,) = objective.key_results
    assert (result.text, result.owner, result.baseline, result.target) == ("Accounts", "Ida", 12, 40)


def test_a_tracker_of_template_vendors(tmp_path: Path):
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Q1 Tracker")
    for row in (
        ("OKR TRACKER — Q1 2027",),
        ("Company:", "Halden Bakeries"),
        ("O#", "Objective", "KR#", "Key Result", "Owner", "Target", "% Complete", "Jan", "Feb", "Mar"),
        ("SALES",),
        ("O1", "Win the hotels", "KR1", "40 accounts", "Ida", 40, 0.3, 1, 2, 3),
        (None, None, "KR2", "Repeat 50%", "Tom", 0.5, 0.4, 1, 2, 3),
        ("Average", None, None, None, None, None, 0.35),
        ("KITCHEN",),
        ("O2", "Bake with less waste", "KR1", "Waste 6%", "Ana", 6, 0.1, 1, 2, 3),
        (None, "A kitchen without plastic"),
        ("Overall progress", None, None, None, None, None, 0.27),
        (),
        ("Legend:", "0-0.3 red", "0.4-0.6 amber", "0.7-1.0 green"),
        ("Red = at risk",),
    ):
        sheet.append(row)
    sheet.merge_cells("A5:A6")
    sheet.merge_cells("B5:B6")
    notes = book.create_sheet("Notes")
    notes.append(("Objectives should be inspiring and short.",))
    counts = book.create_sheet("Summary")
    counts.append(("Team", "# Objectives", "# KRs"))
    counts.append(("Sales", 1, 2))
    book.save(tmp_path / "tracker.xlsx")
    proposal = propose(tmp_path / "tracker.xlsx")
    assert (proposal.organisation, proposal.cycle) == ("Halden Bakeries", "Q1 2027")
    bare = ("KITCHEN", "A kitchen without plastic", [])
    assert shape(proposal) == [("SALES", *HOTELS[1:]), ("KITCHEN", *WASTE[1:]), bare]
    assert proposal.objectives[0].key_results[0].note == "Jan: 1\nFeb: 2\nMar: 3"
    left = "\n".join(o.text for o in proposal.left_out)
    assert all(words in left for words in ("Average", "Legend:", "Red = at risk", "inspiring", "# KRs"))


def test_indents_of_a_workbook(tmp_path: Path):
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Plan")
    sheet.append(("Name", "Owner", "Target"))
    rows = [
        (0, "Win the hotels"),
        (1, "40 accounts"),
        (1, "Repeat 50%"),
        (0, "Bake with less waste"),
        (1, "Waste 6%"),
    ]
    for n, (indent, name) in enumerate(rows, 2):
        sheet.append((name, "Ida", n))
        sheet.cell(n, 1).alignment = Alignment(indent=indent)
    book.save(tmp_path / "plan.xlsx")
    assert shape(propose(tmp_path / "plan.xlsx")) == [("", *HOTELS[1:]), ("", *WASTE[1:])]


def test_one_stray_blank_is_no_indent():
    proposal = propose_text(
        "Objective,Owner\nWin the hotels,Ida\n Bake with less waste,Ana\nKeep people,Tom\n"
    )
    assert [title for _team, title, _results in shape(proposal)] == [
        "Win the hotels", "Bake with less waste", "Keep people"
    ]  # fmt: skip


def test_what_initiatives_announce_is_no_key_result():
    (objective,) = propose_text("""Objective: Win the hotels
Key Results:
- 40 accounts
- Repeat 50%
Initiatives:
- Visit the fair
- New price list
""").objectives
    assert [k.text for k in objective.key_results] == ["40 accounts", "Repeat 50%"]
    assert objective.key_results[-1].note == "Visit the fair\nNew price list"


def test_quarters_of_a_file_that_holds_several_are_kept():
    (objective,) = propose_text(
        "Quarter,Objective,KR\nQ1 2027,Win,A 1\nQ1 2027,Win,B 2\nQ2 2027,Win,C 3\n"
    ).objectives
    assert [k.note for k in objective.key_results] == [
        "Quarter: Q1 2027",
        "Quarter: Q1 2027",
        "Quarter: Q2 2027",
    ]


def test_a_guide_beside_the_tables_is_listed(tmp_path: Path):
    book = Workbook()
    book.remove(book.worksheets[0])
    guide, plan = book.create_sheet("Guide"), book.create_sheet("Plan")
    for row in (("Objective", "A short sentence"), ("Key Result", "A number"), ("Owner", "One person")):
        guide.append(row)
    for row in (
        ("Objective", "KPI", "Q1", "Q2"),
        ("Win the hotels", "Accounts", 10, 20),
        ("Enter objective here",),
    ):
        plan.append(row)
    book.save(tmp_path / "plan.xlsx")
    proposal = propose(tmp_path / "plan.xlsx")
    assert shape(proposal) == [("", "Win the hotels", ["Accounts"])]
    assert [o.text for o in proposal.left_out] == [
        "Objective: A short sentence", "Key Result: A number", "Owner: One person", "Enter objective here",
    ]  # fmt: skip
