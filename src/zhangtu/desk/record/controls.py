"""The form made from a ledger's definition: one control for each field, and what was typed in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import moment, titled, tongue
from zhangtu.desk.record.facts import FILES, made_by
from zhangtu.kernel.problems import FieldProblem, Severity
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.naming import Names
from zhangtu.ledgers.refusals import Conflict
from zhangtu.ledgers.views import RowView
from zhangtu.ledgers.wording import PROBLEMS
from zhangtu.people import queries as people
from zhangtu.schema.specs import Field, Title
from zhangtu.schema.types import TYPES
from zhangtu.schema.types.wording import say_field_problem

#: Names of the form's fields begin so: what is typed, what stood there before, that a masked value goes,
#: whose of two values is kept.
TYPED, BEFORE, EMPTIED, KEPT = "f-", "w-", "x-", "k-"
#: Types whose value is found among others by typing.
PICKED: Final = ("reference", "unit", "post", "person")
#: What stands between several values of one field.
_BETWEEN: Final = "、"
_ANY_PLACE: Final = Field(0, "", "place", Title(""))


@dataclass(frozen=True, slots=True)
class Beside:
    """A value somebody else entered meanwhile.

    Attributes:
        theirs: The value there is now, as words.
        mine: The one that was to be entered.
        who: Who entered theirs.
        when: When.
        mine_too: Whether the visitor set this field as well; else it is only read by what was changed.
    """

    theirs: str
    mine: str
    who: str
    when: str
    mine_too: bool


@dataclass(frozen=True, slots=True)
class Control:
    """A field of the form.

    Attributes:
        name: The field's name.
        title: What it is called.
        kind: Which control: ``line``, ``lines``, ``figure``, ``day``, ``moment``, ``yes_no``, ``one``,
            ``several``, ``pick``, or ``files`` on the form of a new row.
        typed: What stands in it, as text.
        before: What stood there when the form was made, as text.
        words: What picked values are called, in their order.
        help: What to enter.
        required: Whether it may not be empty.
        personal: Whether it is about a person: never kept in the browser.
        mask: The mask of a value that is not shown; empty where nothing is masked.
        unit: What stands behind it.
        choices: Code and title of what may be chosen.
        many: Whether several may be picked.
        accept: The endings of files it takes.
        wrong: What is wrong with it.
        odd: What is odd about it, and stored all the same.
        beside: What somebody else entered meanwhile.
    """

    name: str
    title: str
    kind: str
    typed: str = ""
    before: str = ""
    words: tuple[str, ...] = ()
    help: str = ""
    required: bool = False
    personal: bool = False
    mask: str = ""
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    many: bool = False
    accept: str = ""
    wrong: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()
    beside: Beside | None = None

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes that stand in it."""
        return tuple(one for one in self.typed.split(_BETWEEN) if one)


_KINDS: Final = {
    "long_text": "lines",
    "number": "figure",
    "money": "figure",
    "date": "day",
    "time": "moment",
    "yes_no": "yes_no",
    "choice": "one",
    "choices": "several",
    "file": "files",
    "photo": "files",
    **dict.fromkeys(PICKED, "pick"),
}


def enterable(force: InForce, *, new: bool) -> list[Field]:
    """The fields people may enter, in the order of the panels; files only where a row is new."""
    order = [name for panel in force.ledger.pages.panels for name in panel]
    rank = {name: place for place, name in reversed(list(enumerate(order)))}
    fields = [
        spec for spec in force.fields.values() if not made_by(force, spec) and (new or spec.type not in FILES)
    ]
    return sorted(fields, key=lambda spec: rank.get(spec.name, len(order)))


def controls(force: InForce, row: RowView | None, visit: Visit) -> list[Control]:
    """The form as it is first shown.

    Args:
        force: The ledger.
        row: The row; ``None`` for a new one, which starts with the definition's values.
        visit: Who enters.
    """
    names = Names(force, [] if row is None else [row], visit.scope, tongue())
    return [_control(spec, row, names) for spec in enterable(force, new=row is None)]


def _control(spec: Field, row: RowView | None, names: Names) -> Control:
    masked = row is not None and spec.name in row.masked
    value = None if row is None else row.values.get(spec.name)
    text = (spec.default or "") if row is None else "" if masked else written(spec, value)
    picked = [] if masked or value is None or spec.type not in PICKED else _each(value)
    return Control(
        name=spec.name,
        title=titled(spec.title),
        kind=_KINDS.get(spec.type, "line"),
        typed=text,
        before="" if row is None else text,
        words=tuple(names.say(spec, one) for one in picked),
        help=titled(spec.help) if spec.help is not None else "",
        required=spec.required,
        personal=spec.personal,
        mask=str(value or "") if masked else "",
        unit=_("元") if spec.type == "money" else spec.options.get("unit", ""),
        choices=_choices(spec, text),
        many=spec.options.get("many") == "yes",
        accept=_accept(spec),
    )


def _accept(spec: Field) -> str:
    usual = "jpg, jpeg, png, webp, heic, heif" if spec.type == "photo" else ""
    given = spec.options.get("accept", usual) if spec.type in FILES else ""
    return ",".join(f".{ending.strip()}" for ending in given.split(",") if ending.strip())


def _choices(spec: Field, text: str) -> tuple[tuple[str, str], ...]:
    """What may be chosen: what is in use, and what the row has already."""
    has = text.split(_BETWEEN)
    if spec.type == "yes_no":
        return (("yes", _("是")), ("no", _("否")))
    return tuple((one.code, titled(one.title)) for one in spec.of if one.removed is None or one.code in has)


def _each(value: Any) -> Sequence[Any]:
    return value if isinstance(value, tuple | list) else (value,)


def written(spec: Field, value: Any) -> str:
    """A value as it is typed: what its type reads back.

    Args:
        spec: The field.
        value: Its value as a row shows it, not masked.
    """
    if value is None or spec.type in FILES:
        return ""
    if spec.type in PICKED:
        return _BETWEEN.join(filter(None, (_uid(spec.type, one) for one in _each(value))))
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return _BETWEEN.join(map(str, value))
    return value if isinstance(value, str) else _place(value)


def _place(value: Any) -> str:
    """An address, with its coordinates behind."""
    return TYPES["place"].show(value, _ANY_PLACE, "zh-hans")


def _uid(kind: str, value: Any) -> str:
    ask = {"unit": people.unit_uid, "post": people.post_uid, "person": _person_uid}.get(kind)
    found = value if ask is None else ask(int(value))
    return "" if found is None else str(found)


def _person_uid(number: int) -> UUID | None:
    found = people.person(number)
    return None if found is None else found.uid


def typed(made: Iterable[Control], sent: QueryDict) -> list[Control]:
    """The form with what was typed in it.

    Args:
        made: The form.
        sent: What was sent.
    """
    return [
        one
        if one.kind == "files"
        else replace(
            one,
            typed=_sent(one, sent),
            before=sent.get(BEFORE + one.name, one.before),
            words=one.words if _sent(one, sent) == one.typed else (),
        )
        for one in made
    ]


def _sent(one: Control, sent: QueryDict) -> str:
    several = sent.getlist(TYPED + one.name)
    return (
        _BETWEEN.join(filter(None, several))
        if one.kind == "several"
        else (several[-1] if several else one.typed)
    )


def changed(form: Iterable[Control], sent: QueryDict, *, new: bool = False) -> dict[str, object]:
    """What differs from what the form showed: field name → what was typed; ``None`` empties.

    Args:
        form: The form, with what was typed.
        sent: What was sent.
        new: Whether the row is new: then what was never there may be left out.
    """
    found: dict[str, object] = {}
    for one in form:
        if one.kind == "files" or sent.get(KEPT + one.name) == "theirs":
            continue
        if one.mask:
            if one.typed or EMPTIED + one.name in sent:
                found[one.name] = one.typed or None
        elif new or _lines(one.typed) != _lines(one.before):
            found[one.name] = (list(one.chosen) if one.kind == "several" else one.typed) or None
    return found


def _lines(text: str) -> str:
    """Text without what a browser does to line ends."""
    return text.replace("\r\n", "\n")


def with_problems(form: Iterable[Control], problems: Sequence[FieldProblem]) -> list[Control]:
    """The form with what is wrong at each field.

    Args:
        form: The form.
        problems: What is wrong.
    """
    said: dict[str, list[FieldProblem]] = {}
    for problem in problems:
        said.setdefault(problem.name, []).append(problem)
    return [
        replace(
            one,
            wrong=tuple(say(each, "") for each in said.get(one.name, ()) if each.severity is Severity.ERROR),
            odd=tuple(
                say(each, "") for each in said.get(one.name, ()) if each.severity is not Severity.ERROR
            ),
        )
        for one in form
    ]


def unplaced(form: Iterable[Control], force: InForce, problems: Sequence[FieldProblem]) -> list[str]:
    """What is wrong with the whole row, or with fields that are not on the form."""
    there = {one.name for one in form}
    return [say(one, _title(force, one.name)) for one in problems if one.name not in there]


def _title(force: InForce, name: str) -> str:
    return titled(force.fields[name].title) if name in force.fields else ""


def say(problem: FieldProblem, title: str) -> str:
    """Say what is wrong with a field."""
    return say_field_problem(problem, title, tongue(), PROBLEMS)


def with_conflicts(
    form: Iterable[Control],
    fresh: Iterable[Control],
    conflicts: Sequence[Conflict],
    mine: Mapping[str, object],
) -> list[Control]:
    """The form after somebody else was quicker: both values where both set one, theirs where only they did.

    Args:
        form: The form, with what was typed.
        fresh: The form as the row is now.
        conflicts: What changed meanwhile of what the change rests on.
        mine: What the visitor set.
    """
    now = {one.name: one for one in fresh}
    said = {one.name: one for one in conflicts}
    return [_settled(one, now[one.name], said.get(one.name), mine) for one in form]


def _settled(one: Control, now: Control, said: Conflict | None, mine: Mapping[str, object]) -> Control:
    kept = replace(one, before=now.before) if one.name in mine else now
    if said is None:
        return kept
    person = people.person(said.person) if said.person else None
    who = said.machine if person is None else person.name
    return replace(kept, beside=Beside(said.theirs, said.mine, who, moment(said.at), one.name in mine))
