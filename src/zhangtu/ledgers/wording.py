"""The sentences of the ledgers: why something was not done, and what is wrong with what was given."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from zhangtu.kernel.problems import FieldProblem
from zhangtu.kernel.scripts import in_language

#: Why a request was refused: Simplified and English; Traditional is made from the Simplified.
REFUSALS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "held": ("{say}", "{say_en}"),
    "file_damaged": (
        "这份文件已不在磁盘上，或内容已被改动。请从备份中恢复它。",
        "This file is gone from the disk or was changed there. Restore it from a backup.",
    ),
    "file_unknown": (
        "没有这份文件，或您无权查看附有它的记录。请从记录页打开文件。",
        "There is no such file, or no row that has it is open to you. Open it from its row.",
    ),
    "no_ledger": (
        "没有名为“{ledger}”的台账。请核对名称，或先加载含有它的业务包。",
        "There is no ledger called {ledger}. Check the name, or load the pack it comes with.",
    ),
    "no_procedure": (
        "没有名为“{procedure}”的流程，或它已停用。请核对名称，或先加载含有它的业务包。",
        "There is no procedure {procedure} in use. Check the name, or load the pack it comes with.",
    ),
    "no_measure": (
        "没有名为“{measure}”的指标，或它已停用。请核对名称，或先加载含有它的业务包。",
        "There is no measure {measure} in use. Check the name, or load the pack it comes with.",
    ),
    "no_row": (
        "没有这条记录，或您无权查看。请核对编号，或请管理员调整权限。",
        "There is no such row, or it is not open to you. Check its number, or ask for the right to see it.",
    ),
    "not_allowed": (
        "您的岗位在台账“{ledger}”中不能{what}。请由有权限的岗位办理，或请管理员授权。",
        "Your post may not {what_en} in the ledger {ledger}. Ask a post that may, or ask for the right.",
    ),
    "other_unit": (
        "这条记录归属的单位不在您的管辖范围内。请选择本单位或下级单位。",
        "The unit this row belongs to is outside your scope. Choose your own unit or one below it.",
    ),
    "unknown_unit": (
        "今天没有编号为 {unit} 的单位。请从单位树中选择。",
        "There is no unit {unit} today. Choose one from the tree of units.",
    ),
    "unknown_post": (
        "今天没有编号为 {post} 的岗位。请从单位的岗位中选择。",
        "There is no post {post} today. Choose one of the posts of a unit.",
    ),
    "unknown_person": (
        "没有编号为 {person} 的人员。请从人员名单中选择。",
        "There is no person {person}. Choose one of the people of the office.",
    ),
    "other_behalf": (
        "您只能代本单位或下级单位的岗位录入。请核对所代的岗位，或由有权限的岗位办理。",
        "You may enter for posts of your own unit and those below it. Check the post you enter for.",
    ),
    "no_unit": (
        "没有写明记录归属的单位。请选择单位。",
        "Nobody said which unit the row belongs to. Choose a unit.",
    ),
    "invalid": (
        "填写的内容有 {count} 处问题，没有保存。请按各栏的提示修改后再保存。",
        "{count} things are wrong with what was entered; nothing was saved. Mend the fields pointed out.",
    ),
    "batch_invalid": (
        "这一批中有 {count} 条有问题（第 {first} 条起），整批都没有保存。请修改后重新提交整批。",
        "{count} of the batch are wrong (from number {first} on); none was saved. Mend and send all again.",
    ),
    "changed": (
        "您查看之后，{who}于 {when} 改动了“{fields}”。您的修改没有保存：请对照两个值，决定保留哪一个。",
        "After you looked, {who} changed {fields_en} at {when}. Yours was not saved: compare and decide.",
    ),
    "withdrawn": (
        "这条记录已撤销，不能修改。请先恢复它。",
        "This row was withdrawn and can't be changed. Restore it first.",
    ),
    "not_withdrawn": (
        "这条记录没有撤销，不需要恢复。",
        "This row was not withdrawn; there is nothing to restore.",
    ),
    "referenced": (
        "有 {count} 条记录引用了它：{rows}。请先改掉这些引用，或写明确认连同引用一起保留后再撤销。",
        "{count} rows refer to it: {rows}. Change those first, or say that it is to go although they do.",
    ),
    "no_reason": (
        "这项操作须写明理由。请填写理由后再提交。",
        "This needs a reason. Write one and send it again.",
    ),
    "pending": (
        "这条记录属于尚未生效的导入。请等导入生效后再修改。",
        "This row belongs to an import that is not in force yet. Wait until it is.",
    ),
    "masked": (
        "“{fields}”对您是隐藏的，不能用来筛选、排序、查找或导出。请去掉这些栏。",
        "Masked for you: {fields}. They can't be used to filter, sort, search or export. Leave them out.",
    ),
    "no_field": (
        "台账“{ledger}”没有名为“{fields}”的栏目。请核对名称。",
        "The ledger {ledger} has no field {fields}. Check the name.",
    ),
    "no_filter": (
        "“{fields}”这一栏不能这样筛选或排序。请换一栏或换一种条件。",
        "{fields} can't be filtered or sorted that way. Choose another field or condition.",
    ),
    "bad_page": (
        "这个翻页标记已失效。请回到第一页。",
        "This page mark does not fit the list. Begin again with the first page.",
    ),
    "no_clock": (
        "这条记录没有名为“{clock}”的时限。请核对名称。",
        "This row has no limit {clock}. Check the name.",
    ),
    "clock_state": (
        "时限“{clock}”现在不能{what}。请先查看它的状态。",
        "The limit {clock} can't be {what_en} now. Look at its state first.",
    ),
    "bad_budget": (
        "看不懂时限“{budget}”。请写成“7 workdays”“90 days”“24 hours”这样的形式。",
        "The limit {budget} can't be understood. Write it like 7 workdays, 90 days or 24 hours.",
    ),
    "serial_given": (
        "这一栏已有编号，不能再取号。如确需换号，请先作废现有编号。",
        "This field has a number already. Void it first if another one is needed.",
    ),
    "no_serial": (
        "这一栏没有可作废的编号。",
        "There is no number in this field to void.",
    ),
    "field_used": (
        "栏目“{field}”还在使用，不能去掉：{users}。请先改掉这些地方。",
        "The field {field} is still used and can't be taken away: {users}. Change those first.",
    ),
    "upgrade_conflicts": (
        "新版本与本单位的改动有 {count} 处冲突：{fields}。请逐处决定采用哪一方。",
        "The new version and the office's own changes conflict in {count} places: {fields}. Decide each.",
    ),
    "definition_wrong": (
        "这份定义有 {count} 处问题，没有启用：{first}",
        "{count} things are wrong with this definition; it was not put in force: {first}",
    ),
    "destroys": (
        "新定义会去掉正在使用的内容：{what}。请确认后再加载。",
        "The new definition takes away what is there: {what}. Confirm that before loading it.",
    ),
    "uncovers": (
        "新定义会公开台账“{ledger}”中隐藏的内容：{fields}。须由在该台账同时有“删除个人信息”权限的岗位办理。",
        "This opens what is masked in {ledger}: {fields}. Only a post that may also redact there can do it.",
    ),
    "name_taken": (
        "已有名为“{field}”的栏目。请换一个名称。",
        "There is a field {field} already. Choose another name.",
    ),
    "office_number": (
        "本单位自设的栏目编号须在 1000 以上。请换一个编号。",
        "A field of the office's own is numbered from 1000 up. Choose another number.",
    ),
})  # fmt: skip

#: What is wrong with a field, by kind, where the types of fields have no sentence of their own.
PROBLEMS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "required": ("必须填写。", "must be filled in."),
    "taken": ("已有另一条记录使用这个值。请核对是否重复登记。", "another row has it. Check for a double."),
    "not_your_unit": (
        "不在您的管辖范围内，您不能替它登记。请选本单位或下级单位。",
        "is outside your scope: choose your own unit or one below it.",
    ),
    "set_by": ("只能由“{by}”写入，不能直接填写。", "is set only by {by} and can't be entered."),
    "computed": ("由系统计算，不能直接填写。", "is computed and can't be entered."),
    "no_field": ("没有这一栏。请核对名称。", "is no field of this ledger. Check the name."),
    "removed": ("这一栏已停用。", "was taken away."),
    "check": ("{say}", "{say_en}"),
    "held": ("{say}", "{say_en}"),
    "masked_field": ("对您是隐藏的，须先申请查看才能修改。", "is masked for you; ask to see it first."),
    "serial": ("由系统取号，不能直接填写。", "is numbered by the system and can't be entered."),
    "file_missing": (
        "所附文件不在文件库中。请重新上传。",
        "names a file that is not in the store. Bring it in again.",
    ),
    "uncomputable": ("无法计算：{why}。请核对有关各栏。", "can't be computed: {why}. Check what it reads."),
})  # fmt: skip

#: How a row stands on the list of a handover.
HANDING: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "ledger": ("台账：{ledger}", "Ledger: {ledger}"),
    "due": ("最早到期：{due}", "First due: {due}"),
    "running": ("时限 {limit}（{budget}）：{due} 到期", "Limit {limit} ({budget}): due {due}"),
    "standing": ("时限 {limit}（{budget}）：暂停中", "Limit {limit} ({budget}): stands still"),
    "secret": ("保密台账中的一条记录", "A row of a secret ledger"),
    "nameless": ("（没有名称）", "(without a name)"),
})  # fmt: skip


def say_problem(problem: FieldProblem, language: str) -> str | None:
    """Say what is wrong with a field, where this room knows the kind.

    Args:
        problem: What is wrong.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        A sentence without the field's name; ``None`` for kinds of other rooms.
    """
    pair = PROBLEMS.get(problem.kind)
    return None if pair is None else in_language(*pair, language).format(**problem.facts)
