"""Papers of moves: numbered from the unit's yearly series in the same act, voided when it is taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from zhangtu.journal.writing import Act
from zhangtu.kernel.refusals import Words
from zhangtu.kernel.uids import new_uid
from zhangtu.ledgers.budgets import moment
from zhangtu.ledgers.serials import written
from zhangtu.procedures.cases import Case
from zhangtu.procedures.keeping import TABLES
from zhangtu.procedures.models import Paper
from zhangtu.procedures.refusals import ProcedureError
from zhangtu.schema.procedural import Move


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper a move was made with.

    Attributes:
        uid: Its name.
        move: The name of the move.
        name: What it is called.
        number: Its number as papers show it, or what was said of it.
        at: When it was made, microseconds since 1970 in UTC.
        voided: Whether it was voided.
    """

    uid: UUID
    move: str
    name: str
    number: str
    at: int
    voided: bool


def check(move: Move, said: Mapping[str, str]) -> None:
    """Make sure that every paper of a move is there: those with a series are numbered by the move itself.

    Args:
        move: The move.
        said: Name of a paper → its number or date, for those made elsewhere.

    Raises:
        ProcedureError: One is missing.
    """
    lacking = [one for one in move.papers if not one.serial and not said.get(one.name, "").strip()]
    if lacking:
        titles = Words.joined(one.title.words for one in lacking)
        raise ProcedureError("papers", move=move.title.words, papers=titles)


def make(act: Act, case: Case, move: Move, said: Mapping[str, str]) -> list[PaperView]:
    """Note the papers of a move, with their numbers.

    Args:
        act: The act of the move.
        case: The row.
        move: The move.
        said: Name of a paper → its number or date, for those made elsewhere.

    Returns:
        The papers.
    """
    year = moment(act.at).year
    made = []
    for one in move.papers:
        unit = case.row.unit if one.serial else 0
        made.append(
            TABLES.add(
                act,
                Paper,
                uid=new_uid(act.at),
                row=case.row.id,
                move=move.name,
                name=one.name,
                unit=unit,
                series=one.serial,
                year=year if one.serial else 0,
                number=_next(unit, one.serial, year) if one.serial else 0,
                said="" if one.serial else said.get(one.name, "").strip()[:100],
                at=act.at,
            )
        )
    return [_view(one) for one in made]


def _next(unit: int, series: str, year: int) -> int:
    chosen = Paper.objects.filter(unit=unit, series=series, year=year)
    return int(chosen.aggregate(last=Max("number"))["last"] or 0) + 1


def void(act: Act, row: int, move: str, since: int) -> None:
    """Void the papers of a move that is taken back; their numbers are never given again.

    Args:
        act: The act that takes it back.
        row: The row's number.
        move: The name of the move.
        since: When it was made, microseconds since 1970 in UTC.
    """
    for one in Paper.objects.filter(row=row, move=move, at__gte=since, voided=False).order_by("id"):
        TABLES.amend(act, one, "void", voided=True)


def of_row(row: int) -> list[PaperView]:
    """The papers of a row, the first first."""
    return [_view(one) for one in Paper.objects.filter(row=row).order_by("id")]


def _view(one: Paper) -> PaperView:
    number = written(one.series, one.year, one.number) if one.number else one.said
    return PaperView(one.uid, one.move, one.name, number, one.at, one.voided)


def gaps(numbers: Iterable[int]) -> tuple[int, ...]:
    """The numbers missing in a series; always none unless somebody went past the actions."""
    there = set(numbers)
    return tuple(one for one in range(1, max(there, default=0) + 1) if one not in there)
