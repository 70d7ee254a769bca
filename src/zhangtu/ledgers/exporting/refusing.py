"""Why an export can't be done."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.ledgers.refusals import LedgerError


class ExportRefusedError(LedgerError):
    """The export was not done; no file was written."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = {
        "masked": (
            "条件里用了您看不到的字段：{fields}。请去掉后再导出。",
            "The condition reads fields you may not see: {fields}. Leave them out.",
        ),
        "no_reason": (
            "导出个人信息要写明理由，理由记入变更记录。不需要时请不要勾选“含个人信息”。",
            "Say why what is about persons is taken out: the journal keeps it. Or leave it out.",
        ),
        "elsewhere": (
            "条件里用了其他记录的内容：{ledgers}。导出条件只能用这条记录自己的字段，请改写。",
            "The condition asks other rows: {ledgers}. It may only read the row's own fields.",
        ),
        "no_condition": (
            "--where 写的不是条件，应当能判断是或否，例如 area > 100。",
            "What --where says is no condition: it must be true or false, such as area > 100.",
        ),
        "format": (
            "不会写“{name}”这种文件。请用 .xlsx 或 .csv 结尾的文件名。",
            "“{name}” is of no kind that can be written. Use a name ending in .xlsx or .csv.",
        ),
        "too_many": (
            "共 {count} 行，模板最多填 {most} 行。请用 --where 分批导出，或不用模板。",
            "There are {count} rows; a template takes {most}. Export in parts with --where, or without it.",
        ),
    }
