"""What verification and proofs say, in Simplified Chinese and English."""

from collections.abc import Mapping
from typing import Final

#: Kind of finding → sentence.
SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "entry_altered": (
        "第 {entry} 条变更（{register} 第 {row} 号）的内容与其摘要不符：写入后被改动。",
        (
            "Entry {entry} ({register} row {row}) does not match its digest: it was altered after it was "
            "written."
        ),
    ),
    "entry_malformed": (
        "第 {entry} 条变更（{register} 第 {row} 号）的文本不是本系统写出的格式：写入后被改动。",
        "The text of entry {entry} ({register} row {row}) is not as this program writes it: it was altered.",
    ),
    "entry_missing": (
        "缺少第 {entry} 至 {last} 条变更：已被删除。",
        "Entries {entry} to {last} are missing: they were deleted.",
    ),
    "entry_strange": (
        "第 {entry} 条变更不属于任何登记册，或编号不在应有范围：不是由本系统写入的。",
        (
            "Entry {entry} belongs to no register or has a number it cannot have: this program did not "
            "write it."
        ),
    ),
    "time_backwards": (
        "第 {entry} 条变更的时间早于前一条：时间或次序被改动。",
        "Entry {entry} is older than the one before: a time or the order was altered.",
    ),
    "seal_root": (
        "第 {after} 条之后、第 {entry} 条为止的变更与存证不符：其中有增、删、改或调换。",
        (
            "The entries after {after} and up to {entry} are not those sealed: some were added, removed, "
            "altered or swapped."
        ),
    ),
    "seal_signature": (
        "前 {entry} 条变更的存证签名无效：存证被改动或伪造。",
        "The seal over {entry} entries has no valid signature: it was altered or forged.",
    ),
    "seal_key": (
        "前 {entry} 条变更的存证不是用本单位密钥签名的：存证系伪造，或密钥已更换。",
        (
            "The seal over {entry} entries is not signed with this office's key: it was forged, or the "
            "key replaced."
        ),
    ),
    "seal_chain": (
        "前 {entry} 条变更的存证与前一份存证不相衔接：有存证被删除、改动或插入。",
        (
            "The seal over {entry} entries does not follow the one before: a seal was removed, altered "
            "or inserted."
        ),
    ),
    "seal_epoch": (
        "前 {entry} 条变更的存证所记数据库世代与当时不符。",
        "The seal over {entry} entries names an epoch the store did not live in then.",
    ),
    "seal_beyond": (
        "存证覆盖前 {entry} 条变更，现在只有 {entries} 条：末尾的变更已被删除。",
        "A seal covers {entry} entries, there are only {entries}: the last ones were deleted.",
    ),
    "head_root": (
        "库外保存的存证（{source}，前 {entry} 条）与现有变更不符：第 {after} 条之后有增、删、改或调换。",
        (
            "A head kept outside the database ({source}, over {entry} entries) does not match: after "
            "entry {after} something was added, removed, altered or swapped."
        ),
    ),
    "head_beyond": (
        (
            "库外保存的存证（{source}）覆盖前 {entry} 条变更，现在只有 {entries} 条：末尾被删除，"
            "或数据库被换成旧副本。"
        ),
        (
            "A head kept outside the database ({source}) covers {entry} entries, there are only "
            "{entries}: the last ones were deleted, or the database was replaced by an older copy."
        ),
    ),
    "head_signature": (
        "库外保存的存证（{source}，前 {entry} 条）签名无效。",
        "A head kept outside the database ({source}, over {entry} entries) has no valid signature.",
    ),
    "head_key": (
        "库外保存的存证（{source}，前 {entry} 条）不是用本单位密钥签名的。",
        (
            "A head kept outside the database ({source}, over {entry} entries) is not signed with this "
            "office's key."
        ),
    ),
    "log_line": (
        "heads.log 第 {row} 行不是存证：文件被改动。",
        "Line {row} of heads.log is no head: the file was altered.",
    ),
    "log_missing": (
        "heads.log 缺少前 {entry} 条变更的存证，而其后的存证都在：该行被删除或改动。",
        (
            "heads.log lacks the head over {entry} entries though later ones are there: its line was "
            "removed or altered."
        ),
    ),
    "guard": (
        "防改触发器 {field} 不在、被改动或来历不明。请运行 zhangtu manage migrate 恢复，并查明原因。",
        "The trigger {field} is gone, altered or unknown. Run zhangtu manage migrate, and find out why.",
    ),
    "secret_missing": (
        "第 {entry} 条变更（{register} 第 {row} 号）字段 {field} 的个人信息不在了，也没有依法删除的记录。",
        (
            "The personal value of field {field} in entry {entry} ({register} row {row}) is gone, and no "
            "entry removed it lawfully."
        ),
    ),
    "secret_altered": (
        "第 {entry} 条变更（{register} 第 {row} 号）字段 {field} 的个人信息被改动。",
        "The personal value of field {field} in entry {entry} ({register} row {row}) was altered.",
    ),
    "secret_strange": (
        "有 {count} 条个人信息不属于任何变更（例如第 {entry} 条的字段 {field}）：不是由本系统写入的。",
        (
            "{count} personal values belong to no entry (for instance field {field} of entry {entry}): "
            "this program did not write them."
        ),
    ),
    "secret_left": (
        "第 {entry} 条变更字段 {field} 的个人信息应已由第 {by} 条变更删除，却仍在库中。",
        (
            "The personal value of field {field} in entry {entry} should be gone by entry {by} and is "
            "still there."
        ),
    ),
    "removal": (
        "删除清单与变更不符（第 {entry} 条，字段 {field}）：清单被改动。",
        (
            "The list of removals does not agree with the entries (entry {entry}, field {field}): it was "
            "altered."
        ),
    ),
    "row_differs": (
        "{register} 第 {row} 号的字段 {field} 与变更记录不符：记录被绕过变更直接改动。",
        (
            "Field {field} of {register} row {row} is not what its entries give: the row was changed "
            "beside the journal."
        ),
    ),
    "row_missing": (
        "{register} 第 {row} 号有变更记录却不在库中：记录被直接删除。",
        "{register} row {row} has entries and is not there: it was deleted beside the journal.",
    ),
    "row_strange": (
        "{register} 第 {row} 号没有任何变更记录：记录被直接插入。",
        "{register} row {row} has no entry: it was inserted beside the journal.",
    ),
    "derived": (
        "{register} 第 {row} 号的{thing}（字段 {field}）与其记录不符：被绕过变更直接改动。",
        (
            "A {thing} of {register} row {row} (field {field}) does not follow from its row: it was "
            "changed beside the journal."
        ),
    ),
}

#: What is worth saying and no alarm → sentence.
NOTES: Final[Mapping[str, tuple[str, str]]] = {
    "removed": (
        "第 {entry} 条变更依法删除了 {count} 个字段的个人信息（依据：{authority}）。",
        "Entry {entry} lawfully removed the personal values of {count} fields (authority: {authority}).",
    ),
    "restored": (
        "数据库曾恢复到第 {size} 条变更；此前的存证到过第 {entry} 条，其后的变更已不在库中。",
        (
            "The store was taken back to entry {size}; an earlier head covered {entry} entries, and "
            "those after it are gone."
        ),
    ),
    "log_behind": (
        "最近 {count} 份存证尚未写入 heads.log，下次存证时自动补上。",
        "The newest {count} seals are not in heads.log yet; the next seal adds them.",
    ),
    "unsealed": (
        "第 {after} 条之后的 {count} 条变更还没有存证覆盖，只核对了前后是否一致。",
        "The {count} entries after {after} are covered by no head yet; only their consistency was checked.",
    ),
    "not_replayed": (
        "登记册 {register} 没有登记现状，其变更未与现状核对。",
        "Nobody says what the present state of register {register} is; its entries were not replayed.",
    ),
    "from_the_start": (
        "没有可以接续的上次核验，已核验全部变更。",
        "There was no earlier verification to go on from; everything was checked.",
    ),
}

#: The other sentences of a verdict.
SOURCES: Final[Mapping[str, tuple[str, str]]] = {
    "sound": (
        "核验通过：{entries} 条变更、{rows} 条记录，未发现问题。",
        "Verified: {entries} entries, {rows} rows, nothing wrong.",
    ),
    "unsound": (
        "核验未通过：{entries} 条变更、{rows} 条记录，发现 {total} 处问题。",
        "NOT verified: {entries} entries, {rows} rows, {total} findings.",
    ),
    "begun_after": (
        "前 {after} 条变更沿用上次核验的结果。",
        "Up to entry {after} an earlier verification was relied on.",
    ),
    "seals_holds": (
        "与库内 {count} 份存证相符，最近一份覆盖前 {size} 条变更。",
        "{count} seals in the database hold; the newest covers {size} entries.",
    ),
    "seals_fails": (
        "与库内 {count} 份存证不全相符。",
        "Not all of the {count} seals in the database hold.",
    ),
    "log_holds": (
        "与 heads.log 的 {count} 份存证相符，最近一份覆盖前 {size} 条变更。",
        "{count} heads in heads.log hold; the newest covers {size} entries.",
    ),
    "log_fails": (
        "与 heads.log 的 {count} 份存证不全相符。",
        "Not all of the {count} heads in heads.log hold.",
    ),
    "checkpoint_holds": (
        "与上次核验时的存证相符，覆盖前 {size} 条变更。",
        "The head of the last verification holds; it covers {size} entries.",
    ),
    "checkpoint_fails": (
        "与上次核验时的存证不符。",
        "The head of the last verification does not hold.",
    ),
    "outside_holds": (
        "与外部保存的 {count} 份存证相符，最近一份覆盖前 {size} 条变更。",
        "{count} heads kept outside hold; the newest covers {size} entries.",
    ),
    "outside_fails": (
        "与外部保存的 {count} 份存证不全相符。",
        "Not all of the {count} heads kept outside hold.",
    ),
    "no_outside": (
        "没有提供外部保存的存证（--head）：能同时改动数据库、heads.log 并取得密钥的人，只有外部存证能识破。",
        (
            "No head kept outside was given (--head): only such a head exposes somebody who can change "
            "the database and heads.log and has the key."
        ),
    ),
    "more": ("另有 {more} 处问题未列出。", "{more} more findings are not listed."),
}

#: Words that fill sentences.
WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "link": ("挂接关系", "link"),
    "key": ("检索键", "key"),
    "clock": ("计时", "clock"),
    "attachment": ("佐证材料", "attachment"),
    "serial": ("编号", "serial number"),
    "seals": ("库内存证", "seals in the database"),
    "log": ("heads.log", "heads.log"),
    "checkpoint": ("上次核验", "last verification"),
    "outside": ("外部存证", "kept outside"),
}

#: What checking a proof says.
PROOFS: Final[Mapping[str, tuple[str, str]]] = {
    "holds": (
        "证明成立：{register} 第 {row} 号的 {count} 条变更都在前 {size} 条变更的存证之下。",
        (
            "The proof holds: all {count} entries of {register} row {row} lie under the head over {size} "
            "entries."
        ),
    ),
    "fails": (
        "证明不成立（{register} 第 {row} 号，{count} 条变更）。",
        "The proof does NOT hold ({register} row {row}, {count} entries).",
    ),
    "unsigned": ("存证签名无效。", "The head's signature is not valid."),
    "trusted": (
        "存证与您持有的存证或公钥一致。",
        "The head agrees with the head or key you hold.",
    ),
    "distrusted": (
        "存证与您持有的存证或公钥不一致。",
        "The head does not agree with the head or key you hold.",
    ),
    "on_its_word": (
        "未与您持有的存证或公钥核对（--head、--key）；请向该单位核实其公钥 {key}。",
        "Not compared with a head or key you hold (--head, --key); ask the office whether its key is {key}.",
    ),
    "entry_fails": (
        "第 {entry} 条变更不在该存证之下，或内容被改动。",
        "Entry {entry} does not lie under that head, or was altered.",
    ),
}
