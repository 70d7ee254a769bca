"""Measures ready to be asked: their expressions read, by number, and what they rest on known."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from zhangtu.kernel.expressions import Expression, ExpressionError, Kind, Using, parse
from zhangtu.kernel.expressions.nodes import Total, walk
from zhangtu.kernel.expressions.uses import is_live
from zhangtu.ledgers import definitions
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.definitions import Known, MeasureInForce
from zhangtu.measures.refusals import MeasureError
from zhangtu.mirror.columns import mirrored
from zhangtu.mirror.questions import Measured
from zhangtu.schema.specs import Measure

#: What figures may be parted by besides fields.
BESIDE = ("@state", "@post")


@dataclass(frozen=True, eq=False)
class Defined:
    """A measure whose expressions were read.

    Attributes:
        spec: The measure, expressions by name.
        force: Its ledger.
        value: The figure.
        where: Which rows count; ``None`` for all.
        on: The day or moment of a flow; ``None`` for a stock.
        unit: The unit a row counts for; ``None`` for the row's own.
        by: Name of a field it may be parted by → its expression; ``None`` for what a row has besides.
        masked: Those of them that tell of persons or secret ledgers: figures are not parted by them.
        personal: Whether it rests on values about persons.
        apart: Whether the mirror does not keep what it rests on, so that only the store can say.
    """

    spec: Measure
    force: InForce
    value: Expression
    where: Expression | None
    on: Expression | None
    unit: Expression | None
    by: dict[str, Expression | None]
    masked: frozenset[str]
    personal: bool
    apart: bool

    @property
    def flow(self) -> bool:
        """Whether it tells what happened within a period, not what there was at a moment."""
        return self.on is not None

    @cached_property
    def live(self) -> bool:
        """Whether what it asks of a row can change though the row does not."""
        totals = [node for node in walk(self.value.node) if isinstance(node, Total)]
        asked = [part for one in totals for part in (one.inner, one.by) if part is not None]
        others = [one for one in (self.where, self.unit) if one is not None]
        return any(map(is_live, asked)) or any(one.live for one in others)

    def measured(self) -> Measured:
        """The question put to the mirror."""
        return Measured(
            self.value.stored(),
            "" if self.where is None else self.where.stored(),
            "" if self.on is None else self.on.stored(),
            "" if self.unit is None else self.unit.stored(),
            self.live,
        )

    def key(self, name: str) -> str:
        """What the mirror parts rows by, for a name."""
        found = self.by[name]
        return name if found is None else found.stored()


def named(name: str, known: Known | None = None) -> Defined:
    """A measure in force.

    Args:
        name: Its name.
        known: The definitions in force, where they were read already.

    Returns:
        The measure.

    Raises:
        LedgerError: There is none of that name.
    """
    known = definitions.known() if known is None else known
    found = known.measure(name)
    return _in_force(found, known.ledger(found.measure.of), _Same(known))


def of(one: str | Measure, known: Known) -> Defined:
    """A measure in force by its name, or one that is only tried."""
    return named(one, known) if isinstance(one, str) else made(one, known)


def made(spec: Measure, known: Known | None = None) -> Defined:
    """A measure that is only tried, ready to be asked.

    Args:
        spec: The measure, expressions by name.
        known: The definitions in force.

    Returns:
        It, ready.

    Raises:
        LedgerError: There is no such ledger.
        MeasureError: An expression can't be read.
    """
    known = definitions.known() if known is None else known
    return _tried(spec, known.ledger(spec.of), _Same(known))


class _Same:
    """The definitions in force, equal as long as nothing changed."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.known is self.known

    def __hash__(self) -> int:
        return hash(self.known.mark)


@lru_cache(maxsize=1_000)
def _in_force(found: MeasureInForce, force: InForce, same: _Same) -> Defined:
    by = {name: found.by.get(name) for name in found.measure.by}
    return _defined(found.measure, force, same.known, (found.value, found.where, found.on, found.unit), by)


@lru_cache(maxsize=200)
def _tried(spec: Measure, force: InForce, same: _Same) -> Defined:
    shape = force.world.ledgers[spec.of]

    def reading(text: str, *, many: bool = False) -> Expression:
        try:
            return parse(text, force.world, shape, many=many)
        except ExpressionError as error:
            raise MeasureError("wrong_measure", measure=spec.title.words, why=str(error)) from error

    on = reading(spec.on) if spec.on else None
    unit = reading(spec.unit) if spec.unit else None
    if (on is not None and on.type.kind not in (Kind.DATE, Kind.TIME)) or (
        unit is not None and unit.type.kind is not Kind.ROW
    ):
        raise MeasureError("wrong_measure", measure=spec.title.words, why=spec.on or spec.unit)
    where = reading(spec.where) if spec.where else None
    by = {name: None if name in BESIDE else reading(name) for name in spec.by}
    return _defined(spec, force, same.known, (reading(spec.value, many=True), where, on, unit), by)


def _defined(
    spec: Measure,
    force: InForce,
    known: Known,
    read: tuple[Expression, Expression | None, Expression | None, Expression | None],
    by: dict[str, Expression | None],
) -> Defined:
    """A measure with what it rests on found out."""
    personal, apart = _rests([one for one in read if one is not None], known)
    masked = {name for name, one in by.items() if one is not None and any(_rests([one], known))}
    apart = apart or personal or not mirrored(force)
    return Defined(spec, force, *read, by, frozenset(masked), personal, apart)


def _rests(expressions: list[Expression], known: Known) -> tuple[bool, bool]:
    """Whether expressions rest on values about persons, and whether on ledgers the mirror does not keep."""
    personal = secret = False
    for one in expressions:
        for use in one.uses:
            force = known.ledgers.get(use.name) if use.what in (Using.FIELD, Using.LEDGER) else None
            if force is None:
                continue
            secret = secret or not mirrored(force)
            personal = personal or use.no in force.personal
    return personal, secret
