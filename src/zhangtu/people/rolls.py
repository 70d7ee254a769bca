"""Lists over many posts, people, accounts and handovers at once, each in a fixed number of questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from zhangtu.journal.writing import moment
from zhangtu.kernel.folding import fold
from zhangtu.people import handing, models, queries
from zhangtu.people.handing import HandoverView
from zhangtu.people.naming import tidy
from zhangtu.people.posts import PostState
from zhangtu.people.scope import Right

#: Numbers asked for at a time: SQLite takes so many values in one question.
_SLICE = 500


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account, without its secrets.

    Attributes:
        account: Its number.
        person: Whose it is.
        login: The login name; empty once it was removed lawfully.
        open: Whether it can be used.
        chosen: When the password was chosen, microseconds since 1970 in UTC; 0 before.
        code_until: Until when a one-time code still to be used is good; 0 for none.
        second: Whether a second factor is set up.
        at: The last sign-in, microseconds since 1970 in UTC; 0 for none.
        failures: Wrong attempts before it, or before the lock-out.
        locked_until: Locked out until then; 0 when it is not, or no more.
    """

    account: int
    person: int
    login: str
    open: bool
    chosen: int
    code_until: int
    second: bool
    at: int
    failures: int
    locked_until: int


@dataclass(frozen=True, slots=True)
class GrantView:
    """What a post may do with one ledger, in place of what its role says.

    Attributes:
        number: The number of the grant.
        post: The post.
        ledger: The ledger's name.
        rights: What may be done; nothing takes even reading away.
        begins: The first day.
        ends: The first day no more; ``None`` while nobody knows.
    """

    number: int
    post: int
    ledger: str
    rights: tuple[Right, ...]
    begins: date
    ends: date | None


def posts_on(day: date, units: Iterable[int] | None = None) -> list[PostState]:
    """The posts there are on a day, of some units or of all, by unit and number."""
    there = Q(begins__lte=day) & (Q(ends__isnull=True) | Q(ends__gt=day))
    names = ("id", "post", "begins", "ends", "unit", "name", "kind", "role")
    chosen = models.PostRow.objects.filter(there).order_by("unit", "post")
    if units is None:
        return [PostState(**row) for row in chosen.values(*names)]
    found = []
    for some in _slices(sorted(set(units))):
        found += [PostState(**row) for row in chosen.filter(unit__in=some).values(*names)]
    return found


def holders_on(day: date, posts: Iterable[int]) -> Mapping[int, tuple[int, ...]]:
    """Post → the persons who hold it on a day."""
    there = Q(begins__lte=day) & (Q(ends__isnull=True) | Q(ends__gt=day))
    found: dict[int, tuple[int, ...]] = {}
    for some in _slices(sorted(set(posts))):
        held = models.Holding.objects.filter(there, post__in=some).order_by("id")
        for post, person in held.values_list("post", "person"):
            found[post] = (*found.get(post, ()), person)
    return found


def grants_on(day: date) -> list[GrantView]:
    """The grants that hold on a day or begin later, by post and ledger."""
    there = Q(ends__isnull=True) | Q(ends__gt=day)
    rows = models.Grant.objects.filter(there).order_by("post", "ledger", "begins", "id")
    return [
        GrantView(row.pk, row.post, row.ledger, tuple(map(Right, row.rights.split())), row.begins, row.ends)
        for row in rows
        if row.ends is None or row.ends > row.begins
    ]


def accounts(persons: Iterable[int]) -> dict[int, AccountView]:
    """Person → account, of some persons."""
    found: dict[int, AccountView] = {}
    for some in _slices(sorted(set(persons))):
        rows = list(models.Account.objects.filter(person__in=some))
        signed = {one.pk: one for one in models.SignIn.objects.filter(pk__in=[row.pk for row in rows])}
        found.update({row.person: _account(row, signed.get(row.pk)) for row in rows})
    return found


def locked_out() -> list[AccountView]:
    """The accounts that are locked out now."""
    locked = models.SignIn.objects.filter(locked_until__gt=moment()).exclude(pk=0)
    numbers = list(locked.values_list("id", flat=True)[:_SLICE])
    owners = models.Account.objects.filter(pk__in=numbers).values_list("person", flat=True)
    return list(accounts(owners).values())


def _account(row: models.Account, signed: models.SignIn | None) -> AccountView:
    now = moment()
    locked = signed.locked_until if signed is not None else 0
    return AccountView(
        account=row.pk,
        person=row.person,
        login=row.login or "",
        open=row.open,
        chosen=row.chosen,
        code_until=row.code_until if row.code and row.code_until > now else 0,
        second=bool(row.second),
        at=signed.at if signed is not None else 0,
        failures=signed.failures if signed is not None else 0,
        locked_until=locked if locked > now else 0,
    )


def people_like(text: str, limit: int = 50) -> list[int]:
    """The persons whose name or login name has some letters in it, by number; everybody for none."""
    words = tidy(text)
    if not words:
        return list(models.Person.objects.order_by("id").values_list("id", flat=True)[:limit])
    owners = models.Account.objects.filter(login__contains=fold(words)).values_list("person", flat=True)
    chosen = Q(name__contains=words) | Q(name__contains=fold(words)) | Q(id__in=list(owners[:limit]))
    return list(models.Person.objects.filter(chosen).order_by("id").values_list("id", flat=True)[:limit])


def people_of(units: Iterable[int], day: date) -> list[int]:
    """The persons who hold a post of some units on a day or later, by number."""
    posts = [state.post for state in posts_on(day, units)]
    held: set[int] = set()
    for some in _slices(posts):
        later = models.Holding.objects.filter(Q(ends__isnull=True) | Q(ends__gt=day), post__in=some)
        held.update(later.values_list("person", flat=True))
    return sorted(held)


def handovers(person: int = 0, limit: int = 200) -> list[HandoverView]:
    """Handovers, under way or over, the newest first; with a person, those that person signs."""
    chosen = models.Handover.objects.filter(_signs(person)) if person else models.Handover.objects.all()
    return [handing.view(row) for row in chosen.order_by("-id")[:limit]]


def _signs(person: int) -> Q:
    """The condition that somebody is one of the three who sign."""
    return Q(giver=person, proxy=0) | Q(proxy=person) | Q(receiver=person) | Q(witness=person)


def to_sign(person: int) -> list[HandoverView]:
    """The handovers under way that wait for a person's signature."""
    rows = models.Handover.objects.filter(_signs(person), state=handing.HandoverState.PREPARED)
    return [
        seen
        for seen in map(handing.view, rows.order_by("-id"))
        if any(seen.signer(side) == person and side not in seen.signed for side in handing.Side)
    ]


def deputies_of(posts: Iterable[int], day: date) -> list[tuple[int, int, int, date, date | None]]:
    """Arrangements of standing in that concern some posts, on a day or later.

    Returns:
        Number, post stood in for, post that does, first day, first day no more.
    """
    own = set(posts)
    rows = models.Deputy.objects.filter(Q(ends__isnull=True) | Q(ends__gt=day)).order_by("id")
    return [
        (row.pk, row.post, row.deputy, row.begins, row.ends)
        for row in rows
        if {row.post, row.deputy} & own and (row.ends is None or row.ends > row.begins)
    ]


def post_named(number: int, day: date) -> str:
    """A post as it is called on a day, with its unit; as it was last when it is not there."""
    state = queries.post(number, day)
    if state is None:
        states = queries.post_states(number)
        if not states:
            return str(number)
        state = states[-1]
    return f"{unit_named(state.unit, day)} · {state.name}"


def unit_named(number: int, day: date) -> str:
    """A unit as it is called on a day; behind the unit above where several are called so."""
    woods = queries.forest()
    state = woods.unit(number, day)
    if state is None or not state.parent or len(woods.find(state.name, day)) < 2:  # it and another
        return woods.name_on(number, day)
    return f"{woods.name_on(state.parent, day)}{state.name}"


def _slices(numbers: list[int]) -> Iterable[list[int]]:
    return (numbers[at : at + _SLICE] for at in range(0, len(numbers), _SLICE))


def first_posts(persons: Iterable[int], day: date) -> dict[int, PostState]:
    """Person → the first of the posts the person holds on a day."""
    there = Q(begins__lte=day) & (Q(ends__isnull=True) | Q(ends__gt=day))
    held: dict[int, int] = {}
    for some in _slices(sorted(set(persons))):
        rows = models.Holding.objects.filter(there, person__in=some).order_by("-id")
        held.update(rows.values_list("person", "post"))
    names = ("id", "post", "begins", "ends", "unit", "name", "kind", "role")
    states: dict[int, PostState] = {}
    for some in _slices(sorted(set(held.values()))):
        found = models.PostRow.objects.filter(there, post__in=some).values(*names)
        states.update({row["post"]: PostState(**row) for row in found})
    return {person: states[post] for person, post in held.items() if post in states}


def without_posts(day: date, limit: int = 200) -> list[int]:
    """The persons who hold no post on a day or later, the newest first."""
    later = models.Holding.objects.filter(Q(ends__isnull=True) | Q(ends__gt=day)).values("person")
    free = models.Person.objects.exclude(id__in=later).order_by("-id")
    return list(free.values_list("id", flat=True)[:limit])


def away_on(day: date, persons: Iterable[int]) -> frozenset[int]:
    """Those of some persons who are away on a day."""
    there = Q(begins__lte=day) & (Q(ends__isnull=True) | Q(ends__gt=day))
    found: set[int] = set()
    for some in _slices(sorted(set(persons))):
        found.update(models.Absence.objects.filter(there, person__in=some).values_list("person", flat=True))
    return frozenset(found)


def absences_of(person: int, day: date) -> list[tuple[int, date, date | None]]:
    """A person's absences on a day or later: number, first day, first day no more."""
    rows = models.Absence.objects.filter(Q(ends__isnull=True) | Q(ends__gt=day), person=person)
    return [(row.pk, row.begins, row.ends) for row in rows.order_by("begins", "id")]


def posts_of(persons: Iterable[int], day: date) -> dict[int, list[PostState]]:
    """Person → the posts the person holds on a day."""
    there = Q(begins__lte=day) & (Q(ends__isnull=True) | Q(ends__gt=day))
    held: list[tuple[int, int]] = []
    for some in _slices(sorted(set(persons))):
        rows = models.Holding.objects.filter(there, person__in=some).order_by("id")
        held += rows.values_list("person", "post")
    names = ("id", "post", "begins", "ends", "unit", "name", "kind", "role")
    states: dict[int, PostState] = {}
    for some in _slices(sorted({post for _, post in held})):
        found = models.PostRow.objects.filter(there, post__in=some).values(*names)
        states.update({row["post"]: PostState(**row) for row in found})
    gathered: dict[int, list[PostState]] = {}
    for person, post in held:
        if post in states:
            gathered.setdefault(person, []).append(states[post])
    return gathered


def signed_at(handover: int) -> dict[str, int]:
    """Side → when it signed, microseconds since 1970 in UTC; whether it still counts the view tells."""
    rows = models.HandoverSignature.objects.filter(handover=handover)
    return dict(rows.values_list("side", "at"))
