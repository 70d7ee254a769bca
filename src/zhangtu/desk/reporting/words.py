"""What the pages of reports say: states, due days, periods, figures beside earlier ones."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zhangtu.desk.frame.words import titled, tongue
from zhangtu.kernel import periods
from zhangtu.kernel.clock import today
from zhangtu.kernel.periods import Period, PeriodKind
from zhangtu.kernel.refusals import RefusedError
from zhangtu.reports import content, naming, papers
from zhangtu.reports.content import Content, Figure, Head, Line
from zhangtu.reports.queries import FilingView
from zhangtu.reports.states import State

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

_STATES: Mapping[State, "StrPromise"] = {
    State.DRAFT: gettext_lazy("待填报"),
    State.SIGNED: gettext_lazy("签署中"),
    State.RETURNED: gettext_lazy("退回"),
    State.SUBMITTED: gettext_lazy("已报送"),
    State.RECEIVED: gettext_lazy("已签收"),
    State.WITHDRAWN: gettext_lazy("已撤回"),
}


def state_words(state: State) -> str:
    """How far a report is."""
    return str(_STATES[state])


def period_words(period: Period) -> str:
    """What a period is called."""
    return period.label(tongue())


def day_words(day: date) -> str:
    """A day as people say it."""
    return periods.of(PeriodKind.DAY, day).label(tongue())


def left_words(view: FilingView) -> str:
    """How long there is; empty when it is submitted."""
    if not view.open:
        return ""
    days = (view.due - today()).days
    if days < 0:
        return ngettext("逾期 %(n)s 天", "逾期 %(n)s 天", -days) % {"n": -days}
    if days == 0:
        return _("今天到期")
    return ngettext("还有 %(n)s 天", "还有 %(n)s 天", days) % {"n": days}


def to_words(view: FilingView) -> str:
    """Who receives it."""
    return view.receives or view.outside or _("上级系统")


def refusal(error: RefusedError) -> str:
    """Why something was not done."""
    return error.say(tongue())


def figure(line: Line, head: Head) -> str:
    """A figure as people read it."""
    return content.shown(line.figures.get(head.name), head, tongue())


def beside(line: Line, head: Head, said: Content) -> list[tuple[str, str]]:
    """How a figure differs from earlier ones, and what is to be reached: words, and whether it is better."""
    one = line.figures.get(head.name, Figure())
    found = []
    if "last_period" in said.compare:
        found.append((_("比上期"), *content.change(one, one.last, head, tongue())))
    if "same_period_last_year" in said.compare:
        found.append((_("比上年同期"), *content.change(one, one.year, head, tongue())))
    told = [(f"{name} {change}", judged) for name, change, judged in found if change]
    if one.target is not None:
        told.append((_("目标 %(value)s") % {"value": content.shown(Figure(one.target), head, tongue())}, ""))
    return told


def called(line: Line, said: Content) -> str:
    """What a row is called."""
    return papers.name_of(line, said, tongue())


def heading(head: Head) -> str:
    """What a column is headed."""
    return titled(head.title)


def rows_of(line: Line, head: Head, said: Content, period: Period) -> str:
    """The query of the page with the rows behind a figure; empty where there is no such page."""
    if not head.measure or head.over == "year_to_date":
        return ""
    earlier = {"last_period": period.last(), "same_period_last_year": period.same_last_year()}
    asked: dict[str, object] = {"unit": line.unit, "period": str(earlier.get(head.over, period))}
    if line.key and said.rows_by:
        by = said.rows_by.get(head.spec.of, "")
        asked |= {"by": by, "key": "" if line.key == naming.EMPTY else line.key}
    return urlencode(asked)
