"""A reading as plain values for JSON: format 1."""

from typing import Any

from zhangtu.kernel.problems import Problem
from zhangtu.reading.model import Deadline, Item, Reading, ReportAsked, Target
from zhangtu.reading.wording import say_problem

#: Number of the format; a reader of the JSON may rely on every name in it.
FORMAT = 1


def as_json(reading: Reading, language: str = "zh-hans") -> dict[str, Any]:
    """A reading as values that the json module can write.

    Args:
        reading: The reading.
        language: Language of the sentences about problems: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        The names and shapes of format 1; offsets count characters of ``text``.
    """
    facts = reading.document
    return {
        "format": FORMAT,
        "script": reading.script,
        "year": reading.year,
        "document": {
            "title": facts.title,
            "number": facts.number,
            "issuer": facts.issuer,
            "issued": facts.issued.isoformat() if facts.issued else None,
        },
        "text": reading.text,
        "items": [_item(item) for item in reading.items],
        "targets": [_target(target) for target in reading.targets],
        "reports": [_report(report) for report in reading.reports],
        "problems": [_problem(problem, reading.text, language) for problem in reading.problems],
        "leaves": [
            {"start": leaf.start, "end": leaf.end, "kind": leaf.kind.value} for leaf in reading.leaves
        ],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "path": list(item.path),
        "label": item.label,
        "title": item.title,
        "start": item.start,
        "end": item.end,
        "deadline": _deadline(item.deadline),
        "other_deadlines": [_deadline(one) for one in item.other_deadlines],
        "lead_units": list(item.lead_units),
        "support_units": list(item.support_units),
        "inherited": list(item.inherited),
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "kind": deadline.kind.value,
        "start": deadline.start.isoformat() if deadline.start else None,
        "end": deadline.end.isoformat() if deadline.end else None,
        "rule": None if deadline.rule is None else str(deadline.rule),
        "hour": deadline.hour.isoformat("minutes") if deadline.hour else None,
        "raw": deadline.raw,
    }


def _target(target: Target) -> dict[str, Any]:
    value = int(target.value) if target.value == int(target.value) else target.value
    return {
        "start": target.start,
        "end": target.end,
        "metric": target.metric,
        "op": target.op,
        "value": value,
        "unit": target.unit,
    }


def _report(report: ReportAsked) -> dict[str, Any]:
    return {
        "start": report.start,
        "end": report.end,
        "from": report.sender,
        "to": report.to,
        "what": report.what,
        "rule": report.rule,
    }


def _problem(problem: Problem, text: str, language: str) -> dict[str, Any]:
    return {
        "start": problem.start,
        "end": problem.end,
        "kind": problem.kind,
        "severity": problem.severity.value,
        "message": say_problem(problem, language),
        "suggestion": _mended(problem, text),
    }


def _mended(problem: Problem, text: str) -> str | None:
    """What to write in place of the whole stretch a problem points at."""
    repair = problem.repair
    if repair is None or not problem.start <= repair.start <= repair.end <= problem.end:
        return None if repair is None else repair.text
    return text[problem.start : repair.start] + repair.text + text[repair.end : problem.end]
