"""What ``zhangtu procedure`` says."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "summary_procedure": (
        "列出流程，看环节和时限，或把流程图写成SVG文件",
        "list procedures, show their steps and limits, or write a flow chart as SVG",
    ),
    "example_procedure_list": ("列出流程和办理中的记录数", "list procedures and how many rows are under way"),
    "example_procedure_show": ("看一个流程的环节、办理动作和时限", "show the steps, moves and limits of one"),
    "example_procedure_chart": ("把流程图写成文件", "write a flow chart to a file"),
    "help_procedure_deed": ("list 列出，show 看一个，chart 画流程图", "list, show or chart"),
    "help_procedure_name": ("流程的名称", "the procedure's name"),
    "help_procedure_out": ("写到哪个SVG文件", "the SVG file to write"),
    "procedure_line": ("{name}\t{title}\t{of}\t办理中 {count}", "{name}\t{title}\t{of}\tunder way: {count}"),
    "procedure_none": (
        "没有流程。请先加载含有流程的业务包。",
        "There are no procedures: load a pack with some.",
    ),
    "procedure_step": ("{number}. {name}\t{title}\t{owner}", "{number}. {name}\t{title}\t{owner}"),
    "procedure_final": ("办结", "closed"),
    "procedure_when": ("   条件：{when}", "   if: {when}"),
    "procedure_move": ("- {name}\t{title}\t{sources} → {to}", "- {name}\t{title}\t{sources} → {to}"),
    "procedure_limit": ("# {title}\t{within}\t{authority}", "# {title}\t{within}\t{authority}"),
    "procedure_written": ("已写出流程图：{path}", "The flow chart was written: {path}"),
    "procedure_lacks": (
        "show 需要流程名称；chart 还需要 --out。",
        "show needs the procedure's name, chart needs --out besides.",
    ),
}
