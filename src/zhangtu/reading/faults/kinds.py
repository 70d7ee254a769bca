"""The closed list of faults a reading points out."""

from enum import StrEnum


class Fault(StrEnum):
    """A kind of fault."""

    INVALID_DATE = "invalid_date"
    REVERSED_RANGE = "reversed_range"
    NO_YEAR = "no_year"
    OUTSIDE_PARENT_DATES = "outside_parent_dates"
    BEFORE_PLAN = "before_plan"
    MISSING_UNIT = "missing_unit"
    NO_LEAD = "no_lead"
    INCONSISTENT_UNIT_NAME = "inconsistent_unit_name"
    EMPTY_NAME = "empty_name"
    DUPLICATE_NUMBER = "duplicate_number"
    NUMBER_GAP = "number_gap"
    BROKEN_CHAIN = "broken_chain"
    DOUBLED_PUNCTUATION = "doubled_punctuation"
    FOREIGN_TEXT = "foreign_text"
    RATE_ABOVE_100 = "rate_above_100"
