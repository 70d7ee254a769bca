"""The choices of a field in a design: called otherwise, ordered, added, closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from zhangtu.ledgers.designing.editing import LONGEST, field_of, with_field
from zhangtu.ledgers.designing.refusing import DesignError
from zhangtu.schema.guessing.kinds import choices as made_choices
from zhangtu.schema.specs import Choice, Field, Ledger, Title
from zhangtu.schema.types.blank import one_line


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the choices of a field are to be.

    Attributes:
        titles: Code of a choice → what it is called from now on, in the order they are to stand.
        more: Words for new choices.
        gone: Codes to take out of use.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    more: Sequence[str] = ()
    gone: Sequence[str] = ()


def choose(ledger: Ledger, no: int, chosen: Chosen, base: Ledger | None, *, day: date) -> Ledger:
    """Change the choices of a field.

    Args:
        ledger: The ledger.
        no: The field's number.
        chosen: What they are to be.
        base: What is in force; ``None`` for a new ledger.
        day: From when.

    Returns:
        The ledger; choices in force are closed, those that never were go.

    Raises:
        DesignError: The choices are a shared list's, or two are called the same.
    """
    spec = field_of(ledger, no)
    if spec.target:
        raise DesignError("shared_choices", list=spec.target)
    kept, closed = _kept(spec, chosen), _closed(spec, chosen, _codes(base, no), day)
    found = [*kept, *_new(chosen.more, [*kept, *closed])]
    _check_twice(found)
    if not found:
        raise DesignError("no_title")
    codes = {one.code for one in found}
    behind = (one for one in closed if one.code not in codes)
    default = spec.default if spec.default in codes else None
    return with_field(ledger, replace(spec, of=(*found, *behind), default=default))


def _kept(spec: Field, chosen: Chosen) -> list[Choice]:
    """The choices that stay, those that were named first and in that order."""
    there = {one.code: one for one in spec.of}
    named = [
        replace(there[code], title=_called(there[code].title, words))
        for code, words in chosen.titles.items()
        if code in there and code not in chosen.gone
    ]
    silent = (one for one in spec.of if one.code not in chosen.titles and one.removed is None)
    return [*named, *(one for one in silent if one.code not in chosen.gone)]


def _closed(spec: Field, chosen: Chosen, old: frozenset[str], day: date) -> list[Choice]:
    """The choices that are out of use: only what was in force once is kept for its rows."""
    return [
        one if one.removed is not None else replace(one, removed=day)
        for one in spec.of
        if (one.code in chosen.gone or one.removed is not None) and one.code in old
    ]


def _codes(base: Ledger | None, no: int) -> frozenset[str]:
    fields = base.fields if base is not None else ()
    return frozenset(choice.code for one in fields if one.no == no for choice in one.of)


def _called(title: Title, words: str) -> Title:
    said = one_line(words)[:LONGEST]
    if not said:
        raise DesignError("no_title")
    return title if said == title.zh else Title(said)


def _new(words: Sequence[str], there: Sequence[Choice]) -> list[Choice]:
    said = [one for each in words if (one := one_line(each)[:LONGEST])]
    both = made_choices([one.code for one in there] + said)
    codes = {one.code for one in there}
    fresh = both[len(there) :]
    return [
        replace(one, code=one.code if one.code not in codes else f"{one.code}_{at}", title=Title(words_))
        for at, (one, words_) in enumerate(zip(fresh, said, strict=True))
    ]


def _check_twice(found: Sequence[Choice]) -> None:
    seen: set[str] = set()
    for one in found:
        if one.title.zh in seen:
            raise DesignError("choice_taken", title=one.title.zh)
        seen.add(one.title.zh)
