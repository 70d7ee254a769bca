"""The sentences of collections: why something was not done, what states and ways are called."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from zhangtu.collections.states import Mark, Shape, State, Way
from zhangtu.kernel.scripts import in_language

#: Why a request was refused: Simplified and English; Traditional is made from the Simplified.
REFUSALS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "no_collection": (
        "没有这项填报，或您无权查看。请从“填报”页打开。",
        "There is no such collection, or it is not open to you. Open it from the page Collections.",
    ),
    "not_allowed_to_make": (
        "您的岗位只能查阅，不能发起填报。请由经办或负责人的岗位发起。",
        "Your post may only read, not start a collection. Ask a post that enters rows.",
    ),
    "nobody_below": (
        "您的岗位下面没有单位可以布置填报。请由上级单位的岗位发起。",
        "There is no unit below your post that could be asked. Ask a post of a unit above.",
    ),
    "not_yours": (
        "这项填报由“{owner}”管理，只有该岗位可以催报、退回、接收和结束。",
        "This collection belongs to the post {owner}; only that post chases, returns, accepts and closes.",
    ),
    "may_not_answer": (
        "您的岗位不能替“{unit}”填报。请由该单位能登记记录的岗位填报。",
        "Your post may not answer for {unit}. A post of that unit that enters rows does.",
    ),
    "missing": (
        "还没有填写：{what}。发起填报须写明名称、依据、报送时限、表的有效期和至少一个单位。",
        "Not filled in yet: {what_en}. A collection names its title, basis, due time, end date and units.",
    ),
    "no_columns": (
        "表中没有要填的栏。请至少选一栏，或添加一栏。",
        "The form has no column. Choose at least one, or add one.",
    ),
    "bad_column": (
        "栏“{title}”不能这样设：{why}。请换一种类型或改写栏名。",
        "The column {title} can't be set up like this: {why}. Choose another type or title.",
    ),
    "unknown_source": (
        "台账“{ledger}”中没有可预填的栏“{field}”。请重新选择。",
        "The ledger {ledger} has no column {field} to prefill from. Choose again.",
    ),
    "known_elsewhere": (
        "这些栏在已有台账中查得到：{columns}。请改为引用（自动预填），或写明为何仍要各单位填。",
        "These columns are known already: {columns}. Reuse them (prefilled), or say why they are asked.",
    ),
    "bad_dates": (
        "报送时限不能早于今天，表的有效期不能早于报送时限。请核对两个日期。",
        "It can't be due before today, nor end before it is due. Check both days.",
    ),
    "unit_out_of_reach": (
        "“{unit}”不在您可以布置填报的范围内。请选择本单位下级，或由其上级单位布置。",
        "{unit} is not among the units you may ask. Choose units below yours, or have the unit above ask.",
    ),
    "closed": (
        "这项填报已结束，不能再填。需要补报的，请联系发起单位。",
        "This collection is closed. If something must be added, ask the unit that started it.",
    ),
    "expired": (
        "这张表的有效期到 {ends} 为止，已不能再用。请联系发起单位。",
        "This form held until {ends} and can't be used any more. Ask the unit that started it.",
    ),
    "not_open": (
        "本单位已经报送，不能再改。要更正的，请发起单位退回后再改。",
        "This was handed in and can't be changed. Ask the office to return it, then mend it.",
    ),
    "not_submitted": (
        "“{unit}”还没有报送（或刚被退回），不能{what}。请刷新后再看。",
        "{unit} has not handed in (or was just given a return), so it can't be {what_en}. Look again.",
    ),
    "no_reason": (
        "退回须写明原因，填报单位会看到。",
        "Say why it is returned; the unit will see it.",
    ),
    "may_not_see": (
        "您的岗位不能查看隐去的个人信息。请由有权查看的岗位（如负责人）办理。",
        "Your post may not see what is masked about persons. Ask a post that may, a chief for instance.",
    ),
    "no_reason_to_see": (
        "查看个人信息须写明原因，谁在何时为何查看会留存。",
        "Say why you want to see it; who saw it, when and why is kept.",
    ),
    "no_line": (
        "没有这一行，或它刚被移出本单位。请刷新后再填。",
        "There is no such line, or it was just moved to another unit. Load the page anew.",
    ),
    "no_cell": (
        "这一格不能直接填：{why}。",
        "This cell can't be entered: {why_en}.",
    ),
    "cell_changed": (
        "这一格刚被{who}改为“{theirs}”，您填的是“{mine}”。请选定一个再保存。",
        "{who} just changed this cell to {theirs}; you entered {mine}. Choose one and save again.",
    ),
    "sheet_changed": (
        "表中内容在您查看之后有变动，还没有报送。请看过有变动的行，再点报送。",
        "The form changed after you looked at it; it was not handed in. Look at it again, then hand in.",
    ),
    "unconfirmed": (
        "还有 {count} 行没有确认（第一处：{first}）。可逐行确认，或点“全部确认并报送”。",
        "{count} lines are not confirmed yet (first: {first}). Confirm them, or confirm all and hand in.",
    ),
    "invalid": (
        "有 {count} 处需要修改（第一处：{first}），还没有报送。",
        "{count} places need mending (first: {first}); it was not handed in.",
    ),
    "nothing": (
        "表中还没有内容。没有情况的，请用“零报告”。",
        "The form is empty. If there is nothing to report, use the nil report.",
    ),
    "not_zero": (
        "本单位在台账中有 {count} 条记录，或已填了内容，不能零报告。没有变化的，请用“全部确认并报送”。",
        "The unit has {count} rows, or something is entered, so there is no nil report. Confirm all instead.",
    ),
    "no_previous": (
        "没有可沿用的上期数据。请逐行填写或确认。",
        "There is no earlier answer to repeat. Fill in or confirm the lines.",
    ),
    "typed_already": (
        "本期已填了 {count} 格，不能整表同上期。请清除已填内容，或逐行确认后报送。",
        "{count} cells are entered already, so it can't be as before. Clear them, or confirm and hand in.",
    ),
    "too_many": (
        "本单位有 {count} 条记录，一次填报最多 {most} 条。请发起单位改为向下级单位布置。",
        "The unit has {count} rows; one collection takes {most}. Ask the office to ask the units below.",
    ),
    "too_long": (
        "文字太长，最多 {most} 个字。请精简。",
        "The text is too long: {most} letters at most. Shorten it.",
    ),
    "nobody_to_chase": (
        "所选单位都已报送，没有需要催报的。",
        "All units chosen have handed in; there is nobody to chase.",
    ),
})  # fmt: skip

STATES: Final[Mapping[State, tuple[str, str]]] = MappingProxyType({
    State.UNOPENED: ("未打开", "not opened"),
    State.OPENED: ("已打开", "opened"),
    State.FILLING: ("填报中", "being filled"),
    State.SUBMITTED: ("已报送", "handed in"),
    State.RETURNED: ("已退回", "returned"),
    State.ACCEPTED: ("已接收", "accepted"),
})  # fmt: skip

WAYS: Final[Mapping[Way, tuple[str, str]]] = MappingProxyType({
    Way.LINES: ("逐行填报", "line by line"),
    Way.ZERO: ("零报告", "nil report"),
    Way.SAME: ("同上期", "as before"),
})  # fmt: skip

MARKS: Final[Mapping[Mark, tuple[str, str]]] = MappingProxyType({
    Mark.PREFILLED: ("预填，待确认", "prefilled, to confirm"),
    Mark.CONFIRMED: ("已确认", "confirmed"),
    Mark.CORRECTED: ("已更正并写回台账", "corrected in the ledger"),
    Mark.TYPED: ("本次填写", "entered here"),
    Mark.EMPTY: ("未填", "empty"),
})  # fmt: skip

SHAPES: Final[Mapping[Shape, tuple[str, str]]] = MappingProxyType({
    Shape.ROWS: ("台账中的每条记录一行", "a line for each row of the ledger"),
    Shape.ONE: ("每个单位一行", "one line for each unit"),
    Shape.MANY: ("每个单位多行", "many lines for each unit"),
})  # fmt: skip

#: What a form may lack, in the order of the page.
PARTS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "title": ("名称", "title"),
    "basis": ("依据（文号）", "basis"),
    "due": ("报送时限", "due time"),
    "ends": ("表的有效期", "end date"),
    "units": ("填报单位", "units"),
    "owner": ("责任岗位", "owner"),
})  # fmt: skip

#: Why a column counts as known elsewhere.
WHY_KNOWN: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "title": ("栏名相同", "same title"),
    "synonym": ("栏名同义", "synonym"),
    "content": ("内容类型相符", "same kind of values"),
    "overlap": ("{share} 的样本值在该台账中查得到", "{share} of the sample values stand there"),
})  # fmt: skip

#: Why a cell can't be entered.
CELLS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "column": ("表中没有这一栏", "the form has no such column"),
    "source": ("来源记录已不在，或您无权查看", "the row it comes from is gone or not open to you"),
})  # fmt: skip

#: The words of a reminder.
CHASE: Final = (
    (
        "【催报】{title}\n依据：{basis}\n报送时限：{due}\n尚未报送的单位（{count}）：{units}\n"
        "请尽快登录账图办理；已报送的请忽略。\n联系：{owner}"
    ),
    (
        "[Reminder] {title}\nBasis: {basis}\nDue: {due}\nNot handed in yet ({count}): {units}\n"
        "Please hand in soon; ignore this if you have.\nContact: {owner}"
    ),
)
#: The headings of the messages that are sent.
HEADINGS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "asked": ("填报：{title}（{due} 前）", "To fill in: {title} (by {due})"),
    "asked_text": (
        "请于 {due} 前报送“{title}”。依据：{basis}。已为本单位预填台账中已有的内容，核对无误点一下确认即可。",
        "Please hand in {title} by {due}. Basis: {basis}. What the ledgers know is prefilled; confirm it.",
    ),
    "chased": ("催报：{title}", "Reminder: {title}"),
    "returned": ("退回：{title}", "Returned: {title}"),
    "returned_text": (
        "“{title}”已退回，原因：{reason}。请修改后重新报送。",
        "{title} was returned: {reason}. Mend it and hand it in again.",
    ),
    "accepted": ("已接收：{title}", "Accepted: {title}"),
    "accepted_text": ("“{title}”已接收，不用再办。", "{title} was accepted; nothing more is to be done."),
})  # fmt: skip


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
