"""What the pages of collections say: states, marks, kinds of columns, what is wrong in a cell."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhangtu.collections import wording
from zhangtu.collections.reusing import Match
from zhangtu.collections.states import Mark, Shape, State, Way
from zhangtu.collections.views import Source
from zhangtu.desk.frame.words import separator, tongue
from zhangtu.kernel.problems import FieldProblem
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers.wording import PROBLEMS
from zhangtu.people import queries as people
from zhangtu.schema.types.wording import say_field_problem

#: What kinds of columns a new form may have.
TYPES: Mapping[str, object] = {
    "text": gettext_lazy("文字（一行）"),
    "long_text": gettext_lazy("文字（多行）"),
    "number": gettext_lazy("数字"),
    "money": gettext_lazy("金额（元）"),
    "date": gettext_lazy("日期"),
    "yes_no": gettext_lazy("是或否"),
    "choice": gettext_lazy("单选"),
    "choices": gettext_lazy("多选"),
    "phone": gettext_lazy("电话"),
    "person_name": gettext_lazy("人名"),
    "credit_code": gettext_lazy("统一社会信用代码"),
    "id_card": gettext_lazy("身份证号"),
    "plate": gettext_lazy("车牌号"),
    "food_licence": gettext_lazy("食品许可证编号"),
}


#: Type → kind of input, where it is not a line of text.
KINDS: Mapping[str, str] = {
    "date": "date",
    "long_text": "area",
    "yes_no": "yes_no",
    "choice": "choice",
    "choices": "choices",
    "number": "number",
    "money": "number",
}


def input_kind(name: str) -> str:
    """What kind of input a type is entered with."""
    return KINDS.get(name, "text")


def state_words(state: State) -> str:
    """How far a unit is, in words."""
    return wording.say(wording.STATES[state], tongue())


def way_words(way: Way) -> str:
    """How a unit answered, in words."""
    return wording.say(wording.WAYS[way], tongue())


def mark_words(mark: Mark) -> str:
    """What became of a cell, in words."""
    return wording.say(wording.MARKS[mark], tongue())


def shape_words(shape: Shape) -> str:
    """What the lines of a form are, in words."""
    return wording.say(wording.SHAPES[shape], tongue())


def problem_words(problem: FieldProblem) -> str:
    """What is wrong in a cell, and how to mend it."""
    return say_field_problem(problem, "", tongue(), PROBLEMS)


def refusal(error: RefusedError) -> str:
    """Why something was not done; where single values are wrong, what is wrong with the first."""
    if error.problems and error.kind in ("invalid", "batch_invalid"):
        return "；".join(dict.fromkeys(problem_words(one) for one in error.problems[:3]))
    return error.say(tongue())


def source_words(source: Source) -> str:
    """Where a value comes from and from which day."""
    if source.ledger:
        return _("来自台账“%(ledger)s”的“%(row)s”，%(day)s 登记") % {
            "ledger": source.called,
            "row": source.title,
            "day": source.day.isoformat(),
        }
    return _("来自上次报送的“%(title)s”，%(day)s") % {"title": source.called, "day": source.day.isoformat()}


def short_source(source: Source) -> str:
    """The same in a few signs, to stand in a cell."""
    return f"{source.called} {day_words(source.day)}"


def day_words(day: date) -> str:
    """A day, as short as it can be."""
    return day.isoformat()


def due_words(due: datetime) -> str:
    """By when, to the minute."""
    return localtime(due).strftime("%Y-%m-%d %H:%M")


def no_same(number: int) -> str:
    """Why a unit may not answer as in the period before.

    Args:
        number: 1 for its first answer, more for one given back.
    """
    if number > 1:
        return _("这份表是退回来改的，下面就是上次报送的内容：改好后再报送，不能用“同上期”。")
    return _("没有上一期的报送内容，不能用“同上期”。")


def person(number: int) -> str:
    """What somebody is called."""
    found = people.person(number)
    return found.name if found is not None else ""


def why_words(match: Match) -> str:
    """Why a column counts as known elsewhere."""
    said = wording.say(wording.WHY_KNOWN[match.why], tongue(), share=f"{round(match.share * 100)}%")
    if match.share and match.why != "overlap":
        more = wording.say(wording.WHY_KNOWN["overlap"], tongue(), share=f"{round(match.share * 100)}%")
        return f"{said}{separator()}{more}"
    return said
