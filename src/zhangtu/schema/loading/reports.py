"""Reads reports: what goes up the tree, or out, every period."""

import re

from zhangtu.kernel.due_days import read_rule
from zhangtu.kernel.periods import PeriodError, PeriodKind
from zhangtu.schema.keys import KEYS
from zhangtu.schema.loading.measures import SHOWN
from zhangtu.schema.loading.reading import Draft, Part, Places, Reading
from zhangtu.schema.nodes import Listing, Mapping, Node, Scalar
from zhangtu.schema.specs import Check, Column, Entered, Report, Title
from zhangtu.schema.taking import NAME, Taking, title, words
from zhangtu.schema.troubles import Trouble

#: What is reported once and not period by period.
ONCE = "once"
EVERY = (*(kind.value for kind in PeriodKind), ONCE)
COMPARE = ("last_period", "same_period_last_year", "target")
OVER = ("year_to_date", "last_period", "same_period_last_year")
TEMPLATES = ("docx", "xlsx")
#: Types of what is entered.
ENTERED = ("text", "number", "money", "date", "yes_no")
UNITS = re.compile(r"units( [a-z][a-z0-9_]{0,39})?")
_SENDER = re.compile(r"(post )?[a-z][a-z0-9_]{0,39}")
_RECEIVER = re.compile(r"[a-z][a-z0-9_]{0,39}|outside:\S(.{0,58}\S)?")
_FILE = re.compile(r"[^/\\.\s][^/\\]{0,99}")


def _read(node: Mapping, reading: Reading) -> Draft[Report] | None:
    notes = reading.notes
    take = Taking(node, KEYS["report"], notes)
    places = Places(node.place, {("name",): take.place("report")})
    name = take.name("report")
    heading = take.title("title")
    every = take.one_of("every", EVERY, required=True)
    rows, rows_by = _rows(take, reading, places)
    report = Report(
        name=name,
        title=heading or Title(name),
        every=every,
        due=_due(take, every, reading),
        sender=_party(take, "from", _SENDER, reading),
        to=_party(take, "to", _RECEIVER, reading),
        rows=rows,
        rows_by=rows_by,
        columns=_columns(take, reading, places),
        compare=_known(take, "compare", COMPARE, reading),
        enter=_entered(take, reading, places),
        text=_text(take, reading, places),
        checks=_checks(take, reading, places),
        sign=take.strings("sign"),
        templates=_templates(take, reading, places),
        begins=take.day("begins"),
        ends=take.day("ends"),
        help=take.title("help", required=False),
        removed=take.day("removed"),
        why=take.text("why"),
        pack=reading.pack or take.name("pack", required=False),
    )
    if report.begins and report.ends and report.ends < report.begins:
        notes.add(take.place("ends"), Trouble.REVERSED_DAYS)
    return Draft(report, places) if name and every else None


def _due(take: Taking, every: str, reading: Reading) -> str:
    rule = " ".join(take.text("due", required=True).split())
    if not rule:
        return ""
    try:
        fits = (read_rule(rule).fixed is not None) is (every == ONCE)
    except PeriodError:
        fits = False
    if not fits:
        reading.notes.add(take.place("due"), Trouble.BAD_DUE, rule=rule, every=every)
    return rule


def _party(take: Taking, key: str, pattern: re.Pattern[str], reading: Reading) -> str:
    said = take.text(key)
    if said and pattern.fullmatch(said) is None:
        reading.notes.add(take.place(key), Trouble.BAD_PARTY, name=said)
    return said


def _rows(take: Taking, reading: Reading, places: Places) -> tuple[str, dict[str, str]]:
    """``units``, ``units KIND``, a field all columns are parted by, or one for each ledger."""
    node = take.node.pairs.get("rows")
    if node is None:
        return "", {}
    places.found["rows",] = node.place
    if isinstance(node, Mapping):
        found = {ledger: words(said) or "" for ledger, said in node.pairs.items()}
        if not all(found.values()):
            reading.notes.add(node.place, Trouble.NOT_TEXT, key="rows")
        return "by", found
    said = take.text("rows")
    if not said or UNITS.fullmatch(said):
        return said, {}
    return "by", {"": said}


def _columns(take: Taking, reading: Reading, places: Places) -> tuple[Column, ...]:
    if "columns" not in take:
        reading.notes.add(take.node.place, Trouble.MISSING, key="columns")
    found: dict[str, Column] = {}
    for node in take.items("columns"):
        column = _column(node, reading)
        if column is None:
            continue
        if column.name in found:
            reading.notes.add(node.place, Trouble.TWICE, name=column.name)
            continue
        value = node.pairs.get("value") if isinstance(node, Mapping) else None
        places.found["columns", column.name] = value if isinstance(value, Scalar) else node.place
        found[column.name] = column
    return tuple(found.values())


def _column(node: Node, reading: Reading) -> Column | None:
    notes = reading.notes
    if not isinstance(node, Mapping):
        said = words(node) or ""
        if NAME.fullmatch(said) is None:
            notes.add(node.place, Trouble.BAD_NAME, name=said)
            return None
        return Column(said, said)
    take = Taking(node, KEYS["column"], notes)
    measure, value = take.name("measure", required=False), take.text("value")
    name = take.name("name", required=False) or measure
    if bool(measure) is bool(value) or not name:
        notes.add(node.place, Trouble.MEASURE_OR_VALUE)
        return None
    heading = take.title("title", required=not measure)
    return Column(name, measure, value, heading, take.one_of("over", OVER), take.one_of("shown", SHOWN))


def _known(take: Taking, key: str, known: tuple[str, ...], reading: Reading) -> tuple[str, ...]:
    """Words of a list, each of which must be one of a few."""
    found = take.texts(key)
    for said, place in found:
        if said not in known:
            choices = ", ".join(known)
            reading.notes.add(place, Trouble.NOT_ONE_OF, key=key, word=said, choices=choices)
    return tuple(said for said, _ in found if said in known)


def _entered(take: Taking, reading: Reading, places: Places) -> tuple[Entered, ...]:
    found: dict[str, Entered] = {}
    for node in take.items("enter"):
        one = _one_entered(node, reading)
        if one is None:
            continue
        if one.name in found:
            reading.notes.add(node.place, Trouble.TWICE, name=one.name)
        places.found["enter", one.name] = node.place
        found[one.name] = one
    return tuple(found.values())


def _one_entered(node: Node, reading: Reading) -> Entered | None:
    if not isinstance(node, Mapping):
        said = words(node) or ""
        if NAME.fullmatch(said) is None:
            reading.notes.add(node.place, Trouble.BAD_NAME, name=said)
            return None
        reading.notes.warn(node.place, Trouble.CODE_AS_TITLE, code=said)
        return Entered(said, Title(said, said))
    take = Taking(node, KEYS["entered"], reading.notes)
    name, heading = take.name("name"), take.title("title")
    type_ = take.one_of("type", ENTERED, "text")
    help_ = take.title("help", required=False)
    if not name:
        return None
    return Entered(name, heading or Title(name), type_, take.truth("required"), take.truth("each"), help_)


def _text(take: Taking, reading: Reading, places: Places) -> tuple[Title, ...]:
    node = take.node.pairs.get("text")
    if node is None:
        return ()
    paragraphs: list[Title] = []
    for one in node.items if isinstance(node, Listing) else [node]:
        said = title(one, reading.notes)
        if said is not None:
            places.found["text", len(paragraphs)] = one.place
            paragraphs.append(said)
    return tuple(paragraphs)


def _checks(take: Taking, reading: Reading, places: Places) -> tuple[Check, ...]:
    found: dict[str, Check] = {}
    for node in take.mappings("checks"):
        inner = Taking(node, KEYS["check"], reading.notes)
        forbid, say = inner.text("forbid", required=True), inner.title("say")
        warn = inner.truth("warn")
        if not forbid or say is None:
            continue
        if forbid in found:
            reading.notes.add(inner.place("forbid"), Trouble.TWICE, name=forbid)
            continue
        places.found["check", len(found)] = inner.scalar("forbid") or node.place
        found[forbid] = Check(forbid, say, warn)
    return tuple(found.values())


def _templates(take: Taking, reading: Reading, places: Places) -> dict[str, str]:
    node = take.node.pairs.get("templates")
    if node is None:
        return {}
    if not isinstance(node, Mapping):
        reading.notes.add(node.place, Trouble.NOT_MAPPING, key="templates")
        return {}
    inner = Taking(node, TEMPLATES, reading.notes)
    found = {}
    for kind in TEMPLATES:
        name = inner.text(kind)
        if not name:
            continue
        if _FILE.fullmatch(name) is None or not name.endswith(f".{kind}"):
            reading.notes.add(inner.place(kind), Trouble.NO_TEMPLATE, name=name)
        places.found["templates", kind] = inner.place(kind)
        found[kind] = name
    return found


PART = Part("report", "reports", _read)
