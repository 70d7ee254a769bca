"""Why a design can't be changed or put in force, with sentences."""

from collections.abc import Mapping
from typing import ClassVar

from zhangtu.kernel.refusals import RefusedError
from zhangtu.kernel.scripts import in_language

__all__ = ["DesignError", "in_language"]


class DesignError(RefusedError):
    """Something a person asked of a design was not done; the design is as it was."""

    sentences: ClassVar[Mapping[str, tuple[str, str]]] = {
        "not_allowed": (
            "您的岗位不能设计台账。请换一个有“设计台账”权限的岗位，或请安全管理员授权。",
            "Your post may not design ledgers. Act for a post that may, or ask the security administrator.",
        ),
        "no_chosen": (
            "没有选择文件。请先选择一个表格文件，.xlsx、.xls、.et、.ods、.csv 都可以。",
            "No file was chosen. Choose a spreadsheet: .xlsx, .xls, .et, .ods or .csv.",
        ),
        "no_draft": (
            "没有这份设计，或它是别人的。请回到“台账设计”，从列表中打开，或重新开始一份。",
            "There is no such design, or it is somebody else's. Open one from the list, or begin a new one.",
        ),
        "changed_elsewhere": (
            "这份设计已在另一个页面改过。请刷新后再改，那边的修改还在。",
            "This design was changed in another window. Load the page anew; that change is kept.",
        ),
        "no_ready": ("没有叫“{name}”的现成台账。请从列表中选择。", "There is no ready ledger called {name}."),
        "no_table": (
            "“{name}”里没有找到表格：至少要有一行表头。请核对文件，或从空白台账开始。",
            "No table was found in “{name}”: it takes a heading at least. Check it, or begin without.",
        ),
        "no_field": ("没有这个字段。请刷新后再试。", "There is no such field. Load the page anew."),
        "no_title": (
            "名称不能为空。请写上台账、字段或选项的名称。",
            "A name is needed: say what the ledger, field or choice is called.",
        ),
        "title_taken": (
            "已有叫“{title}”的字段。请换一个名称，免得导入时分不清。",
            "There is a field called “{title}” already. Choose another, or imports can't tell them apart.",
        ),
        "last_field": (
            "台账至少要有一个字段。请先加一个，再去掉这一个。",
            "A ledger has one field at least. Add another before taking this one away.",
        ),
        "type_for_life": (
            "已启用的字段不能改类型：已有的记录会读不懂。请“换成新字段”，旧字段停用，已填的内容留着。",
            "The type of a field in force never changes. Put a new field in its place; the old one is kept.",
        ),
        "bad_type": (
            "没有这种类型：{type}。请从列表中选择。",
            "There is no type {type}. Choose from the list.",
        ),
        "no_target": (
            "请选择引用哪本台账。只能引用已启用、您能查看的台账。",
            "Choose the ledger it refers to: one that is in force and open to you.",
        ),
        "no_series": (
            "请写编号的字头，如“店登字”，不超过20个字，不要带年份、数字和括号，这些会自动加上。",
            "Write the series, such as Shop-Reg: at most 20 letters; year, figures and brackets are added.",
        ),
        "no_value": (
            "请写计算式，如“人数 / 房间”。",
            "Write what is to be computed, such as staff / rooms.",
        ),
        "used": (
            "“{title}”还在使用，不能去掉：{users}。请先改掉这些地方。",
            "“{title}” is still used and can't be taken away: {users_en}. Change those first.",
        ),
        "no_why": (
            "请写明停用的原因：以后查看旧记录的人会看到。",
            "Say why it is taken out of use: whoever reads old rows will see it.",
        ),
        "shared_choices": (
            "这些选项来自共用列表“{list}”，在这里改不了，免得影响别的台账。请换成自己的选项字段。",
            "These choices are the shared list {list}. Change it there, or use a field with its own choices.",
        ),
        "choice_taken": (
            "已有选项“{title}”。请换一个名称。",
            "There is a choice “{title}” already. Choose another name.",
        ),
        "bad_check": (
            "检查规则读不懂：{said}",
            "The check can't be understood: {said}",
        ),
        "no_rule": (
            "请选择一种检查和它的字段，或写出条件。",
            "Choose a kind of check and its fields, or write the condition out.",
        ),
        "no_sentence": (
            "请写一句提示：哪里不对、怎么改。填写的人会看到。",
            "Write the sentence people will see: what is wrong and how to mend it.",
        ),
        "wrong": (
            "设计里还有 {count} 处问题，没有启用：{first}",
            "{count} things are wrong with the design; it was not put in force: {first}",
        ),
        "moved_on": (
            "台账“{ledger}”在您设计期间已有新的版本。请先“并入新版本”，核对差别后再启用。",
            "“{ledger}” got a new version meanwhile. Take it in first, look at the difference, then go on.",
        ),
        "not_moved_on": ("台账没有新的版本，不需要并入。", "There is no newer version to take in."),
        "nothing_changed": (
            "设计与现在启用的一样，没有要改的。",
            "The design is the same as what is in force; there is nothing to put in force.",
        ),
        "no_reason": (
            "请写明启用或修改的理由，它会留在变更记录里。",
            "Say why; the reason stays in the journal.",
        ),
        "nothing_to_undo": ("没有可以撤回的修改。", "There is nothing to take back."),
    }
