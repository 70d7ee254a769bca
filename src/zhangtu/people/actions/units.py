"""Changes of units, each from a day: create, rename, move, merge, split, close; the past stays as it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel.folding import fold
from zhangtu.kernel.uids import new_uid
from zhangtu.people import models, policies, queries, timeline
from zhangtu.people.naming import kind_of, name_of
from zhangtu.people.posts import PostState
from zhangtu.people.recording import Register, add
from zhangtu.people.refusals import PeopleRefusedError
from zhangtu.people.scope import Right
from zhangtu.people.storing import store_posts, store_units
from zhangtu.people.tree import Forest, LoopError, NoParentError, UnitState


@dataclass(frozen=True, slots=True)
class Part:
    """A unit that comes out of a split.

    Attributes:
        name: Its name.
        short: The name it goes by.
        kind: Its kind; that of the split unit if empty.
        children: Units below the split one that go below it.
        posts: Posts of the split one that go to it.
    """

    name: str
    short: str = ""
    kind: str = ""
    children: tuple[int, ...] = ()
    posts: tuple[int, ...] = ()


def create_unit(
    name: str,
    *,
    actor: Actor,
    day: date,
    parent: int = 0,
    short: str = "",
    kind: str = "",
    office: int = 0,
    reason: str = "",
) -> int:
    """Set up a unit from a day.

    Args:
        name: Its full name.
        actor: Who does it.
        day: Its first day, past or future.
        parent: The unit above; 0 for none.
        short: The name it goes by.
        kind: What kind of unit it is.
        office: The unit that acts for it, of a leading group.
        reason: Why.

    Returns:
        Its number.

    Raises:
        PeopleRefusedError: If it may not be, or something stands in its way.
    """
    with act(actor=actor, reason=reason) as now:
        policies.check_right(actor, Right.ORGANISE, parent, day)
        return _create(
            now,
            UnitState(
                unit=0, begins=day, name=name, short=short, kind=kind_of(kind), parent=parent, office=office
            ),
        )


def _create(now: Act, state: UnitState) -> int:
    woods = queries.forest()
    day = state.begins
    name = _free_name(woods, state.name, state.parent, 0, day)
    if state.office:
        _there(woods, state.office, day)
    unit = add(now, Register.UNIT, models.Unit, uid=new_uid(now.at)).pk
    made = UnitState(
        unit=unit,
        begins=day,
        name=name,
        short=state.short.strip(),
        kind=state.kind,
        parent=state.parent,
        office=state.office,
    )
    _check(woods.with_states(unit, [made]), unit, day)
    store_units(now, "create", [], [made])
    return unit


def rename_unit(
    unit: int,
    *,
    actor: Actor,
    day: date,
    name: str | None = None,
    short: str | None = None,
    kind: str | None = None,
    reason: str = "",
) -> None:
    """Call a unit differently from a day, or count it as another kind; what is not given stays.

    Raises:
        PeopleRefusedError: If it may not be, the unit is not there, or the name is taken.
    """
    with act(actor=actor, reason=reason) as now:
        policies.check_right(actor, Right.ORGANISE, unit, day)
        woods = queries.forest()
        state = _there(woods, unit, day)
        values: dict[str, str] = {}
        if name is not None:
            values["name"] = _free_name(woods, name, state.parent, unit, day)
        if short is not None:
            values["short"] = short.strip()
        if kind is not None:
            values["kind"] = kind_of(kind)
            if values["kind"] != state.kind:
                policies.check_reach(actor, unit, "", day, values["kind"])
        _change(now, woods, unit, day, "rename", **values)


def move_unit(unit: int, parent: int, *, actor: Actor, day: date, reason: str = "") -> None:
    """Put a unit, with all below it, below another from a day.

    Raises:
        PeopleRefusedError: If it may not be, or the unit would stand below itself.
    """
    with act(actor=actor, reason=reason) as now:
        policies.check_right(actor, Right.ORGANISE, unit, day)
        policies.check_right(actor, Right.ORGANISE, parent, day)
        woods = queries.forest()
        state = _there(woods, unit, day)
        _free_name(woods, state.name, parent, unit, day)
        _change(now, woods, unit, day, "move", parent=parent)


def set_office(unit: int, office: int, *, actor: Actor, day: date, reason: str = "") -> None:
    """Say which unit acts for a leading group from a day; 0 for none.

    Raises:
        PeopleRefusedError: If it may not be, or one of the two is not there.
    """
    with act(actor=actor, reason=reason) as now:
        policies.check_right(actor, Right.ORGANISE, unit, day)
        woods = queries.forest()
        if office:
            policies.check_right(actor, Right.ORGANISE, office, day)
            _there(woods, office, day)
        _change(now, woods, unit, day, "office", office=office)


def close_unit(
    unit: int, *, actor: Actor, day: date, successors: Sequence[int] = (), reason: str = ""
) -> None:
    """End a unit from a day, without anything below it and without posts.

    Args:
        unit: Which.
        actor: Who does it.
        day: The first day it is no longer there.
        successors: The units that carry on what it had.
        reason: Why.

    Raises:
        PeopleRefusedError: If it may not be; units below it and posts are named.
    """
    with act(actor=actor, reason=reason) as now:
        policies.check_right(actor, Right.ORGANISE, unit, day)
        for successor in successors:
            _there(queries.forest(), successor, day)
        _close(now, unit, day, "close")
        _take_over(now, [unit], successors, day)


def merge_units(units: Sequence[int], into: int, *, actor: Actor, day: date, reason: str = "") -> None:
    """Let units go over into another from a day, with the units below them and their posts.

    Args:
        units: Which; ``into`` may be among them.
        into: The unit that stays (set it up first if it is new).
        actor: Who does it.
        day: The first day they are one.
        reason: Why.

    Raises:
        PeopleRefusedError: If it may not be, or something stands in its way.
    """
    going = [unit for unit in dict.fromkeys(units) if unit != into]
    if not going:
        raise PeopleRefusedError("merge_itself")
    with act(actor=actor, reason=reason) as now:
        for unit in [*going, into]:
            policies.check_right(actor, Right.ORGANISE, unit, day)
            _there(queries.forest(), unit, day)
        for unit in going:
            woods = queries.forest()
            if into in woods.below(unit, day):
                inner, outer = woods.name_on(into, day), woods.name_on(unit, day)
                raise PeopleRefusedError("merge_below", into=inner, name=outer)
            _move_all(now, unit, day, into)
            _close(now, unit, day, "merge")
        _take_over(now, going, [into], day)


def split_unit(
    unit: int, parts: Sequence[Part], *, actor: Actor, day: date, keeps: bool = False, reason: str = ""
) -> list[int]:
    """Make several units out of one from a day.

    Args:
        unit: Which.
        parts: The new ones, with what goes to each.
        actor: Who does it.
        day: Their first day.
        keeps: Whether the old one goes on with what no part takes; else it ends and the parts succeed it.
        reason: Why.

    Returns:
        The numbers of the new ones, in order.

    Raises:
        PeopleRefusedError: If it may not be, or something would be left without a unit.
    """
    if not parts:
        raise PeopleRefusedError("split_one")
    with act(actor=actor, reason=reason) as now:
        policies.check_right(actor, Right.ORGANISE, unit, day)
        state = _there(queries.forest(), unit, day)
        policies.check_right(actor, Right.ORGANISE, state.parent, day)
        _check_parts(unit, parts, day, keeps=keeps)
        made = [_part(now, state, part, day) for part in parts]
        if not keeps:
            _close(now, unit, day, "split")
            _take_over(now, [unit], made, day)
        return made


def _part(now: Act, whole: UnitState, part: Part, day: date) -> int:
    kind = kind_of(part.kind) or whole.kind
    made = _create(
        now,
        UnitState(unit=0, begins=day, name=part.name, short=part.short, kind=kind, parent=whole.parent),
    )
    for child in part.children:
        _change(now, queries.forest(), child, day, "move", parent=made)
    for one in part.posts:
        move_post_state(now, one, made, day)
    return made


def _check_parts(unit: int, parts: Sequence[Part], day: date, *, keeps: bool) -> None:
    """Everything a part takes belongs to the unit, and nothing is forgotten."""
    children = {child.unit: child.name for child in queries.forest().children(unit, day)}
    posts = {state.post: state.name for state in queries.posts(unit, day)}
    _check_named(unit, day, children, [child for part in parts for child in part.children], keeps=keeps)
    _check_named(unit, day, posts, [one for part in parts for one in part.posts], keeps=keeps)


def _check_named(unit: int, day: date, own: Mapping[int, str], taken: Sequence[int], *, keeps: bool) -> None:
    strange = next((one for one in taken if one not in own), None)
    if strange is not None or len(set(taken)) < len(taken):
        name = str(strange) if strange is not None else queries.name_on(unit, day)
        raise PeopleRefusedError("not_its_own", name=name, day=day.isoformat())
    left = [name for one, name in own.items() if one not in taken]
    if left and not keeps:
        raise PeopleRefusedError("split_left", names="、".join(left))


def move_post_state(now: Act, post: int, unit: int, day: date) -> None:
    """Let a post belong to another unit from a day, within an act."""
    states = queries.post_states(post)
    store_posts(now, "move", states, timeline.changed(states, day, unit=unit))


def _move_all(now: Act, unit: int, day: date, into: int) -> None:
    """Put what stands below a unit, and its posts, below another."""
    woods = queries.forest()
    for child in sorted({state.unit for state in woods.dependants(unit, day) if state.parent == unit}):
        begins = max(day, next(s.begins for s in woods.states[child] if s.parent == unit and _from(s, day)))
        _change(now, queries.forest(), child, begins, "move", parent=into)
    for one in sorted({state.post for state in queries.posts_from(unit, day)}):
        states = queries.post_states(one)
        begins = max(day, next(s.begins for s in states if s.unit == unit and _from(s, day)))
        move_post_state(now, one, into, begins)


def _from(state: UnitState | PostState, day: date) -> bool:
    """Whether a state has days from a day on."""
    return (state.ends is None or state.ends > day) and (state.ends is None or state.ends > state.begins)


def _close(now: Act, unit: int, day: date, action: str) -> None:
    woods = queries.forest()
    _there(woods, unit, day)
    left = woods.dependants(unit, day)
    if left:
        names = "、".join(dict.fromkeys(state.name for state in left))
        raise PeopleRefusedError("has_units", day=day.isoformat(), names=names)
    posts = queries.posts_from(unit, day)
    if posts:
        names = "、".join(dict.fromkeys(state.name for state in posts))
        raise PeopleRefusedError("has_posts", day=day.isoformat(), names=names)
    states = woods.states[unit]
    try:
        store_units(now, action, states, timeline.closed(states, day))
    except timeline.LaterChangeError as error:
        raise PeopleRefusedError("later_change", later=error.day.isoformat(), day=day.isoformat()) from error


def _take_over(now: Act, units: Sequence[int], successors: Sequence[int], day: date) -> None:
    for unit in units:
        for successor in successors:
            add(
                now,
                Register.SUCCESSION,
                models.Succession,
                action="succeed",
                unit=unit,
                successor=successor,
                begins=day,
            )


def _change(now: Act, woods: Forest, unit: int, day: date, action: str, **values: str | int) -> None:
    _there(woods, unit, day)
    old = woods.states[unit]
    new = timeline.changed(old, day, **values)
    _check(woods.with_states(unit, new), unit, day)
    store_units(now, action, old, new)


def _there(woods: Forest, unit: int, day: date) -> UnitState:
    state = woods.unit(unit, day)
    if state is None:
        raise PeopleRefusedError("no_unit", day=day.isoformat())
    return state


def _free_name(woods: Forest, name: str, parent: int, unit: int, day: date) -> str:
    """A unit's name, tidied; nobody else below the same unit has it on the day."""
    name = name_of(name)
    if any(one.unit != unit and fold(one.name) == fold(name) for one in woods.children(parent, day)):
        raise PeopleRefusedError("name_taken", day=day.isoformat(), name=name)
    return name


def _check(woods: Forest, unit: int, day: date) -> None:
    """The tree stays a tree on every day from a day on."""
    try:
        woods.check(unit, day)
    except LoopError as error:
        name, above = woods.name_on(unit, error.day), woods.name_on(error.unit, error.day)
        raise PeopleRefusedError("loop", day=error.day.isoformat(), name=name, above=above) from error
    except NoParentError as error:
        above = woods.name_on(error.unit, error.day) or str(error.unit)
        raise PeopleRefusedError("no_parent", day=error.day.isoformat(), above=above) from error
