"""A measure's definition in words, so that whoever shows the figure can say what it is."""

import re
from typing import Final

from django.utils.translation import gettext as _

from zhangtu.desk.frame.words import moment_of, titled, tongue
from zhangtu.desk.measuring.naming import title_of
from zhangtu.journal import queries as journal
from zhangtu.kernel.scripts import in_language
from zhangtu.ledgers import definitions
from zhangtu.measures.defined import Defined
from zhangtu.schema.types.choice import title_in

#: Words of expressions → Simplified and English.
_WORDS: Final = {
    "count": ("条数", "count"),
    "share": ("占比", "share of"),
    "sum": ("合计", "sum of"),
    "average": ("平均", "average of"),
    "distinct": ("不同的个数", "different values of"),
    "and": ("并且", "and"),
    "or": ("或者", "or"),
    "not": ("不是", "not"),
    "in": ("属于", "one of"),
    "is": ("为", "is"),
    "null": ("空", "empty"),
    "true": ("是", "yes"),
    "false": ("否", "no"),
    "where": ("其中", "where"),
    "today": ("当天", "that day"),
    "days_between": ("相隔天数", "days between"),
    "coalesce": ("没有时取", "or else"),
}
_PIECE: Final = re.compile(r"'(?:[^']|'')*'|[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*|\s+|.", re.IGNORECASE)
_CHOICE: Final = re.compile(r"'([^']*)'")


def explained(one: Defined) -> list[tuple[str, str]]:
    """A measure in words.

    Args:
        one: The measure.

    Returns:
        What is said about, and what: of which ledger, what is counted, which rows, when, for which unit,
        which direction is good, since when it is defined so.
    """
    spec = one.spec
    said = [
        (_("来源台账"), titled(one.force.ledger.title)),
        (_("怎么算"), in_words(one, spec.value)),
        (_("算哪些记录"), in_words(one, spec.where) if spec.where else _("没有作废的全部记录")),
        (_("什么时候的"), _when(one)),
        (_("归哪个单位"), _unit(one)),
        (_("好的方向"), {"up": _("越高越好"), "down": _("越低越好")}.get(spec.better, "")),
        (_("说明"), titled(spec.help) if spec.help is not None else ""),
        (_("版本"), _version(one)),
        (_("定义原文"), " · ".join(filter(None, (spec.value, spec.where)))),
    ]
    return [(term, words) for term, words in said if words]


def _when(one: Defined) -> str:
    spec = one.spec
    if spec.on:
        return _("“%(field)s”在本期之内的记录") % {"field": in_words(one, spec.on)}
    if spec.at == "period_start":
        return _("期初当天的状态")
    return _("期末当天的状态；本期没有结束的，是现在的状态")


def _unit(one: Defined) -> str:
    return title_of(one, one.spec.unit) if one.spec.unit else _("记录所属的单位")


def _version(one: Defined) -> str:
    found = definitions.known().measures.get(one.spec.name)
    if found is None:
        return ""
    entries = journal.history(definitions.REGISTER, found.id)
    facts = {
        "number": found.version,
        "at": moment_of(entries[0].at) if entries else "",
        "pack": one.spec.pack,
    }
    if one.spec.pack:
        return _("第 %(number)s 版，%(at)s 生效，来自业务包 %(pack)s") % facts
    return _("第 %(number)s 版，%(at)s 生效，本单位自定") % facts


def in_words(one: Defined, expression: str) -> str:
    """An expression with titles in the place of names, and words in the place of functions."""
    return re.sub(r"\s+", " ", "".join(_said(one, piece) for piece in _PIECE.findall(expression))).strip()


def _said(one: Defined, piece: str) -> str:
    if found := _CHOICE.fullmatch(piece):
        return _choice(one, found[1])
    if piece in _WORDS:
        return in_language(*_WORDS[piece], tongue())
    if piece.split(".", maxsplit=1)[0] in one.force.fields:
        try:
            return f"“{title_of(one, piece)}”"
        except KeyError:
            return piece
    return piece


def _choice(one: Defined, code: str) -> str:
    """The title of a choice of any field of the ledger; the code where there is none."""
    for spec in one.force.fields.values():
        for choice in spec.of:
            if choice.code == code:
                return f"“{title_in(choice.title, tongue())}”"
    return code
