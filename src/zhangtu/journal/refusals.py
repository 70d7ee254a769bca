"""What the journal refuses, in sentences."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError


class JournalRefusedError(RefusedError):
    """The journal did not take what was asked of it; nothing has changed."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = {
        "other_actor": (
            "一次办理只能由一个人以一个岗位的身份进行。请先完成或放弃正在进行的办理。",
            "One act is done by one person for one post. Finish or drop the act under way first.",
        ),
        "no_act": (
            "变更只能在办理之中写入：{what}。请从办理入口进行。",
            "Changes are only written inside an act: {what}. Use the room's actions.",
        ),
        "bad_field": (
            "字段代号“{field}”不能写入变更记录。请改用字段的编号或名称。",
            "The field key “{field}” cannot stand in the journal. Use the field's number or name.",
        ),
        "bad_value": (
            "字段 {field} 的值不是规范的 JSON 文本，未写入。请按字段类型重新生成。",
            "The value of field {field} is not compact JSON; nothing was written. Let its type write it.",
        ),
        "unknown_register": (
            "变更记录里没有编号为 {number} 的登记册。请核对编号。",
            "The journal knows no register number {number}. Check the number.",
        ),
        "broken_seal": (
            "前 {size} 条变更的存证自相矛盾，不能在其上继续存证。请运行 zhangtu verify 查明原因。",
            "The seal over {size} entries contradicts itself; nothing is built on it. Run zhangtu verify.",
        ),
        "gap": (
            "第 {first} 至 {last} 条变更有缺失，不能存证。请运行 zhangtu verify 查明原因。",
            "Entries {first} to {last} are not all there and cannot be sealed. Run zhangtu verify.",
        ),
        "redact_why": (
            "依法删除个人信息必须写明依据和理由，未删除。",
            "Removing personal values needs an authority and a reason; nothing was removed.",
        ),
        "redact_nothing": (
            "{register} 第 {row} 号的字段 {field} 没有可删除的个人信息，未删除。请核对字段编号。",
            "Field {field} of {register} row {row} holds no personal value; nothing was removed.",
        ),
        "no_row": (
            "台账 {ledger} 里没有记录 {uid}。请核对台账名和记录编号。",
            "Ledger {ledger} has no row {uid}. Check both names.",
        ),
        "nothing_sealed": (
            "还没有任何变更，无从证明。",
            "There is no entry yet, so nothing can be proved.",
        ),
        "prove_nothing": (
            "前 {size} 条变更里没有 {register} 第 {row} 号。请先存证，或换用较新的存证。",
            "There is no entry about {register} row {row} among the first {size}: name a newer head.",
        ),
        "prove_field": (
            "{register} 第 {row} 号的变更里没有字段 {field}。请核对字段编号。",
            "No entry of {register} row {row} has a field {field}. Check the field's number.",
        ),
    }
