"""The lines of key results read as if they were typed: the same fields, and nothing else altered."""

from decimal import Decimal

import pytest

from exports.excel import write_workbook
from exports.job import Job
from okrdesk import writing, written
from okrdesk.cards import KeyResult, Link, Objective, Organisation, Person
from okrdesk.change import Put
from okrdesk.intake import Proposal, change_for, propose, propose_text, readings, with_readings
from okrdesk.workshop import Workshop
from tests.desks import desk_for
from tests.factory import sample_workshop

DANA = Person("dana", name="Dana Fox")
LINES = (
    "Weekly active users from 31% to 55% by Dana",
    "Churn ≤ 2%",
    "Keep utilisation between 72 and 78%",
    "Launch the partner portal by week 6",
    "Repair cost from €40 to €25 by Marisol Quint",
    "Turnover from 1.234 to 1.500",
    "Close all S1 and S2 defects",
)
PASTED = "Riders stay with us\n" + "".join(f"  - {line}\n" for line in LINES)


def read(proposal: Proposal, *people: Person) -> Proposal:
    return with_readings(proposal, readings(proposal, people, Organisation("org")))


def results(proposal: Proposal) -> list[KeyResult]:
    records = (step.record for step in change_for(proposal, Workshop("w")).steps if isinstance(step, Put))
    return [record for record in records if isinstance(record, KeyResult)]


def bare(record: KeyResult) -> dict[str, object]:
    lost = ("id", "rank", "objective", "owner", "code")
    return {name: getattr(record, name) for name in record.__slots__ if name not in lost}


def test_pasted_lines_become_what_typing_them_makes():
    desk = desk_for(Workshop("w"))
    desk.do(change_for(propose_text("Riders stay with us\n  - Filler\n"), desk.workshop))
    (objective,) = desk.workshop.all(Objective)
    spot = writing.Spot(KeyResult, parent=objective.id)
    phrases = [written.read_line(desk.workshop, spot, line) for line in LINES]
    desk.do(written.save(desk.workshop, spot, phrases)[0])
    typed = desk.workshop.key_results(objective.id)[1:]
    assert [bare(kr) for kr in results(read(propose_text(PASTED)))] == [bare(kr) for kr in typed]


def test_owners_are_known_ones_or_new_ones():
    proposal = read(propose_text(PASTED), DANA)
    owners = [result.owner for result in proposal.objectives[0].key_results]
    assert owners == ["Dana Fox", "", "", "", "Marisol Quint", "", ""]
    assert proposal.people == ("Dana Fox", "Marisol Quint")
    people = [s.record for s in change_for(proposal, Workshop("w")).steps if isinstance(s, Put)]
    assert {p.name for p in people if isinstance(p, Person)} == {"Dana Fox", "Marisol Quint"}


def test_numbers_are_read_in_the_organisations_format_and_currency():
    proposal = propose_text("Riders stay with us\n  - Turnover from 1.234 to 1.500\n  - Basket $40 → $50\n")
    organisation = Organisation("org", number_format="1.234,5", currency="CAD")
    turnover, basket = readings(proposal, (), organisation).values()
    assert (turnover.baseline, turnover.target) == (1234, 1500)
    assert basket.unit == "CAD"


def test_what_is_not_understood_and_the_proposal_itself_stay_word_for_word():
    proposal = propose_text(PASTED)
    found = readings(proposal, (), Organisation("org"))
    assert [draft.text for draft in proposal.objectives[0].key_results] == list(LINES)
    assert not {"Turnover from 1.234 to 1.500", "Close all S1 and S2 defects"} & {d.text for d in found}


def test_numbers_owners_and_dates_of_columns_are_not_read_a_second_time():
    proposal = read(
        propose_text(
            "Objective\tKey result\tOwner\tDue\tFrom\tTo\n"
            "Riders stay\tReach 90% by Omar\tAna Lima\t\t10\t20\n"
            "\tReach 300 riders by week 4\tAna Lima\tweek 9\t\t\n"
            "\tChurn ≤ 2% by Omar\tAna Lima\t\t\t\n"
        )
    )
    columns, due, owner = proposal.objectives[0].key_results
    assert (columns.text, columns.baseline, columns.target) == ("Reach 90% by Omar", 10, 20)
    assert (due.text, due.due, due.target) == ("Riders by week 4", "week 9", Decimal(300))
    assert (owner.text, owner.owner, owner.target, owner.kind) == (
        "Churn by Omar", "Ana Lima", Decimal(2), "no_more_than",
    )  # fmt: skip


def test_links_to_a_line_that_is_read_go_on_leading_to_it():
    proposal = read(
        propose_text(
            "Objective\tKey result\tParent\nRiders stay\tChurn ≤ 2%\t\nBrakes hold\tRecalls < 3\tChurn ≤ 2%\n"
        )
    )
    desk = desk_for(Workshop("w"))
    desk.do(change_for(proposal, desk.workshop))
    (link,) = desk.workshop.all(Link)
    target = desk.workshop[link.target]
    assert isinstance(target, KeyResult)
    assert (target.text, target.kind) == ("Churn", "no_more_than")


@pytest.mark.slow
def test_a_workbook_of_ours_holds_nothing_more_to_read_where_numbers_are_stated(tmp_path):
    before = sample_workshop(objectives=30)
    write_workbook(before.snapshot(), tmp_path / "ours.xlsx", Job())
    proposal = propose(tmp_path / "ours.xlsx")
    found = readings(proposal, before.people(), before.organisation)
    assert not [draft for draft in found if draft.target is not None or draft.unit or draft.metric]
