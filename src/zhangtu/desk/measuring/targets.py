"""What is to be reached: targets of plans bound to a measure, held against its figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import tongue
from zhangtu.ledgers import definitions, policies
from zhangtu.ledgers import queries as ledgers
from zhangtu.ledgers.predicates import Filter, Op
from zhangtu.ledgers.views import RowView
from zhangtu.measures import comparing, reading
from zhangtu.measures.cells import OFFICE, Cell
from zhangtu.people.scope import Right
from zhangtu.schema.specs import Measure

#: The ledger of targets.
LEDGER: Final = "targets"
_SIGNS: Final = {"at_least": ">=", "at_most": "<=", "equal": "=", "more": ">", "less": "<"}
_SHOWN: Final = {">=": "≥", "<=": "≤", "=": "=", ">": ">", "<": "<"}
#: Targets looked at.
_MOST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Target:
    """A target that is bound to a measure.

    Attributes:
        uid: Its row.
        measure: The measure's name.
        words: What the plan says.
        sign: ``>=``, ``>``, ``<=``, ``<`` or ``=``.
        value: What is to be reached, as it is written.
        per_cent: Whether that is in per cent.
        by_day: The last day to reach it; ``None`` where none is said.
        units: The units it is for.
    """

    uid: UUID
    measure: str
    words: str
    sign: str
    value: Decimal
    per_cent: bool
    by_day: date | None
    units: frozenset[int]


@dataclass(frozen=True, slots=True)
class Held:
    """A figure held against a target, as it is shown.

    Attributes:
        uid: The target's row.
        words: What the plan says.
        wanted: The target in short, its day behind it.
        reached: Whether it is reached; ``None`` where there is no figure.
    """

    uid: UUID
    words: str
    wanted: str
    reached: bool | None

    @property
    def judged(self) -> str:
        """``better`` where it is reached, ``worse`` where not; empty where nothing can be said."""
        return {True: "better", False: "worse"}.get(self.reached, "") if self.reached is not None else ""

    @property
    def sign(self) -> str:
        """A shape beside the word."""
        return {"better": "✔", "worse": "✘"}.get(self.judged, "?")

    @property
    def said(self) -> str:
        """Whether it is reached, in words."""
        return {"better": _("已达到"), "worse": _("未达到")}.get(self.judged, _("还没有数"))


def bound(visit: Visit, measures: Iterable[str]) -> Mapping[str, tuple[Target, ...]]:
    """The targets in somebody's scope that are bound to measures.

    Args:
        visit: The reader.
        measures: Names of measures.

    Returns:
        Measure → its targets, the earliest day first. None where the office keeps no targets, or the reader
        may not read them.
    """
    force = definitions.known().ledgers.get(LEDGER)
    if force is None or not policies.can(visit.scope, Right.READ, force):
        return {}
    wanted = [Filter("state", Op.IN, ["bound"]), Filter("measure", Op.IN, sorted(set(measures)))]
    page = ledgers.rows(LEDGER, visit.scope, where=wanted, limit=_MOST, live=(), counted=False)
    found: dict[str, list[Target]] = {}
    for row in page.rows:
        one = _target(row)
        found.setdefault(one.measure, []).append(one)
    return {name: tuple(sorted(those, key=_soonest)) for name, those in found.items()}


def _target(row: RowView) -> Target:
    values = row.values
    of_unit = values.get("of_unit")
    return Target(
        row.uid,
        values["measure"],
        values.get("words", ""),
        _SIGNS[values["op"]],
        values["value"],
        "%" in (values.get("measured_in") or "").replace("％", "%"),
        values.get("by_day"),
        frozenset({of_unit} if of_unit else {row.unit, OFFICE}),
    )


def _soonest(one: Target) -> tuple[bool, date]:
    return one.by_day is None, one.by_day or date.min


def held(cell: Cell | None, targets: Iterable[Target], spec: Measure) -> list[Held]:
    """A figure against the targets of its unit whose day has not gone by before the period.

    Args:
        cell: The figure; ``None`` while there is none.
        targets: The measure's targets.
        spec: The measure.

    Returns:
        Each of them that is for the unit.
    """
    if cell is None or cell.closed:
        return []
    return [
        _held(cell, one, spec)
        for one in targets
        if cell.unit in one.units and (one.by_day is None or one.by_day >= cell.period.begin)
    ]


def _held(cell: Cell, one: Target, spec: Measure) -> Held:
    value = one.value / 100 if spec.shown == "share" and (one.per_cent or one.value > 1) else one.value
    wanted = f"{_SHOWN[one.sign]} {reading.shown(value, spec, tongue())}"
    if one.by_day is not None:
        wanted = _("%(wanted)s（%(day)s 前）") % {"wanted": wanted, "day": one.by_day}
    return Held(one.uid, one.words, wanted, comparing.reached(cell.value, one.sign, value))
