"""Tables in odd shapes, and what their cells become."""

from decimal import Decimal
from pathlib import Path

import pytest

from okrdesk.intake import FIELDS, IntakeError, propose, propose_text
from okrdesk.intake.grid import Cell
from okrdesk.intake.values import amount, split_people
from okrdesk.intake.values import score as score_of
from okrdesk.numbers import Ambiguous


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("31%", "31", "%"),
        ("$2.5M", "2500000", "USD"),
        ("€300k", "300000", "EUR"),
        ("1.2bn", "1200000000", ""),
        ("1,234,567", "1234567", ""),
        ("1.250,50 €", "1250.50", "EUR"),
        ("1'000", "1000", ""),
        ("-3", "-3", ""),
        ("12 days", "12", "days"),
        ("0.125", "0.125", ""),
        ("USD 40", "40", "USD"),
    ],
)
def test_numbers_with_units(text: str, number: str, unit: str):
    found = amount(Cell(text))
    assert found is not None
    assert (found.number, found.unit) == (Decimal(number), unit)


@pytest.mark.parametrize("text", ["soon", "NPS 40 and more", "v1.2.3.4 done", "", "Q3"])
def test_words_are_not_numbers(text: str):
    assert amount(Cell(text)) is None


def test_an_ambiguous_number_is_asked_about_and_answered():
    with pytest.raises(Ambiguous):
        amount(Cell("1.234"))
    proposal = propose_text("Objective;KR;Target\nBake more;Loaves;1.234\n")
    (question,) = proposal.questions
    assert question.text == "1.234"
    assert proposal.objectives[0].key_results[0].note == "Target: 1.234"
    german = proposal.again({}, ",").objectives[0].key_results[0]
    english = proposal.again({}, ".").objectives[0].key_results[0]
    assert (german.target, english.target) == (Decimal(1234), Decimal("1.234"))


def test_other_numbers_of_a_file_settle_it():
    proposal = propose_text("Objective;KR;From;Target\nBake;Loaves;1.234;2.500\nBake;Rye;0,5;1,5\n")
    loaves, rye = proposal.objectives[0].key_results
    assert (loaves.target, rye.target, proposal.questions) == (2500, Decimal("1.5"), ())


@pytest.mark.parametrize(
    ("text", "scale", "score"),
    [("0.7", 1, "0.7"), ("70%", 1, "0.7"), ("70", 100, "0.7"), ("7", 10, "0.7"), ("7/10", 1, "0.7")],
)
def test_scores(text: str, scale: int, score: str):
    assert score_of(Cell(text), Decimal(scale)) == Decimal(score)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Dana Ruiz", ("Dana Ruiz",)),
        ("Dana; Tom & Uma", ("Dana", "Tom", "Uma")),
        ("@dana / @tom", ("dana", "tom")),
        ("Dana and Tom\nUma", ("Dana", "Tom", "Uma")),
        ("dana.ruiz@example.org", ("Dana Ruiz",)),
        ("Jo (Berlin)", ("Jo (Berlin)",)),
    ],
)
def test_several_owners(text: str, people: tuple[str, ...]):
    assert split_people(text) == people


def test_columns_are_corrected_by_a_mapping():
    text = "Thing\tWords\tWho\nBake more\t900 loaves\tIda\n"
    proposal = propose_text(text, {"Thing": "objective", "words": "key_result", "C": "owner"})
    (objective,) = proposal.objectives
    assert (objective.title, objective.key_results[0].text, objective.key_results[0].owner) == (
        "Bake more",
        "900 loaves",
        "Ida",
    )
    assert [column.field for column in proposal.tables[0].columns] == ["objective", "key_result", "owner"]


def test_a_mapping_that_fits_nothing_names_the_choices():
    text = "Objective,KR\nBake more,900 loaves\n"
    with pytest.raises(IntakeError, match=r"no column “Owner”\. The columns are: Objective, KR"):
        propose_text(text, {"Owner": "owner"})
    with pytest.raises(IntakeError, match=r"no field “boss”.*objective, key_result"):
        propose_text(text, {"KR": "boss"})


def test_every_field_has_a_name():
    assert all(label and label[0].isupper() for label in FIELDS.values())


def test_rows_that_say_what_they_are_with_parents():
    proposal = propose_text(
        "Name\tType\tOwner\tParent\tStart value\tTarget value\n"
        "Win cafés\tCompany objective\tIda\t\t\t\nNew cafés\tKey result\tTom\tWin cafés\t0\t40\n"
        "Fresh bread\tTeam objective\tJo\tNew cafés\t\t\nSold fresh\tKey result\tUma\tFresh bread\t70%\t95%\n"
    )
    first, second = proposal.objectives
    assert [k.text for k in first.key_results] == ["New cafés"]
    assert second.key_results[0].baseline == 70
    assert proposal.links[0].target is first.key_results[0]


def test_columns_of_key_results_with_targets():
    proposal = propose_text(
        "Objective,KR 1,KR 1 target,KR 2,KR 2 target\nBake better,Waste,3%,Reorders,40%\nDrive less,Km,90,,\n"
    )
    first, second = proposal.objectives
    assert [(k.text, k.target, k.unit) for k in first.key_results] == [
        ("Waste", 3, "%"),
        ("Reorders", 40, "%"),
    ]
    assert len(second.key_results) == 1


def test_company_department_team_make_the_tree():
    proposal = propose_text(
        "Company,Department,Team,Objective,KR\nPlum,,,Lead the market,30%\nPlum,Baking,,Bake more,900\n"
        "Plum,Baking,Rye,Rye for all,90\n"
    )
    assert [(team.name, team.parent) for team in proposal.teams] == [
        ("Plum", ""),
        ("Baking", "Plum"),
        ("Rye", "Baking"),
    ]


def test_a_team_as_owner_is_listed_and_kept_in_the_note():
    proposal = propose_text(
        "Objective,KR,Owner\nBake more,900 loaves,Ops / Ida\nBake more,Less waste,Sales\n"
    )
    first, second = proposal.objectives[0].key_results
    assert (first.owner, second.owner, second.note) == ("Ida", "", "Owner: Sales")
    assert [left.text for left in proposal.left_out] == ["Ops", "Sales"]


@pytest.mark.parametrize("name", ["plan.doc", "plan.csv", "plan"])
def test_text_by_any_name(name: str, tmp_path: Path):
    file = tmp_path / name
    file.write_text("Objective|KR\nBake more|900 loaves\n", "utf-8")
    assert propose(file).counts["key_results"] == 1


def test_many_parents_by_nearly_their_words_take_no_time():
    titles = [f"Bake loaf {n} for the shop of street {n * 7 % 400} and town {n % 90}" for n in range(800)]
    rows = [f"{title}\tLoaves\t{titles[n - 1]}!s" for n, title in enumerate(titles) if n]
    proposal = propose_text("Objective\tKR\tParent\n" + "\n".join(rows))
    assert proposal.counts["parents"] >= 700
