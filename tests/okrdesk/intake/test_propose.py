"""What people have, in small: each shape becomes the objectives and key results that it states."""

from pathlib import Path

from okrdesk.intake import propose, propose_text


def test_cells_pasted_from_a_spreadsheet():
    proposal = propose_text(
        "Team\tObjective\tKey result\tOwner\tRolls up to\n"
        "Company\tEarn the trust of bakers\t40% of bakers reorder within a month\tIda Berg\t\n"
        "Ovens\tDough rises everywhere\tFailed batches from 9 to 3 a week\tTom\tEarn the trust of bakers.\n"
        "\t\tEvery shop has a spare oven\tUma, Tom\t\n"
    )
    first, second = proposal.objectives
    assert [o.team for o in proposal.objectives] == ["Company", "Ovens"]
    assert [k.text for k in second.key_results] == [
        "Failed batches from 9 to 3 a week",
        "Every shop has a spare oven",
    ]
    assert (second.key_results[1].owner, second.key_results[1].involved) == ("Uma", ("Tom",))
    assert [(link.source, link.target) for link in proposal.links] == [(second, first)]
    assert proposal.left_out == ()


def test_a_file_is_told_by_its_content(tmp_path: Path):
    file = tmp_path / "plan.xyz"
    file.write_bytes("Ziel;Schlüsselergebnis\nBrot für alle;30 Läden\n".encode("cp1252"))
    (objective,) = propose(file).objectives
    assert objective.title == "Brot für alle"
    assert [k.text for k in objective.key_results] == ["30 Läden"]
