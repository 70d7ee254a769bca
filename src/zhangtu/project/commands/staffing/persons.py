"""Deeds about people: enter one, amend name or phone, find the number of one."""

from zhangtu.people import actions, directory
from zhangtu.project.commands.staffing.order import Deeds, Order


def _enrol(order: Order) -> str:
    phone = order.option("phone") or ""
    number = actions.enrol(order.word(0), actor=order.actor, phone=phone, reason=order.reason)
    return _as_is(order, number)


def _amend(order: Order) -> str:
    person = order.person(order.word(0))
    named = {name: order.option(name) for name in ("name", "phone")}
    if not any(value is not None for value in named.values()):
        raise order.refuse("staff_nothing", what="person amend", names="--name --phone")
    actions.amend_person(person, actor=order.actor, reason=order.reason, **named)
    return _as_is(order, person)


def _find(order: Order) -> str:
    found = directory.people_named(order.word(0))
    if not found:
        raise order.refuse("staff_no_person", name=order.word(0))
    return "\n".join(_as_is(order, one.id) for one in found)


def _as_is(order: Order, person: int) -> str:
    return f"{person}\t{order.person_name(person)}"


DEEDS: Deeds = {"person enrol": _enrol, "person amend": _amend, "person find": _find}
