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
    }
