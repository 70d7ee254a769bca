"""Why an import can't be done, with sentences; and the sentences about cells only an import knows."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar, Final

from zhangtu.kernel.problems import FieldProblem
from zhangtu.kernel.scripts import in_language
from zhangtu.ledgers.refusals import LedgerError
from zhangtu.ledgers.wording import say_problem
from zhangtu.schema.types.wording import say_field_problem


class CellFault(StrEnum):
    """What only an import can find wrong."""

    #: Two rows of the file have the same key.
    DOUBLE = "import_double"
    #: Excel made a number of it and lost its last digits.
    DAMAGED = "import_damaged"
    #: No unit of that name in scope.
    NO_UNIT = "import_no_unit"
    #: The row found by its key may not be changed.
    NOT_YOURS = "import_not_yours"


_CELLS: Final[Mapping[str, tuple[str, str]]] = {
    CellFault.DOUBLE: (
        "与第 {row} 行重复，只能有一行。",
        "This is the same as in row {row}: keep one of them.",
    ),
    CellFault.DAMAGED: (
        "号码被 Excel 改成了数，末几位已丢失。请把这一列设为文本，重新填写原号码。",
        "Excel made a number of this and lost its last digits. Format the column as text and enter it anew.",
    ),
    CellFault.NO_UNIT: (
        "在您的范围内没有这个单位，请填全称。",
        "No unit of that name is in your scope: write its full name.",
    ),
    CellFault.NOT_YOURS: (
        "台账里已有这条记录，但您不能修改它。",
        "The ledger has this row already, and you may not amend it.",
    ),
}


class ImportRefusedError(LedgerError):
    """The import was not done; nothing has changed."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = {
        "no_table": (
            "“{name}”里没有找到表格：至少要有一行表头和一行数据。",
            "No table was found in “{name}”: it takes a heading and a row at least.",
        ),
        "no_match": (
            "表里的栏与台账“{ledger}”对不上。表里有：{columns}。请核对选的台账，或用 --match 指明。",
            "No column is a field of “{ledger}”. There are: {columns}. Check the ledger, or use --match.",
        ),
        "bad_match": (
            "对照表里的“{what}”不对：台账没有这个字段，或表里没有这一栏。",
            "“{what}” in the match is not right: there is no such field, or no such column.",
        ),
        "no_unit": (
            "不知道新记录归哪个单位。请以某个岗位的身份导入，或用 --unit 写明单位。",
            "Which unit the new rows belong to is not known. Import for a post, or give --unit.",
        ),
        "no_import": ("没有编号为 {uid} 的导入。", "There is no import {uid}."),
        "spool_broken": (
            "准备好的数据已损坏，没有导入。请重新准备。",
            "What was prepared is damaged and was not put in force. Prepare it again.",
        ),
        "definition_changed": (
            "准备之后，台账“{ledger}”的定义改了。请重新准备，再确认导入。",
            "The definition of “{ledger}” has changed since this was prepared. Prepare it again.",
        ),
        "definition_changed_since": (
            "导入做到一半，台账“{ledger}”的定义改了，不能做完。请用 --drop {uid} 放弃它，再重新导入。",
            "“{ledger}” was defined anew amid this import. Give it up (--drop {uid}) and import again.",
        ),
        "given_up": (
            "这次导入已经放弃，不能再做完。请用 --drop {uid} 把它放弃完，再重新导入。",
            "This import was given up and can't be finished. Go on with --drop {uid}, then import again.",
        ),
        "finished": (
            "这次导入已经做完，不能放弃。请用 --undo {uid} 撤回。",
            "This import is finished and can't be given up. Take it back with --undo {uid}.",
        ),
        "not_yours": (
            "这次导入是别人准备的，请由本人确认。",
            "Somebody else prepared this import; they must confirm it.",
        ),
        "already": (
            "这个文件已在 {when} 导入过（编号 {uid}），再导入不会有任何变化。",
            "This file was imported on {when} already ({uid}); importing it again changes nothing.",
        ),
        "only_shown": (
            "编号为 {uid} 的导入只是预览过，没有生效，台账没有变化，不需要撤回。",
            "The import {uid} was only shown and never put in force: the ledger is unchanged.",
        ),
        "unfinished": (
            "这次导入还没有做完。请先用 --continue {uid} 做完，再撤回。",
            "This import is not finished. Continue it first (--continue {uid}), then undo it.",
        ),
        "undone": ("这次导入已经撤回过了。", "This import was undone already."),
    }


def say(problem: FieldProblem, language: str) -> str:
    """What is wrong with a cell, as a sentence.

    Args:
        problem: What is wrong.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        The sentence; never the value.
    """
    if problem.kind in _CELLS:
        return in_language(*_CELLS[problem.kind], language).format(**problem.facts)
    return say_problem(problem, language) or say_field_problem(problem, "", language)
