"""The values of a row as its page shows them: by panel, by type, and how each comes about."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from zhangtu.desk.frame.visit import Visit
from zhangtu.desk.frame.words import titled, tongue
from zhangtu.ledgers import definitions, filing
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.filing import FileView
from zhangtu.ledgers.naming import Names
from zhangtu.ledgers.views import RowView
from zhangtu.schema.specs import Field
from zhangtu.schema.types import FileRef

#: How identifiers are parted for the eye: sizes of the groups, the last repeated. What is copied has no gaps.
_GROUPS: Final = {
    "credit_code": (4, 4, 4, 4, 2),
    "id_card": (6, 8, 4),
    "phone": (3, 4, 4),
    "vin": (3, 6, 8),
    "food_licence": (2, 4, 4, 4, 2),
}
FILES: Final = ("file", "photo")
_NAME: Final = re.compile(r"'[^']*'|[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a field.

    Attributes:
        file: What is known of it.
        caption: What it shows; empty if nobody said.
    """

    file: FileView
    caption: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of a row.

    Attributes:
        name: The field's name.
        title: What it is called.
        type: The name of its type.
        text: Its value as words; empty for an empty field; the mask of a masked one.
        groups: The words in groups, where it is an identifier.
        masked: Whether the value is masked.
        personal: Whether it is about a person.
        made: How it comes about, where nobody enters it; empty else.
        live: Whether it is computed anew each time.
        links: Where it leads: address and words of each row it refers to.
        files: Its files.
        several: Whether it takes several files.
        figure: Whether it is a number.
    """

    name: str
    title: str
    type: str
    text: str
    groups: tuple[str, ...] = ()
    masked: bool = False
    personal: bool = False
    made: str = ""
    live: bool = False
    links: tuple[tuple[str, str, str], ...] = ()
    files: tuple[Attached, ...] = ()
    several: bool = False
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Fields that stand together.

    Attributes:
        title: What they are, empty for those the definition puts together without a word.
        facts: The fields.
    """

    title: str
    facts: tuple[Fact, ...]


def panels(force: InForce, row: RowView, visit: Visit, shown: Mapping[str, Any] | None = None) -> list[Panel]:
    """A row's values, panel by panel.

    Args:
        force: Its ledger.
        row: The row.
        visit: Who looks.
        shown: Values about persons that were just asked for, with a reason: field name → value.

    Returns:
        The panels of the definition; what stands in none of them comes last.
    """
    given = shown or {}
    names = Names(force, [row], visit.scope, tongue())
    made = {name: _fact(force, force.fields[name], row, names, given) for name in force.fields}
    placed = [[name for name in panel if name in made] for panel in force.ledger.pages.panels]
    rest = [name for name in made if not any(name in panel for panel in placed)]
    found = [Panel("", tuple(made[name] for name in panel)) for panel in placed if panel]
    if rest:
        found.append(Panel(_("其他") if found else "", tuple(made[name] for name in rest)))
    return found


def _fact(force: InForce, spec: Field, row: RowView, names: Names, shown: Mapping[str, Any]) -> Fact:
    uncovered = spec.name in shown
    masked = spec.name in row.masked and not uncovered
    value = shown[spec.name] if uncovered else row.live.get(spec.name, row.values.get(spec.name))
    text = str(value or "") if masked else _text(force, spec, value, names)
    return Fact(
        name=spec.name,
        title=titled(spec.title),
        type=spec.type,
        text=text,
        groups=() if masked else groups(spec.type, text),
        masked=masked,
        personal=spec.personal,
        made=made_by(force, spec),
        live=spec.live,
        links=() if masked or spec.type != "reference" else tuple(_links(spec, value, names)),
        files=() if masked or spec.type not in FILES else attached(value or ()),
        several=spec.options.get("many") == "yes",
        figure=spec.type in ("number", "money"),
    )


def _text(force: InForce, spec: Field, value: Any, names: Names) -> str:
    if value is None or value == ():
        return ""
    return (
        force.types[spec.no].show(value, spec, tongue())
        if spec.type == "computed"
        else names.say(spec, value)
    )


def groups(kind: str, text: str) -> tuple[str, ...]:
    """An identifier in groups the eye can take in.

    Args:
        kind: The name of its type.
        text: The identifier.

    Returns:
        The groups, together the text itself; nothing for what is not parted.
    """
    sizes = _GROUPS.get(kind)
    if sizes is None or not text.isascii() or sum(sizes) != len(text):
        return ()
    found, at = [], 0
    for size in sizes:
        found.append(text[at : at + size])
        at += size
    return tuple(found)


def _links(spec: Field, value: Any, names: Names) -> Iterator[tuple[str, str, str]]:
    """Ledger, uid and words of the rows a field refers to; an empty uid where one is out of scope."""
    several = value if isinstance(value, tuple) else () if value is None else (value,)
    for uid in several:
        known = names.rows.get(uid)
        words = known or (_("不在您的范围内") if known is None else str(uid))
        yield spec.target, "" if known is None else str(uid), words


def attached(refs: Iterable[FileRef]) -> tuple[Attached, ...]:
    """The files of a field, with what is known of them."""
    several = tuple(refs)
    captions = {one.sha256: one.caption for one in several}
    return tuple(Attached(one, captions[one.sha256]) for one in filing.of_names(several))


def made_by(force: InForce, spec: Field) -> str:
    """How a value comes about that nobody enters.

    Args:
        force: The ledger.
        spec: The field.

    Returns:
        A sentence; empty for a field people enter.
    """
    if spec.type == "computed":
        formula = spelled(force, spec.value)
        if spec.live:
            return _("随时计算，每次打开都是最新的：%(formula)s") % {"formula": formula}
        return _("保存时计算：%(formula)s") % {"formula": formula}
    if spec.type == "serial":
        return _("由系统按单位和年度连续取号")
    return _("由“%(by)s”写入，不能直接填写") % {"by": spec.set_by} if spec.set_by else ""


def spelled(force: InForce, expression: str) -> str:
    """An expression with fields and ledgers by what they are called."""
    known = definitions.known()
    named = {name: one.ledger.title for name, one in known.ledgers.items()}
    named |= {name: one.title for name, one in known.tables.items()}
    # A sub-query speaks of the fields of the ledger it asks; the row's own come first.
    for name in _NAME.findall(expression):
        asked = known.ledgers.get(name)
        if asked is not None:
            named |= {one: spec.title for one, spec in asked.fields.items() if one not in named}
    named |= {name: spec.title for name, spec in force.fields.items()}

    def word(found: re.Match[str]) -> str:
        if found[0].startswith("'"):
            return found[0]
        parts = found[0].split(".")
        return ".".join(titled(named[part]) if part in named else part for part in parts)

    return _NAME.sub(word, expression)
