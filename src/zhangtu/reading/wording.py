"""The sentences about faults, files and remarks, in the three languages of the product."""

from zhangtu.kernel.problems import Problem
from zhangtu.kernel.scripts import in_language
from zhangtu.reading.faults.kinds import Fault
from zhangtu.reading.source import UnreadableError
from zhangtu.reading.sources import REMARK_SENTENCES, UNREADABLE_SENTENCES

#: Kind of fault → sentence in Simplified Chinese and in English; words in braces come from its facts.
FAULT_SENTENCES: dict[str, tuple[str, str]] = {
    Fault.INVALID_DATE: (
        "“{raw}”里的日期不存在，请改成真实的日期。",
        "There is no such day as in “{raw}”: give a real one.",
    ),
    Fault.REVERSED_RANGE: (
        "“{raw}”的结束早于开始，请核对年份和先后。",
        "“{raw}” ends before it begins: check the years and the order.",
    ),
    Fault.NO_YEAR: (
        "“{raw}”没有写年份，文件里也看不出是哪一年，请补上年份或填写成文日期。",
        "“{raw}” names no year and the document does not tell which: add it, or give the day of signing.",
    ),
    Fault.OUTSIDE_PARENT_DATES: (
        "这一项到{end}才结束，晚于上级标题规定的{limit}，请核对哪一个对。",
        "This ends on {end}, later than the {limit} of its heading: check which is right.",
    ),
    Fault.BEFORE_PLAN: (
        "这一项的时限{end}早于方案开始（{begun}），年份可能写错了。",
        "This was due on {end}, before the plan began ({begun}): probably a wrong year.",
    ),
    Fault.MISSING_UNIT: (
        "“{title}”没有写明由谁负责，而同级的其他各项都写了，请补上责任单位。",
        "“{title}” names nobody in charge while its neighbours do: add the unit.",
    ),
    Fault.NO_LEAD: (
        "“{title}”只写了配合单位，没有写牵头单位。",
        "“{title}” names who helps but not who leads.",
    ),
    Fault.INCONSISTENT_UNIT_NAME: (
        "这里写作“{name}”，文中别处写作“{better}”，可能是同一个单位，请统一。",
        "Here it is “{name}”, elsewhere “{better}”: probably one unit; use one name.",
    ),
    Fault.EMPTY_NAME: (
        "这里的名称是空的或被遮去了（“{words}”），请补上。",
        "A name is missing or masked here (“{words}”): fill it in.",
    ),
    Fault.DUPLICATE_NUMBER: (
        "序号“{label}”重复了，此处应为第{expected}项。",
        "The number “{label}” is given twice; this should be number {expected}.",
    ),
    Fault.NUMBER_GAP: (
        "序号从这里跳过了第{expected}项（这里是“{label}”），请核对是否漏了内容。",
        "Number {expected} is left out before “{label}”: check whether something is lost.",
    ),
    Fault.BROKEN_CHAIN: (
        "只有“{label}”而没有第{expected}项，请核对后文是否缺失。",
        "There is “{label}” but no number {expected}: check whether the rest is lost.",
    ),
    Fault.DOUBLED_PUNCTUATION: (
        "标点“{words}”重复了，中间可能漏了字。",
        "The marks “{words}” follow each other: words may be lost between.",
    ),
    Fault.FOREIGN_TEXT: (
        "“{words}”像是从网页带进来的字，请删去。",
        "“{words}” looks like text carried in from a web page: remove it.",
    ),
    Fault.RATE_ABOVE_100: (
        "比率不会超过100%，请核对“{words}”。",
        "A rate can't exceed 100 %: check “{words}”.",
    ),
}


class _Facts(dict[str, str]):
    """Facts of a sentence; a fact that was not given shows as an ellipsis instead of failing."""

    def __missing__(self, key: str) -> str:
        return "…"


def say_problem(problem: Problem, language: str) -> str:
    """The sentence about a problem.

    Args:
        problem: The problem.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        One plain sentence that says what is wrong and how to mend it.
    """
    simplified, english = FAULT_SENTENCES.get(problem.kind, (problem.kind, problem.kind))
    return in_language(simplified, english, language).format_map(_Facts(problem.facts))


def say_unreadable(error: UnreadableError, language: str) -> str:
    """The sentence about a file that can't be read.

    Args:
        error: The error.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        What is wrong and what to do.
    """
    sentences = UNREADABLE_SENTENCES[error.code]
    return in_language(sentences["zh-hans"], sentences["en"], language).format_map(_Facts(error.facts))


def say_remark(code: str, language: str) -> str:
    """The sentence about how a file was read.

    Args:
        code: One of a source's remarks.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        What was done with the file.
    """
    sentences = REMARK_SENTENCES[code]
    return in_language(sentences["zh-hans"], sentences["en"], language)
