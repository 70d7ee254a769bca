"""What was typed or ticked and not handed in: kept as typed, each cell with the number it was seen at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Max

from zhangtu.collections.models import Ask, Draft
from zhangtu.collections.refusals import CellChangedError
from zhangtu.journal.actor import Actor
from zhangtu.kernel import clock
from zhangtu.people import queries as people

#: The database drafts lie in.
_PLACE: Final = "ephemeral"
#: The column that stands for a whole line: what it looked like when it was confirmed.
WHOLE: Final = ""
#: The column that says that a line is dropped.
DROPPED: Final = "-"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a draft of a cell.

    Attributes:
        text: As typed.
        number: What ``seen`` is compared with.
        person: Who typed it last.
    """

    text: str
    number: int
    person: int


#: Line and column → what was typed.
Drafts = Mapping[tuple[str, str], Typed]


def of(ask: Ask) -> Drafts:
    """Everything typed for the answer that is under way.

    Args:
        ask: Whose.

    Returns:
        Line and column → what was typed, in the order in which lines were begun.
    """
    found = Draft.objects.filter(ask=ask.pk, round=ask.round).order_by("pk")
    return {(one.line, one.column): Typed(one.text, one.number, one.person) for one in found}


def last(ask: Ask) -> int:
    """The number of the last change of any cell; 0 for none."""
    found = Draft.objects.filter(ask=ask.pk, round=ask.round).aggregate(last=Max("number"))
    return int(found["last"] or 0)


def put(ask: Ask, texts: Mapping[tuple[str, str], str], *, actor: Actor, seen: int | None = None) -> int:
    """Keep what was typed.

    Args:
        ask: Whose.
        texts: Line and column → text, as typed.
        actor: Who typed it.
        seen: The number the cells were looked at; ``None`` where the last word counts.

    Returns:
        The number to look at them next.

    Raises:
        CellChangedError: Somebody wrote something else there since; nothing was kept.
    """
    with transaction.atomic(using=_PLACE):
        known = {
            (one.line, one.column): one
            for one in Draft.objects.select_for_update().filter(
                ask=ask.pk, round=ask.round, line__in={line for line, _ in texts}
            )
        }
        number = last(ask) + 1
        for (line, column), text in texts.items():
            before = known.get((line, column))
            if before is not None and seen is not None and before.number > seen and before.text != text:
                raise CellChangedError(before.text, text, before.number, _name(before.person))
            Draft.objects.update_or_create(
                ask=ask.pk, round=ask.round, line=line, column=column,
                defaults={"text": text, "number": number, "person": actor.person, "at": clock.now()},
            )  # fmt: skip
        return number


def _name(person: int) -> str:
    found = people.person(person) if person else None
    return found.name if found is not None else "?"


def forget(ask: Ask, rounds: Iterable[int]) -> None:
    """Throw drafts away that were handed in.

    Args:
        ask: Whose.
        rounds: Of which answers.
    """
    Draft.objects.filter(ask=ask.pk, round__in=list(rounds)).delete()
