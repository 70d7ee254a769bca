"""What the parts of a figure are called: units, values of fields, posts, states."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.desk.measuring.asking import HEAT, TILES, TIME, UNITS
from zhangtu.ledgers import definitions
from zhangtu.ledgers import queries as ledgers
from zhangtu.ledgers.compiled import InForce
from zhangtu.measures.cells import OFFICE, Plain
from zhangtu.measures.defined import Defined
from zhangtu.people import queries as people
from zhangtu.schema.specs import Field

_DOT: Final = "·"


def field_of(one: Defined, name: str) -> tuple[InForce, Field]:
    """The field a figure is parted by, and its ledger; names may go one step through a reference."""
    force = one.force
    *steps, last = name.split(".")
    for step in steps:
        force = definitions.known().ledger(force.fields[step].target)
    return force, force.fields[last]


def title_of(one: Defined, name: str) -> str:
    """What it is called that a figure is parted by."""
    fixed = {
        UNITS: _("单位"),
        TIME: _("时间"),
        HEAT: _("单位和时间"),
        TILES: _("单位网格"),
        "@post": _("岗位"),
        "@state": _("办理状态"),
    }
    if name in fixed:
        return fixed[name]
    parts, force = [], one.force
    for step in name.split("."):
        parts.append(titled(force.fields[step].title))
        if force.fields[step].target in definitions.known().ledgers:
            force = definitions.known().ledger(force.fields[step].target)
    return _DOT.join(parts)


def unit_name(unit: int, day: date) -> str:
    """What a unit is called on a day."""
    return _("全部单位") if unit == OFFICE else people.name_on(unit, day) or str(unit)


def text_of(key: Plain) -> str:
    """A key as it stands in an address; empty for nothing."""
    if key is None:
        return ""
    if isinstance(key, bool):
        return "yes" if key else "no"
    if isinstance(key, Decimal):
        return f"{key.normalize():f}"
    return key.isoformat() if hasattr(key, "isoformat") else str(key)


def called(one: Defined, name: str, keys: Iterable[Plain], visit: Visit) -> dict[Plain, str]:
    """What keys are called for a reader.

    Args:
        one: The measure.
        name: What it is parted by.
        keys: The keys.
        visit: The reader.

    Returns:
        Key → words.
    """
    known = list(keys)
    found: dict[Plain, str] = {key: text_of(key) for key in known if key is not None}
    if name == "@post":
        found = {key: _post(key) for key in found}
    elif not name.startswith("@"):
        found = _values(*field_of(one, name), list(found), visit)
    return {key: found.get(key, "") or _("（空）") for key in known}


def _post(key: Plain) -> str:
    states = people.post_states(key) if isinstance(key, int) else []
    return states[-1].name if states else str(key)


def _values(force: InForce, spec: Field, keys: list[Plain], visit: Visit) -> dict[Plain, str]:
    numbers = [key for key in keys if isinstance(key, int) and not isinstance(key, bool)]
    if spec.type == "unit":
        return {key: unit_name(key, visit.today) for key in numbers}
    if spec.type == "post":
        return {key: _post(key) for key in numbers}
    if spec.type == "reference":
        rows = ledgers.of_numbers(force.numbered[spec.no].target, visit.scope, numbers, live=())
        seen = {row.id: row.title for row in rows}
        return {key: seen.get(key, _("（您看不到的记录）")) for key in numbers}
    if spec.type == "computed" or spec.no not in force.types:
        return {key: _plain(key) for key in keys}
    return {key: _plain(key) if isinstance(key, bool) else _shown(force, spec, key) for key in keys}


def _shown(force: InForce, spec: Field, key: Plain) -> str:
    value = (key,) if spec.type == "choices" else key
    return force.types[spec.no].show(value, spec, tongue())


def _plain(key: Plain) -> str:
    if isinstance(key, bool):
        return _("是") if key else _("否")
    return text_of(key)
