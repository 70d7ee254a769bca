"""Scheduled reports as reports in force: found by name beside those that packs and offices define."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from zhangtu.ledgers import definitions
from zhangtu.ledgers.definitions import Known, ReportInForce
from zhangtu.reports.models import Scheduled
from zhangtu.reports.wording import CONTENT
from zhangtu.schema.reporting import read_report
from zhangtu.schema.specs import Column, Entered, Report, Title

#: Before the names of scheduled reports.
NAME: Final = "asked_"
#: Before the numbers of the units that submit, in ``Report.sender``; of the one that receives, in ``to``.
FROM: Final = "units "
TO: Final = "unit "
#: What people enter where a report has no definition of its own.
TEXT: Final = "content"


@dataclass(slots=True)
class _Made:
    """Those made ready for the definitions in force."""

    mark: Any = None
    forces: dict[str, ReportInForce] | None = None


_MADE: Final = _Made()


def name_of(one: Scheduled) -> str:
    """The name under which units submit it."""
    return f"{NAME}{one.uid.hex}"


def mark() -> tuple[int, int]:
    """A word that differs when another is scheduled or withdrawn."""
    return Scheduled.objects.count(), Scheduled.objects.filter(stopped=None).count()


def in_use() -> dict[str, ReportInForce]:
    """Those that are expected, by name."""
    return {name_of(one): force(one) for one in Scheduled.objects.filter(stopped=None)}


def force_of(name: str, known: Known | None = None) -> ReportInForce | None:
    """A report by name: a defined one, or one that is or was scheduled.

    Args:
        name: Its name.
        known: The definitions; those in force if left out.
    """
    found = (known or definitions.known()).reports.get(name)
    if found is not None or not name.startswith(NAME):
        return found
    try:
        uid = UUID(hex=name.removeprefix(NAME))
    except ValueError:
        return None
    one = Scheduled.objects.filter(uid=uid).first()
    return None if one is None else force(one)


def force(one: Scheduled) -> ReportInForce:
    """A scheduled report made ready; kept until definitions change."""
    known = definitions.known()
    if _MADE.mark != known.mark or _MADE.forces is None:
        _MADE.mark, _MADE.forces = known.mark, {}
    name = name_of(one)
    if name not in _MADE.forces:
        _MADE.forces[name] = _force(one, known)
    return _MADE.forces[name]


def _force(one: Scheduled, known: Known) -> ReportInForce:
    """What it is filled like may go out of use: then what is left is asked for, text at least."""
    based = known.reports.get(one.based)
    if based is not None and based.report.removed is None:
        spec = _own(based.report, one)
        return ReportInForce(spec, based.id, based.version, spec, based.read)
    spec = _own(plain(one.title, [name for name in one.measures if name in known.measures]), one)
    read, faults = read_report(spec, {name: each.measure for name, each in known.measures.items()})
    assert read is not None, faults  # measures of their own ledgers, side by side, can always be read
    return ReportInForce(spec, 0, 0, spec, read)


def _own(spec: Report, one: Scheduled) -> Report:
    title = Title(one.title, one.title, "")
    to = f"outside:{one.outside}" if one.outside else f"{TO}{one.receiver}"
    return replace(
        spec, name=name_of(one), title=title, every=one.every, due=one.due, begins=one.begins, ends=one.ends,
        sender=FROM + " ".join(map(str, one.units)), to=to, pack="",
    )  # fmt: skip


def plain(title: str, measures: Iterable[str]) -> Report:
    """A report with measures as its columns and what people write below them.

    Args:
        title: What it is called.
        measures: Names of measures; none for text only.
    """
    columns = tuple(Column(name, name) for name in measures)
    zh, en = CONTENT
    asked = Entered(TEXT, Title(zh, "", en), required=not columns)
    braces = f"{{{TEXT}}}"
    return Report(
        TEXT, Title(title), "", "", columns=columns, enter=(asked,), text=(Title(braces, braces, braces),)
    )
