"""The columns of a grid: what they are called, what may be done with them, and why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import titled
from zhangtu.ledgers import policies
from zhangtu.ledgers.compiled import InForce
from zhangtu.people.scope import Right
from zhangtu.schema.specs import Field

#: Types whose figures stand right.
FIGURES = {"number", "money"}
#: Types that have more to them than a cell can take: they are changed on the page of their row.
ELSEWHERE = {"file", "photo", "place", "calendar"}
#: Types whose values nobody types.
MADE = {"computed", "serial"}
#: Types that can't be sorted or grouped by.
UNSORTED = {"file", "photo", "place", "choices", "long_text"}
#: Types worth grouping by.
GROUPED = {"choice", "yes_no", "unit", "person", "post", "reference", "text", "date"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: The field's name.
        title: What it is called.
        type: The name of its type.
        figure: Whether its figures stand right and are added up.
        help: What to enter.
        required: Whether it may not be empty.
        fixed: Why its cells can't be changed here; empty if they can.
        unsorted: Why it can't be filtered and sorted; empty if it can.
        choices: Code and title of its choices.
        groups: Whether rows may be grouped by it.
    """

    name: str
    title: str
    type: str
    figure: bool
    help: str
    required: bool
    fixed: str
    unsorted: str
    choices: tuple[tuple[str, str], ...]
    groups: bool


def columns(force: InForce, visit: Visit, names: Sequence[str] = ()) -> list[Column]:
    """The columns somebody sees.

    Args:
        force: The ledger.
        visit: Who looks.
        names: The fields, in order; those of the ledger's list if none.
    """
    wanted = names or force.ledger.pages.columns or [one.name for one in force.fields.values()][:10]
    masked = policies.masked(visit.scope, force)
    may = policies.can(visit.scope, Right.AMEND, force)
    return [_column(force.fields[name], masked, may=may) for name in wanted if name in force.fields]


def _column(spec: Field, masked: frozenset[int], *, may: bool) -> Column:
    unsorted = _unsorted(spec, masked)
    return Column(
        name=spec.name,
        title=titled(spec.title),
        type=spec.type,
        figure=spec.type in FIGURES,
        help=titled(spec.help) if spec.help is not None else "",
        required=spec.required,
        fixed=_fixed(spec, may=may),
        unsorted=unsorted,
        choices=_choices(spec),
        groups=not unsorted and spec.type in GROUPED,
    )


def _choices(spec: Field) -> tuple[tuple[str, str], ...]:
    if spec.type == "yes_no":
        return (("yes", _("是")), ("no", _("否")))
    return tuple((one.code, titled(one.title)) for one in spec.of if one.removed is None)


def _fixed(spec: Field, *, may: bool) -> str:
    """Why a cell can't be changed in the grid."""
    if not may:
        return _("您的岗位不能修改这本台账的记录。")
    if spec.set_by:
        return _("这一列由办理过程写入，不能手工修改。")
    if spec.personal:
        return _("个人信息请在这条记录的详情页修改。")
    if spec.type in MADE:
        return _("这一列由系统给出。")
    return _("请在这条记录的详情页修改。") if spec.type in ELSEWHERE else ""


def _unsorted(spec: Field, masked: frozenset[int]) -> str:
    """Why a column can't be filtered and sorted."""
    if spec.no in masked or spec.personal:
        return _("内容已隐藏，不能筛选和排序。")
    if spec.type == "computed" and spec.live:
        return _("随日期变化的列不能筛选和排序。")
    if spec.type in UNSORTED:
        return _("这一类内容不能排序。")
    return ""
