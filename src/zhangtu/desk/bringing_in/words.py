"""Our words for matches, rows left out, states of imports, in the person's language."""

from django.utils.translation import gettext as _

from zhangtu.ledgers.bringing.carrying import Left
from zhangtu.ledgers.bringing.listing import Stand


def reason(code: str) -> str:
    """Why a column was taken for a field."""
    return {
        "person": _("您指定的"),
        "saved": _("上次就是这样"),
        "label": _("表头相同"),
        "synonym": _("表头是它的别名"),
        "resembles": _("表头相近，请核对"),
        "content": _("内容只像它，请核对"),
        "not_set": _("系统自动得出，不导入"),
        "none": _("没有对上，不导入"),
    }.get(code, code)


def left_out(kind: str, first: int, last: int, words: str) -> str:
    """Something that was not taken for a row."""
    rows = str(first) if first == last else f"{first}–{last}"
    pairs = {
        "numbering": _("序号栏 %(words)s 不导入"),
        "total": _("第 %(rows)s 行是合计，不导入"),
        "blank": _("第 %(rows)s 行是空行"),
        "note": _("第 %(rows)s 行是说明：%(words)s"),
        "heading": _("第 %(rows)s 行又是表头"),
        "band": _("第 %(rows)s 行是分组标题：%(words)s"),
        "hidden": _("隐藏的工作表 %(words)s 没有读"),
        "no_table": _("工作表 %(words)s 里没有表格"),
    }
    return pairs.get(kind, "%(words)s") % {"rows": rows, "words": words[:60]}


def stand(one: Stand) -> str:
    """How an import stands."""
    return {
        Stand.RUNNING: _("正在导入"),
        Stand.REFUSED: _("没有导入"),
        Stand.INTERRUPTED: _("中断了"),
        Stand.DONE: _("已完成"),
        Stand.TAKING_BACK: _("正在撤回"),
        Stand.HALF_BACK: _("撤回到一半"),
        Stand.BACK: _("已撤回"),
    }[one]


def why_left(left: Left) -> str:
    """Why a row was left for a person."""
    return {
        "changed": _("后来有人改过"),
        "linked": _("别的记录引用着它"),
        "taken": _("号码已被别的记录占用"),
        "invalid": _("与现在的台账要求不符"),
        "gone": _("记录已作废"),
        "not_allowed": _("您不能改它"),
        "reported": _("已用于上报"),
    }.get(left.why, left.why)
