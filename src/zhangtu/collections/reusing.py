"""Finds columns that are known already: by title and synonym, by kind, by overlap of values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from zhangtu.collections.forms import Wanted, askable
from zhangtu.collections.refusals import CollectionError
from zhangtu.documents.sheets.words import label
from zhangtu.kernel.expressions import Kind
from zhangtu.kernel.scripts import to_traditional
from zhangtu.ledgers import definitions, policies, queries
from zhangtu.ledgers.compiled import InForce
from zhangtu.ledgers.queries import Filter, Op
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.mirror import queries as mirror
from zhangtu.mirror.questions import NotNow
from zhangtu.people.scope import Right, Scope
from zhangtu.schema.specs import Field, Title

#: Words every table has a column for; that two have them says nothing.
_COMMON: Final = frozenset(
    label(one)
    for one in ("备注", "说明", "序号", "编号", "日期", "状态", "类型", "名称", "数量", "情况", "单位")
)
#: Samples that are looked up, and the share of them that must be found.
_SAMPLES: Final = 60
_LEAST: Final = 3
_SHARE: Final = 0.5
#: Types whose values say nothing: few different ones, or whole sentences.
_NOT_COMPARED: Final = frozenset({"choice", "long_text"})
#: Types that hold the same kind of words.
_ALIKE: Final[Mapping[str, frozenset[str]]] = {
    "text": frozenset({"text", "reference", "unit", "person", "post", "place", "choice", "credit_code",
                       "plate", "vin", "food_licence", "document_number", "phone", "person_name", "id_card"}),
    "number": frozenset({"number", "money"}),
    "money": frozenset({"number", "money"}),
    "choice": frozenset({"choice", "text", "yes_no"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a column is known already.

    Attributes:
        ledger: The ledger's name.
        title: What the ledger is called.
        field: The field.
        why: ``title``, ``synonym`` or ``overlap``.
        share: The share of sample values found there, 0 to 1; 0 where values were not compared.
        source: What a form on ``base`` would be prefilled from; empty where it can't reach it.
    """

    ledger: str
    title: Title
    field: Field
    why: str
    share: float
    source: str


class _Asking(Protocol):
    """What ``check`` needs of a plan."""

    @property
    def base(self) -> str:
        """The ledger the lines come from."""

    @property
    def columns(self) -> Sequence[Wanted]:
        """The columns."""


def check_readable(plan: _Asking, scope: Scope) -> None:
    """Refuse a form prefilled from a ledger whoever asks may not read, directly or by a reference.

    Args:
        plan: What is to be sent out.
        scope: Who sends it.

    Raises:
        LedgerError: There is no such ledger, or it may not be read.
    """
    if not plan.base:
        return
    base = definitions.in_force(plan.base)
    policies.check_may(scope, Right.READ, base)
    for through in {one.source.rpartition(".")[0] for one in plan.columns} - {""}:
        spec = base.fields.get(through)
        if spec is not None and spec.target:
            policies.check_may(scope, Right.READ, definitions.in_force(spec.target))


def known(wanted: Wanted, base: str, scope: Scope) -> list[Match]:
    """Where a column is known already, the surest first.

    Args:
        wanted: The column.
        base: The ledger the form's lines come from; empty for none.
        scope: Whose; only ledgers they read are looked at.

    Returns:
        The places.
    """
    found: list[Match] = []
    samples = list(dict.fromkeys(one.strip() for one in wanted.samples if one.strip()))[:_SAMPLES]
    shares = _mirrored(samples, scope) if len(samples) >= _LEAST else {}
    for force in definitions.known().ledgers.values():
        if policies.can(scope, Right.READ, force):
            found += _in_ledger(wanted, force, base, _Shares(samples, shares, scope))
    order = {"title": 0, "synonym": 1, "overlap": 2}
    return sorted(found, key=lambda one: (not one.source, order[one.why], -one.share, one.ledger))


@dataclass(frozen=True, slots=True)
class _Shares:
    """How much of a column's sample values stands in a field.

    Attributes:
        samples: The different sample values.
        mirrored: Ledger and field → share, as the mirror says; ``None`` when it can't say.
        scope: Whose rows count.
    """

    samples: Sequence[str]
    mirrored: Mapping[tuple[str, str], float] | None
    scope: Scope

    def of(self, force: InForce, spec: Field) -> float:
        """The share that stands in a field; 0 where values are not compared."""
        if len(self.samples) < _LEAST or spec.no in force.personal or spec.type in _NOT_COMPARED:
            return 0.0
        if force.kind_of(spec) is not Kind.TEXT:
            return 0.0
        if self.mirrored is not None:
            return self.mirrored.get((force.ledger.name, spec.name), 0.0)
        where = (Filter(spec.name, Op.IN, list(self.samples)),)
        try:
            page = queries.rows(
                force.ledger.name, self.scope, where=where, limit=queries.MOST, live=(), counted=False
            )
        except LedgerError:
            # some of the samples can be no value of this field
            return 0.0
        return len({row.values.get(spec.name) for row in page.rows}) / len(self.samples)


def _mirrored(samples: Sequence[str], scope: Scope) -> Mapping[tuple[str, str], float] | None:
    """Where sample values stand, by one question to the mirror; ``None`` when it can't say now."""
    answer = mirror.overlap(samples, scope)
    if isinstance(answer, NotNow):
        return None
    return {(one.ledger, one.field): one.share for one in answer}


def _in_ledger(wanted: Wanted, force: InForce, base: str, shares: _Shares) -> Iterator[Match]:
    words = label(wanted.title)
    reached = _reached(force, base)
    for spec in askable(force):
        if spec.type not in _ALIKE.get(wanted.type, frozenset({wanted.type})):
            continue
        why = _by_words(words, spec)
        share = shares.of(force, spec)
        if why and 0 < share < _SHARE:
            # called alike, but other things stand there
            why = ""
        if not why and share >= _SHARE:
            why = "overlap"
        if why:
            source = f"{reached}{spec.name}" if reached is not None else ""
            yield Match(force.ledger.name, force.ledger.title, spec, why, share, source)


def _by_words(words: str, spec: Field) -> str:
    if not words or words in _COMMON:
        return ""
    title = spec.title
    if words in {label(one) for one in (title.zh, title.hant or to_traditional(title.zh), title.en) if one}:
        return "title"
    return "synonym" if words in {label(one) for one in spec.synonyms} else ""


def _reached(force: InForce, base: str) -> str | None:
    """How a form on a ledger reaches the fields of another: nothing, a reference and a point, or not."""
    if not base or force.ledger.name == base:
        return "" if base else None
    own = definitions.in_force(base)
    for spec in own.fields.values():
        if spec.type == "reference" and spec.target == force.ledger.name and not spec.options.get("many"):
            return f"{spec.name}."
    return None


def check(plan: _Asking, scope: Scope) -> None:
    """Refuse own columns that are known elsewhere and have no reason.

    Args:
        plan: What is to be sent out.
        scope: Who sends it.

    Raises:
        CollectionError: ``known_elsewhere``, with the columns and where they stand.
    """
    wrong: list[str] = []
    for one in plan.columns:
        if one.source or one.why.strip():
            continue
        matches = known(one, plan.base, scope)
        if matches:
            wrong.append(f"{one.title}（{matches[0].title.zh}·{matches[0].field.title.zh}）")
    if wrong:
        raise CollectionError("known_elsewhere", columns="、".join(wrong))
