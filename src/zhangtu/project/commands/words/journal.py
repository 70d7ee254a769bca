"""What the commands about the journal say: seal, verify, prove, check-proof, redact."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "journal_progress": ("{part}：已核对 {done} 条变更", "{part}: {done} entries"),
    "summary_seal": (
        "给尚未存证的变更存证，并打印存证",
        "seal the entries not sealed yet, and print the head",
    ),
    "example_seal": (
        "存证，并把存证交给外面的人保管",
        "seal, and keep the head somewhere else",
    ),
    "sealed": ("已存证：覆盖前 {size} 条变更。", "Sealed: the head covers {size} entries."),
    "nothing_to_seal": (
        "还没有任何变更，无需存证。",
        "There is no entry yet, nothing to seal.",
    ),
    "summary_verify": (
        "核验全部变更：是否有增删改，记录是否都来自变更",
        "verify every entry, and that rows follow from them",
    ),
    "example_verify": ("核验全部", "verify everything"),
    "example_verify_head": ("与外面保管的存证核对", "against a head kept elsewhere"),
    "example_verify_since": ("只核验上次之后新增的", "only what is new since the last time"),
    "help_verify_head": (
        "外面保管的存证文件（可重复）",
        "a file with heads kept elsewhere (may be repeated)",
    ),
    "help_since": (
        "从上次核验通过之处接着核验",
        "go on from the last verification that found nothing wrong",
    ),
    "help_verdict_json": ("以 JSON 打印结果", "print the outcome as JSON"),
    "not_a_head": ("{path} 里没有存证，或内容有误。", "{path} holds no head, or is damaged."),
    "summary_prove": (
        "为一条记录开具证明，外人离线即可核对",
        "make a proof of a row that a stranger can check offline",
    ),
    "example_prove": ("证明一条记录的公开字段", "prove the open fields of a row"),
    "example_prove_fields": ("只披露这两个字段", "disclose these two fields only"),
    "help_place": ("台账名/记录编号", "ledger and row"),
    "help_fields": (
        "披露哪些字段（名称或编号，逗号分隔）；不写则为全部非个人信息字段",
        (
            "fields to disclose (names or numbers, commas between); every field that is not personal if "
            "not given"
        ),
    ),
    "help_prove_head": (
        "对方已持有的存证；不写则用最新的",
        "a head the other side holds already; the newest if not given",
    ),
    "help_prove_out": ("要写出的文件，不能已经存在", "the file to write; must not exist"),
    "help_as": (
        "以谁的账号办理；不写则记为控制台",
        "whose account acts; the console if not given",
    ),
    "proved": (
        "已写出 {path}：{count} 条变更，在前 {size} 条变更的存证之下。核对：zhangtu check-proof {path}",
        "{path} written: {count} entries under the head over {size}. Check it: zhangtu check-proof {path}",
    ),
    "bad_place": (
        "“{place}”不是“台账名/记录编号”。例如 premises/018f0c5e-…。",
        "“{place}” is not LEDGER/UID, such as premises/018f0c5e-….",
    ),
    "bad_field_name": (
        "台账 {ledger} 没有字段“{field}”。请用 zhangtu pack 查看字段。",
        "Ledger {ledger} has no field “{field}”. See the ledger's fields.",
    ),
    "no_right": (
        "账号“{account}”没有此项权限（{right}）。请由有权限的岗位办理。",
        "The account “{account}” may not do this ({right}). Somebody whose post may must do it.",
    ),
    "summary_check_proof": (
        "离线核对一份证明，不需要数据库",
        "check a proof offline, without any database",
    ),
    "example_check_proof": ("核对，并与自己持有的存证比对", "check it against a head you hold"),
    "help_proof_file": ("证明文件", "the proof"),
    "help_check_head": ("您持有的存证文件", "a file with the head you hold"),
    "help_check_key": (
        "您所知的该单位公钥（64 位十六进制数字）",
        "the office's public key as you know it (64 hexadecimal digits)",
    ),
    "bad_key": (
        "“{key}”不是公钥，应为 64 位十六进制数字。",
        "“{key}” is no key: 64 hexadecimal digits are.",
    ),
    "not_a_proof": ("{path} 不是证明文件，或内容有误。", "{path} is no proof, or is damaged."),
    "proof_entry": (
        "第 {number} 条变更，{at}，{action}（经办人 {actor}，岗位 {post}）：",
        "Entry {number}, {at}, {action} (person {actor}, post {post}):",
    ),
    "proof_value": ("  字段 {field} = {value}", "  field {field} = {value}"),
    "proof_hidden": ("  未披露的字段：{fields}", "  not disclosed: {fields}"),
    "summary_redact": (
        "依法删除一条记录的个人信息，历史与存证不受影响",
        "remove personal values of a row lawfully; history and seals stay true",
    ),
    "example_redact": ("删除两个字段的个人信息", "remove the personal values of two fields"),
    "help_redact_fields": (
        "删除哪些字段（名称或编号，逗号分隔）；@reason 为办理理由",
        "fields to clear (names or numbers, commas between); @reason for the reasons given",
    ),
    "help_authority": ("依据（法律条文或决定文号）", "by what law or order"),
    "help_reason": ("理由", "why"),
    "redacted": (
        (
            "第 {number} 条变更已删除 {fields} 个字段在 {entries} 条变更中的个人信息。"
            "此前的备份和副本须另行处理。"
        ),
        (
            "Entry {number} removed the personal values of {fields} fields from {entries} entries. "
            "Backups made before must be dealt with too."
        ),
    ),
}
