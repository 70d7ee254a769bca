"""Changes of accounts: opened for a person, reset with a one-time code, closed; passwords, second factor."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import check_password, make_password

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act, moment
from zhangtu.kernel.clock import today
from zhangtu.people import codes, locks, models, passwords, policies, queries, second
from zhangtu.people.naming import login_of, tidy
from zhangtu.people.recording import Register, add, amend
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.rules import signing

_DAY = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Slip:
    """What is handed to a person on paper to come in with; it is nowhere kept in the clear.

    Attributes:
        account: The account's number.
        person: The person's number.
        login: The login name.
        code: The one-time code.
        until: The last moment it may be used, microseconds since 1970 in UTC.
    """

    account: int
    person: int
    login: str
    code: str
    until: int


def open_account(person: int, login: str, *, actor: Actor, reason: str = "") -> Slip:
    """Open a person's account, without a password, and give it a one-time code.

    Args:
        person: Whose it is; one account each.
        login: The login name; case, width and script make no difference.
        actor: Who opens it: the administrator of a unit above all the person's posts.
        reason: Why.

    Returns:
        What to hand to the person.

    Raises:
        PeopleRefusedError: If it may not be, or the name is taken.
    """
    with act(actor=actor, reason=reason) as now:
        policies.check_account(actor, person)
        return new_account(now, person, login)


def new_account(now: Act, person: int, login: str) -> Slip:
    """Open an account within an act, rights already checked.

    Raises:
        PeopleRefusedError: If the name is taken or the person has an account.
    """
    name = login_of(login)
    if models.Account.objects.filter(person=person).exists():
        raise PeopleRefusedError("has_account")
    if models.Account.objects.filter(login=name).exists():
        raise PeopleRefusedError("login_taken", login=name)
    code = codes.new_code()
    made = add(
        now,
        Register.ACCOUNT,
        models.Account,
        login=name,
        person=person,
        password=make_password(None),
        code=codes.hashed(code),
        code_until=now.at + signing(today()).code_days * _DAY,
        stamp=secrets.token_hex(16),
    )
    return Slip(made.pk, person, name, code, made.code_until)


def _account(number: int) -> models.Account:
    found = models.Account.objects.filter(pk=number).first()
    if found is None:
        raise PeopleRefusedError("no_account")
    return found


def account_of_login(login: str) -> int:
    """The number of the account with a login name.

    Raises:
        PeopleRefusedError: ``no_account``.
    """
    found = models.Account.objects.filter(login=login_of(login)).values_list("id", flat=True).first()
    if found is None:
        raise PeopleRefusedError("no_account")
    return found


def reset_account(account: int, *, actor: Actor, second_too: bool = False, reason: str = "") -> Slip:
    """Take an account's password away, end its sessions, lift its lock-out, and give a one-time code.

    Args:
        account: Its number.
        actor: Who does it; nobody resets the own account.
        second_too: Whether the second factor goes as well (a lost phone).
        reason: Why.

    Returns:
        What to hand to the person.

    Raises:
        PeopleRefusedError: If it may not be.
    """
    with act(actor=actor, reason=reason) as now:
        found = _account(account)
        policies.check_account(actor, found.person)
        code = codes.new_code()
        until = now.at + signing(today()).code_days * _DAY
        gone = {"second": "", "recovery": ""} if second_too else {}
        amend(
            now,
            Register.ACCOUNT,
            found,
            "reset",
            password=make_password(None),
            chosen=0,
            code=codes.hashed(code),
            code_until=until,
            open=True,
            stamp=secrets.token_hex(16),
            **gone,
        )
        locks.lift(found.login or "")
        return Slip(found.pk, found.person, found.login or "", code, until)


def close_account(account: int, *, actor: Actor, reason: str = "") -> None:
    """Close an account and end its sessions; ``reset_account`` opens it again.

    Raises:
        PeopleRefusedError: If it may not be.
    """
    with act(actor=actor, reason=reason) as now:
        found = _account(account)
        policies.check_account(actor, found.person)
        amend(
            now,
            Register.ACCOUNT,
            found,
            "close",
            open=False,
            password=make_password(None),
            code="",
            code_until=0,
            stamp=secrets.token_hex(16),
        )


def choose_password(account: int, password: str, *, actor: Actor, stamp: str = "") -> str:
    """Let a person choose a password; the one-time code is used up and other sessions end.

    Args:
        account: The account's number.
        password: What the person typed.
        actor: The person whose account it is.
        stamp: The account's stamp when whoever types came in; empty to take it as it is.

    Returns:
        The account's new stamp, for the session that goes on.

    Raises:
        PeopleRefusedError: If it is not the person's own, the password is no good, or another was chosen
            meanwhile.
    """
    with act(actor=actor) as now:
        found = _account(account)
        if not actor.person or actor.person != found.person:
            raise PeopleRefusedError("not_own")
        if stamp and found.stamp != stamp:
            raise PeopleRefusedError("sign_in_wrong")
        return set_password(now, account, password)


def set_password(now: Act, account: int, password: str) -> str:
    """Set a password within an act, whose it is already checked.

    Returns:
        The account's new stamp.

    Raises:
        PeopleRefusedError: If the password is no good.
    """
    found = _account(account)
    passwords.check_password(password, signing(today()), _words(found))
    if check_password(password, found.password):
        raise PeopleRefusedError("password_same")
    stamp = secrets.token_hex(16)
    amend(
        now,
        Register.ACCOUNT,
        found,
        "password",
        password=make_password(password),
        chosen=now.at,
        code="",
        code_until=0,
        stamp=stamp,
    )
    return stamp


def _words(account: models.Account) -> list[str]:
    """What a password of an account must not hold."""
    person = queries.person(account.person)
    words = [account.login or ""]
    if person is not None:
        words += [person.name, person.phone]
    for unit in policies.units_of(account.person, today()):
        state = queries.unit(unit)
        words += [state.name, state.short] if state is not None else []
    return [word for word in words if word]


def set_second(account: int, secret: bytes, code: str, *, actor: Actor) -> list[str]:
    """Set up the second factor, once a code shows that the app has the secret.

    Args:
        account: The account's number.
        secret: The secret that was shown.
        code: What the app says.
        actor: The person whose account it is.

    Returns:
        Recovery codes to print; they are kept as hashes only.

    Raises:
        PeopleRefusedError: If it is not the person's own, or the code is wrong.
    """
    with act(actor=actor) as now:
        found = _account(account)
        if not actor.person or actor.person != found.person:
            raise PeopleRefusedError("not_own")
        step = second.step_of(secret, code, 0)
        if not step:
            raise PeopleRefusedError("second_wrong")
        printed, stored = second.new_recovery()
        # a code is taken once: whoever looked over the shoulder does not come in with it
        _note(now, account, "second", step=step)
        amend(now, Register.ACCOUNT, found, "second", second=second.sealed(secret), recovery=stored)
        return printed


def use_recovery(account: int, code: str, *, actor: Actor) -> None:
    """Use up a recovery code.

    Raises:
        PeopleRefusedError: ``second_wrong``.
    """
    with act(actor=actor) as now:
        found = _account(account)
        left = second.without(found.recovery, code)
        if left is None:
            raise PeopleRefusedError("second_wrong")
        amend(now, Register.ACCOUNT, found, "recovery", recovery=left)


def bind_subject(account: int, issuer: str, subject: str, *, actor: Actor, reason: str = "") -> None:
    """Let somebody recognised elsewhere in under an account; an empty subject ends that.

    Raises:
        PeopleRefusedError: If it may not be, or another account has the subject.
    """
    with act(actor=actor, reason=reason) as now:
        found = _account(account)
        policies.check_account(actor, found.person)
        bound = f"{tidy(issuer)} {tidy(subject)}" if subject else ""
        if bound and models.Account.objects.filter(subject=bound).exclude(pk=account).exists():
            raise PeopleRefusedError("login_taken", login=subject)
        amend(now, Register.ACCOUNT, found, "subject", subject=bound)


def note_sign_in(account: int, *, actor: Actor, address: str, way: str, failures: int, step: int = 0) -> None:
    """Write down that somebody signed in, and how many wrong attempts came before.

    Args:
        account: The account's number.
        actor: The person.
        address: Where from.
        way: How: ``password``, ``code`` or ``elsewhere``.
        failures: Wrong attempts since the last time.
        step: The step of the second factor's code; 0 without.

    Raises:
        PeopleRefusedError: ``second_wrong``: somebody came in with that code at the same moment.
    """
    with act(actor=actor) as now:
        if step and models.SignIn.objects.filter(pk=account, step__gte=step).exists():
            raise PeopleRefusedError("second_wrong")
        values = {"at": now.at, "address": address[:60], "way": way, "failures": failures, "locked_until": 0}
        _note(now, account, "sign_in", **values, **({"step": step} if step else {}))


def note_sign_out(account: int, *, actor: Actor) -> None:
    """Write down that somebody signed out."""
    with act(actor=actor) as now:
        _note(now, account, "sign_out", left=now.at)


def note_lock(account: int, *, failures: int, address: str) -> None:
    """Write down that an account is locked out: once a lock-out, however many attempts follow.

    Args:
        account: The account's number.
        failures: Wrong attempts that led to it.
        address: Where the last came from.
    """
    with act(actor=Actor(machine="signing")) as now:
        until = now.at + signing(today()).lock_minutes * 60_000_000
        _note(now, account, "lock", failures=failures, locked_until=until, address=address[:60])


def note_strangers() -> int:
    """Write down how many attempts on login names nobody has there were: one entry, run once a day.

    Returns:
        How many.
    """
    count = locks.take_tally()
    if count:
        with act(actor=Actor(machine="signing")) as now:
            _note(now, 0, "strangers", failures=count, at=now.at)
    return count


def _note(now: Act, account: int, action: str, **values: object) -> None:
    found = models.SignIn.objects.filter(pk=account).first()
    if found is None:
        add(now, Register.SIGN_IN, models.SignIn, action=action, id=account, **values)
    else:
        amend(now, Register.SIGN_IN, found, action, **values)


def password_is_old(chosen: int, day: date) -> bool:
    """Whether a password chosen at a moment (microseconds) has to be changed by a day."""
    days = signing(day).password_days
    if not days:
        return False
    return moment() - chosen > days * _DAY
