"""Fields nobody types freely: references to another ledger, numbers of a series, what an expression gives."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from zhangtu.ledgers.designing import editing
from zhangtu.ledgers.designing.refusing import DesignError
from zhangtu.schema.specs import Field, Ledger, Title

#: Types made here.
MADE: Final = frozenset({"reference", "serial", "computed"})
_QUOTED: Final = re.compile(r"('(?:[^']|'')*')")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
_LONGEST: Final = 2_000
_SERIES: Final = 20
#: Signs that would not be told from those around a number.
_SIGNS: Final = frozenset("〔〕[]()（）0123456789")


@dataclass(frozen=True, slots=True)
class Wish:
    """What such a field rests on.

    Attributes:
        target: The ledger a reference points to.
        series: The series numbers are given from, such as ``罚决字``.
        value: The expression of a computed field; fields may be called by their titles.
    """

    target: str = ""
    series: str = ""
    value: str = ""


def add(
    ledger: Ledger, type_: str, title: Title, wish: Wish, *, taken: Iterable[int], known: Iterable[str]
) -> Ledger:
    """Add such a field at the end.

    Args:
        ledger: The ledger.
        type_: ``reference``, ``serial`` or ``computed``.
        title: What it is called.
        wish: What it rests on.
        taken: Numbers that were given before, besides those the ledger has.
        known: Names of the ledgers it may point to.

    Returns:
        The ledger with the field.

    Raises:
        DesignError: What it rests on is missing, or another field is called so.
    """
    order = editing.present(ledger)
    made = editing.add(ledger, "text", title, after=order[-1].no if order else 0, taken=taken)
    field = replace(made.fields[-1], type=type_)
    return editing.with_field(made, resting(made, field, wish, known))


def resting(ledger: Ledger, field: Field, wish: Wish, known: Iterable[str]) -> Field:
    """The field resting on what is wished.

    Raises:
        DesignError: That is missing.
    """
    if field.type == "reference":
        if wish.target not in known:
            raise DesignError("no_target")
        return replace(field, target=wish.target)
    if field.type == "serial":
        series = wish.series.strip()
        if not series or len(series) > _SERIES or not _SIGNS.isdisjoint(series):
            raise DesignError("no_series")
        return replace(field, options={**field.options, "serial": series})
    value = named(wish.value.strip()[:_LONGEST], ledger)
    if not value:
        raise DesignError("no_value")
    return replace(field, value=value)


def named(text: str, ledger: Ledger) -> str:
    """An expression whose fields are called by their titles → the same by their names.

    Args:
        text: The expression as typed.
        ledger: The ledger; titles of latin letters alone are left as they are.
    """
    titles = {
        one.title.zh: one.name
        for one in ledger.fields
        if one.removed is None and one.title.zh and not one.title.zh.isascii()
    }
    return _replaced(text, titles)


def titled(text: str, ledger: Ledger) -> str:
    """An expression by names → the same as people read it, fields called by their titles.

    Args:
        text: The expression.
        ledger: The ledger.
    """
    names = {
        one.name: one.title.zh for one in ledger.fields if one.removed is None and not one.title.zh.isascii()
    }
    return "".join(
        part if at % 2 else _NAME.sub(lambda found: names.get(found[0], found[0]), part)
        for at, part in enumerate(_QUOTED.split(text))
    )


def _replaced(text: str, words: Mapping[str, str]) -> str:
    """Words outside quotes put in place of others, the longest first."""
    if not words:
        return text
    longest = sorted(words, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest)))
    return "".join(
        part if at % 2 else pattern.sub(lambda found: words[found[0]], part)
        for at, part in enumerate(_QUOTED.split(text))
    )
