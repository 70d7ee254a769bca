"""How much waits for a visitor in collections and messages, for the bar."""

from zhangtu.collections import queries
from zhangtu.desk.frame.visit import Visit
from zhangtu.messages import queries as told


def collections(visit: Visit) -> int:
    """How many forms wait for the visitor's units."""
    return queries.waiting(visit.scope)


def messages(visit: Visit) -> int:
    """How many messages the visitor has not opened."""
    return told.unread(visit.scope)
