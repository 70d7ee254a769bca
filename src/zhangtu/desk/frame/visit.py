"""Who opens a page: the person, the post acted for, and what may be seen and done."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from zhangtu.desk.frame import preferences
from zhangtu.journal.actor import Actor
from zhangtu.kernel import clock
from zhangtu.people import queries, rolls, signing
from zhangtu.people.scope import Scope
from zhangtu.people.signing import Stage
from zhangtu.people.steadying import steadily


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody signed in all the way, on a page.

    Attributes:
        actor: Who acts, for which post.
        scope: What may be seen and done.
        login: The login name.
        name: What the person is called.
        post: The name of the post acted for; empty for none.
        unit: The number of the post's unit; 0 for none.
        unit_name: What that unit is called today.
        today: The office's day.
        ended: The post the session still names though the person may act for it no more, as after a
            handover; empty while it may.
    """

    actor: Actor
    scope: Scope
    login: str
    name: str
    post: str
    unit: int
    unit_name: str
    today: date
    ended: str = ""


class Signed(TypedDict):
    """Who changes a plan: the name it is done under, and who is signed in, if anybody."""

    actor: str
    by: Actor | None


def visitor(request: HttpRequest) -> Visit | None:
    """Whoever is in; found once for a request.

    Returns:
        The visit; ``None`` for nobody, or when the sign-in is not finished.
    """
    if not hasattr(request, "_visit"):
        request._visit = _found(request)  # type: ignore[attr-defined]  # noqa: SLF001  # kept for this request only
    found: Visit | None = request._visit  # type: ignore[attr-defined]  # noqa: SLF001
    return found


def visit_of(request: HttpRequest) -> Visit:
    """Whoever is in, on a page the wall stands before.

    Raises:
        PermissionDenied: Nobody is in; the wall lets nobody get here.
    """
    found = visitor(request)
    if found is None:
        raise PermissionDenied
    return found


def name_of(request: HttpRequest) -> str:
    """The name a change is made under: of whoever is in, else the one given in this browser."""
    found = visitor(request)
    return preferences.name_of(request) if found is None else found.name


def actor_of(request: HttpRequest) -> Actor | None:
    """Who acts; ``None`` for nobody."""
    found = visitor(request)
    return None if found is None else found.actor


def signed(request: HttpRequest) -> Signed:
    """Who changes a plan."""
    return {"actor": name_of(request), "by": actor_of(request)}


@steadily()
def _found(request: HttpRequest) -> Visit | None:
    visitor = signing.visitor_of(request)
    if visitor is None or visitor.stage is not Stage.IN:
        return None
    actor = Actor(person=visitor.person, post=visitor.post)
    today = clock.today()
    person = queries.person(visitor.person)
    post = queries.post(visitor.post, today) if visitor.post else None
    scope = queries.scope(actor, today)
    # whoever may act for a post has at least that post in its scope
    gone = bool(visitor.post) and visitor.post not in scope.posts
    ended = rolls.post_named(visitor.post, today) if gone else ""
    post = None if gone else post
    return Visit(
        actor=actor,
        scope=scope,
        login=visitor.login,
        name=person.name if person is not None else visitor.login,
        post=post.name if post is not None else "",
        unit=post.unit if post is not None else 0,
        unit_name=queries.name_on(post.unit, today) if post is not None else "",
        today=today,
        ended=ended,
    )
