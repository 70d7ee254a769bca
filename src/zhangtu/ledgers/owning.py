"""Whose a new row is where nobody says: the unit its own field names, else that of the post acted for."""

from typing import Final

from zhangtu.documents.sheets.words import label
from zhangtu.kernel.problems import FieldProblem
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.drafts import Settled
from zhangtu.people.scope import Scope
from zhangtu.schema.specs import Field

#: What a field is called that says whose a row is; who is in charge of it is another question.
HEADINGS: Final = frozenset(
    {
        "单位", "所属单位", "所在单位", "管辖单位", "辖区", "属地",
        "乡镇", "所属乡镇", "所在乡镇", "镇", "所属镇", "镇街", "街道", "所属街道",
        "村", "所属村", "所在村", "行政村", "村居", "村(社区)", "所属村(社区)", "社区", "所属社区",
        "所在社区",
        "unit", "town", "village", "community",
    }
)  # fmt: skip


def owner_field(force: InForce) -> Field | None:
    """The field that says whose a row is; ``None`` where none does.

    Args:
        force: The ledger.
    """
    if force.ledger.scope != "unit":
        return None
    units = [
        spec for spec in force.fields.values() if spec.type == "unit" and spec.options.get("many") != "yes"
    ]
    return next((spec for spec in units if _says_so(spec)), None)


def _says_so(spec: Field) -> bool:
    title = spec.title
    return any(label(words) in HEADINGS for words in (title.zh, title.en, *spec.synonyms) if words)


def said_unit(force: InForce, settled: Settled, scope: Scope) -> int:
    """The unit a new row's own field names; a problem is added where that is not in scope.

    Args:
        force: The ledger.
        settled: The row as it was read.
        scope: Of whoever enters it.

    Returns:
        The unit; 0 where the field is empty, out of scope, or there is none.
    """
    spec = owner_field(force)
    unit = settled.after.get(spec.no) if spec is not None else None
    if spec is None or not isinstance(unit, int) or not unit:
        return 0
    if scope.everywhere or unit in scope.units:
        return unit
    settled.problems.append(FieldProblem(spec.name, "not_your_unit"))
    return 0
