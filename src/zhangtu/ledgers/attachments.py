"""Which files stand in which fields of rows: it follows from their values, and rights to files rest on it."""

from collections.abc import Mapping
from typing import Any

from zhangtu.kernel.problems import FieldProblem
from zhangtu.ledgers import filing
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.models import Attachment
from zhangtu.people.scope import Scope


def of_row(force: InForce, values: Mapping[int, Any]) -> dict[tuple[int, str], str]:
    """The files of a row.

    Args:
        force: Its ledger.
        values: Its values by field number.

    Returns:
        Field number and digest → what the file was called.
    """
    return {
        (no, one.sha256): one.name for no in force.attached.intersection(values) for one in values[no] or ()
    }


def unknown(
    force: InForce, before: Mapping[int, Any], after: Mapping[int, Any], scope: Scope
) -> list[FieldProblem]:
    """Files that whoever enters them neither brought in nor may open.

    Whoever knows a file's digest could else attach it to an own row and open it there.

    Args:
        force: The ledger.
        before: The row's values as they are.
        after: The values it is to have.
        scope: Of whoever enters them.

    Returns:
        A problem for each field that names one; the same whether or not there is such a file.
    """
    wanted = of_row(force, after).keys() - of_row(force, before).keys()
    fields = dict.fromkeys(no for no, sha in sorted(wanted) if not filing.may_attach(sha, scope))
    return [FieldProblem(force.numbered[no].name, "file_missing") for no in fields]


def store(force: InForce, row: int, before: Mapping[int, Any], after: Mapping[int, Any]) -> None:
    """Put the attachments of a changed row where its values are now.

    Args:
        force: Its ledger.
        row: Its number.
        before: Its values before; empty for a new row.
        after: Its values now.
    """
    if not force.attached:
        return
    old, new = of_row(force, before), of_row(force, after)
    for no, sha in old.keys() - new.keys():
        Attachment.objects.filter(row=row, field=no, sha256=sha).delete()
    for (no, sha), name in new.items():
        if old.get((no, sha)) != name:
            Attachment.objects.update_or_create(row=row, field=no, sha256=sha, defaults={"name": name})
