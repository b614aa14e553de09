"""What the outline's rows look like."""

from okrdesk import edits
from tests.acting import card
from tests.ui.outline.acting import COLUMN


def picture(tree, id_):
    """The title's cell of a card, as it is painted."""
    index = tree.rows.index_of(id_, COLUMN["title"])
    return tree.viewport().grab(tree.visualRect(index)).toImage()


def test_a_role_objective_is_marked_behind_its_title_however_long_that_is(place, tree):
    desk, id_ = place.session.desk, card(place, "CO-1").id
    for title in ("Brakes hold", "Brakes hold on every hill of every city that we deliver to " * 3):
        desk.do(edits.set_fields(desk.workshop, id_, title=title, role_objective=False))
        before = picture(tree, id_)
        desk.do(edits.set_fields(desk.workshop, id_, role_objective=True))
        marked = picture(tree, id_)
        desk.undo()
        assert marked != before
        assert picture(tree, id_) == before
