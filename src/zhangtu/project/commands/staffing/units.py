"""Deeds about units: create, rename, move, merge, split, close; each from a day."""

from collections.abc import Sequence

from zhangtu.people import actions, queries
from zhangtu.project.commands.staffing.order import Deeds, Order


def _create(order: Order) -> str:
    number = actions.create_unit(
        order.word(0),
        actor=order.actor,
        day=order.day,
        parent=order.unit(order.option("below") or "0"),
        short=order.option("short") or "",
        kind=order.option("kind") or "",
        office=order.unit(order.option("office") or "0"),
        reason=order.reason,
    )
    return f"{number}\t{order.word(0)}"


def _rename(order: Order) -> str:
    unit = order.unit(order.word(0))
    named = {name: order.option(name) for name in ("name", "short", "kind")}
    if not any(value is not None for value in named.values()):
        raise order.refuse("staff_nothing", what="unit rename", names="--name --short --kind")
    actions.rename_unit(unit, actor=order.actor, day=order.day, reason=order.reason, **named)
    return _as_is(order, unit)


def _move(order: Order) -> str:
    unit, parent = order.unit(order.word(0)), order.unit(order.option("below") or "")
    actions.move_unit(unit, parent, actor=order.actor, day=order.day, reason=order.reason)
    return _as_is(order, unit)


def _office(order: Order) -> str:
    unit, office = order.unit(order.word(0)), order.unit(order.option("office") or "")
    actions.set_office(unit, office, actor=order.actor, day=order.day, reason=order.reason)
    return _as_is(order, unit)


def _merge(order: Order) -> str:
    units = [order.unit(word) for word in order.asked.words]
    into = order.unit(order.option("into") or "")
    actions.merge_units(units, into, actor=order.actor, day=order.day, reason=order.reason)
    return _as_is(order, into)


def _split(order: Order) -> str:
    unit = order.unit(order.word(0))
    names = order.options("part")
    children = _given(order, "unit-to", names)
    posts = _given(order, "post-to", names)
    parts = [
        actions.Part(
            name,
            children=tuple(order.unit(text) for text in children[name]),
            posts=tuple(_own_post(order, unit, text) for text in posts[name]),
        )
        for name in names
    ]
    made = actions.split_unit(
        unit,
        parts,
        actor=order.actor,
        day=order.day,
        keeps=bool(order.asked.keeps),
        reason=order.reason,
    )
    return "\n".join(f"{number}\t{name}" for number, name in zip(made, names, strict=True))


def _given(order: Order, option: str, names: Sequence[str]) -> dict[str, list[str]]:
    """What goes to each part, by its name."""
    found: dict[str, list[str]] = {name: [] for name in names}
    for text in order.options(option):
        name, mark, what = text.partition("=")
        if not mark or name not in found:
            raise order.refuse("staff_bad_part", option=option, given=text, names="、".join(names))
        found[name].append(what)
    return found


def _own_post(order: Order, unit: int, text: str) -> int:
    """A post of the unit that is split: its bare name does."""
    plain = text if text.isdigit() or "/" in text else f"{unit}/{text}"
    return order.post(plain)


def _close(order: Order) -> str:
    unit = order.unit(order.word(0))
    successors = [order.unit(text) for text in order.options("successor")]
    actions.close_unit(unit, actor=order.actor, day=order.day, successors=successors, reason=order.reason)
    return order.say("unit_closed", number=unit, name=queries.name_on(unit, order.day), day=order.day)


def _as_is(order: Order, unit: int) -> str:
    return f"{unit}\t{queries.name_on(unit, order.day)}"


DEEDS: Deeds = {
    "unit create": _create,
    "unit rename": _rename,
    "unit move": _move,
    "unit office": _office,
    "unit merge": _merge,
    "unit split": _split,
    "unit close": _close,
}
