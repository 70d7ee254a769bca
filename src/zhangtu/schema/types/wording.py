"""The sentences about what was given for a field, in the three languages of the product."""

from collections.abc import Mapping
from typing import Final

from zhangtu.kernel.identifiers.checked import IdentifierFault
from zhangtu.kernel.identifiers.wording import IDENTIFIER_SENTENCES
from zhangtu.kernel.problems import FieldProblem
from zhangtu.kernel.scripts import in_language
from zhangtu.schema.types.faults import FieldFault

#: Kind → sentence in Simplified Chinese and in English; words in braces come from the facts. None holds what
#: was given: it may be hidden from whoever reads the sentence.
FIELD_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    FieldFault.REQUIRED: ("必须填写。", "This must be filled in."),
    FieldFault.WRONG_KIND: (
        "填写的内容不是这一栏能接受的种类，请按本栏的说明重新填写。",
        "This is not of a kind the field can take: enter it as the field asks.",
    ),
    FieldFault.SHEET_ERROR: (
        "这里是电子表格的公式出错，请在表格里改正，或直接填写结果。",
        "A formula of the spreadsheet has failed here: mend it there, or enter its result.",
    ),
    FieldFault.TOO_LONG: ("最多{max}个字，请缩短。", "At most {max} letters: please shorten it."),
    FieldFault.TOO_SHORT: ("至少{min}个字，请补全。", "At least {min} letters: please complete it."),
    FieldFault.PATTERN: (
        "格式不对，请按本栏的说明填写。",
        "This has not the form the field asks for: see its explanation.",
    ),
    FieldFault.HIDDEN: (
        "里面有星号，是隐去后的样子。请填写完整的内容，或保持原值不改。",
        "This was copied from where it is hidden: enter it in full, or leave what is there.",
    ),
    FieldFault.NOT_A_NAME: (
        "姓名里不应有数字或符号，请改正；其他内容请填到备注。",
        "A name has no digits or signs: mend it, put the rest in the remarks.",
    ),
    FieldFault.NOT_A_NUMBER: (
        "不是能看懂的数，请只填一个数，如 1234.5。",
        "This is no number that can be read: enter one, such as 1234.5.",
    ),
    FieldFault.TOO_MANY_DIGITS: (
        "数太大，整数部分最多{digits}位，请核对单位。",
        "Too large, at most {digits} digits before the point: check the unit.",
    ),
    FieldFault.ROUNDED: (
        "小数超过{digits}位，已四舍五入，请核实。",
        "More than {digits} decimals were given: it was rounded half up, please look.",
    ),
    FieldFault.TOO_SMALL: ("不能小于{min}，请核对。", "Not less than {min}: please check."),
    FieldFault.TOO_LARGE: ("不能大于{max}，请核对。", "Not more than {max}: please check."),
    FieldFault.NOT_A_DATE: (
        "不是真实的日期，请写成 2021-03-05 这样。",
        "This is no real day: write it like 2021-03-05.",
    ),
    FieldFault.DAY_MISSING: (
        "只有年月，缺少日，请补全；不知道是哪一天的，请留空。",
        "The day is missing: add it, or leave the field empty when nobody knows.",
    ),
    FieldFault.SHORT_YEAR: (
        "年份要写四位，请补全，如 2021-03-05。",
        "The year has four digits: write it in full, like 2021-03-05.",
    ),
    FieldFault.DATE_ORDER: (
        "看不出哪个是月、哪个是日，请按年、月、日的次序写，如 2021-03-05。",
        "Month and day could be either way round: write year, month, day, like 2021-03-05.",
    ),
    FieldFault.NO_END: (
        "这里写的是没有期限，请把日期留空，并在备注或相应的栏里注明。",
        "This says there is no end: leave the day empty and say so in the remarks or the field for it.",
    ),
    FieldFault.SERIAL_DAY: (
        "这是电子表格的日期序号，已换算成日期，请核实。",
        "This was a spreadsheet's number of a day; it was turned into the day, please look.",
    ),
    FieldFault.TOO_EARLY: ("不能早于{min}，请核对。", "Not before {min}: please check."),
    FieldFault.TOO_LATE: ("不能晚于{max}，请核对。", "Not after {max}: please check."),
    FieldFault.NOT_A_TIME: (
        "要写明日期和时刻，如 2021-03-05 08:30。",
        "Give the day and the time, like 2021-03-05 08:30.",
    ),
    FieldFault.NOT_A_CHOICE: (
        "不在可选的范围内，可以填：{choices}。",
        "This is none of the choices: {choices_en}.",
    ),
    FieldFault.SEVERAL_CHOICES: (
        "可以指不止一个选项，请写全称或代码。",
        "This could be more than one of the choices: write the full title or the code.",
    ),
    FieldFault.CHOICE_REMOVED: (
        "这个选项已经停用，请选现用的。",
        "This choice is no longer in use: take one that is.",
    ),
    FieldFault.NOT_YES_NO: ("请填“是”或“否”。", "Say yes or no."),
    FieldFault.NOT_FOUND: (
        "没有找到，请核对名称或编号，或先登记。",
        "Nothing was found: check the name or number, or register it first.",
    ),
    FieldFault.SEVERAL_FOUND: (
        "找到{count}个同名的，请改写编号或全称。",
        "{count} were found: give the number or the full name.",
    ),
    FieldFault.ONE_ONLY: ("最多{max}个，请去掉多余的。", "At most {max}: take the others away."),
    FieldFault.NOT_A_FILE: (
        "文件不能填在表格里，请在记录的页面上传。",
        "A file cannot be typed: bring it on the page of the row.",
    ),
    FieldFault.FILE_KIND: (
        "只收这些格式的文件：{accept}。请转换后再传。",
        "Only files of these kinds are taken: {accept}. Convert it first.",
    ),
    FieldFault.NOT_A_PLACE: (
        "坐标看不懂，请写成“纬度, 经度”，如 36.12, 120.38。",
        "These coordinates cannot be read: write latitude, longitude, like 36.12, 120.38.",
    ),
    FieldFault.OUTSIDE_EARTH: (
        "坐标超出范围，纬度不过90，经度不过180。",
        "Coordinates out of range: latitude to 90, longitude to 180.",
    ),
    FieldFault.COMPUTED: (
        "这一栏由系统计算，请留空。",
        "This is computed: leave it empty.",
    ),
    FieldFault.GIVEN_BY_SYSTEM: (
        "这一栏由系统编号，请留空。",
        "This number is given by the system: leave it empty.",
    ),
}


def say_field_problem(
    problem: FieldProblem, title: str, language: str, more: Mapping[str, tuple[str, str]] | None = None
) -> str:
    """Say what is wrong with what was given for a field.

    Args:
        problem: What is wrong.
        title: The field's title in the language; empty to leave it out, where it stands beside anyway.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        more: Sentences of another room for kinds of its own.

    Returns:
        A sentence that says where, what, and how to mend it.

    Raises:
        KeyError: Nobody has a sentence for the kind.
    """
    pair = _pair(problem.kind, more or {})
    words = in_language(*pair, language).format(**problem.facts)
    if not title:
        return words
    return f"{title}: {words}" if language == "en" else f"{title}：{words}"


def _pair(kind: str, more: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    if kind in more:
        return more[kind]
    if kind in FIELD_SENTENCES:
        return FIELD_SENTENCES[kind]
    return IDENTIFIER_SENTENCES[IdentifierFault(kind)]
