"""A main window on a copy of the sample, as the app opens it; settings and profile of nobody."""

import shutil

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from okrdesk import profile
from okrdesk.cards import Author
from okrdesk.sample import sample
from okrdesk.store.document import create
from ui.app import leave_text
from ui.inspector import panel
from ui.look import motion, sizes
from ui.settings import Settings
from ui.window import MainWindow
from ui.workplace import Workplace


@pytest.fixture(autouse=True)
def still(monkeypatch):
    """Things are at once where they go, but in tests that look at motion."""
    monkeypatch.setattr(motion, "MILLISECONDS", 0)
    monkeypatch.setattr(panel, "REST_MS", 0)


@pytest.fixture(scope="session", autouse=True)
def nothing_of_python_on_the_clipboard(qapp):
    """As when the app ends."""
    yield
    leave_text()


@pytest.fixture(autouse=True)
def text_size():
    """The size of text belongs to the process: no test leaves another one behind."""
    yield
    sizes.set_text_size(100)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory):
    """The sample as a file; copy it before use."""
    path = tmp_path_factory.mktemp("sample") / "sample.okrdesk"
    create(path, Author("author-1", "Ada Abara"), sample(), synchronous="OFF").close()
    return path


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A data folder for this test alone, with a profile in it."""
    monkeypatch.setenv("OKRDESK_HOME", str(tmp_path / "home"))
    profile.save("Ana Cruz")
    return tmp_path / "home"


@pytest.fixture
def file(home, tmp_path, sample_file):
    """A workshop's file of this test's own."""
    return shutil.copy(sample_file, tmp_path / "plan.okrdesk")


@pytest.fixture
def open_window(qtbot):
    """Opens main windows, and closes them in the end."""
    places = []

    def open_(path, settings=None):
        window = MainWindow(settings or Settings())
        place = Workplace(window)
        places.append(place)
        window.resize(1500, 950)
        window.show()
        qtbot.waitExposed(window)
        if path is not None:
            place.files.begin(str(path))
        return place

    yield open_
    for place in places:
        place.close_anyway()
        place.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def place(open_window, file):
    """The workplace of a window with the sample open."""
    return open_window(file)
