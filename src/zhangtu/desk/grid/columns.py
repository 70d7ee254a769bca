"""The columns of a grid: what they are called, what may be done with them, and why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import titled
from zhangtu.desk.grid.asking import UNIT
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
#: Types that can't be filtered; and those that can't be sorted or grouped by.
UNFILTERED = {"file", "photo", "place"}
UNSORTED = UNFILTERED | {"choices", "long_text"}
#: Types worth grouping by.
GROUPED = {"choice", "yes_no", "unit", "person", "post", "reference", "text", "date"}
#: Types whose values are suggested while one types a filter.
SUGGESTED = {"text", "unit", "post", "person", "reference"}
#: So many columns are shown where a ledger does not say which.
USUAL = 10


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
        unfiltered: Why it can't be filtered; empty if it can.
        unsorted: Why it can't be sorted; empty if it can.
        choices: Code and title of its choices.
        groups: Whether rows may be grouped by it.
        suggests: Whether values are suggested for its filter.
    """

    name: str
    title: str
    type: str
    figure: bool
    help: str
    required: bool
    fixed: str
    unfiltered: str
    unsorted: str
    choices: tuple[tuple[str, str], ...]
    groups: bool
    suggests: bool
    numbered: bool = False


def columns(force: InForce, visit: Visit, names: Sequence[str] = ()) -> list[Column]:
    """The columns somebody sees.

    Args:
        force: The ledger.
        visit: Who looks.
        names: The fields, in order; those of the ledger's list if none.
    """
    masked = policies.masked(visit.scope, force)
    may = policies.can(visit.scope, Right.AMEND, force)
    return [
        unit_column() if name == UNIT else _column(force.fields[name], masked, may=may)
        for name in names or usual(force)
        if name == UNIT or name in force.fields
    ]


def usual(force: InForce) -> Sequence[str]:
    """The columns a ledger is shown with where nobody asks for others."""
    return force.ledger.pages.columns or list(force.fields)[:USUAL]


def every(force: InForce, visit: Visit) -> list[Column]:
    """All columns there are, whose a row is among them."""
    return columns(force, visit, [*force.fields, UNIT])


def unit_column() -> Column:
    """The column that says whose a row is."""
    return Column(
        name=UNIT,
        title=_("所属单位"),
        type="unit",
        figure=False,
        help="",
        required=False,
        fixed=_("所属单位请用“交给”来改，会留下记录。"),
        unfiltered="",
        unsorted=_("这一列不能排序，可以按它分组。"),
        choices=(),
        groups=True,
        suggests=True,
    )


def _column(spec: Field, masked: frozenset[int], *, may: bool) -> Column:
    unfiltered = _unfiltered(spec, masked)
    unsorted = unfiltered or (_("这一类内容不能排序。") if spec.type in UNSORTED else "")
    return Column(
        name=spec.name,
        title=titled(spec.title),
        type=spec.type,
        figure=spec.type in FIGURES,
        help=titled(spec.help) if spec.help is not None else "",
        required=spec.required,
        fixed=_fixed(spec, may=may),
        unfiltered=unfiltered,
        unsorted=unsorted,
        choices=_choices(spec),
        groups=not unsorted and spec.type in GROUPED,
        suggests=not unfiltered and spec.type in SUGGESTED,
        numbered=spec.type == "serial" and not spec.set_by,
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


def _unfiltered(spec: Field, masked: frozenset[int]) -> str:
    """Why a column can't be filtered."""
    if spec.no in masked or spec.personal:
        return _("内容已隐藏，不能筛选和排序。")
    if spec.type == "computed" and spec.live:
        return _("随日期变化的列不能筛选和排序。")
    return _("这一类内容不能筛选和排序。") if spec.type in UNFILTERED else ""
