"""Measures and reports taken apart into single values, and put together."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from zhangtu.schema.leaf_pieces import Leaves, Path, optional_title, ordered, put_title, to_title
from zhangtu.schema.specs import Check, Column, Entered, Measure, Report

_MEASURE: Final = (
    "name", "of", "value", "where", "at", "on", "unit", "by", "better", "shown", "places", "open_to",
    "synonyms", "removed", "why", "pack",
)  # fmt: skip
_REPORT: Final = (
    "name", "every", "due", "sender", "to", "rows", "compare", "sign", "begins", "ends", "removed", "why",
    "pack",
)  # fmt: skip
_COLUMN: Final = ("measure", "value", "over", "shown")
_ENTERED: Final = ("type", "required", "each")


def of_measure(measure: Measure) -> Leaves:
    """Take a measure apart."""
    leaves: Leaves = {(name,): getattr(measure, name) for name in _MEASURE}
    put_title(leaves, ("title",), measure.title)
    put_title(leaves, ("measured_in",), measure.measured_in)
    put_title(leaves, ("help",), measure.help)
    return leaves


def of_report(report: Report, checks: Sequence[str], order: str) -> Leaves:
    """Take a report apart.

    Args:
        report: The report.
        checks: What to know its checks by, in their order; their expressions if empty.
        order: The last word of the paths under which orders stand.

    Returns:
        Its single values.
    """
    leaves: Leaves = {(name,): getattr(report, name) for name in _REPORT}
    put_title(leaves, ("title",), report.title)
    put_title(leaves, ("help",), report.help)
    leaves.update({("rows_by", name): said for name, said in report.rows_by.items()})
    leaves.update({("templates", kind): name for kind, name in report.templates.items()})
    for column in report.columns:
        own: Path = ("columns", column.name)
        leaves.update({(*own, name): getattr(column, name) for name in _COLUMN})
        put_title(leaves, (*own, "title"), column.title)
    leaves["columns", order] = tuple(column.name for column in report.columns)
    for one in report.enter:
        own = ("enter", one.name)
        leaves.update({(*own, name): getattr(one, name) for name in _ENTERED})
        put_title(leaves, (*own, "title"), one.title)
        put_title(leaves, (*own, "help"), one.help)
    leaves["enter", order] = tuple(one.name for one in report.enter)
    for at, paragraph in enumerate(report.text, 1):
        put_title(leaves, ("text", at), paragraph)
    names = list(checks) or [check.forbid for check in report.checks]
    for name, check in zip(names, report.checks, strict=True):
        leaves["checks", name, "forbid"] = check.forbid
        leaves["checks", name, "warn"] = check.warn
        put_title(leaves, ("checks", name, "say"), check.say)
    leaves["checks", order] = tuple(names)
    return leaves


def to_measure(tree: Mapping[Any, Any]) -> Measure:
    """Put a measure together again."""
    return Measure(
        **{name: tree[name] for name in _MEASURE},
        title=to_title(tree["title"]),
        measured_in=optional_title(tree, "measured_in"),
        help=optional_title(tree, "help"),
    )


def to_report(tree: Mapping[Any, Any], order: str) -> Report:
    """Put a report together again."""
    text = tree.get("text", {})
    return Report(
        **{name: tree[name] for name in _REPORT},
        title=to_title(tree["title"]),
        help=optional_title(tree, "help"),
        rows_by=tree.get("rows_by", {}),
        templates=tree.get("templates", {}),
        columns=tuple(
            Column(name, **{each: one[each] for each in _COLUMN}, title=optional_title(one, "title"))
            for name, one in ordered(tree["columns"], order)
        ),
        enter=tuple(
            Entered(
                name,
                to_title(one["title"]),
                **{each: one[each] for each in _ENTERED},
                help=optional_title(one, "help"),
            )
            for name, one in ordered(tree["enter"], order)
        ),
        text=tuple(to_title(text[at]) for at in sorted(text)),
        checks=tuple(
            Check(one["forbid"], to_title(one["say"]), one["warn"])
            for _, one in ordered(tree["checks"], order)
        ),
    )
