"""Ledgers nobody thought of, lawful later versions of them, and what an office may make of them."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from zhangtu.schema.specs import (
    Check,
    Choice,
    ChoiceList,
    Column,
    Entered,
    Field,
    Ledger,
    Measure,
    Pages,
    Report,
    Table,
    TableRow,
    Title,
)

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="{}\ufffe\uffff"),
    min_size=1,
    max_size=12,
).map(lambda text: text.strip() or "词")
CODES = st.from_regex(r"[A-Za-z0-9一-龥][A-Za-z0-9_.一-龥-]{0,8}", fullmatch=True)
DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))
TITLES = st.builds(Title, WORDS, st.one_of(st.just(""), WORDS), st.one_of(st.just(""), WORDS))
SYNONYMS = st.lists(WORDS, max_size=3, unique=True).map(tuple)
CHOICE = st.builds(Choice, CODES, TITLES, st.none() | DAYS, SYNONYMS)
CHOICES = st.lists(CHOICE, min_size=1, max_size=4, unique_by=lambda one: one.code).map(tuple)
HELP = st.none() | TITLES


@st.composite
def fields(draw: st.DrawFn, no: int, name: str) -> Field:
    kind = draw(st.sampled_from(["text", "number", "date", "choice", "yes_no"]))
    removed = draw(st.none() | st.none() | DAYS)
    return Field(
        no=no,
        name=name,
        type=kind,
        title=draw(TITLES),
        required=draw(st.booleans()),
        unique=draw(st.booleans()),
        personal=draw(st.booleans()),
        search=draw(st.booleans()),
        of=draw(CHOICES) if kind == "choice" else (),
        synonyms=draw(SYNONYMS),
        help=draw(HELP),
        removed=removed,
        why="" if removed is None else draw(WORDS),
        options={"max": "9"} if kind == "number" and draw(st.booleans()) else {},
    )


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    numbers = draw(st.lists(st.integers(1, 99), min_size=1, max_size=5, unique=True))
    names = draw(st.lists(NAMES, min_size=len(numbers), max_size=len(numbers), unique=True))
    made = tuple(draw(fields(no, name)) for no, name in zip(sorted(numbers), names, strict=True))
    if all(one.removed is not None for one in made):
        made = (replace(made[0], removed=None, why=""), *made[1:])
    alive = [one.name for one in made if one.removed is None]
    most = min(3, len(alive))
    some = st.lists(st.sampled_from(alive), max_size=most, unique=True).map(tuple)
    panel = st.lists(st.sampled_from(alive), min_size=1, max_size=most, unique=True).map(tuple)
    checks = draw(
        st.lists(st.builds(Check, WORDS, TITLES, st.booleans()), max_size=2, unique_by=lambda one: one.forbid)
    )
    return Ledger(
        name=draw(NAMES),
        title=draw(TITLES),
        row=f"{{{alive[0]}}}",
        scope=draw(st.sampled_from(["unit", "post", "person"])),
        secret=draw(st.booleans()),
        key=draw(some),
        fields=made,
        checks=tuple(checks),
        pages=Pages(draw(some), draw(some), tuple(draw(st.lists(panel, max_size=2)))),
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(
        st.lists(
            NAMES.filter(lambda name: name not in {"from", "to", "sure"}), min_size=2, max_size=4, unique=True
        )
    )
    value = st.one_of(WORDS, st.lists(CODES, max_size=3).map(tuple))
    rows = [
        TableRow(
            {columns[0]: code, **{name: draw(value) for name in columns[1:]}},
            draw(DAYS),
            None,
            draw(WORDS),
            draw(st.sampled_from(["read", "to_confirm"])),
        )
        for code in draw(st.lists(CODES, max_size=3, unique=True))
    ]
    return Table(draw(NAMES), draw(TITLES), (columns[0],), tuple(rows))


LISTS = st.builds(ChoiceList, NAMES, TITLES, CHOICES)


@st.composite
def later(draw: st.DrawFn, ledger: Ledger, *, first: int, last: int) -> Ledger:
    """A lawful later version: fields added within a range, changed, renamed, removed with day and reason."""
    made = []
    taken = {one.name for one in ledger.fields}
    for one in ledger.fields:
        change = draw(st.sampled_from(["same", "same", "title", "required", "removed", "choice"]))
        made.append(draw(changed(one, change, ledger)))
    free = [no for no in range(first, last) if no not in {one.no for one in made}][:3]
    made += [
        draw(fields(no, f"new_{no}_{len(taken)}"))
        for no in draw(st.lists(st.sampled_from(free), max_size=2, unique=True))
    ]
    made.sort(key=lambda one: one.no)
    checks = draw(st.sampled_from([ledger.checks, ledger.checks[1:]]))
    new = draw(st.lists(st.builds(Check, WORDS, TITLES), max_size=1))
    known = {check.forbid for check in ledger.checks} | {check.say.zh for check in ledger.checks}
    checks += tuple(one for one in new if one.forbid not in known and one.say.zh not in known)
    title = draw(st.sampled_from([ledger.title, Title("新名", "New")]))
    return replace(ledger, title=title, fields=tuple(made), checks=checks)


@st.composite
def changed(draw: st.DrawFn, one: Field, change: str, ledger: Ledger) -> Field:
    if change == "title":
        return replace(one, title=draw(TITLES))
    if change == "required":
        return replace(one, required=not one.required)
    named = {*ledger.key, *ledger.pages.columns, *ledger.pages.filters, ledger.row.strip("{}")}
    if change == "removed" and one.removed is None and one.name not in named:
        return replace(one, removed=draw(DAYS), why="不再使用")
    if change == "choice" and one.of:
        extra = draw(CHOICE)
        if extra.code not in {choice.code for choice in one.of}:
            return replace(one, of=(*one.of, extra))
    return one


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    flow = draw(st.booleans())
    removed = draw(st.none() | st.none() | DAYS)
    return Measure(
        name=draw(NAMES),
        title=draw(TITLES),
        of=draw(NAMES),
        value=draw(WORDS),
        where=draw(st.just("") | WORDS),
        at="" if flow else draw(st.sampled_from(["period_end", "period_start"])),
        on=draw(NAMES) if flow else "",
        unit=draw(st.sampled_from(["", "village", "#3"])),
        by=draw(st.lists(NAMES | st.just("#2.#3"), max_size=3, unique=True).map(tuple)),
        better=draw(st.sampled_from(["", "up", "down"])),
        shown=draw(st.sampled_from(["number", "share", "money", "days"])),
        measured_in=draw(HELP),
        places=draw(st.none() | st.integers(0, 6)),
        open_to=draw(st.sampled_from(["all", "own"])),
        synonyms=draw(SYNONYMS),
        help=draw(HELP),
        removed=removed,
        why="" if removed is None else draw(WORDS),
        pack=draw(st.just("") | NAMES),
    )


_COLUMNS = st.builds(
    Column, NAMES, NAMES, st.just(""), HELP, st.sampled_from(["", "year_to_date"])
) | st.builds(Column, NAMES, st.just(""), WORDS, TITLES, st.just(""), st.sampled_from(["", "share"]))
_ENTERED = st.builds(
    Entered, NAMES, TITLES, st.sampled_from(["text", "date"]), st.booleans(), st.booleans(), HELP
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    by = draw(st.dictionaries(NAMES, NAMES | st.just("#3"), max_size=2))
    days = draw(st.none() | DAYS)
    every, due = draw(st.sampled_from([("month", "day 2"), ("week", "friday"), ("once", "2026-12-31")]))
    return Report(
        name=draw(NAMES),
        title=draw(TITLES),
        every=every,
        due=due,
        sender=draw(st.sampled_from(["", "town", "post clerk"])),
        to=draw(st.sampled_from(["", "county", "outside:供销社"])),
        rows="by" if by else draw(st.sampled_from(["", "units", "units village"])),
        rows_by=by,
        columns=draw(st.lists(_COLUMNS, min_size=1, max_size=4, unique_by=lambda one: one.name).map(tuple)),
        compare=draw(st.lists(st.sampled_from(["last_period", "target"]), unique=True).map(tuple)),
        enter=draw(st.lists(_ENTERED, max_size=2, unique_by=lambda one: one.name).map(tuple)),
        text=draw(st.lists(TITLES, max_size=3).map(tuple)),
        checks=draw(
            st.lists(
                st.builds(Check, WORDS, TITLES, st.booleans()), max_size=2, unique_by=lambda one: one.forbid
            ).map(tuple)
        ),
        sign=draw(st.lists(NAMES, max_size=2, unique=True).map(tuple)),
        templates=draw(st.sampled_from([{}, {"docx": "表.docx"}])),
        begins=days,
        ends=days,
        help=draw(HELP),
    )
