"""The sentences about changes of definitions and about conflicts, in the three languages of the product."""

from collections.abc import Mapping

from zhangtu.kernel.scripts import in_language
from zhangtu.schema.difference import Change, Conflict, Deed, Part
from zhangtu.schema.leaf_pieces import Path
from zhangtu.schema.leaves import ORDER
from zhangtu.schema.specs import Title

#: What a part is called; braces hold the number of a field.
PART_WORDS: Mapping[Part, tuple[str, str]] = {
    Part.WHOLE: ("整体", "The whole"),
    Part.FIELD: ("字段{no}", "Field {no}"),
    Part.CHOICE: ("选项", "Choice"),
    Part.CHECK: ("检查规则", "Check"),
    Part.PAGES: ("页面", "Pages of"),
    Part.ROW: ("表中一行", "Row"),
    Part.COLUMN: ("列", "Column"),
    Part.ENTERED: ("填报项", "Entered field"),
    Part.TEXT: ("正文第{no}段", "Paragraph {no}"),
    Part.STEP: ("环节", "Step"),
    Part.MOVE: ("办理动作", "Move"),
    Part.LIMIT: ("时限", "Limit"),
    Part.LADDER: ("催办安排", "Ladder of"),
}
#: What a value is called that can change: the last word of its path, languages aside.
VALUE_WORDS: Mapping[str, tuple[str, str]] = {
    "name": ("内部名称", "name"),
    "title": ("名称", "title"),
    "row": ("记录的称呼", "what a row is called"),
    "scope": ("可见范围", "scope"),
    "shared_with": ("共享给", "shared with"),
    "secret": ("保密", "secret"),
    "key": ("导入识别字段", "key"),
    "keys": ("查询键", "keys"),
    "pack": ("所属业务包", "pack"),
    "type": ("类型", "type"),
    "required": ("必填", "required"),
    "unique": ("不得重复", "unique"),
    "personal": ("个人信息", "personal"),
    "search": ("可搜索", "search"),
    "target": ("指向", "of"),
    "default": ("默认值", "default"),
    "value": ("计算式", "expression"),
    "live": ("随时计算", "live"),
    "set_by": ("由谁填写", "set by"),
    "synonyms": ("同义词", "synonyms"),
    "help": ("填写说明", "help"),
    "removed": ("停用日期", "removed on"),
    "why": ("停用原因", "why removed"),
    "forbid": ("条件", "condition"),
    "say": ("提示", "sentence"),
    "warn": ("仅提醒", "only a warning"),
    "columns": ("列表列", "columns"),
    "filters": ("筛选项", "filters"),
    "panels": ("分栏", "panels"),
    "begins": ("开始日", "from"),
    "ends": ("结束日", "to"),
    "authority": ("依据", "authority"),
    "sure": ("核实情况", "how sure"),
    "of": ("台账", "of"),
    "where": ("统计范围", "where"),
    "at": ("统计时点", "at"),
    "on": ("计入日期", "on"),
    "unit": ("归属单位", "unit"),
    "by": ("可分组", "by"),
    "better": ("趋好方向", "better"),
    "shown": ("显示方式", "shown"),
    "measured_in": ("计量单位", "measured in"),
    "places": ("小数位数", "places"),
    "open_to": ("公开范围", "open to"),
    "every": ("报送周期", "every"),
    "due": ("报送时限", "due"),
    "sender": ("报送单位", "from"),
    "to": ("接收单位", "to"),
    "rows": ("行", "rows"),
    "compare": ("比较", "compare"),
    "sign": ("签字顺序", "sign"),
    "measure": ("指标", "measure"),
    "over": ("统计期间", "over"),
    "each": ("逐行填", "each"),
    "docx": ("文字模板", "docx"),
    "xlsx": ("表格模板", "xlsx"),
    "conflict": ("利害关系", "conflict"),
    ORDER: ("顺序", "order"),
}
#: What a value of a step, a move, a limit or the ladder is called; where nothing stands here, as elsewhere.
_OF_PROCEDURES: Mapping[str, tuple[str, str]] = {
    "owner": ("负责岗位", "owner"),
    "when": ("适用条件", "when"),
    "final": ("结束环节", "final"),
    "sources": ("出发环节", "from"),
    "to": ("到达环节", "to"),
    "by": ("办理人", "by"),
    "not_by": ("回避", "not by"),
    "asks": ("须填字段", "asks"),
    "papers": ("文书", "papers"),
    "needs": ("办理条件", "needs"),
    "reason": ("说明理由", "reason"),
    "early": ("提前结束", "early"),
    "binds": ("合订成册", "binds"),
    "begins": ("起算", "from"),
    "ends": ("止算", "to"),
    "within": ("期限", "within"),
    "extend": ("延长", "extend"),
    "pauses": ("中止事由", "pause"),
    "warn": ("预警", "warn"),
    "then": ("逾期通知", "then"),
}
_PROCEDURAL = (Part.STEP, Part.MOVE, Part.LIMIT, Part.LADDER)
_SENTENCES: Mapping[str, tuple[str, str]] = {
    Deed.ADDED: ("{part}“{subject}”：新增。", "{part} “{subject}”: added."),
    Deed.REMOVED: ("{part}“{subject}”：停用或删去。", "{part} “{subject}”: removed."),
    Deed.CHANGED: (
        "{part}“{subject}”：{value}由“{before}”改为“{after}”。",
        "{part} “{subject}”: {value} changes from “{before}” to “{after}”.",
    ),
    "uncovered": (
        "【注意】{part}“{subject}”不再标为{value}：凡能查看记录的人都将看到其内容，须有“删除个人信息”权限。",
        "WARNING: {part} “{subject}” is no longer {value}: its values will be open; that takes redact.",
    ),
    "conflict": (
        (
            "{part}“{subject}”的{value}：业务包原为“{base}”，本单位改成“{ours}”，新版业务包改成“{theirs}”，"
            "请选择保留本单位的还是采用业务包的。"
        ),
        (
            "{part} “{subject}”, {value}: the pack had “{base}”, the office made it “{ours}”, "
            "the new pack says “{theirs}”: keep the office's or take the pack's."
        ),
    ),
    "gone": (
        "{part}“{subject}”：一方修改了它，另一方删去了它，请选择保留还是删去。",
        "{part} “{subject}”: one side changed it, the other removed it: keep it or let it go.",
    ),
}
_LANGUAGES = ("zh", "en", "hant")


def say_change(change: Change, language: str) -> str:
    """Say what a change does.

    Args:
        change: The change.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        One sentence.
    """
    words = _words(change.part, change.path, change.subject, language)
    before, after = _shown(change.before, language), _shown(change.after, language)
    kind = "uncovered" if _uncovers(change) else change.deed
    return in_language(*_SENTENCES[kind], language).format(**words, before=before, after=after)


def _uncovers(change: Change) -> bool:
    """Whether values that were masked, or a whole ledger that was secret, will be open."""
    return change.path[-1] in {"personal", "secret"} and bool(change.before) and not change.after


def say_conflict(conflict: Conflict, language: str) -> str:
    """Say what a person has to decide.

    Args:
        conflict: The conflict.
        language: ``zh-hans``, ``zh-hant`` or ``en``.

    Returns:
        One sentence.
    """
    words = _words(conflict.part, conflict.path, conflict.subject, language)
    three = {name: _shown(getattr(conflict, name), language) for name in ("base", "ours", "theirs")}
    kind = "conflict" if any((conflict.base, conflict.ours, conflict.theirs)) else "gone"
    return in_language(*_SENTENCES[kind], language).format(**words, **three)


def _words(part: Part, path: Path, subject: Title, language: str) -> Mapping[str, str]:
    zh, en = PART_WORDS[part]
    number = str(path[1]) if path[0] in {"fields", "text"} else ""
    steps = [str(step) for step in path if step not in _LANGUAGES]
    last = "rows" if path[0] == "rows_by" else steps[-1]
    known = {**VALUE_WORDS, **_OF_PROCEDURES} if part in _PROCEDURAL else VALUE_WORDS
    value = known.get(last, (last, last))
    own = subject.hant if language == "zh-hant" else ""
    return {
        "part": in_language(zh, en, language).format(no=number),
        "subject": own or in_language(subject.zh, subject.en or subject.zh, language),
        "value": in_language(*value, language),
    }


def _shown(text: str, language: str) -> str:
    return text or in_language("空", "nothing", language)
