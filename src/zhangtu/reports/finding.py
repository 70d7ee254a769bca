"""Finds the report of one unit for one period by name, for those who may see it."""

from uuid import UUID

from zhangtu.people.scope import Scope
from zhangtu.reports import policies
from zhangtu.reports.models import Filing
from zhangtu.reports.refusals import ReportError


def filing(uid: UUID, scope: Scope) -> Filing:
    """A report somebody may see.

    Args:
        uid: Its name.
        scope: Whose.

    Raises:
        ReportError: ``no_report``.
    """
    found = Filing.objects.filter(uid=uid).first()
    if found is None or not policies.sees(scope, found):
        raise ReportError("no_report")
    return found
