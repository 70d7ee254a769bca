"""Deeds about standing in: who is whose deputy (AB角), and who is away."""

from datetime import date

from zhangtu.people import actions, directory
from zhangtu.project.commands.staffing.order import Deeds, Order


def _deputy(order: Order) -> str:
    post, deputy = order.post(order.word(0)), order.post(order.word(1))
    number = actions.set_deputy(
        post, deputy, actor=order.actor, day=order.day, ends=order.a_day("until"), reason=order.reason
    )
    return f"{number}\t{order.post_name(post)} ← {order.post_name(deputy)}"


def _deputy_ends(order: Order) -> str:
    number = order.number(order.word(0))
    actions.end_deputy(number, actor=order.actor, day=order.day, reason=order.reason)
    return order.say("deputy_ended", number=number, day=order.day)


def _deputies(order: Order) -> str:
    return "\n".join(
        f"{one.number}\t{order.post_name(one.post)} ← {order.post_name(one.deputy)}"
        f"\t{_days(one.begins, one.ends)}"
        for one in directory.deputies(order.day)
    )


def _away(order: Order) -> str:
    person = order.person(order.word(0))
    number = actions.be_absent(
        person, actor=order.actor, day=order.day, ends=order.a_day("until"), reason=order.reason
    )
    return f"{number}\t{order.person_name(person)}"


def _back(order: Order) -> str:
    number = order.number(order.word(0))
    actions.be_back(number, actor=order.actor, day=order.day, reason=order.reason)
    return order.say("away_ended", number=number, day=order.day)


def _all_away(order: Order) -> str:
    return "\n".join(
        f"{one.number}\t{order.person_name(one.person)}\t{_days(one.begins, one.ends)}"
        for one in directory.absences(order.day)
    )


def _days(begins: date, ends: date | None) -> str:
    return f"{begins} – {ends or ''}".rstrip()


DEEDS: Deeds = {
    "deputy set": _deputy,
    "deputy end": _deputy_ends,
    "deputy list": _deputies,
    "away set": _away,
    "away back": _back,
    "away list": _all_away,
}
