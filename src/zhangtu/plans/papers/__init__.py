"""A plan as papers to take away: workbook, task table, orders, calendar, list of faults, text for the screen.

Pure: everything it prints stands in a ``PlanView``, which is made of a reading or of what people made of it.
"""

from zhangtu.plans.papers.agenda import calendar
from zhangtu.plans.papers.deadlines import deadline_words, rule_words
from zhangtu.plans.papers.faults import fault_paper, fault_workbook
from zhangtu.plans.papers.orders import order_paper, order_papers
from zhangtu.plans.papers.screen import screen_text
from zhangtu.plans.papers.tables import task_paper, workbook
from zhangtu.plans.papers.view import PlanView, form_language, view_of

__all__ = [
    "PlanView",
    "calendar",
    "deadline_words",
    "fault_paper",
    "fault_workbook",
    "form_language",
    "order_paper",
    "order_papers",
    "rule_words",
    "screen_text",
    "task_paper",
    "view_of",
    "workbook",
]
