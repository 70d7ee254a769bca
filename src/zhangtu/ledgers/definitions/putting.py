"""Puts definitions in force: a pack, or one definition, checked as a whole and by one act."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from zhangtu.journal import registers
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Act, Change, act
from zhangtu.kernel.expressions import Expression, ExpressionError, World, parse, parse_stored
from zhangtu.kernel.problems import FieldProblem
from zhangtu.ledgers import hooks, texts, worlds
from zhangtu.ledgers.definitions import indexing, keeping, measuring, proceeding, speaking, uncovering
from zhangtu.ledgers.definitions.keeping import LEDGER, REGISTER, Known, Version
from zhangtu.ledgers.models import Definition
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.people import queries as people
from zhangtu.people.scope import Right
from zhangtu.schema.difference import Change as Differing
from zhangtu.schema.difference import Conflict, Deed, Merge, Part, Side, difference, three_way
from zhangtu.schema.dumping import dump
from zhangtu.schema.guarding import refused
from zhangtu.schema.loading import load_definition
from zhangtu.schema.specs import ChoiceList, Ledger, Measure, Pack, Procedure, Report, Spec, Table
from zhangtu.schema.wording import say_change_problem

#: Where something stands in a definition, as ``schema.difference`` says it.
Path = tuple[str | int, ...]
#: Definition's name → path of a conflict → whose wording is taken.
Decisions = Mapping[str, Mapping[Path, Side]]
_KINDS: Final = {
    Ledger: LEDGER,
    Table: keeping.TABLE,
    ChoiceList: keeping.CHOICES,
    Measure: keeping.MEASURE,
    Report: keeping.REPORT,
    Procedure: keeping.PROCEDURE,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """What putting a definition in force would do.

    Attributes:
        kind: ``ledger``, ``table``, ``choices``, ``measure``, ``report`` or ``procedure``.
        name: Its name.
        text: What would be in force, expressions by number.
        shipped: The base of the next difference.
        pack: The pack it comes with; empty for the office's own.
        changes: What would differ from what is in force.
        conflicts: What a person must decide first.
        undecided: Those of them nobody has decided.
    """

    kind: str
    name: str
    text: str
    shipped: str
    pack: str
    changes: tuple[Differing, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    undecided: tuple[Conflict, ...] = ()


def put_in_force(
    what: Pack | Spec,
    *,
    actor: Actor,
    reason: str = "",
    decisions: Decisions | None = None,
    destroys: bool = False,
) -> tuple[str, ...]:
    """Put a pack or a single definition in force, by one act; what is in force already is left alone.

    Args:
        what: The pack, or the definition; expressions by name.
        actor: Who does it.
        reason: Why.
        decisions: Whose wording is taken where the office and the pack changed the same.
        destroys: Whether fields and choices may be taken out of use.

    Returns:
        The names of the definitions that changed.

    Raises:
        LedgerError: It may not be done, a conflict is undecided, something is still used, it would take
            something out of use without leave, or open what is masked or secret.
    """
    if not people.scope(actor).may(Right.DESIGN):
        raise LedgerError("not_allowed", ledger="", what="修改定义", what_en="change definitions")
    try:
        with act(actor=actor, reason=reason) as one:
            planned = plan(what, decisions)
            check(planned, destroys=destroys, by_office=isinstance(what, Ledger))
            return _store(one, [each for each in planned if not _same(each)])
    except BaseException:
        keeping.forget()
        raise


def plan(what: Pack | Spec, decisions: Decisions | None = None) -> list[Planned]:
    """What putting a pack or definition in force would do; nothing is changed.

    Args:
        what: The pack, or the definition.
        decisions: Whose wording is taken where the office and the pack changed the same.

    Returns:
        Every definition of it.

    Raises:
        LedgerError: An expression can't be understood.
    """
    there = keeping.known()
    specs: list[Spec] = [what] if not isinstance(what, Pack) else _parts(what)
    pack = what.name if isinstance(what, Pack) else ""
    ledgers = _ledgers_by_name(there, specs)
    world = _world_by_name(there, specs, ledgers)
    found = []
    for spec in specs:
        mine = (decisions or {}).get(spec.name, {})
        found.append(_spoken(_planned(_numbered(spec, world, ledgers), pack, there, mine), spec, world))
    return found


def _spoken(planned: Planned, spec: Spec, world: World) -> Planned:
    """What people read of it, expressions by name."""
    return replace(
        planned,
        changes=speaking.spoken(planned.changes, spec, world),
        conflicts=speaking.spoken_conflicts(planned.conflicts, spec, world),
        undecided=speaking.spoken_conflicts(planned.undecided, spec, world),
    )


def _parts(pack: Pack) -> list[Spec]:
    """The definitions of a pack, those first that others rest on."""
    return [*pack.choices, *pack.tables, *pack.ledgers, *pack.measures, *pack.reports, *pack.procedures]


def _ledgers_by_name(there: Known, specs: Iterable[Spec]) -> dict[str, Ledger]:
    ledgers = {name: force.ledger for name, force in there.ledgers.items()}
    return ledgers | {spec.name: spec for spec in specs if isinstance(spec, Ledger)}


def _world_by_name(there: Known, specs: Iterable[Spec], ledgers: Mapping[str, Ledger]) -> World:
    tables = {**there.tables, **{spec.name: spec for spec in specs if isinstance(spec, Table)}}
    return worlds.world(ledgers.values(), tables.values(), parse)


def _numbered(spec: Spec, world: World, ledgers: Mapping[str, Ledger]) -> Spec:
    """A definition with its expressions by number."""
    if isinstance(spec, Measure):
        return measuring.numbered_measure(spec, world)
    if isinstance(spec, Report):
        return measuring.numbered_report(spec, world)
    if isinstance(spec, Procedure):
        return proceeding.numbered_procedure(spec, world, ledgers.get(spec.of))
    if not isinstance(spec, Ledger):
        return spec
    fields = tuple(
        replace(each, value=_parsed(each.value, world, spec, each.name).stored()) if each.value else each
        for each in spec.fields
    )
    checks = tuple(
        replace(each, forbid=_parsed(each.forbid, world, spec, each.say.zh).stored()) for each in spec.checks
    )
    return replace(spec, fields=fields, checks=checks)


def _parsed(text: str, world: World, ledger: Ledger, place: str) -> Expression:
    try:
        return parse(text, world, world.ledgers[ledger.name])
    except ExpressionError as error:
        raise LedgerError("definition_wrong", count=1, first=f"{ledger.name}.{place}: {error}") from error


def _planned(spec: Spec, pack: str, there: Known, decisions: Mapping[Path, Side]) -> Planned:
    kind = _KINDS[type(spec)]
    theirs: Any = spec  # the three are of one kind, which a type variable cannot be told here
    text = dump(spec)
    version = there.versions.get((kind, spec.name))
    if version is None:
        return Planned(kind, spec.name, text, text if pack else "", pack)
    ours: Any = _loaded(version.text)
    if not pack or not version.shipped:
        return Planned(
            kind, spec.name, text, text if pack else version.shipped, pack or version.pack,
            difference(ours, theirs),
        )  # fmt: skip
    base: Any = _loaded(version.shipped)
    merge: Merge[Any] = three_way(base, ours, theirs, decisions)
    undecided = tuple(each for each in merge.conflicts if each.path not in decisions)
    return Planned(kind, spec.name, dump(merge.spec), text, pack, merge.changes, merge.conflicts, undecided)


def _loaded(text: str) -> Spec:
    loaded = load_definition(text)
    if loaded.spec is None:
        raise LedgerError("definition_wrong", count=len(loaded.problems), first=loaded.problems[0].kind)
    return loaded.spec


def _same(planned: Planned) -> bool:
    version = keeping.known().versions.get((planned.kind, planned.name))
    return version is not None and (version.text, version.shipped) == (planned.text, planned.shipped)


def check(planned: Sequence[Planned], *, destroys: bool, by_office: bool) -> None:
    """Refuse what is undecided, takes something away without leave, or leaves an expression without sense.

    Args:
        planned: Every definition that is to be put in force.
        destroys: Whether fields and choices may be taken out of use.
        by_office: Whether the office wrote it itself.

    Raises:
        LedgerError: It can't be put in force so.
    """
    undecided = [f"{each.name}.{'.'.join(map(str, one.path))}" for each in planned for one in each.undecided]
    if undecided:
        raise LedgerError("upgrade_conflicts", count=len(undecided), fields="、".join(undecided[:5]))
    gone = [
        f"{each.name}.{one.subject.zh}"
        for each in planned
        for one in each.changes
        if one.deed is Deed.REMOVED and (one.part in (Part.FIELD, Part.CHOICE) or one.path == ("removed",))
    ]
    problems = _broken(planned)
    if problems and gone:
        raise LedgerError("field_used", field="、".join(gone[:5]), users="；".join(problems[:5]))
    if problems:
        raise LedgerError("definition_wrong", count=len(problems), first=problems[0])
    refusals = _guarded(planned, by_office=by_office)
    if refusals:
        first = say_change_problem(refusals[0], "zh-hans")
        raise LedgerError("definition_wrong", problems=refusals, count=len(refusals), first=first)
    if gone and not destroys:
        raise LedgerError("destroys", what="、".join(gone[:10]))


def _stored_ledgers(there: Known) -> dict[str, Ledger]:
    """The ledgers in force, expressions by number."""
    return {
        name: force.stored_ledger for name, force in there.ledgers.items() if force.stored_ledger is not None
    }


def _guarded(planned: Sequence[Planned], *, by_office: bool) -> list[FieldProblem]:
    """Which changes pull away what rows and other definitions rest on."""
    there = keeping.known()
    after = {name: force.ledger for name, force in there.ledgers.items()}
    tables = dict(there.tables)
    specs = [_loaded(each.text) for each in planned]
    tables |= {spec.name: spec for spec in specs if isinstance(spec, Table)}
    stored = [spec for spec in specs if isinstance(spec, Ledger)]
    others = [each for name, each in _stored_ledgers(there).items() if name not in {s.name for s in stored}]
    world = worlds.world([*others, *stored], tables.values())
    compiled = {spec.name: keeping.compiled_ledger(spec, 0, 0, world) for spec in stored}
    after |= {name: force.ledger for name, force in compiled.items()}
    found: list[FieldProblem] = []
    for spec in stored:
        old = there.ledgers.get(spec.name)
        if old is not None:
            rest = [each for name, each in after.items() if name != spec.name]
            found += refused(old.ledger, after[spec.name], rest, tables.values(), by_office=by_office)
            found += indexing.retyped(old, compiled[spec.name])
    return found


def _broken(planned: Sequence[Planned]) -> list[str]:
    """Which expressions of all definitions would no longer make sense, and why."""
    after = {place: version.text for place, version in keeping.known().versions.items()}
    after |= {(each.kind, each.name): each.text for each in planned}
    specs = [_loaded(text) for text in after.values()]
    ledgers = [spec for spec in specs if isinstance(spec, Ledger)]
    world = worlds.world(ledgers, [spec for spec in specs if isinstance(spec, Table)])
    found = [
        problem
        for ledger in ledgers
        for place, text in _expressions(ledger)
        if (problem := _why_broken(text, world, ledger, place))
    ]
    measures = [spec for spec in specs if isinstance(spec, Measure)]
    reports = [spec for spec in specs if isinstance(spec, Report)]
    procedures = [spec for spec in (*specs, *_going()) if isinstance(spec, Procedure)]
    named = {one.name: one for one in ledgers}
    return [
        *found,
        *measuring.broken(measures, reports, ledgers, world),
        *proceeding.broken_procedures(procedures, named, world),
    ]


def _going() -> list[Spec]:
    """The older versions of procedures that rows still go by."""
    numbers = {number for asked in hooks.GOING for number in asked()}
    newest = {version.id for version in keeping.known().versions.values()}
    older = Definition.objects.filter(id__in=numbers - newest).order_by("id")
    return [_loaded(one.text) for one in older]


def _expressions(ledger: Ledger) -> list[tuple[str, str]]:
    fields = [(each.title.zh, each.value) for each in ledger.fields if each.value and each.removed is None]
    return fields + [(each.say.zh, each.forbid) for each in ledger.checks]


def _why_broken(text: str, world: World, ledger: Ledger, place: str) -> str:
    try:
        parse_stored(text, world, world.ledgers[ledger.name])
    except ExpressionError as error:
        return f"{ledger.title.zh}·{place}: {error}"
    return ""


def _store(one: Act, planned: Sequence[Planned]) -> tuple[str, ...]:
    before = dict(keeping.known().ledgers)
    versions = keeping.known().versions
    number = max((each.id for each in versions.values()), default=0)
    number = max(number, Definition.objects.order_by("-id").values_list("id", flat=True).first() or 0)
    for each in planned:
        number += 1
        if each.kind == LEDGER:
            registers.number(each.name)
        _write(one, number, each, versions.get((each.kind, each.name)))
    uncovering.record(one, before, keeping.known().ledgers)
    for name, force in keeping.known().ledgers.items():
        if name in before:
            indexing.renew(before[name], force)
            if indexing.stale(before[name], force):
                facts = {"after": "0"}
                one.write(Change(indexing.RECOMPUTING, force.register, "begin", facts, definition=force.id))
    return tuple(each.name for each in planned)


def _write(one: Act, number: int, planned: Planned, version: Version | None) -> None:
    columns = {
        "kind": planned.kind,
        "name": planned.name,
        "version": 1 if version is None else version.version + 1,
        "pack": planned.pack,
        "text": planned.text,
        "shipped": planned.shipped,
        "word": secrets.token_hex(16),
    }
    Definition.objects.create(id=number, **columns)
    values = {name: texts.text_of(value) for name, value in columns.items() if value}
    one.write(Change(REGISTER, number, "define", values))
