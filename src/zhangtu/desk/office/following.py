"""What follows from a change before it is put in force: it is tried out, compared, and undone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhangtu.desk.frame.words import separator
from zhangtu.desk.office.pending_words import LEFT
from zhangtu.desk.office.words import names_of, post_kind, role_name, unit_kind
from zhangtu.journal.actor import Actor
from zhangtu.ledgers import counting
from zhangtu.people import pending, queries, rolls
from zhangtu.people.posts import PostState
from zhangtu.people.rehearsing import rehearsal
from zhangtu.people.tree import Forest, UnitState


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that becomes different.

    Attributes:
        name: What it is called.
        what: What becomes different, a sentence each.
        who: Whom it concerns; empty for nobody.
    """

    name: str
    what: tuple[str, ...]
    who: str = ""


@dataclass(frozen=True, slots=True)
class Following:
    """Whose rows are seen by others than before.

    Attributes:
        unit: The unit the rows belong to.
        rows: How many it has.
        heir: The unit that carries on what it had; empty while it is there itself.
        gains: The units that see them from then on.
        loses: The units that see them no longer.
    """

    unit: str
    rows: int
    heir: str
    gains: str
    loses: str


@dataclass(frozen=True, slots=True)
class Left:
    """What is open for the units that are gone.

    Attributes:
        said: How many of what, and what becomes of them.
        address: The page where one finds them.
    """

    said: str
    address: str


@dataclass(frozen=True, slots=True)
class Follows:
    """What follows from a change on its day.

    Attributes:
        units: Units that become different.
        posts: Posts and who holds them.
        rows: Whose rows are seen by others.
        left: What is open for the units that are gone.
    """

    units: tuple[Turn, ...]
    posts: tuple[Turn, ...]
    rows: tuple[Following, ...]
    left: tuple[Left, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing at all becomes different."""
        return not (self.units or self.posts or self.rows)


@dataclass(frozen=True, slots=True)
class _Moment:
    """Units and posts as they are on a day."""

    woods: Forest
    posts: Mapping[int, PostState]
    holders: Mapping[int, tuple[int, ...]]


def try_out(actor: Actor, day: date, units: Iterable[int], do: Callable[[], object]) -> Follows:
    """Try a change and say what follows; nothing stays.

    Args:
        actor: Who would do it.
        day: From when.
        units: The units whose posts it may concern.
        do: Does it.

    Returns:
        What follows.

    Raises:
        RefusedError: It cannot be done.
    """
    asked = set(units)
    woods = queries.forest()
    with rehearsal(actor):
        do()
        after_woods = queries.forest()
        changed = _changed(woods, after_woods, day)
        after = _moment(after_woods, day, asked | changed)
    before = _moment(woods, day, asked | changed)
    return Follows(
        tuple(_unit_turns(before.woods, after.woods, day, changed)),
        tuple(_post_turns(before, after, day)),
        tuple(_rows(before.woods, after.woods, day, changed)),
        tuple(_left(before.woods, after.woods, day, changed)),
    )


def _left(before: Forest, after: Forest, day: date, changed: Iterable[int]) -> Iterable[Left]:
    """What is open for units that are no more there, with what becomes of it."""
    gone = [one for one in changed if before.unit(one, day) and not after.unit(one, day)]
    heirs = dict.fromkeys(heir for one in gone for heir in after.successors(one, day))
    names = separator().join(after.name_on(one, day) for one in heirs)
    found = pending.pending(gone, day)
    for kind, (said, nobody, page) in LEFT.items():
        if kind in found:
            facts = {"count": found[kind], "heirs": names}
            yield Left(str((said if names else nobody) % facts), reverse(page[0], args=page[1:]))


def _moment(woods: Forest, day: date, units: Iterable[int]) -> _Moment:
    posts = {state.post: state for state in rolls.posts_on(day, units)}
    return _Moment(woods, posts, rolls.holders_on(day, posts))


def _changed(before: Forest, after: Forest, day: date) -> set[int]:
    """The units that are not on the day what they were."""
    old, new = before.units(day), after.units(day)
    return {unit for unit in old.keys() | new.keys() if _plain(old.get(unit)) != _plain(new.get(unit))}


def _plain(state: UnitState | None) -> tuple[object, ...] | None:
    if state is None:
        return None
    return state.name, state.short, state.kind, state.parent, state.office


def _unit_turns(before: Forest, after: Forest, day: date, changed: Iterable[int]) -> Iterable[Turn]:
    for unit in sorted(changed, key=lambda one: (before.name_on(one, day), one)):
        old, new = before.unit(unit, day), after.unit(unit, day)
        name = before.name_on(unit, day) or after.name_on(unit, day)
        yield Turn(name, tuple(_unit_words(unit, old, new, (before, after), day)))


def _unit_words(
    unit: int, old: UnitState | None, new: UnitState | None, woods: tuple[Forest, Forest], day: date
) -> Iterable[str]:
    before, after = woods
    if new is None:
        heirs = separator().join(after.name_on(one, day) for one in after.successors(unit, day))
        yield _("撤销，由%(heirs)s承接") % {"heirs": heirs} if heirs else pgettext("gone", "撤销")
        return
    if old is None:
        above = after.name_on(new.parent, day)
        yield _("设立，归%(above)s管") % {"above": above} if above else _("设立")
        return
    if old.name != new.name:
        yield _("更名为“%(name)s”") % {"name": new.name}
    if old.short != new.short:
        yield _("简称改为“%(name)s”") % {"name": new.short or "—"}
    if old.kind != new.kind:
        yield _("类别改为 %(kind)s") % {"kind": unit_kind(new.kind, day) or "—"}
    if old.parent != new.parent:
        names = {"old": before.name_on(old.parent, day) or "—", "new": after.name_on(new.parent, day) or "—"}
        yield _("上级由%(old)s改为%(new)s") % names
    if old.office != new.office:
        yield _("办事机构改为%(name)s") % {"name": after.name_on(new.office, day) or "—"}


def _post_turns(before: _Moment, after: _Moment, day: date) -> Iterable[Turn]:
    for post in sorted(before.posts.keys() | after.posts.keys()):
        old, new = before.posts.get(post), after.posts.get(post)
        what = tuple(_post_words(old, new, after.woods, day)) + tuple(_holder_words(post, before, after))
        if what:
            state, woods = (old, before.woods) if old is not None else (new, after.woods)
            assert state is not None
            who = names_of(after.holders.get(post, ()) or before.holders.get(post, ()))
            yield Turn(f"{woods.name_on(state.unit, day)} · {state.name}", what, who)


def _post_words(old: PostState | None, new: PostState | None, woods: Forest, day: date) -> Iterable[str]:
    if new is None:
        yield pgettext("gone", "撤销")
    elif old is None:
        yield _("设立，角色：%(role)s") % {"role": role_name(new.role, day)}
    else:
        if old.name != new.name:
            yield _("更名为“%(name)s”") % {"name": new.name}
        if old.unit != new.unit:
            yield _("转到%(unit)s") % {"unit": woods.name_on(new.unit, day)}
        if old.kind != new.kind:
            yield _("类别改为 %(kind)s") % {"kind": post_kind(new.kind) or "—"}
        if old.role != new.role:
            names = {"old": role_name(old.role, day), "new": role_name(new.role, day)}
            yield _("角色由%(old)s改为%(new)s") % names


def _holder_words(post: int, before: _Moment, after: _Moment) -> Iterable[str]:
    old, new = before.holders.get(post, ()), after.holders.get(post, ())
    if come := [one for one in new if one not in old]:
        yield _("%(names)s任职") % {"names": names_of(come)}
    if gone := [one for one in old if one not in new]:
        left = _("，此后无人任职") if not new else ""
        yield _("免去%(names)s") % {"names": names_of(gone)} + left


def _rows(before: Forest, after: Forest, day: date, changed: Iterable[int]) -> Iterable[Following]:
    """Whose rows are seen by others: of units that stand elsewhere or are gone, with all below them."""
    concerned = frozenset[int]().union(*(before.below(unit, day) for unit in changed))
    rows = counting.rows_of(concerned)
    order = sorted(concerned, key=lambda one: (len(before.ancestors(one, day)), before.name_on(one, day)))
    for unit in order:
        old, new = _eyes(before, unit, day), _eyes(after, unit, day)
        gone = after.unit(unit, day) is None
        if old != new and (rows.get(unit) or gone):
            heirs = after.successors(unit, day) if gone else ()
            gains = [one for one in new if one not in old]
            loses = [one for one in old if one not in new and (one != unit or not gone)]
            yield Following(
                before.name_on(unit, day),
                rows.get(unit, 0),
                separator().join(after.name_on(one, day) for one in heirs),
                separator().join(after.name_on(one, day) for one in gains),
                separator().join(before.name_on(one, day) for one in loses),
            )


def _eyes(woods: Forest, unit: int, day: date) -> list[int]:
    """The units that see a unit's rows: itself or its heirs, and all above."""
    own = [unit] if woods.unit(unit, day) is not None else list(woods.successors(unit, day))
    return list(dict.fromkeys(one for start in own for one in (start, *woods.ancestors(start, day))))
