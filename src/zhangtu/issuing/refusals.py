"""What can't be done with a paper that goes out, each with a sentence that says how to mend it."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError


class IssuingError(RefusedError):
    """This could not be done with a paper, and nothing was changed."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = {
        "no_dispatch": (
            "没有这份发文，或您无权查看。请从“发文登记簿”打开。",
            "There is no such paper, or it is not open to you. Open it from the register of papers.",
        ),
        "no_letterhead": (
            "没有选机关代字，或它已停用。请选一个；还没有的，请先在“发文代字”台账里新增。",
            "No letterhead was chosen, or it is out of use. Choose one, or add one to Letterheads.",
        ),
        "no_title": ("标题是空的。请填写标题。", "The title is empty. Write one."),
        "no_day": ("成文日期不对。请按 年-月-日 填写。", "That is no day. Write it as year-month-day."),
        "wrong_year": (
            "成文日期 {day} 不在今年或去年，或在今天之后。请核对；字号按成文日期的年份编。",
            "{day} lies ahead, or before last year. Check it; the number is of that year's series.",
        ),
        "no_signer": (
            "上行文（报告、请示）要标注签发人。请选签发人。",
            "A report or request names whoever signs it out. Choose the person.",
        ),
        "one_recipient": (
            "上行文（报告、请示）只写一个主送机关，其他的写在抄送里。",
            "A report or request goes to one recipient; name the others for copies.",
        ),
        "busy": (
            "别的岗位正在连续取号，这次没有编上。什么都没有改，请再点一次。",
            "Others took numbers at the same moments. Nothing was changed; try once more.",
        ),
        "not_numbered": (
            "这份发文已经作废，不能再{what}。",
            "This paper was voided; this can't be done any more: {what_en}.",
        ),
        "no_reason": ("没有写明作废原因。请写明后再作废。", "Say why it is voided."),
        "no_file": ("没有选文件。请选定稿或盖章扫描件后再上传。", "No file was chosen."),
    }
