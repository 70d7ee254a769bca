"""What can be made of many rows at once, and what a change can make of one number."""

from enum import StrEnum


class Figure(StrEnum):
    """What is made of many rows."""

    COUNT = "count"
    SHARE = "share"
    SUM = "sum"
    AVERAGE = "average"
    SMALLEST = "smallest"
    LARGEST = "largest"
    #: ``latest(value by day)``: the value of the row whose day is the last; of several the greatest.
    LATEST = "latest"
    #: ``count(distinct value)``: how many different values there are.
    DISTINCT = "distinct"


class Rising(StrEnum):
    """Whether the bound itself counts."""

    TO = "rises_to"
    ABOVE = "rises_above"
