"""The sentences of a task's life: why something was not done, what states and deeds are called."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from zhangtu.kernel.scripts import in_language
from zhangtu.plans.doing.states import Deed, State

Pair = tuple[str, str]
STATES: Final[Mapping[State, Pair]] = MappingProxyType(
    {
        State.DRAFT: ("待交办", "to be assigned"),
        State.ASSIGNED: ("已交办", "assigned"),
        State.ACKNOWLEDGED: ("已签收", "acknowledged"),
        State.RESPONDED: ("已反馈", "responded"),
        State.RETURNED: ("退回重办", "returned"),
        State.COMPLETED: ("已办结", "completed"),
        State.STRUCK_OFF: ("已销号", "struck off"),
        State.CALLED_OFF: ("已取消", "called off"),
    }
)
DEEDS: Final[Mapping[Deed, Pair]] = MappingProxyType(
    {
        Deed.ASSIGN: ("交办", "Assign"),
        Deed.ACKNOWLEDGE: ("签收", "Acknowledge"),
        Deed.RESPOND: ("反馈", "Respond"),
        Deed.ASK_EXTENSION: ("申请延期", "Ask for more time"),
        Deed.ACCEPT: ("采纳反馈", "Accept the answer"),
        Deed.GIVE_BACK: ("退回", "Return"),
        Deed.DECIDE_EXTENSION: ("审批延期", "Decide on more time"),
        Deed.COMPLETE: ("直接办结", "Complete without an answer"),
        Deed.STRIKE_OFF: ("销号", "Strike off"),
        Deed.CALL_OFF: ("取消任务", "Call off"),
        Deed.REMIND: ("催办", "Remind"),
        Deed.SUPERVISE: ("督办", "Order with a number"),
        Deed.TRANSFER: ("转岗位", "Pass to a post"),
        Deed.SPLIT: ("分解", "Split"),
    }
)
#: Why something was refused: Simplified and English; Traditional is made from the Simplified.
REFUSALS: Final[Mapping[str, Pair]] = MappingProxyType(
    {
        "no_task": (
            "没有这项任务，或您无权查看。请从“任务”页打开。",
            "There is no such task, or it is not open to you. Open it from the page Tasks.",
        ),
        "wrong_state": (
            "任务现在是“{state}”，不能{deed}。请刷新页面，看看现在能做什么。",
            "The task is {state_en} now, so this can't be done: {deed_en}. Reload the page to see what can.",
        ),
        "not_allowed": (
            "您的岗位只能查阅任务，不能{deed}。请由本单位的经办或负责人岗位办理。",
            "Your post may only read tasks ({deed_en}). Ask a clerk or chief of your unit.",
        ),
        "not_the_unit": (
            "只有牵头单位“{unit}”能{deed}。请由该单位的岗位办理。",
            "Only the lead unit {unit} does this: {deed_en}. Ask a post of that unit.",
        ),
        "not_the_office": (
            "只有交办单位“{unit}”能{deed}，承办的一方不能自己办。请等它办理，或向它说明情况。",
            "Only {unit}, which assigned the task, does this, never who carries it out: {deed_en}. Tell it.",
        ),
        "no_lead": (
            "任务还没有牵头单位。请先选定牵头单位，再交办。",
            "The task has no lead unit yet. Choose one, then assign it.",
        ),
        "no_due": (
            "限期完成的任务还没有完成时限。请先填写，或把任务类型改为持续推进。",
            "A task to be done by a day has no day yet. Enter it, or make the task continuous.",
        ),
        "no_reason": ("没有写明原因。请写明原因后再提交。", "No reason was given. Write it, then submit."),
        "no_words": ("反馈没有内容。请写明做了什么。", "The answer is empty. Write what was done."),
        "no_answer": (
            "没有待审核的反馈。请刷新页面。",
            "No answer waits to be looked at. Reload the page.",
        ),
        "asked_already": (
            "已有一份延期申请在等审批。请等交办单位审批后再申请。",
            "A wish for more time waits already. Wait until the office has decided on it.",
        ),
        "no_extension": (
            "没有待审批的延期申请。请刷新页面。",
            "No wish for more time waits. Reload the page.",
        ),
        "not_later": (
            "申请延至的日期应晚于原时限“{due}”，也不能早于今天。请改填。",
            "The day asked for must lie behind {due} and not before today. Enter another.",
        ),
        "no_instruction": ("没有写批示内容。请填写。", "The instruction says nothing. Write it."),
        "no_day": ("没有填写日期，或日期不对。请选择日期。", "There is no day, or it is none. Choose one."),
        "no_such_post": (
            "所选岗位不在承办单位里。请从该单位的岗位中选择。",
            "The post is none of the unit that carries the task out. Choose one of its posts.",
        ),
        "part_no_unit": (
            "分解任务只能交给本单位或下级单位。请改选。",
            "Parts go to your own unit or those below it. Choose another.",
        ),
        "part_no_title": ("分解任务没有写内容。请写明。", "A part says nothing to do. Write it."),
        "part_to_nobody": (
            "交给本单位的分解任务要选定岗位。请选择岗位。",
            "A part for your own unit needs a post. Choose one.",
        ),
        "part_late": (
            "分解任务的时限不能晚于本任务的时限“{due}”。请改填。",
            "A part may not be due behind the task itself, {due}. Enter another day.",
        ),
        "answer_by_past": (
            "答复期限不能早于今天。请改填。",
            "The day to answer by lies in the past. Enter another.",
        ),
        "same_not_allowed": (
            "只有牵头单位或交办单位的经办、负责人岗位能确认或取消“同一要求”。请由它们办理。",
            "Only a clerk or chief of the unit that leads or assigned the tasks says that they ask the same.",
        ),
        "same_other_unit": (
            "两项任务的牵头单位不同，不能合并反馈。请只选同一单位牵头的任务。",
            "The tasks are led by different units, so one answer can't count for both. Choose others.",
        ),
        "same_other_office": (
            "两项任务由不同单位交办，请由牵头单位在任务页确认“同一要求”。",
            "Different units assigned the tasks. The unit that leads both says so on the task's page.",
        ),
        "same_not_open": (
            "其中一项已经反馈、办结或取消。请等反馈审核后再确认，已结束的不再合并。",
            "One of them is answered or over. Wait until its answer is decided on; what is over stays alone.",
        ),
        "no_day_at_all": ("任务没有完成时限，不需要延期。", "The task has no due day, so none can be moved."),
    }
)


#: What a reminder says until somebody changes it.
REMINDING: Final[Pair] = (
    "【催办】{unit}：你单位承办的“{title}”，完成时限 {due}，目前{state}。请抓紧办理，并在系统里反馈。{owner}",
    "[Reminder] {unit}: the task “{title}” is due {due} and is {state_en}. Please go on and respond. {owner}",
)
#: What a supervision order says until somebody changes it.
SUPERVISING: Final[Pair] = (
    "{unit}：你单位承办的“{title}”（完成时限 {due}）目前{state}。请于 {by} 前办结，并书面反馈办理情况。",
    "{unit}: the task “{title}” (due {due}) is {state_en}. Complete it by {by} and answer in writing.",
)
#: Why something is not changed by hand, and which act does it instead.
GUARDS: Final[Mapping[str, Pair]] = MappingProxyType(
    {
        "assigned": (
            "任务已交办，交办内容不能直接修改。确需改动的，由交办单位取消任务，改好后重新交办。",
            "was agreed on when the task was assigned. To change it, call the task off and assign a new one.",
        ),
        "due": (
            "任务已交办，完成时限不能直接修改。需要更多时间的，请在任务页申请延期，原时限会保留。",
            "was agreed on when the task was assigned. Ask for more time on the task's page.",
        ),
        "moved": (
            "任务已交办，不能直接改派。请在任务页用“转岗位”办理。",
            "The task is assigned, so it is not moved by hand. Use “Pass to a post” on its page.",
        ),
        "withdrawn": (
            "任务已交办，不能作废。确实不办的，请由交办单位在任务页取消任务，并写明原因。",
            "The task is assigned, so it is not withdrawn. Call it off on its page, with a reason.",
        ),
        "over": (
            "任务已办结、销号或取消，内容不能再修改。请在“备注”里补充说明。",
            "The task is over, so this stays as it is. Add what is to be said in its note.",
        ),
        "answer_given": (
            "反馈已提交，不能直接修改。请交办单位退回后重新反馈。",
            "The answer was given and stays as it is. Ask the office to return it, then answer anew.",
        ),
        "answer_stays": (
            "反馈是办理的依据，不能修改、移交或作废。请在任务页重新反馈。",
            "An answer is what the task was decided on and stays as it is. Answer anew on the task's page.",
        ),
        "stays": (
            "这条记录由办理任务时写入，不能修改、移交或作废。请在任务页办理。",
            "This row was written by an act of the task and stays as it is. Go on from the task's page.",
        ),
        "enter_answer": (
            "反馈不能在台账里直接登记。请打开任务，用“反馈”办理。",
            "Answers are not entered here. Open the task and respond there.",
        ),
        "enter_extension": (
            "延期申请不能在台账里直接登记。请打开任务，用“申请延期”办理。",
            "Wishes for more time are not entered here. Open the task and ask for it there.",
        ),
        "enter_reminder": (
            "催办和督办不能在台账里直接登记。请打开任务，用“催办”或“督办”办理。",
            "Reminders are not entered here. Open the task and remind there.",
        ),
    }
)


def say(pair: Pair, language: str) -> str:
    """A pair of words in a language.

    Args:
        pair: Simplified and English.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
    """
    return in_language(*pair, language)
