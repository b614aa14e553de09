"""Fixtures for the workshop's file: a private folder for each test, and a small workshop in it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from okrdesk.store.document import Document, create
from tests.okrdesk.small import ANN, small_change


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The app's private folder for this one test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("OKRDESK_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def _small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OKRDESK_HOME", str(folder / "home"))
        path = folder / "plan.okrdesk"
        create(path, ANN, small_change(), synchronous="OFF").close()
    return path


@pytest.fixture
def plan(_small_file: Path, tmp_path: Path) -> Path:
    """A published file of the small workshop that nobody has open."""
    folder = tmp_path / "shared"
    folder.mkdir()
    return Path(shutil.copy(_small_file, folder / "plan.okrdesk"))


@pytest.fixture
def opened(plan: Path):
    """A way to open the plan that closes what is left open at the end."""
    from okrdesk.store.document import open_document

    documents: list[Document] = []

    def open_(path: Path = plan, **how: object) -> Document:
        document = open_document(path, ANN, synchronous="OFF", **how)  # type: ignore[arg-type]
        documents.append(document)
        return document

    yield open_
    for document in documents:
        document.abandon()


Opener = Callable[..., Document]
