"""The lanes with their names and questions; the pillars with all their fields."""

import pytest

from okrdesk import guidance
from tests.acting import card
from tests.ui.setup.acting import KEY


@pytest.fixture
def lanes(setup):
    return setup.section("lanes")


@pytest.fixture
def strategy(setup):
    return setup.section("strategy")


# ---------------------------------------------------------------- lanes
def test_lanes_are_named_and_ask(setup, lanes):
    setup.write(lanes.row(2).title, "Departments")
    assert setup.workshop.organisation.levels == ("Company objectives", "Departments")
    assert setup.focus() is lanes.row(2).prompt.editor
    setup.write(lanes.row(2).prompt, "What do we owe the others?")
    setup.write(lanes.row(0).prompt, "Where do we win?")
    prompts = [guidance.prompt(setup.workshop, lane) for lane in range(3)]
    assert prompts == ["Where do we win?", guidance.our_prompt(1), "What do we owe the others?"]
    setup.undo()
    assert lanes.row(0).prompt.editor.toPlainText() == ""
    assert lanes.row(0).prompt.editor.placeholderText() == guidance.our_prompt(0)
    setup.write(lanes.row(2).title, "")
    assert setup.workshop.organisation.levels == ("Company objectives", "")
    assert lanes.row(2).title.editor.placeholderText() == "Enabling objectives"


def test_a_lane_is_added_moved_and_removed(setup, lanes):
    setup.go_into(lanes.new)
    setup.type("Crews")
    setup.key(KEY.Key_Return)
    setup.type("Benches")
    setup.key(KEY.Key_Return)
    names = ("Company objectives", "Enabling objectives", "Crews", "Benches")
    assert setup.workshop.organisation.levels == names
    assert lanes.row(4).facts.accessibleName() == "0 teams · 0 objectives"
    setup.click(lanes.row(4).buttons.up)
    assert setup.workshop.organisation.levels[2:] == ("Benches", "Crews")
    assert setup.focus() is lanes.row(3).buttons.up
    setup.key(KEY.Key_Space)
    assert setup.workshop.organisation.levels[1] == "Benches"
    setup.click(lanes.row(3).buttons.delete)
    assert setup.workshop.organisation.levels == ("Company objectives", "Benches", "Crews")
    for _change in range(5):
        setup.undo()
    assert setup.workshop.organisation.levels == names[:2]
    assert len(lanes.rows.rows()) == 3


def test_a_lane_with_teams_stays_and_says_why(setup, lanes):
    setup.go_into(lanes.new)
    setup.type("Crews")
    setup.key(KEY.Key_Return)
    setup.click(lanes.row(2).buttons.delete)
    assert "teams in “Enabling objectives”" in lanes.problem.accessibleName()
    assert lanes.problem.isVisible()
    setup.click(lanes.row(3).buttons.delete)
    assert not lanes.problem.isVisible()
    setup.click(lanes.row(2).buttons.delete)
    assert "at least" in lanes.problem.accessibleName()


def test_tab_goes_through_the_lanes_from_the_top(setup, lanes):
    setup.go_into(lanes.new)
    setup.type("Crews")
    setup.key(KEY.Key_Return)
    setup.go_into(lanes.row(3).title.editor)
    setup.key(KEY.Key_Tab)
    assert setup.focus() is lanes.row(3).prompt.editor
    for _button in range(2):
        setup.key(KEY.Key_Tab)
    assert setup.focus() is lanes.row(3).buttons.delete
    setup.key(KEY.Key_Tab)
    assert setup.focus() is lanes.new


# ---------------------------------------------------------------- strategy
def test_all_of_a_pillar_is_written(setup, strategy):
    id_ = card(setup.place, "S-1").id
    sheet = strategy.sheet_of(id_)
    before = setup.workshop[id_]
    setup.write(sheet.title, "Win the small towns")
    assert setup.focus() is sheet.fields[0].editor
    for field in sheet.fields[:5]:
        setup.write(field, f"Our {field.name}")
    setup.click(sheet.fields[6].swatches[5])
    pillar = setup.workshop[id_]
    assert pillar.title == "Win the small towns"
    fields = ("statement", "for_whom", "how_we_win", "what_we_give_up", "horizon")
    assert [getattr(pillar, name) for name in fields] == [f"Our {name}" for name in fields]
    assert pillar.colour == 5
    while setup.workshop[id_] != before:
        setup.undo()
    assert sheet.title.editor.toPlainText() == before.title


def test_a_pillar_gets_an_owner(setup, strategy):
    sheet = strategy.sheet_of(card(setup.place, "S-1").id)
    line = sheet.fields[5].line
    setup.click(line)
    setup.key(KEY.Key_Delete, to=line)
    setup.type("Signe", to=line)
    setup.key(KEY.Key_Return, to=line)
    assert setup.workshop[sheet.id].owner == setup.person("Signe Holm").id


def test_pillars_are_added_moved_and_deleted(setup, strategy):
    setup.go_into(strategy.new)
    setup.type("Repair is a business")
    setup.key(KEY.Key_Return)
    new = card(setup.place, "S-3")
    sheet = strategy.sheet_of(new.id)
    assert setup.focus() is sheet.fields[0].editor
    setup.type("Sell it alone")
    setup.click(sheet.buttons.up)
    assert [p.code for p in setup.workshop.pillars()] == ["S-1", "S-3", "S-2"]
    assert setup.workshop[new.id].statement == "Sell it alone"
    assert setup.focus() is strategy.sheet_of(new.id).buttons.up
    setup.key(KEY.Key_Space)
    assert [p.code for p in setup.workshop.pillars()] == ["S-3", "S-1", "S-2"]
    assert setup.focus() is strategy.sheet_of(new.id).title.editor  # there is no way further up
    assert strategy.sheet_of(new.id).y() < strategy.sheet_of(card(setup.place, "S-1").id).y()
    setup.click(strategy.sheet_of(new.id).buttons.down)
    setup.click(strategy.sheet_of(new.id).buttons.delete)
    assert len(setup.workshop.pillars()) == 2
    setup.undo()
    assert [p.code for p in setup.workshop.pillars()] == ["S-1", "S-3", "S-2"]


def test_a_pillar_with_links_asks_first(setup, strategy):
    id_ = card(setup.place, "S-1").id
    sheet, everything = strategy.sheet_of(id_), set(setup.workshop)
    setup.click(sheet.buttons.delete)
    assert "link" in sheet.question.text.accessibleName()
    setup.key(KEY.Key_Escape)
    assert id_ in setup.workshop
    setup.click(sheet.buttons.delete)
    setup.click(sheet.question.buttons()[0])
    assert id_ not in setup.workshop
    setup.undo()
    assert set(setup.workshop) == everything
    assert not strategy.sheet_of(id_).question.isVisible()


def test_tab_goes_through_pillars_in_their_order(setup, strategy):
    setup.click(strategy.sheet_of(card(setup.place, "S-2").id).buttons.up)
    first, second = (strategy.sheet_of(card(setup.place, code).id) for code in ("S-1", "S-2"))
    setup.go_into(second.title.editor)
    seen = []
    while strategy.isAncestorOf(setup.focus()):
        seen.append(setup.focus())
        setup.key(KEY.Key_Tab)
    wanted = [
        second.title.editor,
        second.buttons.delete,
        first.title.editor,
        first.buttons.delete,
        strategy.new,
    ]
    assert [widget for widget in seen if widget in wanted] == wanted
    assert len(seen) == len(set(seen)) == 21
