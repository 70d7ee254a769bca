"""The shapes of what the REST face takes and gives."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema

#: A ledger's or field's name in an address.
NAME = r"^[a-z][a-z0-9_]{0,59}$"
#: A row is changed by what was seen; numbers beyond are no entry numbers.
LARGEST = 2**63 - 1

Values = dict[Annotated[str, Field(pattern=NAME)], Any]
Reason = Annotated[str, Field(max_length=1000)]
Number = Annotated[int, Field(ge=0, le=LARGEST)]


class ProblemOut(Schema):
    """What is wrong with one field."""

    field: str
    kind: str
    severity: str
    message: str


class ConflictOut(Schema):
    """A field somebody else changed meanwhile: both values, masked where they are masked for the asker."""

    field: str
    theirs: str
    mine: str
    entry: int
    at: str


class RefusalOut(Schema):
    """Why something was not done."""

    kind: str
    message: str
    problems: list[ProblemOut] = Field(default_factory=list)
    conflicts: list[ConflictOut] = Field(default_factory=list)
    places: dict[int, list[ProblemOut]] = Field(
        default_factory=dict, description="of a batch: place of the change, 0 for the first, and its problems"
    )
    changes: list[str] = Field(
        default_factory=list, description="of a definition: what another changed since it was looked at"
    )


class RowOut(Schema):
    """A row as the asker may see it."""

    uid: UUID
    ledger: str
    name: str = Field(description="what the row is called")
    unit: int
    post: int
    state: str
    withdrawn: bool
    version: int = Field(description="the number of its last entry; give it back in If-Match")
    values: dict[str, Any] = Field(description="by field name; numbers as text, dates as YYYY-MM-DD")
    masked: list[str] = Field(description="names of the fields whose values are masked for the asker")
    warnings: list[ProblemOut] = Field(default_factory=list)


class RowsOut(Schema):
    """A page of rows."""

    rows: list[RowOut]
    next: str | None = Field(description="give it as `after` for the next page; null on the last")
    count: int = Field(description="how many rows there are in all, 10,000 at most")
    more: bool = Field(description="whether there are more than that")


class NewRow(Schema):
    """A row to be made."""

    values: Values
    unit: Number | None = Field(None, description="the unit it belongs to; the post's own if not given")
    post: Number = Field(0, description="the post it is assigned to; 0 for none")
    behalf: Number = Field(0, description="the post it is entered for by somebody else; 0 for none")
    reason: Reason = ""


class RowChange(Schema):
    """What to change in a row."""

    values: Values
    behalf: Number = 0
    reason: Reason = ""


class Why(Schema):
    """Why something is done."""

    reason: Reason = ""


class Numbered(Schema):
    """The year of the series a number is taken from, this one if left out, and why."""

    year: Annotated[int, Field(ge=1900, le=2200)] | None = None
    reason: Reason = ""


class BatchItem(Schema):
    """One change of a batch: a new row where `uid` is missing, else an amendment, withdrawal or return."""

    ledger: Annotated[str, Field(pattern=NAME)]
    uid: UUID | None = None
    seen: Number = Field(0, description="the version that was looked at")
    action: Annotated[str, Field(pattern="^(create|amend|withdraw|restore)$")] = "create"
    values: Values = Field(default_factory=dict)
    unit: Number | None = None
    post: Number = 0
    behalf: Number = 0


class Batch(Schema):
    """Changes made together or not at all."""

    changes: Annotated[list[BatchItem], Field(min_length=1, max_length=1000)]
    reason: Reason = ""


class BatchOut(Schema):
    """The rows after a batch, in the order of its changes."""

    rows: list[RowOut]


class StepOut(Schema):
    """One field before and after, as words; masked where it is masked for the asker."""

    field: str
    before: str
    after: str
    removed: int = Field(0, description="the entry that removed the value for good; 0 while it is there")


class EntryOut(Schema):
    """One entry of a row's history."""

    number: int
    at: str = Field(description="when it was recorded, ISO 8601")
    action: str
    who: str = Field(description="the person's or machine's name")
    post: int
    behalf: int = Field(description="the post it was entered for by somebody else; 0 for none")
    reason: str
    changes: list[StepOut]


class Uncovered(Schema):
    """Which masked values somebody wants to see, and why."""

    fields: Annotated[list[Annotated[str, Field(pattern=NAME)]], Field(min_length=1, max_length=50)]
    reason: Annotated[str, Field(min_length=1, max_length=1000)]


class UncoveredOut(Schema):
    """Values in the clear."""

    values: dict[str, Any]


class ChangeOut(Schema):
    """One entry of the feed."""

    number: int
    ledger: str
    uid: UUID
    action: str
    at: str
    fields: list[str] = Field(description="names of the fields it set, those masked for the asker left out")


class FeedOut(Schema):
    """Entries behind a number, in the order of commits, without gaps for the asker's rows."""

    epoch: str
    changes: list[ChangeOut]
    next: int = Field(description="give it as `after` next time")
    last: int = Field(description="the office's newest entry")


class DifferenceOut(Schema):
    """A row on two days."""

    earlier: date
    later: date
    changes: list[StepOut]


class FieldOut(Schema):
    """One field of a ledger."""

    no: int
    name: str
    type: str
    title: str
    required: bool
    unique: bool
    personal: bool
    masked: bool = Field(description="whether its values are masked for the asker")
    entered: bool = Field(description="whether people enter it; computed and numbered ones they do not")
    choices: dict[str, str] = Field(default_factory=dict, description="code → title")
    target: str = ""


class LedgerOut(Schema):
    """A ledger in force."""

    name: str
    title: str
    definition: int
    key: list[str]
    fields: list[FieldOut]
    may: list[str] = Field(description="what the asker may do there")


class UnitOut(Schema):
    """A unit on a day."""

    unit: int
    name: str
    kind: str
    parent: int | None


class HolderOut(Schema):
    """Who holds a post."""

    person: int
    name: str


class PostOut(Schema):
    """A post on a day."""

    post: int
    unit: int
    name: str
    kind: str
    holders: list[HolderOut]


class FileOut(Schema):
    """A file as a value of a file field."""

    sha256: str
    name: str


class DefinitionOut(Schema):
    """The definition of a ledger."""

    ledger: str
    definition: int = Field(description="its version; give it back in If-Match")
    text: str = Field(description="YAML, as `zhangtu pack show` prints it")


class DefinitionIn(Schema):
    """A definition that is to be put in force."""

    text: str = Field(max_length=1_000_000, description="YAML of this one ledger")
    reason: Reason = ""
    destroys: bool = Field(False, description="agree that fields and choices it lacks go out of use")


class DefinitionPutOut(Schema):
    """What became, or would become, of a definition."""

    ledger: str
    definition: int = Field(description="the version in force now; 0 for none")
    changed: bool = Field(description="whether another version was put in force")
    changes: list[str] = Field(description="what differs from the version that was in force")
    recomputing: bool = Field(description="whether stored values are still being computed anew")
