"""One change of a ledger's definition at a time; each gives a new definition, nothing is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from zhangtu.ledgers.definitions.office import FIRST
from zhangtu.ledgers.designing.refusing import DesignError
from zhangtu.schema.guessing.kinds import choices as made_choices
from zhangtu.schema.leaves import BRACES
from zhangtu.schema.specs import Check, Field, Ledger, Pages, Title
from zhangtu.schema.types import TYPES
from zhangtu.schema.types.blank import one_line

#: Types whose values are one or several of a list.
CHOOSING: Final = frozenset({"choice", "choices"})
#: Letters of a title.
LONGEST: Final = 60
#: What a person may say of a field without touching its type.
_PLAIN: Final = frozenset({"required", "unique", "personal", "search"})


def field_of(ledger: Ledger, no: int) -> Field:
    """A field by number.

    Raises:
        DesignError: There is none.
    """
    for one in ledger.fields:
        if one.no == no:
            return one
    raise DesignError("no_field")


def present(ledger: Ledger) -> tuple[Field, ...]:
    """The fields that are not taken out of use, as their panels show them, the rest behind."""
    there = {one.name: one for one in ledger.fields if one.removed is None}
    shown = [name for panel in ledger.pages.panels for name in panel if name in there]
    return tuple(there[name] for name in dict.fromkeys([*shown, *there]))


def title_of(words: str, english: str = "") -> Title:
    """What something is called.

    Raises:
        DesignError: Nothing was said.
    """
    said = one_line(words)[:LONGEST]
    if not said:
        raise DesignError("no_title")
    return Title(said, one_line(english)[:LONGEST])


def retitle(ledger: Ledger, title: Title) -> Ledger:
    """Call the ledger otherwise."""
    return replace(ledger, title=title)


def add(ledger: Ledger, type_: str, title: Title, *, after: int = 0, taken: Iterable[int] = ()) -> Ledger:
    """Add a field.

    Args:
        ledger: The ledger.
        type_: Its type.
        title: What it is called.
        after: The field it stands behind; 0 for the end.
        taken: Numbers that were given before, besides those the ledger has.

    Returns:
        The ledger with the field, its number behind all others, from 1000 up.

    Raises:
        DesignError: There is no such type, or a field called so.
    """
    _check_type(type_)
    _check_title(ledger, title, 0)
    no = max([FIRST - 1, *(one.no for one in ledger.fields), *taken]) + 1
    of = made_choices(["是", "否"]) if type_ in CHOOSING else ()
    names = {one.name for one in ledger.fields}
    name = next(one for one in (f"f{no}", f"field_{no}", f"own_field_{no}") if one not in names)
    field = Field(no, name, type_, title, of=of)
    return replace(
        ledger, fields=(*ledger.fields, field), pages=_placed(ledger.pages, name, _name(ledger, after))
    )


def _check_type(type_: str) -> None:
    if type_ not in TYPES or type_ in {"computed", "serial", "reference"}:
        raise DesignError("bad_type", type=type_[:40])


def _check_title(ledger: Ledger, title: Title, no: int) -> None:
    if any(one.title.zh == title.zh and one.no != no and one.removed is None for one in ledger.fields):
        raise DesignError("title_taken", title=title.zh)


def _name(ledger: Ledger, no: int) -> str:
    return next((one.name for one in ledger.fields if one.no == no), "")


def _placed(pages: Pages, name: str, after: str) -> Pages:
    """Put a field into the panel of its neighbour, right behind it; else at the end of the last."""
    panels = [list(panel) for panel in pages.panels] or [[]]
    home = next((panel for panel in panels if after and after in panel), panels[-1])
    home.insert(home.index(after) + 1 if after in home else len(home), name)
    return replace(pages, panels=tuple(map(tuple, panels)))


def say(ledger: Ledger, no: int, title: Title, **said: Any) -> Ledger:
    """Change what a field is called and what holds for it; its type stays.

    Args:
        ledger: The ledger.
        no: The field's number.
        title: What it is called.
        **said: ``required``, ``unique``, ``personal``, ``search``; ``help`` (a title or nothing),
            ``synonyms``, ``options``, ``default``.

    Returns:
        The ledger.

    Raises:
        DesignError: There is no such field, or another is called so.
    """
    field = field_of(ledger, no)
    _check_title(ledger, title, no)
    if field.type == "computed":
        said = {
            key: value for key, value in said.items() if key in {"help", "synonyms", "personal", "search"}
        }
    known = _PLAIN | {"help", "synonyms", "options", "default"}
    changes = {key: value for key, value in said.items() if key in known}
    return with_field(ledger, replace(field, title=title, **changes))


def with_field(ledger: Ledger, field: Field) -> Ledger:
    """The ledger with another version of a field of the same number."""
    return replace(ledger, fields=tuple(field if one.no == field.no else one for one in ledger.fields))


def retype(ledger: Ledger, no: int, type_: str, base: Ledger | None, words: Sequence[str] = ()) -> Ledger:
    """Give a field another type, as long as it was never in force.

    Args:
        ledger: The ledger.
        no: The field's number.
        type_: The type.
        base: What is in force; ``None`` for a new ledger.
        words: What stood in its column, for choices.

    Returns:
        The ledger; options of the other type are gone.

    Raises:
        DesignError: The field is in force, or there is no such type.
    """
    field = field_of(ledger, no)
    if field.type == type_:
        return ledger
    if base is not None and any(one.no == no for one in base.fields):
        raise DesignError("type_for_life")
    _check_type(type_)
    understood = TYPES[type_].options
    options = {key: value for key, value in field.options.items() if key in understood}
    kept = field.of if type_ in CHOOSING else ()
    of = kept or (made_choices(_different(words) or ["是", "否"]) if type_ in CHOOSING else ())
    return with_field(ledger, replace(field, type=type_, options=options, of=of, target="", default=None))


def _different(words: Sequence[str]) -> list[str]:
    """The words that differ, those that can be a choice."""
    return [one for one in dict.fromkeys(one_line(each)[:LONGEST] for each in words) if one][:30]


def move(ledger: Ledger, no: int, by: int) -> Ledger:
    """Move a field in the form, over the borders of panels too; list columns follow the form's order.

    Args:
        ledger: The ledger.
        no: The field's number.
        by: How many places; less than 0 is upwards.

    Returns:
        The ledger.
    """
    name = field_of(ledger, no).name
    order = [one.name for one in present(ledger)]
    at = order.index(name)
    to = min(max(at + by, 0), len(order) - 1)
    if to == at:
        return ledger
    neighbour = order[to]
    panels = [[one for one in panel if one != name] for panel in ledger.pages.panels] or [[]]
    loose = [one for one in order if not any(one in panel for panel in panels) and one != name]
    panels[-1].extend(loose)
    home = next(panel for panel in panels if neighbour in panel)
    home.insert(home.index(neighbour) + (by > 0), name)
    pages = replace(ledger.pages, panels=tuple(tuple(panel) for panel in panels if panel))
    return replace(ledger, pages=replace(pages, columns=_in_order(pages)))


def _in_order(pages: Pages) -> tuple[str, ...]:
    order = [name for panel in pages.panels for name in panel]
    known = {name: at for at, name in enumerate(order)}
    return tuple(sorted(pages.columns, key=lambda name: known.get(name, len(order))))


def listed(ledger: Ledger, columns: Sequence[str], filters: Sequence[str]) -> Ledger:
    """Say which fields are columns of the list, and which are offered as filters."""
    names = {one.name for one in ledger.fields if one.removed is None}
    pages = replace(
        ledger.pages,
        columns=tuple(dict.fromkeys(name for name in columns if name in names)),
        filters=tuple(dict.fromkeys(name for name in filters if name in names)),
    )
    return replace(ledger, pages=replace(pages, columns=_in_order(pages)))


def split(ledger: Ledger, no: int) -> Ledger:
    """Begin a new panel of the form with a field; where one begins already, join it to the one above."""
    name = field_of(ledger, no).name
    panels: list[list[str]] = []
    done = False
    for panel in ledger.pages.panels:
        at = list(panel).index(name) if name in panel else -1
        if at > 0:
            panels += [list(panel[:at]), list(panel[at:])]
            done = True
        elif at == 0 and panels:
            panels[-1].extend(panel)
            done = True
        else:
            panels.append(list(panel))
    return replace(ledger, pages=replace(ledger.pages, panels=tuple(map(tuple, panels)))) if done else ledger


def keyed(ledger: Ledger, key: Sequence[str], naming: str) -> Ledger:
    """Say by which fields an import finds a row, and which field rows are called by.

    Raises:
        DesignError: There is no such field.
    """
    names = {one.name for one in ledger.fields if one.removed is None}
    if naming and naming not in names:
        raise DesignError("no_field")
    row = f"{{{naming}}}" if naming and naming not in BRACES.findall(ledger.row) else ledger.row
    return replace(ledger, key=tuple(name for name in key if name in names), row=row)


def remove(ledger: Ledger, no: int, base: Ledger | None, *, why: str, day: date) -> Ledger:
    """Take a field away: one that was in force stays as a tombstone, one that never was goes.

    Args:
        ledger: The ledger.
        no: The field's number.
        base: What is in force; ``None`` for a new ledger.
        why: Why it is taken out of use; asked for where it was in force.
        day: From when.

    Returns:
        The ledger without the field on its pages.

    Raises:
        DesignError: It is the last one, names the rows or is their key, or no reason was given.
    """
    field = field_of(ledger, no)
    if len(present(ledger)) < 2:
        raise DesignError("last_field")
    bare = _off_pages(ledger, field.name)
    if base is None or all(one.no != no for one in base.fields):
        return replace(bare, fields=tuple(one for one in bare.fields if one.no != no))
    if not why.strip():
        raise DesignError("no_why")
    gone = replace(field, removed=day, why=one_line(why)[:200], value="", default=None)
    return with_field(bare, gone)


def _off_pages(ledger: Ledger, name: str) -> Ledger:
    pages = ledger.pages
    panels = (tuple(one for one in panel if one != name) for panel in pages.panels)
    return replace(
        ledger,
        key=() if name in ledger.key else ledger.key,
        pages=Pages(
            columns=tuple(one for one in pages.columns if one != name),
            filters=tuple(one for one in pages.filters if one != name),
            panels=tuple(panel for panel in panels if panel),
        ),
    )


def check(ledger: Ledger, forbid: str, words: Title, *, warn: bool) -> Ledger:
    """Add a check; what was there with the same expression is replaced."""
    rest = tuple(one for one in ledger.checks if one.forbid != forbid)
    return replace(ledger, checks=(*rest, Check(forbid, words, warn)))


def uncheck(ledger: Ledger, at: int) -> Ledger:
    """Take a check away."""
    return replace(ledger, checks=tuple(one for place, one in enumerate(ledger.checks) if place != at))
