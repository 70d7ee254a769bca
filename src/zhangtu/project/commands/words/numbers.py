"""What ``zhangtu numbers`` says."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "summary_numbers": (
        "文号：取号、作废、查看已取的和作废的号",
        "numbers of papers: take one, void one, list those given and voided",
    ),
    "example_numbers_take": ("给一条记录取号", "give a row its number"),
    "example_numbers_void": ("作废一个号", "void a number"),
    "example_numbers_list": ("每个单位每年取了哪些号", "what became of the numbers of each unit and year"),
    "help_numbers_deed": ("取号、作废或查看", "take a number, void it, or list them"),
    "help_numbers_place": ("哪条记录；查看时只写台账", "the row; for list, the ledger alone"),
    "help_numbers_field": (
        "哪个字段；只有一个文号字段时可以不写",
        "the field; may be left out where there is one",
    ),
    "help_numbers_reason": ("理由，作废时必须写", "why; must be said to void one"),
    "numbers_given": ("已取号：{number}", "Number given: {number}"),
    "numbers_voided": (
        "{number} 已作废，这个号不再使用。",
        "{number} is voided and never given again.",
    ),
    "numbers_none": ("还没有取过号。", "No number was given yet."),
    "numbers_book": (
        "{unit}  {name}〔{year}〕  取了 {given} 个；作废：{voided}；空缺：{gaps}",
        "{unit}  {name}〔{year}〕  given: {given}; voided: {voided}; missing: {gaps}",
    ),
    "numbers_no_field": (
        "台账 {ledger} 有 {count} 个文号字段，请写明是哪一个：{fields}",
        "The ledger {ledger} has {count} fields for numbers. Say which: {fields}",
    ),
}
