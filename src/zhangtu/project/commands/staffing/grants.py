"""Deeds about what a post may do with one ledger, in place of what its role says."""

from zhangtu.ledgers import definitions
from zhangtu.people import actions, policies, rolls
from zhangtu.people.scope import Right
from zhangtu.project.commands.staffing.order import Deeds, Order

#: What is written for a grant that takes even reading away.
_NONE = "none"


def _give(order: Order) -> str:
    post, ledger = order.post(order.word(0)), order.word(1)
    if ledger not in definitions.names():
        raise order.refuse("grant_no_ledger", name=ledger, names=" ".join(sorted(definitions.names())))
    words = [str(one) for one in order.asked.words[2:]]
    number = actions.grant(
        post,
        ledger,
        [] if words == [_NONE] else words,
        actor=order.actor,
        day=order.day,
        ends=order.a_day("until"),
        reason=order.reason,
    )
    return next(_line(order, one) for one in rolls.grants_on(order.day) if one.number == number)


def _end(order: Order) -> str:
    number = order.number(order.word(0))
    actions.withdraw_grant(number, actor=order.actor, day=order.day, reason=order.reason)
    return order.say("grant_ended", number=number, day=order.day)


def _list(order: Order) -> str:
    policies.check_own(order.actor, Right.GRANT)
    return "\n".join(_line(order, one) for one in rolls.grants_on(order.day))


def _line(order: Order, one: rolls.GrantView) -> str:
    ends = "" if one.ends is None else one.ends.isoformat()
    rights = " ".join(one.rights) or _NONE
    return f"{one.number}\t{order.post_name(one.post)}\t{one.ledger}\t{rights}\t{one.begins}–{ends}"


DEEDS: Deeds = {"grant give": _give, "grant end": _end, "grant list": _list}
