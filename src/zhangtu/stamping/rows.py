"""Rows and lists of ledgers as things that can be printed and stamped."""

from collections.abc import Mapping, Sequence

import msgspec

from zhangtu.ledgers import definitions, naming, policies, sql
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.looking import uid_of
from zhangtu.ledgers.sql import Stored
from zhangtu.people import queries as people
from zhangtu.people.scope import Right, Scope
from zhangtu.stamping.hooks import Subject

#: Kinds of subjects this file answers for.
ROW, LIST = "row", "list"


class Rows:
    """A row's sheet (一户一档); the reference is the row's uid."""

    def subjects(self, references: Sequence[str], scope: Scope) -> Mapping[str, Subject]:
        """The rows a scope may see; four queries whatever their number."""
        uids = {uid: reference for reference in references if (uid := uid_of(reference)) is not None}
        called = naming.titles(uids, scope, "zh-hans")
        known = definitions.known()
        shown = {0: True}
        found: dict[str, Subject] = {}
        for stored in sql.rows_by_uids(called):
            if stored.pending not in shown:
                shown[stored.pending] = sql.is_shown(stored.pending)
            if not shown[stored.pending]:
                continue
            force = known.registered[stored.ledger]
            found[uids[stored.uid]] = _row(force, stored, called[stored.uid], scope)
        return found


class Lists:
    """A list print of a ledger for a unit; the reference is ``list_reference``."""

    def subjects(self, references: Sequence[str], scope: Scope) -> Mapping[str, Subject]:
        """The lists a scope may see."""
        found = ((reference, _list(reference, scope)) for reference in references)
        return {reference: one for reference, one in found if one is not None}


def list_reference(ledger: str, unit: int) -> str:
    """What a list print is known by.

    Args:
        ledger: The ledger's name.
        unit: The number of the unit that hands it in.

    Returns:
        The reference.
    """
    return f"{ledger}:{unit}"


def _row(force: InForce, stored: Stored, title: str, scope: Scope) -> Subject:
    facts = msgspec.json.encode([force.ledger.name, stored.values, stored.unit, stored.withdrawn])
    own = scope.everywhere or stored.unit in scope.units or bool(stored.post and stored.post in scope.posts)
    may = own and any(policies.can(scope, right, force) for right in (Right.ENTER, Right.AMEND))
    return Subject(ROW, str(stored.uid), title, stored.unit, facts, may)


def _list(reference: str, scope: Scope) -> Subject | None:
    name, _, number = reference.partition(":")
    force = definitions.known().ledgers.get(name)
    if force is None or not number.isdecimal() or not policies.can(scope, Right.READ, force):
        return None
    unit = int(number)
    if not people.name_on(unit) or not (scope.everywhere or unit in scope.units):
        return None
    may = any(policies.can(scope, right, force) for right in (Right.ENTER, Right.EXPORT))
    return Subject(LIST, reference, force.ledger.title.zh, unit, may_stamp=may)
