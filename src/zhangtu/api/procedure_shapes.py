"""The shapes of rows in procedures."""

from typing import Annotated
from uuid import UUID

from ninja import Field, Schema

from zhangtu.api.shapes import NAME, Reason, Values


class PaperOut(Schema):
    """A paper of a move."""

    name: str
    number: str = Field(description="as papers show it, or what was said of a paper made elsewhere")
    voided: bool = False


class MoveOut(Schema):
    """A move that starts from where a row is."""

    move: str
    title: str
    asks: list[str] = Field(description="names of the fields it asks for, empty ones first")
    papers: list[str] = Field(description="papers made elsewhere, whose number or date is to be said")
    reason: bool = Field(description="whether a reason must be said")
    why_not: str = Field(description="why the asker can't make it; empty where that is possible")


class PassedOut(Schema):
    """Something that was done."""

    entry: int
    at: int = Field(description="microseconds since 1970 in UTC")
    deed: str
    move: str
    step: str
    person: int
    post: int
    reason: str
    skipped: list[str]


class CaseOut(Schema):
    """A row in its procedure."""

    procedure: str
    definition: int = Field(description="the version of the procedure it goes by")
    newest: bool
    step: str
    title: str
    final: bool
    post: int
    since: int = Field(description="microseconds since 1970 in UTC")
    path: list[str]
    moves: list[MoveOut]
    passed: list[PassedOut] = Field(description="what was done, the last first")
    papers: list[PaperOut]


class MovedOut(Schema):
    """What became of a row."""

    uid: UUID
    step: str
    post: int
    version: int
    diverted: bool = Field(description="whether it came to a step nobody gets past instead")
    papers: list[PaperOut]


class Beginning(Schema):
    """Which procedure begins, and why."""

    procedure: Annotated[str, Field(pattern=rf"{NAME}|^$")] = ""
    reason: Reason = ""


class Moving(Schema):
    """What a move is made with."""

    values: Values = Field(default_factory=dict)
    papers: dict[str, Annotated[str, Field(max_length=100)]] = Field(default_factory=dict)
    reason: Reason = ""
