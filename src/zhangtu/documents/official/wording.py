"""The set words of official papers, in the three languages of the product."""

from collections.abc import Mapping
from datetime import date

from zhangtu.kernel.scripts import in_language

#: Simplified and English; Traditional is made from the Simplified.
_WORDS: Mapping[str, tuple[str, str]] = {
    "signer": ("签发人：", "Signed out by: "),
    "annex": ("附件", "Annex"),
    "annexes": ("附件：", "Annexes: "),
    "copies": ("抄送：", "Copies: "),
    "printed": ("{day}印发", "Printed {day}"),
    "day": ("{year}年{month}月{number}日", "{year}-{month}-{number}"),
    "source_mark": ("附表", "Source sheet"),
    "source_title": ("数据来源表", "Where the figures are from"),
    "source_number": ("序号", "No."),
    "source_figure": ("数据", "Figure"),
    "source_measure": ("指标", "Measure"),
    "source_definition": ("口径", "How it is counted"),
    "source_period": ("时期", "Period"),
    "source_moment": ("取数时间", "As of"),
    "source_head": ("记录号", "Entry"),
    "none": ("没有记录", "No rows"),
    "bulletin_opening": (
        "现将{period}{measure}情况通报如下。",
        "How the units stand on {measure} in {period}:",
    ),
    "bulletin_count": ("本期共有{count}个单位参加排名", "{count} units are ranked"),
    "bulletin_whole": ("，总体为", "; together they come to "),
    "stop": ("。", ". "),
    "bulletin_groups": ("，分{count}组进行", ", in {count} groups"),
    "bulletin_unranked": (
        "{units}本期没有可算的数据，不参加排名。",
        "Nothing can be worked out for {units}; not ranked.",
    ),
    "bulletin_alike": (
        "各单位数值相同，不分先后。",
        "All units come to the same; none is ahead. ",
    ),
    "bulletin_ranking": ("排名情况", "Ranking"),
    "bulletin_praise": ("表扬单位", "Praised"),
    "bulletin_praised": ("对{units}予以通报表扬。", "Praised: {units}."),
    "bulletin_blame": ("批评单位", "Criticised"),
    "bulletin_blamed": (
        "对{units}予以通报批评，请认真查找原因，尽快改进。",
        "Criticised: {units}; find the causes and mend them soon.",
    ),
    "bulletin_tied": ("（并列第{place}）", " (tied for {place})"),
    "place": ("位次", "Place"),
    "unit": ("单位", "Unit"),
    "change": ("比上期", "Change"),
    "comma": ("、", ", "),
    "light_red": ("红 逾期", "Red: overdue"),
    "light_yellow": ("黄 临期", "Yellow: due soon"),
    "light_green": ("绿 正常", "Green: in time"),
    "light_grey": ("灰 未亮灯", "Grey: no light"),
    "weekly_tasks": ("任务进展", "Tasks"),
    "weekly_count": ("共{count}项：{lights}。", "{count} in all: {lights}."),
    "weekly_light": ("{light}{count}项", "{light} {count}"),
    "weekly_none": ("没有正在办理的任务。", "No tasks are running."),
    "weekly_figures": ("主要数据", "Figures"),
    "weekly_more": ("另有{count}项，见系统任务页。", "{count} more; see the page of tasks."),
    "task": ("任务", "Task"),
    "due": ("时限", "Due"),
    "light": ("状态", "Light"),
    "measure": ("指标", "Measure"),
    "figure": ("数值", "Figure"),
    "bundle_contents": ("目录", "Contents"),
    "bundle_item": ("事项", "Item"),
    "bundle_files": ("佐证材料", "Files"),
    "bundle_missing": ("缺少佐证材料", "No file"),
    "bundle_count": (
        "共{count}项，其中{missing}项缺少佐证材料。",
        "{count} items; {missing} lack a file.",
    ),
    "bundle_elsewhere": ("见压缩包内文件", "See the file in the ZIP"),
}


def say(word: str, language: str, **facts: object) -> str:
    """Say a set word.

    Args:
        word: Which.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        **facts: What fills it.

    Returns:
        The word.
    """
    text = in_language(*_WORDS[word], language)
    return text.format(**facts) if facts else text


def day(when: date, language: str) -> str:
    """A day with Arabic digits and no leading zero (7.3.5.4)."""
    month, number = (f"{when:%m}", f"{when:%d}") if language == "en" else (when.month, when.day)
    return say("day", language, year=when.year, month=month, number=number)
