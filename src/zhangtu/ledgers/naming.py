"""What rows, units, posts and persons that values point to are called, many at once, for one reader."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from zhangtu.kernel.clock import today
from zhangtu.ledgers import definitions, policies, sql, texts, views
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.views import RowView
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.schema.specs import Field


def titles(uids: Iterable[UUID], scope: Scope, language: str) -> dict[UUID, str]:
    """What rows are called, where the reader may see them; two queries whatever their number.

    Args:
        uids: The rows.
        scope: The reader's.
        language: For titles of choices.

    Returns:
        Uid → title; rows out of scope are left out.
    """
    known = definitions.known()
    found = {}
    for row in sql.rows_by_uids(set(uids)):
        force = known.registered.get(row.ledger)
        if force is not None and policies.sees(scope, force, row):
            values = force.loaded(texts.objects(row.values))
            found[row.uid] = views.title(force, values, force.personal, language)
    return found


class Names:
    """Says values of some rows as people read them."""

    def __init__(self, force: InForce, rows: Sequence[RowView], scope: Scope, language: str) -> None:
        """Fetch what the values point to.

        Args:
            force: The ledger.
            rows: The rows.
            scope: The reader's.
            language: ``zh-hans``, ``zh-hant`` or ``en``.
        """
        self._force = force
        self._language = language
        pointing = [spec.name for spec in force.fields.values() if spec.no in force.references]
        uids = {
            uid
            for row in rows
            for name in pointing
            if name not in row.masked
            for uid in _several(row.values.get(name))
        }
        self.rows: Mapping[UUID, str] = titles(uids, scope, language) if uids else {}
        # asked once: whether the tree has changed is a question to the database
        self._forest = people.forest()
        self._today = today()
        # what few words say is asked for again and again: units and choices stand in many rows
        self._units: dict[int, str] = {}
        self._choices: dict[tuple[int, Any], str] = {}
        persons = [spec.name for spec in force.fields.values() if spec.type == "person"]
        numbers = {one for row in rows for name in persons for one in _several(row.values.get(name))}
        self._persons = people.persons(numbers) if numbers else {}

    def say(self, spec: Field, value: Any) -> str:
        """A value as words; empty for an empty field, a row out of scope by its uid.

        Args:
            spec: The field.
            value: Its value, as ``RowView`` has it, not masked.
        """
        if value is None or value == ():
            return ""
        if spec.type == "reference":
            return "、".join(self.rows.get(one, str(one)) for one in _several(value))
        if spec.type in ("unit", "post", "person"):
            return "、".join(self._called(spec.type, one) for one in _several(value))
        if spec.type not in ("choice", "yes_no"):
            return self._force.types[spec.no].show(value, spec, self._language)
        key = (spec.no, value)
        if key not in self._choices:
            self._choices[key] = self._force.types[spec.no].show(value, spec, self._language)
        return self._choices[key]

    def unit(self, number: int) -> str:
        """What a unit is called today; empty for none."""
        if number not in self._units:
            self._units[number] = self._forest.name_on(number, self._today) if number else ""
        return self._units[number]

    def _called(self, kind: str, number: int) -> str:
        if kind == "unit":
            return self.unit(number) or str(number)
        if kind == "person":
            person = self._persons.get(number)
            return str(number) if person is None else person.name
        states = people.post_states(number)
        return states[-1].name if states else str(number)


def _several(value: Any) -> Sequence[Any]:
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)
