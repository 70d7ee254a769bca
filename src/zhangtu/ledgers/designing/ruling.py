"""Checks put together from a few words: a day in the future, one before another, one without the other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from zhangtu.ledgers.designing.refusing import DesignError
from zhangtu.schema.specs import Check, Field, Ledger, Title


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants checked.

    Attributes:
        rule: ``future``, ``order``, ``needs``, or anything else for a condition written out.
        one: The name of a field.
        two: The name of another.
        forbid: The condition written out.
        say: The sentence shown; empty for the usual one.
    """

    rule: str
    one: str = ""
    two: str = ""
    forbid: str = ""
    say: str = ""


def _title(field: Field) -> str:
    return field.title.en or field.title.zh


def _future(one: Field, _two: Field) -> Check:
    said = Title(f"{one.title.zh}在将来，请核对。", f"{_title(one)} is in the future; check it.")
    return Check(f"{one.name} > today()", said)


def _order(one: Field, two: Field) -> Check:
    said = Title(
        f"{two.title.zh}早于（小于）{one.title.zh}，请核对。",
        f"{_title(two)} is before (less than) {_title(one)}; check both.",
    )
    return Check(f"{two.name} < {one.name}", said)


def _needs(one: Field, two: Field) -> Check:
    said = Title(
        f"填了{one.title.zh}，没有填{two.title.zh}，请补上。",
        f"{_title(one)} was filled in without {_title(two)}; add it.",
    )
    return Check(f"{one.name} is not null and {two.name} is null", said)


_RULES: Final[Mapping[str, Callable[[Field, Field], Check]]] = {
    "future": _future,
    "order": _order,
    "needs": _needs,
}


def check_of(ledger: Ledger, wish: Wish, *, warn: bool) -> Check:
    """Make the check somebody wants.

    Args:
        ledger: The ledger.
        wish: What is wanted.
        warn: Whether it is only a warning.

    Returns:
        The check; its condition was not read yet.

    Raises:
        DesignError: A field, the condition or its sentence is missing.
    """
    fields = {one.name: one for one in ledger.fields if one.removed is None}
    rule = _RULES.get(wish.rule)
    if rule is None:
        if not wish.forbid:
            raise DesignError("no_rule")
        if not wish.say:
            raise DesignError("no_sentence")
        return Check(wish.forbid, Title(wish.say), warn)
    one = fields.get(wish.one)
    two = one if wish.rule == "future" else fields.get(wish.two)
    if one is None or two is None:
        raise DesignError("no_rule")
    made = rule(one, two)
    return Check(made.forbid, Title(wish.say) if wish.say else made.say, warn)
