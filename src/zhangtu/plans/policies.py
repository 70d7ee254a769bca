"""Who may see a plan and who may change it: it belongs to the unit of whoever brought it in."""

from typing import Final
from uuid import UUID

from django.db.models import Q

from zhangtu.journal.actor import Actor
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope
from zhangtu.plans.errors import PlanError, Refusal
from zhangtu.plans.models import Document

#: Everybody: nobody is signed in, as in an office without accounts.
TRIAL: Final = None


def unit_of(by: Actor | None) -> int | None:
    """The unit a plan will belong to; ``None`` for nobody's."""
    post = people.post(by.post) if by is not None and by.post else None
    return post.unit if post is not None else None


def seen(scope: Scope | None) -> Q:
    """The condition that a document is seen: by the unit it belongs to and by the units above.

    One that belongs to none, because it was brought in before the office had accounts, is seen by whoever
    sees the whole tree.

    Args:
        scope: Of whoever looks; ``None`` for an office without accounts, where everything is.
    """
    if scope is None or (scope.everywhere and Right.READ in scope.rights):
        return Q()
    if Right.READ not in scope.rights:
        return Q(pk__in=())
    found = Q(unit__in=list(scope.units))
    tops = {node.state.unit for node in people.tree()}
    return found | Q(unit__isnull=True) if tops <= scope.units else found


def check_seen(scope: Scope | None, uid: UUID) -> None:
    """Refuse a plan that is not to be seen as if there were none.

    Raises:
        PlanError: ``NO_DOCUMENT``.
    """
    if scope is not None and not Document.objects.filter(seen(scope), uid=uid).exists():
        raise PlanError(Refusal.NO_DOCUMENT)


def check_reads(scope: Scope | None) -> None:
    """Refuse who reads no plans at all: the three administrators.

    Raises:
        PlanError: ``NOT_ALLOWED``.
    """
    if scope is not None and Right.READ not in scope.rights:
        raise PlanError(Refusal.NOT_ALLOWED)


def check_enters(by: Actor | None) -> None:
    """Refuse who may not bring a plan in.

    Raises:
        PlanError: ``NOT_ALLOWED``.
    """
    if by is not None and Right.ENTER not in people.scope(by).rights:
        raise PlanError(Refusal.NOT_ALLOWED)


def check_changes(by: Actor | None, uid: UUID) -> None:
    """Refuse who may not change a plan.

    Raises:
        PlanError: ``NO_DOCUMENT`` if it is not to be seen either, else ``NOT_ALLOWED``.
    """
    if by is None:
        return
    scope = people.scope(by)
    check_seen(scope, uid)
    if Right.AMEND not in scope.rights:
        raise PlanError(Refusal.NOT_ALLOWED)
