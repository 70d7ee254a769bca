"""What a reading is made of: plain frozen values, offsets in characters of the text."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from zhangtu.kernel.problems import Problem
from zhangtu.reading.source import Source


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text.

    Attributes:
        start: First character.
        end: One behind the last character.
    """

    start: int
    end: int


class DeadlineKind(StrEnum):
    """What sort of time a task is given."""

    #: One day, not later than (6月30日前).
    DATE = "date"
    #: From a day to a day.
    RANGE = "range"
    #: The end of a month, quarter, half or year (6月底前, 年底前, 三季度末).
    PERIOD_END = "period_end"
    #: Again and again (每月2号前, 每半年, 每周).
    RECURRING = "recurring"
    #: So many days or hours from an event (接到…后7日内, 3个工作日内).
    DURATION = "duration"
    #: No end stated on purpose (持续推进, 长期坚持, 不定期).
    CONTINUOUS = "continuous"
    #: A day that does not exist.
    INVALID = "invalid"
    #: Nothing said.
    NONE = "none"


class Period(StrEnum):
    """The step of something recurring."""

    DAY = "daily"
    WEEK = "weekly"
    TEN_DAYS = "every ten days"
    HALF_MONTH = "half-monthly"
    MONTH = "monthly"
    TWO_MONTHS = "every two months"
    QUARTER = "quarterly"
    HALF_YEAR = "half-yearly"
    YEAR = "yearly"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Every so often, by a day of the period.

    Attributes:
        period: The step.
        month: Month within the period, 1-based from its start; -1 is its last month; None if not said.
        day: Day of that month (or of the week, 1 = Monday, when the period is a week); -1 is the last one.
        count: How often within one period, if said (每年两次 → 2).
    """

    period: Period
    month: int | None = None
    day: int | None = None
    count: int | None = None

    def __str__(self) -> str:
        """The rule as printed, for instance ``monthly by day 2``."""
        words = [self.period.value]
        if self.count is not None:
            words.append(f"{self.count} times")
        if self.day == -1 and self.month is None:
            words.append("by the last day")
        elif self.day is not None:
            words.append("by the last day" if self.day == -1 else f"by day {self.day}")
        if self.month is not None:
            words.append("of the last month" if self.month == -1 else f"of month {self.month}")
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Duration:
    """So much time from an event.

    Attributes:
        count: How many units; 0 with ``day`` is "the same day".
        unit: ``hour``, ``day``, ``workday``, ``week``, ``month`` or ``year``.
        event: The words that say what it runs from, as written; None if not said.
    """

    count: int
    unit: str
    event: str | None = None

    def __str__(self) -> str:
        """The rule as printed, for instance ``within 3 workdays of 收到通知``."""
        if self.count == 0 and self.unit == "day":
            base = "same day"
        else:
            base = f"within {self.count} {self.unit}{'' if self.count == 1 else 's'}"
        return f"{base} of {self.event}" if self.event else base


@dataclass(frozen=True, slots=True)
class Deadline:
    """The time a task is given.

    Attributes:
        kind: What sort of time.
        start: First day of a range, if stated or inherited.
        end: Last day allowed.
        rule: How it recurs, how long it runs, or why it is invalid (text).
        raw: The words it was read from.
        place: Where those words stand; None when made by a person.
        hour: Time of day, if stated.
        guessed_year: True when the year is not written beside the date itself.
    """

    kind: DeadlineKind
    start: date | None = None
    end: date | None = None
    rule: Recurrence | Duration | str | None = None
    raw: str | None = None
    place: Span | None = None
    hour: time | None = None
    guessed_year: bool = False


NO_DEADLINE = Deadline(DeadlineKind.NONE)


@dataclass(frozen=True, slots=True)
class Item:
    """A task: a leaf of the numbering, or a table row, that tells somebody to do something.

    Attributes:
        path: Headings above it, outermost first, each as written without its trailing label brackets.
        label: Its own number as written (``(1)``, ``一是``), empty if it has none.
        title: What to do, in its own words, shortened to the first clause that says it.
        start: First character of the task, its number included.
        end: One behind its last character.
        deadline: The main time given.
        other_deadlines: Further times in the same task.
        lead_units: Names of those who answer for it, as written.
        support_units: Names of those who help.
        inherited: Which of ``deadline``, ``lead_units``, ``support_units`` come from above or a group's end.
        unit_places: Where the unit names stand.
    """

    path: tuple[str, ...]
    label: str
    title: str
    start: int
    end: int
    deadline: Deadline = NO_DEADLINE
    other_deadlines: tuple[Deadline, ...] = ()
    lead_units: tuple[str, ...] = ()
    support_units: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    unit_places: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A figure somebody must reach.

    Attributes:
        start: First character of the words that state it.
        end: One behind the last.
        metric: What is measured.
        op: ``=``, ``>=``, ``<=``, ``>`` or ``<``.
        value: The number.
        unit: Its unit as written (``%``, ``次``, ``万元``).
    """

    start: int
    end: int
    metric: str
    op: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """A report somebody must hand in.

    Attributes:
        start: First character of the words that ask for it.
        end: One behind the last.
        sender: Who reports; None if not said.
        to: Who receives it; None if not said.
        what: What is reported.
        rule: When, as printed by ``Recurrence`` or ``Duration`` or a date; None if not said.
    """

    start: int
    end: int
    sender: str | None
    to: str | None
    what: str
    rule: str | None


class LeafKind(StrEnum):
    """What a stretch of the text is; every character belongs to exactly one leaf."""

    TITLE = "title"
    HEADING = "heading"
    TASK = "task"
    GOAL = "goal"
    PRINCIPLE = "principle"
    DEFINITION = "definition"
    MEMBER_LIST = "member_list"
    STATISTIC = "statistic"
    PENALTY = "penalty"
    PAST = "past"
    LABEL = "label"
    TABLE_HEAD = "table_head"
    TABLE_CELL = "table_cell"
    ADDRESSEE = "addressee"
    SIGNATURE = "signature"
    ATTACHMENT = "attachment"
    INTRODUCTION = "introduction"
    NOTE = "note"
    BLANK = "blank"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of the text of one kind.

    Attributes:
        start: First character.
        end: One behind the last.
        kind: What it is.
    """

    start: int
    end: int
    kind: LeafKind


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the document says of itself.

    Attributes:
        title: Its title, lines joined.
        number: Its document number (发文字号), as written.
        issuer: Who issued it.
        issued: The day it was signed.
    """

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A document, read.

    Attributes:
        source: The text with its tables, pages and heading hints.
        script: ``hans`` or ``hant``.
        year: The year the document speaks of, used for dates without one; None if it can't be known.
        document: What the document says of itself.
        items: The tasks, in the order of the text.
        targets: The figures to reach.
        reports: The reports asked for.
        problems: What is wrong, in the order of the text.
        leaves: The whole text, cut into stretches without gap or overlap.
    """

    source: Source
    script: str
    year: int | None
    document: DocumentFacts
    items: tuple[Item, ...]
    targets: tuple[Target, ...]
    reports: tuple[ReportAsked, ...]
    problems: tuple[Problem, ...]
    leaves: tuple[Leaf, ...]

    @property
    def text(self) -> str:
        """The whole text; every offset counts its characters."""
        return self.source.text
