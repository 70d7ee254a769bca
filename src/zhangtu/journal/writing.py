"""The one way into the journal: an act takes the writer's place, opens the transaction, writes entries."""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import repeat
from types import MappingProxyType, TracebackType
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import Atomic

from zhangtu.journal import canonical, composing, registers, sql
from zhangtu.journal.actor import Actor
from zhangtu.journal.adding import add_lines
from zhangtu.journal.canonical import REASON, SALT, Header
from zhangtu.journal.composing import Composed
from zhangtu.journal.connecting import HERE, STORE, store
from zhangtu.journal.refusals import JournalRefusedError
from zhangtu.journal.remembering import RememberingConnection
from zhangtu.kernel import clock

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written about one thing.

    Attributes:
        register: The name of the register it stands in.
        row: Its number there.
        action: One word for what was done.
        values: Field key → JSON text of its new value, compact; ``null`` for emptied.
        personal: The same for values about persons, which can be removed lawfully later.
        definition: The version of the definition it was written under; 0 for none.
    """

    register: str
    row: int
    action: str
    values: Mapping[str, str]
    personal: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    definition: int = 0


class _Hand:
    """What all acts joined on one connection share: the last number and moment written."""

    def __init__(self, connection: RememberingConnection, actor: Actor) -> None:
        self.connection = connection
        self.actor = actor
        #: The acts open one inside the other, the innermost last.
        self.acts: list[Act] = []
        connection.take_place()
        self._seen = -1
        self._last = 0
        self._at = 0
        self.at = max(moment(), self.latest()[1])

    def latest(self) -> tuple[int, int]:
        """Number and moment of the last entry; looked up again after anything was rolled back."""
        if self._seen != self.connection.rollbacks:
            found = self.connection.ask(sql.LAST)
            self._last, self._at = found[0] if found else (0, 0)
            self._seen = self.connection.rollbacks
        return self._last, self._at

    def join(self, reason: str, behalf: int, batch: int) -> "Act":
        """An act that takes from the one around it what it was not given itself."""
        if self.acts:
            outer = self.acts[-1]
            reason, behalf, batch = reason or outer.reason, behalf or outer.behalf, batch or outer.batch
        one = Act(self, reason, behalf, batch)
        self.acts.append(one)
        return one

    def wrote(self, number: int) -> None:
        """Note the last entry written."""
        self._last, self._at = number, self.at


#: The act under way on each connection; a connection belongs to one thread.
_UNDER_WAY: dict[BaseDatabaseWrapper, _Hand] = {}


class Act:
    """Changes made together: all of them stand in the journal, or none.

    Attributes:
        actor: Who acts.
        at: When, in microseconds since 1970 in UTC; never before the last entry.
        reason: Why; empty if the law asks for none.
        behalf: The post it is entered for by somebody else; 0 for none.
        batch: The batch it belongs to; 0 for none.
    """

    def __init__(self, hand: _Hand, reason: str, behalf: int, batch: int) -> None:
        self._hand = hand
        self.actor = hand.actor
        self.at = hand.at
        self.reason = reason
        self.behalf = behalf
        self.batch = batch
        self._reason_text = canonical.quoted(reason) if reason else ""

    def write(self, change: Change) -> int:
        """Write one entry.

        Args:
            change: What changed.

        Returns:
            Its number.

        Raises:
            JournalRefusedError: A key or value cannot stand in the journal.
        """
        self._check_open((change.register,))
        number = self._hand.latest()[0] + 1
        secrets: list[tuple[int, str, bytes, str]] = []
        entry = self._entry(number, change, registers.number(change.register), os.urandom(SALT), secrets)
        self._put(number, (entry,), secrets)
        return number

    def write_many(self, changes: Sequence[Change]) -> range:
        """Write many entries, in this order.

        Args:
            changes: What changed.

        Returns:
            Their numbers.

        Raises:
            JournalRefusedError: A key or value cannot stand in the journal.
        """
        self._check_open({one.register for one in changes})
        numbers = {name: registers.number(name) for name in {one.register for one in changes}}
        first = self._hand.latest()[0] + 1
        seeds = os.urandom(SALT * len(changes))
        entries: list[tuple[int | str | bytes, ...]] = []
        secrets: list[tuple[int, str, bytes, str]] = []
        for place, change in enumerate(changes):
            seed = seeds[SALT * place : SALT * (place + 1)]
            entries.append(self._entry(first + place, change, numbers[change.register], seed, secrets))
        self._put(first, entries, secrets)
        return range(first, first + len(entries))

    def write_composed(
        self, register: str, action: str, definition: int, rows: Sequence[int], composed: Sequence[Composed]
    ) -> range:
        """Write entries whose texts were composed before, one for each of some rows.

        An act with a reason composes them anew: the reason stands with every entry.

        Args:
            register: The name of the register the rows stand in.
            action: One word for what was done.
            definition: The version of the definition they were written under.
            rows: The rows' numbers.
            composed: The entries, in the same order.

        Returns:
            Their numbers.

        Raises:
            JournalRefusedError: The act is over.
        """
        if self._reason_text:
            opened = [
                Change(register, row, action, *composing.opened(one), definition)
                for row, one in zip(rows, composed, strict=True)
            ]
            return self.write_many(opened)
        self._check_open({register})
        number, first, actor = registers.number(register), self._hand.latest()[0] + 1, self.actor
        who = (actor.person, actor.post, self.behalf, actor.machine, self.at, action)
        header = Header(first, register, rows[0] if rows else 0, *who, self.batch, definition)
        numbers = range(first, first + len(composed))
        columns = (
            numbers, repeat(number), rows, *map(repeat, who), [one.text for one in composed],
            repeat(self.batch), repeat(definition), composing.digests(header, rows, composed),
        )  # fmt: skip
        pairs = zip(numbers, composed, strict=True)
        secrets = [(entry, *secret) for entry, one in pairs for secret in one.secrets]
        self._put(first, list(zip(*columns)), secrets)  # noqa: B905  # some of them have no end
        return numbers

    def _check_open(self, registered: Iterable[str]) -> None:
        """Refuse what is written when the act is over."""
        if _UNDER_WAY.get(self._hand.connection) is not self._hand:
            raise JournalRefusedError("no_act", what=", ".join(sorted(registered)))

    def _put(
        self,
        first: int,
        entries: Sequence[tuple[int | str | bytes, ...]],
        secrets: Sequence[tuple[int, str, bytes, str]],
    ) -> None:
        """Put entries and what lies apart into the store."""
        connection = self._hand.connection
        if len(entries) == 1:
            connection.tell(sql.ENTRY, entries[0])
        else:
            add_lines(connection, sql.ENTRY, entries)
        if entries:
            self._hand.wrote(first + len(entries) - 1)
        if secrets:
            add_lines(connection, sql.PERSONAL, secrets)

    def _entry(
        self,
        number: int,
        change: Change,
        register: int,
        seed: bytes,
        secrets: list[tuple[int, str, bytes, str]],
    ) -> tuple[int | str | bytes, ...]:
        """The columns of an entry; its secrets are added to the list."""
        personal = change.personal
        if self._reason_text:
            personal = {**personal, REASON: self._reason_text}
        actor = self.actor
        header = Header(
            number, change.register, change.row, actor.person, actor.post, self.behalf, actor.machine,
            self.at, change.action, self.batch, change.definition,
        )  # fmt: skip
        one = composing.compose_one(change.values, personal, seed)
        secrets += [(number, key, salt, text) for key, salt, text in one.secrets]
        return (
            number, register, change.row, actor.person, actor.post, self.behalf, actor.machine, self.at,
            change.action, one.text, self.batch, change.definition, composing.digest(header, one),
        )  # fmt: skip


def act(
    *, actor: Actor, reason: str = "", behalf: int = 0, batch: int = 0
) -> AbstractContextManager[Act, None]:
    """Take the writer's place, open the transaction, and write; or join the act already open here.

    What happens inside is written together with its entries, or, when an exception leaves the block, not at
    all. An act inside an act is a part of it that can be given up for itself.

    Args:
        actor: Who acts.
        reason: Why; stands with every entry as the personal field ``@reason``. Inside another act, empty
            means: that one's.
        behalf: The post it is entered for by somebody else; 0 for none, or that of the act around.
        batch: The batch it belongs to; 0 for none, or that of the act around.

    Returns:
        What a ``with`` enters: it yields the act.

    Raises:
        JournalRefusedError: Another actor's act is open on this connection; said when it is entered.
    """
    return _Opening(actor, reason, behalf, batch)


class _Opening(AbstractContextManager[Act, None]):
    """The way into an act and out of it; a generator would take twice as long for the same."""

    __slots__ = ("_actor", "_block", "_given", "_hand", "_is_outermost")

    def __init__(self, actor: Actor, reason: str, behalf: int, batch: int) -> None:
        self._actor = actor
        self._given = reason, behalf, batch
        self._block = Atomic(STORE, savepoint=True, durable=False)

    def __enter__(self) -> Act:
        connection = store()
        around = _UNDER_WAY.get(connection)
        if around is not None and around.actor != self._actor:
            raise JournalRefusedError("other_actor")
        connection.enter(self._block)
        self._is_outermost = around is None
        try:
            self._hand = _Hand(connection, self._actor) if around is None else around
        except BaseException as error:
            self._block.__exit__(type(error), error, error.__traceback__)
            raise
        if around is None:
            _UNDER_WAY[connection], HERE.connection = self._hand, connection
        return self._hand.join(*self._given)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        hand = self._hand
        hand.acts.pop()
        if self._is_outermost:
            del _UNDER_WAY[hand.connection]
            HERE.connection = None
        if kind is None:
            hand.connection.leave(self._block)
        else:
            self._block.__exit__(kind, error, trace)


def moment() -> int:
    """Now, as entries say it.

    Returns:
        Microseconds since 1970 in UTC.
    """
    passed = clock.now(UTC) - _EPOCH
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds
