"""Deeds about posts and who holds them."""

from zhangtu.people import actions
from zhangtu.project.commands.staffing.order import Deeds, Order


def _create(order: Order) -> str:
    number = actions.establish_post(
        order.unit(order.word(0)),
        order.word(1),
        actor=order.actor,
        day=order.day,
        kind=order.option("kind") or "",
        role=order.option("role") or "",
        reason=order.reason,
    )
    return _as_is(order, number)


def _amend(order: Order) -> str:
    post = order.post(order.word(0))
    named = {name: order.option(name) for name in ("name", "kind")}
    if not any(value is not None for value in named.values()):
        raise order.refuse("staff_nothing", what="post amend", names="--name --kind")
    actions.alter_post(post, actor=order.actor, day=order.day, reason=order.reason, **named)
    return _as_is(order, post)


def _move(order: Order) -> str:
    post, unit = order.post(order.word(0)), order.unit(order.option("unit") or "")
    actions.move_post(post, unit, actor=order.actor, day=order.day, reason=order.reason)
    return _as_is(order, post)


def _role(order: Order) -> str:
    post = order.post(order.word(0))
    actions.give_role(post, order.option("role") or "", actor=order.actor, day=order.day, reason=order.reason)
    return _as_is(order, post)


def _abolish(order: Order) -> str:
    post = order.post(order.word(0))
    called = order.post_name(post)
    actions.abolish_post(post, actor=order.actor, day=order.day, reason=order.reason)
    return order.say("post_abolished", number=post, name=called, day=order.day)


def _hold(order: Order) -> str:
    post, person = order.post(order.word(0)), order.person(order.word(1))
    actions.appoint(
        person, post, actor=order.actor, day=order.day, ends=order.a_day("until"), reason=order.reason
    )
    return _as_is(order, post)


def _release(order: Order) -> str:
    post, person = order.post(order.word(0)), order.person(order.word(1))
    actions.relieve(person, post, actor=order.actor, day=order.day, reason=order.reason)
    return _as_is(order, post)


def _as_is(order: Order, post: int) -> str:
    return f"{post}\t{order.post_name(post)}"


DEEDS: Deeds = {
    "post create": _create,
    "post amend": _amend,
    "post move": _move,
    "post role": _role,
    "post abolish": _abolish,
    "hold": _hold,
    "release": _release,
}
