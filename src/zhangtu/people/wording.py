"""The sentences of the people room: refusals, and the words of its printed forms, in pairs."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from zhangtu.kernel.scripts import in_language


class Pair(NamedTuple):
    """Words in Simplified Chinese and in English."""

    zh: str
    en: str


#: Kind of refusal → sentence in Simplified Chinese and in English.
REFUSALS: Mapping[str, tuple[str, str]] = {
    "no_unit": (
        "{day} 没有这个单位，可能尚未成立或已经撤并。请换一个日期或另选单位。",
        "There is no such unit on {day}: not yet, or no more. Choose another day or unit.",
    ),
    "no_name": ("名称不能空着。请填写。", "A name is missing. Fill it in."),
    "bad_kind": (
        "“{given}”不能作为类别。请用小写字母、数字和下划线，以字母开头。",
        "“{given}” cannot be a kind. Write small letters, digits and _, beginning with a letter.",
    ),
    "reach": (
        "“{name}”代“{above}”办事，这样的岗位会看到“{above}”的台账。请由“{above}”的单位管理员来设，或换一个角色、类别。",
        (
            "“{name}” acts for “{above}”, so such a post would see the ledgers of “{above}”. Have the "
            "administrator of “{above}” do it, or choose another role or kind."
        ),
    ),
    "name_taken": (
        "同一上级之下 {day} 已有“{name}”。请用原有的那个，或另起名称。",
        "On {day} there is a “{name}” below the same unit already. Use that one, or another name.",
    ),
    "loop": (
        "{day} 起“{name}”在“{above}”之上，不能又归它管。请先把“{above}”移到别处。",
        "From {day} “{name}” stands above “{above}” and cannot go below it. Move “{above}” elsewhere first.",
    ),
    "no_parent": (
        "{day} 上级“{above}”不存在。请先处理上级，或另选上级。",
        "The unit above, “{above}”, is not there on {day}. Mend that first, or choose another.",
    ),
    "has_units": (
        "不能撤销：{day} 起还有下属单位 {names}。请先移走或撤销它们。",
        "It cannot be closed: from {day} there are units below it: {names}. Move or close these first.",
    ),
    "has_posts": (
        "不能撤销：{day} 起还有岗位 {names}。请先移走或撤销这些岗位。",
        "It cannot be closed: from {day} it still has posts: {names}. Move or close these first.",
    ),
    "has_holders": (
        "不能撤销岗位“{name}”：{day} 起还有人任职。请先办理交接或免去任职。",
        "The post “{name}” cannot be closed: somebody holds it from {day}. Hand it over or end that first.",
    ),
    "later_change": (
        "{later} 已登记有变动，不能从 {day} 起结束。请选那天以后的日期。",
        "A change on {later} is already written down, so it cannot end on {day}. Choose a later day.",
    ),
    "merge_itself": (
        "合并至少要有一个并入别处的单位。请选择要并入的单位。",
        "A merge needs at least one unit that goes over into another. Choose which.",
    ),
    "merge_below": (
        "“{into}”在“{name}”之下，不能反过来并入。请先把“{into}”移到“{name}”之外。",
        "“{into}” stands below “{name}”, which cannot go over into it. Move “{into}” out first.",
    ),
    "split_left": (
        "拆分后 {names} 没有着落。请指定它们归哪一个新单位。",
        "After the split nobody has {names}. Say which new unit each goes to.",
    ),
    "split_one": ("拆分至少要有一个新单位。", "A split needs at least one new unit."),
    "not_its_own": (
        "“{name}” {day} 不属于这个单位。请核对。",
        "“{name}” does not belong to this unit on {day}. Check it.",
    ),
    "not_allowed": (
        "现任岗位无权这样做（需要“{right}”权限，且在本单位及下属范围内）。请联系本单位管理员。",
        (
            "The post you act for may not do this (it needs the right “{right}”, within its own units). "
            "Ask your unit's administrator."
        ),
    ),
    "no_post": (
        "{day} 没有这个岗位，可能尚未设立或已经撤销。请另选岗位。",
        "There is no such post on {day}: not yet, or no more. Choose another.",
    ),
    "no_role": (
        "没有“{role}”这种角色。可选：{names}。",
        "There is no role “{role}”. There are: {names}.",
    ),
    "role_by_grant": (
        "“{role}”角色只能由安全管理员授予。请先设岗位，再请安全管理员授予。",
        "Only the security administrator gives the role “{role}”. Set up the post first, then ask there.",
    ),
    "to_itself": (
        "不能为自己任职、授权或重置账号。请由上级或另一位管理员办理。",
        "Nobody appoints, grants to or resets the own person. Ask another administrator.",
    ),
    "apart": (
        "系统、安全、审计三员必须由不同的人担任，{day} 起会落在同一人身上。请另选人员。",
        (
            "System, security and audit administrators must be different people; from {day} one would be two "
            "of them. Choose somebody else."
        ),
    ),
    "apart_ledger": (
        "三员岗位不经办台账，不能授予台账权限。请授予经办岗位。",
        "The three administrators do not work in ledgers. Grant it to a post that does.",
    ),
    "no_person": ("没有这个人。请从名单中选择。", "There is no such person. Choose from the list."),
    "holds_already": (
        "这个人在这段时间已经担任该岗位。请核对起止日期。",
        "This person holds the post already in that time. Check the days.",
    ),
    "no_holding": (
        "{day} 没有这项任职。请核对人员和日期。",
        "There is no such holding on {day}. Check the person and the day.",
    ),
    "bad_days": (
        "结束日期 {ends} 早于开始日期 {begins}。请改正。",
        "The end {ends} lies before the beginning {begins}. Correct it.",
    ),
    "deputy_itself": ("岗位不能替代自己。请另选岗位。", "A post cannot stand in for itself. Choose another."),
    "deputy_apart": (
        "三员岗位不设AB角。请由上级临时任命他人。",
        "The three administrators have no deputies. Appoint somebody for the time instead.",
    ),
    "gone": ("这一项已经不在了。请刷新后再看。", "This is not there any more. Look again."),
    "bad_right": (
        "没有“{right}”这种权限。可选：{names}。",
        "There is no right “{right}”. There are: {names}.",
    ),
    "three_people": (
        "移交人、接收人、监交人必须是三个不同的人。请改正。",
        "Who hands over, who takes over and who watches must be three people. Correct it.",
    ),
    "nothing_held": (
        "移交人 {day} 前没有担任要移交的岗位。请核对岗位和日期。",
        "The giver does not hold what is to be handed over before {day}. Check posts and day.",
    ),
    "not_receivers": (
        "接收人 {day} 没有担任接手的岗位。请先任职，或直接移交岗位本身。",
        "The receiver does not hold the post the work goes to on {day}. Appoint first.",
    ),
    "handed_already": (
        "这个岗位另有一份交接正在办理（{code}）。请先办完或作废。",
        "Another handover of this post is under way ({code}). Finish or drop it first.",
    ),
    "handover_over": (
        "这份交接已经生效或作废，不能再改。请另办一份。",
        "This handover is in force or dropped and cannot change. Prepare another.",
    ),
    "no_item": ("清单中没有第 {no} 项。请刷新后再看。", "The list has no item {no}. Look again."),
    "reason_missing": ("请写明理由。", "Give a reason."),
    "in_objection": (
        "第 {numbers} 项有异议，尚未处理。请先更正或说明理由后移除。",
        "Items {numbers} are objected to. Amend them, or take them out with a reason, first.",
    ),
    "not_signer": (
        "这里应由{side}本人签字。请由其本人登录后签。",
        "Here {side} signs, with an own account. Ask that person.",
    ),
    "unsigned": (
        "还缺 {sides} 的签字（清单改动后要重新签）。",
        "Signatures are missing: {sides} (after a change of the list everybody signs again).",
    ),
    "not_head": (
        "移交人已离岗，应由本单位负责人代签。请选择单位负责人。",
        "The giver is gone, so the unit's head signs. Choose the head of the unit.",
    ),
    "no_head_watches": (
        "监交人不是本单位或上级单位的负责人，应由单位管理员办理生效。请联系单位管理员。",
        "The witness is not head of the unit or of one above, so the unit's administrator does this.",
    ),
    "wrong_code": (
        "扫描件上的编号 {given} 不是现在这份清单的编号 {code}。请打印新的清单重新签字盖章。",
        "The code on the scan, {given}, is not that of the present list, {code}. Print and sign that one.",
    ),
    "bad_digest": (
        "这不是文件的 SHA-256 摘要（64 位十六进制）。请重新上传扫描件。",
        "This is not the SHA-256 digest of a file (64 hexadecimal digits). Upload the scan again.",
    ),
    "more_open": (
        "清单做好以后又多了 {count} 件未办事项。请更新清单后重新签字。",
        "{count} more open things have come since the list was made. Renew the list and sign again.",
    ),
    "login_taken": (
        "登录名“{login}”已有人用。请换一个。",
        "The login name “{login}” is taken. Choose another.",
    ),
    "bad_login": (
        "登录名要 2 到 60 个字，可用文字、字母、数字和 . _ - @，中间不留空格。",
        "A login name has 2 to 60 letters, digits or . _ - @ and no blanks.",
    ),
    "has_account": (
        "这个人已有账号（一人一号，不得共用）。请直接重置。",
        "This person has an account already (one each, none shared). Reset that one.",
    ),
    "not_own": (
        "口令和动态码只能由本人设置。请本人登录后办理。",
        "Only the person sets the own password and second factor. Sign in with that account.",
    ),
    "no_account": ("没有这个账号。请核对登录名。", "There is no such account. Check the login name."),
    "password_short": (
        "口令太短：至少 {length} 位且含 {kinds} 类字符（大写、小写、数字、符号或汉字），或至少 {long} 位。",
        (
            "The password is too short: at least {length} with {kinds} kinds of characters (capital, small, "
            "digit, sign, Chinese), or at least {long} of any."
        ),
    ),
    "password_common": (
        "这个口令太常见，容易被猜中。请换一个。",
        "This password is too common and easily guessed. Choose another.",
    ),
    "password_named": (
        "口令里不能有姓名、登录名、电话或单位名称。请换一个。",
        "A password must not hold a name, login name, phone or unit. Choose another.",
    ),
    "password_differs": (
        "两次输入的口令不一样。请重新输入。",
        "The two passwords differ. Type both again.",
    ),
    "password_same": (
        "新口令不能和原来的一样。请换一个。",
        "The new password is the old one. Choose another.",
    ),
    "sign_in_wrong": (
        "登录名、口令或一次性口令不对，或账号已停用。请再试；忘记了请找本单位管理员重置。",
        (
            "Login name, password or one-time code is wrong, or the account is closed. Try again; "
            "if forgotten, ask your unit's administrator."
        ),
    ),
    "locked": (
        "连续出错太多，请 {minutes} 分钟后再试，或请本单位管理员重置。",
        "Too many wrong attempts. Try again in {minutes} minutes, or ask your unit's administrator.",
    ),
    "second_wrong": (
        "动态码不对或已用过。请用新的动态码，或一个备用码。",
        "The code is wrong or was used. Take the next one, or a recovery code.",
    ),
    "link_wrong": (
        "链接不对、已用过或过期。请在服务器上运行 zhangtu init 取得新链接。",
        "The link is wrong, used or too old. Run zhangtu init at the server for a new one.",
    ),
    "not_this_way": (
        "本办公室没有开通这种登录方式。请用口令登录。",
        "This office has not opened that way of signing in. Use your password.",
    ),
    "elsewhere_failed": (
        "统一身份认证没有成功：{why}。请重试，或用口令登录。",
        "Signing in elsewhere did not succeed: {why}. Try again, or use your password.",
    ),
    "elsewhere_unknown": (
        "统一身份认证成功，但没有对应的账号。请本单位管理员先绑定。",
        "You were recognised elsewhere, but no account here belongs to you. Ask your unit's administrator.",
    ),
    "occupied": (
        "{place}：岗位“{post}”现由 {names} 任职。请选择同岗、接替，还是做 B 角。",
        "{place}: the post “{post}” is held by {names}. Say whether it is shared, replaced, or stood in for.",
    ),
    "bad_roster": (
        "名单有 {count} 处要改，没有建立任何账号。请按所列各行改正后重试。",
        "The roster has {count} faults; no account was opened. Correct the rows named and try again.",
    ),
}

#: Kind of fault of a roster → sentence in Simplified Chinese and in English.
FAULTS: Mapping[str, tuple[str, str]] = {
    "no_table": (
        "没有带“姓名”一栏的表格。请在表头写明 单位、姓名、手机、岗位。",
        "There is no table with a column “name”. Head the columns unit, name, phone, post.",
    ),
    "no_name": ("没有写姓名。请补上，或删去这一行。", "The name is missing. Fill it in, or delete the row."),
    "no_unit": (
        "在您管理的范围内找不到单位“{unit}”。请核对名称，或先建立单位。",
        "No unit “{unit}” is found within what you administer. Check the name, or set it up first.",
    ),
    "many_units": (
        "“{unit}”不止一个。请写全称，或先改成不同的名称。",
        "There is more than one “{unit}”. Write the full name, or give them different ones first.",
    ),
    "no_role": (
        "没有“{role}”这种角色。可选：{names}。",
        "There is no role “{role}”. There are: {names}.",
    ),
    "no_login": (
        "没有可用的登录名。请填写登录名或手机号（2 到 60 个字，不留空格）。",
        "There is nothing to sign in with. Fill in a login name or phone (2 to 60 letters, no blanks).",
    ),
    "login_taken": (
        "登录名已有别人使用，或在名单中给了两个人。请换一个。",
        "Somebody else has the login name, or the roster gives it to two people. Choose another.",
    ),
}

#: What stands on pages and forms → in Simplified Chinese and in English.
_WORDS: Mapping[str, tuple[str, str]] = {
    "handover_title": ("岗位工作交接清单", "Handover of a post"),
    "no": ("序号", "No."),
    "kind": ("类别", "Kind"),
    "title": ("事项", "Item"),
    "reference": ("编号", "Reference"),
    "note": ("说明", "Note"),
    "removed": ("（不交：{reason}）", "(not handed over: {reason})"),
    "handover_posts": ("移交岗位：{posts}", "Posts: {posts}"),
    "handover_into": ("接手岗位：{post}", "Goes to the post: {post}"),
    "handover_begins": ("自 {day} 起由接收人负责", "The receiver answers for it from {day}"),
    "handover_mentor": ("传帮带：{name}，至 {day}", "Mentor: {name}, until {day}"),
    "handover_empty": ("没有需要移交的事项。", "There is nothing to hand over."),
    "handover_code": (
        "交接编号：{code}（签字盖章后扫描，凭此编号归档）",
        "Code: {code} (sign, stamp and scan; filed by this code)",
    ),
    "giver": ("移交人", "who hands over"),
    "receiver": ("接收人", "who takes over"),
    "witness": ("监交人", "who watches"),
    "signature": (
        "{side}（签字）：{name}　　　　　　　　　　日期：",
        "{side}, signature: {name}                    Date:",
    ),
    "signature_proxy": (
        "移交人已离岗，由单位负责人代签：{name}　　　　　日期：",
        "The giver is gone; the unit's head signs: {name}            Date:",
    ),
    "slips_title": ("账号一次性口令条", "One-time codes"),
    "slips_note": (
        "沿横线裁开，当面交给本人。首次登录须另设口令；口令条用过一次即作废，过期请本单位管理员重发。",
        (
            "Cut along the lines and hand each to its person. At the first sign-in a password is chosen; "
            "a code is good once. When it is too old, the unit's administrator gives another."
        ),
    ),
    "right_read": ("查阅", "read"),
    "right_enter": ("录入", "enter"),
    "right_amend": ("修改", "amend"),
    "right_withdraw": ("撤回", "withdraw"),
    "right_adopt": ("采用方案", "adopt plans"),
    "right_import": ("导入", "import"),
    "right_export": ("导出", "export"),
    "right_unmask": ("查看个人信息", "see personal values"),
    "right_redact": ("删除个人信息", "remove personal values"),
    "right_design": ("设计台账", "design ledgers"),
    "right_organise": ("管理单位和岗位", "set up units and posts"),
    "right_accounts": ("管理账号", "open and reset accounts"),
    "right_grant": ("授权", "grant rights"),
    "right_audit": ("审计", "audit"),
    "right_operate": ("运行维护", "operate"),
    "unit": ("单位", "Unit"),
    "name": ("姓名", "Name"),
    "login": ("登录名", "Login name"),
    "code": ("一次性口令", "One-time code"),
    "until": ("有效期至", "Good until"),
    "row": ("台账记录", "Row"),
    "seal": ("印章", "Seal"),
    "key": ("钥匙", "Key"),
    "paper": ("纸质档案", "Paper file"),
    "account": ("账号", "Account"),
    "contact": ("联系人", "Contact"),
    "other": ("其他", "Other"),
}


def say(what: str, language: str, **facts: object) -> str:
    """Say something that stands on the room's forms.

    Args:
        what: Its name in the table.
        language: ``zh-hans``, ``zh-hant`` or ``en``.
        **facts: What fills its placeholders.

    Returns:
        The words.
    """
    return in_language(*_WORDS[what], language).format(**facts)


def pair(codes: Iterable[str]) -> Pair:
    """Some words of the table, listed, in both languages.

    Args:
        codes: Their names in the table.

    Returns:
        The words.
    """
    words = [_WORDS[code] for code in codes]
    return Pair("、".join(zh for zh, _ in words), ", ".join(en for _, en in words))


def is_word(code: str) -> bool:
    """Whether the table has words for a code."""
    return code in _WORDS
