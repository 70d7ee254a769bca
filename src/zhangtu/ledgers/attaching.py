"""Files put into a row, captioned and taken out, one at a time: what others put there meanwhile stays."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final
from uuid import UUID

from zhangtu.journal.actor import Actor
from zhangtu.journal.writing import act
from zhangtu.ledgers import actions, definitions, policies, texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.filing import FileError
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.people.scope import Right
from zhangtu.schema.specs import Field
from zhangtu.schema.types import FileRef

#: As many files as a field that takes several may hold.
MOST: Final = 50
Files = tuple[FileRef, ...]


def attach(uid: UUID, field: str, file: FileRef, *, actor: Actor, reason: str = "") -> RowView:
    """Put a file into a row, behind those that are there.

    Args:
        uid: The row.
        field: The name of the field.
        file: The file, brought in before.
        actor: Who puts it there.
        reason: Why, where that is asked for.

    Returns:
        The row; as it was when the file is there already.

    Raises:
        LedgerError: The row may not be changed.
        FileError: The field takes no files, or no more.
        InvalidError: The field does not take files of this kind, or the file is not the actor's to attach.
    """

    def added(spec: Field, there: Files) -> Files:
        if any(one.sha256 == file.sha256 for one in there):
            return there
        most = MOST if spec.options.get("many") == "yes" else 1
        if len(there) >= most:
            raise FileError("full", field=spec.title.words, most=most)
        return (*there, file)

    return _change(uid, field, added, actor, reason)


def detach(uid: UUID, field: str, sha256: str, *, actor: Actor, reason: str = "") -> RowView:
    """Take a file out of a row; the history keeps that it was there, the store its bytes.

    Args:
        uid: The row.
        field: The name of the field.
        sha256: The file's digest.
        actor: Who takes it out.
        reason: Why, where that is asked for.

    Returns:
        The row.

    Raises:
        LedgerError: The row may not be changed.
        FileError: The field takes no files, or does not have this one.
    """

    def less(spec: Field, there: Files) -> Files:
        del spec
        _one(there, sha256)
        return tuple(one for one in there if one.sha256 != sha256)

    return _change(uid, field, less, actor, reason)


def caption(uid: UUID, field: str, sha256: str, words: str, *, actor: Actor) -> RowView:
    """Say what a file shows.

    Args:
        uid: The row.
        field: The name of the field.
        sha256: The file's digest.
        words: What it shows; empty takes the caption away.
        actor: Who says so.

    Returns:
        The row.

    Raises:
        LedgerError: The row may not be changed.
        FileError: The field takes no files, or does not have this one.
        InvalidError: The caption is too long.
    """

    def said(spec: Field, there: Files) -> Files:
        del spec
        chosen = replace(_one(there, sha256), caption=words.strip())
        return tuple(chosen if one.sha256 == sha256 else one for one in there)

    return _change(uid, field, said, actor, "")


def _one(there: Files, sha256: str) -> FileRef:
    found = next((one for one in there if one.sha256 == sha256), None)
    if found is None:
        raise FileError("not_attached")
    return found


def _change(
    uid: UUID, field: str, become: Callable[[Field, Files], Files], actor: Actor, reason: str
) -> RowView:
    """Change the files of a field as they are now, under the writer's lock: nobody's file is lost by it."""
    with act(actor=actor, reason=reason):
        force, row = actions.found(uid, definitions.known())
        policies.check_change(people.scope(actor), Right.AMEND, force, row)
        spec = _file_field(force, field)
        there = force.loaded(texts.objects(row.values)).get(spec.no) or ()
        after = become(spec, there)
        return actions.amend(uid, {field: list(after) or None}, actor=actor, seen=row.version, reason=reason)


def _file_field(force: InForce, name: str) -> Field:
    spec = force.fields.get(name)
    if spec is None:
        raise LedgerError("no_field", ledger=force.ledger.name, fields=name)
    if spec.type not in ("file", "photo"):
        raise FileError("no_file_field", field=spec.title.words)
    return spec
