"""Deeds about handovers: prepared, looked through, signed on paper, put in force."""

import hashlib
from pathlib import Path

from zhangtu.ledgers import filing
from zhangtu.people import actions, directory, handing, papers, queries
from zhangtu.people.actions.taking_part import readable
from zhangtu.people.handing import HandoverView, ItemState, Side
from zhangtu.people.scope import Right
from zhangtu.people.wording import is_word
from zhangtu.people.wording import say as word
from zhangtu.project.commands.staffing.order import Deeds, Order

_PIECE = 1 << 20


def _start(order: Order) -> str:
    into, proxy, mentor = order.option("into"), order.option("proxy"), order.option("mentor")
    plan = actions.Plan(
        giver=order.person(order.option("giver") or ""),
        receiver=order.person(order.option("receiver") or ""),
        witness=order.person(order.option("witness") or ""),
        begins=order.day,
        posts=tuple(order.post(text) for text in order.options("post")),
        into=order.post(into) if into else 0,
        proxy=order.person(proxy) if proxy else 0,
        mentor=order.person(mentor) if mentor else 0,
        mentor_until=order.a_day("mentor-until"),
    )
    number = actions.prepare_handover(plan, actor=order.actor, reason=order.reason)
    return _told(order, handing.handover(number))


def _list(order: Order) -> str:
    mine = order.actor.person
    seen = handing.handovers_of(mine) if mine else directory.handovers_under_way()
    return "\n".join(_head(order, one) for one in seen)


def _show(order: Order) -> str:
    return _told(order, readable(_number(order), order.actor))


def _form(order: Order) -> str:
    seen = readable(_number(order), order.actor)
    target = Path(order.option("out") or "")
    if target.suffix.lower() != ".docx" or target.exists():
        raise order.refuse("handover_bad_out", path=target)
    with target.open("xb") as file:
        file.write(papers.handover_form(seen, order.language))
    return order.say("handover_printed", path=target, printed=seen.code)


def _add(order: Order) -> str:
    number = _number(order)
    kind, title, note = (order.option(name) or "" for name in ("kind", "title", "note"))
    no = actions.add_outside(number, kind, title, actor=order.actor, note=note)
    return order.say("handover_listed", no=no)


def _amend(order: Order) -> str:
    named = {name: order.option(name) for name in ("title", "note")}
    actions.amend_item(_number(order), _item(order), actor=order.actor, **named)
    return _told(order, handing.handover(_number(order)))


def _object(order: Order) -> str:
    actions.object_item(_number(order), _item(order), order.reason, actor=order.actor)
    return _told(order, handing.handover(_number(order)))


def _remove(order: Order) -> str:
    actions.remove_item(_number(order), _item(order), order.reason, actor=order.actor)
    return _told(order, handing.handover(_number(order)))


def _renew(order: Order) -> str:
    actions.renew_list(_number(order), actor=order.actor)
    return _told(order, handing.handover(_number(order)))


def _scan(order: Order) -> str:
    """Take a signed and stamped form for the three signatures; somebody with an account answers for it."""
    if not order.actor.person:
        raise order.refuse("handover_scan_whose")
    number, path = _number(order), Path(order.word(1))
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    actions.sign_by_scan(number, digest, order.option("code") or "", actor=order.actor)
    if queries.scope(order.actor).may(Right.ENTER):
        with path.open("rb") as file:
            filing.bring(iter(lambda: file.read(_PIECE), b""), path.name, actor=order.actor)
        return order.say("handover_scanned", digest=digest)
    return order.say("handover_scanned_outside", digest=digest)


def _settle(order: Order) -> str:
    number = _number(order)
    readable(number, order.actor)
    actions.put_in_force(number, actor=order.actor, reason=order.reason)
    return _told(order, handing.handover(number))


def _drop(order: Order) -> str:
    number = _number(order)
    actions.drop_handover(number, actor=order.actor, reason=order.reason)
    return order.say("handover_given_up", printed=handing.handover(number).code)


def _number(order: Order) -> int:
    return order.number(order.word(0))


def _item(order: Order) -> int:
    return order.number(order.word(1))


def _head(order: Order, seen: HandoverView) -> str:
    """One line: number, code, who hands over to whom, how far it is."""
    people = queries.persons([seen.giver, seen.receiver])
    names = " → ".join(people[one].name for one in (seen.giver, seen.receiver) if one in people)
    state = order.say(f"handover_{seen.state.value}")
    return f"{seen.id}\t{seen.code}\t{names}\t{seen.begins}\t{state}"


def _told(order: Order, seen: HandoverView) -> str:
    """Its head, its posts, who signs, and its list line by line."""
    lines = [_head(order, seen)]
    lines += [f"  {order.post_name(post)}" for post in seen.posts]
    people = queries.persons([seen.signer(side) for side in Side])
    for side in Side:
        who = people[seen.signer(side)].name
        mark = order.say("handover_signed" if side in seen.signed else "handover_unsigned")
        lines.append(f"  {word(side.value, order.language)} {who}: {mark}")
    for item in seen.items:
        kind = word(item.kind, order.language) if is_word(item.kind) else item.kind
        note = f"（{item.note}）" if item.note else ""
        state = (
            "" if item.state is ItemState.LISTED else order.say(f"item_{item.state.value}", why=item.reason)
        )
        lines.append(f"  {item.no}\t{kind}\t{item.title}{note}{state}")
    return "\n".join(lines)


DEEDS: Deeds = {
    "handover start": _start,
    "handover list": _list,
    "handover show": _show,
    "handover form": _form,
    "handover add": _add,
    "handover amend": _amend,
    "handover object": _object,
    "handover remove": _remove,
    "handover renew": _renew,
    "handover scan": _scan,
    "handover settle": _settle,
    "handover drop": _drop,
}
