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
    "day": ("{year}年{month}月{number}日", "{year}-{month:02}-{number:02}"),
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
    return say("day", language, year=when.year, month=when.month, number=when.day)
