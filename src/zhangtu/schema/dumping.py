"""Writes definitions as YAML: one text for one definition, which reads back the same."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from zhangtu.schema.specs import Check, Choice, ChoiceList, Field, Ledger, Pack, Pages, Table, TableRow, Title

#: What YAML of ours is made of.
Form: TypeAlias = "str | int | bool | date | Sequence[Form] | Mapping[str, Form]"

#: Words that need no quotes anywhere in a line, and that no reader of YAML takes for something else.
_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff（）、，。；《》〔〕 /.-]*(?<! )")
_OTHERWISE = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null)")
_UNPRINTABLE = re.compile("[^\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\U00010000-\U0010ffff]")


def dump_ledger(ledger: Ledger) -> str:
    """Write a ledger.

    Args:
        ledger: The ledger, its choices filled in.

    Returns:
        YAML that stands by itself: choices of shared lists are written out beside the list's name, and
        ``load_ledger`` makes the same ledger of it.
    """
    return _blocks(_ledger(ledger))


def dump_table(table: Table) -> str:
    """Write a dated table."""
    return _blocks(
        {
            "table": table.name,
            "title": _title(table.title),
            "keys": list(table.keys),
            "rows": [_row(row, table.keys) for row in table.rows],
        }
    )


def dump_choices(choices: ChoiceList) -> str:
    """Write a shared list of choices."""
    return _blocks(
        {
            "choices": choices.name,
            "title": _title(choices.title),
            "of": [_choice(choice) for choice in choices.choices],
        }
    )


def dump(spec: Ledger | Table | ChoiceList) -> str:
    """Write a definition of any kind."""
    if isinstance(spec, Ledger):
        return dump_ledger(spec)
    return dump_table(spec) if isinstance(spec, Table) else dump_choices(spec)


def dump_pack(pack: Pack) -> Mapping[str, str]:
    """Write a pack.

    Args:
        pack: The pack.

    Returns:
        Path of each file from the pack's folder → its text.
    """
    head: dict[str, Form] = {"pack": pack.name, "title": _title(pack.title), "version": pack.version}
    if pack.needs:
        head["needs"] = list(pack.needs)
    files = {"pack.yaml": _blocks(head)}
    files |= {f"choices/{one.name}.yaml": dump_choices(one) for one in pack.choices}
    files |= {f"tables/{one.name}.yaml": dump_table(one) for one in pack.tables}
    files |= {f"ledgers/{one.name}.yaml": dump_ledger(one) for one in pack.ledgers}
    return files


def _ledger(ledger: Ledger) -> dict[str, Form]:
    form: dict[str, Form] = {"ledger": ledger.name, "title": _title(ledger.title), "row": ledger.row}
    form["scope"] = ledger.scope
    _given(
        form,
        pack=ledger.pack,
        shared_with=list(ledger.shared_with),
        secret=ledger.secret,
        key=list(ledger.key),
    )
    form["fields"] = [_field(field) for field in ledger.fields]
    _given(form, checks=[_check(check) for check in ledger.checks], pages=_pages(ledger.pages))
    return form


def _field(field: Field) -> Form:
    form: dict[str, Form] = {"no": field.no}
    _given(form, name=field.name, type=field.type)
    if field.title.zh:
        form["title"] = _title(field.title)
    _given(
        form,
        required=field.required,
        unique=field.unique,
        personal=field.personal,
        search=field.search,
        of=_of(field),
    )
    if field.default is not None:
        form["default"] = field.default
    _given(form, value=field.value, live=field.live, set_by=field.set_by)
    form.update({key: field.options[key] for key in sorted(field.options)})
    _given(form, synonyms=list(field.synonyms))
    if field.help is not None:
        form["help"] = _title(field.help)
    if field.removed is not None:
        form["removed"] = field.removed
    _given(form, why=field.why)
    return form


def _of(field: Field) -> Form:
    choices: Form = [_choice(choice) for choice in field.of]
    if not field.target or not field.of:
        return field.target or choices
    return {"list": field.target, "choices": choices}


def _choice(choice: Choice) -> Form:
    form: dict[str, Form] = {"code": choice.code, "title": _title(choice.title)}
    _given(form, synonyms=list(choice.synonyms))
    if choice.removed is not None:
        form["removed"] = choice.removed
    return form


def _check(check: Check) -> Form:
    form: dict[str, Form] = {"forbid": check.forbid, "say": _title(check.say)}
    _given(form, warn=check.warn)
    return form


def _pages(pages: Pages) -> Form:
    form: dict[str, Form] = {}
    _given(
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


def _title(title: Title) -> Form:
    form: dict[str, Form] = {"zh": title.zh}
    _given(form, en=title.en, hant=title.hant)
    return form if len(form) > 1 else title.zh


def _given(form: dict[str, Form], **values: Form) -> None:
    """Put in what says something: nothing, no and empty lists are what a reader assumes anyway."""
    form.update({name: value for name, value in values.items() if value})


def _blocks(form: Mapping[str, Form]) -> str:
    """The outermost keys one a line; lists of mappings one mapping a line; all else within its line."""
    lines = []
    for name, value in form.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            lines += [f"{name}:", *(f"  - {_flow(item)}" for item in value)]
        else:
            lines.append(f"{name}: {_flow(value)}")
    return "\n".join(lines) + "\n"


def _flow(form: Form) -> str:
    if isinstance(form, bool):
        return "yes" if form else "no"
    if isinstance(form, str):
        return _word(form)
    if isinstance(form, int | date):
        return str(form)
    if isinstance(form, Mapping):
        return "{" + ", ".join(f"{name}: {_flow(value)}" for name, value in form.items()) + "}"
    return "[" + ", ".join(_flow(item) for item in form) + "]"


def _word(text: str) -> str:
    if _PLAIN.fullmatch(text) and not _OTHERWISE.fullmatch(text):
        return text
    return _UNPRINTABLE.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"
