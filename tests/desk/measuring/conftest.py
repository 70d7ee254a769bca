"""The small office of the ledgers with measures of its shops, and its people at browsers."""

import pytest
from counted import count
from shopping import come, office, shop, today

from office import Office

__all__ = ["come", "office", "shop", "today"]


@pytest.fixture
def counted(office: Office) -> Office:
    """The office with its measures in force."""
    return count(office)
