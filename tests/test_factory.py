"""The workshops that tests and benches are made of are sound ones."""

import pytest

from okrdesk.canonical import canonical
from okrdesk.cards import KeyResult, Objective
from okrdesk.check import fault
from okrdesk.workshop import Touched
from tests.factory import sample_workshop


@pytest.mark.parametrize(("objectives", "key_results"), [(0, 0), (1, 0), (12, 36), (60, 100)])
def test_a_workshop_of_the_size_asked_for_that_breaks_no_rule(objectives, key_results):
    if not objectives:
        key_results = 0
    workshop = sample_workshop(objectives=objectives, key_results=key_results)
    assert workshop.count(Objective) == objectives
    assert workshop.count(KeyResult) == key_results
    assert fault(workshop, Touched(added={record.id for record in workshop})) is None


def test_the_same_each_time():
    assert canonical(sample_workshop(seed=4)) == canonical(sample_workshop(seed=4))
    assert canonical(sample_workshop(seed=4)) != canonical(sample_workshop(seed=5))


def test_as_many_different_words_as_asked_for():
    workshop = sample_workshop(objectives=200, key_results=600, words=4000)
    texts = [o.story + " " + o.title for o in workshop.all(Objective)]
    texts += [kr.text for kr in workshop.all(KeyResult)]
    assert len({word.lower() for text in texts for word in text.split()}) > 3800
