"""Says that an office was filled with invented people and things, and when it is one's own after all."""

from collections.abc import Sequence

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.people import models, policies
from zhangtu.people.recording import Register, add, amend
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.scope import Right


def mark_samples(unit: int, accounts: Sequence[int], *, actor: Actor, reason: str = "") -> None:
    """Say that what is in this office is invented.

    Args:
        unit: The invented unit at the top.
        accounts: Numbers of the accounts anybody may try, in the order in which they are offered.
        actor: Who filled it, usually the console.
        reason: Why.

    Raises:
        PeopleRefusedError: If it may not be.
    """
    with act(actor=actor, reason=reason) as now:
        policies.check_right(actor, Right.ORGANISE, unit)
        numbers = " ".join(str(number) for number in accounts)
        add(now, Register.SAMPLE, models.Sample, action="mark", unit=unit, accounts=numbers)


def end_samples(*, actor: Actor, reason: str = "") -> None:
    """Say that this is one's own office by now: nobody is told any more that it is invented.

    Args:
        actor: Who says so; see ``policies.check_ends_samples``.
        reason: Why.

    Raises:
        PeopleRefusedError: If it may not be, or nothing says that anything is invented.
    """
    with act(actor=actor, reason=reason) as now:
        marked = list(models.Sample.objects.filter(over=False))
        if not marked:
            raise PeopleRefusedError("gone")
        for one in marked:
            policies.check_ends_samples(actor, one.unit)
            amend(now, Register.SAMPLE, one, "end", over=True)
