"""Handing in: line by line, nothing to report, or as before; what is handed in stays as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from zhangtu.collections import drafts, earlier, finding, policies, sheets
from zhangtu.collections.forms import Form
from zhangtu.collections.keeping import TABLES
from zhangtu.collections.models import Ask, Line
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.states import Mark, Shape, State, Way
from zhangtu.collections.views import Cell, LineView, Sheet
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, act
from zhangtu.kernel import clock
from zhangtu.kernel.problems import FieldProblem, Severity
from zhangtu.ledgers import actions as ledgers
from zhangtu.ledgers.drafts import Draft
from zhangtu.ledgers.refusals import BatchInvalidError
from zhangtu.people import queries as people


@dataclass(frozen=True, slots=True)
class Wrong:
    """What keeps a line from being handed in.

    Attributes:
        line: The line's name.
        title: What it is called.
        problems: What is wrong in it.
    """

    line: str
    title: str
    problems: tuple[FieldProblem, ...]


class WrongLinesError(CollectionError):
    """Some lines have to be mended first; nothing was handed in.

    Attributes:
        lines: Which, and what is wrong.
    """

    def __init__(self, lines: Sequence[Wrong]) -> None:
        self.lines = tuple(lines)
        every = [problem for one in lines for problem in one.problems]
        super().__init__(
            "invalid", problems=every, count=len(every), first=next((one.title for one in lines), "") or "1"
        )


def submit(uid: UUID, *, actor: Actor, seen: str, confirm_rest: bool = False) -> None:
    """Hand a form in.

    Rows of a ledger that were added are entered there, by the unit itself, in the same act.

    Args:
        uid: The ask.
        actor: Who hands it in.
        seen: What the form looked like (``respondents.mark``).
        confirm_rest: Whether everything that came prefilled is confirmed with it.

    Raises:
        CollectionError: The actor may not, it changed after it was looked at, it is empty, or lines are not
            confirmed.
        WrongLinesError: Something has to be mended; every place is listed.
    """
    scope = people.scope(actor)
    ask = finding.ask(uid, scope)
    policies.check_answer(scope, ask)
    # read before the writer's place is taken; that nothing changed since is looked up once it is
    found = sheets.whole(ask, scope)
    with act(actor=actor, reason=ask.collection.title) as now:
        ask = _still_open(ask, actor)
        if sheets.mark(ask, scope) != seen:
            raise CollectionError("sheet_changed")
        _check(found, confirm_rest=confirm_rest)
        _hand_in(now, ask, found, Way.LINES)
    drafts.forget(ask, [ask.round])


def submit_same(uid: UUID, *, actor: Actor) -> None:
    """Hand in the same as in the period before.

    Args:
        uid: The ask.
        actor: Who hands it in.

    Raises:
        CollectionError: The actor may not, there is nothing before, or something else is typed already.
        WrongLinesError: What was right then is not now; every place is listed.
    """
    scope = people.scope(actor)
    ask = finding.ask(uid, scope)
    policies.check_answer(scope, ask)
    with act(actor=actor, reason=ask.collection.title) as now:
        ask = _still_open(ask, actor)
        if not earlier.repeats(ask):
            raise CollectionError("no_previous")
        found = sheets.whole(ask, scope)
        if found.typed:
            raise CollectionError("typed_already", count=found.typed)
        _check(found, confirm_rest=True)
        _hand_in(now, ask, found, Way.SAME)
    drafts.forget(ask, [ask.round])


def submit_zero(uid: UUID, *, actor: Actor) -> None:
    """Say that there is nothing to report.

    Args:
        uid: The ask.
        actor: Who says so.

    Raises:
        CollectionError: The actor may not, or the unit has rows or has entered something.
    """
    scope = people.scope(actor)
    ask = finding.ask(uid, scope)
    policies.check_answer(scope, ask)
    with act(actor=actor) as now:
        ask = _still_open(ask, actor)
        found = sheets.sheet(ask, scope, limit=1)
        if found.count or found.typed:
            raise CollectionError("not_zero", count=found.count)
        _note(now, ask, Way.ZERO)
    drafts.forget(ask, [ask.round])


def _still_open(ask: Ask, actor: Actor) -> Ask:
    """The ask as it is now that nobody else can change it."""
    ask = Ask.objects.select_related("collection").get(pk=ask.pk)
    policies.check_answer(people.scope(actor), ask)
    return ask


def _check(found: Sheet, *, confirm_rest: bool) -> None:
    """Refuse a form that is empty, not confirmed, or wrong."""
    if not found.lines:
        raise CollectionError("nothing")
    wrong = [
        Wrong(one.key, one.title, problems) for one in found.lines if (problems := _problems(found.form, one))
    ]
    if wrong:
        raise WrongLinesError(wrong)
    waiting = [] if confirm_rest else [one for one in found.lines if one.open]
    if waiting:
        raise CollectionError("unconfirmed", count=len(waiting), first=waiting[0].title or waiting[0].key)


def _problems(form: Form, line: LineView) -> tuple[FieldProblem, ...]:
    """What is wrong in a line: what was typed, and what must be there and is not."""
    found = [one for one in line.problems if one.severity is Severity.ERROR]
    named = {one.name for one in found}
    for column in form.columns:
        cell = line.cells[column.name]
        must = column.field.required and (column.own or line.row is None)
        if must and not cell.text and column.field.name not in named:
            found.append(FieldProblem(column.field.name, "required"))
    return tuple(found)


def _hand_in(now: Act, ask: Ask, found: Sheet, way: Way) -> None:
    """Keep the answer as it is."""
    lines = _entered(now, ask, found) if found.form.shape is Shape.ROWS else list(found.lines)
    kept = [_kept(ask, place, one, found.form, now.actor.person) for place, one in enumerate(lines, 1)]
    TABLES.add_many(now, Line, kept, action="submit")
    cells = [cell for one in lines for cell in one.cells.values()]
    _note(
        now,
        ask,
        way,
        cells=len(cells),
        prefilled=sum(1 for one in cells if one.source is not None),
        corrected=sum(1 for one in cells if one.mark is Mark.CORRECTED),
    )


def _note(now: Act, ask: Ask, way: Way, **counts: int) -> None:
    actor = now.actor
    at = clock.now()
    TABLES.amend(
        now, ask, "submit", state=State.SUBMITTED.value, submitted=at, opened=ask.opened or at,
        person=actor.person, post=actor.post, way=way.value,
        **{"cells": 0, "prefilled": 0, "corrected": 0, **counts},
    )  # fmt: skip


def _entered(now: Act, ask: Ask, found: Sheet) -> list[LineView]:
    """Enter the lines that are no rows yet into the ledger; their own columns stay with the answer."""
    assert found.form.base is not None  # a form of rows has a ledger
    new = [one for one in found.lines if one.row is None]
    if not new:
        return list(found.lines)
    reached = [one for one in found.form.columns if not one.own and not one.through]
    batch = [
        Draft(
            found.form.base.ledger.name,
            {one.source_field: line.cells[one.name].given or None for one in reached},
            unit=ask.unit,
        )
        for line in new
    ]
    try:
        views = ledgers.batch(batch, actor=now.actor)
    except BatchInvalidError as error:
        places = [Wrong(new[at].key, new[at].title, tuple(error.drafts[at])) for at in sorted(error.drafts)]
        raise WrongLinesError(places) from error
    build = sheets.builder(ask, people.scope(now.actor))
    made = {line.key: _joined(build(view), line, found.form) for line, view in zip(new, views, strict=True)}
    return [made.get(one.key, one) for one in found.lines]


def _joined(entered: LineView, typed: LineView, form: Form) -> LineView:
    """A line as the ledger has it, with what was typed beside it; nothing of it came prefilled."""
    cells = {}
    for column in form.columns:
        cell = entered.cells[column.name]
        cells[column.name] = typed.cells[column.name] if column.own or not cell.text else _typed(cell)
    return LineView(typed.key, entered.title, cells, entered.row, entered.version)


def _typed(cell: Cell) -> Cell:
    return Cell(cell.text, cell.given, cell.plain, Mark.TYPED, None, cell.seen, cell.masked)


def _who(line: LineView, person: int) -> dict[str, str]:
    """Who confirmed a line: whoever did it before, else whoever hands it in."""
    return {earlier.WHO: str(line.by or person)} if line.prefilled and (line.by or person) else {}


def _kept(ask: Ask, place: int, line: LineView, form: Form, person: int) -> Mapping[str, Any]:
    """A line as it is stored."""
    values: dict[str, Any] = {}
    private: dict[str, Any] = {}
    for column in form.columns:
        cell = line.cells[column.name]
        if not cell.text:
            continue
        about = column.own and column.field.personal
        (private if about else values)[column.name] = {"t": cell.text, "v": cell.plain}
    return {
        "ask": ask,
        "round": ask.round,
        "place": place,
        "row": "" if line.row is None else str(line.row),
        "title": line.title[:300],
        "values": values,
        "private": msgspec.json.encode(private, order="sorted").decode() if private else "",
        "sources": {name: _source(cell) for name, cell in line.cells.items() if cell.source is not None},
        "marks": {name: _mark(cell) for name, cell in line.cells.items()} | _who(line, person),
    }


def _source(cell: Cell) -> list[Any]:
    """Where a value came from, in little room: ledger, row, entry, day."""
    source = cell.source
    assert source is not None  # asked for before
    return [source.ledger, str(source.row or ""), source.entry, source.day.isoformat()]


def _mark(cell: Cell) -> str:
    """What became of a cell: whoever hands in confirms what is left."""
    return (Mark.CONFIRMED if cell.mark is Mark.PREFILLED else cell.mark).value
