"""A workshop read from its file: what refers to a record holds the record's own id, not a copy of it."""

from contextlib import closing

from okrdesk.cards import Condition, KeyResult, Link, Objective, Team
from okrdesk.store.document import open_document
from tests.okrdesk.small import ANN

REFERENCES = {
    Team: ("parent",),
    Objective: ("team",),
    KeyResult: ("objective",),
    Condition: ("parent",),
    Link: ("source", "target"),
}


def test_each_id_is_one_text_in_memory_whoever_refers_to_it(plan):
    with closing(open_document(plan, ANN)) as document:
        workshop = document.desk.workshop
        checked = set()
        for kind, names in REFERENCES.items():
            for record in workshop.all(kind):
                for name in names:
                    if referred := getattr(record, name):
                        assert referred is workshop[referred].id
                        checked.add((kind, name))
        assert len(checked) == 6
