"""In the outline, too, a new card beside one that waits waits itself."""

from okrdesk.canonical import canonical
from tests.acting import card
from tests.ui.outline.acting import go, outline, press, shown, write


def test_n_and_enter_write_cards_that_wait(place):
    tree, begin = outline(place).tree, canonical(place.session.workshop)
    go(tree, "SAL-4")
    press(tree, "N")
    rows = shown(tree)
    assert rows.index("New objective") > rows.index("SAL-4")
    write(tree, "A boat for the canals")
    press(tree, "Return")
    write(tree, "A sledge")
    press(tree, "Return", "Escape")
    waiting = place.session.workshop.parked()
    assert [o.title for o in waiting] == ["A bike for families", "A boat for the canals", "A sledge"]
    assert {o.team for o in waiting} == {card(place, "SAL-4").team}
    place.undo()
    place.undo()
    assert canonical(place.session.workshop) == begin
