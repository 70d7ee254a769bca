"""Measures and reports taken apart into single values, and put together."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from zhangtu.schema.specs import Check, Column, Entered, Measure, Report, Title

_LANGUAGES: Final = ("zh", "en", "hant")
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

Path = tuple[str | int, ...]
Leaves = dict[Path, object]


def of_measure(measure: Measure) -> Leaves:
    """Take a measure apart."""
    leaves: Leaves = {(name,): getattr(measure, name) for name in _MEASURE}
    _title(leaves, ("title",), measure.title)
    _title(leaves, ("measured_in",), measure.measured_in)
    _title(leaves, ("help",), measure.help)
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
    _title(leaves, ("title",), report.title)
    _title(leaves, ("help",), report.help)
    leaves.update({("rows_by", name): said for name, said in report.rows_by.items()})
    leaves.update({("templates", kind): name for kind, name in report.templates.items()})
    for column in report.columns:
        own: Path = ("columns", column.name)
        leaves.update({(*own, name): getattr(column, name) for name in _COLUMN})
        _title(leaves, (*own, "title"), column.title)
    leaves["columns", order] = tuple(column.name for column in report.columns)
    for one in report.enter:
        own = ("enter", one.name)
        leaves.update({(*own, name): getattr(one, name) for name in _ENTERED})
        _title(leaves, (*own, "title"), one.title)
        _title(leaves, (*own, "help"), one.help)
    leaves["enter", order] = tuple(one.name for one in report.enter)
    for at, paragraph in enumerate(report.text, 1):
        _title(leaves, ("text", at), paragraph)
    names = list(checks) or [check.forbid for check in report.checks]
    for name, check in zip(names, report.checks, strict=True):
        leaves["checks", name, "forbid"] = check.forbid
        leaves["checks", name, "warn"] = check.warn
        _title(leaves, ("checks", name, "say"), check.say)
    leaves["checks", order] = tuple(names)
    return leaves


def to_measure(tree: Mapping[Any, Any]) -> Measure:
    """Put a measure together again."""
    return Measure(
        **{name: tree[name] for name in _MEASURE},
        title=_to_title(tree["title"]),
        measured_in=_optional(tree, "measured_in"),
        help=_optional(tree, "help"),
    )


def to_report(tree: Mapping[Any, Any], order: str) -> Report:
    """Put a report together again."""
    text = tree.get("text", {})
    return Report(
        **{name: tree[name] for name in _REPORT},
        title=_to_title(tree["title"]),
        help=_optional(tree, "help"),
        rows_by=tree.get("rows_by", {}),
        templates=tree.get("templates", {}),
        columns=tuple(
            Column(name, **{each: one[each] for each in _COLUMN}, title=_optional(one, "title"))
            for name, one in _ordered(tree["columns"], order)
        ),
        enter=tuple(
            Entered(
                name,
                _to_title(one["title"]),
                **{each: one[each] for each in _ENTERED},
                help=_optional(one, "help"),
            )
            for name, one in _ordered(tree["enter"], order)
        ),
        text=tuple(_to_title(text[at]) for at in sorted(text)),
        checks=tuple(
            Check(one["forbid"], _to_title(one["say"]), one["warn"])
            for _, one in _ordered(tree["checks"], order)
        ),
    )


def _title(leaves: Leaves, path: Path, title: Title | None) -> None:
    if title is not None:
        leaves.update({(*path, language): getattr(title, language) for language in _LANGUAGES})


def _to_title(tree: Mapping[str, str]) -> Title:
    return Title(*(tree.get(language, "") for language in _LANGUAGES))


def _optional(tree: Mapping[Any, Any], key: str) -> Title | None:
    return _to_title(tree[key]) if key in tree else None


def _ordered(tree: Mapping[Any, Any], order: str) -> Iterable[tuple[Any, Any]]:
    names = [name for name in tree.get(order, ()) if name in tree]
    names += [name for name in tree if name != order]
    return [(name, tree[name]) for name in dict.fromkeys(names)]
