"""The record of a draw as a file: everything a stranger needs to draw it again."""

from itertools import pairwise
from typing import Final

import msgspec

from zhangtu.inspections.drawing.recipe import MOST_TICKETS, RECIPE, Candidate, Terms, Visit

#: The largest record that is read, in bytes.
MOST_BYTES: Final = 64 * 1024 * 1024


class NotARecordError(ValueError):
    """What was given is no record of a draw."""


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="format", tag=RECIPE):
    """A draw from its first promise to its outcome.

    Attributes:
        committed: ``recipe.commitment`` of the seed, as hexadecimal digits.
        committed_entry: The number of the entry that published it.
        terms: What was drawn from.
        listed: ``recipe.digest`` of the terms, as hexadecimal digits.
        listed_entry: The number of the entry that fixed the list.
        head: The head that was published after that, as one line (``journal.heads``).
        seed: The seed, as hexadecimal digits.
        visits: The outcome.
    """

    committed: str
    committed_entry: int
    terms: Terms
    listed: str
    listed_entry: int
    head: str
    seed: str
    visits: tuple[Visit, ...]


def written(record: Record) -> bytes:
    """A record as a file.

    Args:
        record: The record.

    Returns:
        JSON, keys sorted, indented, in UTF-8.
    """
    return msgspec.json.format(msgspec.json.encode(record, order="sorted"), indent=1) + b"\n"


def read(data: bytes) -> Record:
    """Read a record.

    Args:
        data: What ``written`` wrote.

    Returns:
        The record; nothing of it is checked but its form.

    Raises:
        NotARecordError: It is none.
    """
    if len(data) > MOST_BYTES:
        raise NotARecordError("too large")
    try:
        record = msgspec.json.decode(data, type=Record)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotARecordError(str(error)) from error
    _check_lists(record.terms)
    for text in (record.committed, record.listed, record.seed):
        _check_digits(text)
    return record


def _check_lists(terms: Terms) -> None:
    if min(terms.take, terms.each) < 0:
        raise NotARecordError("numbers below 0")
    for some in (terms.premises, terms.officers):
        if any(first.uid >= second.uid for first, second in pairwise(some)):
            raise NotARecordError("lists not in order, or somebody twice")
        if not all(_weighs(one) for one in some):
            raise NotARecordError("weights")


def _weighs(one: Candidate) -> bool:
    return 1 <= one.weight <= MOST_TICKETS


def _check_digits(text: str) -> None:
    try:
        whole = len(bytes.fromhex(text)) == 32
    except ValueError:
        whole = False
    if not whole:
        raise NotARecordError("not 32 bytes as hexadecimal digits")
