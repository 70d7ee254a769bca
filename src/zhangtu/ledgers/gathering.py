"""Answers what expressions ask about other rows and tables, for a row or a whole page at once."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from zhangtu.kernel.clock import today
from zhangtu.kernel.expressions import Context, Related
from zhangtu.ledgers import sql, texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.schema.compiling import looking_up
from zhangtu.schema.specs import Table

#: Values by field number, as expressions see them.
Values = Mapping[int, Any]

#: The tables looked up last, and what looks them up; the same tables are in force for a long time.
_LAST: list[tuple[Mapping[str, Table], Callable[..., Any]]] = []


def _looking(tables: Mapping[str, Table]) -> Callable[..., Any]:
    if not _LAST or _LAST[0][0] is not tables:
        _LAST[:] = [(tables, looking_up(tables.values()))]
    return _LAST[0][1]


class Gatherer:
    """What the rows of one page may ask; one query for each sub-query, whatever the number of rows.

    Attributes:
        day: What ``today()`` is.
    """

    def __init__(
        self,
        force: InForce,
        own: Mapping[int, Values],
        ledgers: Mapping[str, InForce],
        tables: Mapping[str, Table],
        day: date | None = None,
    ) -> None:
        self.day = today() if day is None else day
        self._ledgers = ledgers
        self._tables = tables
        self._own = own
        self._force = force
        self._rows: dict[str, dict[int, Values]] = {force.ledger.name: dict(own)}
        self._related: dict[tuple[str, int], dict[int, list[Values]]] = {}

    def context(self, me: int, before: Values | None = None) -> Context:
        """Where and when an expression about one of the rows is asked.

        Args:
            me: The row; 0 for one that is not stored yet.
            before: Its values before the change; ``None`` when nothing is being changed.

        Returns:
            The context.
        """
        return Context(
            today=self.day,
            me=me,
            look_up=_looking(self._tables),
            read=self._read,
            rows=self._rows_of,
            before={} if before is None else before,
        )

    def _read(self, ledger: str, row: int, no: int) -> Any:
        known = self._rows.setdefault(ledger, {})
        if row not in known:
            self._fetch(ledger, {row, *self._referred(ledger)} - set(known))
        return known.get(row, {}).get(no)

    def _referred(self, ledger: str) -> set[int]:
        """All rows of a ledger the page's own rows refer to, so that one query fetches them."""
        fields = [no for no in self._force.references if self._force.numbered[no].target == ledger]
        found: set[int] = set()
        for values in self._own.values():
            for no in fields:
                value = values.get(no)
                found.update(value if isinstance(value, tuple) else () if value is None else (value,))
        return found

    def _fetch(self, ledger: str, rows: set[int]) -> None:
        other = self._ledgers[ledger]
        for row, values in sql.values_of(sorted(rows)).items():
            self._rows[ledger][row] = seen_values(other, texts.objects(values))

    def _rows_of(self, related: Related, me: int) -> Iterable[Values]:
        if not me:
            return ()
        key = (related.ledger, related.reference)
        if key not in self._related:
            self._related[key] = self._fetch_related(related, {me, *self._own} - {0})
        elif me not in self._related[key]:
            self._related[key].update(self._fetch_related(related, {me}))
        return self._related[key].get(me, ())

    def _fetch_related(self, related: Related, targets: set[int]) -> dict[int, list[Values]]:
        other = self._ledgers[related.ledger]
        found: dict[int, list[Values]] = {target: [] for target in targets}
        for target, values in sql.values_pointing(other.register, related.reference, sorted(targets)):
            found[target].append(seen_values(other, texts.objects(values)))
        return found


def seen_values(force: InForce, plain: Mapping[int, Any]) -> dict[int, Any]:
    """A row's JSON objects as expressions see them."""
    return {no: value for no, value in force.loaded(plain).items() if no in force.readable}
