"""Checks the record of a draw, without office or database: was it drawn by the recipe, from this list?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from zhangtu.inspections.drawing import recipe
from zhangtu.inspections.drawing.record import Record
from zhangtu.journal import heads
from zhangtu.journal.heads import Head, NotAHeadError


class Wrong(StrEnum):
    """What may be wrong with a record."""

    SEED = "seed"
    LIST = "list"
    ORDER = "order"
    NO_HEAD = "no_head"
    HEAD_EARLY = "head_early"
    HEAD_SIGNATURE = "head_signature"
    HEAD_STRANGE = "head_strange"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found.

    Attributes:
        wrong: What is wrong, in the order in which a draw happens; nothing if it holds.
        inside: How many premises took part.
        out: How many did not, for the reasons named in the list.
        short: How many visits have fewer officers than asked for.
        known_head: Whether the head was compared with ones kept elsewhere.
    """

    wrong: tuple[Wrong, ...]
    inside: int
    out: int
    short: int
    known_head: bool

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong


def check(record: Record, *, kept: Sequence[Head] = ()) -> Verdict:
    """Draw again, and compare.

    Args:
        record: The record.
        kept: Heads kept outside the office; without them that the head was published is not checked.

    Returns:
        What was found.
    """
    wrong = []
    seed, listed = bytes.fromhex(record.seed), bytes.fromhex(record.listed)
    if recipe.commitment(seed).hex() != record.committed.lower():
        wrong.append(Wrong.SEED)
    if recipe.digest(record.terms) != listed:
        wrong.append(Wrong.LIST)
    if not 0 < record.committed_entry < record.listed_entry:
        wrong.append(Wrong.ORDER)
    head = _head(record.head)
    wrong += [Wrong.NO_HEAD] if head is None else _head_faults(head, record.listed_entry, kept)
    if head is not None and not _same(record, seed, listed, head):
        wrong.append(Wrong.OUTCOME)
    inside = sum(not one.out for one in record.terms.premises)
    short = sum(len(one.officers) < record.terms.each for one in record.visits)
    return Verdict(tuple(wrong), inside, len(record.terms.premises) - inside, short, bool(kept))


def _head(text: str) -> Head | None:
    try:
        return heads.parse(text)
    except NotAHeadError:
        return None


def _head_faults(head: Head, listed: int, kept: Sequence[Head]) -> list[Wrong]:
    found = []
    if head.size < listed:
        found.append(Wrong.HEAD_EARLY)
    if not head.signed_by_its_key():
        found.append(Wrong.HEAD_SIGNATURE)
    if kept and all(one.line != head.line for one in kept):
        found.append(Wrong.HEAD_STRANGE)
    return found


def _same(record: Record, seed: bytes, listed: bytes, head: Head) -> bool:
    return recipe.draw(record.terms, recipe.mixed(seed, listed, head.root)) == record.visits
