"""The outline of a window on the sample."""

import pytest

from tests.ui.outline.acting import outline


@pytest.fixture
def room(place):
    return outline(place)


@pytest.fixture
def tree(room):
    return room.tree
