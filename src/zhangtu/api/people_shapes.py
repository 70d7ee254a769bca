"""The shapes of what is asked and told about units, posts, holdings and handovers."""

from datetime import date
from typing import Annotated

from ninja import Field, Schema

from zhangtu.api.shapes import Number, Reason

Name = Annotated[str, Field(min_length=1, max_length=120)]
Words = Annotated[str, Field(max_length=400)]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Ids = Annotated[list[Id], Field(max_length=500)]


class Made(Schema):
    """The number of what was made."""

    number: int


class Done(Schema):
    """It was done."""

    done: bool = True


class FromDay(Schema):
    """Something that holds from a day."""

    day: date = Field(description="the first day it holds; past or future")
    reason: Reason = ""


class NewUnit(FromDay):
    """A unit to be created."""

    name: Name
    parent: Number = Field(0, description="the unit above; 0 for none")
    short: Words = ""
    kind: Words = ""
    office: Number = Field(0, description="of a leading group: the unit that is its office")


class UnitChange(FromDay):
    """What to change of a unit; what is left out stays."""

    name: Name | None = None
    short: Words | None = None
    kind: Words | None = None
    parent: Number | None = None
    office: Number | None = None


class Closing(FromDay):
    """A unit that ends, and who carries on."""

    successors: Ids = Field(default_factory=list)


class Merging(FromDay):
    """Units that go over into another."""

    units: Annotated[list[Id], Field(min_length=1, max_length=100)]
    into: Id


class PartIn(Schema):
    """A unit that comes out of a split."""

    name: Name
    short: Words = ""
    kind: Words = ""
    children: Ids = Field(default_factory=list)
    posts: Ids = Field(default_factory=list)


class Splitting(FromDay):
    """A unit that is split."""

    parts: Annotated[list[PartIn], Field(min_length=1, max_length=50)]
    keeps: bool = Field(False, description="whether the unit itself goes on beside its parts")


class NewPost(FromDay):
    """A post to be established."""

    unit: Id
    name: Name
    kind: Words = ""
    role: Words = ""


class NewHolding(FromDay):
    """Somebody who is to hold a post."""

    person: Id
    post: Id
    ends: date | None = None


class Relieving(FromDay):
    """Somebody who holds a post no longer."""

    person: Id
    post: Id


class NewDeputy(FromDay):
    """A post that stands in for another (AB角)."""

    post: Id
    deputy: Id
    ends: date | None = None


class Away(FromDay):
    """Somebody who is away."""

    person: Id
    ends: date | None = None


class NewHandover(Schema):
    """Who hands over what to whom."""

    giver: Id
    receiver: Id
    witness: Id
    begins: date
    posts: Ids = Field(default_factory=list, description="none: all the giver holds")
    into: Number = Field(
        0, description="a post of the receiver the work goes to; 0: the posts themselves go over"
    )
    proxy: Number = Field(0, description="the unit's head, who signs for a giver that is gone")
    mentor: Number = 0
    mentor_until: date | None = None
    reason: Reason = ""


class OutsideItem(Schema):
    """A thing outside the system: a seal, a key, papers, an account, a contact."""

    kind: Annotated[str, Field(pattern="^(seal|key|paper|account|contact|other)$")]
    title: Name
    note: Words = ""


class ItemChange(Schema):
    """What becomes of an item of the list."""

    what: Annotated[str, Field(pattern="^(amend|object|remove)$")]
    title: Words | None = None
    note: Words | None = None
    reason: Words = ""


class Signing(Schema):
    """Whose signature is given."""

    side: Annotated[str, Field(pattern="^(giver|receiver|witness)$")]


class Scan(Schema):
    """A stamped form that came back."""

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    code: Words


class ItemOut(Schema):
    """A line of a handover's list."""

    no: int
    kind: str
    reference: str
    title: str
    note: str
    state: str
    reason: str


class HandoverOut(Schema):
    """A handover."""

    number: int
    giver: int
    receiver: int
    witness: int
    proxy: int
    mentor: int
    posts: list[int]
    into: int
    begins: date
    state: str
    items: list[ItemOut]
    signed: list[str] = Field(description="the sides whose signature counts for the list as it is")
    code: str = Field(description="what stands on the printed form of this list")
