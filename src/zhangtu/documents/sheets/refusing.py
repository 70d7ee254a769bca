"""Why a spreadsheet can't be read or filled: one exception, one sentence for each reason."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError


class Reason(StrEnum):
    """Why a file can't be read as a spreadsheet."""

    MISSING = "missing"
    EMPTY = "empty"
    UNKNOWN = "unknown"
    WEB_PAGE = "web_page"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    FLOOD = "flood"
    ENTITIES = "entities"
    TOO_WIDE = "too_wide"
    NO_TEXT = "no_text"
    NO_SHEET = "no_sheet"
    NOT_XLSX = "not_xlsx"
    NO_PLACE = "no_place"


class SheetError(RefusedError):
    """A file can't be read as a spreadsheet; nothing was taken from it."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = {
        Reason.MISSING: (
            "打不开文件“{name}”。请检查它是否还在、是否有权限读取。",
            "The file “{name}” can't be opened. Check that it is still there and may be read.",
        ),
        Reason.EMPTY: (
            "文件“{name}”是空的。请重新保存后再交来。",
            "The file “{name}” is empty. Save it again and hand it in once more.",
        ),
        Reason.UNKNOWN: (
            "文件“{name}”的内容不是表格（.xlsx、.xls、.ods、.csv）。请用 Excel 或 WPS 另存为 .xlsx。",
            "What is in “{name}” is no spreadsheet (.xlsx, .xls, .ods, .csv). Save it as .xlsx.",
        ),
        Reason.WEB_PAGE: (
            "文件“{name}”其实是网页，里面没有能读的表格。请用 Excel 或 WPS 打开，另存为 .xlsx。",
            "“{name}” is a web page without a table that can be read. Open it in Excel, save it as .xlsx.",
        ),
        Reason.ENCRYPTED: (
            "文件“{name}”设了打开密码。请去掉密码，另存一份后再交来。",
            "“{name}” is locked with a password. Save a copy without the password.",
        ),
        Reason.BROKEN: (
            "文件“{name}”已损坏或不完整。请用 Excel 或 WPS 打开，另存一份后再交来。",
            "“{name}” is damaged or cut off. Open it in Excel or WPS and save a fresh copy.",
        ),
        Reason.FLOOD: (
            "文件“{name}”展开后过大，可能误把整张表设了格式。请把有内容的部分复制到新表，另存后再交来。",
            "“{name}” unpacks to far too much. Copy what counts into a new workbook and save that.",
        ),
        Reason.ENTITIES: (
            "文件“{name}”里有表格不该有的声明，为安全起见没有读。请用 Excel 或 WPS 另存一份。",
            "“{name}” holds declarations no spreadsheet needs, so it was not read. Save a fresh copy.",
        ),
        Reason.TOO_WIDE: (
            "文件“{name}”的工作表“{sheet}”超过 702 列。请删去右边多余的列后再交来。",
            "Sheet “{sheet}” of “{name}” has more than 702 columns. Delete the useless ones on the right.",
        ),
        Reason.NO_TEXT: (
            "文件“{name}”的文字编码认不出来（第 {byte} 个字节处）。请另存为 .xlsx 或 UTF-8 的 .csv。",
            "The encoding of “{name}” is not understood (byte {byte}). Save it as .xlsx or as UTF-8 .csv.",
        ),
        Reason.NO_SHEET: (
            "文件“{name}”里没有叫“{sheet}”的工作表。里面有：{sheets}。",
            "“{name}” has no sheet called “{sheet}”. It has: {sheets}.",
        ),
        Reason.NOT_XLSX: (
            "“{name}”不是 .xlsx 文件，不能往里填。请用 Excel 或 WPS 另存为 .xlsx。",
            "“{name}” is no .xlsx file and can't be filled in. Save it as .xlsx in Excel or WPS.",
        ),
        Reason.NO_PLACE: (
            "模板“{name}”里没有找到要填的地方：请在样行写上 {{{{字段名}}}}，或者用台账的栏名作表头。",
            "“{name}” has no place to fill: write {{{{field}}}} into a row, or use the ledger's headings.",
        ),
    }
