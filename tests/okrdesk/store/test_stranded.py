"""Work whose file is gone: found again, said, and written where the person wants it."""

import os
import signal
from contextlib import closing

import pytest

from okrdesk import edits
from okrdesk.cards import Objective
from okrdesk.store.document import open_document
from okrdesk.store.errors import Locked, Unreadable, Unwritable
from okrdesk.store.stranded import all_stranded, bring_back, stranded_of
from tests.okrdesk.small import ANN


def title_in(document):
    return document.workshop.find(Objective, "o1").title


def strand(opened, plan, title="not in the file yet"):
    now = opened()
    now.desk.do(edits.set_field(now.workshop, "o1", "title", title))
    plan.unlink(missing_ok=True)
    now.close(leave_unpublished=True)


def test_the_work_of_a_deleted_file_is_found_and_brought_back_where_it_was(opened, plan, home):
    strand(opened, plan)
    (found,) = all_stranded()
    assert found.file == plan and found.changes == 1 and found == stranded_of(plan)[0]
    bring_back(found, plan)
    assert not all_stranded() and not list((home / "work").iterdir())
    with closing(open_document(plan, ANN, synchronous="OFF")) as back:
        assert title_in(back) == "not in the file yet"
        assert back.verify() == []
        assert back.desk.history.undo_label


def test_what_is_open_or_in_its_file_is_not_stranded(opened, plan):
    now = opened()
    now.desk.do(edits.set_field(now.workshop, "o1", "title", "being written"))
    assert not all_stranded()
    now.close()
    assert not all_stranded()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_what_a_kill_left_is_found(plan):
    child = os.fork()
    if child == 0:
        now = open_document(plan, ANN)
        now.desk.do(edits.set_field(now.workshop, "o1", "title", "before the kill"))
        plan.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    (found,) = all_stranded()
    assert found.file == plan


def test_a_publication_that_got_through_leaves_nothing_behind(opened, plan, monkeypatch):
    from okrdesk.store.working import Place

    now = opened()
    now.desk.do(edits.set_field(now.workshop, "o1", "title", "it got through"))
    now.publish()
    state = now._state
    before = type(state)(
        "0" * 64, state.published - 1, state.device, state.seen, state.published, file=str(plan)
    )
    place = now._place
    place.write_state(before)
    place.let_go()
    assert Place(place.folder).read_state() == before
    assert not all_stranded()


@pytest.mark.parametrize("read_only", [False, True])
def test_opening_a_file_that_is_gone_says_what_is_kept(opened, plan, read_only):
    strand(opened, plan)
    with pytest.raises(Unreadable, match="1 change that had not been saved to it is kept on this computer"):
        open_document(plan, ANN, read_only=read_only)


def test_what_cannot_be_written_back_is_still_kept(opened, plan, tmp_path):
    strand(opened, plan)
    (found,) = all_stranded()
    with pytest.raises(Unwritable):
        bring_back(found, tmp_path / "no such folder" / "plan.okrdesk")
    assert all_stranded() == [found]


def test_it_is_not_written_over_what_somebody_has_open(opened, plan, tmp_path):
    other = tmp_path / "other.okrdesk"
    with closing(opened()) as now:
        now.save_copy(other)
    strand(opened, plan)
    (found,) = all_stranded()
    with closing(open_document(other, ANN, synchronous="OFF")), pytest.raises(Locked):
        bring_back(found, other)
    assert all_stranded() == [found]


def test_going_on_in_another_file_leaves_nothing_waiting_for_the_first(opened, plan, tmp_path, home):
    now, other = opened(), tmp_path / "other.okrdesk"
    now.desk.do(edits.set_field(now.workshop, "o1", "title", "moved"))
    plan.unlink()
    now.move_to(other)
    now.close()
    assert not all_stranded() and not list((home / "work").iterdir())
    with closing(open_document(other, ANN, synchronous="OFF")) as there:
        assert title_in(there) == "moved"
