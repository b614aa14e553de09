"""The set-up room of a window on the sample."""

import pytest

from tests.ui.setup.acting import Setup


@pytest.fixture
def setup(place, qtbot):
    """The room, entered, and ways to act in it."""
    place.rooms.enter("setup")
    return Setup(place, qtbot)
