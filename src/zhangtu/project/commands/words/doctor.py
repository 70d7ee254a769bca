"""What ``zhangtu doctor`` says."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "summary_doctor": (
        "检查运行环境和数据有没有毛病，说明怎样处理",
        "look for what is not as it should be, and say how to mend it",
    ),
    "example_doctor": ("只检查，什么也不改", "look only; nothing is changed"),
    "example_doctor_mend": ("能自动处理的一并处理", "mend what can be mended"),
    "help_mend": ("处理能自动处理的", "mend what can be mended without a person"),
    "doctor_well": ("一切正常。", "All is well."),
    "doctor_mended": ("  已处理。", "  Mended."),
    "doctor_can_mend": (
        "其中 {count} 项可以自动处理：zhangtu doctor --mend",
        "{count} of these can be mended: zhangtu doctor --mend",
    ),
    "doctor_behind": (
        "数据库的表不是这一版程序的。处理：升级数据库。",
        "The store's tables are not those of this version. Mend: bring them up to date.",
    ),
    "doctor_guards": (
        "数据库里防止改动变更记录的触发器缺失或被改过：{names}。先用 zhangtu verify 核验；处理：放回。",
        "Triggers that guard the journal are gone or altered: {names}. Verify, then mend: put them back.",
    ),
    "doctor_wal": (
        "SQLite 没有用 WAL 方式（现为 {mode}），可能是网络盘。请把数据放到本机磁盘。",
        "SQLite is not in WAL mode but {mode}, perhaps on a network disk. Keep the office on a local disk.",
    ),
    "doctor_fsync": (
        "PostgreSQL 没有打开 fsync 或 synchronous_commit，断电会丢数据。请管理员打开。",
        "PostgreSQL runs without fsync or synchronous_commit; a power cut would lose data. Switch them on.",
    ),
    "doctor_rolled_back": (
        "heads.log 到第 {logged} 条，数据库只有 {last} 条：可能被换成了旧的。请查明，并运行 zhangtu verify。",
        (
            "heads.log reaches to entry {logged}, the store only to {last}: it may be an older "
            "one. Find out, and run zhangtu verify."
        ),
    ),
    "doctor_heads": (
        "heads.log 只到第 {logged} 条，存证已到第 {sealed} 条。处理：补写。",
        "heads.log reaches to entry {logged}, the seals to {sealed}. Mend: complete it.",
    ),
    "doctor_unsealed": (
        "有 {count} 条变更还没有存证，服务可能没有运行。处理：现在存证。",
        "{count} entries are not sealed; the server may not be running. Mend: seal now.",
    ),
    "doctor_clock": (
        "本机时钟（{now}）比最后一条变更慢 {minutes} 分钟。请校准时钟。",
        "This machine's clock ({now}) is {minutes} minutes behind the last entry. Set it right.",
    ),
    "doctor_file_damaged": (
        "文件 {name} 已损坏：内容与摘要不符。请从备份中找回。",
        "The file {name} is damaged: its bytes do not have its digest. Bring it back from a backup.",
    ),
    "doctor_file_missing": (
        "文件 {name} 不见了。请从备份中找回，放进 files 文件夹。",
        "The file {name} is gone. Bring it back from a backup into the folder files.",
    ),
    "doctor_rights": (
        "{name} 能被别的账户读取。处理：改为只有本账户可读写。",
        "{name} can be read by other accounts. Mend: make it this account's only.",
    ),
    "doctor_disk": (
        "磁盘只剩 {free} MB。请腾出空间。",
        "Only {free} MB are free on the disk. Make room.",
    ),
    "doctor_write": (
        "写不进磁盘：{why}。请检查权限和空间。",
        "The disk cannot be written: {why}. Check rights and room.",
    ),
    "doctor_left": (
        "{name} 是没有做完留下的。处理：删除。",
        "{name} was left by something that was broken off. Mend: delete it.",
    ),
    "doctor_import": (
        "导入 {uid} 没有做完。请运行 zhangtu import --continue {uid}，或启动服务，它会接着做。",
        "The import {uid} is not finished. Run zhangtu import --continue {uid}, or start the server.",
    ),
    "doctor_mirror": (
        "列表用的副本 mirror.duckdb 与存储不符，数据没有受影响。处理：删除它，下次启动时自动重建。",
        "The copy mirror.duckdb does not fit the store; no data is affected. Mend: remove and rebuild it.",
    ),
    "doctor_job": (
        "后台任务 {job}（{kind}）多次失败后停下：{trouble}。处理：再试。",
        "Job {job} ({kind}) was given up: {trouble}. Mend: try again.",
    ),
}
