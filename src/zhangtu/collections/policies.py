"""Who may do what with collections; ``check_x`` raises the reason, ``can_x`` says whether."""

from collections.abc import Callable

from zhangtu.collections.models import Ask, Collection
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.states import DONE, OPEN, State
from zhangtu.kernel.clock import today
from zhangtu.people import queries as people
from zhangtu.people.reaching import reach
from zhangtu.people.scope import Right, Scope


def check_make(scope: Scope) -> None:
    """Refuse who may not start a collection.

    Raises:
        CollectionError: ``not_allowed_to_make`` or ``nobody_below``.
    """
    if Right.ENTER not in scope.rights or not (scope.posts or scope.everywhere):
        raise CollectionError("not_allowed_to_make")
    if not reach(scope):
        raise CollectionError("nobody_below")


def why_not_make(scope: Scope) -> CollectionError | None:
    """Why somebody may not start a collection; ``None`` when they may."""
    return _why_not(check_make, scope)


def why_not_own(scope: Scope, collection: Collection) -> CollectionError | None:
    """Why somebody may not chase, return and accept; ``None`` when they may."""
    return _why_not(check_own, scope, collection)


def why_not_answer(scope: Scope, ask: Ask) -> CollectionError | None:
    """Why somebody may not answer; ``None`` when they may."""
    return _why_not(check_answer, scope, ask)


def _why_not(check: Callable[..., None], *about: object) -> CollectionError | None:
    try:
        check(*about)
    except CollectionError as error:
        return error
    return None


def sees(scope: Scope, collection: Collection) -> bool:
    """Whether somebody sees the whole of a collection: its owner, and who stands above the owner's unit."""
    if scope.everywhere or collection.post in scope.posts:
        return True
    return Right.READ in scope.rights and collection.unit in scope.units


def owns(scope: Scope, collection: Collection) -> bool:
    """Whether somebody chases, returns and accepts."""
    return (scope.everywhere or collection.post in scope.posts) and Right.ENTER in scope.rights


def check_own(scope: Scope, collection: Collection) -> None:
    """Refuse who does not own a collection.

    Raises:
        CollectionError: ``no_collection`` or ``not_yours``.
    """
    if not sees(scope, collection):
        raise CollectionError("no_collection")
    if not owns(scope, collection):
        states = people.post_states(collection.post)
        raise CollectionError("not_yours", owner=states[-1].name if states else collection.post)


def answers(scope: Scope, ask: Ask) -> bool:
    """Whether somebody answers for a unit: a post that enters rows there."""
    return Right.ENTER in scope.rights and (scope.everywhere or ask.unit in scope.units)


def sees_ask(scope: Scope, ask: Ask) -> bool:
    """Whether somebody sees what a unit is asked: those of the unit, and those who see the collection."""
    inside = Right.READ in scope.rights and ask.unit in scope.units
    return inside or sees(scope, ask.collection)


def check_answer(scope: Scope, ask: Ask) -> None:
    """Refuse who may not answer, or an ask that can't be answered any more.

    Raises:
        CollectionError: ``no_collection``, ``may_not_answer``, ``closed``, ``expired`` or ``not_open``.
    """
    if not sees_ask(scope, ask):
        raise CollectionError("no_collection")
    if not answers(scope, ask):
        raise CollectionError("may_not_answer", unit=people.name_on(ask.unit))
    check_running(ask.collection)
    if State(ask.state) not in OPEN:
        raise CollectionError("not_open")


def check_running(collection: Collection) -> None:
    """Refuse a collection that is over.

    Raises:
        CollectionError: ``closed`` or ``expired``.
    """
    if collection.closed is not None:
        raise CollectionError("closed")
    if collection.ends < today():
        raise CollectionError("expired", ends=collection.ends.isoformat())


def check_submitted(ask: Ask, what: str, what_en: str) -> None:
    """Refuse to decide on what was not handed in.

    Raises:
        CollectionError: ``not_submitted``.
    """
    if State(ask.state) not in DONE:
        raise CollectionError("not_submitted", unit=people.name_on(ask.unit), what=what, what_en=what_en)


def can_reveal(scope: Scope, collection: Collection) -> bool:
    """Whether somebody may see in the clear what units entered about persons."""
    return Right.UNMASK in scope.rights and sees(scope, collection)


def check_reveal(scope: Scope, ask: Ask) -> None:
    """Refuse who may not see in the clear what a unit entered about persons.

    Raises:
        CollectionError: ``may_not_see``.
    """
    if not can_reveal(scope, ask.collection):
        raise CollectionError("may_not_see")
