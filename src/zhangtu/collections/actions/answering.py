"""What a unit does with its form before it hands it in: type, confirm, correct at the source."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from zhangtu.collections import drafts, finding, policies, sheets
from zhangtu.collections.drafts import DROPPED, WHOLE
from zhangtu.collections.forms import Column, form_of
from zhangtu.collections.keeping import TABLES
from zhangtu.collections.models import Ask
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.states import Shape, State
from zhangtu.collections.views import LineView
from zhangtu.collections.wording import CELLS
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.kernel import clock
from zhangtu.ledgers import actions as ledgers
from zhangtu.people import queries as people
from zhangtu.people import reaching
from zhangtu.people.scope import Scope

#: No cell has more letters than this, and no form more lines of its own.
_LETTERS: Final = 20_000
_LINES: Final = 500


def open_ask(uid: UUID, *, actor: Actor) -> None:
    """Note that somebody of the unit opened its form, the first time.

    Args:
        uid: The ask.
        actor: Who opened it; others than the unit's own leave no mark.
    """
    scope = people.scope(actor)
    ask = finding.ask(uid, scope)
    if ask.state == State.UNOPENED and policies.answers(scope, ask) and ask.unit in reaching.own_units(scope):
        with act(actor=actor) as now:
            ask.refresh_from_db()
            if ask.state == State.UNOPENED:
                TABLES.amend(now, ask, "open", state=State.OPENED.value, opened=clock.now())


def _answerable(uid: UUID, actor: Actor) -> tuple[Ask, Scope]:
    """An ask somebody may write into."""
    scope = people.scope(actor)
    ask = finding.ask(uid, scope)
    policies.check_answer(scope, ask)
    return ask, scope


def _keep(ask: Ask, texts: Mapping[tuple[str, str], str], *, actor: Actor, seen: int | None = None) -> None:
    """Keep what was typed and note that the unit began; not in a form that was handed in meanwhile."""
    # drafts lie beside the store: under the writer's place nobody hands in between the look and the words
    with act(actor=actor) as now:
        round_ = ask.round
        ask.refresh_from_db()
        policies.check_answer(people.scope(actor), ask)
        if ask.round != round_:
            raise CollectionError("sheet_changed")
        drafts.put(ask, texts, actor=actor, seen=seen)
        if ask.state != State.FILLING:
            opened = ask.opened or clock.now()
            TABLES.amend(now, ask, "begin", state=State.FILLING.value, opened=opened)


def type_in(uid: UUID, line: str, texts: Mapping[str, str], *, actor: Actor, seen: int) -> LineView:
    """Keep what was typed into cells of the form's own, wrong or right, as typed.

    Args:
        uid: The ask.
        line: The line's name; a new one begins a line where the form may have it.
        texts: Column → text.
        actor: Who typed it.
        seen: The number the cells were looked at.

    Returns:
        The line as it stands, with what is wrong.

    Raises:
        CollectionError: The actor may not, or there is no such line or column.
        CellChangedError: Somebody wrote something else there since.
    """
    ask, scope = _answerable(uid, actor)
    form = form_of(ask.collection)
    _check_line(line, form.shape)
    _check_size(ask, line, texts)
    for name in texts:
        column = form.column(name)
        if column is None or (not column.own and _is_row(line)):
            raise _no_cell("column")
    if _is_row(line):
        sheets.line(ask, scope, line)
    _keep(ask, {(line, name): text for name, text in texts.items()}, actor=actor, seen=seen)
    return sheets.line(ask, scope, line)


def _is_row(line: str) -> bool:
    """Whether a line is a row of the ledger: those are named by their uid."""
    return len(line) == 36


def _check_line(line: str, shape: Shape) -> None:
    fits = line == sheets.ONLY if shape is Shape.ONE else line.isalnum() and 1 < len(line) <= 20
    if shape is not Shape.ONE and (fits and not line.isascii()):
        fits = False
    if not fits and not (shape is Shape.ROWS and _is_row(line)):
        raise CollectionError("no_line")


def _check_size(ask: Ask, line: str, texts: Mapping[str, str]) -> None:
    """Refuse more than any field takes, and more new lines than a form may have."""
    if any(len(text) > _LETTERS for text in texts.values()):
        raise CollectionError("too_long", most=_LETTERS)
    begun = {one for one, _ in drafts.of(ask) if not _is_row(one)}
    if line not in begun and len(begun) >= _LINES:
        raise CollectionError("too_many", count=len(begun) + 1, most=_LINES)


def _no_cell(why: str) -> CollectionError:
    simplified, english = CELLS[why]
    return CollectionError("no_cell", why=simplified, why_en=english)


def drop_line(uid: UUID, line: str, *, actor: Actor, seen: int) -> None:
    """Take a line of the form's own out of the answer; rows of a ledger are amended there instead.

    Args:
        uid: The ask.
        line: The line's name.
        actor: Who takes it out.
        seen: The number it was looked at.

    Raises:
        CollectionError: The actor may not, or there is no such line.
        CellChangedError: Somebody else took it out or put it back since.
    """
    ask, scope = _answerable(uid, actor)
    if _is_row(line) or line == sheets.ONLY:
        raise CollectionError("no_line")
    sheets.line(ask, scope, line)
    _keep(ask, {(line, DROPPED): "1"}, actor=actor, seen=seen)


def clear_line(uid: UUID, line: str, *, actor: Actor) -> LineView:
    """Empty the form's own cells of a line.

    Args:
        uid: The ask.
        line: The line's name.
        actor: Who empties them.

    Returns:
        The line as it stands.

    Raises:
        CollectionError: The actor may not, or there is no such line.
    """
    ask, scope = _answerable(uid, actor)
    sheets.line(ask, scope, line)
    known = [place for place in drafts.of(ask) if place[0] == line and place[1] not in (WHOLE, DROPPED)]
    _keep(ask, dict.fromkeys(known, ""), actor=actor)
    return sheets.line(ask, scope, line)


def confirm(uid: UUID, lines: Mapping[str, str], *, actor: Actor) -> int:
    """Confirm what came prefilled, as it was looked at.

    Args:
        uid: The ask.
        lines: Line → what it looked like (its digest).
        actor: Who confirms.

    Returns:
        How many lines were confirmed.

    Raises:
        CollectionError: The actor may not, or a line changed after it was looked at; none was confirmed.
    """
    ask, scope = _answerable(uid, actor)
    for key, digest in lines.items():
        if sheets.line(ask, scope, key).digest != digest:
            raise CollectionError("sheet_changed")
    _keep(ask, {(key, WHOLE): digest for key, digest in lines.items()}, actor=actor)
    return len(lines)


def correct(uid: UUID, line: str, column: str, text: str, *, actor: Actor, seen: int) -> LineView:
    """Correct a prefilled value where it comes from: the row of the ledger is amended.

    Args:
        uid: The ask.
        line: The line's name.
        column: The column's name.
        text: The right value, as typed; empty empties it.
        actor: Who corrects it.
        seen: The number of the last entry of the source row that was looked at.

    Returns:
        The line as it stands.

    Raises:
        CollectionError: The actor may not, or there is no such cell.
        LedgerError: The ledger refuses: changed meanwhile, wrong, or not allowed.
    """
    ask, scope = _answerable(uid, actor)
    spec = form_of(ask.collection).column(column)
    if spec is None:
        raise _no_cell("column")
    before = sheets.line(ask, scope, line)
    with act(actor=actor, reason=ask.collection.title):
        if spec.own:
            raise _no_cell("column")
        row = _source_of(before, spec)
        after = ledgers.amend(row, {spec.source_field: text or None}, actor=actor, seen=seen)
        _keep(ask, {(line, column): str(after.version)}, actor=actor)
    view = sheets.line(ask, scope, line)
    if before.confirmed:
        _keep(ask, {(line, WHOLE): view.digest}, actor=actor)
        view = sheets.line(ask, scope, line)
    return view


def _source_of(view: LineView, column: Column) -> UUID:
    """The row a cell stands in: an empty cell of the row itself can be filled too."""
    source = view.cells[column.name].source
    row = source.row if source is not None else None
    if row is None and not column.through:
        row = view.row
    if row is None:
        raise _no_cell("source")
    return row
