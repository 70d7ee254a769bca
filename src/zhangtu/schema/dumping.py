"""Writes definitions as YAML: one text for one definition, which reads back the same."""

from collections.abc import Mapping

from zhangtu.schema.dumping_procedures import dump_procedure
from zhangtu.schema.forms import Form, blocks, given, optional, titled
from zhangtu.schema.specs import (
    Check,
    Choice,
    ChoiceList,
    Column,
    Entered,
    Field,
    Ledger,
    Measure,
    Pack,
    Pages,
    Procedure,
    Report,
    Spec,
    Table,
    TableRow,
    Title,
)


def dump_ledger(ledger: Ledger) -> str:
    """Write a ledger.

    Args:
        ledger: The ledger, its choices filled in.

    Returns:
        YAML that stands by itself: choices of shared lists are written out beside the list's name, and
        ``load_ledger`` makes the same ledger of it.
    """
    return blocks(_ledger(ledger))


def dump_table(table: Table) -> str:
    """Write a dated table."""
    return blocks(
        {
            "table": table.name,
            "title": titled(table.title),
            "keys": list(table.keys),
            "rows": [_row(row, table.keys) for row in table.rows],
        }
    )


def dump_choices(choices: ChoiceList) -> str:
    """Write a shared list of choices."""
    return blocks(
        {
            "choices": choices.name,
            "title": titled(choices.title),
            "of": [_choice(choice) for choice in choices.choices],
        }
    )


def dump_measure(measure: Measure) -> str:
    """Write a measure."""
    form: dict[str, Form] = {"measure": measure.name, "title": titled(measure.title), "of": measure.of}
    given(form, where=measure.where)
    form["value"] = measure.value
    given(form, at=measure.at, on=measure.on, unit=measure.unit, by=list(measure.by), better=measure.better)
    form["shown"] = measure.shown
    given(form, measured_in=optional(measure.measured_in))
    if measure.places is not None:
        form["places"] = measure.places
    form["open_to"] = measure.open_to
    given(form, synonyms=list(measure.synonyms), help=optional(measure.help))
    return blocks(_ended(form, measure))


def dump_report(report: Report) -> str:
    """Write a report."""
    form: dict[str, Form] = {"report": report.name, "title": titled(report.title), "every": report.every}
    given(form, due=report.due, to=report.to)
    if report.sender:
        form["from"] = report.sender
    given(form, rows=dict(report.rows_by) if report.rows == "by" else report.rows)
    form["columns"] = [_column(column) for column in report.columns]
    given(
        form,
        compare=list(report.compare),
        enter=[_entered(one) for one in report.enter],
        text=[_paragraph(one) for one in report.text],
        checks=[_check(check) for check in report.checks],
        sign=list(report.sign),
        templates=dict(report.templates),
    )
    if report.begins is not None:
        form["begins"] = report.begins
    if report.ends is not None:
        form["ends"] = report.ends
    given(form, help=optional(report.help))
    return blocks(_ended(form, report))


def dump(spec: Spec) -> str:
    """Write a definition of any kind."""
    if isinstance(spec, Ledger):
        return dump_ledger(spec)
    if isinstance(spec, Measure):
        return dump_measure(spec)
    if isinstance(spec, Report):
        return dump_report(spec)
    if isinstance(spec, Procedure):
        return dump_procedure(spec)
    return dump_table(spec) if isinstance(spec, Table) else dump_choices(spec)


def dump_pack(pack: Pack) -> Mapping[str, str]:
    """Write a pack.

    Args:
        pack: The pack.

    Returns:
        Path of each file from the pack's folder → its text.
    """
    head: dict[str, Form] = {"pack": pack.name, "title": titled(pack.title), "version": pack.version}
    if pack.needs:
        head["needs"] = list(pack.needs)
    files = {"pack.yaml": blocks(head)}
    files |= {f"choices/{one.name}.yaml": dump_choices(one) for one in pack.choices}
    files |= {f"tables/{one.name}.yaml": dump_table(one) for one in pack.tables}
    files |= {f"ledgers/{one.name}.yaml": dump_ledger(one) for one in pack.ledgers}
    files |= {f"measures/{one.name}.yaml": dump_measure(one) for one in pack.measures}
    files |= {f"reports/{one.name}.yaml": dump_report(one) for one in pack.reports}
    files |= {f"procedures/{one.name}.yaml": dump_procedure(one) for one in pack.procedures}
    return files


def _ledger(ledger: Ledger) -> dict[str, Form]:
    form: dict[str, Form] = {"ledger": ledger.name, "title": titled(ledger.title), "row": ledger.row}
    form["scope"] = ledger.scope
    given(
        form,
        pack=ledger.pack,
        shared_with=list(ledger.shared_with),
        secret=ledger.secret,
        key=list(ledger.key),
    )
    form["fields"] = [_field(field) for field in ledger.fields]
    given(form, checks=[_check(check) for check in ledger.checks], pages=_pages(ledger.pages))
    return form


def _field(field: Field) -> Form:
    form: dict[str, Form] = {"no": field.no}
    given(form, name=field.name, type=field.type)
    if field.title.zh:
        form["title"] = titled(field.title)
    given(
        form,
        required=field.required,
        unique=field.unique,
        personal=field.personal,
        search=field.search,
        of=_of(field),
    )
    if field.default is not None:
        form["default"] = field.default
    given(form, value=field.value, live=field.live, set_by=field.set_by)
    form.update({key: field.options[key] for key in sorted(field.options)})
    given(form, synonyms=list(field.synonyms))
    if field.help is not None:
        form["help"] = titled(field.help)
    if field.removed is not None:
        form["removed"] = field.removed
    given(form, why=field.why)
    return form


def _of(field: Field) -> Form:
    choices: Form = [_choice(choice) for choice in field.of]
    if not field.target or not field.of:
        return field.target or choices
    return {"list": field.target, "choices": choices}


def _choice(choice: Choice) -> Form:
    form: dict[str, Form] = {"code": choice.code, "title": titled(choice.title)}
    given(form, synonyms=list(choice.synonyms))
    if choice.removed is not None:
        form["removed"] = choice.removed
    return form


def _check(check: Check) -> Form:
    form: dict[str, Form] = {"forbid": check.forbid, "say": titled(check.say)}
    given(form, warn=check.warn)
    return form


def _column(column: Column) -> Form:
    form: dict[str, Form] = {}
    given(form, measure=column.measure, name=column.name, value=column.value, title=optional(column.title))
    given(form, over=column.over, shown=column.shown)
    return form


def _entered(one: Entered) -> Form:
    form: dict[str, Form] = {"name": one.name, "title": titled(one.title), "type": one.type}
    given(form, required=one.required, each=one.each, help=optional(one.help))
    return form


def _paragraph(title: Title) -> Form:
    """Always a mapping: a list of bare words would stand in one line."""
    form: dict[str, Form] = {"zh": title.zh}
    given(form, en=title.en, hant=title.hant)
    return form


def _ended(form: dict[str, Form], spec: Measure | Report) -> dict[str, Form]:
    if spec.removed is not None:
        form["removed"] = spec.removed
    given(form, why=spec.why, pack=spec.pack)
    return form


def _pages(pages: Pages) -> Form:
    form: dict[str, Form] = {}
    given(
        form,
        columns=list(pages.columns),
        filters=list(pages.filters),
        panels=[list(panel) for panel in pages.panels],
    )
    return form


def _row(row: TableRow, keys: tuple[str, ...]) -> Form:
    order = [*(key for key in keys if key in row.values), *sorted(set(row.values) - set(keys))]
    values: dict[str, Form] = {}
    for name in order:
        value = row.values[name]
        values[name] = value if isinstance(value, str) else list(value)
    ends: dict[str, Form] = {} if row.ends is None else {"to": row.ends}
    return {**values, "from": row.begins, **ends, "authority": row.authority, "sure": row.sure}
