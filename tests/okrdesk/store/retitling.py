"""A small edit of a document, and what a file holds of it."""

from contextlib import closing
from pathlib import Path

from okrdesk import edits
from okrdesk.cards import Objective
from okrdesk.store.document import Document, open_document
from tests.okrdesk.small import ANN


def retitle(opened: Document, title: str, id_: str = "o1") -> None:
    opened.desk.do(edits.set_field(opened.workshop, id_, "title", title))


def titles(path: Path) -> set[str]:
    with closing(open_document(path, ANN, read_only=True)) as look:
        return {o.title for o in look.workshop.all(Objective)}
