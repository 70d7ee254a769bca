"""What every subcommand says, and the overview of them all."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "summary_manage": ("数据库维护等管理命令", "maintenance, such as database migrations"),
    "about": (
        "账图：读懂公文方案，把任务、时限、责任单位和目标列成账。",
        "Zhangtu reads official plans and lists their tasks, deadlines, units and targets.",
    ),
    "commands": ("子命令", "commands"),
    "examples": ("示例", "examples"),
    "options": ("选项", "options"),
    "arguments": ("参数", "arguments"),
    "usage": ("用法：", "usage: "),
    "help_help": ("显示这些说明", "show this help"),
    "help_version": ("显示版本号", "show the version"),
    "help_lang": (
        "显示语言：zh-hans 简体、zh-hant 繁体、en 英文；不写则随文件",
        "language: zh-hans, zh-hant or en; that of the document if not given",
    ),
    "no_command": (
        "没有“{name}”这个子命令。可用的有：{names}。",
        "There is no command “{name}”. There are: {names}.",
    ),
    "misses_arguments": ("还要写 {names}", "{names} must be given"),
    "unknown_arguments": ("不认识 {names}", "{names} is not known"),
    "misses_value": ("{name} 后面要写内容", "something must follow {name}"),
    "not_a_word": ("{name} 不能是 {given}；可以写 {names}", "{name} can't be {given}; there are {names}"),
    "not_a_whole_number": ("{name} 要写整数，不能是 {given}", "{name} must be a whole number, not {given}"),
}
