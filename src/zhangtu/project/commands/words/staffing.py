"""What ``zhangtu people unit``, ``post``, ``person``, ``hold``, ``deputy``, ``away`` and ``handover`` say."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "summary_people_unit": (
        "单位：从某日起设立、改名、划转、合并、拆分、撤销",
        "units: create, rename, move, merge, split or close one, from a day",
    ),
    "summary_people_post": (
        "岗位：从某日起设立、改名、划转、授予角色、撤销",
        "posts: create, amend, move or abolish one, or give it a role, from a day",
    ),
    "summary_people_person": ("人员：登记、修改、查编号", "people: enter, amend, or find the number of one"),
    "summary_people_hold": ("从某日起让某人任某岗位", "let somebody hold a post from a day"),
    "summary_people_release": ("从某日起不再任某岗位", "let somebody hold a post no longer, from a day"),
    "summary_people_grant": (
        "授权：某岗位对某本台账可以做什么，代替角色原有的；写 none 则连查看也不可以",
        "grants: what a post may do with one ledger, in place of its role; none takes even reading away",
    ),
    "example_grant": (
        "今起该岗位对这本台账只能查看和导出",
        "let a post read and export one ledger, and nothing else there",
    ),
    "grant_no_ledger": (
        "没有名为“{name}”的台账。现有：{names}",
        "There is no ledger {name}. There are: {names}",
    ),
    "grant_ended": ("第 {number} 项授权自 {day} 起停止。", "The grant {number} ends on {day}."),
    "summary_people_deputy": ("AB角：谁在谁外出时代办", "deputies: which post stands in for which"),
    "summary_people_away": ("外出和返回", "who is away, and who is back"),
    "summary_people_handover": (
        "交接：列清单、打印、带回签字扫描件、生效",
        "handovers: list what is open, print the form, bring the signed scan back, put it in force",
    ),
    "help_staff_what": ("做什么：{usages}", "what to do: {usages}"),
    "help_staff_words": ("对象，写法见上", "what it is done to, as said above"),
    "help_staff_these": ("依次写 {words}", "in this order: {words}"),
    "help_staff_below": (
        "上级单位：名称或编号；0 表示没有上级",
        "the unit above: name or number; 0 for none",
    ),
    "help_staff_unit": ("单位：名称或编号", "the unit: name or number"),
    "help_staff_name": ("新的名称", "the new name"),
    "help_staff_short": ("简称", "the name it goes by"),
    "help_staff_kind": (
        "种类（小写字母、数字和 _）；handover add：seal、key、paper、account、contact、other",
        "the kind (small letters, digits, _); handover add: seal, key, paper, account, contact, other",
    ),
    "help_staff_role": ("角色，如 clerk、chief", "the role, such as clerk or chief"),
    "help_staff_office": (
        "领导小组的办公室设在哪个单位；0 表示没有",
        "the unit that acts for a leading group; 0 for none",
    ),
    "help_staff_into": (
        "unit merge：并入哪个单位；handover start：工作转到接收人的哪个岗位",
        "unit merge: the unit that stays; handover start: the receiver's post the work goes to",
    ),
    "help_staff_successor": (
        "由哪个单位承接；可写多次",
        "a unit that carries on what it had; may be repeated",
    ),
    "help_staff_part": ("拆出的单位；可写多次", "a unit that comes out of it; may be repeated"),
    "help_staff_unit_to": (
        "下级单位归拆出的哪个单位；可写多次",
        "which part a unit below goes to; may be repeated",
    ),
    "help_staff_post_to": ("岗位归拆出的哪个单位；可写多次", "which part a post goes to; may be repeated"),
    "help_staff_keeps": ("原单位保留", "the unit itself goes on beside its parts"),
    "help_staff_phone": ("电话", "the phone"),
    "help_staff_until": (
        "到哪一天为止（这一天起不再算）；不写则未定",
        "the first day no more; open if not given",
    ),
    "help_staff_giver": ("移交人：编号、登录名或姓名", "who hands over: number, login or name"),
    "help_staff_receiver": ("接收人", "who takes over"),
    "help_staff_witness": ("监交人", "who watches"),
    "help_staff_post": (
        "交接的岗位：编号或“单位/岗位”，可写多次；不写则为移交人的全部岗位",
        "a post handed over: number or unit/name; may be repeated; all the giver holds if not given",
    ),
    "help_staff_proxy": (
        "移交人已离岗时代为签字的单位负责人",
        "the unit's head, who signs for a giver that is gone",
    ),
    "help_staff_mentor": ("带教人", "who helps the receiver to begin with"),
    "help_staff_mentor_until": ("带教到哪一天", "the mentor's last day"),
    "help_staff_title": ("物品名称", "what it is"),
    "help_staff_note": ("备注，如存放地点", "what else to know, such as where it lies"),
    "help_staff_code": ("扫描件上印的编码", "the code printed on the form"),
    "help_staff_out": ("把交接清单写到这个 Word 文件", "write the form to this Word file"),
    "help_staff_from": ("从哪一天起，如 2026-03-01；不写则为今天", "from which day; today if not given"),
    "help_staff_reason": ("事由", "why"),
    "example_unit_create": ("设立一个单位", "create a unit"),
    "example_unit_merge": ("两个单位并入第三个", "merge two units into a third"),
    "example_unit_split": ("一分为二，柳林村归河东", "split one in two; the village goes to the first"),
    "example_post_create": ("设立经办岗", "create a post"),
    "example_post_abolish": ("撤销没有人任职的岗位", "abolish a post nobody holds"),
    "example_person_enrol": ("登记一个人，显示编号", "enter somebody and show the number"),
    "example_hold": ("任职", "let somebody hold a post"),
    "example_release": ("免职", "let somebody hold it no longer"),
    "example_deputy": ("综合岗是经办岗的 B 角", "the second post stands in for the first"),
    "example_away": ("外出，九日返回", "away, back on the ninth"),
    "example_handover_start": ("列出要交接的事项", "list what is open"),
    "example_handover_form": ("打印给三方签字", "print it for the three to sign"),
    "example_handover_scan": ("带回签字盖章的扫描件", "bring the signed and stamped scan back"),
    "example_handover_settle": ("生效：一次办完，要么都办要么都不办", "put it in force, all or nothing"),
    "staff_words": ("{what} 后面要写 {takes}", "behind {what} belongs {takes}"),
    "staff_no_words": ("{what} 后面只写选项", "behind {what} only options belong"),
    "staff_stranger": (
        "{what} 没有 --{option} 这个选项；可以用的有 {names}",
        "{what} knows no --{option}; it takes {names}",
    ),
    "staff_missing": ("{what} 还要写 {names}", "{what} needs {names}"),
    "staff_nothing": ("{what} 没有写要改什么，请写 {names}", "{what}: say what to change with {names}"),
    "staff_no_number": ("“{given}”不是编号", "“{given}” is no number"),
    "staff_no_unit": (
        "{day} 没有叫“{name}”的单位；zhangtu people tree --numbers 列出名称和编号",
        "there is no unit “{name}” on {day}; zhangtu people tree --numbers lists names and numbers",
    ),
    "staff_no_post": (
        "{day} 没有岗位“{name}”；这个单位有：{names}",
        "there is no post “{name}” on {day}; the unit has {names}",
    ),
    "staff_bad_post": (
        "岗位“{name}”请写编号，或写“单位/岗位”；zhangtu people posts 列出编号",
        "write the post “{name}” as its number or as unit/name; zhangtu people posts lists the numbers",
    ),
    "staff_no_person": (
        "没有编号、登录名或姓名是“{name}”的人；先用 zhangtu people person enrol 登记",
        "nobody has “{name}” as number, login or name; zhangtu people person enrol enters somebody",
    ),
    "staff_many": (
        "“{name}”不止一个，请写编号：{names}",
        "“{name}” fits several; write the number: {names}",
    ),
    "staff_bad_part": (
        "--{option} {given} 应写成“拆出的单位=名称”，拆出的单位有：{names}",
        "--{option} {given}: write PART=NAME; the parts are {names}",
    ),
    "unit_closed": (
        "单位 {number}（{name}）从 {day} 起撤销。",
        "Unit {number} ({name}) is closed from {day}.",
    ),
    "post_abolished": (
        "岗位 {number}（{name}）从 {day} 起撤销。",
        "Post {number} ({name}) is abolished from {day}.",
    ),
    "deputy_ended": ("AB角 {number} 从 {day} 起终止。", "Deputy {number} ends on {day}."),
    "away_ended": ("外出 {number} 到 {day} 为止。", "Absence {number} ends on {day}."),
    "handover_prepared": ("待签字", "to be signed"),
    "handover_in_force": ("已生效", "in force"),
    "handover_dropped": ("已作罢", "given up"),
    "handover_given_up": (
        "{printed} 已作罢，一切照旧。",
        "{printed} is given up; everything stays as it was.",
    ),
    "handover_signed": ("已签", "signed"),
    "handover_unsigned": ("未签", "not signed"),
    "item_objected": ("　有异议：{why}", "  objected to: {why}"),
    "item_removed": ("　不移交：{why}", "  not handed over: {why}"),
    "handover_bad_out": (
        "交接清单 {path} 要以 .docx 结尾，且不能是已有的文件",
        "the form {path} must end in .docx and must not exist yet",
    ),
    "handover_printed": (
        "交接清单已写到 {path}，编码 {printed}。三方签字盖章后扫描，用 handover scan 带回。",
        "The form is {path}, its code {printed}. Have it signed and stamped; bring it back by handover scan.",
    ),
    "handover_listed": ("列为第 {no} 项。", "It is item {no}."),
    "handover_scan_whose": (
        "带回扫描件要由有账号的人负责，请加 --as 登录名",
        "somebody answers for a scan: name the account with --as",
    ),
    "handover_scanned": (
        "扫描件已存，作为三方签字（SHA-256 {digest}）。",
        "The scan is kept and stands for the three signatures (SHA-256 {digest}).",
    ),
    "handover_scanned_outside": (
        "扫描件作为三方签字（SHA-256 {digest}）。您的岗位不能上传文件，请自行归档这个扫描件。",
        "The scan stands for the three signatures (SHA-256 {digest}). Your post may bring in no files.",
    ),
}
