"""How tasks stand: every page, paper and map asks here, so that one task has one light."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from zhangtu.kernel.calendar import bundled
from zhangtu.people.scope import Scope
from zhangtu.plans import continuing, lights
from zhangtu.plans.doing.tasks import Task
from zhangtu.plans.lights import Light


def standing(tasks: Sequence[Task], scope: Scope, today: date, day: date | None = None) -> dict[UUID, Light]:
    """The lights of tasks.

    Args:
        tasks: The tasks, dated and continuous.
        scope: Whose; what shows that work goes on is looked up in it.
        today: The office's day.
        day: The day to judge by; today if left out. What went on is known of today only: on any other day
            a continuous task is judged by its own last day.

    Returns:
        Task → its light.
    """
    day = today if day is None else day
    near, calendar = lights.near(day), bundled()
    going_on = continuing.lights(tasks, scope, today, near) if day == today else {}
    return {one.uid: going_on.get(one.uid) or lights.light(one, day, calendar, near) for one in tasks}
