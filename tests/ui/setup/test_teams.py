"""The team tree: grown, moved by mouse and keys, and cut back; all of a team beside it."""

import pytest
from PySide6.QtCore import QPoint

from okrdesk.cards import Team
from tests.ui.setup.acting import CTRL, KEY, LEFT, SHIFT


@pytest.fixture
def page(setup):
    section = setup.section("teams")
    section.enter()
    return section


def below(setup, code):
    return [team.code for team in setup.workshop.by(Team, "parent", setup.team(code).id)]


def choose(setup, page, code):
    setup.click(page.tree.viewport(), page.tree.rect_of(setup.team(code).id).center())
    assert page.tree.team == setup.team(code).id


def drag(setup, page, code, on, share, *, drop=True):
    view = page.tree.viewport()
    start = page.tree.rect_of(setup.team(code).id).center()
    row = page.tree.rect_of(setup.team(on).id)
    end = QPoint(row.center().x(), round(row.top() + share * (row.height() - 1)))
    setup.qtbot.mousePress(view, LEFT, pos=start)
    for n in range(1, 6):
        setup.qtbot.mouseMove(view, start + (end - start) * n / 5)
    if drop:
        setup.qtbot.mouseRelease(view, LEFT, pos=end)


# ---------------------------------------------------------------- growing
def test_teams_are_added_beside_and_below_by_keys(setup, page):
    choose(setup, page, "SAL")
    setup.key(KEY.Key_N, to=page.tree)
    setup.type("Partners")
    setup.key(KEY.Key_Return)
    setup.type("Field Sales")  # the line for the next one is there already
    setup.key(KEY.Key_Return)
    setup.key(KEY.Key_Escape)
    assert below(setup, "CO")[:3] == ["SAL", "PAR", "FS"]
    assert setup.focus() is page.tree
    setup.key(KEY.Key_N, SHIFT)
    setup.type("Trade Fairs")
    setup.key(KEY.Key_Return)
    setup.key(KEY.Key_Escape)
    assert below(setup, "FS") == ["TF"]
    assert page.team.name.editor.toPlainText() == "Trade Fairs"
    for _team in range(3):
        setup.undo()
    assert below(setup, "CO") == ["SAL", "SRV", "ENG", "FLT", "SUP", "PEO"]


def test_teams_are_added_by_buttons(setup, page):
    choose(setup, page, "CO")
    setup.click(page.beside)  # the company has none beside it
    setup.type("Legal")
    setup.key(KEY.Key_Return)
    setup.key(KEY.Key_Escape)
    setup.click(page.below)
    setup.type("Contracts")
    setup.key(KEY.Key_Return)
    assert (below(setup, "CO")[-1], below(setup, "LEG")) == ("LEG", ["CON"])


def test_a_team_without_a_name_never_is(setup, page):
    count = len(setup.workshop.teams())
    setup.key(KEY.Key_N)
    setup.key(KEY.Key_Return)
    setup.type("Half")
    setup.key(KEY.Key_Escape)
    assert page.tree.line is not None
    setup.key(KEY.Key_Escape)
    assert page.tree.line is None
    assert len(setup.workshop.teams()) == count


def test_a_name_being_written_stays_while_teams_change(setup, page):
    choose(setup, page, "SAL")
    setup.key(KEY.Key_N, to=page.tree)
    setup.type("Part")
    setup.desk.do(page.bench.workshop and _add(setup, "Legal"))
    assert page.tree.line.text() == "Part"
    setup.type("ners")
    setup.key(KEY.Key_Return)
    assert below(setup, "CO")[:2] == ["SAL", "PAR"]


def _add(setup, name):
    from okrdesk.team_edits import add_team

    return add_team(setup.workshop, name)


# ---------------------------------------------------------------- moving
def test_a_team_moves_by_keys(setup, page):
    choose(setup, page, "ENG")
    setup.key(KEY.Key_Up, CTRL, to=page.tree)
    assert below(setup, "CO")[:3] == ["SAL", "ENG", "SRV"]
    setup.key(KEY.Key_Right, CTRL)
    assert below(setup, "SAL") == ["ENG"]
    assert "below Sales" in setup.hint()
    setup.key(KEY.Key_Left, CTRL)
    setup.key(KEY.Key_Down, CTRL)
    assert below(setup, "CO")[:3] == ["SAL", "SRV", "ENG"]
    assert page.tree.team == setup.team("ENG").id
    setup.key(KEY.Key_Left, CTRL)
    assert "no place" in setup.hint()
    for _move in range(4):
        setup.undo()
    assert below(setup, "CO")[:3] == ["SAL", "SRV", "ENG"]


def test_a_team_moves_by_drag(setup, page):
    drag(setup, page, "ENG", "SAL", 0.5)
    assert below(setup, "SAL") == ["ENG"]
    drag(setup, page, "ENG", "SRV", 0.05)
    assert below(setup, "CO")[:3] == ["SAL", "ENG", "SRV"]
    drag(setup, page, "SAL", "SRV", 0.95)
    assert below(setup, "CO")[:3] == ["ENG", "SRV", "SAL"]
    for _move in range(3):
        setup.undo()
    assert below(setup, "CO")[:3] == ["SAL", "SRV", "ENG"]


def test_a_drag_says_what_it_would_do_and_esc_ends_it(setup, page):
    drag(setup, page, "ENG", "SAL", 0.5, drop=False)
    assert setup.hint() == "Move it below Sales"
    setup.key(KEY.Key_Escape, to=page.tree)
    row = page.tree.rect_of(setup.team("SAL").id)
    setup.qtbot.mouseRelease(page.tree.viewport(), LEFT, pos=row.center())
    assert below(setup, "SAL") == []
    drag(setup, page, "ENG", "SAL", 0.5)
    drag(setup, page, "SAL", "ENG", 0.5)
    assert "below itself" in setup.hint()
    drag(setup, page, "CO", "ENG", 0.5)
    assert "company stays" in setup.hint()
    assert below(setup, "SAL") == ["ENG"]


def test_a_team_moves_by_choosing_where_it_belongs(setup, page):
    choose(setup, page, "ENG")
    assert not any("Engineering" in page.team.parent_team.editor.itemText(n) for n in range(5))
    setup.pick(page.team.parent_team, "   Service")
    assert below(setup, "SRV") == ["ENG"]
    setup.click(page.up)
    assert "no place" in setup.hint()


# ---------------------------------------------------------------- all of a team
def test_a_team_is_written_beside_the_tree(setup, page):
    choose(setup, page, "ENG")
    setup.key(KEY.Key_F2, to=page.tree)
    assert setup.focus() is page.team.name.editor
    setup.write(page.team.name, "Bike Design")
    setup.write(page.team.purpose, "Frames that last")
    setup.write(page.team.function, "Design")
    setup.write(page.team.headcount, "31")
    setup.click(page.team.colour.swatches[6])
    team = setup.team("ENG")
    assert (team.name, team.purpose, team.function) == ("Bike Design", "Frames that last", "Design")
    assert (team.headcount, team.colour) == (31, 6)
    setup.key(KEY.Key_Right)
    assert setup.team("ENG").colour == 7
    setup.undo()
    setup.undo()
    assert page.team.colour.swatches[3].isChecked()
    setup.write(page.team.headcount, "a few")
    assert "no whole number" in page.team.headcount._problem.accessibleName()


def test_a_code_that_is_taken_is_refused(setup, page):
    choose(setup, page, "ENG")
    for code, why in (("SAL", "taken"), ("", "needs a code")):
        setup.write(page.team.code, code)
        assert why in page.team.code._problem.accessibleName()
    setup.write(page.team.code, "BIKE")
    assert setup.team("BIKE").name == "Engineering"
    setup.undo()
    assert page.team.code.editor.toPlainText() == "ENG"


# ---------------------------------------------------------------- cutting back
def test_a_team_with_cards_says_what_goes_and_offers_another(setup, page):
    eng, cards = setup.team("ENG").id, len(setup.workshop.objectives(setup.team("ENG").id))
    people = [p.id for p in setup.workshop.people() if p.team == eng]
    assert cards and people
    choose(setup, page, "ENG")
    setup.key(KEY.Key_Delete, to=page.tree)
    assert page.question.isVisible()
    assert f"{cards} objectives" in page.question.text.accessibleName()
    assert eng in setup.workshop
    page._into.setCurrentIndex(page._into.findData(setup.team("SRV").id))
    before = len(setup.workshop.objectives(setup.team("SRV").id))
    setup.click(page.question.buttons()[0])
    assert eng not in setup.workshop
    assert len(setup.workshop.objectives(setup.team("SRV").id)) == before + cards
    assert {setup.workshop[id_].team for id_ in people} == {setup.team("SRV").id}
    assert page.tree.team == setup.team("SRV").id
    setup.undo()
    assert len(setup.workshop.objectives(eng)) == cards


def test_a_team_goes_with_its_cards_or_not_at_all(setup, page):
    eng, everything = setup.team("ENG").id, set(setup.workshop)
    choose(setup, page, "ENG")
    setup.click(page.delete)
    setup.key(KEY.Key_Escape)
    assert not page.question.isVisible()
    assert setup.focus() is page.tree
    setup.click(page.delete)
    setup.click(page.question.buttons()[1])
    assert eng not in setup.workshop
    assert "Undo brings it back" in setup.hint()
    setup.undo()
    assert set(setup.workshop) == everything


def test_an_empty_team_goes_at_once_and_the_company_never(setup, page):
    setup.desk.do(_add(setup, "Legal"))
    choose(setup, page, "LEG")
    setup.key(KEY.Key_Delete, to=page.tree)
    assert "LEG" not in below(setup, "CO")
    choose(setup, page, "CO")
    assert not page.delete.isEnabled()
    setup.key(KEY.Key_Delete, to=page.tree)
    assert any("company stays" in text for text in setup.place.banners.texts())


def test_undo_of_the_chosen_team_chooses_another(setup, page):
    setup.desk.do(_add(setup, "Legal"))
    choose(setup, page, "LEG")
    setup.undo()
    assert page.tree.team == setup.team("CO").id
    assert page.team.name.editor.toPlainText() == "Company"
