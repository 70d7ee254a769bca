"""The filters that are on, as words one can take away one by one."""

from dataclasses import dataclass
from uuid import UUID

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.grid.asking import UNIT, Asked
from zhangtu.desk.grid.columns import unit_column
from zhangtu.ledgers import naming
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.looking import uid_of
from zhangtu.people import queries as people


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter.

    Attributes:
        name: The name of its column.
        title: What the column is called.
        words: What is asked of it, as people read it.
        without: The address that asks the same without it.
        hidden: Whether what was typed is a name nobody reads, which stands in no field.
    """

    name: str
    title: str
    words: str
    without: str
    hidden: bool


def chips(force: InForce, asked: Asked, visit: Visit) -> list[Chip]:
    """The filters that are on.

    Args:
        force: The ledger.
        asked: What is asked.
        visit: Who looks.
    """
    uids = {name: uid for name, typed in asked.typed.items() if (uid := uid_of(typed)) is not None}
    rows = naming.titles(uids.values(), visit.scope, tongue()) if uids else {}
    return [
        Chip(
            name,
            unit_column().title if name == UNIT else titled(force.fields[name].title),
            _called(force, name, uids[name], rows) if name in uids else typed.lstrip("="),
            asked.without(name),
            name in uids,
        )
        for name, typed in asked.typed.items()
    ]


def _called(force: InForce, name: str, uid: UUID, rows: dict[UUID, str]) -> str:
    """What something is called that a filter names by its name to the outside."""
    kind = "unit" if name == UNIT else force.fields[name].type
    if kind == "unit":
        return people.name_on(people.unit_of_uid(uid)) or str(uid)
    if kind == "post":
        states = people.post_states(people.post_of_uid(uid))
        return states[-1].name if states else str(uid)
    if kind == "person":
        person = people.person(people.person_of_uid(uid))
        return str(uid) if person is None else person.name
    return rows.get(uid, str(uid))
