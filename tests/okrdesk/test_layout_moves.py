"""What moves from one card to another keeps its place on the board."""

import pytest

from okrdesk import edits
from okrdesk.cards import Condition, Objective, Team
from okrdesk.edits import ranks
from okrdesk.layout import place
from okrdesk.workshop import Workshop
from tests.okrdesk.even import MEASURE


@pytest.mark.parametrize("n", range(8))  # of a set's order there is no telling: other ids, another order
def test_a_condition_moves_to_another_card(n):
    a, b = f"from{n}", f"to{n}"
    first, second = ranks(2)
    workshop = Workshop(
        "w",
        [
            Team("co", rank=first, name="Company"),
            Objective(a, rank=first, team="co", title="A"),
            Objective(b, rank=second, team="co", title="B"),
            Condition("c", rank=first, parent=a, text="It holds"),
        ],
    )
    placement = place(workshop, MEASURE)
    change = edits.move_conditions(workshop, ("c",), b)
    placement.update(workshop, workshop.apply(change.steps))
    assert placement.conditions_under(a) == ()
    assert placement.conditions_under(b) == ("c",)
    assert placement.cards["c"].y > placement.cards[b].y
