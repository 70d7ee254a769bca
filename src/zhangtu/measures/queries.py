"""Figures, their parts and the rows behind them, in somebody's scope; equal for all who may see them."""

import base64
import binascii
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from zhangtu.ledgers import definitions, sql
from zhangtu.ledgers import policies as ledgers
from zhangtu.ledgers.definitions import Known
from zhangtu.measures import defined, moments, policies, reference, trees
from zhangtu.measures.asking import figures, too_many_entries
from zhangtu.measures.cells import OFFICE, Cell, Figures, Opened, Part, Plain
from zhangtu.measures.defined import Defined
from zhangtu.measures.moments import AsOf, as_of
from zhangtu.measures.past import Past
from zhangtu.measures.refusals import MeasureError
from zhangtu.mirror import client
from zhangtu.mirror.predicates import area
from zhangtu.mirror.questions import Behind, NotNow, Rows, Span, Which
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.schema.specs import Measure

__all__ = ["OFFICE", "Cell", "Figures", "Opened", "Part", "as_of", "figures", "parts", "rows_behind"]


def parts(
    cell: Cell,
    scope: Scope,
    *,
    measure: Measure | None = None,
    by: str = "@unit",
    told: AsOf | None = None,
) -> tuple[Part, ...] | None:
    """What a figure is made of: the same measure and period by unit right below, or by a field.

    Args:
        cell: The figure; one that is parted by a field already is parted further.
        scope: Whose.
        measure: The measure, where it is only tried.
        by: ``@unit``, or the name of a field of the measure's ``by``.
        told: What is known; everything, today, if left out.

    Returns:
        The parts. Of units, those right below the unit on the period's day, and the unit itself for what is
        entered for none of them (under its own number, rows of its own). ``None`` while the mirror is built.

    Raises:
        LedgerError: There is no such ledger in scope.
        MeasureError: It can't be parted so.
    """
    told = as_of() if told is None else told
    asked = cell.measure if measure is None else measure
    if by != "@unit":
        found = figures([asked], scope, units=[cell.unit], periods=[cell.period], by=[by], told=told)
        return tuple(Part(by, one) for one in found.cells) if found.fresh else None
    spec = defined.named(cell.measure).spec if measure is None else measure
    day = moments.day_of(cell.period, spec.at, told)
    if day is None:
        return ()
    below = [state.unit for state in people.forest().children(cell.unit, day)]
    found = figures([asked], scope, units=below, periods=[cell.period], told=told)
    return tuple(Part(by, each) for each in found.cells) if found.fresh else None


def rows_behind(
    cell: Cell,
    scope: Scope,
    *,
    measure: Measure | None = None,
    by: Sequence[str] = (),
    kind: str = "",
    after: str = "",
    limit: int = 50,
    told: AsOf | None = None,
) -> Opened:
    """The rows behind a figure: those in scope page by page, and how many are hidden.

    Args:
        cell: The figure.
        scope: Whose.
        measure: The measure, where it is only tried.
        by: What ``cell.keys`` are the values of.
        kind: ``yes`` or ``no`` for those of a share that count or do not; empty for both.
        after: Where the page before ended.
        limit: How many rows at most.
        told: What is known; the same as for the figure.

    Returns:
        Their numbers and counts; a row counts as seen when it is in scope as it is now.

    Raises:
        LedgerError: There is no such ledger in scope.
        MeasureError: There is no such measure; it is closed for the unit; the rows would tell masked values.
    """
    known, told = definitions.known(), told or as_of()
    one = defined.named(cell.measure, known) if measure is None else defined.made(measure, known)
    policies.check([one], scope, by)
    policies.check_rows(one, cell.unit, scope)
    span = moments.span(cell.period, one.spec.at, told)
    if span is None:
        return Opened(one.spec.of, (), 0, 0)
    units = None if cell.unit == OFFICE else _units(cell.unit, date.fromisoformat(span.day))
    asked = _Behind(known, one, span, units, tuple(zip(by, cell.keys, strict=True)), kind, told)
    return asked.opened(scope, _after(after), max(1, min(limit, 1_000)))


def _units(unit: int, day: date) -> tuple[int, ...]:
    return tuple(sorted(trees.members(day).get(unit, ())))


def _after(text: str) -> int:
    if not text:
        return 0
    try:
        return msgspec.msgpack.decode(base64.urlsafe_b64decode(text), type=int)
    except (binascii.Error, ValueError, msgspec.DecodeError) as error:
        raise MeasureError("bad_page") from error


def _mark(row: int) -> str:
    return base64.urlsafe_b64encode(msgspec.msgpack.encode(row)).decode() if row else ""


class _Behind:
    """What is asked about the rows behind a figure."""

    def __init__(  # noqa: PLR0917 - what a figure is told by
        self,
        known: Known,
        one: Defined,
        span: Span,
        units: tuple[int, ...] | None,
        keys: tuple[tuple[str, Plain], ...],
        kind: str,
        told: AsOf,
    ) -> None:
        self._known, self._one, self._span, self._units = known, one, span, units
        self._keys, self._kind, self._told = keys, kind, told

    def opened(self, scope: Scope, after: int, limit: int) -> Opened:
        """A page of them."""
        if self._one.apart:
            return self._in_python(scope, after, limit)
        answer = client.ask(self._question(scope, after, limit))
        if isinstance(answer, Rows) and answer.last is not None:
            whole, last = answer.last
            return Opened(self._one.spec.of, answer.rows, answer.count, whole - answer.count, _mark(last))
        share = answer.share if isinstance(answer, NotNow) else 1.0
        if share < 1.0 or too_many_entries():
            return Opened(self._one.spec.of, (), 0, 0, fresh=False, share=share)
        return self._in_python(scope, after, limit)

    def _question(self, scope: Scope, after: int, limit: int) -> Behind:
        force, day = self._one.force, self._told.today.isoformat()
        span = self._span
        return Behind(
            Which(force.register, force.id, area(scope, force)),
            self._known.mark,
            self._told.entry,
            self._one.measured(),
            Span(span.first, span.last, day, 0) if self._one.flow else span,
            self._units,
            tuple((self._one.key(name), _written(value)) for name, value in self._keys),
            self._kind,
            after,
            limit,
        )

    def _in_python(self, scope: Scope, after: int, limit: int) -> Opened:
        one, names = self._one, [name for name, _ in self._keys]
        keys = tuple(value for _, value in self._keys)
        past = Past(self._known, self._told.entry)
        rows = [
            each.row
            for each in reference.counted(past, one, self._span, self._told.today, names)
            if (self._units is None or each.unit in self._units)
            and keys in each.keys
            and reference.is_behind(one, each, self._kind)
        ]
        seen = [row for row in rows if _sees(scope, one, row)]
        page = [row for row in seen if row > after]
        last = page[limit - 1] if len(page) > limit else 0
        return Opened(one.spec.of, tuple(page[:limit]), len(seen), len(rows) - len(seen), _mark(last))


def _sees(scope: Scope, one: Defined, row: int) -> bool:
    stored = sql.row_by_id(row)
    return stored is not None and ledgers.sees(scope, one.force, stored)


def _written(value: Any) -> str | None:
    """A key as the mirror says it."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
