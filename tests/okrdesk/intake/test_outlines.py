"""Outlines as people write them: mails, Markdown, indents; what stands behind a line finds its field."""

from decimal import Decimal

import pytest

from okrdesk.intake import Proposal, propose_text


def shape(proposal: Proposal) -> list[tuple[str, str, list[str]]]:
    return [(o.team, o.title, [k.text for k in o.key_results]) for o in proposal.objectives]


def test_markdown_with_labels_owners_scores_and_a_table():
    proposal = propose_text("""# Plum Bakery – OKRs Q3 2026

## Company

### O1: Cafés love our bread
**Owner:** Rosa Lind

- KR1: Reorders from 31% to 45% (Rosa Lind) => 60%
- KR2: Complaints below 3 — Owner: Tom Beck
- [x] KR3: Publish the [promise](https://example.org/promise)

### O2: We bake every night
| Key Result | Baseline | Target | Owner |
|---|---|---|---|
| Nights baked a month | 20 | 30 | @mei |
| Burnt loaves | TBD | 5% | Uma, Jo |

## Vans team
### O3: Vans that never stop
Supports: KR1
1. Idle hours 9 -> 2
   - Initiative: new tyres
""")
    first, second, third = proposal.objectives
    assert (proposal.organisation, proposal.cycle) == ("Plum Bakery", "Q3 2026")
    assert (first.owner, first.team, third.team) == ("Rosa Lind", "Company", "Vans team")
    one, two, three = first.key_results
    assert (one.text, one.owner, one.score) == ("Reorders from 31% to 45%", "Rosa Lind", Decimal("0.6"))
    assert (two.text, two.owner) == ("Complaints below 3", "Tom Beck")
    assert (three.score, three.note) == (1, "https://example.org/promise")
    nights, burnt = second.key_results
    assert (nights.kind, nights.baseline, nights.target, nights.owner) == ("increase", 20, 30, "mei")
    assert (burnt.baseline_unknown, burnt.unit, burnt.involved) == (True, "%", ("Jo",))
    assert third.key_results[0].note == "Initiative: new tyres"
    assert [(link.source, link.target) for link in proposal.links] == [(third, one)]


def test_a_mail_with_greeting_and_signature():
    proposal = propose_text("""Hi all,

MARKETING

Objective: Be the name that cafés think of first
  KR1: 40% recall in the panel (was 22%)
  KR2: 3 fairs with a live oven, each with at least fifty conversations that we
    can follow up
SALES

Objective: Double the pipeline
  - 120 leads (Tom)
  - win rate 25% (Uma)
  - 10 partners (Tom)

Best,
Rosa
""")
    assert shape(proposal) == [
        (
            "MARKETING",
            "Be the name that cafés think of first",
            [
                "40% recall in the panel (was 22%)",
                "3 fairs with a live oven, each with at least fifty conversations that we can follow up",
            ],
        ),
        ("SALES", "Double the pipeline", ["120 leads", "win rate 25%", "10 partners"]),
    ]
    assert [k.owner for k in proposal.objectives[1].key_results] == ["Tom", "Uma", "Tom"]
    assert [left.text for left in proposal.left_out] == ["Hi all,", "Best,", "Rosa"]


def test_labels_on_lines_of_their_own():
    proposal = propose_text("""Q3 OKRs

Objective 1
Delight our cafés

Key Results
- Reorders 50%
- Complaints 2

Objective 2
Grow the team

Key Results
- 5 bakers
""")
    assert [(title, texts) for _team, title, texts in shape(proposal)] == [
        ("Delight our cafés", ["Reorders 50%", "Complaints 2"]),
        ("Grow the team", ["5 bakers"]),
    ]


def test_teams_stated_as_a_line_and_parents_by_words():
    proposal = propose_text("""Team: Ovens

Objective: Make baking boring
Key Results:
1) Batches a day: 2 -> 10
2) Failed batches under 5%

Team: Vans

Objective: Bread arrives at once
Key Results:
1) Under 20 minutes
Supports: make baking boring!
""")
    assert [team for team, _title, _texts in shape(proposal)] == ["Ovens", "Vans"]
    (link,) = proposal.links
    assert link.target is proposal.objectives[0]


def test_three_levels_of_tabs():
    proposal = propose_text(
        "Ovens\n\tBake more\n\t\t900 loaves\n\tBurn less\n\t\tBelow 2%\nVans\n\tDrive less\n\t\t90 km\n"
    )
    assert shape(proposal) == [
        ("Ovens", "Bake more", ["900 loaves"]),
        ("Ovens", "Burn less", ["Below 2%"]),
        ("Vans", "Drive less", ["90 km"]),
    ]


def test_an_abbreviation_in_brackets_is_not_an_owner():
    proposal = propose_text(
        "Be loved\n - Above 20 NPS (Net Promoter Score)\n - Above 30 NPS (Net Promoter Score)\n"
    )
    assert [k.owner for k in proposal.objectives[0].key_results] == ["", ""]


def test_a_paragraph_below_an_announced_list_is_its_objectives():
    proposal = propose_text("""## 1. Become the first choice

We lose too many to the wholesaler.

**Key results**

1. 40 new cafés
2. Reorders 80%

**Owner:** Ida
""")
    (objective,) = proposal.objectives
    assert (objective.owner, objective.note) == ("Ida", "We lose too many to the wholesaler.")
    assert [k.text for k in objective.key_results] == ["40 new cafés", "Reorders 80%"]


@pytest.mark.parametrize(
    "text",
    [
        "O1: " + "a " * 50_000,
        "a\n" * 5_000,
        "1. a\n" * 5_000,
        "> " * 20_000 + "a",
        "a=>" * 20_000,
        "@a," * 20_000,
        "- a\n" + " " * 50_000 + "b",
        "a" + " " * 50_000 + "b\n- c",
        "\n" * 20_000 + "a",
        "[a](b)" * 5_000,
        "Objective|KR\n" + "a" * 30_000 + "|" + "1," * 20_000,
    ],
)
@pytest.mark.timeout(15)  # where a rule looks at everything again for each sign, this never ends
def test_odd_texts_come_to_an_end(text: str):
    proposal = propose_text(text)
    assert proposal.objectives or proposal.left_out
