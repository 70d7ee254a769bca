"""Writes the tables of adoption with their journal entries, in the act that is open."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from zhangtu.journal.writing import Act
from zhangtu.kernel import clock
from zhangtu.plans import queries
from zhangtu.plans.adopting.states import Stage
from zhangtu.plans.keeping import written
from zhangtu.plans.models import Adoption, Decision, Variant


def begin(one: Act, document: UUID, unit: int) -> Adoption:
    """Store that a unit begins to adopt a document."""
    made = Adoption.objects.create(
        document=queries.document(document), unit=unit, stage=Stage.PREPARED, made_at=clock.now()
    )
    one.write(written(made, "create"))
    return made


def turn(one: Act, of: Adoption, action: str, **values: Any) -> None:
    """Store how far an adoption is.

    Args:
        one: The act it belongs to.
        of: The adoption.
        action: One word for what was done.
        values: Column → value.
    """
    for name, value in values.items():
        setattr(of, name, value)
    of.save(update_fields=list(values))
    one.write(written(of, action, tuple(values)))


def answer(one: Act, of: Adoption, question: str, given: Any) -> None:
    """Store an answer; ``None`` takes it back; nothing where it is the same."""
    known = Decision.objects.filter(adoption=of, question=question).first()
    if known is None and given is not None:
        one.write(written(Decision.objects.create(adoption=of, question=question, answer=given), "create"))
    elif known is not None and known.answer != given:
        known.answer = given
        known.save(update_fields=["answer"])
        one.write(written(known, "amend", ("answer",)))


def remember(one: Act, unit: int, names: Iterable[tuple[str, tuple[int, ...]]]) -> None:
    """Store what names mean to a unit from now on."""
    for name, means in names:
        known = Variant.objects.filter(unit=unit, name=name).first()
        if known is None:
            one.write(written(Variant.objects.create(unit=unit, name=name, means=list(means)), "create"))
        elif known.means != list(means):
            known.means = list(means)
            known.save(update_fields=["means"])
            one.write(written(known, "amend", ("means",)))
