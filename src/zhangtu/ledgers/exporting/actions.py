"""The one way a ledger leaves the office: in scope, with an entry, about persons for a reason only."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from zhangtu.journal import queries as journal
from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import Change, act
from zhangtu.kernel.clock import today
from zhangtu.ledgers.exporting.cells import (
    UNIT,
    Selection,
    check_personal,
    headings,
    personal_fields,
    rows,
    select,
    title_of,
)
from zhangtu.ledgers.exporting.refusing import ExportRefusedError
from zhangtu.ledgers.exporting.writing import write_csv, write_template, write_xlsx
from zhangtu.ledgers.importing.preparing import digest_of
from zhangtu.people import queries as people

#: The register exports are entered in; its entries are events.
REGISTER: Final = "ledgers.export"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was exported.

    Attributes:
        count: How many rows.
        sha256: The file's digest.
        left_out: Names of fields left out because they are about persons.
        entry: The entry that says so.
        unknown: Marks of the template nothing could be put for, each behind its cell.
    """

    count: int
    sha256: str
    left_out: tuple[str, ...]
    entry: int
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows.

    Attributes:
        names: Names of the fields, in order; ``None`` for all.
        numbers: The numbers of the rows, in order; ``None`` for all in scope.
        asked: What they were found by, for the entry.
    """

    names: Sequence[str] | None = None
    numbers: Sequence[int] | None = None
    asked: str = ""


def export(
    ledger: str,
    out: Path,
    *,
    actor: Actor,
    where: str = "",
    template: Path | None = None,
    language: str = "zh-hans",
    shown: Shown | None = None,
    personal: str | None = None,
) -> Exported:
    """Write rows of a ledger to a file.

    Args:
        ledger: The ledger's name.
        out: The file, ending in ``.xlsx`` or ``.csv``; what is there is replaced.
        actor: Who exports.
        where: An expression a row must meet; empty for all in scope.
        template: An .xlsx file to fill instead.
        language: ``zh-hans``, ``zh-hant`` or ``en``, for headings and choices.
        shown: What a page shows, to be taken out just so; ``None`` for all rows and fields in scope.
        personal: Why what is about persons is taken along; ``None`` to leave it out.

    Returns:
        What was exported.

    Raises:
        RefusedError: It may not be exported, what is about persons has no reason, or the condition or the
            template is not right.
        OSError: The file can't be written.
    """
    scope, wished, just = people.scope(actor), personal is not None, shown or Shown()
    selection = select(ledger, scope, where, names=just.names, numbers=just.numbers, personal=wished)
    if personal is not None:
        check_personal(ledger, scope, personal)
    if out.suffix.lower() not in ({".xlsx"} if template is not None else {".xlsx", ".csv"}):
        raise ExportRefusedError("format", name=out.name)
    return _put(selection, out, template, language, {"where": where or just.asked, "reason": personal or ""})


def _put(
    selection: Selection, out: Path, template: Path | None, language: str, said: Mapping[str, str]
) -> Exported:
    """Write the file beside its place, enter it, and put it there."""
    actor = selection.scope.actor
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=".coming-", suffix=out.suffix)
    os.close(handle)
    try:
        count, unknown = _write(Path(name), selection, actor, template, language)
        facts = _facts(selection, out.name, template)
        facts |= {"count": count, "file": digest_of(Path(name))}
        entry = _enter(actor, selection.force.id, facts, **said)
        Path(name).replace(out)
    finally:
        Path(name).unlink(missing_ok=True)
    return Exported(count, str(facts["file"]), selection.left_out, entry, unknown)


def _facts(selection: Selection, name: str, template: Path | None) -> dict[str, object]:
    """What the entry of an export says."""
    about = personal_fields(selection.force)
    told = [spec.name for spec in selection.fields if spec.no in about]
    facts: dict[str, object] = {
        "ledger": selection.force.ledger.name,
        "name": name,
        "fields": [spec.name for spec in selection.fields],
        "template": template.name if template is not None else "",
    }
    return facts | ({"personal": told} if told else {})


def _write(
    path: Path, selection: Selection, actor: Actor, template: Path | None, language: str
) -> tuple[int, tuple[str, ...]]:
    """Write the file; the number of rows in it, and the marks of the template nobody knows."""
    names = [*(spec.name for spec in selection.fields), UNIT]
    heads, made = headings(selection, language), rows(selection, language)
    title = title_of(selection.force.ledger.title, language)
    lines = ([row.get(column) for column in names] for row in made)
    if template is None:
        if path.suffix.lower() == ".csv":
            return write_csv(path, heads, lines), ()
        return write_xlsx(path, title, heads, lines), ()
    known = {**dict(zip(heads, names, strict=True)), **{one: one for one in names}}
    known.update({words: spec.name for spec in selection.fields for words in spec.synonyms})
    state = people.post(actor.post) if actor.post else None
    unit = people.name_on(state.unit) if state is not None else ""
    facts = {"today": str(today()), "title": title, "unit": unit}
    return write_template(path, template, known, made, facts)


def _enter(actor: Actor, definition: int, facts: dict[str, object], where: str, reason: str) -> int:
    """Write the entry; what was asked for may name a person, so it lies apart and can be removed."""
    texts = {key: msgspec.json.encode(value).decode() for key, value in facts.items()}
    personal = {"where": msgspec.json.encode(where).decode()} if where else {}
    with act(actor=actor, reason=reason) as one:
        number = journal.last_number() + 1
        return one.write(Change(REGISTER, number, "export", texts, personal, definition))
