"""What a collection asks, column by column: some stand in a ledger already, some are the form's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from zhangtu.collections.models import Collection
from zhangtu.collections.refusals import CollectionError
from zhangtu.collections.states import Shape
from zhangtu.kernel.problems import Severity
from zhangtu.ledgers import definitions
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.definitions import Known
from zhangtu.schema.dumping import dump_ledger
from zhangtu.schema.loading import load_ledger
from zhangtu.schema.specs import Choice, Field, Ledger, Title

#: Types a new column may have: they need no looking up, and no file is asked for as a trace of work.
OWN_TYPES: Final = (
    "text", "long_text", "number", "money", "date", "yes_no", "choice", "choices", "phone", "person_name",
    "credit_code", "id_card", "plate", "food_licence",
)  # fmt: skip
#: Types that are never asked of a unit: worked out, given, or files.
_NOT_ASKED: Final = frozenset({"computed", "serial", "file", "photo"})
#: Types whose values are about persons wherever they stand.
_PERSONAL: Final = frozenset({"phone", "person_name", "id_card"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a form.

    Attributes:
        name: Its name in the form.
        field: What it is: the source's field, or the form's own.
        source: Where it is prefilled from: a field of the base ledger, or ``reference.field`` of a row that
            one refers to; empty for the form's own.
        ledger: The name of the ledger the source stands in; empty for the form's own.
        why: Why it is asked although it is known elsewhere; empty when it is not.
    """

    name: str
    field: Field
    source: str = ""
    ledger: str = ""
    why: str = ""

    @property
    def own(self) -> bool:
        """Whether it stands nowhere but here."""
        return not self.source

    @property
    def through(self) -> str:
        """The reference it is reached through; empty for a field of the row itself."""
        return self.source.rpartition(".")[0]

    @property
    def source_field(self) -> str:
        """The name of the field in its ledger."""
        return self.source.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked.

    Attributes:
        base: The ledger its lines come from; ``None`` for none.
        shape: What its lines are.
        columns: Its columns in order.
    """

    base: InForce | None
    shape: Shape
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """A column by name."""
        return next((one for one in self.columns if one.name == name), None)

    @property
    def own(self) -> tuple[Column, ...]:
        """The columns that stand nowhere else."""
        return tuple(one for one in self.columns if one.own)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column somebody wants to ask.

    Attributes:
        title: What it is called.
        type: Its type, one of ``OWN_TYPES``.
        required: Whether it must be filled in.
        choices: The words of a choice.
        help: What to enter.
        source: What it is prefilled from; then type and choices are the source's.
        why: Why it is asked although it is known elsewhere.
        samples: Values people pasted below the heading, to find out whether they are known elsewhere.
    """

    title: str = ""
    type: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    help: str = ""
    source: str = ""
    why: str = ""
    samples: tuple[str, ...] = field(default=())


def askable(force: InForce) -> tuple[Field, ...]:
    """The fields of a ledger that can be asked of units, in the order of its pages."""
    first = [force.fields[name] for name in force.ledger.pages.columns if name in force.fields]
    rest = [one for one in force.fields.values() if one not in first]
    return tuple(one for one in (*first, *rest) if one.type not in _NOT_ASKED and not one.set_by)


def sourced(known: Known, base: InForce, source: str) -> Column | None:
    """A column that is prefilled.

    Args:
        known: The definitions in force.
        base: The ledger the lines come from.
        source: A field's name, or ``reference.field``.

    Returns:
        The column; ``None`` when there is nothing of that name to ask for.
    """
    through, _, name = source.rpartition(".")
    force: InForce | None = base
    if through:
        reference = base.fields.get(through)
        if reference is None or reference.type != "reference" or reference.options.get("many"):
            return None
        force = known.ledgers.get(reference.target)
    spec = None if force is None else force.fields.get(name)
    if force is None or spec is None or spec not in askable(force):
        return None
    return Column(source.replace(".", "_"), spec, source, force.ledger.name)


def form_of(collection: Collection) -> Form:
    """The form of a collection as it is now; columns whose source was taken out of use are left out.

    Args:
        collection: The collection.

    Returns:
        Its form.
    """
    known = definitions.known()
    base = known.ledgers.get(collection.base)
    own = {each.name: each for each in _own_fields(collection.form)}
    reasons: Mapping[str, str] = collection.reasons
    found: list[Column] = []
    for name, source in collection.columns:
        column = sourced(known, base, source) if source and base is not None else None
        if column is not None:
            found.append(replace(column, name=name))
        elif name in own and not source:
            found.append(Column(name, own[name], why=reasons.get(name, "")))
    return Form(base, Shape(collection.shape), tuple(found))


def _own_fields(text: str) -> tuple[Field, ...]:
    loaded = load_ledger(text).ledger if text else None
    return () if loaded is None else loaded.fields


@dataclass(frozen=True, slots=True)
class Made:
    """A form as it is stored.

    Attributes:
        base: The ledger's name; empty for none.
        shape: What its lines are.
        form: Own columns as YAML.
        columns: Name and source of every column.
        reasons: Own column → why it is asked.
    """

    base: str
    shape: Shape
    form: str
    columns: list[list[str]]
    reasons: dict[str, str]


def make(title: str, base: str, shape: Shape, wanted: Sequence[Wanted]) -> Made:
    """Make a form of what somebody wants.

    Args:
        title: What it is called.
        base: The ledger its lines come from; empty for none.
        shape: What its lines are.
        wanted: Its columns.

    Returns:
        The form.

    Raises:
        CollectionError: It has no columns, or one can't be made.
        LedgerError: There is no such ledger.
    """
    known = definitions.known()
    force = known.ledger(base) if base else None
    if not wanted:
        raise CollectionError("no_columns")
    columns: list[list[str]] = []
    own: list[Field] = []
    reasons: dict[str, str] = {}
    for one in wanted:
        if one.source:
            columns.append([_checked(known, force, one.source), one.source])
            continue
        spec = _field(one, len(own) + 1)
        own.append(spec)
        columns.append([spec.name, ""])
        if one.why.strip():
            reasons[spec.name] = one.why.strip()
    return Made(base, shape, _written(title, own), columns, reasons)


def _checked(known: Known, force: InForce | None, source: str) -> str:
    column = None if force is None else sourced(known, force, source)
    if column is None:
        raise CollectionError(
            "unknown_source", ledger=force.ledger.title.words if force else "", field=source
        )
    return column.name


def _field(one: Wanted, number: int) -> Field:
    title = " ".join(one.title.split())
    if not title:
        raise CollectionError("bad_column", title=str(number), why="—")
    if one.type not in OWN_TYPES:
        raise CollectionError("bad_column", title=title, why=one.type)
    if one.type in ("choice", "choices") and len(one.choices) < 2:
        raise CollectionError("bad_column", title=title, why="、".join(one.choices) or "—")
    return Field(
        no=number,
        name=f"c{number}",
        type=one.type,
        title=Title(title),
        required=one.required,
        personal=one.type in _PERSONAL,
        of=_choices(one.choices) if one.type in ("choice", "choices") else (),
        help=Title(one.help.strip()) if one.help.strip() else None,
    )


def _choices(words: Iterable[str]) -> tuple[Choice, ...]:
    different = dict.fromkeys(" ".join(each.split()) for each in words if each.strip())
    return tuple(Choice(f"o{place}", Title(each)) for place, each in enumerate(different, 1))


def _written(title: str, own: Sequence[Field]) -> str:
    """Own columns as YAML that reads back the same; what does not is refused before it is stored."""
    if not own:
        return ""
    text = dump_ledger(Ledger("form", Title(title), f"{{{own[0].name}}}", fields=tuple(own)))
    loaded = load_ledger(text)
    if loaded.ledger is None or loaded.ledger.fields != tuple(own):
        wrong = [one.kind for one in loaded.problems if one.severity is Severity.ERROR]
        raise CollectionError("bad_column", title=own[0].title.words, why=next(iter(wrong), "—"))
    return text
