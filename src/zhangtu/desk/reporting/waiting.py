"""Whether a visitor finds reports, and how many wait, for the bar."""

from zhangtu.desk.frame.visit import Visit
from zhangtu.people.scope import Right
from zhangtu.reports import queries


def shown(visit: Visit) -> bool:
    """Whether reports are anything to the visitor."""
    return Right.READ in visit.scope.rights


def waiting(visit: Visit) -> int:
    """How many reports of the visitor's units are late or due within a week."""
    return queries.waiting(visit.scope)
