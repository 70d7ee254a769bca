"""What the rows of a report are called that stand for values of a field, in three languages."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from zhangtu.ledgers import definitions
from zhangtu.ledgers import queries as ledgers
from zhangtu.ledgers.compiled import InForce
from zhangtu.measures.cells import Plain
from zhangtu.people import queries as people
from zhangtu.people.scope import Scope
from zhangtu.reports.content import Head
from zhangtu.reports.wording import WORDS, say
from zhangtu.schema.specs import Field, Title

_LANGUAGES = ("zh-hans", "en", "zh-hant")
#: The key of rows whose field is empty.
EMPTY = "~"


def text_of(key: Plain) -> str:
    """A key as it stands in what is kept."""
    if key is None:
        return EMPTY
    if isinstance(key, bool):
        return "yes" if key else "no"
    if isinstance(key, Decimal):
        return f"{key.normalize():f}"
    return key.isoformat() if hasattr(key, "isoformat") else str(key)


def titles(
    heads: Sequence[Head], rows_by: Mapping[str, str], keys: Sequence[Plain], scope: Scope
) -> dict[Plain, Title]:
    """What keys are called.

    Args:
        heads: The columns.
        rows_by: Ledger → field.
        keys: The keys.
        scope: Whose, for the titles of rows.

    Returns:
        Key → title.
    """
    of = next((one.spec.of for one in heads if one.spec.of in rows_by), "")
    if not of:
        return {key: _plain(key) for key in keys}
    force, field = _field(of, rows_by[of])
    return {key: _title(force, field, key, scope) for key in keys}


def _field(of: str, name: str) -> tuple[InForce, Field]:
    known = definitions.known()
    force = known.ledger(of)
    *steps, last = name.split(".")
    for step in steps:
        force = known.ledger(force.fields[step].target)
    return force, force.fields[last]


def _title(force: InForce, field: Field, key: Plain, scope: Scope) -> Title:
    if key is None or isinstance(key, bool):
        return _plain(key)
    if isinstance(key, int) and field.type == "unit":
        return _same(people.name_on(key) or str(key))
    if isinstance(key, int) and field.type == "post":
        states = people.post_states(key)
        return _same(states[-1].name if states else str(key))
    if isinstance(key, int) and field.type == "reference":
        rows = ledgers.of_numbers(force.numbered[field.no].target, scope, [key], live=())
        return _same(rows[0].title) if rows else _word("hidden")
    if field.type == "computed" or field.no not in force.types:
        return _plain(key)
    value = (key,) if field.type == "choices" else key
    shown = [force.types[field.no].show(value, field, language) for language in _LANGUAGES]
    return Title(*shown)


def _plain(key: Plain) -> Title:
    if key is None:
        return _word("empty")
    if isinstance(key, bool):
        return _word("yes" if key else "no")
    return _same(text_of(key))


def _same(text: str) -> Title:
    return Title(text, text, text)


def _word(name: str) -> Title:
    return Title(*(say(WORDS[name], language) for language in _LANGUAGES))
