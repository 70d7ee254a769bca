"""What ``zhangtu read`` says."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "summary_read": (
        "读一份方案：要求谁在什么时候之前做什么，文中有哪些错漏",
        "read a plan: what it asks of whom by when, and what is wrong with it",
    ),
    "example_read": ("在屏幕上列出全部任务和问题", "list all tasks and problems on the screen"),
    "example_xlsx": ("做成任务分解表（Excel）", "make the task table (Excel)"),
    "example_docx": (
        "同时做成 Word 任务表和每项任务的督办单",
        "make the Word table and an order for every task",
    ),
    "example_stdin": ("从管道读入，输出 JSON", "read from a pipe, print JSON"),
    "example_ics": (
        "做成日历；文中没有日期时按所给的成文日期推算",
        "make a calendar, counting from a day of signing",
    ),
    "example_faults": ("做成问题清单，退给起草人修改", "make the list of faults for the author"),
    "standard_input": ("标准输入", "standard input"),
    "help_file": (
        "要读的文件（txt、md、html、docx、pdf）；写 - 则从标准输入读",
        "the file to read (txt, md, html, docx, pdf); - reads standard input",
    ),
    "help_json": ("在标准输出打印 JSON", "print JSON on standard output"),
    "help_xlsx": ("写出任务分解表（Excel 工作簿）", "write the task table (Excel workbook)"),
    "help_docx": ("写出任务分解表（Word）", "write the task table (Word)"),
    "help_ics": ("写出日历文件", "write a calendar file"),
    "help_orders": (
        "写出督办单（Word，每项任务一页）",
        "write supervision orders (Word, a page for each task)",
    ),
    "help_faults": (
        "写出问题清单，退给起草人（.xlsx 或 .docx）",
        "write the list of faults for the author (.xlsx or .docx)",
    ),
    "help_issued": (
        "文中没有写日期时采用的成文日期，如 2026-03-01",
        "day of signing to use when the document names none, such as 2026-03-01",
    ),
    "misused": (
        "命令写得不对：{words}。写 zhangtu read --help 看用法和示例。",
        "The command is not right: {words}. See zhangtu read --help for usage and examples.",
    ),
    "bad_language": (
        "没有“{value}”这种语言，请写 zh-hans（简体）、zh-hant（繁体）或 en（英文）。",
        "There is no language “{value}”; write zh-hans, zh-hant or en.",
    ),
    "bad_issued": (
        "--issued 的日期“{value}”不对，请写成 2026-03-01 这样真实存在的日期。",
        "--issued “{value}” is not a day; write an existing day such as 2026-03-01.",
    ),
    "file_missing": (
        "找不到文件 {path}。请检查文件名和所在文件夹。",
        "There is no file {path}. Check its name and folder.",
    ),
    "file_folder": ("{path} 是一个文件夹，请指定其中的一个文件。", "{path} is a folder; name a file in it."),
    "file_denied": ("没有读取 {path} 的权限。", "You have no permission to read {path}."),
    "file_broken": ("读不出文件 {path}：{why}。", "The file {path} cannot be read: {why}."),
    "out_denied": (
        "没有写入 {path} 的权限，未写出。",
        "You have no permission to write {path}; nothing was written.",
    ),
    "out_folder_missing": (
        "{path} 所在的文件夹不存在，未写出。请先建好文件夹。",
        "The folder of {path} does not exist; nothing was written. Make the folder first.",
    ),
    "out_is_folder": (
        "{path} 是一个文件夹，未写出。请写出文件名。",
        "{path} is a folder; nothing was written. Name a file.",
    ),
    "out_broken": (
        "写不出 {path}：{why}。原有文件没有改动。",
        "{path} cannot be written: {why}. An old file is untouched.",
    ),
    "out_is_source": (
        "{path} 就是要读的文件，不能被覆盖。请换一个文件名。",
        "{path} is the file to be read and must not be overwritten. Choose another name.",
    ),
    "out_twice": (
        "{path} 被指定了两次。请给每个结果各起一个文件名。",
        "{path} is named twice; give every result its own name.",
    ),
    "faults_form": (
        "问题清单 {path} 要以 .xlsx 或 .docx 结尾。",
        "The list of faults {path} must end in .xlsx or .docx.",
    ),
    "written": ("已写出 {path}：{what}。", "{path} written: {what}."),
    "what_tasks": ("{count} 项任务", "{count} tasks"),
    "what_orders": ("{count} 份督办单", "{count} orders"),
    "what_faults": ("{count} 个问题", "{count} problems"),
    "what_events": ("{count} 个日程", "{count} calendar entries"),
    "what_events_left": (
        "{count} 个日程，另有 {left} 项任务没有能排入日历的时间",
        "{count} calendar entries; {left} tasks have no time that a calendar can hold",
    ),
}
