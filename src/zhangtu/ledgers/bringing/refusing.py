"""Why a file can't be brought in or an import can't go on, with sentences."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError
from zhangtu.kernel.scripts import in_language

__all__ = ["BringingError", "in_language"]


class BringingError(RefusedError):
    """What a person asked of an import was not done; nothing has changed."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = {
        "no_file": (
            "没有这份文件，或已经导入、放弃。请回到导入页，重新选择文件。",
            "There is no such file, or it was imported or given up. Go back and choose it again.",
        ),
        "too_large": (
            "“{name}”超过 {most} MB。请拆成几份再交来。",
            "“{name}” has more than {most} MB. Hand it in as several files.",
        ),
        "empty": ("没有选择文件。请先选择一个表格文件。", "No file was chosen. Choose a spreadsheet first."),
        "no_post": (
            "您的岗位都不能往台账“{ledger}”导入。请由经办岗位导入，或请管理员授权。",
            "None of your posts may import into “{ledger}”. Ask a clerk, or ask for the right.",
        ),
        "not_ready": (
            "文件还没有读完，或有问题没有解决。请等预览出来后再导入。",
            "The file has not been read, or was refused. Wait for the preview.",
        ),
        "nothing": (
            "这份文件没有可导入的行：都与台账一样，或都有问题。请改好后再交。",
            "Nothing in this file can be imported: all is there already or faulty. Mend it, drop it again.",
        ),
        "already": (
            "这个文件已经导入过。要再导入一次，请勾选“仍要再导入一次”。",
            "This very file was imported already. Tick the box to import it once more.",
        ),
        "no_import": ("没有这次导入，或它不归您管。", "There is no such import, or it is not yours to see."),
        "under_way": ("这次导入正在进行，请等它停下来。", "This import is under way; wait until it stands."),
        "no_reason": (
            "请写明理由，它会留在变更记录里。",
            "Say why; the reason stays in the journal.",
        ),
        "twice": (
            "两栏都对到了“{field}”。一个字段只能对一栏，请改其中一栏。",
            "Two columns are taken for “{field}”. A field takes one column: change one of them.",
        ),
    }
