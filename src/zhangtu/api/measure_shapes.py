"""The shapes of measures, their figures and the rows behind them."""

from datetime import date
from typing import Annotated

from ninja import Field, Schema

from zhangtu.api.shapes import LARGEST, RowOut

#: A field's name, also one step through a reference, or one of ``@state`` and ``@post``.
_BY = r"^(@[a-z]{1,20}|[a-z][a-z0-9_]{0,59}(\.[a-z][a-z0-9_]{0,59})?)$|^$"
Unit = Annotated[int, Field(ge=0, le=LARGEST)]
Period = Annotated[str, Field(min_length=1, max_length=20)]


class MeasureOut(Schema):
    """A measure the asker may see the figures of."""

    name: str
    title: str
    ledger: str = Field(description="the ledger whose rows it counts")
    value: str = Field(description="the expression the figure is")
    where: str = Field(description="the condition on a row; empty for all")
    at: str = Field(description="`period_end` or `period_start` of a stock; empty for a flow")
    on: str = Field(description="the date field of a flow; empty for a stock")
    unit: str = Field(description="the unit field it is parted by units with; empty for the row's own unit")
    by: list[str] = Field(description="what it may be parted by")
    better: str = Field(description="`up`, `down`, or empty")
    shown: str = Field(description="`number`, `share` (0 to 1), `money` or `days`")
    measured_in: str = Field(description="what it is counted in; empty for nothing")
    version: int
    pack: str = Field(description="the pack it came with; empty for the office's own")


class Figuring(Schema):
    """Which figures are wanted."""

    unit: list[Unit] = Field(
        default_factory=lambda: [0], max_length=200, description="units, each with all below; 0 for all"
    )
    period: list[Period] = Field(
        ..., min_length=1, max_length=60, description="for instance 2026-11, 2026Q4, 2026H2, 2026, 2026W48"
    )
    by: str = Field("", pattern=_BY, description="what they are parted by; empty for nothing")
    day: date | None = Field(None, description="what was known at the end of that day; all if left out")


class FigureOut(Schema):
    """One figure."""

    unit: int
    period: str
    key: str | None = Field(description="the part, where they are parted; null also for rows without a value")
    value: str | None = Field(description="the figure as text; null where there is none to tell")
    said: str = Field(description="the figure as people read it")
    count: int = Field(description="how many rows are behind it")
    provisional: bool = Field(description="whether the period has not ended")
    closed: bool = Field(description="whether it is not open to the asker")


class FiguresOut(Schema):
    """Figures of one moment."""

    measure: str
    fresh: bool = Field(description="whether they are there; if not, ask again: no figure is given meanwhile")
    share: float = Field(description="how much of what they are asked of is built, 0 to 1")
    entry: int = Field(description="the last entry that is in them")
    figures: list[FigureOut]


class Opening(Schema):
    """Whose rows are wanted: those behind one figure."""

    unit: Unit = Field(0, description="0 for all")
    period: Period
    by: str = Field("", pattern=_BY)
    key: str | None = Field(None, max_length=200, description="the part, as `key` of the figure gave it")
    kind: str = Field(
        "", pattern="^(yes|no)?$", description="of a share: those that count, or those that do not"
    )
    day: date | None = None
    after: str = Field("", max_length=200, description="`next` of the page before")
    limit: int = Field(50, ge=1, le=1000)


class BehindOut(Schema):
    """The rows behind a figure, as far as they are in the asker's scope."""

    ledger: str
    fresh: bool
    share: float
    seen: int = Field(description="how many of them are in scope")
    hidden: int = Field(description="how many more are behind the figure")
    rows: list[RowOut]
    next: str | None = Field(description="give it as `after` for the next page; null on the last")
