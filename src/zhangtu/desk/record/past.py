"""What became of a row: its entries as a line of moments, any past day, the difference between two days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import moment, titled, tongue
from zhangtu.ledgers import linked, queries
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.queries import Moment, Shift
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.procedures import queries as procedures


@dataclass(frozen=True, slots=True)
class Change:
    """A value before and after.

    Attributes:
        title: What the field is called.
        before: What it was; empty for nothing.
        after: What it became; empty for nothing.
        removed: The entry that removed the value lawfully; 0 while it is there.
    """

    title: str
    before: str
    after: str
    removed: int


@dataclass(frozen=True, slots=True)
class Step:
    """A moment of a row as its page shows it.

    Attributes:
        number: The number of the entry.
        at: When it was recorded.
        deed: What was done.
        who: Who did it.
        post: For which post; empty for none.
        behalf: For which post it was entered by somebody else; empty for none.
        reason: Why; empty if nobody said.
        batch: The batch or import it came with; 0 for none, or if it is the batch itself.
        came: The import it came with; ``None`` for none.
        changes: What changed.
    """

    number: int
    at: str
    deed: str
    who: str
    post: str
    behalf: str
    reason: str
    batch: int
    came: UUID | None
    changes: tuple[Change, ...]


def deed(action: str) -> str:
    """What an entry's action is called."""
    known = {
        "create": pgettext("deed", "登记"),
        "amend": pgettext("deed", "修改"),
        "assign": pgettext("deed", "转交"),
        "withdraw": pgettext("deed", "作废"),
        "restore": pgettext("deed", "恢复使用"),
        "number": pgettext("deed", "取号"),
        "void_number": pgettext("deed", "作废编号"),
        "start_clock": pgettext("deed", "开始计时"),
        "pause_clock": pgettext("deed", "暂停计时"),
        "resume_clock": pgettext("deed", "恢复计时"),
        "stop_clock": pgettext("deed", "停止计时"),
        "fix_clock": pgettext("deed", "改定到期日"),
        "set_clocks": pgettext("deed", "更新时限"),
        "extend_clock": pgettext("deed", "延长时限"),
        "override_clock": pgettext("deed", "凭文书改定到期日"),
        "unmask": pgettext("deed", "查看隐藏内容"),
        "redact": pgettext("deed", "依法删除"),
        "prove": pgettext("deed", "出具证明"),
        "import": pgettext("deed", "导入"),
        "export": pgettext("deed", "导出"),
        "recompute": pgettext("deed", "重新计算"),
        "hand_over": pgettext("deed", "交接"),
        "begin": pgettext("deed", "启动流程"),
        "move": pgettext("deed", "办理"),
        "divert": pgettext("deed", "转到必经环节"),
        "take_back": pgettext("deed", "收回办理"),
        "reopen": pgettext("deed", "重新办理"),
    }
    return known.get(action, action)


def beside(name: str, ledger: str = "") -> str:
    """What a part of a row is called that is no field of its ledger."""
    known = {
        "@unit": _("所属单位"),
        "@post": _("负责岗位"),
        "@person": _("有关人员"),
        "@state": _("环节"),
        "@withdrawn": _("已作废"),
        "@due": _("最早到期"),
        "@fields": _("披露的栏目"),
        "fields": _("查看的栏目"),
        "@authority": _("法律依据"),
    }
    if name.startswith("@clock:"):
        limit = procedures.limit_called(ledger, name.removeprefix("@clock:"))
        title = name.removeprefix("@clock:") if limit is None else titled(limit.title)
        return _("时限“%(name)s”") % {"name": title}
    return known.get(name, name)


#: Parts of entries that say nothing to a person.
_PLAIN = frozenset({"@uid", "ledger", "@head", "@removes"})


def steps(force: InForce, history: Iterable[Moment]) -> list[Step]:
    """The moments of a row, the newest first."""
    told = tuple(history)
    came = linked.imports(one.batch for one in told if one.batch)
    return [_step(force, one, came.get(one.batch)) for one in reversed(told)]


def _step(force: InForce, one: Moment, came: UUID | None) -> Step:
    return Step(
        one.number,
        moment(one.at),
        deed(one.action),
        _("服务器控制台") if one.who == "console" and not one.person else one.who,
        _post(one.post),
        _post(one.behalf),
        one.reason,
        0 if one.batch == one.number else one.batch,
        came,
        tuple(_change(force, shift) for shift in one.shifts if not _plain(shift)),
    )


def _plain(shift: Shift) -> bool:
    """Whether a part of an entry need not be told: a number of the machine's, a beginning at nothing."""
    named = shift.name in _PLAIN or shift.name.startswith("@serial:")
    return named or (shift.name.startswith("@") and not shift.before and shift.after in ("", "False"))


def _change(force: InForce, shift: Shift) -> Change:
    spec = next((one for one in force.ledger.fields if one.name == shift.name), None)
    title = beside(shift.name, force.ledger.name) if spec is None else titled(spec.title)
    if shift.name == "@state":
        return Change(title, _step_of(force, shift.before), _step_of(force, shift.after), shift.removed)
    words = _fields(force, shift.after) if shift.name in ("fields", "@fields") else _said(shift.after)
    return Change(title, _said(shift.before), words, shift.removed)


def _step_of(force: InForce, state: str) -> str:
    """What a step is called."""
    step = procedures.step_called(force.ledger.name, state) if state else None
    return state if step is None else titled(step.title)


def _said(words: str) -> str:
    return {"True": _("是"), "False": _("否")}.get(words, words)


def _fields(force: InForce, words: str) -> str:
    """The titles of fields an entry names by number."""
    numbers = [
        int(one) for one in words.strip("[]").replace('"', "").replace("'", "").split(",") if one.strip()
    ]
    return "、".join(titled(force.numbered[no].title) for no in numbers if no in force.numbered)


def _post(number: int) -> str:
    states = people.post_states(number) if number else []
    return states[-1].name if states else ""


def day_of(words: str, visit: Visit) -> date | None:
    """A past day somebody asks for; ``None`` for none, today, or what is no day."""
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if day < visit.today else None


def between(force: InForce, row: RowView, days: tuple[date, date], visit: Visit) -> list[Change]:
    """What differs in a row between the ends of two days.

    Args:
        force: Its ledger.
        row: The row.
        days: The days, in either order.
        visit: Who looks.
    """
    shifts: Sequence[Shift] = queries.difference(row.uid, min(days), max(days), visit.scope, tongue())
    return [_change(force, shift) for shift in shifts if not _plain(shift)]
