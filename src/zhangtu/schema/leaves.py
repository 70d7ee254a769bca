"""A definition taken apart into single values, fields by number and choices by code, and put together."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from zhangtu.schema.leaf_pieces import Leaves, Path, ordered, put_title, to_title
from zhangtu.schema.leaves_of_figures import of_measure, of_report, to_measure, to_report
from zhangtu.schema.leaves_of_procedures import of_procedure, to_procedure
from zhangtu.schema.specs import (
    Check,
    Choice,
    ChoiceList,
    Field,
    Ledger,
    Measure,
    Pages,
    Procedure,
    Report,
    Spec,
    Table,
    TableRow,
)

One = TypeVar("One", Ledger, Table, ChoiceList, Measure, Report, Procedure)

#: The last word of the path under which the order of things stands; no code or name is empty.
ORDER = ""
_FIELD = (
    "name", "type", "required", "unique", "personal", "search", "target", "default", "value", "live",
    "set_by", "synonyms", "removed", "why",
)  # fmt: skip
_LEDGER = ("name", "scope", "shared_with", "secret", "pack")
#: Names of fields in what a row is called.
BRACES = re.compile(r"\{([^{}]*)\}")


def take_apart(spec: Spec, checks: Sequence[str] = ()) -> Leaves:
    """Take a definition apart.

    Args:
        spec: The definition.
        checks: What to know its checks by, in their order; their expressions if left out.

    Returns:
        Its single values. Fields named by pages, key and row template are named by number, so that a field
        may get another name.
    """
    if isinstance(spec, Ledger):
        return _ledger(spec, checks)
    if isinstance(spec, Table):
        return _table(spec)
    if isinstance(spec, Measure):
        return of_measure(spec)
    if isinstance(spec, Report):
        return of_report(spec, checks, ORDER)
    if isinstance(spec, Procedure):
        return of_procedure(spec, ORDER)
    leaves: Leaves = {("name",): spec.name}
    put_title(leaves, ("title",), spec.title)
    _choices(leaves, ("choices",), spec.choices)
    return leaves


def put_together(leaves: Leaves, like: One) -> One:
    """Put a definition together again.

    Args:
        leaves: Its single values.
        like: A definition of the same kind.

    Returns:
        The definition: what ``take_apart`` took apart, unchanged.
    """
    tree = _tree(leaves)
    if isinstance(like, Ledger):
        return _to_ledger(tree)
    if isinstance(like, Table):
        return _to_table(tree)
    if isinstance(like, Measure):
        return to_measure(tree)
    if isinstance(like, Report):
        return to_report(tree, ORDER)
    if isinstance(like, Procedure):
        return to_procedure(tree, ORDER)
    return ChoiceList(tree["name"], to_title(tree["title"]), _to_choices(tree["choices"]))


def _choices(leaves: Leaves, path: Path, choices: Iterable[Choice]) -> None:
    order = []
    for choice in choices:
        own = (*path, choice.code)
        order.append(choice.code)
        put_title(leaves, (*own, "title"), choice.title)
        leaves[*own, "removed"] = choice.removed
        leaves[*own, "synonyms"] = choice.synonyms
    leaves[*path, ORDER] = tuple(order)


def _ledger(ledger: Ledger, checks: Sequence[str]) -> Leaves:
    numbers = {field.name: field.no for field in ledger.fields if field.name}
    leaves: Leaves = {(name,): getattr(ledger, name) for name in _LEDGER}
    put_title(leaves, ("title",), ledger.title)
    leaves["row",] = BRACES.sub(lambda found: f"{{{numbers.get(found[1], found[1])}}}", ledger.row)
    leaves["key",] = tuple(numbers.get(name, name) for name in ledger.key)
    for field in ledger.fields:
        _field(leaves, field)
    names = list(checks) or [check.forbid for check in ledger.checks]
    for name, check in zip(names, ledger.checks, strict=True):
        leaves["checks", name, "forbid"] = check.forbid
        leaves["checks", name, "warn"] = check.warn
        put_title(leaves, ("checks", name, "say"), check.say)
    leaves["checks", ORDER] = tuple(names)
    pages = ledger.pages
    leaves["pages", "columns"] = tuple(numbers.get(name, name) for name in pages.columns)
    leaves["pages", "filters"] = tuple(numbers.get(name, name) for name in pages.filters)
    leaves["pages", "panels"] = tuple(
        tuple(numbers.get(name, name) for name in panel) for panel in pages.panels
    )
    return leaves


def _field(leaves: Leaves, field: Field) -> None:
    own: Path = ("fields", field.no)
    leaves.update({(*own, name): getattr(field, name) for name in _FIELD})
    put_title(leaves, (*own, "title"), field.title)
    if field.help is not None:
        put_title(leaves, (*own, "help"), field.help)
    leaves.update({(*own, "options", name): value for name, value in field.options.items()})
    _choices(leaves, (*own, "of"), field.of)


def _table(table: Table) -> Leaves:
    leaves: Leaves = {("name",): table.name, ("keys",): table.keys}
    put_title(leaves, ("title",), table.title)
    order = []
    for row in table.rows:
        keys = (str(row.values.get(key, "")) for key in table.keys)
        name = " · ".join((*keys, row.begins.isoformat()))
        order.append(name)
        leaves.update({("rows", name, "values", column): value for column, value in row.values.items()})
        for attribute in ("begins", "ends", "authority", "sure"):
            leaves["rows", name, attribute] = getattr(row, attribute)
    leaves["rows", ORDER] = tuple(order)
    return leaves


def _tree(leaves: Leaves) -> dict[Any, Any]:
    tree: dict[Any, Any] = {}
    for path, value in leaves.items():
        at = tree
        for step in path[:-1]:
            at = at.setdefault(step, {})
        at[path[-1]] = value
    return tree


def _to_choices(tree: dict[Any, Any]) -> tuple[Choice, ...]:
    return tuple(
        Choice(code, to_title(one["title"]), one["removed"], one["synonyms"])
        for code, one in ordered(tree, ORDER)
    )


def _to_ledger(tree: dict[Any, Any]) -> Ledger:
    fields = {no: _to_field(no, one) for no, one in sorted(tree.get("fields", {}).items())}

    def name(number: Any) -> Any:
        return fields[number].name if number in fields else number

    pages = tree["pages"]
    return Ledger(
        **{attribute: tree[attribute] for attribute in _LEDGER},
        title=to_title(tree["title"]),
        row=BRACES.sub(lambda found: f"{{{_row_name(found[1], fields)}}}", tree["row"]),
        key=tuple(name(one) for one in tree["key"]),
        fields=tuple(fields.values()),
        checks=tuple(
            Check(one["forbid"], to_title(one["say"]), one["warn"])
            for _, one in ordered(tree["checks"], ORDER)
        ),
        pages=Pages(
            columns=tuple(name(one) for one in pages["columns"]),
            filters=tuple(name(one) for one in pages["filters"]),
            panels=tuple(tuple(name(one) for one in panel) for panel in pages["panels"]),
        ),
    )


def _row_name(said: str, fields: Mapping[int, Field]) -> str:
    number = int(said) if said.isdecimal() else 0
    return fields[number].name if number in fields else said


def _to_field(no: int, tree: dict[Any, Any]) -> Field:
    return Field(
        no=no,
        **{attribute: tree[attribute] for attribute in _FIELD},
        title=to_title(tree["title"]),
        help=to_title(tree["help"]) if "help" in tree else None,
        of=_to_choices(tree["of"]),
        options=tree.get("options", {}),
    )


def _to_table(tree: dict[Any, Any]) -> Table:
    rows = (
        TableRow(one.get("values", {}), one["begins"], one["ends"], one["authority"], one["sure"])
        for _, one in ordered(tree["rows"], ORDER)
    )
    return Table(tree["name"], to_title(tree["title"]), tree["keys"], tuple(rows))
