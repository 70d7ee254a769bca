"""Which rows a part of a title may mean, in either script; only what somebody may see is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from zhangtu.kernel.expressions import Kind
from zhangtu.kernel.folding import fold
from zhangtu.kernel.scripts import to_traditional
from zhangtu.ledgers import definitions, policies, predicates, sql, texts, views
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.looking import Finder
from zhangtu.people.scope import Right, Scope
from zhangtu.schema.types.face import Target

#: So many rows are looked at to find those that are called exactly so.
_LOOKED_AT: Final = 200
#: A part of a title stands for its row only from so many letters on.
_LEAST: Final = 2
_LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Likely:
    """A row that may be meant.

    Attributes:
        uid: Its name to the outside.
        title: What it is called.
        unit: The unit it belongs to.
        exact: Whether it is called exactly so, or a key of it is.
    """

    uid: UUID
    title: str
    unit: int
    exact: bool


def likely(ledger: str, words: str, scope: Scope, limit: int) -> list[Likely]:
    """The rows that may be meant: by a key or the whole title, then by a part of it, the newest first.

    Args:
        ledger: The ledger they are in.
        words: What was typed; empty for any row.
        scope: Of whoever types.
        limit: How many at most.
    """
    known = definitions.known()
    force = known.ledgers.get(ledger)
    words = words.strip()[:_LONGEST]
    if force is None or not policies.can(scope, Right.READ, force):
        return []
    exact = Finder(scope, known.ledgers, asking=True).find(Target.ROW, ledger, words) if words else ()
    called = fold(words)
    rows: dict[int, Likely] = {}
    conditions = [predicates.among("r.id", sorted(exact))] if exact else []
    for condition in (*conditions, _called(force, words)):
        where = predicates.both(
            predicates.visible(scope, force), predicates.Where("NOT r.withdrawn", ()), condition
        )
        raws = sql.page(("0", "0"), where, "r.id DESC", _LOOKED_AT)
        # of more than were looked at nobody knows whether another one is called exactly so
        whole = len(raws) < _LOOKED_AT
        for row in (sql.row_of(raw[2:]) for raw in raws):
            title = views.title(force, force.loaded(texts.objects(row.values)), force.personal)
            same = row.id in exact or (whole and bool(called) and fold(title) == called)
            rows.setdefault(row.id, Likely(row.uid, title or str(row.uid), row.unit, same))
    return sorted(rows.values(), key=lambda one: not one.exact)[:limit]


def unique(found: Sequence[Likely], words: str) -> Likely | None:
    """The one row that is meant; ``None`` where that can't be told.

    Args:
        found: The rows that may be, all of them or so many that it can't be told.
        words: What was typed.
    """
    exact = [one for one in found if one.exact]
    if exact:
        return exact[0] if len(exact) == 1 else None
    return found[0] if len(found) == 1 and len(words.strip()) >= _LEAST else None


def _called(force: InForce, words: str) -> predicates.Where:
    """That every word stands in what a row is searched by, or in a text its title is made of."""
    named = [
        spec.no
        for _before, spec in force.template
        if spec is not None and not spec.personal and not spec.live and force.kind_of(spec) is Kind.TEXT
    ]
    places = [f"lower({predicates.text_of_field(no)})" for no in named if no not in force.searched]
    conditions = [predicates.Where("1 = 1", ())]
    for word in words.replace("\x00", " ").split()[:8]:
        folded = predicates.likeness(fold(word))
        tries = [predicates.Where("r.folded LIKE %s ESCAPE '!'", (folded,))]
        spellings = {
            folded,
            predicates.likeness(word.lower()),
            predicates.likeness(to_traditional(fold(word))),
        }
        for place in places:
            tries += [predicates.Where(f"{place} LIKE %s ESCAPE '!'", (one,)) for one in sorted(spellings)]
        conditions.append(predicates.either(tries))
    return predicates.both(*conditions)
