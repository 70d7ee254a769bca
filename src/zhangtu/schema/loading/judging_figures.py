"""Holds measures, reports and procedures against ledgers and each other; says where something is wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhangtu.schema.compiling import compile_ledgers
from zhangtu.schema.loading.linking import Surroundings
from zhangtu.schema.loading.reading import Draft, Places
from zhangtu.schema.measuring import Fault, masked, read_measure, usual_form
from zhangtu.schema.nodes import Notes
from zhangtu.schema.proceeding import read_procedure
from zhangtu.schema.reporting import read_report, spread
from zhangtu.schema.specs import Measure, Procedure, Report
from zhangtu.schema.troubles import Trouble


def judge_measures(
    drafts: Sequence[Draft[Measure]], around: Surroundings, notes: Notes
) -> tuple[Measure, ...]:
    """Read and type the expressions of measures.

    Args:
        drafts: The measures as read.
        around: The ledgers and tables they may speak of.
        notes: Takes what is wrong.

    Returns:
        The measures, with the form they are shown in where none was written.
    """
    if not drafts:
        return ()
    compiled = compile_ledgers(around.ledgers.values(), around.tables.values())
    hidden = masked(around.ledgers.values(), compiled.values)
    secret = frozenset(one.name for one in around.ledgers.values() if one.secret)
    judged = []
    for draft in drafts:
        measure = draft.spec
        if measure.removed is None:
            read, faults = read_measure(measure, compiled.world, hidden, secret)
            # the loader has said of both or neither already, at the very place
            _note((one for one in faults if one.kind is not Trouble.AT_OR_ON), draft.places, notes)
            if read is not None and not measure.shown:
                measure = replace(measure, shown=usual_form(read, around.ledgers[measure.of]))
        judged.append(measure if measure.shown else replace(measure, shown="number"))
    return tuple(judged)


def judge_reports(drafts: Sequence[Draft[Report]], around: Surroundings, notes: Notes) -> tuple[Report, ...]:
    """Hold reports against the measures they name.

    Args:
        drafts: The reports as read.
        around: The measures in use.
        notes: Takes what is wrong.

    Returns:
        The reports, a field for all rows said for each ledger.
    """
    judged = []
    for draft in drafts:
        report = spread(draft.spec, around.measures)
        if report.removed is None:
            _note(read_report(report, around.measures)[1], draft.places, notes)
        judged.append(report)
    return tuple(judged)


def judge_procedures(
    drafts: Sequence[Draft[Procedure]], around: Surroundings, notes: Notes
) -> tuple[Procedure, ...]:
    """Hold procedures against their ledgers, and see whether a row can go through them.

    Args:
        drafts: The procedures as read.
        around: The ledgers and tables they may speak of.
        notes: Takes what is wrong.

    Returns:
        The procedures.
    """
    if not drafts:
        return ()
    world = compile_ledgers(around.ledgers.values(), around.tables.values()).world
    for draft in drafts:
        procedure = draft.spec
        if procedure.removed is None:
            faults = read_procedure(procedure, world, around.ledgers.get(procedure.of))[1]
            _note(faults, draft.places, notes)
    return tuple(draft.spec for draft in drafts)


def _note(faults: Iterable[Fault], places: Places, notes: Notes) -> None:
    for fault in faults:
        if fault.error is None:
            notes.add(places.at(*fault.path), fault.kind, **fault.facts)
            continue
        error = fault.error
        notes.add(
            places.inside(error.column if error.line == 1 else 0, *fault.path),
            fault.kind,
            said_zh=error.say("zh-hans"),
            said_en=error.say("en"),
            said=error.kind,
        )
