"""What ``zhangtu pack`` says."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "summary_pack": (
        "业务包：检查、比较、加载、列出",
        "packs: check, compare, load, list",
    ),
    "example_pack_check": (
        "检查文件夹里的业务包，指出每处问题的文件和行",
        "point out what is wrong, by file and line",
    ),
    "example_pack_diff": ("看加载后会改动什么", "say what loading it would change"),
    "example_pack_load": (
        "加载；有冲突的一处采用业务包的写法",
        "load it, taking the pack's wording of one conflict",
    ),
    "example_pack_list": (
        "列出已启用的和随程序提供的业务包",
        "list the packs in force and those that come with it",
    ),
    "example_pack_show": ("取出一本台账的定义，以便改动", "take out the definition of a ledger to change it"),
    "example_pack_own": (
        "启用本单位改过的定义",
        "put in force what the office changed in it",
    ),
    "help_pack_deed": ("check、diff、load、list、show 或 back", "check, diff, load, list, show or back"),
    "help_pack_where": (
        "业务包的文件夹或名称，或本单位自己的一个 .yaml 文件；show、back 后面写台账、指标或报表的名称",
        "a pack's folder or name, or a .yaml file of one's own; behind show and back, what it is called",
    ),
    "help_accept_theirs": (
        "这一处冲突采用业务包的写法，例如 premises.fields.4.title.zh；可写多次",
        "take the pack's wording of this conflict, such as premises.fields.4.title.zh; may be repeated",
    ),
    "help_keep_ours": (
        "这一处冲突保留本单位的写法；可写多次",
        "keep the office's wording of this conflict; may be repeated",
    ),
    "example_pack_preview": (
        "看看这个业务包的指标在本单位现在是多少",
        "see what its measures say of this office now",
    ),
    "example_pack_back": (
        "收回对一个指标的最近一次改动",
        "take back the last change of a measure",
    ),
    "help_preview": (
        "检查时用本单位现有数据算出每个指标：全单位的，以及记录最多的五个单位的",
        "say what each measure comes to now: for the whole office, and the five units with most rows",
    ),
    "pack_no_preview": (
        "现在算不出预览：没有负责统计的部分。",
        "No preview: nothing is there that counts.",
    ),
    "pack_measure": ("{name}（{title}）：{whole}", "{name} ({title}): {whole}"),
    "pack_measure_unit": ("    {unit}：{value}", "    {unit}: {value}"),
    "pack_nothing": ("无", "nothing"),
    "pack_back": (
        "{name} 已恢复为改动以前的写法（第 {version} 版）。",
        "{name} is as it was before (version {version}).",
    ),
    "help_destroys": (
        "同意停用业务包去掉的栏目和选项",
        "agree that fields and choices the pack took out go out of use",
    ),
    "help_pack_reason": ("理由，记入变更记录", "why; stands in the journal"),
    "bad_pack_deed": (
        "不认识“{deed}”。请写 check、diff、load、list、show 或 back",
        "There is no {deed}. Write check, diff, load, list, show or back",
    ),
    "no_pack_where": (
        "没有写明是哪个业务包。请在后面写文件夹或名称",
        "Nobody said which pack. Write its folder or name behind it",
    ),
    "no_pack": (
        "没有文件夹 {where}，随程序提供的业务包也没有这个名称。现有：{names}",
        "There is no folder {where}, and no pack of that name comes with the program. There are: {names}",
    ),
    "pack_not_utf8": (
        "文件 {path} 不是 UTF-8 编码的文本。请另存为 UTF-8 后再试",
        "The file {path} is no text in UTF-8. Save it as UTF-8 and try again",
    ),
    "pack_clean": (
        "业务包 {name} {version}：台账 {ledgers}、表 {tables}、指标 {measures}、报表 {reports}，没有问题。",
        (
            "Pack {name} {version}: {ledgers} ledgers, {tables} tables, {measures} measures, "
            "{reports} reports, nothing wrong."
        ),
    ),
    "definition_clean": ("{name}：没有问题。", "{name}: nothing wrong."),
    "pack_problems": ("{errors} 处错误，{warnings} 处提醒。", "{errors} errors, {warnings} warnings."),
    "pack_error": ("错误", "error"),
    "pack_warning": ("提醒", "warning"),
    "pack_same": ("与已启用的完全相同，没有要改动的。", "The same as what is in force; nothing to change."),
    "pack_new": ("{name}：新定义", "{name}: new"),
    "pack_conflict": (
        "冲突 {path}：{said} 请用 --accept-theirs 或 --keep-ours 决定。",
        "Conflict {path}: {said} Decide with --accept-theirs or --keep-ours.",
    ),
    "bad_conflict": (
        "没有名为“{path}”的冲突。请先运行 zhangtu pack diff 查看",
        "There is no conflict {path}. See zhangtu pack diff first",
    ),
    "pack_in_force": ("已启用 {names}。", "Now in force: {names}."),
    "pack_recomputed": ("按新定义重算，改动 {count} 条记录。", "Computed anew: {count} rows changed."),
    "pack_loaded_state": ("已启用（{count} 项定义）", "in force ({count} definitions)"),
    "pack_shipped_state": ("随程序提供，未加载", "comes with the program, not loaded"),
    "pack_office": ("（本单位自设）", "(the office's own)"),
}
