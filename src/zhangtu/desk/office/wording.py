"""The sentences of these pages that are no part of a page: refusals, in pairs."""

from collections.abc import Mapping

import zhangtu.kernel.scripts  # noqa: F401  # makes the Traditional of these

#: Kind of refusal → sentence in Simplified Chinese and in English.
REFUSALS: Mapping[str, tuple[str, str]] = {
    "no_day": ("“{field}”要填日期，例如 2026-03-01。", "“{field}” is to be a day, such as 2026-03-01."),
    "missing": ("“{field}”还没有填。请补上。", "“{field}” is missing. Fill it in."),
    "unknown": (
        "“{field}”里的“{given}”找不到。请从列表中选择。",
        "“{given}” in “{field}” is not known. Choose from the list.",
    ),
    "several": (
        "“{field}”里的“{given}”不止一个。请从列表中选择带编号的那一个。",
        "There is more than one “{given}” in “{field}”. Choose the one with its number from the list.",
    ),
    "two_parts": (
        "请写出拆分出的新单位名称，每行一个。",
        "Write the names of the new units, one a line.",
    ),
    "looked": (
        "内容在预览之后改过，或别人刚改了组织。请按下面新的预览再确认。",
        "What was filled in, or the tree, changed since the preview. Look at the new one and confirm.",
    ),
    "looked_list": (
        "清单在您打开之后改过。请看过现在的清单再签。",
        "The list changed since you opened it. Look at it as it is now, then sign.",
    ),
    "not_stamped": (
        "还没有收回这份清单的盖章件，或清单在打印之后改过。请打印现在的清单，签字盖章后扫描。",
        "No stamped form of this list came back, or the list changed since it was printed. Print it anew.",
    ),
    "who_stays": (
        "有的岗位已有人任职。请在表中逐个选择：同岗、接替，还是做 B 角。",
        "Some posts are held already. Choose for each in the list: shared, taken over, or stood in for.",
    ),
    "old_roster": (
        "预览放得太久，或不是这里给出的。请重新上传名单。",
        "The preview is too old, or none of ours. Upload the roster again.",
    ),
    "no_file": ("没有选文件。请选择文件后再试。", "No file was chosen. Choose one and try again."),
    "not_a_head": (
        "这不是存证文件。请上传从这里下载的 .txt，或 heads.log。",
        "This is no head. Upload the .txt downloaded here, or heads.log.",
    ),
    "not_a_sheet": (
        "这不是能读的表格。请上传 .xlsx、.xls、.et 或 .csv。",
        "This is no sheet that can be read. Upload .xlsx, .xls, .et or .csv.",
    ),
}
