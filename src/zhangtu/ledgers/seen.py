"""The one rule for two people at the same row: a change is refused only if what it rests on changed since."""

from collections.abc import Iterable, Mapping
from typing import Final

from zhangtu.journal import queries as journal
from zhangtu.journal.queries import EntryView
from zhangtu.ledgers import showing, texts
from zhangtu.ledgers.budgets import moment
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.refusals import ChangedError, Conflict
from zhangtu.ledgers.sql import Stored
from zhangtu.people import queries as people

#: A change of these since then refuses every change.
_ALWAYS: Final = frozenset({texts.STATE, texts.WITHDRAWN})
#: What the rest of a row is called.
_BESIDE: Final[Mapping[str, tuple[str, str]]] = {
    texts.UNIT: ("单位", "the unit"),
    texts.POST: ("岗位", "the post"),
    texts.PERSON: ("人员", "the person"),
    texts.STATE: ("状态", "the state"),
    texts.WITHDRAWN: ("是否撤销", "whether it is withdrawn"),
    texts.DUE: ("到期时间", "when it is due"),
}


def rests_on(force: InForce, fields: Iterable[int]) -> frozenset[int]:
    """What a change of some fields rests on.

    Args:
        force: The ledger.
        fields: The numbers of the fields it sets.

    Returns:
        Those fields, the fields that a computed value it renews reads, and those that a check of it reads.
    """
    found = set(fields)
    for one in force.stored:
        if not one.expression.fields.isdisjoint(found):
            found |= one.expression.fields | {one.field.no}
    for check in force.checks:
        if not check.reads.isdisjoint(found):
            found |= check.reads
    return frozenset(found)


def check(
    force: InForce,
    row: Stored,
    mine: Mapping[str, str],
    *,
    seen: int,
    masked: frozenset[int] = frozenset(),
) -> None:
    """Refuse a change whose ground was changed after it was looked at.

    Args:
        force: The row's ledger.
        row: The row as it is now, read under the writer's lock.
        mine: Field key → JSON text the change is to write; keys as in entries, ``@unit`` and others too.
        seen: The number of the last entry that was looked at; one no entry has yet counts as nothing seen.
        masked: The fields masked for whoever changes: the refusal shows only their mask.

    Raises:
        ChangedError: A field it sets, a field its check or computed value reads, or the state changed since.
    """
    if row.version < seen > journal.last_number():
        seen = 0
    if row.version <= seen:
        return
    numbers = rests_on(force, (int(key) for key in mine if key.isdecimal()))
    ground = _ALWAYS.union(map(str, numbers), mine)
    last: dict[str, EntryView] = {}
    for entry in journal.history(force.ledger.name, row.id):
        if entry.number > seen:
            last.update(dict.fromkeys(ground.intersection({*entry.values, *entry.removed}), entry))
    if last:
        raise _refusal(force, row, mine, last, masked)


def _refusal(
    force: InForce,
    row: Stored,
    mine: Mapping[str, str],
    last: Mapping[str, EntryView],
    masked: frozenset[int],
) -> ChangedError:
    """The refusal with both values of every field concerned."""
    present = {str(no): text for no, text in texts.apart(row.values).items()}
    present |= {texts.STATE: texts.text_of(row.state), texts.WITHDRAWN: texts.text_of(row.withdrawn)}
    present |= {texts.UNIT: str(row.unit), texts.POST: str(row.post), texts.PERSON: str(row.person)}
    conflicts = [
        Conflict(
            name=_name(force, key),
            theirs=shown(force, key, present.get(key, texts.EMPTIED), masked),
            mine=shown(force, key, mine.get(key, texts.EMPTIED), masked),
            entry=entry.number,
            person=entry.actor.person,
            post=entry.actor.post,
            machine=entry.actor.machine,
            at=moment(entry.at),
            title=_title(force, key)[0],
            title_en=_title(force, key)[1],
        )
        for key, entry in sorted(last.items())
    ]
    newest = max(conflicts, key=lambda one: one.entry)
    person = people.person(newest.person) if newest.person else None
    return ChangedError(conflicts, person.name if person is not None else newest.machine)


def _title(force: InForce, key: str) -> tuple[str, str]:
    """What a field, or what a row has besides, is called in Simplified Chinese and in English."""
    if not key.isdecimal():
        return _BESIDE.get(key, (key, key))
    title = force.numbered[int(key)].title
    return title.zh, title.en or title.zh


def _name(force: InForce, key: str) -> str:
    return force.numbered[int(key)].name if key.isdecimal() else key


def shown(force: InForce, key: str, text: str, masked: frozenset[int], language: str = "zh-hans") -> str:
    """A value of an entry as somebody may see it.

    Args:
        force: The ledger.
        key: The field's key in the entry.
        text: Its JSON text.
        masked: The fields that are masked.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        Words; empty for an emptied field.
    """
    value = texts.value_of(text)
    if value is None:
        return ""
    if not key.isdecimal():
        return showing.beside(key, value)
    spec = force.numbered[int(key)]
    kind = force.types[spec.no]
    value = kind.loaded(value)
    return kind.masked(value, spec) if spec.no in masked else showing.words(force, spec, value, language)
