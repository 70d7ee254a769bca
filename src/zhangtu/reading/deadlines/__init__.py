"""Finds time limits in official Chinese text, in both scripts, and says which of them can't be."""

from zhangtu.reading.deadlines.choosing import is_firm, main_deadline, main_in_prose
from zhangtu.reading.deadlines.context import Years, context_year, signing_date, speaks_minguo
from zhangtu.reading.deadlines.faults import date_problems, impossible_dates
from zhangtu.reading.deadlines.finding import deadlines_in_label, deadlines_in_prose

__all__ = [
    "Years",
    "context_year",
    "date_problems",
    "deadlines_in_label",
    "deadlines_in_prose",
    "impossible_dates",
    "is_firm",
    "main_deadline",
    "main_in_prose",
    "signing_date",
    "speaks_minguo",
]
