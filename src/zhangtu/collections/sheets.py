"""One unit's form as it stands: what the ledgers know, what the answer before said, what was typed since."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final

import msgspec

from zhangtu.collections import drafts, earlier
from zhangtu.collections.drafts import DROPPED, WHOLE, Drafts
from zhangtu.collections.earlier import Earlier
from zhangtu.collections.forms import Column, Form, form_of
from zhangtu.collections.models import Ask
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.sources import Sources
from zhangtu.collections.states import Mark, Shape
from zhangtu.collections.values import Words, plain_of, shown
from zhangtu.collections.views import Cell, LineView, Sheet, Source
from zhangtu.ledgers import definitions, queries
from zhangtu.ledgers.looking import Finder
from zhangtu.ledgers.queries import Filter, Op
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.schema.types import TYPES

#: One answer has no more lines than this.
MOST: Final = 2_000
#: The only line of a form with one line for each unit.
ONLY: Final = "one"
_PAGE: Final = 500


@dataclass(slots=True)
class _Desk:
    """What building lines needs at hand."""

    ask: Ask
    scope: Scope
    form: Form
    typed: Drafts
    before: Earlier
    sources: Sources
    finder: Finder
    words: Words
    seen: int = 0
    began: dict[str, None] = field(default_factory=dict)


def sheet(ask: Ask, scope: Scope, *, after: str = "", limit: int = 50, language: str = "zh-hans") -> Sheet:
    """A part of a unit's form as it stands.

    Args:
        ask: What the unit is asked.
        scope: Whose.
        after: Where the part before ended.
        limit: How many rows of the ledger at most; lines of the unit's own stand behind the last.
        language: For the words of values.

    Returns:
        The part.
    """
    desk = _desk(ask, scope, language)
    lines: list[LineView] = []
    rest, count = "", 0
    if desk.form.shape is Shape.ROWS:
        rows, rest, count = _rows(desk, after, limit)
        lines = [_of_row(desk, row) for row in rows]
    if not rest:
        lines += _own_lines(desk)
    typed = sum(1 for (_, column), one in desk.typed.items() if column not in (WHOLE, DROPPED) and one.text)
    return Sheet(desk.form, tuple(lines), rest, count, typed, desk.seen)


def whole(ask: Ask, scope: Scope, language: str = "zh-hans") -> Sheet:
    """The whole of a unit's form.

    Args:
        ask: What the unit is asked.
        scope: Whose.
        language: For the words of values.

    Returns:
        The form.

    Raises:
        CollectionError: It has more lines than an answer may have.
    """
    first = sheet(ask, scope, limit=_PAGE, language=language)
    if first.count > MOST:
        raise CollectionError("too_many", count=first.count, most=MOST)
    lines, part = list(first.lines), first
    while part.after:
        part = sheet(ask, scope, after=part.after, limit=_PAGE, language=language)
        lines += part.lines
    return replace(first, lines=tuple(lines), after="")


def mark(ask: Ask, scope: Scope) -> str:
    """What the whole of a form looks like, in a few signs: what handing in is compared with.

    Args:
        ask: What the unit is asked.
        scope: Whose.

    Returns:
        The rows with their versions, a point, and the number of the last change of a draft.
    """
    form = form_of(ask.collection)
    seen: list[tuple[str, object]] = []
    if any(one.through for one in form.columns):
        # rows referred to may change while those of the lines stay as they are
        seen = [(one.key, one.digest) for one in whole(ask, scope).lines]
    elif form.shape is Shape.ROWS and form.base is not None:
        after, where = "", (Filter("@unit", Op.IN, sorted(_units(ask))),)
        while len(seen) <= MOST:
            page = queries.rows(
                form.base.ledger.name, scope, where=where, after=after, limit=_PAGE, live=(), counted=False
            )
            seen += [(str(row.uid), row.version) for row in page.rows]
            after = page.after
            if not after:
                break
    return f"{_digest(seen)}.{drafts.last(ask)}"


def line(ask: Ask, scope: Scope, key: str, language: str = "zh-hans") -> LineView:
    """One line of a unit's form.

    Args:
        ask: What the unit is asked.
        scope: Whose.
        key: The line's name.
        language: For the words of values.

    Returns:
        The line.

    Raises:
        CollectionError: There is none.
    """
    desk = _desk(ask, scope, language)
    if desk.form.shape is Shape.ROWS and len(key) == 36:
        row = desk.sources.row(key)
        if row is None or row.unit not in _units(ask):
            raise CollectionError("no_line")
        return _of_row(desk, row)
    for one in _own_lines(desk):
        if one.key == key:
            return one
    raise CollectionError("no_line")


def _desk(ask: Ask, scope: Scope, language: str) -> _Desk:
    form = form_of(ask.collection)
    known = definitions.known()
    typed = drafts.of(ask)
    return _Desk(
        ask,
        scope,
        form,
        typed,
        earlier.answers(ask),
        Sources(scope, known),
        Finder(scope, known.ledgers),
        Words(scope, language),
        max((one.number for one in typed.values()), default=0),
    )


def _units(ask: Ask) -> frozenset[int]:
    """The units a line may belong to: the unit and all below, but for those that are asked themselves."""
    found = people.below(ask.unit) or frozenset({ask.unit})
    for other in ask.collection.asks.exclude(pk=ask.pk).values_list("unit", flat=True):
        if other in found:
            found -= people.below(other)
    # rows of units that went over into these still carry the old numbers
    return found | people.predecessors(found)


def _rows(desk: _Desk, after: str, limit: int) -> tuple[Sequence[RowView], str, int]:
    assert desk.form.base is not None  # a form of rows has a ledger
    where = (Filter("@unit", Op.IN, sorted(_units(desk.ask))),)
    page = queries.rows(
        desk.form.base.ledger.name, desk.scope, where=where, after=after, limit=limit, live=()
    )
    return page.rows, page.after, page.count


def _of_row(desk: _Desk, row: RowView) -> LineView:
    key = str(row.uid)
    cells = {
        one.name: _own_cell(desk, key, one) if one.own else _sourced(desk, row, one)
        for one in desk.form.columns
    }
    return _confirmed(desk, LineView(key, row.title, cells, row.uid, row.version))


def _own_lines(desk: _Desk) -> Iterator[LineView]:
    """The lines that speak of no row of the ledger."""
    if desk.form.shape is Shape.ONE:
        keys = [ONLY]
    else:
        known = [one.key for one in desk.before.lines] if desk.form.shape is Shape.MANY else []
        began = (line for line, column in desk.typed if len(line) != 36 and column != WHOLE)
        keys = list(dict.fromkeys([*known, *began]))
    for key in keys:
        if (key, DROPPED) in desk.typed and desk.typed[key, DROPPED].text:
            continue
        cells = {one.name: _own_cell(desk, key, one) for one in desk.form.columns}
        yield _confirmed(desk, LineView(key, _title(cells, desk.form), cells))


def _title(cells: Mapping[str, Cell], form: Form) -> str:
    """What a line of its own is called: its first words, never any about a person."""
    named = [one for one in form.columns if not one.field.personal]
    return next((cells[one.name].text for one in named if cells[one.name].text), "")


def _own_cell(desk: _Desk, key: str, column: Column) -> Cell:
    """A cell that is typed here; it may come filled from an earlier answer."""
    typed = desk.typed.get((key, column.name))
    if typed is None:
        return _from_earlier(desk, key, column)
    if not typed.text:
        return Cell(seen=typed.number)
    found = TYPES[column.field.type].read(typed.text, column.field, desk.finder)
    if found.value is None:
        return Cell(typed.text, typed.text, None, Mark.TYPED, None, typed.number, problems=found.problems)
    plain = plain_of(column.field, found.value)
    text = shown(column.field, found.value, desk.words)
    return Cell(text, typed.text, plain, Mark.TYPED, None, typed.number, problems=found.problems)


def _from_earlier(desk: _Desk, key: str, column: Column) -> Cell:
    known = desk.before.value(key, column.name)
    if known is None or not known.text:
        return Cell()
    if desk.before.mark(key, column.name) == Mark.TYPED:
        # given back: it was typed here, by this unit, for this very answer
        return Cell(known.text, known.given, known.plain, Mark.TYPED)
    source = Source("", desk.before.title, "", None, 0, desk.before.day)
    return Cell(known.text, known.given, known.plain, Mark.PREFILLED, source)


def _sourced(desk: _Desk, row: RowView, column: Column) -> Cell:
    """A cell that stands in a ledger."""
    found = desk.sources.reached(row, column.through)
    if found is None:
        return Cell()
    value = found.values.get(column.source_field)
    if value is None:
        return Cell(seen=found.version)
    entry, day = desk.sources.set_by(found, column.source_field)
    called = desk.sources.called(found.ledger, desk.words.language)
    source = Source(found.ledger, called, found.title, found.uid, entry, day)
    if column.source_field in found.masked:
        return Cell(str(value), "", None, Mark.PREFILLED, source, found.version, masked=True)
    text = desk.words.of_row(column.field, value)
    plain = desk.words.plain_of_row(column.field, value)
    key = str(row.uid)
    mended = (key, column.name) in desk.typed or desk.before.mark(key, column.name) == Mark.CORRECTED
    mark = Mark.CORRECTED if mended else Mark.PREFILLED
    return Cell(text, _given(plain), plain, mark, source, found.version)


def _given(plain: Any) -> str:
    """A stored value as it is put into an input."""
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    if isinstance(plain, list | tuple):
        return "、".join(str(one) for one in plain)
    if isinstance(plain, dict):
        return str(plain.get("address", ""))
    return "" if plain is None else str(plain)


def _confirmed(desk: _Desk, view: LineView) -> LineView:
    """The line with what it looks like, and whether it was confirmed like that."""
    digest = _digest(
        [
            (name, one.text if one.masked else "", one.plain, one.source.entry)
            for name, one in sorted(view.cells.items())
            if one.source is not None
        ]
    )
    said = desk.typed.get((view.key, WHOLE))
    if said is not None and said.text == digest:
        by = said.person
    else:
        by = _confirmed_before(desk, view)
        if said is not None or not by:
            return replace(view, digest=digest)
    cells = {
        name: replace(one, mark=Mark.CONFIRMED) if one.mark is Mark.PREFILLED else one
        for name, one in view.cells.items()
    }
    return replace(view, digest=digest, confirmed=True, by=by, cells=MappingProxyType(cells))


def _confirmed_before(desk: _Desk, view: LineView) -> int:
    """Who confirmed a line of this very answer before it was given back, if it is still as it was; else 0."""
    before = desk.before.by_key.get(view.key) if desk.before.returned else None
    if before is None:
        return 0
    for name, one in view.cells.items():
        if one.source is None:
            continue
        was, known = before.sources.get(name), before.values.get(name)
        if was is None or known is None or was[2] != one.source.entry:
            return 0
        if not one.masked and known.plain != one.plain:
            return 0
    return before.person


def _digest(words: object) -> str:
    return sha256(msgspec.json.encode(words, order="sorted")).hexdigest()[:32]


#: For those who build cells of rows they have at hand.
Build = Callable[[RowView], LineView]


def builder(ask: Ask, scope: Scope, language: str = "zh-hans") -> Build:
    """What makes lines of rows that were just entered.

    Args:
        ask: What the unit is asked.
        scope: Whose.
        language: For the words of values.

    Returns:
        Row → line.
    """
    desk = _desk(ask, scope, language)
    return lambda row: _of_row(desk, row)
