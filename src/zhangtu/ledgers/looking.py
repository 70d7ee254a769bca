"""Looks up the words people write for rows, units, posts and persons; only what they may see is found."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from uuid import UUID

from zhangtu.ledgers import keys, policies, predicates, sql
from zhangtu.ledgers.compiled import InForce
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope
from zhangtu.schema.types.face import Target


def uid_of(words: str) -> UUID | None:
    """A name to the outside, when that is what was written."""
    try:
        return UUID(words) if len(words) in (32, 36) else None
    except ValueError:
        return None


class Finder:
    """Finds what is meant, in the scope of whoever wrote it.

    A row may be named by a key about a person where somebody enters it: who enters it knows it. In a question
    (``asking``) it may not, unless the key is open to whoever asks: the answer would confirm a masked value.
    """

    def __init__(
        self,
        scope: Scope,
        ledgers: Mapping[str, InForce],
        *,
        from_1904: bool = False,
        asking: bool = False,
    ) -> None:
        self.from_1904 = from_1904
        self._asking = asking
        self._scope = scope
        self._ledgers = ledgers
        self._known: dict[tuple[Target, str, str], Sequence[int]] = {}

    def find(self, target: Target, ledger: str, words: str) -> Sequence[int]:
        """Find what is meant.

        Args:
            target: What to look among.
            ledger: The ledger of a row; empty for the others.
            words: A ``uid``, a key or a name, as given.

        Returns:
            Their numbers in the store; only what is in scope, and no withdrawn rows.
        """
        place = (target, ledger, words)
        if place not in self._known:
            self._known[place] = self._find(target, ledger, words)
        return self._known[place]

    def _find(self, target: Target, ledger: str, words: str) -> Sequence[int]:
        if target is Target.ROW:
            return self._rows(ledger, words)
        uid = uid_of(words)
        if target is Target.UNIT:
            return _one(people.unit_of_uid(uid)) if uid else people.find(words)
        if uid is not None:
            return _one(people.post_of_uid(uid) if target is Target.POST else people.person_of_uid(uid))
        posts, persons = self._names
        return (posts if target is Target.POST else persons).get(words, ())

    @cached_property
    def _names(self) -> tuple[Mapping[str, Sequence[int]], Mapping[str, Sequence[int]]]:
        """The posts of the units in scope and those who hold them, by name."""
        posts: dict[str, list[int]] = {}
        persons: dict[str, list[int]] = {}
        held: set[int] = set()
        for unit in people.units() if self._scope.everywhere else self._scope.units:
            for one in people.posts(unit):
                posts.setdefault(one.name, []).append(one.post)
                held.update(people.holders(one.post))
        for person in people.persons(held).values():
            persons.setdefault(person.name, []).append(person.id)
        return posts, persons

    def _rows(self, ledger: str, words: str) -> Sequence[int]:
        force = self._ledgers.get(ledger)
        if force is None or not policies.can(self._scope, Right.READ, force):
            return ()
        uid = uid_of(words)
        if uid is not None:
            row = sql.row_by_uid(uid)
            found = [] if row is None or row.ledger != force.register else [row.id]
        else:
            found = self._by_key(force, words)
        return self._open(force, found)

    def _by_key(self, force: InForce, words: str) -> list[int]:
        """Rows one of whose single keys these words are."""
        found: dict[int, None] = {}
        hidden = policies.masked(self._scope, force) if self._asking else frozenset()
        for number, fields, _ in force.keyed:
            if number == 0 or number in hidden or force.numbered[number].type in ("reference", "files"):
                continue
            value = force.reader(force.numbered[number])(words)
            value = getattr(value, "value", value)
            if value is not None:
                name = force.numbered[fields[0]].name
                found.update(dict.fromkeys(keys.find(force, {name: value})))
        return list(found)

    def _open(self, force: InForce, rows: Sequence[int]) -> Sequence[int]:
        if not rows:
            return ()
        visible = predicates.looked_at(predicates.visible(self._scope, force))
        where = predicates.both(visible, predicates.among("r.id", list(rows)))
        return sql.row_ids(where.text, where.values)


def _one(number: int) -> Sequence[int]:
    return (number,) if number else ()
