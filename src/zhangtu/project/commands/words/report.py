"""What ``zhangtu report`` says."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "summary_report": (
        "列出报表，或生成任意单位、任意统计期的报表（Excel、Word、PDF）",
        "list reports, or build one of any unit and period (Excel, Word, PDF)",
    ),
    "example_report_list": ("列出报表和最近几期的进度", "list reports and how far each period is"),
    "example_report_build": ("生成一份月报", "build a monthly report"),
    "example_report_bound": (
        "把几种报表合订成一本全年的服务档案",
        "bind several reports of a year in one dossier",
    ),
    "help_report_deed": ("list 列出，build 生成", "list or build"),
    "help_report_name": ("报表的名称；几种用逗号隔开", "the report's name; several with commas"),
    "help_report_period": ("统计期，如 2026-11、2026Q3、2026", "the period, such as 2026-11, 2026Q3, 2026"),
    "help_report_unit": ("单位的名称", "the unit's name"),
    "help_report_out": (
        "写到哪个文件，按扩展名定格式：xlsx、docx、pdf（合订只能是 xlsx）",
        "the file; its ending says which kind: xlsx, docx, pdf (several: xlsx only)",
    ),
    "report_line": ("{name}\t{title}\t{every}", "{name}\t{title}\t{every}"),
    "report_period": (
        "  {period}\t已报 {done} / {count}\t逾期 {late}",
        "  {period}\tsubmitted {done} of {count}\tlate {late}",
    ),
    "report_none": ("没有定义报表。", "No reports are defined."),
    "report_written": ("已生成：{path}", "Written: {path}"),
    "report_lacks": (
        "build 需要报表名称、统计期、--unit 和 --out。",
        "build needs a name, a period, --unit and --out.",
    ),
    "report_kind": (
        "不认识“{path}”的格式，请用 .xlsx、.docx 或 .pdf；合订请用 .xlsx。",
        "The ending of {path} is not known; use .xlsx, .docx or .pdf, and .xlsx for several.",
    ),
}
