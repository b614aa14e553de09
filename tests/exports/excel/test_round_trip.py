"""Out and in again: the workbook of a plan holds the same teams, objectives and key results."""

from __future__ import annotations

from pathlib import Path

from exports.excel import write_workbook
from exports.job import Job
from okrdesk.cards import KeyResult, Objective, Team
from okrdesk.intake import change_for, propose
from okrdesk.sample import sample
from okrdesk.workshop import Workshop
from tests.desks import desk_for


def told(workshop: Workshop) -> dict[str, set[object]]:
    """What people would call the same plan, without ids."""

    def code(id_: str) -> str:
        return getattr(workshop.get(id_), "code", "")

    def parked(id_: str) -> bool:
        objective = workshop.find(Objective, id_)
        return objective is not None and objective.parked

    return {
        "teams": {(t.code, t.name, code(t.parent)) for t in workshop.teams()},
        "objectives": {
            (o.code, o.title, code(o.team), o.style, o.story, o.parked, workshop.name_of(o.owner))
            for o in workshop.all(Objective)
        },
        "key results": {
            (
                k.code,
                k.text,
                k.kind,
                k.baseline,
                k.baseline_unknown,
                k.target,
                k.unit,
                workshop.name_of(k.owner),
            )
            for k in workshop.all(KeyResult)
            if not parked(k.objective)  # those are one cell of words on their sheet
        },
    }


def test_the_sample_comes_back(tmp_path: Path) -> None:
    ours = desk_for(Workshop("a"))
    ours.do(sample())
    write_workbook(ours.workshop, tmp_path / "okrs.xlsx", Job())
    back = desk_for(Workshop("b"))
    back.do(change_for(propose(tmp_path / "okrs.xlsx"), back.workshop))
    before, after = told(ours.workshop), told(back.workshop)
    assert len(before["teams"]) == len(ours.workshop.all(Team))
    for what in before:
        assert before[what] ^ after[what] == set(), what
