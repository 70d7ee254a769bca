"""What can't be done in a ledger, as exceptions with their sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from zhangtu.kernel.problems import FieldProblem
from zhangtu.kernel.refusals import RefusedError
from zhangtu.ledgers.wording import REFUSALS


class LedgerError(RefusedError):
    """This could not be done in a ledger, and nothing was changed."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = REFUSALS


class InvalidError(LedgerError):
    """What was entered is wrong; every problem is listed, nothing was saved.

    Attributes:
        ledger: The name of the ledger it was entered in, whose titles the fields go by; empty if not known.
    """

    def __init__(self, problems: Sequence[FieldProblem], ledger: str = "") -> None:
        self.ledger = ledger
        super().__init__("invalid", problems=problems, count=len(problems))


class BatchInvalidError(LedgerError):
    """Some of a batch are wrong; none was saved.

    Attributes:
        drafts: Place in the batch, 0 for the first → what is wrong there.
        ledgers: Place in the batch → the name of the ledger, as far as known.
    """

    def __init__(
        self, drafts: Mapping[int, Sequence[FieldProblem]], ledgers: Mapping[int, str] | None = None
    ) -> None:
        self.ledgers = dict(ledgers or {})
        self.drafts = {place: tuple(problems) for place, problems in drafts.items()}
        every = [problem for problems in drafts.values() for problem in problems]
        super().__init__("batch_invalid", problems=every, count=len(drafts), first=min(drafts) + 1)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field two people changed.

    Attributes:
        name: The field's name, or ``@state``, ``@unit`` ….
        theirs: Its present value as shown to the reader; masked where it is masked for the reader.
        mine: What was to be entered, as shown; empty for a field that is only read by what was changed.
        entry: The number of the entry that changed it.
        person: Who did, 0 for a machine.
        post: For which post.
        machine: Which machine; empty for a person.
        at: When.
        title: What the field is called in Simplified Chinese; empty for its name.
        title_en: What it is called in English; empty for its name.
    """

    name: str
    theirs: str
    mine: str
    entry: int
    person: int
    post: int
    machine: str
    at: datetime
    title: str = ""
    title_en: str = ""


class ChangedError(LedgerError):
    """Somebody changed what this change rests on after it was looked at; nothing was saved.

    Attributes:
        conflicts: Field by field.
    """

    def __init__(self, conflicts: Sequence[Conflict], who: str = "") -> None:
        self.conflicts = tuple(conflicts)
        last = max(conflicts, key=lambda each: each.entry)
        super().__init__(
            "changed",
            who=who or last.machine or f"#{last.person}",
            when=f"{last.at:%Y-%m-%d %H:%M}",
            fields="、".join(each.title or each.name for each in conflicts),
            fields_en=", ".join(each.title_en or each.name for each in conflicts),
        )


class BatchChangedError(ChangedError):
    """Somebody changed what some of a batch rests on; none was saved.

    Attributes:
        drafts: Place in the batch, 0 for the first → what two people changed there.
    """

    def __init__(self, drafts: Mapping[int, ChangedError]) -> None:
        self.drafts = {place: error.conflicts for place, error in drafts.items()}
        every = [conflict for error in drafts.values() for conflict in error.conflicts]
        super().__init__(every, str(drafts[min(drafts)].facts["who"]))


class ReferencedError(LedgerError):
    """Other rows refer to it.

    Attributes:
        rows: The uids of the first hundred of them.
    """

    def __init__(self, count: int, rows: Sequence[str]) -> None:
        self.rows = tuple(rows)
        super().__init__("referenced", count=count, rows="、".join(rows[:5]))
