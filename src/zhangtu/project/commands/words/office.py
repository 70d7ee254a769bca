"""What the commands about the whole office say: backup, restore, move, and how far they are."""

from collections.abc import Mapping

#: Simplified and English wording of each sentence; ``zhangtu.kernel.scripts`` makes the Traditional.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "progress": ("正在处理 {part}：{done}", "{part}: {done}"),
    "command_misused": (
        "命令写得不对：{words}。写 zhangtu {command} --help 看用法和示例。",
        "The command is not right: {words}. See zhangtu {command} --help for usage and examples.",
    ),
    "command_broken": (
        "不能读写 {path}：{why}。没有做成，原来的内容没有改动。",
        "{path} cannot be read or written: {why}. It was not done; what there was is untouched.",
    ),
    "summary_backup": (
        "把整个单位的数据备份成一个文件，不必停止服务",
        "back the whole office up into one file, while it works",
    ),
    "example_backup": ("备份到 office.zip", "back up into office.zip"),
    "example_backup_key": (
        "连同密钥一起备份；这样的文件要锁起来保管",
        "with the key too; keep such a file under lock",
    ),
    "help_backup_out": ("要写出的文件（.zip），不能已经存在", "the file to write (.zip); must not exist"),
    "help_with_key": (
        "连同 secret.key；有了它就能伪造存证，请另行保管",
        "include secret.key; whoever has it can forge seals, so keep it apart",
    ),
    "backed_up": (
        "已备份到 {path}：变更到第 {entries} 条，文件 {files} 个，{size} MB。",
        "Backed up into {path}: entries up to {entries}, {files} files, {size} MB.",
    ),
    "backed_up_without_key": (
        "密钥 secret.key 不在备份里，请另行保管一份（或用 --with-key）。",
        "The key secret.key is not in it; keep a copy of it elsewhere (or use --with-key).",
    ),
    "file_damaged": (
        "文件 {name} 已经损坏：内容与文件名中的摘要不符。请从更早的备份中找回。",
        (
            "The file {name} is damaged: its bytes do not have the digest of its name. "
            "Look for it in an earlier backup."
        ),
    ),
    "summary_restore": (
        "在空文件夹里用备份恢复出一个单位，并核验变更记录",
        "restore an office from a backup into an empty folder, and verify its journal",
    ),
    "example_restore": ("恢复到另一个文件夹", "restore into another folder"),
    "help_restore_file": ("zhangtu backup 做的备份", "a backup made by zhangtu backup"),
    "restored": (
        "已恢复到 {path}：变更到第 {entries} 条，共 {rows} 行，文件 {files} 个。正在核验……",
        "Restored into {path}: entries up to {entries}, {rows} rows in all, {files} files. Verifying …",
    ),
    "restored_without_key": (
        (
            "备份里没有密钥，已换用新的密钥：原有存证的签名无从核对，大家要重新登录。"
            "原密钥另有保管的，请用 --key 重新恢复。"
        ),
        (
            "There is no key in the backup, so there is a new one: old seals cannot be checked, and "
            "everybody signs in anew. If you kept the old key, restore again with --key."
        ),
    ),
    "seals_unchecked": (
        "有 {count} 份原有存证是用原密钥签名的，手上没有原密钥，签名无从核对；其余都已照上面核验。",
        "{count} old seals are signed with the old key, which is not here; all else was verified as above.",
    ),
    "example_restore_key": ("连同另行保管的密钥", "with the key that was kept elsewhere"),
    "help_restore_key": ("另行保管的 secret.key", "the secret.key that was kept elsewhere"),
    "summary_move": (
        "把数据库从 SQLite 搬到 PostgreSQL，或搬回来，逐条核对摘要",
        "move the store between SQLite and PostgreSQL, comparing every digest",
    ),
    "example_move": ("搬到 PostgreSQL", "move to PostgreSQL"),
    "example_move_back": ("搬回文件夹里的 SQLite", "move back to SQLite in the office's folder"),
    "help_move_to": (
        "新数据库的地址：postgres://…、sqlite:////path/file，或只写 sqlite",
        "address of the new database: postgres://…, sqlite:////path/file, or just sqlite",
    ),
    "moved": (
        "已搬到 {address}：{rows} 行，其中变更 {entries} 条，逐条核对一致。",
        "Moved to {address}: {rows} rows, {entries} of them entries, every digest equal.",
    ),
    "moved_aside": (
        "原来的数据库文件改名为 {path}。确认无误后可以删除。",
        "The old file is now called {path}. Delete it when you are sure.",
    ),
    "moved_named": (
        "环境变量 DATABASE_URL 还指着原来的数据库。请改成新地址或去掉，再启动。",
        "The variable DATABASE_URL still names the old database. Change or remove it before you start.",
    ),
}
