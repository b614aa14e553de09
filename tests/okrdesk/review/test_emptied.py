"""What is missing from a form that comes again: taken back by the newer state of it, and by nothing else."""

import pytest

from okrdesk.review.emptied import SheetRow, taken_back
from okrdesk.review.merging import union_preview
from okrdesk.review.notes import Spot
from okrdesk.review.packet import Back
from okrdesk.review.paper import LONGEST, PaperReviewer, Written, said_on_paper
from okrdesk.review.records import Note
from okrdesk.workshop import Workshop
from tests.okrdesk.small import small_change

NOA = PaperReviewer("Noa Berg", "shop", given="inv")
ROWS = {"o2": 2, "k2": 3, "k3": 4}
WHY = {"o2": "Why?", "k2": "Who?"}


class Post:
    """Forms that come to a workshop, filled in by one person, or by several under one name."""

    def __init__(self):
        self.workshop = Workshop("w")
        self.workshop.apply(small_change().steps)

    def comes(self, day, said, whole=True):
        """A form saved on that day of June ("": nobody knows) with these words by card; the preview, and the
        rows of which something cannot be told.
        """
        saved = f"2025-06-{day:02}T08:00:00+00:00" if day else ""
        written = [Written(Spot(card), "eng", "", "note", text, in_row=True) for card, text in said.items()]
        found = said_on_paper(self.workshop, NOA, written, at=saved)
        rows = [SheetRow(n, Spot(card), whole) for card, n in ROWS.items()]
        back, unsure = taken_back(self.workshop, NOA, rows, found, saved)
        all_said = (*found.values(), *back.values())
        preview = union_preview(
            self.workshop, [Back("w", "inv", NOA.key, NOA.name, "", "submitted", all_said)]
        )
        if preview.change:
            self.workshop.apply(preview.change.steps)
        return preview, unsure

    @property
    def stands(self):
        return {note.card: note.text for note in self.workshop.all(Note) if not note.withdrawn}


@pytest.fixture
def post():
    return Post()


def test_what_the_newer_state_no_longer_says_is_taken_back_and_can_come_again(post):
    post.comes(1, WHY)
    preview, unsure = post.comes(2, {"k2": "Who?"})
    assert (preview.new, preview.updated, preview.withdrawn, preview.here) == (0, 0, 1, 1)
    assert post.stands == {"k2": "Who?"} and not unsure
    for day, said in ((2, {"k2": "Who?"}), (1, WHY)):
        preview, unsure = post.comes(day, said)
        assert preview.change is None and not unsure
    preview, _unsure = post.comes(3, WHY)
    assert (preview.updated, post.stands) == (1, WHY)
    assert post.comes(2, {"k2": "Who?"})[0].change is None  # that is older now


def test_an_older_state_takes_nothing_back(post):
    post.comes(2, WHY)
    assert post.comes(1, {"k2": "Who?"})[1] == []
    assert post.stands == WHY


@pytest.mark.parametrize(
    ("day", "said", "whole"),
    [(1, {"k2": "Who?"}, True), (0, {"k2": "Who?"}, True), (2, {"k2": "Who else?"}, True),
     (2, {"k3": "What?"}, True), (2, {}, True), (2, {"k2": "Who?"}, False)],
    ids=["in one second", "no time", "all altered", "other words", "nothing", "not all can be read"],
)  # fmt: skip
def test_where_it_cannot_be_told_the_note_stays_and_the_row_is_named(post, day, said, whole):
    post.comes(1, WHY)
    preview, unsure = post.comes(day, said, whole)
    assert preview.withdrawn == 0 and post.stands["o2"] == "Why?"
    assert unsure == ([2] if "k2" in said else [2, 3])


def test_copies_that_were_filled_in_under_one_name_take_back_nothing_of_one_another(post):
    post.comes(1, WHY)
    assert post.comes(2, {"k3": "What?"})[1] == [2, 3]
    preview, unsure = post.comes(3, {"o2": "Why?"})  # the first of them deleted one
    assert (preview.withdrawn, unsure) == (1, [4])
    assert post.stands == {"o2": "Why?", "k3": "What?"}


def test_of_a_long_comment_that_was_shortened_the_rest_is_taken_back(post):
    post.comes(1, {"o2": "x" * (LONGEST + 1), "k2": "Who?"})
    assert sorted(len(note.text) for note in post.workshop.all(Note)) == [1, 4, LONGEST]
    preview, unsure = post.comes(2, {"o2": "x", "k2": "Who?"})
    assert (preview.updated, preview.withdrawn, unsure) == (1, 1, [])
    assert post.stands == {"o2": "x", "k2": "Who?"}
