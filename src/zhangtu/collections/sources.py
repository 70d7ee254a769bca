"""Where prefilled values come from: rows, the rows those refer to, and the entry that set each value."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import UUID

from zhangtu.journal import queries as journal
from zhangtu.kernel.clock import SHANGHAI
from zhangtu.kernel.scripts import in_language
from zhangtu.ledgers import queries
from zhangtu.ledgers.definitions import Known
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.views import RowView
from zhangtu.people.scope import Scope

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Sources:
    """Rows in somebody's scope, each asked for once."""

    def __init__(self, scope: Scope, known: Known) -> None:
        self._scope = scope
        self._known = known
        self._rows: dict[str, RowView | None] = {}
        self._set: dict[str, Mapping[int, tuple[int, date]]] = {}

    def row(self, uid: str) -> RowView | None:
        """A row; ``None`` when there is none in scope.

        Args:
            uid: Its name to the outside.
        """
        if uid not in self._rows:
            try:
                found = queries.row(UUID(uid), self._scope)
            except (LedgerError, ValueError):
                found = None
            self._rows[uid] = None if found is None or found.withdrawn else found
        return self._rows[uid]

    def reached(self, row: RowView, through: str) -> RowView | None:
        """The row a value stands in.

        Args:
            row: The row of the line.
            through: The reference it is reached through; empty for the row itself.

        Returns:
            The row; ``None`` when it refers to none, or to one out of scope.
        """
        if not through:
            return row
        target = row.values.get(through)
        return self.row(str(target)) if isinstance(target, UUID) else None

    def called(self, ledger: str, language: str) -> str:
        """What a ledger is called in a language."""
        title = self._known.ledger(ledger).ledger.title
        if language == "zh-hant" and title.hant:
            return title.hant
        return in_language(title.zh, title.en or title.zh, language)

    def set_by(self, row: RowView, name: str) -> tuple[int, date]:
        """The entry that set a value, and its day.

        Args:
            row: The row.
            name: The field's name.

        Returns:
            Number and day of the last entry that set it.
        """
        key = str(row.uid)
        if key not in self._set:
            self._set[key] = self._history(row)
        number = self._known.ledger(row.ledger).fields[name].no
        return self._set[key].get(number, (row.version, date.min))

    def _history(self, row: RowView) -> Mapping[int, tuple[int, date]]:
        found: dict[int, tuple[int, date]] = {}
        for entry in journal.history(row.ledger, row.id):
            day = (_EPOCH + timedelta(microseconds=entry.at)).astimezone(SHANGHAI).date()
            found.update((int(key), (entry.number, day)) for key in entry.values if key.isdecimal())
        return found
