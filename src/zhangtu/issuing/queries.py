"""Reads of the register of papers: letterheads, papers, and what became of each series of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from zhangtu.issuing.refusals import IssuingError
from zhangtu.issuing.values import DISPATCHES, LETTERHEADS, Letterhead
from zhangtu.ledgers import definitions, policies, queries, serials
from zhangtu.ledgers.queries import Filter, Op, Order
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.serials import Book
from zhangtu.ledgers.views import RowView
from zhangtu.people.scope import Right, Scope

#: No list of letterheads is longer.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A part of the register.

    Attributes:
        rows: Its papers, the newest first.
        after: What to ask the next part with; empty behind the last.
    """

    rows: tuple[RowView, ...]
    after: str


def readable(scope: Scope) -> bool:
    """Whether there is a register and somebody may read it."""
    known = definitions.known()
    return all(
        name in known.ledgers and policies.can(scope, Right.READ, known.ledger(name))
        for name in (DISPATCHES, LETTERHEADS)
    )


def letterheads(scope: Scope, unit: int = 0) -> list[Letterhead]:
    """The letterheads in use whose units are in scope.

    Args:
        scope: Whose.
        unit: The unit whose letterheads stand first.

    Returns:
        They; none where the ledger may not be read.
    """
    if not readable(scope):
        return []
    rows = queries.rows(LETTERHEADS, scope, order=Order("code"), limit=_MOST, live=(), counted=False).rows
    found = [_letterhead(row) for row in rows if not row.values.get("stopped")]
    usable = [one for one in found if scope.everywhere or one.unit in scope.units]
    return sorted(usable, key=lambda one: (one.unit != unit, one.code))


def letterhead(uid: UUID | None, scope: Scope) -> Letterhead:
    """One letterhead in use.

    Args:
        uid: Its row; ``None`` where none was chosen.
        scope: Whose.

    Raises:
        IssuingError: There is none in scope.
    """
    found = next((one for one in letterheads(scope) if one.uid == uid), None)
    if found is None:
        raise IssuingError("no_letterhead")
    return found


def _letterhead(row: RowView) -> Letterhead:
    said = row.values
    return Letterhead(
        row.uid,
        row.unit,
        said["code"],
        said["head"],
        said["issuer"],
        said.get("printer", ""),
    )


def dispatch(uid: UUID, scope: Scope) -> RowView:
    """One paper of the register.

    Args:
        uid: Its row.
        scope: Whose.

    Raises:
        IssuingError: There is none in scope.
    """
    try:
        row = queries.row(uid, scope)
    except LedgerError as error:
        raise IssuingError("no_dispatch") from error
    if row.ledger != DISPATCHES:
        raise IssuingError("no_dispatch")
    return row


def dispatches(
    scope: Scope, *, letterhead: UUID | None = None, year: int = 0, words: str = "", after: str = ""
) -> Listed:
    """A part of the register, the newest first.

    Args:
        scope: Whose.
        letterhead: Papers under this letterhead only; ``None`` for all.
        year: Papers dated in this year only; 0 for all.
        words: Words their titles, numbers or recipients hold.
        after: Where the part before ended.

    Returns:
        Fifty papers at most.
    """
    where: list[Filter] = []
    if letterhead is not None:
        where.append(Filter("letterhead", Op.IS, str(letterhead)))
    if year:
        where += [Filter("day", Op.AT_LEAST, f"{year}-01-01"), Filter("day", Op.AT_MOST, f"{year}-12-31")]
    newest = Order(descending=True)
    page = queries.rows(
        DISPATCHES, scope, where=where, words=words, order=newest, after=after, live=(), counted=False
    )
    return Listed(page.rows, page.after)


def books(scope: Scope) -> Sequence[Book]:
    """What became of each series of numbers in scope, the newest year first; see ``serials.books``."""
    return serials.books(DISPATCHES, scope) if readable(scope) else ()
