"""Why a file was not taken, with the limits that hold."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Final

from zhangtu.kernel.scripts import in_language
from zhangtu.ledgers.refusals import LedgerError

#: Simplified and English; Traditional is made from the Simplified.
FILES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "empty": (
        "“{name}”是空文件（0 字节），没有保存。请打开原文件看看内容是否完整，再重新上传。",
        "{name} is empty (0 bytes) and was not kept. See whether the original is whole and send it again.",
    ),
    "too_large": (
        "“{name}”有 {size}，这类文件最大 {most}，没有保存。请压缩、裁剪或拆分后再上传。",
        "{name} has {size}; files of its kind may have {most}. It was not kept: make it smaller or split it.",
    ),
    "form_too_large": (
        "“{name}”有 {size}，超过 {most} 的文件要分段上传。请在打开脚本的浏览器中选择它，会自动分段。",
        "{name} has {size}; files above {most} go piece by piece. Choose it in a browser with scripts on.",
    ),
    "web": (
        "“{name}”是网页或带脚本的图形，打开时可能执行其中的程序，不能作为附件。请另存为 PDF 或图片后上传。",
        "{name} is a web page or a drawing with scripts and is not taken. Save it as PDF or picture first.",
    ),
    "program": (
        "“{name}”是程序，不能作为附件。如确需留存，请装入压缩包后上传。",
        "{name} is a program and is not taken. If it has to be kept, pack it into an archive first.",
    ),
    "unknown": (
        "认不出“{name}”是什么文件，没有保存。请另存为常见格式后再上传。",
        "What {name} is can't be told; it was not kept. Save it in a usual format and send it again.",
    ),
    "no_upload": (
        "没有这次上传，或已过期（{days} 天不续传就清除）。请重新选择文件上传。",
        "There is no such upload, or it lapsed ({days} days without going on). Choose the file again.",
    ),
    "gap": (
        "已收到 {received} 字节，请从那里接着传。",
        "{received} bytes are here; go on from there.",
    ),
    "busy": (
        "这份文件正在另一个窗口上传。请在那个窗口等它传完。",
        "This file is being sent from another window. Wait there until it is done.",
    ),
    "bad_range": (
        "这一段的位置或长度不对。请从已收到的地方接着传。",
        "Place or length of this piece is wrong. Go on from what has been received.",
    ),
    "changed_meanwhile": (
        "传完的内容与您选择的文件不一致：上传途中文件被改动过，或不是同一份。已清除，请重新上传。",
        "What arrived is not the file you chose: it was changed on the way, or is another. Send it again.",
    ),
    "quota": (
        "您有 {open} 份没有传完的文件，共 {size}；每人最多 {most_open} 份、{most}。请先传完或取消其中的。",
        "You have {open} unfinished uploads of {size}; {most_open} of {most} are the most. Finish some.",
    ),
    "no_file_field": (
        "“{field}”这一栏不能放文件。请在文件或照片栏中上传。",
        "{field} takes no files. Use a field for files or photos.",
    ),
    "not_attached": (
        "这条记录的这一栏没有这份文件，可能已被移除。请刷新页面看最新的内容。",
        "This field of the row does not have that file; it may have been taken out. Look at the row again.",
    ),
    "full": (
        "“{field}”只能放 {most} 份文件。请先移除一份，再上传。",
        "{field} takes {most} files at most. Take one out first.",
    ),
    "covered": (
        "这份文件在隐藏的栏目里。请在记录页按“显示”并写明理由后再打开。",
        "This file is in a masked field. Press Show at the row and give the reason, then open it.",
    ),
})  # fmt: skip


class FileError(LedgerError):
    """A file was not taken, or not handed out; nothing was changed."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = FILES


#: Why a picture is not shown on pages; its original can be saved all the same.
NOT_SHOWN: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "too_many": (
        "图片像素太多，不在页面上显示；可以下载原件。",
        "The picture has too many pixels to be shown; the original can be saved.",
    ),
    "broken": (
        "图片打不开，可能已损坏；可以下载原件查看。",
        "The picture can't be read and may be damaged; the original can be saved.",
    ),
    "busy": (
        "服务器正忙，图片暂时没有显示；请过一会儿刷新，或下载原件。",
        "The server is busy; the picture is not shown for now. Look again later, or save the original.",
    ),
    "no_picture": (
        "这种文件不在页面上显示；可以下载原件。",
        "This kind of file is not shown on pages; the original can be saved.",
    ),
})  # fmt: skip


def say_not_shown(why: str, language: str) -> str:
    """Say why a picture is not shown.

    Args:
        why: A key of ``NOT_SHOWN``.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        A sentence.
    """
    return in_language(*NOT_SHOWN[why], language)
