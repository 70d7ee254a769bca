"""Says when a report is due, and reads it from the choices of a form; and the other way round."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zhangtu.desk.frame.words import tongue
from zhangtu.kernel.due_days import WEEK_DAYS, DueRule, Moved, read_rule
from zhangtu.kernel.periods import PeriodError
from zhangtu.plans.papers.deadlines import day_words
from zhangtu.reports.scheduling.rules import ONCE


@dataclass(frozen=True, slots=True)
class Parts:
    """A rule as a form takes it: how the day is counted, its number, its month, what becomes of free days."""

    way: str = "after"
    number: str = ""
    month: str = ""
    moved: str = ""
    day: str = ""


def every_words() -> Mapping[str, str]:
    """How often."""
    return {
        ONCE: _("只报一次"),
        "day": _("每日"),
        "week": _("每周"),
        "ten_days": _("每旬"),
        "month": _("每月"),
        "quarter": _("每季度"),
        "half_year": _("每半年"),
        "year": _("每年"),
    }


def way_words() -> Mapping[str, str]:
    """How the day is counted."""
    return {
        "after": _("次期第几日前（如每月5日前报上月情况）"),
        "within": _("本期第几日前"),
        "month": _("本期第几个月的几日前（如每年12月10日前）"),
        "workday": _("次期第几个工作日前"),
        "last": _("本期最后一日前"),
        "last_workday": _("本期最后一个工作日前"),
        "week_day": _("本期最后一个星期几前（填1至7）"),
    }


def moved_words() -> Mapping[str, str]:
    """What becomes of a day nobody works on."""
    return {"": _("不变"), "next workday": _("顺延到下一个工作日"), "workday before": _("提前到上一个工作日")}


def rule_of(every: str, parts: Parts) -> str:
    """The rule of a form's choices; what fits no rule is left for the action to refuse.

    Args:
        every: How often.
        parts: The choices.
    """
    if every == ONCE:
        return parts.day
    number = parts.number or "0"
    week_day = WEEK_DAYS[int(number) - 1] if number in set("1234567") else f"week day {number}"
    month = f"month {parts.month}" if parts.month else "last month"
    rule = {
        "after": f"day {number}",
        "within": f"day {number} of period",
        "month": f"day {number} of {month}",
        "workday": f"workday {number}",
        "last": "last day",
        "last_workday": "last workday",
        "week_day": week_day,
    }.get(parts.way, parts.way)
    return f"{rule} or {parts.moved}" if parts.moved else rule


def parts_of(due: str) -> Parts:
    """The choices of a form that make a rule; the usual ones where there is none."""
    try:
        rule = read_rule(due)
    except PeriodError:
        return Parts()
    moved = rule.moved.value
    if rule.fixed is not None:
        return Parts(day=rule.fixed.isoformat())
    number = str(rule.number)
    return {
        "day": Parts("within" if rule.within else "after", number, moved=moved),
        "workday": Parts("workday", number, moved=moved),
        "month_day": Parts("month", number, str(rule.month) if rule.month else "", moved),
        "week_day": Parts("week_day", str(rule.number + 1), moved=moved),
        "end": Parts("last", moved=moved),
        "end_workday": Parts("last_workday", moved=moved),
    }[rule.count]


def due_words(every: str, due: str) -> str:
    """How often and by when, in words."""
    rule = read_rule(due)
    if every == ONCE:
        return _("%(day)s 前") % {"day": day_words(rule.fixed or date.min, tongue())}
    words = f"{every_words()[every]} · {_day(rule)}"
    moved = {Moved.NEXT: _("遇节假日顺延"), Moved.BEFORE: _("遇节假日提前")}.get(rule.moved, "")
    return f"{words} · {moved}" if moved else words


def _day(rule: DueRule) -> str:
    facts = {"n": rule.number, "m": rule.month}
    if rule.count == "month_day":
        words = _("本期第%(m)s个月%(n)s日前") if rule.month else _("本期最后一个月%(n)s日前")
    elif rule.count == "week_day":
        return _("本期星期%(n)s前") % {"n": _("一二三四五六日")[rule.number]}
    else:
        words = {
            "day": _("本期第%(n)s日前") if rule.within else _("次期第%(n)s日前"),
            "workday": _("次期第%(n)s个工作日前"),
            "end": _("本期最后一日前"),
            "end_workday": _("本期最后一个工作日前"),
        }[rule.count]
    return words % facts
