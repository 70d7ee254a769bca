"""Fields of other ledgers a column looks like: the same fact may be kept there already."""

from collections.abc import Iterable, Mapping

from zhangtu.schema.guessing.headings import bare, label
from zhangtu.schema.guessing.sheet import Like
from zhangtu.schema.specs import Field, Ledger

#: No more than these are shown.
_MOST = 3
#: Headings so general that they say nothing about being the same.
_GENERAL = frozenset({"备注", "说明", "日期", "时间", "名称", "状态", "类别", "类型", "编号", "内容", "note"})


def likes(heading: str, type_: str, ledgers: Mapping[str, Ledger]) -> tuple[Like, ...]:
    """Look for fields a column may already be.

    Args:
        heading: What stands over the column.
        type_: The type that was guessed.
        ledgers: The ledgers in force.

    Returns:
        Those called the same, those of the same type first; none for headings that fit everything.
    """
    words = {label(heading), bare(heading)} - {""}
    if not words or words <= _GENERAL:
        return ()
    found = [
        Like(ledger.name, field.name, ledger.title, field.title, field.type == type_)
        for ledger in ledgers.values()
        if not ledger.secret
        for field in ledger.fields
        if field.removed is None and not words.isdisjoint(called(field))
    ]
    return tuple(sorted(found, key=lambda one: not one.same_type)[:_MOST])


def called(field: Field) -> Iterable[str]:
    """All headings a field is known by, folded."""
    return {label(one) for one in (field.title.zh, field.title.en, *field.synonyms) if one}
