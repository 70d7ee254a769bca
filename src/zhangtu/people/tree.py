"""Units as a dated tree: which there were on a day, what stood below what, and who took over from whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from zhangtu.kernel.folding import fold
from zhangtu.people import timeline
from zhangtu.people.timeline import Span

#: What people write between the name of a unit and that of one above it, if anything.
_BETWEEN = " /／>·-—"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitState(Span):
    """What a unit is from a day to a day.

    Attributes:
        unit: Its number.
        name: Its full name.
        short: The name it goes by; empty when there is no other.
        kind: What kind of unit it is, in small letters (``bureau``, ``town``, ``village``, ``group`` …).
        parent: The unit above; 0 for none.
        office: The unit that acts for it (the office of a leading group); 0 for none.
    """

    unit: int
    name: str
    short: str = ""
    kind: str = ""
    parent: int = 0
    office: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeover:
    """A unit went over into another.

    Attributes:
        unit: Which.
        successor: Into which.
        begins: From which day.
    """

    unit: int
    successor: int
    begins: date


@dataclass(frozen=True, slots=True)
class Node:
    """A unit in the tree of a day.

    Attributes:
        state: What it is on that day.
        below: The units right below it, by name.
    """

    state: UnitState
    below: tuple["Node", ...]


class LoopError(Exception):
    """A unit would stand below itself.

    Attributes:
        day: The first day it would.
        unit: The unit above the changed one that stands below it.
    """

    def __init__(self, day: date, unit: int) -> None:
        self.day, self.unit = day, unit
        super().__init__(f"{unit} on {day.isoformat()}")


class NoParentError(Exception):
    """A unit would stand below one that is not there.

    Attributes:
        day: The first day it would.
        unit: The one that is not there.
    """

    def __init__(self, day: date, unit: int) -> None:
        self.day, self.unit = day, unit
        super().__init__(f"{unit} on {day.isoformat()}")


class Forest:
    """All units with all their states; asked for a day, it is a tree."""

    def __init__(self, states: Iterable[UnitState], takeovers: Iterable[Takeover] = ()) -> None:
        gathered: dict[int, list[UnitState]] = defaultdict(list)
        for state in states:
            gathered[state.unit].append(state)
        #: Unit → its states, rising.
        self.states: Mapping[int, tuple[UnitState, ...]] = {
            unit: tuple(sorted(own, key=lambda state: state.begins)) for unit, own in gathered.items()
        }
        self.takeovers = tuple(takeovers)

    @cached_property
    def _days(self) -> dict[date, dict[int, UnitState]]:
        """The days asked for lately, each with the units there were."""
        return {}

    def units(self, day: date) -> Mapping[int, UnitState]:
        """The units there are on a day, by number."""
        known = self._days.get(day)
        if known is None:
            if len(self._days) > 30:
                self._days.clear()
            found = ((unit, timeline.on(own, day)) for unit, own in self.states.items())
            known = self._days[day] = {unit: state for unit, state in found if state is not None}
        return known

    @cached_property
    def _names_on(self) -> dict[date, dict[str, list[int]]]:
        """The days names were looked up on lately, each with the units called by a folded name."""
        return {}

    def _called(self, day: date) -> Mapping[str, list[int]]:
        """The units of a day by their folded names: folding all of them takes longer than a look-up may."""
        known = self._names_on.get(day)
        if known is None:
            if len(self._names_on) > 30:
                self._names_on.clear()
            known = self._names_on[day] = {}
            for state in self.units(day).values():
                for name in _names(state):
                    known.setdefault(name, []).append(state.unit)
        return known

    def unit(self, unit: int, day: date) -> UnitState | None:
        """What a unit is on a day; ``None`` when it is not there."""
        return timeline.on(self.states.get(unit, ()), day)

    def children(self, unit: int, day: date) -> tuple[UnitState, ...]:
        """The units right below one, by name; with 0, those that stand below none."""
        found = (state for state in self.units(day).values() if state.parent == unit)
        return tuple(sorted(found, key=lambda state: (state.name, state.unit)))

    def tree(self, day: date) -> tuple[Node, ...]:
        """The whole tree of a day, from the units that stand below none."""
        by_parent: dict[int, list[UnitState]] = defaultdict(list)
        for state in self.units(day).values():
            by_parent[state.parent].append(state)

        def nodes(unit: int) -> tuple[Node, ...]:
            own = sorted(by_parent.get(unit, ()), key=lambda state: (state.name, state.unit))
            return tuple(Node(state, nodes(state.unit)) for state in own)

        return nodes(0)

    def below(self, unit: int, day: date) -> frozenset[int]:
        """A unit and all below it on a day; nothing when it is not there."""
        units = self.units(day)
        if unit not in units:
            return frozenset()
        by_parent: dict[int, list[int]] = defaultdict(list)
        for state in units.values():
            by_parent[state.parent].append(state.unit)
        found, ahead = set[int](), [unit]
        while ahead:
            one = ahead.pop()
            if one not in found:
                found.add(one)
                ahead += by_parent.get(one, ())
        return frozenset(found)

    def ancestors(self, unit: int, day: date) -> tuple[int, ...]:
        """The units above one on a day, the nearest first."""
        above: list[int] = []
        state = self.unit(unit, day)
        while state is not None and state.parent and state.parent not in above:
            above.append(state.parent)
            state = self.unit(state.parent, day)
        return tuple(above)

    def successors(self, unit: int, day: date) -> tuple[int, ...]:
        """The units one has gone over into by a day, and those they went over into, that are still there."""
        found: list[int] = []
        ahead, seen = [unit], {unit}
        while ahead:
            one = ahead.pop(0)
            after = [t.successor for t in self.takeovers if t.unit == one and t.begins <= day]
            for successor in after:
                if successor not in seen:
                    seen.add(successor)
                    ahead.append(successor)
                    if self.unit(successor, day) is not None:
                        found.append(successor)
        return tuple(found)

    def predecessors(self, units: Iterable[int], day: date) -> frozenset[int]:
        """The units that have gone over into some units by a day and are not there any more."""
        before: dict[int, list[int]] = defaultdict(list)
        for takeover in self.takeovers:
            if takeover.begins <= day:
                before[takeover.successor].append(takeover.unit)
        found, ahead = set[int](), list(units)
        while ahead:
            for unit in before.get(ahead.pop(), ()):
                if unit not in found and self.unit(unit, day) is None:
                    found.add(unit)
                    ahead.append(unit)
        return frozenset(found)

    def name_on(self, unit: int, day: date) -> str:
        """The name of a unit on a day; its last (or first) name when it is not there; empty if unknown."""
        state = self.unit(unit, day)
        if state is None:
            own = self.states.get(unit, ())
            before = [one for one in own if one.begins <= day]
            state = before[-1] if before else next(iter(own), None)
        return state.name if state is not None else ""

    def find(self, text: str, day: date) -> tuple[int, ...]:
        """Units of a day that go, or once went, by a name.

        Args:
            text: A full or short name, in either script and any width of letters; names of units above it may
                stand before it, as in “东镇综合办”: many towns have an office of that name.
            day: The day.

        Returns:
            Those called so on the day; if there are none, those that were before, or their heirs.
        """
        wanted = fold(text.strip())
        if not wanted:
            return ()
        now = self.units(day)
        present = self._called(day).get(wanted) or [
            one.unit for one in now.values() if _along(wanted, one, now)
        ]
        if present:
            return tuple(sorted(present))
        once = {
            unit
            for unit, own in self.states.items()
            for state in own
            if state.begins <= day and wanted in _names(state)
        }
        heirs: list[int] = []
        for unit in sorted(once):
            there = self.unit(unit, day) is not None
            heirs += [unit] if there else self.successors(unit, day)
        return tuple(dict.fromkeys(heirs))

    def with_states(self, unit: int, states: Sequence[UnitState]) -> "Forest":
        """The same with other states of one unit."""
        others = (state for other, own in self.states.items() if other != unit for state in own)
        return Forest([*others, *states], self.takeovers)

    def check(self, unit: int, day: date) -> None:
        """Refuse a unit that, from a day on, stands below itself or below one that is not there.

        Raises:
            LoopError: In the first case.
            NoParentError: In the second.
        """
        everything = (state for own in self.states.values() for state in own)
        for border in timeline.borders(everything, day):
            self._check_on(unit, border)

    def _check_on(self, unit: int, day: date) -> None:
        seen = [unit]
        state = self.unit(unit, day)
        while state is not None and state.parent:
            if state.parent in seen:
                raise LoopError(day, seen[1] if len(seen) > 1 else unit)
            above = self.unit(state.parent, day)
            if above is None:
                raise NoParentError(day, state.parent)
            seen.append(state.parent)
            state = above

    def dependants(self, unit: int, day: date) -> tuple[UnitState, ...]:
        """States of units that stand right below one, or whose office it is, on some day from a day on."""
        return tuple(
            state
            for own in self.states.values()
            for state in own
            if unit in (state.parent, state.office)
            and (state.ends is None or state.ends > day)
            and (state.ends is None or state.ends > state.begins)
        )


@lru_cache(maxsize=20_000)
def _names(state: UnitState) -> frozenset[str]:
    """The folded names of a state."""
    return frozenset(fold(name) for name in (state.name, state.short) if name)


def _along(words: str, state: UnitState, there: Mapping[int, UnitState]) -> bool:
    """Whether folded words are a unit's name behind names of units above it; some may be left out."""
    for name in _names(state):
        rest = words.removesuffix(name).rstrip(_BETWEEN) if words.endswith(name) else words
        if rest == words:
            continue
        above = there.get(state.parent)
        while rest and above is not None:
            if rest in _names(above) or _along(rest, above, there):
                return True
            above = there.get(above.parent)
    return False
