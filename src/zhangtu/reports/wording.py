"""The sentences of reports: why something was not done, what is told to units, words inside texts."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from zhangtu.kernel.scripts import in_language

#: Why a request was refused: Simplified and English; Traditional is made from the Simplified.
REFUSALS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "no_report": (
        "没有这份报表，或您无权查看。请从“报表”页打开。",
        "There is no such report, or it is not open to you. Open it from the page Reports.",
    ),
    "not_in_use": (
        "报表“{report}”已停用或没有定义，不能再填报。已报送的仍可查看。",
        "The report {report} is not in use any more. What was submitted can still be read.",
    ),
    "may_not_fill": (
        "您的岗位不能替“{unit}”填报。请由该单位能登记记录的岗位填报。",
        "Your post may not fill in for {unit}. A post of that unit that enters rows does.",
    ),
    "not_open": (
        "这份报表已经报送，内容不再改动。有差错请报送更正，或请接收单位退回。",
        "This report was submitted and stays as it is. Restate it, or ask the receiver to return it.",
    ),
    "not_entered": (
        "这份报表没有要填写的“{name}”。请刷新页面。",
        "Nothing called {name} is entered in this report. Load the page again.",
    ),
    "bad_value": (
        "“{name}”填写的内容读不出来：应为{wanted}。",
        "What was entered for {name} cannot be read: {wanted_en} is wanted.",
    ),
    "too_long": ("文字太长，最多 {most} 字。", "The text is too long; {most} characters at most."),
    "updating": (
        "数据正在更新，暂时不能报送。请稍候再试。",
        "Figures are being brought up to date. Try again in a moment.",
    ),
    "required": ("还没有填写：{names}。", "Not filled in yet: {names}."),
    "forbidden": ("报送前请处理：{say}", "Mend this first: {say_en}"),
    "changed": (
        "您查看之后，数字或文字有变化。请刷新页面核对后再签署。",
        "Figures or text changed since you looked. Load the page again before you sign.",
    ),
    "not_your_turn": (
        "现在轮到“{post}”签署。请由该岗位办理。",
        "The post {post} is to sign now.",
    ),
    "not_signed": (
        "还没有人签署，不用退回，直接修改即可。",
        "Nobody has signed yet; just change it.",
    ),
    "no_reason": ("请写明原因。", "Write the reason."),
    "may_not_receive": (
        "只有接收单位的岗位可以签收、退回和催报。",
        "Only posts of the receiving unit receive, return and chase.",
    ),
    "not_submitted": ("“{unit}”还没有报送。", "{unit} has not submitted yet."),
    "nobody_to_chase": (
        "选中的单位都已报送，不用催报。",
        "All chosen units have submitted; nobody needs reminding.",
    ),
    "nothing_changed": (
        "台账中的数字与报送时相同，没有要更正的。",
        "The ledgers say what was submitted; there is nothing to restate.",
    ),
    "bad_link": (
        "链接无效或已过期。请联系报送单位重新发送。",
        "The link is not valid or has expired. Ask the unit that sent it for a new one.",
    ),
    "not_outside": (
        "这份报表不报给外部单位，没有收件链接。",
        "This report goes to nobody outside; there is no link.",
    ),
    "no_name": (
        "请填写签收人姓名（60 字以内）。",
        "Write the name of whoever receives it (60 characters at most).",
    ),
    "withdrawn": (
        "这份报表已撤回，不用再报。",
        "This report is asked for no more.",
    ),
    "may_not_schedule": (
        "您的岗位不能排期或撤回：要有“采用方案”的权限。请由采用方案的单位办理。",
        "Your post may not schedule reports: it needs the right to adopt plans. The adopting unit does it.",
    ),
    "not_adopted": (
        "这份方案没有采用，或不是由您的单位采用，不能排期。",
        "This plan is not adopted, or not by your unit; its reports can't be scheduled.",
    ),
    "no_title": (
        "请写明报表名称（100 字以内）。",
        "Write what the report is called (100 characters at most).",
    ),
    "bad_rule": (
        "没有这样的报送时间：“{rule}”。请改选多久报一次和哪一日前。",
        "There is no such time to report: {rule}. Choose how often and by which day.",
    ),
    "bad_days": (
        "开始日期不对，或结束早于开始。请改填。",
        "The first day can't be, or the last lies before it. Enter others.",
    ),
    "no_senders": (
        "没有选定报送单位，或所选单位不在本单位及下级之内。请从列出的单位中选。",
        "No unit is chosen to submit, or one that is not yours or below. Choose among those listed.",
    ),
    "bad_receiver": (
        "“{unit}”不是所有报送单位的上级，不能接收。请改选，或填写外部单位。",
        "{unit} does not stand above every unit that submits. Choose another, or name an outside party.",
    ),
    "one_receiver": (
        "接收单位和外部单位只能填一个。",
        "Choose a unit or an outside party, not both.",
    ),
    "bad_content": (
        "没有这个报表或指标，或两样都选了。请刷新页面后再选。",
        "There is no such report or measure, or both were chosen. Reload the page and choose again.",
    ),
    "scheduled_already": (
        "这项报送要求已经排期。要改，请先撤回再排。",
        "This is scheduled already. Withdraw it first, then schedule it anew.",
    ),
    "no_schedule": (
        "没有这项排期，或已经撤回。",
        "There is no such schedule, or it was withdrawn.",
    ),
    "no_unit": ("没有名为“{unit}”的单位。", "There is no unit called {unit}."),
})  # fmt: skip

#: What a unit is told when it is reminded; shown first and changed as one likes.
CHASE: Final = (
    (
        "【催报】{title}\n报送时限：{due}\n尚未报送的单位（{count}）：{units}\n"
        "请尽快登录账图核对、签署并报送；已报送的请忽略。"
    ),
    (
        "[Reminder] {title}\nDue: {due}\nNot submitted yet ({count}): {units}\n"
        "Please check, sign and submit it soon."
    ),
)
#: The headings and words of the messages that are sent.
HEADINGS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "chased": ("催报：{title}", "Reminder: {title}"),
    "returned": ("退回：{title}", "Returned: {title}"),
    "returned_text": (
        "“{title}”已退回，原因：{reason}。请修改后重新签署报送。",
        "{title} was returned: {reason}. Mend it, sign it and submit it again.",
    ),
    "received": ("已签收：{title}", "Received: {title}"),
    "received_text": ("“{title}”已签收，不用再办。", "{title} was received; nothing more is to be done."),
    "submitted": ("报来：{title}", "Submitted: {title}"),
    "submitted_text": ("“{title}”已报送，请签收。", "{title} was submitted; please receive it."),
    "restated": ("更正：{title}", "Restated: {title}"),
    "restated_text": (
        "“{title}”已更正，原因：{reason}。原报送内容仍保留。",
        "{title} was restated: {reason}. What was submitted before is kept.",
    ),
})  # fmt: skip
#: Why the time of a report can't be read from the plan, so that a person has to choose it.
UNREAD: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "no_time": (
        "原文没有写多久报一次、哪一日前报，请自行选定。",
        "The plan does not say how often or by when; choose it yourself.",
    ),
    "on_event": (
        "原文是随事随报（{words}），没有固定日期，不会自动列入应报；如要定期报，请自行选定。",
        "The plan wants it upon an event ({words}): it has no fixed day. Choose one to expect it regularly.",
    ),
    "no_such_period": (
        "原文的“{words}”没有对应的周期，请自行选定相近的。",
        "There is no such period as {words}; choose one near to it.",
    ),
    "unreadable": (
        "原文“{words}”读不出日期，请自行选定。",
        "No day can be read from {words}; choose it yourself.",
    ),
})  # fmt: skip
#: What people write in a report that has no figures, and what it is called.
CONTENT: Final = ("报送内容", "Content")
#: What a value must be.
TYPES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "text": ("文字", "text"), "number": ("数字", "a number"), "money": ("金额", "an amount of money"),
    "date": ("日期（如 2026-11-05）", "a day such as 2026-11-05"), "yes_no": ("是或否", "yes or no"),
})  # fmt: skip
#: Words inside what a report says.
WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "total": ("合计", "Total"),
        "empty": ("（空）", "(empty)"),
        "nothing": ("—", "—"),
        "yes": ("是", "yes"),
        "no": ("否", "no"),
        "hidden": ("（未公开的记录）", "(a row that is not open)"),
    }
)


def say(pair: tuple[str, str], language: str, **facts: object) -> str:
    """A sentence or word in a language.

    Args:
        pair: Simplified and English.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        **facts: What fills it.

    Returns:
        The words.
    """
    return in_language(*pair, language).format(**facts)
