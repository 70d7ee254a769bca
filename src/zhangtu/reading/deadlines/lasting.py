"""Limits without an end, said on purpose: 长期坚持, 持续推进, 常态化, 不定期."""

import re
from typing import Final

from zhangtu.reading.deadlines.dated import Stretch
from zhangtu.reading.deadlines.sightings import Sighting
from zhangtu.reading.model import Deadline, DeadlineKind, Span

_DO = "(?:坚持|推进|开展|执行|实施|落实|保持|抓好|进行|整改|推动|跟进|巩固|运行|深化|有效|工作|任务|办理|化)"
_LONGEST_TITLE: Final = 30
_LONGEST_SUBJECT: Final = 30
_LABELLED: Final = re.compile(
    rf"(?:并|要)?(?:坚持)?(?:长期|持续|常态化?|常年|不定期|不定时|适时|日常|经常性?|随时|实时|动态|定期"
    rf"|全程|长效|一直|贯穿|常抓){_DO}*"
    r"(?:不懈|全年|始终|全过程|管理|调整|更新|推进|开展|坚持)?(?![0-9]|到|至)|(?:根据|按照?|视乎?)(?:工作"
    r"|实际|情况|上级|有关)*(?:需要|情况|要求|部署|安排)(?:适时)?|按需|视情"
)
#: In running text only these, and only as a clause that ends a sentence or in a bracket of their own.
_IN_PROSE: Final = re.compile(
    r"(?:并|要|需|须)?(?:长期坚持|坚持长期(?:抓|开展)?|长期推进|持续推进|长期执行|长期有效|持续坚持"
    r"|常抓不懈|长期抓好|长期开展|持续开展"
    r"|全年(?:持续)?(?:推进|开展|坚持)|常态化(?:推进|开展|坚持)|贯穿全年|不定期|不定时|(?:长期|持续|常年"
    r"|常态化|长年"
    r"|全年)(?=[)]))"
)


def lasting_at(stretch: Stretch, at: int) -> Sighting | None:
    """Words that give no end on purpose, at a place.

    Args:
        stretch: Where to look.
        at: Where they would begin.

    Returns:
        What is seen there, or None.
    """
    folded = stretch.folded
    match = (_LABELLED if stretch.labelled else _IN_PROSE).match(folded, at, stretch.end)
    if not match:
        return None
    loose = match[0].startswith("不定")
    if not stretch.labelled and not (_leads(stretch, at) if loose else _stands_alone(stretch, match)):
        return None
    place = Span(at, match.end())
    return Sighting(
        at, match.end(), Deadline(DeadlineKind.CONTINUOUS, raw=stretch.text[at : match.end()], place=place)
    )


def _stands_alone(stretch: Stretch, match: re.Match[str]) -> bool:
    folded = stretch.folded
    before = folded[match.start() - 1] if match.start() > stretch.start else "\n"
    after = folded[match.end()] if match.end() < stretch.end else "\n"
    if before == "(":
        return after in ");,"
    if before not in ",;:。\n":
        return False
    if after in "。;\n)":
        return True
    return match.start() > stretch.start and _AT_LENGTH.fullmatch(match[0]) is not None


#: Behind the first words of a task these say "without an end" even when what is to be done follows them.
_AT_LENGTH: Final = re.compile(r"(?:并|要|需|须)?(?:长期坚持|长期开展|持续推进)")


def _leads(stretch: Stretch, at: int) -> bool:
    """Whether 不定期 is said of the whole task: in its first clause, behind at most a short title."""
    first = stretch.folded[stretch.start : at].lstrip(" ")
    title, dot, rest = first.partition("。")
    clause = rest if dot and len(title) <= _LONGEST_TITLE else first
    return len(clause) <= _LONGEST_SUBJECT and not any(mark in clause for mark in ",;:。\n")
