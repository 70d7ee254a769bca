"""Who may do what with reports; ``check_x`` raises the reason, ``why_not_x`` gives it."""

from collections.abc import Callable

from zhangtu.people import queries as people
from zhangtu.people.posts import PostState
from zhangtu.people.reaching import own_units, reach
from zhangtu.people.scope import Right, Scope
from zhangtu.reports.models import Filing
from zhangtu.reports.refusals import ReportError
from zhangtu.reports.states import DONE, OPEN, State


def sees(scope: Scope, filing: Filing) -> bool:
    """Whether somebody sees a report: those of its unit, and those above or asked to receive it."""
    if scope.everywhere:
        return True
    return Right.READ in scope.rights and (filing.unit in scope.units or filing.unit in reach(scope))


def fills(scope: Scope, filing: Filing) -> bool:
    """Whether somebody fills in for a unit: a post of that unit that enters rows."""
    return Right.ENTER in scope.rights and (scope.everywhere or filing.unit in own_units(scope))


def receives(scope: Scope, filing: Filing) -> bool:
    """Whether somebody receives, returns and chases: a post above the unit that enters rows."""
    if Right.ENTER not in scope.rights or not filing.receiver:
        return False
    return scope.everywhere or (filing.unit in reach(scope) and filing.unit not in own_units(scope))


def check_fill(scope: Scope, filing: Filing) -> None:
    """Refuse who may not write, or a report that is submitted.

    Raises:
        ReportError: ``may_not_fill``, ``withdrawn`` or ``not_open``.
    """
    if not fills(scope, filing):
        raise ReportError("may_not_fill", unit=people.name_on(filing.unit))
    if filing.state == State.WITHDRAWN:
        raise ReportError("withdrawn")
    if State(filing.state) not in OPEN:
        raise ReportError("not_open")


def check_receive(scope: Scope, filing: Filing) -> None:
    """Refuse who does not receive it.

    Raises:
        ReportError: ``may_not_receive``.
    """
    if not receives(scope, filing):
        raise ReportError("may_not_receive")


def check_submitted(filing: Filing) -> None:
    """Refuse to decide on what was not submitted.

    Raises:
        ReportError: ``not_submitted``.
    """
    if State(filing.state) not in DONE:
        raise ReportError("not_submitted", unit=people.name_on(filing.unit))


def signers(filing: Filing, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of posts that sign for a unit: those it has somebody for; in order.

    A kind is that of a post, or its role where the post has no kind of its own.

    Args:
        filing: The report.
        kinds: What its definition says.

    Returns:
        The kinds; empty when anybody of the unit signs alone.
    """
    posts = [one for one in people.posts(filing.unit) if people.holders(one.post)]
    return tuple(kind for kind in kinds if any(is_of(one, kind) for one in posts))


def is_of(post: PostState, kind: str) -> bool:
    """Whether a post is of a kind."""
    return kind in (post.kind, post.role)


def check_turn(scope: Scope, filing: Filing, kinds: tuple[str, ...]) -> str:
    """Make sure that it is somebody's turn to sign.

    Args:
        scope: Whose.
        filing: The report.
        kinds: What its definition says.

    Returns:
        The kind that is signed for; empty where none is asked for.

    Raises:
        ReportError: ``may_not_fill``, ``not_open`` or ``not_your_turn``.
    """
    check_fill(scope, filing)
    ahead = signers(filing, kinds)[len(filing.signs) :]
    if not ahead or scope.everywhere:
        return ahead[0] if ahead else ""
    posts = [people.post(one) for one in scope.posts]
    if not any(one is not None and one.unit == filing.unit and is_of(one, ahead[0]) for one in posts):
        raise ReportError("not_your_turn", post=called(filing, ahead[0]))
    return ahead[0]


def called(filing: Filing, kind: str) -> str:
    """What the posts of a kind are called in a unit."""
    names = [one.name for one in people.posts(filing.unit) if is_of(one, kind) and people.holders(one.post)]
    return "、".join(dict.fromkeys(names)) or kind


def why_not(check: Callable[..., object], *about: object) -> ReportError | None:
    """Why something may not be done; ``None`` when it may."""
    try:
        check(*about)
    except ReportError as error:
        return error
    return None
