"""The sentences of adoption: why something was not done."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from zhangtu.kernel.scripts import in_language

Pair = tuple[str, str]
#: Why something was refused: Simplified and English; Traditional is made from the Simplified.
REFUSALS: Final[Mapping[str, Pair]] = MappingProxyType(
    {
        "no_adoption": (
            "这份方案还没有开始采用，或不是由您的单位采用。请从方案页点“采用方案”。",
            "This plan is not being adopted, or not by your unit. Press “Adopt the plan” on its page.",
        ),
        "not_allowed_to_adopt": (
            "您的岗位不能采用方案：要有“采用方案”的权限。请由本单位的经办或负责人岗位办理。",
            "Your post may not adopt plans: it needs the right to. Ask a clerk or chief of your unit.",
        ),
        "no_unit": (
            "您的岗位不属于任何单位，不能采用方案。请换一个岗位。",
            "Your post belongs to no unit, so it can't adopt plans. Act for another post.",
        ),
        "in_force_already": (
            "这份方案已经采用。任务在采用后的方案页上。",
            "This plan is adopted already. Its tasks stand on the page of the adopted plan.",
        ),
        "not_in_force": (
            "这份方案还没有采用，没有可撤回的。",
            "This plan is not adopted, so there is nothing to withdraw.",
        ),
        "open_questions": (
            "还有 {count} 个问题没有回答，不能采用。请逐项回答后再采用。",
            "{count} questions are still open, so the plan can't be adopted. Answer them first.",
        ),
        "nothing_to_do": (
            "这份方案里没有读出任务，没有可采用的。请先在方案页补上任务。",
            "No task was read in this plan, so there is nothing to adopt. Add tasks on its page first.",
        ),
        "bad_answer": (
            "这个回答不对：没有这个问题，或没有这个选项。请刷新页面后再选。",
            "This does not fit: there is no such question or choice. Reload the page and choose again.",
        ),
        "unit_outside": (
            "所选单位不在本单位及下级之内，不能交办。请改选，或由上级单位采用这份方案。",
            "The unit is not yours or below it. Choose another, or have the unit above adopt the plan.",
        ),
        "no_such_unit": (
            "本单位及下级中没有唯一叫“{name}”的单位。请从列出的名称中选，或写全称。",
            "Not just one unit of yours is called {name}. Choose a listed one, or write it in full.",
        ),
        "bad_day": (
            "没有这一天，或它早于开始日期。请改填。",
            "There is no such day, or it lies before the first one. Enter another.",
        ),
        "no_reason": ("没有写明原因。请写明原因后再提交。", "No reason was given. Write it, then submit."),
        "changed_meanwhile": (
            "方案在您查看后又被更正过。请看看最新的内容，再采用。",
            "The plan was corrected after you looked. See what it asks now, then adopt it.",
        ),
    }
)
#: What a unit is told that had acknowledged tasks of a plan withdrawn: title and words.
WITHDRAWN: Final[Pair] = ("方案已撤回，任务取消", "A plan was withdrawn, its tasks are called off")
TOLD: Final[Pair] = (
    "方案“{plan}”已撤回，您单位签收的 {count} 项任务随之取消。原因：{reason}",
    "The plan {plan} was withdrawn, and with it {count} tasks your unit had acknowledged: {reason}",
)
#: Why a task of an adopted plan is called off or moved by a later version, as it stands with the task.
GONE: Final[Pair] = ("方案第 {version} 稿不再要求", "no longer asked for by version {version} of the plan")
MOVED: Final[Pair] = ("方案第 {version} 稿改定", "set anew by version {version} of the plan")
NEARER: Final[Pair] = (
    "方案第 {version} 稿改定时限，原时限 {day}",
    "version {version} of the plan set another day, {day} before",
)


def entered(pair: Pair, **facts: object) -> str:
    """A pair of words as it is entered in a row or message, which has the office's own language.

    Args:
        pair: Simplified and English.
        facts: What fills the braces.
    """
    return in_language(*pair, "zh-hans").format(**facts)
