"""How a task is shown: its light as word and shape, what is left of its time, who holds it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import tongue
from zhangtu.people import queries as people
from zhangtu.plans import lights
from zhangtu.plans.doing.states import DONE, Deed, State
from zhangtu.plans.doing.tasks import Task
from zhangtu.plans.doing.wording import DEEDS, STATES, say
from zhangtu.plans.lights import Light
from zhangtu.plans.standing import standing


@dataclass(frozen=True)
class Shown:
    """A task as pages show it.

    Attributes:
        task: The task.
        light: How it stands today.
        today: The day.
    """

    task: Task
    light: Light
    today: date

    @property
    def title(self) -> str:
        """What is to be done."""
        return str(self.task.row.values.get("title", ""))

    @property
    def state(self) -> str:
        """How far it is, in words."""
        return state_words(self.task.state)

    @property
    def light_words(self) -> str:
        """The light's word."""
        return lights.word(self.light, tongue())

    @property
    def left(self) -> str:
        """How much time is left, or how late it is; empty when it has no day or is over."""
        if self.task.due is None or self.task.state in DONE or self.task.state is State.DRAFT:
            return ""
        days = (self.task.due - self.today).days
        if days < 0:
            return ngettext("逾期 %(n)s 天", "逾期 %(n)s 天", -days) % {"n": -days}
        if days == 0:
            return _("今天到期")
        return ngettext("还有 %(n)s 天", "还有 %(n)s 天", days) % {"n": days}

    @cached_property
    def lead(self) -> str:
        """The unit that carries it out."""
        return unit_name(self.task.lead)

    @cached_property
    def office(self) -> str:
        """The unit that assigned it."""
        return unit_name(self.task.office)


def unit_name(number: int) -> str:
    """What a unit is called today; empty for none."""
    return people.name_on(number) if number else ""


def state_words(state: State) -> str:
    """How far a task is, in words."""
    return say(STATES[state], tongue())


def deed_words(deed: Deed) -> str:
    """What a deed is called."""
    return say(DEEDS[deed], tongue())


def shown(tasks: Iterable[Task], visit: Visit) -> list[Shown]:
    """Tasks with their lights, the most urgent first.

    Args:
        tasks: The tasks.
        visit: Who looks at them, and on which day.
    """
    known, today = list(tasks), visit.today
    lit = standing(known, visit.scope, today)
    found = [Shown(one, lit[one.uid], today) for one in known]
    return sorted(found, key=lambda one: (lights.URGENCY.index(one.light), one.task.due or date.max))


def counted(found: Sequence[Shown]) -> list[tuple[Light, str, int]]:
    """How many there are of each light, the worst first; none of what there is none of."""
    return lights.counted((one.light for one in found), tongue())
