"""Values as words where the number alone says nothing: units, posts and persons by name, rows by uid."""

from typing import Any

from zhangtu.ledgers import sql, texts
from zhangtu.ledgers.compiled import InForce
from zhangtu.people import queries as people
from zhangtu.schema.specs import Field


def words(force: InForce, spec: Field, value: Any, language: str) -> str:
    """A value as people read it.

    Args:
        force: The ledger.
        spec: The field.
        value: Its value.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        Words. A row referred to is shown by its uid: what it is called may not be open to the reader.
    """
    if spec.type not in ("unit", "post", "person", "reference"):
        return force.types[spec.no].show(value, spec, language)
    numbers = value if isinstance(value, tuple | list) else (value,)
    return "、".join(_named(spec.type, int(number)) for number in numbers)


def beside(key: str, value: Any) -> str:
    """What a row has besides its fields, as words.

    Args:
        key: Its key in entries.
        value: Its value.

    Returns:
        The name of a unit, post or person; anything else as it is.
    """
    kind = {texts.UNIT: "unit", texts.POST: "post", texts.PERSON: "person"}.get(key)
    return str(value) if kind is None else _named(kind, int(value))


def _named(kind: str, number: int) -> str:
    if kind == "unit":
        return people.name_on(number) or str(number)
    if kind == "post":
        states = people.post_states(number)
        return states[-1].name if states else str(number)
    if kind == "person":
        person = people.person(number)
        return str(number) if person is None else person.name
    return str(sql.uids([number]).get(number, number))
