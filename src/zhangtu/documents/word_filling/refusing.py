"""Why a Word file could not be filled, with the place in it."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError


class TemplateError(RefusedError):
    """A Word file could not be filled; nothing was made."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = {
        "no_word": (
            "{name} 不是 .docx 文件，或已损坏。请用 Word 或 WPS 打开后另存为 .docx 再上传。",
            "{name} is no .docx file, or broken. Open it in Word or WPS and save it as .docx.",
        ),
        "too_large": (
            "{name} 太大，不像模板。请删掉里面的大图片后再上传。",
            "{name} is too large for a template. Take large pictures out of it.",
        ),
        "unknown": (
            "模板 {place} 的“{mark}”不知道填什么。可以填的有：{known}。请改正后再上传。",
            "Nothing is known for “{mark}” in {place}. There is: {known}. Mend the template.",
        ),
        "open": (
            "模板 {place} 的“{mark}”没有写完整，应当像“{{{{name}}}}”。请改正后再上传。",
            "“{mark}” in {place} has no end; it should read “{{{{name}}}}”. Mend the template.",
        ),
        "two_lists": (
            "模板 {place} 的同一行里用了两个列表（{mark}）。一行只能重复一个列表，请分开。",
            "A row in {place} uses two lists ({mark}); a row repeats one. Put them apart.",
        ),
        "outside": (
            "模板 {place} 的“{mark}”是列表里的内容，只能写在表格的一行里。",
            "“{mark}” in {place} belongs to a list and can only stand in a row of a table.",
        ),
    }
