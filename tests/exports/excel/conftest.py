"""What tests of workbooks share."""

import pytest

from okrdesk.workshop import Workshop
from tests.exports.excel.review_workbooks import fresh


@pytest.fixture
def workshop() -> Workshop:
    """A small workshop in which somebody was invited to review two drafts."""
    return fresh()
