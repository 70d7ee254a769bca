"""The first run: one unit, three administrators' posts, and a link for each by which its holder comes in."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act, moment
from zhangtu.kernel.clock import today
from zhangtu.kernel.folding import fold
from zhangtu.people import codes, models, policies, queries
from zhangtu.people.actions.accounts import new_account, set_password
from zhangtu.people.actions.persons import enrol
from zhangtu.people.actions.posts import appoint, establish_post
from zhangtu.people.actions.units import create_unit
from zhangtu.people.recording import Register, add, amend
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.rules import roles, signing
from zhangtu.people.wording import Pair

_HOUR = 3_600_000_000
#: What the first unit is called until somebody renames it.
OFFICE = "本单位"
_CONSOLE = Actor(machine="console")


@dataclass(frozen=True, slots=True)
class Link:
    """A link, good once, by which an administrator comes in.

    Attributes:
        role: The role of the post: one of the three.
        path: The path behind the server's address.
        until: The last moment it may be used, microseconds since 1970 in UTC.
    """

    role: str
    path: str
    until: int


def first_run(office: str = OFFICE) -> tuple[Link, ...]:
    """Make one link for each of the three administrators nobody is yet; earlier links no longer work.

    Args:
        office: The name of the office, for the unit at the top if there is none.

    Returns:
        The links to print; nothing once all three are there.
    """
    with act(actor=_CONSOLE) as now:
        day = today()
        posts = _posts(office)
        open_posts = {role: post for role, post in posts.items() if not queries.holders(post, day)}
        for old in models.Invitation.objects.filter(used=False):
            amend(now, Register.INVITATION, old, "withdraw", used=True)
        until = now.at + signing(day).link_hours * _HOUR
        links = []
        for role, post in open_posts.items():
            secret, digest = codes.token()
            add(now, Register.INVITATION, models.Invitation, post=post, digest=digest, until=until)
            links.append(Link(role, f"/sign/first/{secret}", until))
        return tuple(links)


def links_wait() -> bool:
    """Whether a link that is still good was given out for every one of the three nobody is yet.

    Returns:
        False also when there is nobody left to wait for.
    """
    day = today()
    apart = [role.name for role in roles(day).values() if role.apart]
    posts = set(models.PostRow.objects.filter(role__in=apart, ends=None).values_list("post", flat=True))
    missing = {post for post in posts if not queries.holders(post, day)}
    good = models.Invitation.objects.filter(used=False, until__gte=moment(), post__in=missing)
    return bool(missing) and missing == set(good.values_list("post", flat=True))


def _posts(office: str) -> Mapping[str, int]:
    """The posts of the three administrators, set up if they are missing."""
    day = today()
    apart = [role for role in roles(day).values() if role.apart]
    states = models.PostRow.objects.filter(role__in=[role.name for role in apart], ends=None)
    posts = dict(states.order_by("-id").values_list("role", "post"))
    missing = [role for role in apart if role.name not in posts]
    if missing:
        tops = queries.tree(day)
        top = tops[0].state.unit if tops else create_unit(office, actor=_CONSOLE, day=day)
        for role in missing:
            posts[role.name] = establish_post(top, role.zh, actor=_CONSOLE, day=day, role=role.name)
    return {role.name: posts[role.name] for role in apart}


def invitation(secret: str) -> int:
    """The post a link invites to.

    Raises:
        PeopleRefusedError: ``link_wrong``: unknown, used or too old.
    """
    return _open_invitation(secret).post


def invited_role(post: int) -> Pair:
    """What a post a link invites to is called, in both languages."""
    state = queries.post(post)
    role = roles(today()).get(state.role) if state is not None else None
    return Pair(role.zh, role.en) if role is not None else Pair("", "")


def _open_invitation(secret: str) -> models.Invitation:
    found = models.Invitation.objects.filter(digest=codes.token_digest(secret), used=False).first()
    if found is None or found.until < moment():
        raise PeopleRefusedError("link_wrong")
    return found


def accept_invitation(secret: str, name: str, login: str, password: str, *, phone: str = "") -> int:
    """Let whoever has a link come in: enter the person, appoint, open the account; all or nothing.

    Args:
        secret: The link's secret.
        name: What the person is called.
        login: The login name chosen.
        password: The password chosen.
        phone: How to reach the person.

    Returns:
        The account's number.

    Raises:
        PeopleRefusedError: If the link is no good, the person is one of the three already, or the
            login name or password will not do.
    """
    with act(actor=_CONSOLE) as now:
        found = _open_invitation(secret)
        _check_another(name)
        person = enrol(name, actor=_CONSOLE, phone=phone)
        appoint(person, found.post, actor=_CONSOLE, day=today())
        slip = new_account(now, person, login)
        amend(now, Register.INVITATION, found, "use", used=True)
        set_password(now, slip.account, password)
    return slip.account


def _check_another(name: str) -> None:
    """Refuse a name one of the three administrators has already."""
    apart = [state.post for state in models.PostRow.objects.all() if policies.is_apart_role(state.role)]
    held = {person for post in apart for person in queries.holders(post)}
    if any(fold(one.name) == fold(name.strip()) for one in queries.persons(held).values()):
        raise PeopleRefusedError("apart", day=today().isoformat())
