"""Reads the expressions of a pack's ledgers and says at their line and column what is wrong with them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from zhangtu.kernel.expressions import ExpressionError, Kind
from zhangtu.schema.compiling import Compiled, Fault, compile_ledgers
from zhangtu.schema.loading.fields import CHOOSING
from zhangtu.schema.loading.linking import Surroundings
from zhangtu.schema.loading.reading import Draft, Places
from zhangtu.schema.nodes import Notes
from zhangtu.schema.specs import Field, Ledger
from zhangtu.schema.troubles import Trouble
from zhangtu.schema.types import TYPES, Looking, Nowhere

#: Looks nothing up: options and defaults are tried before there are rows.
_NOWHERE = cast("Looking", Nowhere())


def judge(drafts: Sequence[Draft[Ledger]], around: Surroundings, notes: Notes) -> tuple[Ledger, ...]:
    """Read and type every expression, decide which computed fields are live, and try every default.

    Args:
        drafts: The ledgers of the pack, linked.
        around: Everything they may speak of, themselves included.
        notes: Takes what is wrong.

    Returns:
        The ledgers with ``live`` as the expressions say.
    """
    own = {draft.spec.name: draft for draft in drafts}
    ledgers = [own[name].spec if name in own else one for name, one in around.ledgers.items()]
    compiled = compile_ledgers(ledgers, around.tables.values())
    for fault in compiled.faults:
        if fault.ledger in own:
            _note(fault, own[fault.ledger].places, notes)
    return tuple(_judged(draft, compiled, notes) for draft in drafts)


def _note(fault: Fault, places: Places, notes: Notes) -> None:
    path = ("check", fault.check) if fault.check >= 0 else ("field", fault.field, "value")
    if fault.error is None:
        notes.add(places.at(*path), Trouble.CIRCLE, names=" → ".join(fault.circle))
        return
    error: ExpressionError = fault.error
    place = places.inside(error.column if error.line == 1 else 0, *path)
    notes.add(
        place,
        Trouble.BAD_EXPRESSION,
        said_zh=error.say("zh-hans"),
        said_en=error.say("en"),
        said=error.kind,
    )


def _judged(draft: Draft[Ledger], compiled: Compiled, notes: Notes) -> Ledger:
    ledger, places = draft.spec, draft.places
    for at in range(len(ledger.checks)):
        read = compiled.checks.get((ledger.name, at))
        if read is not None and read.type.kind is not Kind.YES_NO:
            notes.add(places.at("check", at), Trouble.CHECK_NOT_TRUTH, type=read.type.kind)
    return replace(ledger, fields=tuple(_field(one, draft, compiled, notes) for one in ledger.fields))


def _field(field: Field, draft: Draft[Ledger], compiled: Compiled, notes: Notes) -> Field:
    places = draft.places
    if field.removed is None and field.type in TYPES and _options(field, places, notes):
        _default(field, places, notes)
    read = compiled.values.get((draft.spec.name, field.no))
    if read is None:
        return field
    written = ("field", field.no, "live") in places.found
    if written and field.live is not read.live:
        notes.warn(places.at("field", field.no, "live"), Trouble.LIVE_DISAGREES)
    return replace(field, live=read.live)


def _options(field: Field, places: Places, notes: Notes) -> bool:
    """Options are tried by preparing to read with them; a wrong one would fail at the first row."""
    if not field.options:
        return True
    try:
        TYPES[field.type].reader(field, _NOWHERE)("1")
    except (ValueError, ArithmeticError, LookupError, re.error, RecursionError) as error:
        at = "pattern" if isinstance(error, re.error | RecursionError) else next(iter(field.options))
        said = ", ".join(f"{name}: {value}" for name, value in field.options.items())
        notes.add(places.at("field", field.no, at), Trouble.BAD_OPTION, said=said, type=field.type)
        return False
    return True


def _default(field: Field, places: Places, notes: Notes) -> None:
    """A default must be something a person could have typed; what is looked up elsewhere can't be tried."""
    type_ = TYPES[field.type]
    if field.default is None or field.type in CHOOSING or not type_.reads_back:
        return
    if type_.read(field.default, field, _NOWHERE).refused:
        place = places.at("field", field.no, "default")
        notes.add(place, Trouble.BAD_DEFAULT, name=field.name, value=field.default, choices="")
