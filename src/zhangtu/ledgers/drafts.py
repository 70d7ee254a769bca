"""What becomes of values somebody enters: read, defaulted, computed, checked, compared with what is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from zhangtu.kernel.expressions import run
from zhangtu.kernel.problems import FieldProblem, Severity
from zhangtu.ledgers import hooks, keys, texts
from zhangtu.ledgers.compiled import Checked, InForce
from zhangtu.ledgers.gathering import Gatherer
from zhangtu.ledgers.sql import KeyRow, Stored
from zhangtu.schema.specs import Field, Table
from zhangtu.schema.types.face import Looking, Read

_NOTHING: Mapping[str, object] = {}
#: What marks that a value is taken which whoever enters may not see. It is said only when nothing else keeps
#: the draft out: a guess that is wrong costs a row in the journal.
GUESSED: Final = MappingProxyType({"masked": "yes"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A row somebody wants to enter or amend.

    Attributes:
        ledger: The ledger's name; may be empty when a row is amended.
        values: Field name → what was entered, as typed or as a value; empty or ``None`` empties a field.
        unit: The unit a new row belongs to; ``None`` for the one its own field names, else that of the post
            acted for.
        post: The post it is assigned to; 0 for none.
        uid: The row to amend; ``None`` for a new one.
        seen: The number of the last entry whoever amends it was looking at.
    """

    ledger: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    unit: int | None = None
    post: int = 0
    uid: UUID | None = None
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Around:
    """What reading and checking a draft may ask.

    Attributes:
        ledgers: The ledgers in force, by name.
        tables: The dated tables in force, by name.
        looking: Where words are looked up.
        masked: The fields shown masked to whoever enters.
        blind: Those whoever enters may not unmask either: nothing may tell whether a value given is the one
            that is there.
        by: The procedure, score or draw that sets values; empty for people.
    """

    ledgers: Mapping[str, InForce]
    tables: Mapping[str, Table]
    looking: Looking
    masked: frozenset[int] = frozenset()
    blind: frozenset[int] = frozenset()
    by: str = ""


@dataclass(slots=True)
class Settled:
    """What became of a draft.

    Attributes:
        before: The row's values before, by field number; empty for a new row.
        after: Its values as they are to be.
        whole: The JSON texts of ``after``.
        changed: Field number → JSON text of what differs; ``null`` for what was emptied.
        problems: What is wrong; an error keeps all of it from being stored.
        keys: The keys the row is to have; left out where none of them changes.
    """

    before: dict[int, Any]
    after: dict[int, Any]
    whole: dict[int, str]
    changed: dict[int, str] = field(default_factory=dict)
    problems: list[FieldProblem] = field(default_factory=list)
    keys: list[KeyRow] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether it can't be stored."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> tuple[FieldProblem, ...]:
        """What is stored and shown."""
        return tuple(one for one in self.problems if one.severity is Severity.WARNING)


def read(force: InForce, row: Stored | None, given: Mapping[str, object], around: Around) -> Settled:
    """Read what was entered, without looking at other rows that might stand against it.

    Args:
        force: The ledger.
        row: The row as it is; ``None`` for a new one.
        given: Field name → what was entered.
        around: What may be asked.

    Returns:
        The draft read, nothing computed or checked yet.
    """
    whole = {} if row is None else texts.apart(row.values)
    before = {} if row is None else force.loaded(texts.objects(row.values))
    settled = Settled(before, dict(before), whole)
    if row is None:
        for spec in force.defaults:
            if spec.name not in given:
                _take(force, spec, spec.default, settled, around)
    for name, value in given.items():
        found = force.fields.get(name)
        refusal = _may_not_set(force, name, found, around)
        if refusal is not None:
            settled.problems.append(FieldProblem(name, refusal, facts=_by(found)))
        elif found is not None and not _is_echo(force, found, value, settled, around):
            _take(force, found, value, settled, around)
    settled.problems += hooks.refused(force, before, settled.changed, around.by)
    return settled


def _by(spec: Field | None) -> Mapping[str, str]:
    return {"by": spec.set_by} if spec is not None and spec.set_by else {}


def _may_not_set(force: InForce, name: str, spec: Field | None, around: Around) -> str | None:
    """Why a field can't be entered."""
    if spec is None:
        return "removed" if any(each.name == name for each in force.ledger.fields) else "no_field"
    if spec.type == "computed":
        return "computed"
    if spec.type == "serial" and around.by != "@serial":
        return "serial"
    return "set_by" if spec.set_by and spec.set_by != around.by else None


def _is_echo(force: InForce, spec: Field, value: object, settled: Settled, around: Around) -> bool:
    """Whether a form sent back the mask of a value somebody may not see: that leaves the value alone."""
    there = settled.before.get(spec.no)
    return (
        spec.no in around.masked and there is not None and value == force.types[spec.no].masked(there, spec)
    )


def _take(force: InForce, spec: Field, given: object, settled: Settled, around: Around) -> None:
    """Read one field and put it in its place."""
    found = force.reader(spec, around.looking)(given)
    if type(found) is Read:
        settled.problems.extend(found.problems)
        if found.refused:
            return
        found = found.value
    put(force, spec, found, settled)
    if spec.no in around.blind:
        _count(spec, settled)


def _count(spec: Field, settled: Settled) -> None:
    """Count a field as changed although it may be what it was: that there is no entry would tell that."""
    if settled.before:
        settled.changed.setdefault(spec.no, settled.whole.get(spec.no, texts.EMPTIED))


def put(force: InForce, spec: Field, value: Any, settled: Settled) -> None:
    """Put a value in its place, and note it if it differs from what was there.

    Args:
        force: The ledger.
        spec: The field.
        value: The value; ``None`` empties the field.
        settled: The draft; changed in place.
    """
    no = spec.no
    text = texts.EMPTIED if value is None or value == () else force.types[no].stored(value)
    if text == settled.whole.get(no, texts.EMPTIED):
        return
    settled.changed[no] = text
    if text == texts.EMPTIED:
        settled.whole.pop(no, None)
        settled.after.pop(no, None)
    else:
        settled.whole[no] = text
        settled.after[no] = value


def read_back(force: InForce, settled: Settled) -> dict[int, Any]:
    """The values of a row just settled, as they read once they are stored.

    Args:
        force: The ledger.
        settled: What became of the draft.

    Returns:
        Field number → value, numbers rising.
    """
    texts_now = {no: text for no, text in settled.changed.items() if text != texts.EMPTIED}
    changed = force.loaded({no: texts.value_of(text) for no, text in texts_now.items()})
    found = {**settled.after, **changed}
    return found if changed.keys() <= settled.before.keys() else dict(sorted(found.items()))


def settle(force: InForce, row: int, settled: Settled, around: Around) -> None:
    """Compute, check, and look for other rows that have the same keys; problems are added to the draft.

    Args:
        force: The ledger.
        row: The row's number; 0 for a new one whose number is not known.
        settled: The draft as read; changed in place.
        around: What may be asked.
    """
    _require(force, settled)
    if not settled.refused and _concerned(force, settled):
        _compute(force, row, settled, around)
    moved = {number for number, fields, _ in force.keyed if not settled.changed.keys().isdisjoint(fields)}
    if moved or not settled.before:
        settled.keys = keys.of_row(force, row, settled.after)
        asked = [key for key in settled.keys if key.field in moved]
        settled.problems += keys.taken(force, [key for key in asked if key.field not in around.blind])
        if not settled.refused:
            guessed = keys.taken(force, [key for key in asked if key.field in around.blind])
            settled.problems += [replace(one, facts=GUESSED) for one in guessed]


def _concerned(force: InForce, settled: Settled) -> bool:
    """Whether anything is to be computed or checked at all."""
    if not settled.before:
        return bool(force.stored or force.checks)
    changed = settled.changed
    return any(not one.expression.fields.isdisjoint(changed) for one in force.stored) or any(
        not check.reads.isdisjoint(changed) for check in force.checks
    )


def _require(force: InForce, settled: Settled) -> None:
    """A new row has all it must have; a row that is amended loses nothing of it."""
    wrong = {problem.name for problem in settled.problems if problem.severity is Severity.ERROR}
    for spec in force.required:
        if settled.before and spec.no not in settled.changed:
            continue
        if spec.no not in settled.after and spec.name not in wrong and not spec.set_by:
            settled.problems.append(FieldProblem(spec.name, "required"))


def _compute(force: InForce, row: int, settled: Settled, around: Around) -> None:
    """Computed values that rest on what changed, then the checks that do."""
    seen = {no: value for no, value in settled.after.items() if no in force.readable}
    before = {no: value for no, value in settled.before.items() if no in force.readable}
    gatherer = Gatherer(force, {row: seen}, around.ledgers, around.tables)
    context = gatherer.context(row, before)
    new = not settled.before
    for one in force.stored:
        if new or not one.expression.fields.isdisjoint(settled.changed):
            value = run(one.expression, seen, context)
            put(force, one.field, value, settled)
            if one.field.no in around.blind:
                _count(one.field, settled)
            seen[one.field.no] = value
    for check in relevant(force, settled.changed) if not new else force.checks:
        values = _with_live(force, check, seen, context)
        if run(check.expression, values, context) is True:
            settled.problems.append(_said(check))


def recompute(force: InForce, row: Stored, around: Around) -> Settled:
    """Compute the stored values of a row anew, whatever stands there; nothing is checked.

    Args:
        force: The ledger.
        row: The row.
        around: What may be asked.

    Returns:
        What changes; values that are computed live from now on are emptied.
    """
    settled = read(force, row, {}, around)
    seen = {no: value for no, value in settled.after.items() if no in force.readable}
    context = Gatherer(force, {row.id: seen}, around.ledgers, around.tables).context(row.id)
    for one in force.stored:
        seen[one.field.no] = run(one.expression, seen, context)
        put(force, one.field, seen[one.field.no], settled)
    for one in force.live:
        put(force, one.field, None, settled)
    return settled


def _with_live(force: InForce, check: Checked, seen: Mapping[int, Any], context: Any) -> Mapping[int, Any]:
    """The values a check reads, live ones asked now."""
    live = [one for one in force.live if one.field.no in check.expression.fields]
    if not live:
        return seen
    return {**seen, **{one.field.no: run(one.expression, seen, context) for one in live}}


def relevant(force: InForce, changed: Mapping[int, str]) -> Sequence[Checked]:
    """The checks that rest on something that changed."""
    return [check for check in force.checks if not check.reads.isdisjoint(changed)]


def _said(check: Checked) -> FieldProblem:
    say = check.check.say
    severity = Severity.WARNING if check.check.warn else Severity.ERROR
    facts = {"say": say.zh, "say_en": say.en or say.zh}
    return FieldProblem("", "check", severity, facts)


def folded(force: InForce, values: Mapping[int, Any]) -> str:
    """The folded words typed search looks at, a line each."""
    return "\n".join([force.types[no].folded(values[no]) for no in force.searched if no in values])
