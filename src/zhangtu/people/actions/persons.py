"""Changes of persons and of what posts may do with single ledgers."""

from collections.abc import Iterable
from datetime import date

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel.clock import today
from zhangtu.kernel.uids import new_uid
from zhangtu.people import models, policies, queries
from zhangtu.people.naming import name_of, tidy
from zhangtu.people.recording import Register, add, amend
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.scope import Right


def enrol(name: str, *, actor: Actor, phone: str = "", reason: str = "") -> int:
    """Enter a person; posts are given by ``appoint``.

    Args:
        name: What the person is called.
        actor: Who does it: whoever may set up posts somewhere.
        phone: How to reach the person.
        reason: Why.

    Returns:
        The person's number.

    Raises:
        PeopleRefusedError: If it may not be, or the name is missing.
    """
    with act(actor=actor, reason=reason) as now:
        policies.check_own(actor, Right.ORGANISE)
        made = add(
            now,
            Register.PERSON,
            models.Person,
            uid=new_uid(now.at),
            name=name_of(name),
            phone=tidy(phone)[:30],
        )
        return made.pk


def amend_person(
    person: int, *, actor: Actor, name: str | None = None, phone: str | None = None, reason: str = ""
) -> None:
    """Correct a person's name or phone; what is not given stays.

    Raises:
        PeopleRefusedError: If it may not be, or there is no such person.
    """
    with act(actor=actor, reason=reason) as now:
        found = models.Person.objects.filter(pk=person).first()
        if found is None:
            raise PeopleRefusedError("no_person")
        policies.check_person(actor, Right.ORGANISE, person, today())
        values: dict[str, str] = {}
        if name is not None:
            values["name"] = name_of(name)
        if phone is not None:
            values["phone"] = tidy(phone)[:30]
        amend(now, Register.PERSON, found, "amend", **values)


def grant(
    post: int,
    ledger: str,
    rights: Iterable[Right | str],
    *,
    actor: Actor,
    day: date,
    ends: date | None = None,
    reason: str = "",
) -> int:
    """Say what a post may do with one ledger from a day, in place of what its role says.

    Args:
        post: The post.
        ledger: The ledger's name; for a secret one this is the only way in.
        rights: What may be done there; nothing takes even reading away.
        actor: Who grants: the security administrator, never for a post of its own.
        day: From when.
        ends: Until when; ``None`` while nobody knows.
        reason: Why.

    Returns:
        The number of the grant.

    Raises:
        PeopleRefusedError: If it may not be.
    """
    wanted = sorted({_right(one) for one in rights})
    with act(actor=actor, reason=reason) as now:
        _check_grant(actor, post, day, ends)
        _end_older(now, post, ledger, day)
        values = {"post": post, "ledger": ledger, "rights": " ".join(wanted), "begins": day, "ends": ends}
        return add(now, Register.GRANT, models.Grant, action="grant", **values).pk


def _check_grant(actor: Actor, post: int, day: date, ends: date | None) -> None:
    """Refuse a grant by others than the security administrator, to an own post, or to an administrator's."""
    policies.check_own(actor, Right.GRANT)
    if queries.post(post, day) is None:
        raise PeopleRefusedError("no_post", day=day.isoformat())
    if any(policies.is_apart(state) for state in queries.post_states(post)):
        raise PeopleRefusedError("apart_ledger")
    if actor.person and any(held.person == actor.person for held in queries.holdings(post=post)):
        raise PeopleRefusedError("to_itself")
    if ends is not None and ends < day:
        raise PeopleRefusedError("bad_days", begins=day.isoformat(), ends=ends.isoformat())


def _end_older(now: Act, post: int, ledger: str, day: date) -> None:
    """End what was granted before; what began the same day never was, so that it does not come back."""
    for older in models.Grant.objects.filter(post=post, ledger=ledger, ends__isnull=True, begins__lte=day):
        amend(now, Register.GRANT, older, "close", ends=day)


def withdraw_grant(number: int, *, actor: Actor, day: date, reason: str = "") -> None:
    """End a grant from a day.

    Raises:
        PeopleRefusedError: If it may not be, or is gone.
    """
    with act(actor=actor, reason=reason) as now:
        policies.check_own(actor, Right.GRANT)
        found = models.Grant.objects.filter(pk=number).first()
        if found is None:
            raise PeopleRefusedError("gone")
        if actor.person and any(held.person == actor.person for held in queries.holdings(post=found.post)):
            raise PeopleRefusedError("to_itself")
        amend(now, Register.GRANT, found, "close", ends=max(day, found.begins))


def _right(text: Right | str) -> str:
    try:
        return Right(text).value
    except ValueError as error:
        raise PeopleRefusedError("bad_right", right=str(text), names="、".join(Right)) from error
