"""Who may see which figures; ``check`` raises the reason."""

from collections.abc import Sequence
from typing import Final

from zhangtu.kernel.expressions import Kind
from zhangtu.ledgers import policies as ledgers
from zhangtu.measures.cells import OFFICE
from zhangtu.measures.defined import Defined
from zhangtu.measures.refusals import MeasureError
from zhangtu.people.scope import Right, Scope

#: Fields figures are parted by at once.
_KEYS: Final = 2
#: Figures asked for at once.
MOST: Final = 200_000


def check(measures: Sequence[Defined], scope: Scope, by: Sequence[str], *, count: int = 1) -> None:
    """Make sure that figures may be asked for, and parted so.

    Args:
        measures: The measures.
        scope: Whose.
        by: Names of fields.
        count: How many figures of each are asked for, parts by fields not counted.

    Raises:
        LedgerError: A ledger may not be read; of a secret one it is said that there is none.
        MeasureError: A measure does not name a field in its ``by``, or it is about persons;
            or too many figures are asked for.
    """
    if len(measures) * count > MOST:
        raise MeasureError("too_many", most=MOST)
    if len(by) > _KEYS:
        raise MeasureError("too_many_keys")
    for one in measures:
        ledgers.check_may(scope, Right.READ, one.force)
        _check_by(one, by)


def _check_by(one: Defined, by: Sequence[str]) -> None:
    """Make sure that a measure may be parted so."""
    for name in by:
        if name not in one.by:
            raise MeasureError("not_by", measure=one.spec.title.words, field=name)
        if name in one.masked and not one.force.ledger.secret:
            raise MeasureError("masked", field=name)
    told = [one.by[name] for name in by]
    if len([each for each in told if each is not None and each.type.kind is Kind.SET]) > 1:
        raise MeasureError("two_sets")


def open_for(one: Defined, unit: int, scope: Scope) -> bool:
    """Whether the figure of a unit is open for somebody who may read the ledger.

    Args:
        one: The measure.
        unit: The unit; ``OFFICE`` for everything.
        scope: Whose.

    Returns:
        Whether it is.
    """
    if one.spec.open_to != "own" or scope.everywhere:
        return True
    return unit != OFFICE and unit in scope.units


def check_rows(one: Defined, unit: int, scope: Scope) -> None:
    """Make sure that somebody may learn which rows are behind a figure.

    Args:
        one: The measure.
        unit: The figure's unit.
        scope: Whose.

    Raises:
        MeasureError: The figure is closed for him; or it rests on values about persons that are masked: that
            a row is among them would tell its value.
    """
    if one.personal and not ledgers.can(scope, Right.UNMASK, one.force):
        raise MeasureError("rows_masked", measure=one.spec.title.words)
    if not open_for(one, unit, scope):
        raise MeasureError("closed_unit", measure=one.spec.title.words)
