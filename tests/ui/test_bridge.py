"""The bridge tells of each change once, with what it touched and who began it."""

from okrdesk import edits
from tests.desks import desk_for
from tests.factory import sample_workshop
from ui.bridge import Bridge


def test_a_change_its_undo_and_redo_are_each_told_once(qtbot):
    desk = desk_for(sample_workshop())
    bridge = Bridge(desk)
    heard = []
    bridge.changed.connect(lambda touched, initiator: heard.append((set(touched.altered), initiator)))
    pillar = desk.workshop.pillars()[0]
    me = object()
    desk.do(edits.set_field(desk.workshop, pillar.id, "title", "Ride further"), me)
    desk.undo()
    desk.redo(me)
    assert heard == [({pillar.id}, me), ({pillar.id}, None), ({pillar.id}, me)]


def test_a_closed_bridge_is_silent(qtbot):
    desk = desk_for(sample_workshop())
    bridge = Bridge(desk)
    heard = []
    bridge.changed.connect(lambda *args: heard.append(args))
    bridge.close()
    desk.do(edits.set_field(desk.workshop, desk.workshop.pillars()[0].id, "title", "Ride further"))
    assert heard == []
