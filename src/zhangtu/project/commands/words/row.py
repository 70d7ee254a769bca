"""What ``zhangtu row`` says."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "summary_row": ("查看一条记录：现在、某一天、变更记录", "look at a row: now, on a day, its history"),
    "example_row_on": ("看它那一天的样子", "as it was on that day"),
    "example_row_history": ("看每一次变更", "every entry about it"),
    "example_row_difference": ("看两天之间改了什么", "what changed between two days"),
    "help_row_on": (
        "看这一天结束时的样子，写成 2026-06-30",
        "as it was at the end of this day, like 2026-06-30",
    ),
    "help_row_history": ("列出全部变更记录", "list every entry about it"),
    "help_row_difference": ("列出两天之间的不同", "list what differs between two days"),
    "bad_row_day": (
        "看不懂日期“{day}”。请写成 2026-06-30",
        "The day {day} can't be read. Write it like 2026-06-30",
    ),
    "row_not_yet": ("{day} 还没有这条记录。", "There was no such row on {day}."),
    "row_withdrawn": ("（已撤销）", "(withdrawn)"),
}
