"""Signing in and staying in: who a request comes from, step by step, and for how long."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.hashers import check_password
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import moment
from zhangtu.kernel.clock import today
from zhangtu.kernel.folding import fold
from zhangtu.people import browsers, codes, locks, models, queries, second, sql
from zhangtu.people.actions import accounts
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.rules import signing

Answer = Callable[[HttpRequest], HttpResponse]
_MINUTE = 60_000_000
#: Longer things are no passwords; nobody makes the server hash a book.
_LONGEST = 200


class Stage(StrEnum):
    """What somebody who is signing in still has to do."""

    #: Type the code of the second factor.
    SECOND = "second"
    #: Choose a password: the one-time code was used, or the old password is too old.
    PASSWORD = "password"  # noqa: S105  # the name of a step
    #: Nothing.
    IN = "in"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever a session belongs to.

    Attributes:
        account: The account's number.
        login: The login name.
        person: The person's number.
        post: The post acted for; 0 before one is chosen.
        stage: What is still to be done.
    """

    account: int
    login: str
    person: int
    post: int
    stage: Stage


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; through proxies only if the office trusts them (project/settings)."""
    return str(request.META.get("REMOTE_ADDR", ""))[:60]


def sign_in(request: HttpRequest, login: str, secret: str) -> Stage:
    """Check a login name with a password or one-time code, and begin a session.

    A name nobody has takes as long as one somebody has, and is locked out alike. A browser the owner of the
    account signed in at before has attempts of its own: nobody elsewhere can use them up.

    Args:
        request: The request, with its session.
        login: What was typed as login name.
        secret: What was typed as password or code.

    Returns:
        What is still to be done.

    Raises:
        PeopleRefusedError: ``sign_in_wrong`` or ``locked``.
    """
    name = fold(login.strip())[:60]
    address = address_of(request)
    account = models.Account.objects.filter(login=name).first()
    known = browsers.word(request, name) if account is not None else ""
    # what was reset begins anew, at known browsers too
    place = (f"{name} {known} {account.stamp}", "") if account is not None and known else (name, address)
    count = locks.attempt(*place)
    way = _way(account, secret[:_LONGEST])
    if account is None or not way:
        _note_wrong(account, count, address)
        raise PeopleRefusedError("sign_in_wrong")
    locks.right(*place)
    return _begin(request, account, way, count - 1)


def _way(account: models.Account | None, secret: str) -> str:
    """How a secret opens an account: ``password``, ``code``, or not at all."""
    # without an account, or without a password, the same work is done and thrown away
    right = check_password(secret, account.password if account is not None else "!")
    if account is None or not account.open:
        return ""
    if right:
        return "password"
    fresh = bool(account.code) and account.code_until >= moment()
    return "code" if fresh and codes.matches(secret, account.code) else ""


def _note_wrong(account: models.Account | None, count: int, address: str) -> None:
    if account is None:
        locks.tally()
    elif locks.is_last(count):
        accounts.note_lock(account.pk, failures=count, address=address)


def recognised(request: HttpRequest, issuer: str, subject: str) -> Stage:
    """Begin a session for somebody an identity provider vouches for.

    Raises:
        PeopleRefusedError: ``elsewhere_unknown``.
    """
    account = models.Account.objects.filter(subject=f"{issuer} {subject}", open=True).first()
    if account is None:
        raise PeopleRefusedError("elsewhere_unknown")
    return _begin(request, account, "elsewhere", 0)


def _begin(request: HttpRequest, account: models.Account, way: str, failures: int) -> Stage:
    request.session.flush()
    rotate_token(request)
    request.session.update(
        {"account": account.pk, "stamp": account.stamp, "seen": moment(), "way": way, "failures": failures}
    )
    if account.second:
        request.session["stage"] = Stage.SECOND.value
        return Stage.SECOND
    return _go_on(request, account, 0)


def _go_on(request: HttpRequest, account: models.Account, step: int) -> Stage:
    """Write the sign-in down and see whether a password has to be chosen."""
    session = request.session
    way = session["way"]
    accounts.note_sign_in(
        account.pk,
        actor=Actor(person=account.person),
        address=address_of(request),
        way=way,
        failures=session.pop("failures", 0),
        step=step,
    )
    session[browsers.MARK] = account.login or ""
    old = way == "password" and accounts.password_is_old(account.chosen, today())
    stage = Stage.PASSWORD if old or way == "code" else Stage.IN
    session["stage"] = stage.value
    if stage is Stage.IN:
        _first_post(request, account.person)
    return stage


def _first_post(request: HttpRequest, person: int) -> None:
    """Act for the only post, if there is one only."""
    posts = queries.acting_posts(person)
    request.session["post"] = posts[0].post if len(posts) == 1 else 0


def give_second(request: HttpRequest, code: str) -> Stage:
    """Check the second factor, a code of the app or a recovery code.

    Raises:
        PeopleRefusedError: ``second_wrong``, ``locked``, or ``sign_in_wrong`` when nobody is signing in.
    """
    account = _account_of(request)
    if account is None or request.session.get("stage") != Stage.SECOND:
        raise PeopleRefusedError("sign_in_wrong")
    name, address = f"second {account.pk}", address_of(request)
    count = locks.attempt(name, address)
    used = models.SignIn.objects.filter(pk=account.pk).values_list("step", flat=True).first() or 0
    secret = second.opened(account.second)
    step = second.step_of(secret, code, used) if secret is not None else 0
    if not step:
        try:
            accounts.use_recovery(account.pk, code[:_LONGEST], actor=Actor(person=account.person))
        except PeopleRefusedError:
            _note_wrong(account, count, address)
            raise
        account.refresh_from_db()
    locks.right(name, address)
    return _go_on(request, account, step)


def choose_password(request: HttpRequest, password: str, old: str = "") -> None:
    """Let whoever signed in choose a password; the other sessions of the account end.

    Args:
        request: The request.
        password: The new one.
        old: The old one; not needed right after a one-time code.

    Raises:
        PeopleRefusedError: If the old one is wrong, or the new one no good.
    """
    account = _account_of(request)
    if account is None or request.session.get("stage") == Stage.SECOND:
        raise PeopleRefusedError("sign_in_wrong")
    coming_in = request.session.get("stage") == Stage.PASSWORD
    if not coming_in:
        name, address = f"password {account.pk}", address_of(request)
        locks.attempt(name, address)
        if not check_password(old[:_LONGEST], account.password):
            raise PeopleRefusedError("sign_in_wrong")
        locks.right(name, address)
    person = Actor(person=account.person)
    stamp = accounts.choose_password(
        account.pk, password[:_LONGEST], actor=person, stamp=request.session["stamp"]
    )
    request.session.cycle_key()
    request.session.update({"stamp": stamp, "stage": Stage.IN.value, "way": "password"})
    if coming_in:
        _first_post(request, account.person)


def choose_post(request: HttpRequest, post: int) -> None:
    """Act for another post: one of the person's own, or one it stands in for today.

    Raises:
        PeopleRefusedError: ``no_post``.
    """
    visitor = visitor_of(request)
    posts = queries.acting_posts(visitor.person) if visitor is not None else []
    if post not in {state.post for state in posts}:
        raise PeopleRefusedError("no_post", day=today().isoformat())
    request.session["post"] = post


def sign_out(request: HttpRequest) -> None:
    """End the session."""
    visitor = visitor_of(request)
    request.session.flush()
    if visitor is not None and visitor.stage is Stage.IN:
        accounts.note_sign_out(visitor.account, actor=Actor(person=visitor.person, post=visitor.post))


def _account_of(request: HttpRequest) -> models.Account | None:
    """The account of a session that is neither ended nor idle too long."""
    held = _held(request)
    if held is None:
        return None
    return models.Account.objects.filter(pk=held.id, open=True, stamp=held.stamp).first()


def _held(request: HttpRequest) -> sql.AccountRow | None:
    """The same, as much of it as every request needs."""
    session = request.session
    number = session.get("account")
    if number is None or moment() - session.get("seen", 0) > signing(today()).idle_minutes * _MINUTE:
        return None
    found = sql.account(number)
    return found if found is not None and found.stamp == session.get("stamp") else None


def visitor_of(request: HttpRequest) -> Visitor | None:
    """Whoever a request comes from, however far the sign-in has come; ``None`` for nobody."""
    held = _held(request)
    if held is None:
        return None
    session = request.session
    stage = Stage(session.get("stage", Stage.SECOND))
    return Visitor(held.id, held.login or "", held.person, int(session.get("post", 0)), stage)


def actor_of(request: HttpRequest) -> Actor | None:
    """Who acts in a request: the person signed in, for the post chosen.

    Whether the person still may act for the post is the business of ``queries.scope``: it is empty if not.

    Returns:
        The actor; ``None`` when nobody is signed in all the way.
    """
    visitor = visitor_of(request)
    if visitor is None or visitor.stage is not Stage.IN:
        return None
    return Actor(person=visitor.person, post=visitor.post)


class Idle:
    """Ends sessions nobody has used for as long as the table of sign-in says; behind Django's sessions."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; a page asked for keeps the session awake, a sign-in is remembered by the browser."""
        session = request.session
        if "account" in session:
            if _held(request) is None:
                session.flush()
            elif moment() - session["seen"] > _MINUTE:
                session["seen"] = moment()
        response = self._answer(request)
        if browsers.MARK in session:
            browsers.remember(request, response)
        return response
