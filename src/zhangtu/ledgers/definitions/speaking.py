"""Says changes of definitions with the names fields have; they are compared by number."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from zhangtu.kernel.expressions import ExpressionError, World, parse_stored, write
from zhangtu.schema.difference import Change, Conflict
from zhangtu.schema.specs import Ledger, Measure, Procedure, Report, Spec

#: Last words of paths at which expressions stand.
_EXPRESSIONS: Final = frozenset({"value", "forbid", "where", "on", "unit", "by", "needs", "when", "conflict"})
#: What stands between several.
_COMMA: Final = ", "


def spoken(changes: Iterable[Change], spec: Spec, world: World) -> tuple[Change, ...]:
    """Changes, their expressions by name.

    Args:
        changes: The changes, expressions by number.
        spec: The definition they are of.
        world: Where the names come from.

    Returns:
        The changes; an expression that speaks of what is not there stays as it is.
    """
    return tuple(
        replace(
            one,
            before=_named(one.before, one.path, spec, world),
            after=_named(one.after, one.path, spec, world),
        )
        for one in changes
    )


def spoken_conflicts(conflicts: Iterable[Conflict], spec: Spec, world: World) -> tuple[Conflict, ...]:
    """Conflicts, their expressions by name; see ``spoken``."""
    return tuple(
        replace(
            one,
            base=_named(one.base, one.path, spec, world),
            ours=_named(one.ours, one.path, spec, world),
            theirs=_named(one.theirs, one.path, spec, world),
        )
        for one in conflicts
    )


def _named(text: str, path: tuple[str | int, ...], spec: Spec, world: World) -> str:
    ledger = _ledger(path, spec)
    if not text or "#" not in text or ledger not in world.ledgers:
        return text
    if path[-1] == "by":
        return _COMMA.join(_written(one, ledger, world) for one in text.split(_COMMA))
    return _written(text, ledger, world)


def _ledger(path: tuple[str | int, ...], spec: Spec) -> str:
    """The ledger an expression at a path speaks of; empty where none stands there."""
    if isinstance(spec, Report):
        return str(path[1]) if path[0] == "rows_by" and len(path) > 1 else ""
    if path[-1] not in _EXPRESSIONS:
        return ""
    if isinstance(spec, Measure | Procedure):
        return spec.of
    return spec.name if isinstance(spec, Ledger) else ""


def _written(text: str, ledger: str, world: World) -> str:
    for many in (False, True):
        try:
            return write(parse_stored(text, world, world.ledgers[ledger], many=many), world)
        except ExpressionError:
            continue
    return text
