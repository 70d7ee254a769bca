"""Sentences of this room, in Simplified and English; Traditional is made from the Simplified."""

from collections.abc import Mapping
from typing import Final

from zhangtu.kernel import scripts

REFUSALS: Final[Mapping[str, tuple[str, str]]] = {
    "not_by": (
        "指标“{measure}”不能按“{field}”分组，请选该指标列出的分组字段。",
        "The measure “{measure}” can't be parted by “{field}”; choose one of the fields it names.",
    ),
    "too_many_keys": (
        "最多按两个字段分组，请去掉多余的。",
        "Figures are parted by at most two fields; leave the others out.",
    ),
    "two_sets": (
        "一次只能按一个多选字段分组，请换掉其中一个。",
        "Figures are parted by one field with several values at a time; choose another for the second.",
    ),
    "masked": (
        "“{field}”涉及个人信息，不能用来分组或筛选。",
        "“{field}” is about persons, so figures are not parted or filtered by it.",
    ),
    "too_many": (
        "一次最多算 {most} 个数，请减少单位、期数或指标。",
        "At most {most} figures at a time; ask for fewer units, periods or measures.",
    ),
    "closed_unit": (
        "指标“{measure}”只对本单位及下级开放，请选自己范围内的单位。",
        "The measure “{measure}” is open for units in your own scope only; choose one of those.",
    ),
    "rows_masked": (
        "指标“{measure}”的条件涉及个人信息，须有查看个人信息的权限才能看到是哪些记录。",
        "“{measure}” rests on values about persons; only who may see those sees which rows they are.",
    ),
    "bad_page": (
        "页码不对，请从第一页重新打开。",
        "There is no such page; open the first one again.",
    ),
    "not_whole": (
        "数据湖含整个单位的数据，只有范围为全部且有导出权限的才能导出。",
        "A lake holds the whole office; only who may export and has all of it in scope can write one.",
    ),
    "no_lake": (
        "这个文件夹里没有数据湖，或 lake.json 已损坏；请重新导出。",
        "There is no lake in this folder, or its lake.json is damaged; export it again.",
    ),
    "other_lake": (
        "这个数据湖不是本单位现在的数据导出的，请重新导出。",
        "This lake was not exported from this office as it is now; export it again.",
    ),
    "old_lake": (
        "导出以后台账或指标的定义变了，请重新导出再核对。",
        "Definitions of ledgers or measures changed since the lake was exported; export it again first.",
    ),
    "wrong_measure": (
        "指标“{measure}”的式子用不了：{why}",
        "The expression of the measure “{measure}” can't be used: {why}",
    ),
    "no_person": (
        "首页指标由人固定，程序不能固定。请用自己的账号登录。",
        "Measures are kept in sight by people. Sign in with an account of your own.",
    ),
    "too_many_pins": (
        "首页最多放 {most} 个指标，请先取下不用的。",
        "At most {most} measures are kept in sight; take one down first.",
    ),
    "not_now": (
        "数据正在更新（{percent}%），请稍后再看。",
        "The figures are being brought up to date ({percent}%); please look again shortly.",
    ),
}

#: Words beside figures, by language.
WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "days": ("{number} 天", "{number} days"),
    "yuan": ("{number} 元", "CNY {number}"),
    "counted": ("{number} {unit}", "{number} {unit}"),
    "nothing": ("—", "—"),
    "up": ("上升 {change}", "up {change}"),
    "down": ("下降 {change}", "down {change}"),
    "same": ("持平", "unchanged"),
    "points": ("{number} 个百分点", "{number} percentage points"),
    "updating": ("数据正在更新 {percent}%", "being brought up to date, {percent}%"),
    "provisional": ("本期未结束", "the period has not ended"),
}


def word(name: str, language: str, **facts: object) -> str:
    """Words beside a figure.

    Args:
        name: Which.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        facts: What fills them.

    Returns:
        The words.
    """
    chinese, english = WORDS[name]
    return scripts.in_language(chinese, english, language).format(**facts)
