"""What the page of a design shows: its fields, the form they make, the sheet's rows in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhangtu.desk.designing import words
from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.kernel.clock import today
from zhangtu.kernel.scripts import in_language
from zhangtu.ledgers import definitions, serials
from zhangtu.ledgers.designing import editing, judging, making, trying
from zhangtu.ledgers.designing.keeping import Design, Hint
from zhangtu.ledgers.looking import Finder
from zhangtu.schema.specs import Choice, Field, Ledger
from zhangtu.schema.types import TYPES
from zhangtu.schema.types.wording import say_field_problem
from zhangtu.schema.wording import say_file_problem

#: Rows of the sheet shown beside the form.
_ROWS = 8
#: Options a person may set here.
_OPTIONS = ("unit", "decimals", "min", "max", "serial")


@dataclass(frozen=True, slots=True)
class Card:
    """A field as it is edited.

    Attributes:
        field: It.
        title: What it is called in the language of the page.
        type: What its type is called.
        in_force: Whether it is in force, so that its type stays.
        hint: What was guessed of its column; nothing where it comes from none.
        why: Why it was guessed to be that.
        likes: Where else the same is kept, as sentences.
        options: Option → its value, for those its type understands.
        choices: Its choices that are in use.
        closed: Its choices that are not.
        listed: Whether it is a column of the list.
        filtered: Whether it is offered as a filter.
        keyed: Whether an import finds rows by it.
        naming: Whether rows are called by it.
        opens: Whether a panel begins with it.
        wrong: What is wrong with it.
        value: What it is computed by, fields called by their titles; empty for others.
        example: The first number of its series; empty for others.
    """

    field: Field
    title: str
    type: str
    in_force: bool
    hint: Hint | None
    why: str
    likes: tuple[str, ...]
    options: Mapping[str, str]
    choices: tuple[Choice, ...]
    closed: tuple[Choice, ...]
    listed: bool
    filtered: bool
    keyed: bool
    naming: bool
    opens: bool
    wrong: tuple[str, ...]
    value: str
    example: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the sheet as the ledger reads it.

    Attributes:
        text: What would stand there.
        wrong: Why it can't be read so; empty where it can.
    """

    text: str
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The sheet's first rows in the ledger's columns.

    Attributes:
        titles: What the columns are called.
        rows: The rows.
        wrong: How many cells can't be read.
    """

    titles: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wrong: int


def cards(design: Design) -> list[Card]:
    """The fields of a design, in the order of its form."""
    ledger = design.ledger
    found = judging.wrong(ledger)
    hints = {one.no: one for one in design.draft.hints}
    there = {one.no for one in design.base.fields} if design.base is not None else set[int]()
    opening = {panel[0] for panel in ledger.pages.panels[1:] if panel}
    return [
        Card(
            one, titled(one.title), words.type_name(one.type), one.no in there, hints.get(one.no),
            _why(one, hints.get(one.no)), _likes(hints.get(one.no)),
            {name: one.options.get(name, "") for name in _OPTIONS if name in TYPES[one.type].options},
            tuple(each for each in one.of if each.removed is None),
            tuple(each for each in one.of if each.removed is not None),
            one.name in ledger.pages.columns, one.name in ledger.pages.filters, one.name in ledger.key,
            f"{{{one.name}}}" in ledger.row, one.name in opening,
            tuple(say_file_problem(each.problem, tongue()) for each in found if each.field == one.no),
            making.titled(one.value, ledger), _example(one),
        )
        for one in editing.present(ledger)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """A way for an import to find rows.

    Attributes:
        value: The fields' numbers with commas; empty for no way at all.
        words: What the fields are called.
        why: Why they tell rows apart; empty where that was not looked at.
        chosen: Whether it is the ledger's now.
    """

    value: str
    words: str
    why: str
    chosen: bool


def keys(design: Design) -> list[KeyChoice]:
    """The ways offered, the ledger's own among them, and none."""
    there = {one.no: one for one in editing.present(design.ledger)}
    names = {one.name: one.no for one in there.values()}
    own = [names[name] for name in design.ledger.key if name in names]
    offered = [(one.fields, words.key_why(one.why)) for one in design.draft.keys]
    if own and own not in [fields for fields, _why in offered]:
        offered.insert(0, (own, ""))
    found = [
        KeyChoice(
            ",".join(map(str, fields)),
            " + ".join(titled(there[no].title) for no in fields),
            why,
            fields == own,
        )
        for fields, why in offered
        if all(no in there for no in fields)
    ]
    return [*found, KeyChoice("", "", "", not own)]


def _example(field: Field) -> str:
    series = field.options.get("serial", "")
    return serials.written(series, today().year, 1) if field.type == "serial" and series else ""


def faults(design: Design) -> list[str]:
    """What is wrong with a design that is about none of its fields."""
    found = judging.wrong(design.ledger)
    return [say_file_problem(one.problem, tongue()) for one in found if not one.field]


def _why(field: Field, hint: Hint | None) -> str:
    """Why a field is of its type; nothing once somebody gave it another."""
    return words.why(hint.why) if hint is not None and hint.type == field.type else ""


def _likes(hint: Hint | None) -> tuple[str, ...]:
    if hint is None:
        return ()
    likes = [(_in(ledger, ledger_en), _in(title, en)) for _, _, ledger, ledger_en, title, en in hint.likes]
    return tuple(" · ".join(pair) for pair in likes)


def _in(zh: str, en: str) -> str:
    return in_language(zh, en or zh, tongue())


def panels(ledger: Ledger) -> list[list[Field]]:
    """The fields of a form, panel by panel."""
    there = {one.name: one for one in ledger.fields if one.removed is None}
    found = [[there.pop(name) for name in panel if name in there] for panel in ledger.pages.panels]
    return [panel for panel in (*found, list(there.values())) if panel]


def grid(design: Design, visit: Visit) -> Grid:
    """The first rows of the sheet, each cell read as the field it would become."""
    fields = {one.no: one for one in design.ledger.fields if one.removed is None}
    columns = [(at, fields[hint.no]) for at, hint in enumerate(design.draft.hints) if hint.no in fields]
    finder = Finder(visit.scope, definitions.known().ledgers)
    given = [[row[at] if at < len(row) else "" for at, _spec in columns] for row in design.draft.rows[:_ROWS]]
    specs = [spec for _at, spec in columns]
    made = trying.results(design, [_values(row, specs, finder) for row in given])
    rows = [
        (
            *(_cell(cell, spec, finder) for cell, spec in zip(row, specs, strict=True)),
            *(Cell(trying.written(results[at])) for results in made.values()),
        )
        for at, row in enumerate(given)
    ]
    count = sum(bool(cell.wrong) for row in rows for cell in row)
    titles = [titled(spec.title) for spec in (*specs, *(fields[no] for no in made))]
    return Grid(tuple(titles), tuple(rows), count)


def _values(row: Sequence[str], specs: Sequence[Field], finder: Finder) -> dict[int, Any]:
    """A row's values, as far as they can be read."""
    found = {}
    for given, spec in zip(row, specs, strict=True):
        if spec.type in {"computed", "file", "photo"}:
            continue
        read = TYPES[spec.type].read(given, spec, finder)
        if read.value is not None and not read.refused:
            found[spec.no] = read.value
    return found


def _cell(given: str, spec: Field, finder: Finder) -> Cell:
    if spec.type in {"computed", "file", "photo"}:
        return Cell(given)
    read = TYPES[spec.type].read(given, spec, finder)
    if read.refused:
        problem = next(iter(read.problems))
        return Cell(given, say_field_problem(problem, titled(spec.title), tongue()))
    if read.value is None:
        return Cell("")
    if not TYPES[spec.type].reads_back:
        return Cell(given)
    return Cell(TYPES[spec.type].show(read.value, spec, tongue()))


def example(ledger: Ledger, row: Mapping[str, str]) -> Grid:
    """An invented row in the columns of a ledger's list."""
    fields = {one.name: one for one in ledger.fields}
    names: Sequence[str] = ledger.pages.columns
    cells = tuple(Cell(row.get(name, "")) for name in names)
    return Grid(tuple(titled(fields[name].title) for name in names), (cells,), 0)
